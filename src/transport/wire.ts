import type { HeaderValues } from "../config.js";
import { InvalidArgumentError } from "../errors.js";

/** The wire's name of an option: `assistantId` -> `assistant_id`. The generator proves that every name survives. */
export function wireName(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Options with the wire's names. Shallow: what is inside a value is the user's. `undefined` is never sent. */
export function toWire(options: object): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) wire[wireName(name)] = value;
  }
  return wire;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value !== "." && value !== "..";
}

/**
 * An id for a path segment. Dots are refused because every URL parser resolves them, percent-encoded or not:
 * `DELETE /threads/..` would reach another resource.
 */
export function checkId(argument: string, value: unknown): string {
  if (isId(value)) return value;
  if (typeof value === "string" && value !== "") {
    throw new InvalidArgumentError(argument, `"${value}" is no id: it would address another resource.`);
  }
  const seen = value === "" ? "an empty string" : value === null ? "null" : typeof value;
  throw new InvalidArgumentError(argument, `expected a non-empty string, got ${seen}.`);
}

/** A list of what a call is about. */
export function checkArray<T>(argument: string, value: readonly T[]): readonly T[] {
  if (Array.isArray(value)) return value;
  throw new InvalidArgumentError(
    argument,
    `expected an array, got ${value === null ? "null" : typeof value}.`,
  );
}

/** A path of a deployment's own routes, relative to the API's URL. */
export function checkPath(path: unknown): string {
  if (typeof path !== "string" || !path.startsWith("/") || path.startsWith("//")) {
    throw new InvalidArgumentError(
      "path",
      `expected a path such as "/my/route", got ${JSON.stringify(path)}.`,
    );
  }
  const segments = path.replace(/[?#].*$/s, "").split(/[/\\]/);
  if (segments.some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
    throw new InvalidArgumentError("path", `"${path}" leaves its place: "." and ".." are not allowed.`);
  }
  return path;
}

/** Options that every method takes in its last object, beside its own. */
export interface CallOptions {
  /** Aborts the call at once, whatever it is doing. The call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt, the body included. `null` or `Infinity`: no limit. Default: the client's `timeoutMs`. */
  timeoutMs?: number | null | undefined;
  /** How often a failed attempt is repeated where repeating is harmless. Default: the client's `maxRetries`. */
  maxRetries?: number | undefined;
  /** Headers for this call, above the client's. `null` leaves one of the client's out. */
  headers?: HeaderValues | undefined;
  /** Query fields that the types do not know, with their wire names. */
  extraQuery?: Record<string, unknown> | undefined;
  /** Body fields that the types do not know, with their wire names. */
  extraBody?: Record<string, unknown> | undefined;
}

/** The options of a method: those of its operation, which may have none, and those of every call. */
export type MethodOptions<Fields> = [keyof Fields] extends [never] ? CallOptions : Fields & CallOptions;

/** The names of {@link CallOptions}: no field of the API may have one of them. */
export const CALL_OPTIONS = [
  "signal",
  "timeoutMs",
  "maxRetries",
  "headers",
  "extraQuery",
  "extraBody",
] as const satisfies (keyof CallOptions)[];

/** Takes the call options out of a method's last object and gives the rest its wire names. */
export function splitOptions(options: object = {}): {
  call: CallOptions;
  fields: Record<string, unknown>;
} {
  // Every method's last object is of its own options and these.
  const { signal, timeoutMs, maxRetries, headers, extraQuery, extraBody, ...fields } = options as CallOptions;
  return { call: { signal, timeoutMs, maxRetries, headers, extraQuery, extraBody }, fields: toWire(fields) };
}

/** The option's name of a field on the wire: `assistant_id` -> `assistantId`. */
export function optionName(wire: string): string {
  return wire.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Checks the ids of a path by their wire names: an error names the argument (`threadId`). */
export function checkIds(path: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(path)) {
    // The argument's name is made for an error only.
    if (!isId(value)) checkId(optionName(name), value);
  }
}

/** Bodies that `fetch` encodes itself, with the content type that belongs to them. */
const ENCODED = /^\[object (FormData|URLSearchParams|Blob|File)\]$/;

/** A body as it is sent. */
export function serialize(body: unknown): string | FormData | URLSearchParams | Blob | undefined {
  // Some runtimes lack some of the classes: their names do.
  if (ENCODED.test(Object.prototype.toString.call(body))) return body as FormData | URLSearchParams | Blob;
  try {
    // Of `undefined` it makes nothing, whatever its type says.
    return JSON.stringify(body) as string | undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError("body", `cannot be sent as JSON: ${reason}`);
  }
}

/** The method of a request. */
export function checkVerb(method: unknown): string {
  if (typeof method === "string" && /^[a-z]+$/i.test(method)) return method.toUpperCase();
  throw new InvalidArgumentError("method", `expected one such as "GET", got ${JSON.stringify(method)}.`);
}
