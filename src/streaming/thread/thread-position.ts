import { InvalidArgumentError } from "../../errors.js";
import type { Pending } from "../cursor.js";
import { isExact, isSameEvent, millisecondsOf, stableId } from "./frame.js";
import type { Frame } from "./frame.js";

/** An event compared with the anchor event. `younger`: it follows the anchor, or stands in its place. */
export type Match = "anchor" | "younger" | "other";

/** The position of the anchor event, the last one that was delivered: a reconnect continues behind it. */
export class ThreadPosition {
  /** The id of the anchor event, as far as it is the same on each connection. */
  #id: string | undefined;
  /** The number of delivered events with this id, the anchor event included. */
  #count = 0;
  #last: Frame | undefined;
  /** Set if the other stream was left between two items of its last event. */
  pending: Pending | undefined;

  /** Parses the cursor of another stream, which must have had the same channels: the count is one of their events. */
  static parse(text: string, channels: readonly string[]): ThreadPosition {
    const [id, count, names, consumer, items] = fieldsOf(text);
    const position = new ThreadPosition();
    if (typeof id !== "string" || typeof count !== "number") {
      throw new InvalidArgumentError(
        "cursor",
        "not the cursor of a thread's run. Pass `run.cursor` unchanged.",
      );
    }
    if (names !== namesOf(channels)) {
      throw new InvalidArgumentError("cursor", `from a session with other channels: ${String(names)}.`);
    }
    position.#id = id;
    position.#count = count;
    if (typeof consumer === "string" && typeof items === "number") position.pending = { consumer, items };
    return position;
  }

  /** The position as a string; `undefined` at the beginning. */
  toText(channels: readonly string[], pending?: Pending): string | undefined {
    if (this.#id === undefined) return undefined;
    const left = pending === undefined ? [] : [pending.consumer, pending.items];
    return JSON.stringify([this.#id, this.#count, namesOf(channels), ...left]);
  }

  copy(): ThreadPosition {
    const copy = new ThreadPosition();
    copy.#id = this.#id;
    copy.#count = this.#count;
    copy.#last = this.#last;
    return copy;
  }

  /** Moves behind an event. */
  advance(frame: Frame): void {
    const id = stableId(frame.event.id);
    this.#count = id === this.#id ? this.#count + 1 : 1;
    this.#id = id;
    this.#last = frame;
  }

  /** The anchor event, if it was delivered by this stream. */
  get anchor(): Frame | undefined {
    return this.#last;
  }

  /** Compares the events of a replay with the anchor, in their order. The replay begins before the anchor's id. */
  matcher(): (frame: Frame) => Match {
    let seen = 0;
    return (frame) => {
      if (stableId(frame.event.id) !== this.#id) return this.#isYounger(frame) ? "younger" : "other";
      seen += 1;
      if (seen < this.#count) return "other";
      // The server may have dropped its history, and count anew.
      return this.#last === undefined || isSameEvent(this.#last, frame) ? "anchor" : "younger";
    };
  }

  /** True if the event follows the anchor, as far as the ids tell. */
  #isYounger(frame: Frame): boolean {
    if (isExact(frame)) return frame.number > Number(this.#id);
    return (millisecondsOf(frame.event.id) ?? 0) > (millisecondsOf(this.#id ?? "") ?? Infinity);
  }
}

function namesOf(channels: readonly string[]): string {
  return [...channels].sort().join(" ");
}

function fieldsOf(text: string): unknown[] {
  try {
    const fields: unknown = JSON.parse(text);
    return Array.isArray(fields) ? fields : [];
  } catch {
    return [];
  }
}
