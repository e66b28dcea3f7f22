/** What an aborted call rejects with: the signal's reason. Signals of some runtimes have none. */
export function abortReason(signal: AbortSignal): unknown {
  if (signal.reason !== undefined) return signal.reason;
  const error = new Error("This operation was aborted");
  error.name = "AbortError";
  return error;
}

/** Throws the signal's reason if it is aborted. */
export function throwIfAborted(signal: AbortSignal | null | undefined): void {
  if (signal?.aborted) throw abortReason(signal);
}

/** Settles as the promise does, or rejects with the signal's reason at once when it is aborted before. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  // Whatever becomes of it after an abort, nobody is told.
  promise.catch(() => {});
  throwIfAborted(signal);
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(abortReason(signal));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Waits, and stops waiting at once when the signal is aborted. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await untilAborted(over, signal);
  } finally {
    clearTimeout(timer);
  }
}

const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;

/** A server that wants to be left alone for longer is not waited for. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Half of the doubled delay is left to chance, so that clients do not come back together. */
function backoffMs(attempt: number): number {
  const delay = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
  return delay / 2 + (Math.random() * delay) / 2;
}

/**
 * The pause behind an attempt, the first of which is 0, that broke: mostly a pooled connection that the server had
 * closed, and another one will do, at once.
 */
export function pauseAfterBreak(attempt: number): number {
  return attempt === 0 ? 0 : backoffMs(attempt - 1);
}

/** The pause behind an attempt that was refused for now; `undefined`: no other is to follow. */
export function pauseAfterRefusal(headers: Headers, attempt: number): number | undefined {
  const asked = retryAfterMs(headers) ?? backoffMs(attempt);
  return asked > MAX_RETRY_AFTER_MS ? undefined : asked;
}

/** Milliseconds that an answer asks to wait, in seconds or as a date. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** A promise that is settled from outside. Nobody has to look at it. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => {});
  }
}
