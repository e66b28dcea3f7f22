import { check, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { isForeign } from "./events.js";
import type { SseMessage } from "./sse.js";

/** Ids of the known servers have an order: `12`, `1795512510480-0`. */
const ORDERED = /^\d{1,40}(-\d{1,40})?$/;
/** Ids that a header can carry unchanged. */
const SENDABLE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;
/** Marks a cursor whose ids look ordered, but are not. */
const UNORDERED = "unordered";
/** The number of ids to keep while they ascend. After so many, their order is trusted. */
const MAX_ORDERED_IDS = 1_000;
/** The number of events without an id to keep. A gateway sends the same one on each connection. */
const MAX_WITHOUT_ID = 16;
/** The longest data of such an event, in characters: larger ones are states of a run. */
const MAX_DATA_WITHOUT_ID = 10_000;

/** Negative if `left` is older, positive if it is newer. Ids without an order count as newer. */
export function compareIds(left: string, right: string): number {
  return ORDERED.test(left) && ORDERED.test(right) ? compareOrdered(left, right) : 1;
}

/** Compares two ids that have an order. */
function compareOrdered(left: string, right: string): number {
  // Most ids of a run have one length, and text compares faster.
  if (left.length === right.length && left[0] !== "0" && right[0] !== "0") return compare(left, right);
  const [major, minor = "0"] = left.split("-");
  const [otherMajor, otherMinor = "0"] = right.split("-");
  return compareDigits(major ?? "", otherMajor ?? "") || compareDigits(minor, otherMinor);
}

/** True if an id is newer than another one, as far as ids have an order. */
export function isNewer(id: string | undefined, other: string): boolean {
  return isOrdered(id) && isOrdered(other) && compareOrdered(id, other) > 0;
}

function compareDigits(left: string, right: string): number {
  return compare(exact(left), exact(right));
}

function compare<T extends string | number | bigint>(left: T, right: T): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** Numbers above 2^53 are not exact. */
function exact(digits: string): number | bigint {
  return digits.length > 15 ? BigInt(digits) : Number(digits);
}

/** Checks an id that the caller took from an event. */
export function checkLastEventId(id: unknown): string {
  check("lastEventId", typeof id === "string", "the id of an event", id);
  if (SENDABLE.test(id)) return id;
  throw new InvalidArgumentError("lastEventId", "contains characters that a header cannot carry.");
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
  /** The number of the run's events, including those without an id. */
  received = 0;
  /** True while every new id was newer than the one before. */
  #isOrdered = true;
  /** The ids so far. `undefined` once their order is certain. */
  #seenIds: Set<string> | undefined = new Set();
  /** The first events without an id. */
  #withoutId = new Set<string>();
  /** Set by the final event, `error` or `end`. */
  ending: Ending | undefined;
  /** Set if the other stream was left between two items of its last event. */
  pending: Pending | undefined;

  private constructor(start: string | undefined) {
    this.#start = start;
  }

  /** The start of a run, whose events servers replay after "-1". */
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
    if (!Array.isArray(parts) || parts.length < 3 || parts.length > 6) return invalid();
    const [start, lastEventId, count, end, left, order] = parts as unknown[];
    const [ending, pending] = [end ?? undefined, left ?? undefined];
    if (typeof start !== "string" || !SENDABLE.test(start)) return invalid();
    if (!Number.isInteger(count) || Number(count) < 0) return invalid();
    if (typeof lastEventId !== "string" && lastEventId !== null) return invalid();
    if (ending !== undefined && !isRecord(ending)) return invalid();
    if (pending !== undefined && !isPending(pending)) return invalid();
    if (order !== undefined && order !== UNORDERED) return invalid();
    const cursor = new Cursor(start);
    cursor.lastEventId = lastEventId ?? undefined;
    cursor.count = Number(count);
    cursor.ending = ending;
    cursor.pending = pending;
    cursor.#isOrdered = order === undefined && (lastEventId === null || ORDERED.test(lastEventId));
    cursor.#seenIds = new Set([start, lastEventId ?? ""]);
    return cursor;
  }

  copy(): Cursor {
    const copy = new Cursor(this.#start);
    copy.#previousId = this.#previousId;
    copy.lastEventId = this.lastEventId;
    copy.count = this.count;
    copy.received = this.received;
    copy.#isOrdered = this.#isOrdered;
    copy.#seenIds = this.#seenIds && new Set(this.#seenIds);
    copy.#withoutId = new Set(this.#withoutId);
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

  /** The reason why no stream can continue here; `undefined` if one can. */
  get obstacle(): string | undefined {
    const { lastEventId, reconnectFrom } = this;
    if (!this.#isOrdered && this.#seenIds === undefined) return "the ids of its events are in no order";
    if (lastEventId === undefined && this.received > 0) return "the server sends no event ids";
    if (reconnectFrom !== undefined) {
      return SENDABLE.test(reconnectFrom) ? undefined : "a header cannot carry the event ids of the server";
    }
    return lastEventId === undefined
      ? "only new events were requested, and none has arrived"
      : `the id before event ${lastEventId} is unknown`;
  }

  /** The cursor as a string for `joinStream`; `undefined` if no stream can continue here. */
  toText(pending?: Pending): string | undefined {
    if (this.obstacle !== undefined) return undefined;
    const parts = [this.reconnectFrom, this.lastEventId ?? null, this.count];
    const isPlain = this.#isOrdered || !ORDERED.test(this.lastEventId ?? "");
    const rest = [this.ending ?? null, pending ?? null, isPlain ? null : UNORDERED];
    while (rest.at(-1) === null) rest.pop();
    try {
      return JSON.stringify([...parts, ...rest]);
    } catch {
      // The data of the run's error is nested too deeply.
      return undefined;
    }
  }

  /** True if events with this id come before the last one. */
  isOld(id: string): boolean {
    const { lastEventId, reconnectFrom } = this;
    if (lastEventId === undefined) {
      // A server that ignores Last-Event-ID starts too early.
      return isOrdered(reconnectFrom) && isOrdered(id) && compareIds(id, reconnectFrom) <= 0;
    }
    return this.#isOrdered ? compareIds(id, lastEventId) < 0 : this.#seenIds?.has(id) === true;
  }

  /** True if an event with this id may have been delivered. False contradicts the order of the ids. */
  mayHaveSeen(id: string): boolean {
    return this.#seenIds === undefined || this.#seenIds.has(id);
  }

  /** True if an event without an id equals one that was delivered. */
  hasSeen(message: SseMessage): boolean {
    return this.#withoutId.has(textOf(message));
  }

  /** Moves behind a new event. */
  advance(message: SseMessage): void {
    const { id } = message;
    if (!isForeign(message)) this.received += 1;
    if (!id) return this.#remember(message);
    if (id === this.lastEventId) {
      this.count += 1;
      return;
    }
    const { lastEventId } = this;
    // Once the order is trusted, an id of the same length needs no check of its form, which would take 8 % of the time.
    const isNext = this.#seenIds === undefined && id.length === lastEventId?.length && id > lastEventId;
    if (this.#isOrdered && !isNext) {
      this.#isOrdered =
        ORDERED.test(id) && (lastEventId === undefined || compareOrdered(id, lastEventId) > 0);
    }
    if (this.#isOrdered && this.#seenIds?.size === MAX_ORDERED_IDS) this.#seenIds = undefined;
    this.#seenIds?.add(id);
    this.#previousId = lastEventId ?? this.#previousId;
    this.lastEventId = id;
    this.count = 1;
  }

  #remember(message: SseMessage): void {
    const isShort = message.data.length <= MAX_DATA_WITHOUT_ID;
    if (isShort && this.#withoutId.size < MAX_WITHOUT_ID) this.#withoutId.add(textOf(message));
  }
}

/** A text of its own: a concatenation would keep the chunk that has the event. */
function textOf({ event = "", data }: SseMessage): string {
  return JSON.stringify([event, data]);
}

function isPending(value: unknown): value is Pending {
  return isRecord(value) && typeof value["consumer"] === "string" && Number.isInteger(value["items"]);
}

function isOrdered(id: string | undefined): id is string {
  return id !== undefined && ORDERED.test(id);
}
