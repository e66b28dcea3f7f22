/** The entry `langgraph-client/client`: the classes under the type parameters of the official package's entry `/client`. */
import { RunsClient as Runs } from "./resources/runs.js";
import { ThreadsClient as Threads } from "./resources/threads.js";
import type { ClientOptions } from "./transport/options.js";
import type { DefaultValues } from "./types.js";

export { Client } from "./client.js";
export { AssistantsClient } from "./resources/assistants.js";
export { CronsClient } from "./resources/crons.js";
export { StoreClient } from "./resources/store.js";
export type { HeaderValue } from "./transport/headers.js";
export type { ClientOptions as ClientConfig, RequestHook } from "./transport/options.js";

/** The resource `threads` of a client with one state for all graphs. */
export type ThreadsClient<State = DefaultValues, Update = Partial<State>> = Threads<
  Record<string, { state: State; update: Update; custom: unknown }>
>;
/** The class of the resource `threads`, which takes the options of a client. */
export const ThreadsClient: new <State = DefaultValues, Update = Partial<State>>(
  config?: ClientOptions,
) => ThreadsClient<State, Update> = Threads;

/** The resource `runs` of a client with one state for all graphs. */
export type RunsClient<State = DefaultValues, Update = Partial<State>, Custom = unknown> = Runs<
  Record<string, { state: State; update: Update; custom: Custom }>
>;
/** The class of the resource `runs`, which takes the options of a client. */
export const RunsClient: new <State = DefaultValues, Update = Partial<State>, Custom = unknown>(
  config?: ClientOptions,
) => RunsClient<State, Update, Custom> = Runs;
