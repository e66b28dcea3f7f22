import type { AssistantId } from "../graphs.js";
import type { GraphOptions, RunExtras } from "../runs/body.js";
import type { RaiseOption } from "../runs/output.js";
import type { StreamBehavior } from "../runs/stream.js";
import type { CallOptions } from "../transport/call-options.js";
import type {
  DisconnectMode,
  Options,
  Params,
  StatelessRunOptions,
  StreamModes,
  ThreadRunOptions,
} from "../types.js";

type Create = Options["POST /threads/{thread_id}/runs"];
type Wait = Options["POST /threads/{thread_id}/runs/wait"];
type Stream = Options["POST /threads/{thread_id}/runs/stream"];
type Batch = Options["POST /runs/batch"];

interface CreateFields extends Create, RunExtras, CallOptions {
  /** Sent for servers that read it. A run in the background has no connection whose end could cancel it. */
  onDisconnect?: DisconnectMode | undefined;
}
interface WaitFields extends Wait, RunExtras, RaiseOption, CallOptions {}
interface StreamFields extends Stream, RunExtras, StreamBehavior, CallOptions {}
interface BatchFields extends Batch, Pick<RunExtras, "_langsmithTracer"> {}

/** Options of {@link RunsClient.create}. `ThreadOptions` are those that depend on the thread, by default all of them. */
export type RunCreateOptions<
  Graphs = {},
  Id extends string = string,
  ThreadOptions extends ThreadRunOptions | StatelessRunOptions = ThreadRunOptions & StatelessRunOptions,
> = CreateFields & ThreadOptions & GraphOptions<Graphs, Id>;

/** Options of {@link RunsClient.wait}. `ThreadOptions` are those that depend on the thread, by default all of them. */
export type RunWaitOptions<
  Graphs = {},
  Id extends string = string,
  ThreadOptions extends ThreadRunOptions | StatelessRunOptions = ThreadRunOptions & StatelessRunOptions,
> = WaitFields & ThreadOptions & GraphOptions<Graphs, Id>;

/** Options of {@link RunsClient.list}. */
export type RunListOptions = Params["GET /threads/{thread_id}/runs"] & CallOptions;

/** A run of {@link RunsClient.createBatch}. */
export type RunBatchPayload<Graphs = {}> = BatchFields &
  ThreadRunOptions &
  StatelessRunOptions &
  GraphOptions<Graphs, string> & {
    assistantId: AssistantId<Graphs>;
  };

interface StreamOptions<Mode, Subgraphs> extends StreamFields {
  /** One stream mode or several. Default: `values`; `parts()`, `messages()` and `text()` have defaults of their own. */
  streamMode?: Mode | undefined;
  /** Store the events, so that a broken stream can reconnect. Default: true, unless `onDisconnect` is `"cancel"`. */
  streamResumable?: boolean | undefined;
  /**
   * Include the events of subgraphs, as `values|child:1b2c`. With the mode `values` the JS server also sends
   * `checkpoints` events then. Default: false.
   */
  streamSubgraphs?: Subgraphs | undefined;
  /** Only events of these subgraphs. */
  streamNamespaces?: string[] | undefined;
}

/** Options of {@link RunsClient.stream}. `ThreadOptions` are those that depend on the thread, by default all of them. */
export type RunStreamOptions<
  Graphs = {},
  Id extends string = string,
  Mode extends StreamModes = StreamModes,
  Subgraphs extends boolean = boolean,
  ThreadOptions extends ThreadRunOptions | StatelessRunOptions = ThreadRunOptions & StatelessRunOptions,
> = StreamOptions<Mode, Subgraphs> & ThreadOptions & GraphOptions<Graphs, Id>;

interface ResumeBehavior {
  /**
   * Read the thread's state first, and throw an `InvalidArgumentError` if the answer does not fit the pending interrupts.
   * Default: true.
   */
  checkInterrupts?: boolean | undefined;
}

/** Options of {@link RunsClient.resume}. */
export type RunResumeOptions<
  Graphs = {},
  Id extends string = string,
  Mode extends StreamModes = StreamModes,
  Subgraphs extends boolean = boolean,
> = Omit<RunStreamOptions<Graphs, Id, Mode, Subgraphs, ThreadRunOptions>, "input" | "command"> &
  ResumeBehavior;
