import type { GraphMap } from "./graphs.js";
import { AssistantsClient } from "./resources/assistants.js";
import { CronsClient } from "./resources/crons.js";
import { rawClient, untypedRequest } from "./resources/raw.js";
import type { RawClient, RequestOptions } from "./resources/raw.js";
import { RunsClient } from "./resources/runs.js";
import { StoreClient } from "./resources/store.js";
import { ThreadsClient } from "./resources/threads.js";
import type { ApiPromise } from "./transport/api-promise.js";
import { handOver } from "./transport/hand-over.js";
import type { ClientOptions } from "./transport/options.js";
import { Transport } from "./transport/transport.js";
import type { DefaultValues, paths } from "./types.js";

/**
 * A client of a LangGraph server.
 *
 * @typeParam Graphs - The types of the graphs by their ids: `{ agent: { state: AgentState; input: AgentInput } }`.
 * @typeParam Paths - The paths that `raw` knows.
 */
export class LangGraphClient<out Graphs extends GraphMap<Graphs> = {}, Paths extends {} = paths> {
  readonly assistants: AssistantsClient;
  readonly threads: ThreadsClient<Graphs>;
  readonly runs: RunsClient<Graphs>;
  readonly crons: CronsClient<Graphs>;
  readonly store: StoreClient;
  /** Typed calls of every path of the API's document. */
  readonly raw: RawClient<Paths>;
  readonly #transport: Transport;

  constructor(options: ClientOptions = {}) {
    // Resources take a transport, too. Here only tests pass one, and the type does not show it.
    const transport = options instanceof Transport ? options : new Transport(options);
    this.#transport = transport;
    handOver(this, transport);
    this.assistants = new AssistantsClient(transport);
    this.threads = new ThreadsClient(transport);
    this.runs = new RunsClient(transport);
    this.crons = new CronsClient(transport);
    this.store = new StoreClient(transport);
    this.raw = rawClient(transport);
  }

  /**
   * The settings as text, without keys and values of headers. The official `useStream` reads a thread again if it is given
   * a client with other settings.
   */
  get "~configHash"(): string {
    return this.#transport.settings;
  }

  /**
   * Call a route that the API's document lacks, such as one of the deployment's own.
   *
   * @param path - Relative to `apiUrl`, such as `/my/route`.
   */
  request(method: string, path: string, options?: RequestOptions): ApiPromise<unknown> {
    return untypedRequest(this.#transport, method, path, options);
  }
}

/** A client with one state for all graphs, under the name and type parameters of the official one. */
export class Client<State = DefaultValues, Update = Partial<State>, Custom = unknown> extends LangGraphClient<
  Record<string, { state: State; update: Update; custom: Custom }>
> {}
