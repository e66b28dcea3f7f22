import type { RunStatus } from "langgraph-client";
import { streamBody } from "./stream-body.js";

/** An event of a run, as the server stores it: `data` is JSON text. */
export interface FakeEvent {
  id?: string | undefined;
  event: string;
  data: string;
}

/** The point at which a connection breaks, `at` bytes after the first `after` events (default: 0), and how it breaks. */
export interface Cut {
  at: number;
  after?: number | undefined;
  how: "reset" | "end" | "stall";
}

/** The behavior of one connection of the run's stream. */
export interface FakeConnection {
  cut?: Cut | undefined;
  /** Number of events that exist when the connection opens and are replayed. Later ones are live. Default: all. */
  happened?: number | undefined;
  /** Number of replayed events that are sent again as live events. Default: 0. */
  overlap?: number | undefined;
  /** Replaces the whole response of this connection. */
  respond?: (() => Response | Promise<Response>) | undefined;
}

export interface FakeRunOptions {
  newline?: string | undefined;
  /** The connections in their order, or a function of their index. Further connections are not cut. */
  connections?: readonly FakeConnection[] | ((count: number) => FakeConnection | undefined) | undefined;
  /** Final status. Until a connection has sent all events, it is `running`. `lost`: the thread was deleted too. */
  status?: RunStatus | "deleted" | "lost" | undefined;
  /** The run has ended before the first request. */
  hasEnded?: boolean | undefined;
  /** Selects the events that the server stores and can replay. Events without an id are never stored. Default: all. */
  stores?: ((event: FakeEvent) => boolean) | undefined;
  /** Replays from the first event, whatever Last-Event-ID the request has. */
  ignoresLastEventId?: boolean | undefined;
  /** Headers of stream responses, added to the defaults. `null` removes a default one. */
  headers?: Record<string, string | null> | undefined;
  /** Overrides the response to a request other than a stream. `undefined` keeps the default response. */
  respond?: ((request: string) => Response | Promise<Response> | undefined) | undefined;
}

const encoder = new TextEncoder();

/** Compares ids as the servers do: `<number>` or `<milliseconds>-<sequence>`. */
function isAfter(id: string, lastEventId: string): boolean {
  const [major = 0, minor = 0] = id.split("-").map(Number);
  const [otherMajor = 0, otherMinor = 0] = lastEventId === "-1" ? [-1] : lastEventId.split("-").map(Number);
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
}

/** Encodes events as text, with the id after the data, as both servers do. */
export function textOf(events: readonly FakeEvent[], newline: string): string {
  return events
    .map(({ id, event, data }) =>
      [`event: ${event}`, `data: ${data}`, ...(id === undefined ? [] : [`id: ${id}`]), "", ""].join(newline),
    )
    .join("");
}

/** A server of one run, implemented as a `fetch`. Connections of its stream can be cut at any byte. */
export class FakeRun {
  readonly #events: readonly FakeEvent[];
  readonly #options: FakeRunOptions;
  /** The requests, with their Last-Event-ID: `POST /threads/t/runs/stream`, `GET /threads/t/runs/r/stream 7`. */
  readonly requests: string[] = [];
  /** Number of open connections. */
  open = 0;
  #hasEnded: boolean;
  #opened = 0;

  constructor(events: readonly FakeEvent[], options: FakeRunOptions = {}) {
    this.#events = events;
    this.#options = options;
    this.#hasEnded = options.hasEnded ?? false;
  }

  /** The bytes of the complete stream. */
  get bytes(): Uint8Array {
    return this.#encode(this.#events);
  }

  /** The Last-Event-ID of each request that joined the stream, in order; `undefined` if the header is missing. */
  get lastEventIds(): (string | undefined)[] {
    const joins = this.requests.filter((request) => /^GET .*\/stream( |$)/.test(request));
    return joins.map((request) => request.split(" ")[2]);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const lastEventId = new Headers(init.headers).get("last-event-id");
    const request = [init.method, pathname, ...(lastEventId === null ? [] : [lastEventId])].join(" ");
    this.requests.push(request);
    if (pathname.endsWith("/stream")) return this.#stream(init, lastEventId);
    return (await this.#options.respond?.(request)) ?? this.#defaultResponse(pathname);
  };

  #defaultResponse(pathname: string): Response {
    const { status = "success" } = this.#options;
    if (this.#hasEnded && status === "lost")
      return Response.json({ detail: "Thread with ID t not found" }, { status: 404 });
    if (this.#hasEnded && status === "deleted" && pathname.includes("/runs/"))
      return Response.json({ detail: "Run not found" }, { status: 404 });
    if (pathname.endsWith("/join"))
      return Response.json({ __error__: { error: "TypeError", message: "no" } });
    const [, runId = "r"] = /\/runs\/([^/]+)$/.exec(pathname) ?? [];
    const run = { run_id: decodeURIComponent(runId), thread_id: "t" };
    return Response.json({ ...run, status: this.#hasEnded ? status : "running" });
  }

  /** Caches encoded events: many tests encode the same ones. */
  static readonly #encoded = new WeakMap<readonly FakeEvent[], { newline: string; bytes: Uint8Array }>();

  #encode(events: readonly FakeEvent[]): Uint8Array {
    const { newline = "\n" } = this.#options;
    const known = FakeRun.#encoded.get(events);
    if (known?.newline === newline) return known.bytes;
    const bytes = encoder.encode(textOf(events, newline));
    FakeRun.#encoded.set(events, { newline, bytes });
    return bytes;
  }

  async #stream(init: RequestInit, lastEventId: string | null): Promise<Response> {
    const { connections = [] } = this.#options;
    const connection =
      (typeof connections === "function" ? connections(this.#opened) : connections[this.#opened]) ?? {};
    this.#opened += 1;
    if (connection.respond !== undefined) return connection.respond();
    const events = init.method === "POST" ? this.#events : this.#replay(lastEventId, connection);
    const bytes = this.#encode(events);
    const end =
      connection.cut && this.#encode(events.slice(0, connection.cut.after ?? 0)).length + connection.cut.at;
    const headers = new Headers({
      "content-type": "text/event-stream",
      "content-location": "/threads/t/runs/r",
    });
    for (const [name, value] of Object.entries(this.#options.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const cut = connection.cut && end !== undefined ? { at: end, how: connection.cut.how } : undefined;
    return new Response(this.#body(bytes, cut, init.signal ?? undefined), { headers });
  }

  #replay(
    lastEventId: string | null,
    { happened = this.#events.length, overlap = 0 }: FakeConnection,
  ): FakeEvent[] {
    const { stores = () => true, ignoresLastEventId } = this.#options;
    const from = ignoresLastEventId ? "-1" : lastEventId;
    const ids = this.#events.map(({ id }) => id);
    // Ids that are not numeric follow the order of the events.
    const isBehind = (id: string, index: number): boolean =>
      from !== null && (/^[\d-]+$/.test(id) ? isAfter(id, from) : index > ids.lastIndexOf(from));
    const stored = this.#events
      .slice(0, happened)
      .filter((event, index) => event.id !== undefined && isBehind(event.id, index) && stores(event));
    return [...stored, ...this.#events.slice(happened - overlap)];
  }

  #body(
    bytes: Uint8Array,
    cut: Cut | undefined,
    signal: AbortSignal | undefined,
  ): ReadableStream<Uint8Array> {
    this.open += 1;
    // A run ends without a reader too, but here its status stays `running` until a connection has sent all events.
    const onSent = (): void => {
      if (cut === undefined) this.#hasEnded = true;
    };
    const onClose = (): void => void (this.open -= 1);
    const sent = cut === undefined ? bytes : bytes.subarray(0, Math.max(0, cut.at));
    return streamBody(sent, cut?.how ?? "end", { signal, onSent, onClose });
  }
}
