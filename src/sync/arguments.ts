import { isPlain, isSignal, kindOf } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { FunctionPlace, Packed } from "./messages.js";

/** The remedies for options that cannot cross to the client's thread. */
const REFUSED: Readonly<Record<string, string>> = {
  signal: "cannot be aborted while the call blocks. Use timeoutMs.",
  querySerializer: "cannot cross to the client's thread. Put the query into the path.",
};

/**
 * Packs the arguments of a call. Values cross as JSON would have them: structured cloning loses the classes of objects, and
 * with them `toJSON`.
 *
 * @param register - Keeps a function, and returns its number.
 */
export function packArguments(
  given: readonly unknown[],
  register: (own: (...args: never[]) => unknown) => number,
): Packed {
  const functions: FunctionPlace[] = [];
  const args = given.map((value, argument) => {
    if (isSignal(value)) throw new InvalidArgumentError("signal", REFUSED["signal"] ?? "");
    if (isPlain(value)) {
      for (const [key, own] of Object.entries(Object(value) as object)) {
        checkOption(key, own);
        if (typeof own === "function") functions.push({ argument, key, id: register(own as () => unknown) });
      }
    }
    return plain(value, "", new Map());
  });
  return { args, functions };
}

function checkOption(name: string, value: unknown): void {
  const remedy = REFUSED[name];
  if (remedy !== undefined && Object(value) === value) throw new InvalidArgumentError(name, remedy);
  if (name === "parseAs" && value === "stream") {
    throw new InvalidArgumentError(
      name,
      'a stream cannot cross to this thread. Use "text" or "arrayBuffer".',
    );
  }
}

/** Classes that structured cloning refuses, or whose objects it makes empty. */
const UNCLONABLE = /^(FormData|URLSearchParams|ReadableStream|Request|Response|Promise)$/;
/** Classes whose bytes are sent as they are. */
const BYTES = /(Array|ArrayBuffer|DataView|Blob|File)$/;

/**
 * Copies a value, with the results of `toJSON`, and without functions.
 *
 * @param name - The name of the option that holds the value; empty for an argument itself.
 */
function plain(value: unknown, name: string, copies: Map<unknown, unknown>): unknown {
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (Object(value) !== value) return value;
  if (copies.has(value)) return copies.get(value);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copies.set(value, list);
    for (const each of value) list.push(plain(each, name, copies));
    return list;
  }
  const kind = kindOf(value);
  if (BYTES.test(kind)) return value;
  const { toJSON } = Object(value) as { toJSON?: unknown };
  if (typeof toJSON === "function") return plain(toJSON.call(value, name), name, copies);
  if (UNCLONABLE.test(kind) || Symbol.asyncIterator in Object(value)) {
    const remedy = "Pass text or bytes, with their content type in headers.";
    throw new InvalidArgumentError(name, `${kind} cannot cross to the client's thread. ${remedy}`);
  }
  if (!isPlain(value)) return value;
  const copy = {};
  copies.set(value, copy);
  for (const [key, each] of Object.entries(Object(value) as object)) {
    const member = plain(each, name || key, copies);
    // An assignment would take "__proto__" for the prototype.
    Object.defineProperty(copy, key, { value: member, enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
