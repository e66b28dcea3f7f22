import type { Fetch } from "./clients.js";
import type { Dataset } from "./data.js";
import { started } from "./thread-data.js";

export const STUB_URL = "http://stub.test";

const EVENTS = new Headers({
  "content-type": "text/event-stream",
  "content-location": "/threads/t/runs/r",
});
const JSON_TYPE = new Headers({ "content-type": "application/json" });

/**
 * The part of a response that clients use, with a real stream. A real Response costs more than the whole client, which
 * would hide the measured difference.
 */
function reply(headers: Headers, body: ReadableStream<Uint8Array> | null, text: string): Response {
  const light = {
    ok: true,
    status: 200,
    statusText: "OK",
    type: "default",
    url: STUB_URL,
    redirected: false,
    headers,
    body,
    text: async () => text,
    json: async (): Promise<unknown> => JSON.parse(text),
  };
  return light as unknown as Response;
}

export function jsonReply(text: string): Response {
  return reply(JSON_TYPE, null, text);
}

export function eventsReply(body: ReadableStream<Uint8Array>): Response {
  return reply(EVENTS, body, "");
}

/** Returns a body that produces chunks on demand. */
export function bodyOf(
  chunks: Iterable<Uint8Array>,
  onPull?: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) return controller.close();
      onPull?.(value.length);
      controller.enqueue(value);
    },
  });
}

/** A server as a `fetch`. Its runs succeed when their stream ends, and a reconnect replays the last event. */
export function streamingFetch(dataset: Dataset, onPull?: (bytes: number) => void): Fetch {
  return async (url, init) => {
    if (!url.includes("/stream")) return jsonReply('{"run_id":"r","status":"success"}');
    const chunks = init.method === "POST" ? dataset.chunks() : [dataset.last];
    return eventsReply(bodyOf(chunks, onPull));
  };
}

/** A server as a `fetch` with one idle thread, whose stream has the events of the run that is started. */
export function threadFetch(chunks: Iterable<Uint8Array>): Fetch {
  return async (url) => {
    if (url.endsWith("/stream/events")) return eventsReply(bodyOf(chunks));
    return jsonReply(JSON.stringify(url.endsWith("/commands") ? started : IDLE));
  };
}

const IDLE = { thread_id: "t", status: "idle" };

/** A server as a `fetch` that returns the same JSON for every request. */
export function respondingFetch(value: unknown): Fetch {
  const text = JSON.stringify(value);
  return async () => jsonReply(text);
}
