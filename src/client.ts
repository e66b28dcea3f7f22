import { isSignal } from "./transport/options.js";
import type { ClientOptions } from "./transport/options.js";
import { AssistantsClient } from "./resources/assistants.js";
import { CronsClient } from "./resources/crons.js";
import { RunsClient } from "./resources/runs.js";
import { StoreClient } from "./resources/store.js";
import { ThreadsClient } from "./resources/threads.js";
import { EventStream } from "./streaming/event-stream.js";
import { LazyReader } from "./streaming/sse.js";
import type { ApiPromise } from "./transport/api-promise.js";
import { rawCall, rawOpen } from "./resources/raw.js";
import type { RawClient, RawOptions, UntypedInit } from "./resources/raw.js";
import { Transport } from "./transport/transport.js";
import type { CallOptions } from "./transport/wire.js";
import type { DefaultValues, paths } from "./types.js";

/** What {@link LangGraphClient.request} takes. */
export interface RequestOptions extends RawOptions, CallOptions {
  /** Arrays are sent as repeated keys. */
  query?: Record<string, unknown> | undefined;
  /** Sent as JSON; bytes, `Blob`, `FormData` and `URLSearchParams` as they are. */
  body?: unknown;
}

/**
 * A client of one LangGraph server.
 *
 * @typeParam Graphs - The graphs it knows, by their ids: `{ agent: { state: AgentState; input: AgentInput } }`.
 * @typeParam Paths - The paths that `raw` knows.
 */
export class LangGraphClient<out Graphs extends object = {}, Paths extends {} = paths> {
  readonly assistants: AssistantsClient;
  readonly threads: ThreadsClient<Graphs>;
  readonly runs: RunsClient<Graphs>;
  readonly crons: CronsClient<Graphs>;
  readonly store: StoreClient;
  /** Every path of the document, typed. */
  readonly raw: RawClient<Paths>;
  readonly #transport: Transport;

  constructor(options: ClientOptions = {}) {
    const transport = new Transport(options);
    this.#transport = transport;
    this.assistants = new AssistantsClient(transport);
    this.threads = new ThreadsClient(transport);
    this.runs = new RunsClient(transport);
    this.crons = new CronsClient(transport);
    this.store = new StoreClient(transport);
    this.raw = rawClient(transport);
  }

  /**
   * Call a route that is not in the document, such as one of a deployment's own.
   *
   * @param path - Relative to `apiUrl`, such as `/my/route`.
   */
  request(method: string, path: string, options?: RequestOptions): ApiPromise<unknown> {
    return this.#transport.request(method, path, options);
  }
}

/** The official client's form: one state for all graphs. */
export class Client<State = DefaultValues, Update = Partial<State>, Custom = unknown> extends LangGraphClient<
  Record<string, { state: State; update: Update; custom: Custom }>
> {}

function rawClient<Paths>({ sender }: Transport): RawClient<Paths> {
  const verb = (method: string) => (path: string, init?: UntypedInit) => rawCall(sender, method, path, init);
  const verbs = {
    GET: verb("GET"),
    PUT: verb("PUT"),
    POST: verb("POST"),
    DELETE: verb("DELETE"),
    OPTIONS: verb("OPTIONS"),
    HEAD: verb("HEAD"),
    PATCH: verb("PATCH"),
    TRACE: verb("TRACE"),
    stream: (method: string, path: string, init?: UntypedInit) =>
      new EventStream(
        new LazyReader((signal) => rawOpen(sender, method, path, init, signal)),
        // Another is refused when the stream is opened.
        isSignal(init?.signal) ? init.signal : undefined,
      ),
  };
  // The paths exist for the compiler only.
  return verbs as unknown as RawClient<Paths>;
}
