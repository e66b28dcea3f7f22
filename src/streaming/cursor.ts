import { InvalidArgumentError } from "../errors.js";
import { isRecord } from "../record.js";
import type { SseMessage } from "./sse.js";

/**
 * What becomes of a message: `ambiguous` ones cannot be told from a repetition until the stream is reopened, and before
 * `lost` ones some are missing that the server no longer has.
 */
export type Verdict = "deliver" | "drop" | "ambiguous" | "lost";

/** `12` and `1795512510480-0`, the ids of all known servers, have an order. */
const ORDERED = /^\d+(-\d+)?$/;

function isSame(left: SseMessage, right: SseMessage): boolean {
  return left.event === right.event && left.data === right.data;
}

function major(id: string): number {
  const dash = id.indexOf("-");
  return Number(dash === -1 ? id : id.slice(0, dash));
}

function minor(id: string): number {
  const dash = id.indexOf("-");
  return dash === -1 ? 0 : Number(id.slice(dash + 1));
}

function compare(left: string, right: string): number {
  const order = major(left) - major(right) || minor(left) - minor(right);
  return Number.isNaN(order) ? 1 : order;
}

/**
 * How far a stream was read, exactly, although ids are ordered but not unique: the Python server gives all events of one
 * millisecond the same one. A reopened stream is asked for from the id *before* the highest, so that the whole group of
 * the highest comes again, and what was delivered of it is skipped by its number.
 */
export class Position {
  /** Where the stream began: all that is asked for while nothing was delivered. `undefined`: with what came from then on. */
  readonly #begin: string | undefined;
  /** The id before `#high`. */
  #before: string | undefined;
  /** The highest id that was delivered, and how many events with it. */
  #high: string | undefined;
  #count = 0;
  /** Ids without an order can only be compared with those that were seen. */
  #seen: Set<string> | undefined;

  /** Whether this body began with stored events, which the live ones follow, overlapping. */
  #replayed = false;
  /** `#high` when this body was opened: its group is complete in what the server stored. */
  #settled: string | undefined;
  /** How many events of the group of `#high` are still to be skipped. */
  #skip = 0;
  /** Whether the group that was asked for has come again. */
  #repeated = true;
  /** Whether the place was passed where live events follow stored ones. */
  #joint = false;
  /** What this body delivered with the id `#high`. */
  #group: SseMessage[] = [];

  /** How many events were delivered, and how many of them by this body. */
  received = 0;
  #progress = 0;
  /** Set by the event `end`, or by `error` with what it said: nothing comes behind them. */
  ending: { failure?: unknown } | undefined;

  private constructor(begin: string | undefined) {
    this.#begin = begin;
  }

  /** A new run, from its first event on. */
  static ofNewRun(): Position {
    return new Position("-1");
  }

  /** A run that is joined: from behind an event on, or with what comes from now on. */
  static after(lastEventId: string | undefined): Position {
    const position = new Position(lastEventId);
    if (lastEventId !== undefined) position.reopen();
    return position;
  }

  /** Where another stream stopped. */
  static at(cursor: string): Position {
    const invalid = (): never => {
      throw new InvalidArgumentError("cursor", "is none. Give the cursor of a stream, as it was.");
    };
    let parts: unknown;
    try {
      parts = JSON.parse(cursor);
    } catch {
      return invalid();
    }
    if (!Array.isArray(parts) || parts.length < 3 || parts.length > 4) return invalid();
    const [after, high, count, ending] = parts as unknown[];
    if (typeof after !== "string" || !Number.isInteger(count) || Number(count) < 0) return invalid();
    if (typeof high !== "string" && high !== null) return invalid();
    if (ending !== undefined && !isRecord(ending)) return invalid();
    const position = new Position(after);
    position.#high = high ?? undefined;
    position.#count = Number(count);
    position.ending = ending;
    if (high !== null && !ORDERED.test(high)) position.#seen = new Set([after, high]);
    position.reopen();
    return position;
  }

  /** The `Last-Event-ID` to ask with. */
  get after(): string | undefined {
    return this.#before ?? this.#begin;
  }

  /** The id of the last event that was delivered. */
  get lastEventId(): string | undefined {
    return this.#high;
  }

  /** Whether the stream can be reopened here: something that has ids came, or nothing at all. */
  get isKnown(): boolean {
    if (this.#high === undefined) return this.received === 0;
    return this.after !== undefined;
  }

  /** This position for another stream, in another process. */
  get cursor(): string | undefined {
    if (!this.isKnown || this.after === undefined) return undefined;
    const place = [this.after, this.#high ?? null, this.#count];
    return JSON.stringify(this.ending === undefined ? place : [...place, this.ending]);
  }

  /** A body follows that was asked for with `after`. */
  reopen(): void {
    this.#replayed = true;
    this.#settled = this.#high;
    this.#skip = this.#high === undefined ? 0 : this.#count;
    this.#repeated = this.#skip === 0;
    this.#joint = false;
    this.#group = [];
    this.#progress = 0;
  }

  /** Whether the body at hand had anything new. */
  get progressed(): boolean {
    return this.#progress > 0;
  }

  /** Whether the body at hand said again what was asked for, and nothing more. */
  get isEnd(): boolean {
    return this.#replayed && this.#repeated && !this.progressed;
  }

  accept(message: SseMessage): Verdict {
    const { id } = message;
    if (!id) return this.#deliver();
    const order = this.#order(id);
    if (order < 0) return this.#passJoint();
    if (order > 0) return this.#begins(id, message);
    if (this.#skip > 0) {
      this.#skip -= 1;
      if (this.#skip === 0) this.#repeated = true;
      return "drop";
    }
    const settled = !this.#replayed || this.#joint || id === this.#settled;
    if (!settled && this.#group.some((other) => isSame(other, message))) return "ambiguous";
    if (this.#replayed) this.#group.push(message);
    this.#count += 1;
    return this.#deliver();
  }

  /** Negative: the id is of the past; 0: it is the highest; positive: it is new. */
  #order(id: string): number {
    if (this.#high === undefined) {
      // A server that ignores what it is asked for begins before it.
      const { after } = this;
      return after !== undefined && ORDERED.test(after) && ORDERED.test(id) ? compare(id, after) || -1 : 1;
    }
    if (id === this.#high) return 0;
    if (!this.#replayed) return 1;
    return this.#seen === undefined ? compare(id, this.#high) : this.#seen.has(id) ? -1 : 1;
  }

  /**
   * The stream goes back. Before the group that was asked for came again, the server began earlier than it was asked to.
   * After it, the live events begin, with some that were stored when they were already there: those up to the highest
   * come once more.
   */
  #passJoint(): Verdict {
    if (this.#repeated && this.#high !== undefined) {
      this.#joint = true;
      this.#skip = this.#count;
    }
    return "drop";
  }

  /** A new highest id. */
  #begins(id: string, message: SseMessage): Verdict {
    if (!this.#repeated) return "lost";
    if (this.#high === undefined && !ORDERED.test(id)) this.#seen = new Set();
    this.#seen?.add(id);
    this.#before = this.#high ?? this.#before;
    this.#high = id;
    this.#count = 1;
    this.#skip = 0;
    if (this.#replayed) this.#group = [message];
    return this.#deliver();
  }

  #deliver(): Verdict {
    this.received += 1;
    this.#progress += 1;
    return "deliver";
  }
}
