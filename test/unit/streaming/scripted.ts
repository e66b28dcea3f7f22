/** Messages, bodies and errors for the unit tests of the streaming core. */
import { ApiError, ConnectionError } from "../../../src/errors.js";
import type { Source } from "../../../src/streaming/sse.js";

/** A scripted connection, and a record of its use. */
export interface ScriptedSource extends Source {
  /** True once the reader has cancelled the body. */
  isCancelled: boolean;
}

/** The end of a scripted body, after its last chunk. */
export type BodyEnd = "closes" | "breaks" | "stays open";

/**
 * Creates a connection whose body has the given chunks. A function is called when its chunk is read, so that it can move
 * the clock.
 */
export function sourceOf(
  chunks: readonly (string | Uint8Array | (() => string))[],
  end: BodyEnd = "closes",
): ScriptedSource {
  const encoder = new TextEncoder();
  const rest = [...chunks];
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    // The reader starts to wait before the chunk arrives.
    await Promise.resolve();
    const next = rest.shift();
    const chunk = typeof next === "function" ? next() : next;
    if (chunk !== undefined) controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    else if (end === "closes") controller.close();
    else if (end === "breaks") controller.error(new TypeError("terminated"));
    else await new Promise(() => {});
  };
  const source: ScriptedSource = {
    body: new ReadableStream({ pull, cancel: () => void (source.isCancelled = true) }, { highWaterMark: 0 }),
    method: "GET",
    url: "/stream",
    isCancelled: false,
  };
  return source;
}

/** Creates the error of a request that failed with a status. */
export function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  return ApiError.of({
    method: "GET",
    url: "/stream",
    status,
    detail: "refused",
    body: undefined,
    text: "",
    headers: new Headers(headers),
  });
}

/** The error of a connection that broke. */
export const broken = (): ConnectionError =>
  new ConnectionError("The stream broke off", { method: "GET", url: "/stream" });
