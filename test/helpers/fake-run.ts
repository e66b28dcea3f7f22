import type { RunStatus } from "langgraph-client";

/** An event of a run, as a server has it. */
export interface FakeEvent {
  id?: string | undefined;
  event: string;
  data: string;
}

/** Where the body of a stream stops, in bytes, and how. */
export interface Cut {
  at: number;
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
  answer?: (() => Response) | undefined;
}

export interface FakeRunOptions {
  newline?: string | undefined;
  /** The bodies, in their order; those after them are whole. */
  bodies?: Body[] | undefined;
  /** What the run comes to. It is at work until a body has reached the end of its events. */
  status?: RunStatus | undefined;
  /** Whether it is over from the beginning on. */
  isOver?: boolean | undefined;
  /** Whether events can be asked for again. Default: those with an id. */
  keeps?: ((event: FakeEvent) => boolean) | undefined;
  /** Begins at the first event, whatever it is asked for. */
  ignoresLastEventId?: boolean | undefined;
  headers?: Record<string, string> | undefined;
}

const encoder = new TextEncoder();

/** Compares as the servers do: whole numbers with an optional second one. */
function isAfter(id: string, asked: string): boolean {
  const [major = 0, minor = 0] = id.split("-").map(Number);
  const [otherMajor = 0, otherMinor = 0] = asked === "-1" ? [-1] : asked.split("-").map(Number);
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
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

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const asked = new Headers(init.headers).get("last-event-id");
    this.requests.push([init.method, pathname, ...(asked === null ? [] : [asked])].join(" "));
    if (pathname.endsWith("/stream")) return this.#stream(init, asked);
    if (pathname.endsWith("/join"))
      return Response.json({ __error__: { error: "TypeError", message: "no" } });
    const status = this.#isOver ? (this.#options.status ?? "success") : "running";
    return Response.json({ run_id: "r", thread_id: "t", status });
  };

  /** Bytes of the same events are made once. */
  static readonly #encoded = new WeakMap<readonly FakeEvent[], Uint8Array>();

  #encode(events: readonly FakeEvent[]): Uint8Array {
    const known = FakeRun.#encoded.get(events);
    if (known !== undefined) return known;
    const bytes = encoder.encode(this.#text(events));
    FakeRun.#encoded.set(events, bytes);
    return bytes;
  }

  #stream(init: RequestInit, asked: string | null): Response {
    const body = this.#options.bodies?.[this.#bodies] ?? {};
    this.#bodies += 1;
    if (body.answer !== undefined) return body.answer();
    const events = init.method === "POST" ? this.#events : this.#replay(asked, body);
    const bytes = this.#encode(events);
    return new Response(this.#body(bytes, body.cut, init.signal ?? undefined), {
      headers: {
        "content-type": "text/event-stream",
        "content-location": "/threads/t/runs/r",
        ...this.#options.headers,
      },
    });
  }

  #replay(asked: string | null, { happened = this.#events.length, overlap = 0 }: Body): FakeEvent[] {
    const { keeps = () => true, ignoresLastEventId } = this.#options;
    const from = ignoresLastEventId ? "-1" : asked;
    const stored = this.#events
      .slice(0, happened)
      .filter((event) => from !== null && event.id !== undefined && isAfter(event.id, from) && keeps(event));
    return [...stored, ...this.#events.slice(happened - overlap)];
  }

  #text(events: readonly FakeEvent[]): string {
    const { newline = "\n" } = this.#options;
    return events
      .map(({ id, event, data }) =>
        [`event: ${event}`, `data: ${data}`, ...(id === undefined ? [] : [`id: ${id}`]), "", ""].join(
          newline,
        ),
      )
      .join("");
  }

  #body(
    bytes: Uint8Array,
    cut: Cut | undefined,
    signal: AbortSignal | undefined,
  ): ReadableStream<Uint8Array> {
    const over = cut === undefined;
    let sent = false;
    this.open += 1;
    const close = (): void => void (this.open -= 1);
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        signal?.addEventListener("abort", () => controller.error(signal.reason));
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
