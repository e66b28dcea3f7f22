import { ApiError, InvalidResponseError } from "../errors.js";
import { isRecord } from "../record.js";
import type { Exchanged } from "./exchange.js";

/** The value of a failure's body: JSON or text. */
export function parse(text: string, empty?: unknown): unknown {
  try {
    return text.trim() === "" ? empty : JSON.parse(text);
  } catch {
    return text;
  }
}

/** `{ loc | path, msg | message }`, an issue of a validator. */
function issue(value: unknown): string {
  if (!isRecord(value)) return String(value);
  const place = value["loc"] ?? value["path"];
  const message = String(value["msg"] ?? value["message"] ?? JSON.stringify(value));
  return Array.isArray(place) && place.length > 0 ? `${place.join(".")}: ${message}` : message;
}

/** The readable part of an error body, in each of the shapes that servers and gateways send. */
function readDetail(body: unknown): string | undefined {
  if (typeof body === "string") {
    const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
    const plain = title ?? body.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, " ");
    return plain.replace(/\s+/g, " ").trim().slice(0, 500) || undefined;
  }
  if (Array.isArray(body)) return body.map(issue).join("; ") || undefined;
  if (!isRecord(body)) return undefined;
  if (Array.isArray(body["issues"])) return readDetail(body["issues"]);
  for (const field of ["detail", "message", "error"]) {
    const found = readDetail(body[field]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The typed error of a reply that is none of success. */
export function apiError({ request: { method, url }, reply: { response, text = "" } }: Exchanged): ApiError {
  const body = parse(text);
  const detail = readDetail(body) ?? (response.statusText || "no details");
  return ApiError.of({ method, url, status: response.status, detail, body, text, headers: response.headers });
}

/** A success that is not what it should be, such as the page of a proxy. */
export function unexpected(
  { request: { method, url }, reply: { response, text = "" } }: Exchanged,
  what: string,
  cause?: unknown,
): InvalidResponseError {
  const message = `The answer is ${what}: ${text.slice(0, 80) || "it is empty"}`;
  return new InvalidResponseError(message, { method, url, status: response.status, text, cause });
}

/** The value of a success: `undefined` for an empty body. Servers put newlines before a late answer: JSON allows them. */
export function readValue(exchanged: Exchanged): unknown {
  const { text = "" } = exchanged.reply;
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unexpected(exchanged, "no JSON", cause);
  }
}

/** An open stream of server-sent events. */
export interface OpenStream {
  response: Response;
  body: ReadableStream<Uint8Array>;
  method: string;
  url: string;
}

/** A reply as a stream of server-sent events. */
export function readStream({ request: { method, url }, reply: { response } }: Exchanged): OpenStream {
  const type = response.headers.get("content-type") ?? "no content-type";
  const { status, body } = response;
  if (!type.includes("text/event-stream")) {
    void body?.cancel();
    const message = `Expected a stream (text/event-stream), the server answered with ${type}`;
    throw new InvalidResponseError(message, { method, url, status, text: "" });
  }
  if (body === null || body === undefined) {
    const message = "This fetch gives no readable body. Give the client one that does, with the option fetch";
    throw new InvalidResponseError(message, { method, url, status, text: "" });
  }
  return { response, body, method, url };
}
