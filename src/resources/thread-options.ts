import type { CallOptions } from "../transport/call-options.js";
import type { Metadata, Options, Params, ThreadStreamMode } from "../types.js";
import type { Before } from "./checkpoints.js";

type Create = Params["POST /threads"];
type CreateFields = Options["POST /threads"];
type Superstep = NonNullable<Create["supersteps"]>[number];
type Update = NonNullable<Superstep["updates"]>[number];
type Find = Params["POST /threads/search"];
type HistoryFields = Options["POST /threads/{thread_id}/history"];
type JoinFields = Options["GET /threads/{thread_id}/stream"];
type GetFields = Options["GET /threads/{thread_id}"];
type UpdateFields = Options["POST /threads/{thread_id}/state"];
type StateFields = Params["GET /threads/{thread_id}/state"];
type Patch = Options["PATCH /threads/{thread_id}"];
/** A time to live, as the API takes it. */
export type Ttl = NonNullable<Create["ttl"]>;

interface TtlOption {
  /** Time to live. A number is the minutes after which the thread is deleted. */
  ttl?: number | Ttl | undefined;
}

/** Options of {@link ThreadsClient.get}. */
export interface ThreadGetOptions extends GetFields, CallOptions {
  /** Additional fields to return, such as `ttl`. */
  include?: string[] | undefined;
}

/** Options of {@link ThreadsClient.search} and {@link ThreadsClient.iterate}. */
export interface ThreadSearchOptions extends Find, CallOptions {}

/** Options of {@link ThreadsClient.update}. */
export interface ThreadUpdateOptions extends Patch, TtlOption, CallOptions {
  metadata?: Metadata | undefined;
}

/** Options of {@link ThreadsClient.getState}. */
export interface ThreadStateOptions extends StateFields, CallOptions {
  select?: string[] | undefined;
}

/** Options of {@link ThreadsClient.updateState}. */
export interface StateUpdateOptions<Values> extends UpdateFields, CallOptions {
  /** The values to write. `null` writes nothing and moves the graph on. */
  // Without NoInfer the compiler would infer the type from the argument, and check nothing.
  values: NoInfer<Values> | null;
}

/** Options of {@link ThreadsClient.create}. */
export interface ThreadCreateOptions extends CreateFields, TtlOption, CallOptions {
  /** The thread's graph, stored as `metadata.graph_id`. Required to update the state before the first run. */
  graphId?: string | undefined;
  /** Creates the thread's history: each superstep applies its updates to the state. */
  supersteps?: { updates: (Omit<Update, "as_node"> & { asNode: string })[] }[] | undefined;
}

/** Options of {@link ThreadsClient.getHistory}. */
export interface HistoryOptions extends HistoryFields, CallOptions {
  /** Only states older than this checkpoint: its id, the checkpoint, or a config with it. Default: all states. */
  before?: Before;
}

/** Options of {@link ThreadsClient.joinStream}. */
export interface ThreadJoinStreamOptions extends JoinFields, CallOptions {
  /** The id of the last event received; `"-"` for all stored events. Default: only new events. */
  lastEventId?: string | undefined;
  /** Default: `run_modes`, the events of the thread's runs. */
  streamMode?: ThreadStreamMode | ThreadStreamMode[] | undefined;
}
