import { isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";

/** Ids of the known servers have an order: `12`, `1795512510480-0`. */
const ORDERED = /^\d+(-\d+)?$/;

/** Negative if `left` is older, positive if it is newer. Ids without an order count as newer. */
export function compareIds(left: string, right: string): number {
  if (!ORDERED.test(left) || !ORDERED.test(right)) return 1;
  return major(left) - major(right) || minor(left) - minor(right);
}

/** True if an id is newer than another one, as far as ids have an order. */
export function isNewer(id: string | undefined, other: string): boolean {
  return isOrdered(id) && isOrdered(other) && compareIds(id, other) > 0;
}

function major(id: string): number {
  const dash = id.indexOf("-");
  return Number(dash === -1 ? id : id.slice(0, dash));
}

function minor(id: string): number {
  const dash = id.indexOf("-");
  return dash === -1 ? 0 : Number(id.slice(dash + 1));
}

/** A run has ended. `failure` is the data of its `error` event. */
export interface Ending {
  failure?: unknown;
}

/** A position among the items that `parts()`, `messages()` or `text()` made of one event. */
export interface Pending {
  consumer: string;
  /** The number of items that were not delivered. */
  items: number;
}

/**
 * The position up to which a stream was delivered. Event ids are ordered but not unique (the Python server gives all events
 * of one millisecond the same id), so a cursor also counts the events that share the last id.
 */
export class Cursor {
  /** The `Last-Event-ID` of the first request; `undefined`: only new events were requested. */
  readonly #start: string | undefined;
  /** The id before `lastEventId`. */
  #previousId: string | undefined;
  lastEventId: string | undefined;
  /** The number of events with `lastEventId`. */
  count = 0;
  /** The number of all events, including those without an id. */
  received = 0;
  /** All ids so far, if they have no order. */
  #seenIds: Set<string> | undefined;
  /** Set by the final event, `error` or `end`. */
  ending: Ending | undefined;
  /** Set if the other stream was left between two items of its last event. */
  pending: Pending | undefined;

  private constructor(start: string | undefined) {
    this.#start = start;
  }

  /** The start of a new run. Servers replay all events after "-1". */
  static ofNewRun(): Cursor {
    return new Cursor("-1");
  }

  /** Behind an event of a joined run; `undefined`: only new events. */
  static after(lastEventId: string | undefined): Cursor {
    return new Cursor(lastEventId);
  }

  /** Parses the cursor of another stream. */
  static parse(text: string): Cursor {
    const invalid = (): never => {
      throw new InvalidArgumentError("cursor", "not a valid cursor. Pass `stream.cursor` unchanged.");
    };
    let parts: unknown;
    try {
      parts = JSON.parse(text);
    } catch {
      return invalid();
    }
    if (!Array.isArray(parts) || parts.length < 3 || parts.length > 5) return invalid();
    const [start, lastEventId, count, end, pending] = parts as unknown[];
    const ending = end ?? undefined;
    if (typeof start !== "string" || !Number.isInteger(count) || Number(count) < 0) return invalid();
    if (typeof lastEventId !== "string" && lastEventId !== null) return invalid();
    if (ending !== undefined && !isRecord(ending)) return invalid();
    if (pending !== undefined && !isPending(pending)) return invalid();
    const cursor = new Cursor(start);
    cursor.lastEventId = lastEventId ?? undefined;
    cursor.count = Number(count);
    cursor.ending = ending;
    cursor.pending = pending;
    if (lastEventId !== null && !ORDERED.test(lastEventId)) cursor.#seenIds = new Set([start, lastEventId]);
    return cursor;
  }

  copy(): Cursor {
    const copy = new Cursor(this.#start);
    copy.#previousId = this.#previousId;
    copy.lastEventId = this.lastEventId;
    copy.count = this.count;
    copy.received = this.received;
    copy.#seenIds = this.#seenIds && new Set(this.#seenIds);
    return copy;
  }

  /** The `Last-Event-ID` of a reconnect: the id before the last one, so that all events with the last id are replayed. */
  get reconnectFrom(): string | undefined {
    return this.#previousId ?? this.#start;
  }

  /** True if no events come before this position, or if it has none. */
  get isAtBeginning(): boolean {
    return this.lastEventId === undefined && (this.#start === undefined || this.#start === "-1");
  }

  /** True if a stream can continue here: the events have ids, or none was delivered yet. */
  get isUsable(): boolean {
    return this.lastEventId === undefined ? this.received === 0 : this.reconnectFrom !== undefined;
  }

  /** The cursor as a string for `joinStream`; `undefined` if no stream can continue here. */
  toText(pending?: Pending): string | undefined {
    if (!this.isUsable || this.reconnectFrom === undefined) return undefined;
    const position = [this.reconnectFrom, this.lastEventId ?? null, this.count];
    if (pending !== undefined) return JSON.stringify([...position, this.ending ?? null, pending]);
    return JSON.stringify(this.ending === undefined ? position : [...position, this.ending]);
  }

  /** True if events with this id come before the last one. */
  isOld(id: string): boolean {
    const { lastEventId, reconnectFrom } = this;
    if (lastEventId === undefined) {
      // A server that ignores Last-Event-ID starts too early.
      return isOrdered(reconnectFrom) && isOrdered(id) && compareIds(id, reconnectFrom) <= 0;
    }
    return this.#seenIds === undefined ? compareIds(id, lastEventId) < 0 : this.#seenIds.has(id);
  }

  /** Moves behind a new event. */
  advance(id: string | undefined): void {
    this.received += 1;
    if (!id) return;
    if (id === this.lastEventId) {
      this.count += 1;
      return;
    }
    if (this.lastEventId === undefined && !ORDERED.test(id)) this.#seenIds = new Set();
    this.#seenIds?.add(id);
    this.#previousId = this.lastEventId ?? this.#previousId;
    this.lastEventId = id;
    this.count = 1;
  }
}

function isPending(value: unknown): value is Pending {
  return isRecord(value) && typeof value["consumer"] === "string" && Number.isInteger(value["items"]);
}

function isOrdered(id: string | undefined): id is string {
  return id !== undefined && ORDERED.test(id);
}
