import { check, isPlain, isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { Replacer } from "./filters.js";

/** A body for `fetch`, and its content type where `fetch` does not set one. */
export interface SerializedBody {
  body: Exclude<RequestInit["body"], null>;
  type?: string | undefined;
}

/** Bodies that `fetch` encodes by itself, with their content type, and bytes. Some runtimes lack some of the classes. */
const ENCODED_BY_FETCH = /^\[object (FormData|URLSearchParams|Blob|File|(\w+Array|ArrayBuffer|DataView))\]$/;

/**
 * Serializes a body as JSON, except for bytes and classes that `fetch` encodes.
 *
 * @param replacer - Of `JSON.stringify`. An {@link InvalidArgumentError} that it throws is passed on.
 */
export function serializeBody(body: unknown, replacer?: Replacer): SerializedBody {
  if (body === undefined) return { body };
  const name = Object.prototype.toString.call(body);
  const [isEncoded, , isBytes] = ENCODED_BY_FETCH.exec(name) ?? [];
  // Its name was checked.
  if (isEncoded) return { body: body as Blob, type: isBytes && "application/octet-stream" };
  // A stream could not be sent again for a retry or a redirect.
  const isStream = /ReadableStream|Promise/.test(name) || isNodeStream(body);
  check("body", !isStream, "a value that can be sent twice, such as a Blob", body);
  try {
    // JSON.stringify(function) is undefined, although its type says string.
    const text = JSON.stringify(body, replacer) as string | undefined;
    return { body: text, type: text && "application/json" };
  } catch (cause) {
    if (cause instanceof InvalidArgumentError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidArgumentError("body", `cannot be serialized as JSON: ${reason}`, { cause });
  }
}

/** True for streams of Node and other sources of chunks, which JSON would take for objects. */
function isNodeStream(body: unknown): boolean {
  if (!isRecord(body)) return false;
  return typeof body["pipe"] === "function" || Symbol.asyncIterator in body;
}

/** Adds `extraBody` to a body, which must be an object. */
export function withExtraBody(body: unknown, extra: unknown): unknown {
  if (extra === undefined) return body;
  check("extraBody", isPlain(extra), "an object", extra);
  check("extraBody", isPlain(body ?? {}), "a body that is an object", body);
  return Object.assign({}, body, extra);
}
