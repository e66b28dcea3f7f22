import { throwIfAborted } from "../abort.js";
import { LASTING_MS, MIN_PAUSE_MS, delayAfterBreak, delayAfterStatus, isTransient } from "../backoff.js";
import type { Sleep } from "../backoff.js";
import { ApiError, ConnectionError } from "../errors.js";
import type { RunMonitor } from "./run-monitor.js";

/** A reconnect that is about to be made. */
export interface Reconnect {
  /** 1 for the first one since an event arrived. */
  attempt: number;
  /** Milliseconds until it is made. */
  delayMs: number;
  /** The failure of the previous connection. */
  cause: unknown;
}

/** Settings of {@link Reconnects}. */
export interface ReconnectSettings {
  /** The number of reconnects in a row that may fail without an event. */
  maxReconnects: number;
  sleep: Sleep;
  /** Called before every reconnect after a failure. */
  onReconnect?: ((reconnect: Reconnect) => void) | undefined;
}

/** A connection that broke: the milliseconds since it opened. */
interface Failed {
  readonly ageMs: number;
}

/** Counts the reconnects of a stream, and waits before them. */
export class Reconnects {
  readonly #settings: ReconnectSettings;
  readonly #monitor: Pick<RunMonitor, "status" | "warn">;
  #counts: ReconnectCounts = { failed: 0, withoutEvents: 0 };

  constructor(settings: ReconnectSettings, monitor: Pick<RunMonitor, "status" | "warn">) {
    this.#settings = settings;
    this.#monitor = monitor;
  }

  /** The counts begin anew with each new event. */
  onNewEvent(): void {
    this.#counts = { failed: 0, withoutEvents: 0 };
  }

  onReconnect(): void {
    this.#counts.withoutEvents += 1;
  }

  /**
   * Waits until the next reconnect. Returns the reason if a reconnect cannot help.
   *
   * @param failed - The connection that broke; `undefined` if none could be opened.
   */
  async wait(cause: unknown, failed: Failed | undefined, signal: AbortSignal): Promise<string | undefined> {
    const { maxReconnects, sleep, onReconnect } = this.#settings;
    if (await this.#wasUseful(failed, signal)) this.#counts.failed = 0;
    const next = nextReconnect(cause, this.#counts, maxReconnects);
    if ("reason" in next) return next.reason;
    const { delayMs } = next;
    const attempt = (this.#counts.failed += 1);
    this.#monitor.warn(`reconnect ${attempt} in ${Math.round(delayMs)} ms: ${String(cause)}`);
    onReconnect?.({ attempt, delayMs, cause });
    if (delayMs > 0) await sleep(delayMs, signal);
    return undefined;
  }

  /** True if a connection was open for a while, and the run works: probably a proxy limits the time of silence. */
  async #wasUseful(connection: Failed | undefined, signal: AbortSignal): Promise<boolean> {
    if (this.#counts.failed === 0 || connection === undefined || connection.ageMs < LASTING_MS) return false;
    const run = await this.#monitor.status(signal).catch(() => undefined);
    throwIfAborted(signal);
    return run?.type === "active" && run.isUncertain !== true;
  }
}

/** The reconnects so far. */
export interface ReconnectCounts {
  /** Those in a row that failed. */
  failed: number;
  /** Those since the last new event. */
  withoutEvents: number;
}

/** The next reconnect after a failure: its delay in milliseconds, or the reason why it cannot help. */
export function nextReconnect(
  cause: unknown,
  { failed, withoutEvents }: ReconnectCounts,
  maxReconnects: number,
): { delayMs: number } | { reason: string } {
  if (!(cause instanceof ConnectionError) && !(cause instanceof ApiError)) {
    return { reason: `${String(cause)}` };
  }
  if (cause instanceof ApiError && !isTransient(cause.status)) {
    return { reason: `the server responded with ${cause.status}` };
  }
  if (failed >= maxReconnects) {
    return { reason: maxReconnects === 0 ? "maxReconnects is 0" : `${failed} reconnects failed` };
  }
  // `failed` includes a request that got an error status.
  const delayMs =
    cause instanceof ConnectionError
      ? delayAfterBreak(failed)
      : delayAfterStatus(cause.headers, Math.max(0, failed - 1));
  if (delayMs === undefined) return { reason: "Retry-After is longer than a minute" };
  // Random, so that many clients do not reconnect at the same moment.
  const leastMs = withoutEvents === 0 ? 0 : MIN_PAUSE_MS * (1 + Math.random() / 2);
  return { delayMs: Math.max(delayMs, leastMs) };
}
