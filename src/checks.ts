import { InvalidArgumentError } from "./errors.js";

/** True for objects with fields: not for null, and not for arrays. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for object literals and instances of the caller's classes; false for arrays and the runtime's own classes. */
export function isPlain(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** A value from the server as text. Unlike `String`, it cannot throw. */
export function toText(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "(nested too deeply)";
  }
}

/** Names the type of a value for an error message, never its content: it may be a key. */
function kindOf(value: unknown): string {
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  return Object(value) === value ? Object.prototype.toString.call(value).slice(8, -1) : String(value);
}

/** Throws an {@link InvalidArgumentError} unless the condition holds. */
export function check(argument: string, isValid: boolean, expected: string, given: unknown): asserts isValid {
  if (!isValid) throw new InvalidArgumentError(argument, `expected ${expected}, got ${kindOf(given)}.`);
}

export function checkFunction(argument: string, given: unknown): void {
  check(argument, given === undefined || typeof given === "function", "a function", given);
}

export function checkBoolean(argument: string, given: unknown): void {
  check(argument, typeof given === "boolean", "a boolean", given);
}

/** Checks a whole number, such as `maxRetries`. */
export function checkCount(argument: string, count: number, least = 0): number {
  check(argument, Number.isInteger(count) && count >= least, `a whole number of ${least} or more`, count);
  return count;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** Checks a limit in milliseconds. `Infinity`, and more than a timer can take (24 days), become `null`: no limit. */
export function checkTimeout(argument: string, timeoutMs: number | null): number | null {
  const isValid = timeoutMs === null || (typeof timeoutMs === "number" && timeoutMs > 0);
  check(argument, isValid, "milliseconds above 0, or null for no limit", timeoutMs);
  return timeoutMs !== null && timeoutMs > MAX_TIMER_MS ? null : timeoutMs;
}

/** True for an `AbortSignal` of this runtime or of a polyfill. */
export function isSignal(value: unknown): value is AbortSignal {
  return (
    isRecord(value) &&
    typeof value["aborted"] === "boolean" &&
    typeof value["addEventListener"] === "function"
  );
}

/** Checks the signal of a call. `null` counts as absent, as in `fetch`. */
export function checkSignal(given: AbortSignal | null | undefined): AbortSignal | undefined {
  const signal = given ?? undefined;
  const isValid = signal === undefined || isSignal(signal);
  check("signal", isValid, "an AbortSignal, such as controller.signal", signal);
  return signal;
}

/** Checks the last object of a method. */
export function checkOptions(argument: string, given: unknown, example = "{ signal }"): void {
  check(argument, given === undefined || isPlain(given), `an object such as ${example}`, given);
}

export function checkArray<T>(argument: string, value: readonly T[]): readonly T[] {
  check(argument, Array.isArray(value), "an array", value);
  return value;
}

const UNPAIRED_SURROGATE = /[\ud800-\udfff]/u;

/** Dots alone are invalid because every URL parser resolves them, percent-encoded or not: `DELETE /threads/..`. */
function isId(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value !== "" &&
    value !== "." &&
    value !== ".." &&
    !UNPAIRED_SURROGATE.test(value)
  );
}

/** Checks an id that becomes a segment of a path. */
export function checkId(argument: string, value: unknown): string {
  if (isId(value)) return value;
  check(argument, typeof value === "string" && value !== "", "a non-empty string", value);
  throw new InvalidArgumentError(argument, `${JSON.stringify(value)} is not a valid id.`);
}
