import { isRecord } from "../checks.js";
import { JsonObjectText } from "./json-text.js";
import { copyOf } from "./merge.js";
import type { Fields } from "./merge.js";
import type { InvalidToolCall, ToolCall, ToolCallChunk } from "./types.js";

/** A tool call whose arguments may still grow. */
export class GrowingCall {
  name = "";
  id: string | undefined;
  readonly index: ToolCallChunk["index"];
  readonly #text = new JsonObjectText();
  #args: Fields | undefined;

  constructor(index: ToolCallChunk["index"]) {
    this.index = index;
  }

  /** Appends a chunk. */
  append({ name, id, args }: ToolCallChunk): void {
    if (name) this.name = name;
    if (id) this.id = id;
    // Some providers send the arguments as an object.
    if (isRecord(args)) this.#args = args;
    else if (typeof args === "string") this.#args = this.#text.append(args);
  }

  /** The text of the arguments so far, without half a character at its end. */
  get text(): string {
    return this.#text.endsInHalf ? this.#text.text.slice(0, -1) : this.#text.text;
  }

  /** The arguments, once they are complete. */
  get args(): Fields | undefined {
    return this.#args;
  }

  /** No chunk follows: a call without text has no arguments. */
  end(): void {
    if (this.#text.isBlank) this.#args ??= {};
  }
}

/** The tool calls of a message. */
export class ToolCalls {
  readonly #calls: GrowingCall[] = [];
  #hasEnded = false;

  /** Adds the chunks of one message chunk. Returns the calls that they belong to. */
  add(chunks: readonly ToolCallChunk[]): GrowingCall[] {
    const changed = new Set<GrowingCall>();
    this.#hasEnded &&= chunks.length === 0;
    for (const chunk of chunks) {
      if (!isRecord(chunk)) continue;
      const call = this.#continuedBy(chunk) ?? this.#begin(chunk);
      call.append(chunk);
      changed.add(call);
    }
    return [...changed];
  }

  #begin({ index }: ToolCallChunk): GrowingCall {
    const call = new GrowingCall(index ?? undefined);
    this.#calls.push(call);
    return call;
  }

  /** The call that a chunk continues: that of its id, or the latest of its index. A new id begins a new call. */
  #continuedBy({ id, index, name }: ToolCallChunk): GrowingCall | undefined {
    const hasIndex = index !== undefined && index !== null;
    const same = id ? this.#calls.findLast((call) => call.id === id) : undefined;
    // Without an index, each chunk with complete arguments is a call of its own.
    if (same !== undefined) return hasIndex || same.args === undefined ? same : undefined;
    const latest = this.#calls.findLast((call) => call.index === (index ?? undefined));
    if (latest === undefined || (id && latest.id)) return undefined;
    // Without ids, a name begins the next call if the index is missing, or the arguments are complete.
    const isNext = name && (!hasIndex || (latest.name && latest.args !== undefined));
    return isNext ? undefined : latest;
  }

  /** Ends the calls: no chunk follows. */
  end(): void {
    this.#hasEnded = true;
    for (const call of this.#calls) call.end();
  }

  /** All calls, in order. */
  get all(): readonly GrowingCall[] {
    return this.#calls;
  }

  /** The calls whose arguments are complete. */
  complete(): ToolCall[] {
    const calls = this.#calls.flatMap(({ name, args, id }) =>
      name !== "" && args !== undefined
        ? [{ name, args: copyOf(args), id: id ?? null, type: "tool_call" }]
        : [],
    );
    // As the servers send them: the type leaves out `null`.
    return calls as ToolCall[];
  }

  /** The calls that ended without valid arguments, or without a name. */
  invalid(): InvalidToolCall[] {
    if (!this.#hasEnded) return [];
    const calls: object[] = this.#calls.flatMap(({ name, args, text, id }) =>
      name !== "" && args !== undefined
        ? []
        : [{ name: name || null, args: text, id: id ?? null, error: null, type: "invalid_tool_call" }],
    );
    return calls;
  }
}
