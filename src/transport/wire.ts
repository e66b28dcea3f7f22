import { check, checkSignal, isPlain } from "./options.js";
import type { HeaderValues } from "./options.js";
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

const UNPAIRED = /[\ud800-\udfff]/u;

/** Not empty, no dots alone, no half of a character, for which there is no percent-encoding. */
function isId(value: unknown): value is string {
  return (
    typeof value === "string" && value !== "" && value !== "." && value !== ".." && !UNPAIRED.test(value)
  );
}

/**
 * An id for a path segment. Dots are refused because every URL parser resolves them, percent-encoded or not:
 * `DELETE /threads/..` would reach another resource.
 */
export function checkId(argument: string, value: unknown): string {
  if (isId(value)) return value;
  check(argument, typeof value === "string" && value !== "", "a non-empty string", value);
  throw new InvalidArgumentError(argument, `${JSON.stringify(value)} is no id: no path can have it.`);
}

/** A list of what a call is about. */
export function checkArray<T>(argument: string, value: readonly T[]): readonly T[] {
  check(argument, Array.isArray(value), "an array", value);
  return value;
}

/** The last object of a method. */
export function checkOptions(argument: string, given: unknown): void {
  const example = argument === "payload" ? "{ input }" : "{ signal }";
  check(argument, given === undefined || isPlain(given), `an object such as ${example}`, given);
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

/** The fields of a method's options, by their wire names. */
export type Fields = Record<string, unknown>;

/** Takes the call options out of a method's last object and gives the rest its wire names. */
export function splitOptions(options: object = {}): { call: CallOptions; fields: Fields } {
  checkOptions("options", options);
  // Every method's last object is of its own options and these.
  const { signal, timeoutMs, maxRetries, headers, extraQuery, extraBody, ...fields } = options as CallOptions;
  return {
    call: { signal: checkSignal(signal), timeoutMs, maxRetries, headers, extraQuery, extraBody },
    fields: toWire(fields),
  };
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

/** Bodies that `fetch` encodes itself, with the content type that belongs to them; and bytes. */
const ENCODED = /^\[object (FormData|URLSearchParams|Blob|File|(\w+Array|ArrayBuffer|DataView))\]$/;

/** A body as it is sent, and the type of its content where `fetch` does not know it. */
export function serialize(body: unknown): {
  body: Exclude<RequestInit["body"], null>;
  type?: string | undefined;
} {
  if (body === undefined) return { body };
  // Some runtimes lack some of the classes: their names do.
  const name = Object.prototype.toString.call(body);
  if (name !== "[object Object]") {
    const [encoded, , isBytes] = ENCODED.exec(name) ?? [];
    // What its name says.
    if (encoded) return { body: body as Blob, type: isBytes && "application/octet-stream" };
    const isWhole = !/ReadableStream|Promise/.test(name);
    // A stream could not be sent again, after a redirect for example.
    check("body", isWhole, "what can be sent again, such as a Blob", body);
  }
  try {
    // Of a function it makes nothing, whatever its type says.
    const text = JSON.stringify(body) as string | undefined;
    return { body: text, type: text && "application/json" };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError("body", `cannot be sent as JSON: ${reason}`);
  }
}

/** A body with further fields, which only an object can have. */
export function withExtras(body: unknown, extra: unknown): unknown {
  if (extra === undefined) return body;
  check("extraBody", isPlain(extra), "an object", extra);
  check("extraBody", isPlain(body ?? {}), "a body beside it that is an object", body);
  return Object.assign({}, body, extra);
}

/** The method of a request. */
export function checkVerb(method: unknown): string {
  check("method", typeof method === "string" && /^[a-z]+$/i.test(method), 'one such as "GET"', method);
  return method.toUpperCase();
}
