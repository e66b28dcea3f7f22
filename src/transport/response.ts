import { isRecord } from "../checks.js";
import { ApiError, InvalidResponseError } from "../errors.js";
import type { Reply } from "./fetch.js";

/** An open response that streams server-sent events. */
export interface OpenStream {
  response: Response;
  body: ReadableStream<Uint8Array>;
  method: string;
  url: string;
}

/** Parses a body as JSON, else returns its text. */
export function parseBody(text: string, empty?: unknown): unknown {
  try {
    return text.trim() === "" ? empty : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Parses the body of a success; `undefined` if it is empty. Servers send newlines as heartbeats before late JSON. */
export function readValue(reply: Reply): unknown {
  const { text = "" } = reply;
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidResponse(reply, "is not valid JSON", cause);
  }
}

/** Checks that a response streams server-sent events. */
export function readStream({ request: { method, url }, response }: Reply): OpenStream {
  const type = response.headers.get("content-type") ?? "no content type";
  const { status, body } = response;
  if (!type.includes("text/event-stream")) {
    void body?.cancel();
    const message = `Expected a stream (text/event-stream), but the response has ${type}`;
    throw new InvalidResponseError(message, { method, url, status, text: "" });
  }
  if (body === null || body === undefined) {
    const message = "This fetch does not support streaming response bodies";
    const remedy = "Pass one that does as the client's fetch option, such as the fetch of expo/fetch";
    throw new InvalidResponseError(`${message}. ${remedy}`, { method, url, status, text: "" });
  }
  return { response, body, method, url };
}

/** The error of a success with unexpected content, such as the HTML page of a proxy. */
export function invalidResponse(
  { request: { method, url }, response, text = "" }: Reply,
  fault: string,
  cause?: unknown,
): InvalidResponseError {
  const message = `The response ${fault}: ${text.slice(0, 80) || "(empty)"}`;
  return new InvalidResponseError(message, { method, url, status: response.status, text, cause });
}

/** The error of a response with an error status. */
export function apiError({ request: { method, url }, response, text = "" }: Reply): ApiError {
  const body = parseBody(text);
  const detail = readDetail(body) ?? (response.statusText || "no details");
  return ApiError.of({ method, url, status: response.status, detail, body, text, headers: response.headers });
}

/** The readable part of an error body, in the forms that servers and gateways send. */
function readDetail(body: unknown): string | undefined {
  if (typeof body === "string") {
    const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
    const plain = title ?? body.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, " ");
    return plain.replace(/\s+/g, " ").trim().slice(0, 500) || undefined;
  }
  if (Array.isArray(body)) return body.map(readIssue).join("; ") || undefined;
  if (!isRecord(body)) return undefined;
  if (Array.isArray(body["issues"])) return readDetail(body["issues"]);
  for (const field of ["detail", "message", "error"]) {
    const found = readDetail(body[field]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A validation issue: `{ loc | path, msg | message }`. */
function readIssue(value: unknown): string {
  if (!isRecord(value)) return String(value);
  const place = value["loc"] ?? value["path"];
  const message = String(value["msg"] ?? value["message"] ?? JSON.stringify(value));
  return Array.isArray(place) && place.length > 0 ? `${place.join(".")}: ${message}` : message;
}
