import type { RunStatus } from "langgraph-client";

/** An event of a run, as a server has it. */
export interface FakeEvent {
  id?: string | undefined;
  event: string;
  data: string;
}

/** Where the body of a stream stops, in bytes behind so many of its events (default: none), and how. */
export interface Cut {
  at: number;
  after?: number | undefined;
  how: "reset" | "end" | "stall";
}

/** What one body of the run's stream is like. */
export interface Body {
  cut?: Cut | undefined;
  /** How many events of the run have happened when it is opened: those are replayed, the others come live. Default: all. */
  happened?: number | undefined;
  /** How many of the replayed events come once more among the live ones. */
  overlap?: number | undefined;
  /** Instead of a body. */
  answer?: (() => Response | Promise<Response>) | undefined;
}

export interface FakeRunOptions {
  newline?: string | undefined;
  /** The bodies, in their order, or what makes one when it is opened; those after them are whole. */
  bodies?: readonly Body[] | ((count: number) => Body | undefined) | undefined;
  /** What the run comes to. It is at work until a body has reached the end of its events. `lost`: its thread is gone too. */
  status?: RunStatus | "deleted" | "lost" | undefined;
  /** Whether it is over from the beginning on. */
  isOver?: boolean | undefined;
  /** Whether events can be asked for again. Default: those with an id. */
  keeps?: ((event: FakeEvent) => boolean) | undefined;
  /** Begins at the first event, whatever it is asked for. */
  ignoresLastEventId?: boolean | undefined;
  /** `null` takes one away that streams have. */
  headers?: Record<string, string | null> | undefined;
  /** What a request is answered with that is none of the stream's, where it is not what the run would say. */
  answer?: ((request: string) => Response | Promise<Response> | undefined) | undefined;
}

const encoder = new TextEncoder();

/** Compares as the servers do: whole numbers with an optional second one. */
function isAfter(id: string, asked: string): boolean {
  const [major = 0, minor = 0] = id.split("-").map(Number);
  const [otherMajor = 0, otherMinor = 0] = asked === "-1" ? [-1] : asked.split("-").map(Number);
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
}

/** Events as they are written: the id behind the data, as both servers do it. */
export function textOf(events: readonly FakeEvent[], newline: string): string {
  return events
    .map(({ id, event, data }) =>
      [`event: ${event}`, `data: ${data}`, ...(id === undefined ? [] : [`id: ${id}`]), "", ""].join(newline),
    )
    .join("");
}

/** A run on a server that is nothing but a `fetch`: its stream can be cut at any byte. */
export class FakeRun {
  readonly #events: readonly FakeEvent[];
  readonly #options: FakeRunOptions;
  /** The requests, as `POST /threads/t/runs/stream` and with what they ask for: `GET /threads/t/runs/r/stream 7`. */
  readonly requests: string[] = [];
  /** How many bodies are open. */
  open = 0;
  #isOver: boolean;
  #bodies = 0;

  constructor(events: readonly FakeEvent[], options: FakeRunOptions = {}) {
    this.#events = events;
    this.#options = options;
    this.#isOver = options.isOver ?? false;
  }

  /** The bytes of the whole stream. */
  get bytes(): Uint8Array {
    return this.#encode(this.#events);
  }

  /** The ids that the stream was asked for again with, in their order; `undefined` for none. */
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

  /** Bytes of the same events are made once. */
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
    // Ids that are no numbers have no order but that of their events.
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
        // A run goes on to its end whether or not anybody listens, but not before it is asked for again.
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
