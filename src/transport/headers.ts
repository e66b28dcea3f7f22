import { check } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";

/** The value of a header. `undefined` is ignored; `null` removes a header that a lower level has set. */
export type HeaderValue = string | null | undefined;

/** Headers by name. `undefined` is ignored; `null` removes a header that a lower level has set. */
export type HeaderValues = Record<string, HeaderValue>;

/** A header's name and its value. */
export type HeaderEntry = readonly [name: string, value: HeaderValue];

/** `__proto__` cannot be a key of an object literal. */
const NAME = /^(?!__proto__$)[\w!#$%&'*+.^`|~-]+$/i;
const INVALID_CHARACTER = /[^\t\x20-\x7e\x80-\xff]/;
/** `fetch` trims exactly these characters. */
const OUTER_SPACE = /^[\t\r\n ]+|[\t\r\n ]+$/g;

/** Checks headers before `fetch` does, because the runtime's error messages show the value, which may be a key. */
export function checkHeaders(argument: string, headers: HeaderValues): HeaderEntry[] {
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    const remedy = "Convert a Headers object with Object.fromEntries(headers).";
    throw new InvalidArgumentError(
      argument,
      `expected an object such as { authorization: "Bearer …" }. ${remedy}`,
    );
  }
  const entries = Object.entries(headers);
  checkEntries(argument, entries);
  return entries;
}

/** Checks headers in any form that `fetch` takes. Returns the headers of an iterator, which can be read only once. */
export function checkFetchHeaders(
  argument: string,
  headers: RequestInit["headers"],
): [string, string][] | undefined {
  const isList = Object(headers) === headers && Symbol.iterator in Object(headers);
  if (!isList) {
    checkEntries(argument, Object.entries(headers ?? {}));
    return undefined;
  }
  const list = headers as Iterable<[string, string]>;
  const iterator: unknown = list[Symbol.iterator]();
  const entries = [...list];
  // Checked here, because the runtime's error message shows an item that is not a pair.
  for (const entry of entries)
    check(argument, Array.isArray(entry), "headers as pairs of a name and a value", entry);
  checkEntries(argument, entries);
  return iterator === list ? entries : undefined;
}

function checkEntries(argument: string, entries: readonly HeaderEntry[]): void {
  for (const [name, value] of entries) {
    if (!NAME.test(name)) {
      // A line such as "x-api-key: …" as the name has the key in it.
      const shown = JSON.stringify(name.replace(/:[^]+/, ":…"));
      throw new InvalidArgumentError(argument, `${shown} is not a valid header name.`);
    }
    if (INVALID_CHARACTER.test(String(value ?? "").replace(OUTER_SPACE, ""))) {
      const reason = "contains a line break or a character that is not allowed in headers";
      throw new InvalidArgumentError(argument, `the value of "${name}" ${reason}.`);
    }
  }
}

/** Sets headers under their lower-case names. */
export function setHeaders(headers: Record<string, string>, entries: readonly HeaderEntry[]): void {
  for (const [name, value] of entries) {
    const key = name.toLowerCase();
    if (value === null) Reflect.deleteProperty(headers, key);
    // Untyped programs may pass numbers.
    else if (value !== undefined) headers[key] = String(value);
  }
}
