import { isRecord } from "../checks.js";
import { abortReason } from "../abort.js";

/** A request that a fake server has received. */
export interface FakeRequest {
  method: string;
  /** Relative to `apiUrl`, without the query: `/threads/…/runs`. */
  path: string;
  /** The operation, such as `GET /threads/{thread_id}`; `undefined` for a route that the server lacks. */
  operation: string | undefined;
  query: URLSearchParams;
  /** With lower-case names. */
  headers: Record<string, string>;
  /** The parsed JSON body. */
  body: unknown;
}

/** A request with what a handler needs of it. */
export interface Call {
  /** The ids in the path, in order. */
  ids: readonly string[];
  query: URLSearchParams;
  headers: Record<string, string>;
  /** The fields of the body. */
  body: Record<string, unknown>;
  /** The body of other requests than objects. */
  list: readonly unknown[];
  signal: AbortSignal | undefined;
  /** The number of events after which the response breaks, for a test. */
  cutAfter: number | undefined;
}

/** Responds to a request. `undefined` is a response without a body. */
export type Handler = (call: Call) => unknown;

/** An error response, as the Python server sends it. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export function notFound(what: string, id: string): HttpError {
  return new HttpError(404, `${what} with ID ${id} not found`);
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = { "content-type": "application/json", ...init.headers };
  return new Response(JSON.stringify(value), { ...init, headers });
}

/** Selects fields of the results of a search, and pages. Sends the total as the real servers do. */
export function page(items: readonly object[], { body }: Pick<Call, "body">): Response {
  const { offset = 0, limit = 10, select } = body;
  const from = Number(offset);
  const found = items.slice(from, from + Number(limit));
  const fields = Array.isArray(select) ? select.map(String) : undefined;
  const next = from + found.length;
  return json(
    found.map((item) => (fields === undefined ? item : pick(item, fields))),
    {
      headers: {
        "x-pagination-total": String(items.length),
        ...(next < items.length && { "x-pagination-next": String(next) }),
      },
    },
  );
}

function pick(item: object, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
}

/** The metadata that a search asks for. `null` is invalid. */
export function filterOf(metadata: unknown): unknown {
  if (metadata === null) throw new HttpError(400, "metadata: Input should be a valid dictionary");
  return metadata;
}

/** True if a value has all fields of a filter, with equal values. */
export function matches(value: unknown, filter: unknown): boolean {
  if (!isRecord(filter)) return filter === undefined || JSON.stringify(value) === JSON.stringify(filter);
  return isRecord(value) && Object.entries(filter).every(([name, part]) => matches(value[name], part));
}

/** Sorts as the request asks; the newest first by default. */
export function sorted<T extends object>(items: readonly T[], { body }: Pick<Call, "body">): T[] {
  const { sort_by: field = "created_at", sort_order: order = "desc" } = body;
  const keyOf = (item: T): string => String((item as Record<string, unknown>)[String(field)] ?? "");
  const result = [...items].sort((left, right) =>
    keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0,
  );
  return order === "desc" ? result.reverse() : result;
}

/** Resolves in a task of its own. Fake timers of a test don't stop it. */
export function nextTask(): Promise<void> {
  const channel = newChannel();
  if (channel === undefined) return new Promise((resolve) => setTimeout(resolve));
  const { port1, port2 } = channel;
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

const encoder = new TextEncoder();

/** A response that streams texts as they come, such as server-sent events. */
export function streamed(
  texts: AsyncGenerator<string>,
  { signal, cutAfter = Infinity }: Pick<Call, "signal" | "cutAfter">,
  { headers, onCancel = () => {} }: { headers: Record<string, string>; onCancel?: (() => void) | undefined },
): Response {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        signal?.addEventListener("abort", () => {
          onCancel();
          controller.error(abortReason(signal));
        });
      },
      pull: async (controller) => {
        if (sent >= cutAfter) return controller.error(new TypeError("terminated"));
        sent += 1;
        const { done, value } = await texts.next();
        // Like over a network, each event arrives in a task of its own: a page is drawn in between.
        await nextTask();
        if (signal?.aborted) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers });
}

/** The text of a server-sent event. */
export function sse(event: string, data: unknown, id?: string): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? "" : `id: ${id}\n`}\n`;
}

export const EVENT_STREAM = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
};

/** Creates a channel. React Native has no such class, and that of the edge runtime of Next.js throws. */
function newChannel(): MessageChannel | undefined {
  try {
    return new MessageChannel();
  } catch {
    return undefined;
  }
}
