import { checkCount, checkSignal, checkTimeout } from "../checks.js";
import { checkHeaders } from "./headers.js";
import type { HeaderValues } from "./headers.js";
import { toWire } from "./names.js";

/** Options of every method, in its last object beside its own. */
export interface CallOptions {
  /** Aborts the call at once. The call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Time limit of one attempt in milliseconds, including the body. `null` or `Infinity`: no limit. Default: the client's
   * `timeoutMs`.
   */
  timeoutMs?: number | null | undefined;
  /** Number of retries after a failed attempt, where retrying is harmless. Default: the client's `maxRetries`. */
  maxRetries?: number | undefined;
  /** Headers of this call, which win over the client's. `null` removes one of the client's. */
  headers?: HeaderValues | undefined;
  /** Query fields that the types lack, under the API's names. */
  extraQuery?: Record<string, unknown> | undefined;
  /** Body fields that the types lack, under the API's names. */
  extraBody?: Record<string, unknown> | undefined;
}

/** The names of {@link CallOptions}: generation leaves out an API field with one of them, and reports it. */
export const CALL_OPTIONS = [
  "signal",
  "timeoutMs",
  "maxRetries",
  "headers",
  "extraQuery",
  "extraBody",
] as const satisfies (keyof CallOptions)[];

/** The options of a method: its operation's, which may be empty, and those of every call. */
export type MethodOptions<Fields> = [keyof Fields] extends [never] ? CallOptions : Fields & CallOptions;

/** API fields by their wire names. */
export type Fields = Record<string, unknown>;

/** Checks the options of a call that makes several requests, before the first of them. */
export function checkCall({ timeoutMs, maxRetries, headers }: CallOptions): void {
  if (timeoutMs !== undefined) checkTimeout("timeoutMs", timeoutMs);
  if (maxRetries !== undefined) checkCount("maxRetries", maxRetries);
  if (headers !== undefined) checkHeaders("headers", headers);
}

/** Separates the call options of a checked object from the API fields, and gives the fields their wire names. */
export function splitOptions(options: object = {}): { call: CallOptions; fields: Fields } {
  // The last object of every method has the method's own options and these.
  const { signal, timeoutMs, maxRetries, headers, extraQuery, extraBody, ...own } = options as CallOptions;
  const call = { signal: checkSignal(signal), timeoutMs, maxRetries, headers, extraQuery, extraBody };
  return { call, fields: toWire(own) };
}
