import { TimeoutError } from "../errors.js";
import type { ConnectionEnd } from "./conclude.js";
import type { Heartbeats } from "./heartbeats.js";
import type { ReplayFilter } from "./replay-filter.js";
import { EMPTY_CHUNK, readerOf } from "./sse.js";
import type { Chunk, Source, SseMessage, SseReader } from "./sse.js";

/** The differences between the connections of a stream. */
export interface ConnectionInit {
  source: Source;
  heartbeats: Heartbeats;
  /** Set if the connection replays stored events. */
  filter: ReplayFilter | undefined;
  /** True if the run existed before the connection opened. */
  isJoined: boolean;
  /** True if the run had ended before the connection opened: a replay without new events then proves the end. */
  openedAfterEnd: boolean;
}

/** Events of one batch that are new. */
export interface Accepted {
  events: SseMessage[];
  /** Set if the connection is of no further use, with the event that shows it. */
  stoppedBy?: { verdict: "ambiguous" | "gap"; message: SseMessage };
}

/** One HTTP response of a run's stream. A reconnect replaces it with everything that is known about it. */
export class Connection {
  readonly source: Source;
  readonly isJoined: boolean;
  readonly openedAfterEnd: boolean;
  readonly #filter: ReplayFilter | undefined;
  readonly #reader: SseReader;
  #pending: SseMessage[] | undefined;
  /** True until the first event with an id. */
  isEmpty = true;
  /** True once an event with an id was new. Others prove nothing: gateways send some. */
  hasNewEvents = false;
  /** True if nothing arrives, although the run has ended. */
  isSilent = false;
  #beside: AbortController | undefined;
  readonly #openedAt = performance.now();

  constructor({ source, heartbeats, filter, isJoined, openedAfterEnd }: ConnectionInit, signal: AbortSignal) {
    this.source = source;
    this.isJoined = isJoined;
    this.openedAfterEnd = openedAfterEnd;
    this.#filter = filter;
    this.#reader = readerOf(source, signal, heartbeats);
  }

  /** Waits for a chunk, for `decode`. Its error is one for `errorOf`. */
  read(): Promise<Chunk> {
    if (this.#pending !== undefined) return Promise.resolve(EMPTY_CHUNK);
    return this.openedAfterEnd ? this.#readLate() : this.#reader.read();
  }

  /** All events of a run that has ended are stored, so that a replay begins at once. Silence means that it is empty. */
  async #readLate(): Promise<Chunk> {
    try {
      return await this.#reader.read();
    } catch (cause) {
      if (!(cause instanceof TimeoutError) || !this.isEmpty) throw cause;
      this.isSilent = true;
      return EMPTY_CHUNK;
    }
  }

  /** Returns the events that a chunk completes, perhaps none; `undefined` at the end of the body. */
  decode(chunk: Chunk): SseMessage[] | undefined {
    const pending = this.#pending;
    if (pending === undefined) return this.#reader.decode(chunk);
    this.#pending = undefined;
    return pending;
  }

  errorOf(cause: unknown): unknown {
    return this.#reader.errorOf(cause);
  }

  /** Gives back events, which the next `decode` returns. */
  unread(messages: SseMessage[]): void {
    this.#pending = messages;
  }

  /** Removes duplicates from a batch. */
  accept(messages: SseMessage[]): Accepted {
    const hasId = messages.some(({ id }) => id);
    if (hasId) this.isEmpty = false;
    const filter = this.#filter;
    if (filter === undefined) {
      this.hasNewEvents ||= hasId;
      return { events: messages };
    }
    const events: SseMessage[] = [];
    for (const message of messages) {
      const verdict = filter.check(message);
      if (verdict === "ambiguous" || verdict === "gap") return { events, stoppedBy: { verdict, message } };
      if (verdict === "duplicate") continue;
      this.hasNewEvents ||= Boolean(message.id);
      events.push(message);
    }
    return { events };
  }

  /** Milliseconds since the connection opened. */
  get ageMs(): number {
    return performance.now() - this.#openedAt;
  }

  /** True if the body ended after a complete event. */
  get isClean(): boolean {
    return this.#reader.isClean;
  }

  /** True while delivered events that the replay should begin with are missing. */
  get isBehind(): boolean {
    return this.#filter?.isCaughtUp === false;
  }

  /** True if the replay repeated the delivered events, and no other ones. */
  get hasOnlyDuplicates(): boolean {
    return this.#filter?.isCaughtUp === true && !this.hasNewEvents;
  }

  /** The facts about the connection at its end. */
  endOf(isClosed: boolean): ConnectionEnd & { type: "closed" } {
    const { isClean, openedAfterEnd, isEmpty, hasNewEvents, hasOnlyDuplicates } = this;
    const facts = { isClean, openedAfterEnd, isEmpty, hasNewEvents, hasOnlyDuplicates };
    return { type: "closed", isHanging: !isClosed, ...facts };
  }

  /** Returns, once, a last event that lacks only its blank line. */
  takeTail(): SseMessage | undefined {
    return this.#reader.takeTail();
  }

  /** The signal of a request beside the connection. The next one, or the end of the connection, aborts it. */
  besideSignal(): AbortSignal {
    this.#beside?.abort();
    this.#beside = new AbortController();
    return this.#beside.signal;
  }

  close(): void {
    this.#beside?.abort();
    this.#reader.cancel();
  }
}
