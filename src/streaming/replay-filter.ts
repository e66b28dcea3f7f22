import type { Cursor } from "./cursor.js";
import type { SseMessage } from "./sse.js";

/**
 * The relation of an event to those delivered before. `ambiguous`: it equals an event of this connection, and only the count
 * in another replay shows whether it is a duplicate. `gap`: the server no longer stores some events before it.
 */
export type Verdict = "new" | "duplicate" | "ambiguous" | "gap";

/**
 * Finds the new events of one reconnected connection. The server first replays stored events, beginning with all that share
 * the last delivered id. Then it sends live events, the first of which may have been replayed already.
 */
export class ReplayFilter {
  /** The position on this connection, ahead of what was delivered. */
  readonly #cursor: Cursor;
  /** The last delivered id when the connection opened. All events with it were stored by then. */
  readonly #lastIdAtOpen: string | undefined;
  /** The number of further events with the last id that are duplicates. */
  #duplicates: number;
  #isCaughtUp: boolean;
  /** True after an id that is older than the last one: live events have begun, and overlap the replay. */
  #isLive = false;
  /** The events of this connection that share the last id. */
  #group: SseMessage[] = [];
  #hasNewEvents = false;

  constructor(delivered: Cursor) {
    this.#cursor = delivered.copy();
    this.#lastIdAtOpen = delivered.lastEventId;
    this.#duplicates = delivered.lastEventId === undefined ? 0 : delivered.count;
    this.#isCaughtUp = this.#duplicates === 0;
  }

  /** True once the replay has repeated all delivered events with the last id. */
  get isCaughtUp(): boolean {
    return this.#isCaughtUp;
  }

  check(message: SseMessage): Verdict {
    const { id } = message;
    if (!id) return this.#checkWithoutId(message);
    const { lastEventId } = this.#cursor;
    if (id !== lastEventId) {
      if (this.#cursor.isOld(id) && !this.#isUnordered(id)) return this.#onOlderId(id);
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
    const cannotBeCopy = this.#isLive || id === this.#lastIdAtOpen;
    if (!cannotBeCopy && this.#group.some((other) => isSame(other, message))) return "ambiguous";
    return this.#accept(message);
  }

  #checkWithoutId(message: SseMessage): Verdict {
    // The server sent the end of the run instead of the replay.
    if (message.event === "end" && !this.#isCaughtUp) return "gap";
    // A gateway may begin each connection with the same event.
    return !this.#hasNewEvents && this.#cursor.hasSeen(message) ? "duplicate" : "new";
  }

  #accept(message: SseMessage): Verdict {
    this.#hasNewEvents = true;
    this.#group.push(message);
    this.#cursor.advance(message);
    return "new";
  }

  /** True if an id looks older, but cannot be that of a copy: live events repeat replayed ones only. */
  #isUnordered(id: string): boolean {
    return this.#isCaughtUp && this.#cursor.lastEventId !== undefined && !this.#cursor.mayHaveSeen(id);
  }

  /**
   * Takes an event whose id is older than the newest. If the filter has not caught up, the server ignored Last-Event-ID.
   * Otherwise live events begin here, and the next ones may be copies of replayed events.
   */
  #onOlderId(id: string): Verdict {
    const { lastEventId, reconnectFrom, count } = this.#cursor;
    // The server ignored the id that the caller passed, and has to come to it first.
    if (lastEventId === undefined) this.#isCaughtUp = id === reconnectFrom;
    else if (this.#isCaughtUp) {
      this.#isLive = true;
      this.#duplicates = count;
    }
    return "duplicate";
  }
}

function isSame(left: SseMessage, right: SseMessage): boolean {
  return left.event === right.event && left.data === right.data;
}
