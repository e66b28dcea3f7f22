import { TimeoutError } from "../errors.js";

/** Gaps that are shorter come from comments that arrived together, and tell nothing of their rhythm. */
const MIN_GAP_MS = 1_000;
/** What was there sooner may have waited for its reader, who was busy with something else: it did not come just now. */
const MIN_WAIT_MS = 10;
/** A network that holds a heartbeat back for a while is not dead: the known servers' come every 5 seconds. */
const MIN_LIMIT_MS = 15_000;
/** What a run that has ended still has to say comes sooner. */
export const ENDED_MS = 10_000;
/** How many heartbeats must be missing before a connection counts as dead. */
const MISSING = 3;

/**
 * Knows when a silent connection is a dead one. A server that sends heartbeats is not silent: once its rhythm is known, so
 * is how long it can take. Without heartbeats, silence is legitimate for as long as a graph thinks.
 */
export class Heartbeats {
  readonly #fixed: number | null | undefined;
  /** The two shortest gaps between them: the shortest may follow one that the network held back. */
  #least = Infinity;
  #gap = Infinity;
  /** When the last one came, if that is known. */
  #last: number | undefined;
  /** When the read began that is under way. */
  #asked = 0;
  /** How many were heard. */
  count = 0;
  /** Whether the run has ended: nobody has to wait for a graph any more. */
  #runEnded = false;
  /** For how many milliseconds a reader has waited who heard nothing else. Whoever reads anything sets it back. */
  quietMs = 0;

  /** @param limitMs - Given by the caller: instead of what is learned; `null`: no limit at all. */
  constructor(limitMs: number | null | undefined) {
    this.#fixed = limitMs;
  }

  /** A new connection has a rhythm of its own. */
  restart(): void {
    this.#last = undefined;
  }

  /** Silence is no longer that of a graph that thinks. */
  endRun(): void {
    this.#runEnded = true;
    this.quietMs = 0;
  }

  /** One was heard. */
  beat(): void {
    const now = Date.now();
    const waited = now - this.#asked;
    this.#asked = now;
    this.quietMs += waited;
    this.count += 1;
    const gap = this.#last === undefined ? Infinity : now - this.#last;
    if (gap < MIN_GAP_MS) return;
    if (gap < this.#least) [this.#least, this.#gap] = [gap, this.#least];
    else this.#gap = Math.min(this.#gap, gap);
    this.#last = waited < MIN_WAIT_MS ? undefined : now;
  }

  /** Milliseconds of silence after which the connection is dead; `undefined`: never. */
  get limitMs(): number | undefined {
    if (this.#fixed !== undefined) return this.#fixed ?? undefined;
    if (this.#runEnded) return ENDED_MS;
    return this.#gap === Infinity ? undefined : Math.max(this.#gap * MISSING, MIN_LIMIT_MS);
  }

  /** What a connection gives next, unless it is dead. */
  listen<T>(next: Promise<T>, connection: { method: string; url: string }): Promise<T> {
    this.#asked = Date.now();
    const { limitMs } = this;
    return limitMs === undefined ? next : this.#limit(next, limitMs, connection);
  }

  async #limit<T>(
    next: Promise<T>,
    limitMs: number,
    connection: { method: string; url: string },
  ): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, reject) => {
      const message = `The connection is dead: nothing came for ${limitMs} ms`;
      timer = setTimeout(() => reject(new TimeoutError(message, connection)), limitMs);
    });
    try {
      return await Promise.race([next, silence]);
    } finally {
      clearTimeout(timer);
    }
  }
}
