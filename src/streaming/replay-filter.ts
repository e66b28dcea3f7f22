import type { Cursor } from "./cursor.js";
import type { SseMessage } from "./sse.js";

/**
 * The relation of an event to those delivered before. `ambiguous`: it may be a duplicate; another reconnect tells. `gap`:
 * events before it are missing, because the server no longer stores them.
 */
export type Verdict = "new" | "duplicate" | "ambiguous" | "gap";

/**
 * Finds the new events of one reconnected connection. The server first replays stored events, beginning with all that share
 * the last delivered id. Then it sends live events, the first of which may have been replayed already.
 */
export class ReplayFilter {
  /** The position on this connection, ahead of what was delivered. */
  readonly #cursor: Cursor;
  /** Events with this id were all stored before the connection opened. */
  readonly #completeId: string | undefined;
  /** The number of further events with the last id that are duplicates. */
  #duplicates: number;
  #isCaughtUp: boolean;
  /** True from the first live event on, which shows by an id that is older than the last one. */
  #isLive = false;
  /** The events of this connection that share the last id. */
  #group: SseMessage[] = [];

  constructor(delivered: Cursor) {
    this.#cursor = delivered.copy();
    this.#completeId = delivered.lastEventId;
    this.#duplicates = delivered.lastEventId === undefined ? 0 : delivered.count;
    this.#isCaughtUp = this.#duplicates === 0;
  }

  /** True once the replay has repeated all delivered events with the last id. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  check(message: SseMessage): Verdict {
    const { id } = message;
    if (!id) return "new";
    const { lastEventId } = this.#cursor;
    if (id !== lastEventId) {
      if (this.#cursor.isOld(id)) return this.#goBack();
      if (!this.#isCaughtUp) return "gap";
      this.#duplicates = 0;
      this.#group = [];
      return this.#accept(message);
    }
    if (this.#duplicates > 0) {
      this.#duplicates -= 1;
      if (this.#duplicates === 0) this.#isCaughtUp = true;
      return "duplicate";
    }
    const isCertain = this.#isLive || id === this.#completeId;
    if (!isCertain && this.#group.some((other) => isSame(other, message))) return "ambiguous";
    return this.#accept(message);
  }

  #accept(message: SseMessage): Verdict {
    this.#group.push(message);
    this.#cursor.advance(message.id);
    return "new";
  }

  /**
   * The id is older than the newest. Before the last group was repeated, the server ignored Last-Event-ID. After it, the
   * live events begin here, and may repeat replayed ones up to the newest.
   */
  #goBack(): Verdict {
    if (this.#isCaughtUp && this.#cursor.lastEventId !== undefined) {
      this.#isLive = true;
      this.#duplicates = this.#cursor.count;
    }
    return "duplicate";
  }
}

function isSame(left: SseMessage, right: SseMessage): boolean {
  return left.event === right.event && left.data === right.data;
}
