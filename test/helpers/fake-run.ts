import type { RunStatus } from "langgraph-client";

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
export interface Body {
  cut?: Cut | undefined;
  /** Number of events that are replayed because they exist when the connection opens; later ones are live. Default: all. */
  happened?: number | undefined;
  /** Number of replayed events that are sent again as live events. Default: 0. */
  overlap?: number | undefined;
  /** Replaces the whole response of this connection. */
  answer?: (() => Response | Promise<Response>) | undefined;
}

export interface FakeRunOptions {
  newline?: string | undefined;
  /** The connections in their order, or a function of their index. Further connections are not cut. */
  bodies?: readonly Body[] | ((count: number) => Body | undefined) | undefined;
  /** Final status of the run, which is `running` until a connection has sent all events. `lost`: its thread was deleted too. */
  status?: RunStatus | "deleted" | "lost" | undefined;
  /** The run has ended before the first request. */
  isOver?: boolean | undefined;
  /** Selects the events that the server stores and can replay. Events without an id are never stored. Default: all. */
  keeps?: ((event: FakeEvent) => boolean) | undefined;
  /** Replays from the first event, whatever Last-Event-ID the request has. */
  ignoresLastEventId?: boolean | undefined;
  /** Headers of stream responses, added to the defaults. `null` removes a default one. */
  headers?: Record<string, string | null> | undefined;
  /** Overrides the response to a request other than a stream. `undefined` keeps the default response. */
  answer?: ((request: string) => Response | Promise<Response> | undefined) | undefined;
}

const encoder = new TextEncoder();

/** Compares ids as the servers do: `<number>` or `<milliseconds>-<sequence>`. */
function isAfter(id: string, asked: string): boolean {
  const [major = 0, minor = 0] = id.split("-").map(Number);
  const [otherMajor = 0, otherMinor = 0] = asked === "-1" ? [-1] : asked.split("-").map(Number);
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
  #isOver: boolean;
  #bodies = 0;

  constructor(events: readonly FakeEvent[], options: FakeRunOptions = {}) {
    this.#events = events;
    this.#options = options;
    this.#isOver = options.isOver ?? false;
  }

  /** The bytes of the complete stream. */
  get bytes(): Uint8Array {
    return this.#encode(this.#events);
  }

  /** The Last-Event-ID of each request that joined the stream, in order; `undefined` if the header is missing. */
  get asked(): (string | undefined)[] {
    const joins = this.requests.filter((request) => /^GET .*\/stream( |$)/.test(request));
    return joins.map((request) => request.split(" ")[2]);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const asked = new Headers(init.headers).get("last-event-id");
    const request = [init.method, pathname, ...(asked === null ? [] : [asked])].join(" ");
    this.requests.push(request);
    if (pathname.endsWith("/stream")) return this.#stream(init, asked);
    return (await this.#options.answer?.(request)) ?? this.#answer(pathname);
  };

  #answer(pathname: string): Response {
    const { status = "success" } = this.#options;
    if (this.#isOver && status === "lost")
      return Response.json({ detail: "Thread with ID t not found" }, { status: 404 });
    if (this.#isOver && status === "deleted" && pathname.includes("/runs/"))
      return Response.json({ detail: "Run not found" }, { status: 404 });
    if (pathname.endsWith("/join"))
      return Response.json({ __error__: { error: "TypeError", message: "no" } });
    return Response.json({ run_id: "r", thread_id: "t", status: this.#isOver ? status : "running" });
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

  async #stream(init: RequestInit, asked: string | null): Promise<Response> {
    const { bodies = [] } = this.#options;
    const body = (typeof bodies === "function" ? bodies(this.#bodies) : bodies[this.#bodies]) ?? {};
    this.#bodies += 1;
    if (body.answer !== undefined) return body.answer();
    const events = init.method === "POST" ? this.#events : this.#replay(asked, body);
    const bytes = this.#encode(events);
    const end = body.cut && this.#encode(events.slice(0, body.cut.after ?? 0)).length + body.cut.at;
    const headers = new Headers({
      "content-type": "text/event-stream",
      "content-location": "/threads/t/runs/r",
    });
    for (const [name, value] of Object.entries(this.#options.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const cut = body.cut && end !== undefined ? { at: end, how: body.cut.how } : undefined;
    return new Response(this.#body(bytes, cut, init.signal ?? undefined), { headers });
  }

  #replay(asked: string | null, { happened = this.#events.length, overlap = 0 }: Body): FakeEvent[] {
    const { keeps = () => true, ignoresLastEventId } = this.#options;
    const from = ignoresLastEventId ? "-1" : asked;
    const ids = this.#events.map(({ id }) => id);
    // Ids that are not numeric follow the order of the events.
    const isBehind = (id: string, index: number): boolean =>
      from !== null && (/^[\d-]+$/.test(id) ? isAfter(id, from) : index > ids.lastIndexOf(from));
    const stored = this.#events
      .slice(0, happened)
      .filter((event, index) => event.id !== undefined && isBehind(event.id, index) && keeps(event));
    return [...stored, ...this.#events.slice(happened - overlap)];
  }

  #body(
    bytes: Uint8Array,
    cut: Cut | undefined,
    signal: AbortSignal | undefined,
  ): ReadableStream<Uint8Array> {
    const over = cut === undefined;
    let sent = false;
    let isOpen = true;
    this.open += 1;
    const close = (): void => {
      if (isOpen) this.open -= 1;
      isOpen = false;
    };
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        signal?.addEventListener("abort", () => {
          close();
          controller.error(signal.reason);
        });
      },
      pull: (controller) => {
        if (!sent && (over || cut.at > 0)) controller.enqueue(over ? bytes : bytes.subarray(0, cut.at));
        const empty = bytes.length === 0 && !sent;
        if (!sent && !empty && (over || cut.at > 0)) {
          sent = true;
          return undefined;
        }
        // A run ends without a reader too, but here its status stays `running` until a connection has sent all events.
        if (over) this.#isOver = true;
        if (cut?.how === "stall") return new Promise(() => {});
        close();
        if (cut?.how === "reset") controller.error(new TypeError("terminated"));
        else controller.close();
        return undefined;
      },
      cancel: close,
    });
  }
}
