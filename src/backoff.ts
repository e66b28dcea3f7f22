import { untilAborted } from "./abort.js";

const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;
/** Do not retry if Retry-After is longer than this. */
const MAX_RETRY_AFTER_MS = 60_000;

/** The shortest pause between two reconnects or joins without a new event between them, in milliseconds. */
export const MIN_PAUSE_MS = 500;
/** A connection that was open for so long has not failed, if its run works: proxies limit its time. In milliseconds. */
export const LASTING_MS = 1_000;

/** True for statuses that usually pass: of an overloaded or restarting server, or of a gateway in front of it. */
export function isTransient(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status);
}

/** Exponential delay, half of it random, so that many clients do not retry at the same moment. */
function backoffMs(attempt: number): number {
  const delay = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
  return delay / 2 + (Math.random() * delay) / 2;
}

/**
 * Delay in milliseconds after a connection failure. The first retry is immediate: usually a pooled connection had gone
 * stale.
 *
 * @param attempt - 0 for the first attempt.
 */
export function delayAfterBreak(attempt: number): number {
  return attempt === 0 ? 0 : backoffMs(attempt - 1);
}

/** Delay in milliseconds after a transient status: Retry-After, else backoff. `undefined`: do not retry. */
export function delayAfterStatus(headers: Headers, attempt: number): number | undefined {
  const delay = retryAfterMs(headers) ?? backoffMs(attempt);
  return delay > MAX_RETRY_AFTER_MS ? undefined : delay;
}

/** The Retry-After header, a number of seconds or a date, in milliseconds from now; `undefined` if it is invalid. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const isNumber = /^\d+(\.\d+)?$/.test(value);
  // Only a date has a time of day. `Date.parse` reads "-5" and "5, 10" as dates of the year 2001.
  const isDate = value.includes(":");
  if (!isNumber && !isDate) return undefined;
  const ms = isNumber ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Waits between two attempts. Rejects with the signal's reason when aborted. Tests pass one that does not wait. */
export type Sleep = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await untilAborted(elapsed, signal);
  } finally {
    clearTimeout(timer);
  }
};
