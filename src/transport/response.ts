import { isRecord, toText } from "../checks.js";
import { ApiError, InvalidResponseError, excerpt } from "../errors.js";
import type { Reply } from "./fetch.js";
import { discardBody, webStreamOf } from "./read-text.js";

/** An open response that streams server-sent events. */
export interface OpenStream {
  response: Response;
  body: ReadableStream<Uint8Array>;
  method: string;
  url: string;
  maxEventBytes?: number | undefined;
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
export function readStream(reply: Reply): OpenStream {
  const { request, response } = reply;
  const type = response.headers.get("content-type") ?? "no content type";
  const refuse = (message: string): never => {
    discardBody(response);
    throw unusable(reply, message);
  };
  if (!/^text\/event-stream *(;|,|$)/i.test(type)) {
    refuse(`Expected a stream (text/event-stream), but the response has ${excerpt(type, 80)}`);
  }
  const body = webStreamOf(response);
  if (body === undefined) {
    const message = "This fetch does not support streaming response bodies";
    return refuse(
      `${message}. Pass one that does as the client's fetch option, such as the fetch of expo/fetch`,
    );
  }
  return { response, body, method: request.method, url: request.url };
}

/** The error of a response that cannot be used, although its status is not an error. */
export function unusable(
  { request: { method, url }, response: { status }, text = "" }: Reply,
  message: string,
  cause?: unknown,
): InvalidResponseError {
  return new InvalidResponseError(message, { method, url, status, text, cause });
}

/** The error of a success with unexpected content, such as the HTML page of a proxy. */
export function invalidResponse(reply: Reply, fault: string, cause?: unknown): InvalidResponseError {
  const { text = "" } = reply;
  return unusable(reply, `The response ${fault}: ${excerpt(text, 80) || "(empty)"}`, cause);
}

/** The error of a response with an error status. */
export function apiError({ request, response, text = "" }: Reply): ApiError {
  const { method, path, url } = request;
  const { status, headers } = response;
  const body = parseBody(text);
  const detail = readDetail(body) ?? (response.statusText || "no details");
  return ApiError.of({ method, path, url, status, detail, body, text, headers });
}

/** True for the JS server's response to operations that it has a route for, but lacks. */
export function isNotImplemented(status: number, text: string | undefined): boolean {
  return status === 500 && text === "Not implemented";
}

/** Longest text that is searched for a readable part, longest result, most issues, and deepest nesting. */
const LIMITS = { text: 20_000, detail: 500, issues: 20, depth: 5 };

/** The readable part of an error body, in the forms that servers and gateways send. */
function readDetail(body: unknown, depth = 0): string | undefined {
  if (depth > LIMITS.depth) return undefined;
  if (typeof body === "string") return onOneLine(body);
  if (Array.isArray(body)) return onOneLine(body.slice(0, LIMITS.issues).map(readIssue).join("; "));
  if (!isRecord(body)) return undefined;
  if (Array.isArray(body["issues"])) return readDetail(body["issues"], depth + 1);
  const read = (field: string): string | undefined => readDetail(body[field], depth + 1);
  const text = read("detail") ?? read("message") ?? read("error");
  const { details } = body;
  const isEmpty = isRecord(details) && Object.keys(details).length === 0;
  // Aegra's `message` may be general ("An unexpected error occurred"), and its `details` hold the cause.
  const more = read("details") ?? (isRecord(details) && !isEmpty ? onOneLine(toText(details)) : undefined);
  return text && more ? onOneLine(`${text}: ${more}`) : (text ?? more);
}

/** Reduces a text or an HTML page to one line. The patterns take linear time, also for a page of `<`. */
function onOneLine(body: string): string | undefined {
  const start = body.slice(0, LIMITS.text);
  const title = /<title>([^<]*)<\/title>/i.exec(start)?.[1];
  const plain = title ?? start.replace(/<(style|script)\b[^]*?(<\/\1>|$)|<[^<>]*>/gi, " ");
  return plain.replace(/\s+/g, " ").trim().slice(0, LIMITS.detail) || undefined;
}

/** A validation issue: `{ loc | path, msg | message }`. */
function readIssue(value: unknown): string {
  if (!isRecord(value)) return toText(value);
  const place = value["loc"] ?? value["path"];
  const message = toText(value["msg"] ?? value["message"] ?? value);
  return Array.isArray(place) && place.length > 0 ? `${place.map(toText).join(".")}: ${message}` : message;
}
