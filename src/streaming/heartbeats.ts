import { TimeoutError } from "../errors.js";

/** Shorter gaps come from heartbeats that were buffered together. */
const MIN_GAP_MS = 1_000;
/** A heartbeat read within this time was probably buffered already: its arrival time is unknown. */
const MIN_WAIT_MS = 10;
/** The lowest limit: a network may delay a heartbeat. Those of the known servers come every 5 seconds. */
const MIN_LIMIT_MS = 15_000;
/** The number of missed heartbeats that means a dead connection. */
const MISSED = 3;
/** Milliseconds to wait for more events once the run has ended. */
export const ENDED_MS = 10_000;
/** Milliseconds until a replay begins that was opened after that: all events are stored. */
const REPLAY_MS = 2_000;

/**
 * Detects dead connections. Once the heartbeat interval is known, three missed heartbeats mean a dead connection. Without
 * heartbeats, silence has no limit: the graph may be thinking.
 */
export class Heartbeats {
  readonly #limitMs: number | null | undefined;
  /** The two shortest gaps. The second one counts: the shortest may follow a heartbeat that the network delayed. */
  #shortestMs = Infinity;
  #intervalMs = Infinity;
  /** The arrival time of the last heartbeat, if it is known. */
  #lastAt: number | undefined;
  /** The start of the current wait. */
  #waitingSince = 0;
  /** The limit of silence once the run has ended. */
  #endedMs: number | undefined;
  /** The number of heartbeats so far. */
  count = 0;
  /** Milliseconds spent waiting since the last event. */
  quietMs = 0;
  /** Milliseconds without an event after which the run's status is requested. */
  askAfterMs = ENDED_MS;

  /** @param limitMs - The caller's limit of silence; `null`: no limit. Default: three heartbeats. */
  constructor(limitMs?: number | null) {
    this.#limitMs = limitMs;
  }

  /** The interval is measured within one connection. */
  onConnect(): void {
    this.#lastAt = undefined;
    this.askAfterMs = ENDED_MS;
  }

  onEvent(): void {
    this.quietMs = 0;
    this.askAfterMs = ENDED_MS;
    this.#onServer();
  }

  /** The server replays. The events of a gateway do not show that. */
  #onServer(): void {
    if (this.#endedMs !== undefined) this.#endedMs = ENDED_MS;
  }

  /** From now on, silence does not mean that the graph is thinking. */
  onRunEnd(): void {
    this.#endedMs = ENDED_MS;
    this.quietMs = 0;
  }

  /** A replay begins, of a run that has ended. */
  onLateReplay(): void {
    this.#endedMs = REPLAY_MS;
    this.quietMs = 0;
  }

  /** True once a connection of an ended run has been without events for so long that none will come. */
  get isOver(): boolean {
    return this.quietMs >= (this.#endedMs ?? ENDED_MS);
  }

  onForeignEvent(): void {
    this.#countQuiet(performance.now());
  }

  /** Counts the time of the current wait as quiet. Returns its milliseconds. */
  #countQuiet(now: number): number {
    const waitedMs = now - this.#waitingSince;
    this.#waitingSince = now;
    this.quietMs += waitedMs;
    return waitedMs;
  }

  onHeartbeat(): void {
    this.#onServer();
    const now = performance.now();
    const waitedMs = this.#countQuiet(now);
    this.count += 1;
    const gapMs = this.#lastAt === undefined ? Infinity : now - this.#lastAt;
    if (gapMs < MIN_GAP_MS) return;
    if (gapMs < this.#shortestMs) [this.#shortestMs, this.#intervalMs] = [gapMs, this.#shortestMs];
    else this.#intervalMs = Math.min(this.#intervalMs, gapMs);
    this.#lastAt = waitedMs < MIN_WAIT_MS ? undefined : now;
  }

  /** Milliseconds of silence that mean a dead connection; `undefined`: no limit. */
  get limitMs(): number | undefined {
    if (this.#limitMs !== undefined) return this.#limitMs ?? undefined;
    if (this.#endedMs !== undefined) return this.#endedMs;
    return this.#intervalMs === Infinity ? undefined : Math.max(this.#intervalMs * MISSED, MIN_LIMIT_MS);
  }

  /** Awaits the next chunk of a connection. Rejects with a {@link TimeoutError} if the connection is dead. */
  wait<T>(next: Promise<T>, request: { method: string; url: string }): Promise<T> {
    this.#waitingSince = performance.now();
    const { limitMs } = this;
    return limitMs === undefined ? next : withinLimit(next, limitMs, request);
  }
}

async function withinLimit<T>(
  next: Promise<T>,
  limitMs: number,
  request: { method: string; url: string },
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    const message = `The connection is dead: nothing arrived for ${limitMs} ms`;
    timer = setTimeout(() => reject(new TimeoutError(message, request)), limitMs);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
