import { InvalidArgumentError } from "../../errors.js";
import type { Pending } from "../cursor.js";
import { contentOf, isExact, millisecondsOf, stableId } from "./frame.js";
import type { Frame } from "./frame.js";

/** The anchor event, in a form that fits into a cursor. */
interface Anchor {
  /** The id without the part that depends on the connection. */
  id: string;
  /** A digest of the event's content. */
  digest: string;
  /** The events up to it with the same id and digest. */
  ordinal: number;
  number: number;
}

/** Compares events with the anchor event. `younger`: it follows the anchor. */
export type Match = "anchor" | "younger" | "other";

/** The position of the last event that was delivered: the anchor event, at which a reconnect continues. */
export class ThreadPosition {
  /** The delivered events that share the last id. */
  #frames: Frame[] = [];
  #id: string | undefined;
  #given: Anchor | undefined;
  /** Set if the other stream was left between two items of its last event. */
  pending: Pending | undefined;

  /** Parses the cursor of another stream. */
  static parse(text: string): ThreadPosition {
    const fields = readJson(text);
    if (!isCursor(fields)) {
      throw new InvalidArgumentError(
        "cursor",
        "not the cursor of a thread's run. Pass `run.cursor` unchanged.",
      );
    }
    const [id, digest, ordinal, number, consumer, items] = fields;
    const position = new ThreadPosition();
    position.#given = { id, digest, ordinal, number };
    if (consumer !== undefined && items !== undefined) position.pending = { consumer, items };
    return position;
  }

  /** The position as a string. */
  toText(pending?: Pending): string | undefined {
    const anchor = this.#anchor;
    if (anchor === undefined) return undefined;
    const { id, digest, ordinal, number } = anchor;
    const rest = pending === undefined ? [] : [pending.consumer, pending.items];
    return JSON.stringify([id, digest, ordinal, number, ...rest]);
  }

  get isEmpty(): boolean {
    return this.#given === undefined && this.#frames.length === 0;
  }

  copy(): ThreadPosition {
    const copy = new ThreadPosition();
    copy.#frames = [...this.#frames];
    copy.#id = this.#id;
    copy.#given = this.#given;
    return copy;
  }

  /** Moves behind an event. */
  advance(frame: Frame): void {
    const id = isExact(frame) ? frame.event.id : stableId(frame.event.id);
    if (id !== this.#id) this.#frames = [];
    this.#id = id;
    this.#frames.push(frame);
  }

  /** The number of the anchor event. 0 at the beginning. */
  get number(): number {
    return this.#frames.at(-1)?.number ?? this.#given?.number ?? 0;
  }

  get #anchor(): Anchor | undefined {
    const last = this.#frames.at(-1);
    if (last === undefined || this.#id === undefined) return this.#given;
    const digest = digestOf(last);
    const ordinal = this.#frames.filter((frame) => digestOf(frame) === digest).length;
    return { id: this.#id, digest, ordinal, number: last.number };
  }

  /** True if the event is the anchor, as far as its id and its content tell. */
  isAt(frame: Frame): boolean {
    const anchor = this.#anchor;
    return anchor !== undefined && isSame(frame, anchor);
  }

  /** Compares the events of a replay from the thread's first event with the anchor, in their order. */
  matcher(): (frame: Frame) => Match {
    const anchor = this.#anchor;
    let seen = 0;
    return (frame) => {
      if (anchor === undefined) return "other";
      if (isSame(frame, anchor) && (seen += 1) === anchor.ordinal) return "anchor";
      return isYounger(frame, anchor) ? "younger" : "other";
    };
  }
}

function isSame(frame: Frame, { id, digest }: Anchor): boolean {
  return stableId(frame.event.id) === id && digestOf(frame) === digest;
}

/** True if the event follows the anchor, as far as ids and numbers tell. */
function isYounger(frame: Frame, { id, number }: Anchor): boolean {
  if (isExact(frame) && id === String(number)) return frame.number >= number;
  const [ms, anchorMs] = [millisecondsOf(frame.event.id), millisecondsOf(id)];
  return ms !== undefined && anchorMs !== undefined && ms > anchorMs;
}

/** A digest of 53 bits: 32 of one FNV-1a hash, and 21 of another with a different start. */
function digestOf({ text }: Frame): string {
  const content = contentOf(text);
  return (hash(content, 0x811c9dc5) * 0x200000 + (hash(content, 0x9e3779b9) >>> 11)).toString(36);
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type CursorFields = [
  id: string,
  digest: string,
  ordinal: number,
  number: number,
  consumer?: string,
  items?: number,
];

const FIELDS = ["string", "string", "number", "number", "string", "number"];

function isCursor(value: unknown): value is CursorFields {
  if (!Array.isArray(value) || (value.length !== 4 && value.length !== 6)) return false;
  return value.every((field, index) => typeof field === FIELDS[index]);
}
