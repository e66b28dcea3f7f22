/** The number of chunks that are told apart: more would take too much time. */
const LIMIT = 2_000;

/** Chunks that are left after some were removed, as a list from the last to the first. */
interface Rest {
  text: string;
  chunk: string;
  before: Rest | undefined;
}

const NOTHING: Rest = { text: "", chunk: "", before: undefined };

/** The chunks of several messages that arrive at the same time without an id. */
export class HeldChunks {
  #chunks: string[] = [];
  #isAmbiguous = false;

  add(chunk: string): void {
    this.#chunks.push(chunk);
  }

  /** The text of all chunks; `undefined` if they cannot be told apart. */
  get text(): string | undefined {
    return this.#isAmbiguous ? undefined : this.#chunks.join("");
  }

  /** Removes the chunks of a message that has ended: their text is known, if not that of each. */
  remove(text: string | undefined): void {
    const canTell = text !== undefined && this.#chunks.length <= LIMIT;
    let rest = canTell ? this.#without(text) : undefined;
    this.#isAmbiguous ||= rest === undefined;
    this.#chunks = [];
    for (; rest !== undefined; rest = rest.before) this.#chunks.unshift(rest.chunk);
  }

  /** The other chunks; `undefined` unless they have the same text, whichever way the text is found in the chunks. */
  #without(text: string): Rest | undefined {
    // The rest for each length of the text that was found; `undefined` if there are several.
    let rests = new Map<number, Rest | undefined>([[0, NOTHING]]);
    for (const chunk of this.#chunks) {
      const next = new Map<number, Rest | undefined>();
      const join = (found: number, rest: Rest | undefined): void => {
        const isSame = !next.has(found) || next.get(found)?.text === rest?.text;
        next.set(found, isSame ? rest : undefined);
      };
      for (const [found, rest] of rests) {
        join(found, rest && { text: rest.text + chunk, chunk, before: rest });
        if (chunk !== "" && text.startsWith(chunk, found)) join(found + chunk.length, rest);
      }
      rests = next;
    }
    return rests.get(text.length);
  }
}
