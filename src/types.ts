import type { components } from "../generated/openapi.js";
import type { streamModes, threadStreamModes } from "../generated/modes.js";
import type {
  AssistantFields,
  AssistantVersionFields,
  CronFields,
  Params,
  RunFields,
  ThreadFields,
} from "../generated/params.js";

export type { components, operations, paths } from "../generated/openapi.js";
export { streamModes, threadStreamModes } from "../generated/modes.js";
export type { Options } from "../generated/params.js";
export type { Params };

type Schemas = components["schemas"];

/**
 * A value out of JSON whose shape nobody declared. It is `any`, the type of what `JSON.parse` gives, so that
 * `item.value.a.b` compiles; every place that uses it takes a type parameter for programs that declare more.
 */
export type JsonValue = ReturnType<typeof JSON.parse>;

/** A graph's state when nobody declared it. */
export type DefaultValues = Record<string, unknown>;

/** Free-form data kept with an assistant, a thread, a run or a cron; searches filter by it. */
export type Metadata = Record<string, unknown>;

/** Servers add values to the enums of their answers: comparing with an unknown one must compile. */
type Open<Enum extends string> = Enum | (string & {});

/** How a run stands. */
export type RunStatus = Open<Schemas["Run"]["status"]>;
/** How a thread stands: `busy` while a run works on it, `interrupted` while one waits for an answer. */
export type ThreadStatus = Open<Schemas["Thread"]["status"]>;
/** What happens to a run that is created while another works on its thread. */
export type MultitaskStrategy = NonNullable<Schemas["RunCreateStateful"]["multitask_strategy"]>;
/** What a stream of a run carries. */
export type StreamMode = (typeof streamModes)[number];
/** What a stream of a thread carries. */
export type ThreadStreamMode = (typeof threadStreamModes)[number];
/** When a run's checkpoints are written. */
export type Durability = NonNullable<Schemas["RunCreateStateful"]["durability"]>;
/** What a server does with a run when its stream is closed by the client. */
export type DisconnectMode = "cancel" | "continue";
/** What becomes of the thread of a stateless run. */
export type OnCompletionBehavior = "delete" | "keep";
/** `interrupt` stops a run and keeps what it did; `rollback` also undoes it. */
export type CancelAction = NonNullable<Params["POST /threads/{thread_id}/runs/{run_id}/cancel"]["action"]>;

/** Configuration of a run or an assistant. */
export type Config = Schemas["Config"];
/** Steers a graph: resumes an interrupted run, updates its state, or goes to a node. */
export type Command = Schemas["Command"];
/** A node to go to, with an input of its own. */
export type Send = Schemas["Send"];

/** A point in a thread's history. */
export interface Checkpoint {
  thread_id: string;
  checkpoint_ns: string;
  checkpoint_id?: string | null | undefined;
  checkpoint_map?: Record<string, unknown> | null | undefined;
}

/** A question that a graph asks and waits for. */
export interface Interrupt<Value = unknown> {
  /** Answers go to this id when several wait: `command: { resume: { [id]: answer } }`. */
  id?: string | null | undefined;
  value?: Value | undefined;
  /** JSON Schema of the answer, where the graph declared one. */
  response_schema?: JsonSchema | null | undefined;
}

/** What an assistant and its versions have. */
interface Configured {
  // Optional in the document, sent by every server.
  name: string;
  version: number;
  config: Config;
  context?: unknown;
  metadata: Metadata;
}

/** A configured graph. */
export interface Assistant extends AssistantFields, Configured {}

/** One of the versions of an assistant. Servers leave `updated_at` out. */
export interface AssistantVersion extends AssistantVersionFields, Configured {}

/** A graph's nodes and edges. */
export interface AssistantGraph {
  nodes: {
    id: string | number;
    name?: string | undefined;
    // A node's name, or what its runnable says of itself.
    data?: Record<string, JsonValue> | string | undefined;
    metadata?: unknown;
    [key: string]: unknown;
  }[];
  edges: {
    source: string;
    target: string;
    data?: string | undefined;
    conditional?: boolean | undefined;
    [key: string]: unknown;
  }[];
}

/** A JSON Schema, as far as programs look into one. */
export interface JsonSchema {
  type?: string | string[] | undefined;
  title?: string | undefined;
  description?: string | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  items?: JsonSchema | JsonSchema[] | boolean | undefined;
  required?: string[] | undefined;
  enum?: unknown[] | undefined;
  default?: unknown;
  [keyword: string]: unknown;
}

/** The schemas of a graph. One that a graph does not declare is absent or `null`. */
export interface GraphSchema {
  graph_id: string;
  input_schema?: JsonSchema | null | undefined;
  output_schema?: JsonSchema | null | undefined;
  state_schema?: JsonSchema | null | undefined;
  config_schema?: JsonSchema | null | undefined;
  context_schema?: JsonSchema | null | undefined;
}

/** The schemas of a graph's subgraphs, by namespace. */
export type Subgraphs = Record<string, Omit<GraphSchema, "graph_id">>;

/** A conversation: the state that runs share, with its history. */
export interface Thread<Values = DefaultValues, InterruptValue = unknown> extends ThreadFields {
  status: ThreadStatus;
  metadata: Metadata;
  /** `null` or absent before the first run. */
  values: Values;
  /** The questions that wait, by the id of the task that asked. */
  interrupts: Record<string, Interrupt<InterruptValue>[]>;
  config?: Config | undefined;
}

/** What a graph does next, or did last, in one state. */
export interface ThreadTask<Values = DefaultValues, InterruptValue = unknown> {
  id: string;
  name: string;
  path?: unknown[] | null | undefined;
  result?: unknown;
  error?: string | null | undefined;
  interrupts: Interrupt<InterruptValue>[];
  checkpoint?: Checkpoint | null | undefined;
  /** The subgraph's state, when it was asked for. */
  state?: ThreadState<Values, InterruptValue> | null | undefined;
}

/** A thread's state at one checkpoint. */
export interface ThreadState<Values = DefaultValues, InterruptValue = unknown> {
  values: Values;
  /** The nodes that run next; empty when the graph has ended. */
  next: string[];
  tasks: ThreadTask<DefaultValues, InterruptValue>[];
  // null on a thread that has no state yet, although the document long required them.
  checkpoint: Checkpoint;
  metadata: Metadata;
  created_at: string | null;
  parent_checkpoint: Checkpoint | null;
  /** All questions that wait. Sent by the Python server only. */
  interrupts?: Interrupt<InterruptValue>[] | undefined;
}

/** Where an update of a thread's state went. */
export type ThreadStateUpdateResponse = Pick<Config, "configurable"> & {
  checkpoint?: Checkpoint | undefined;
  checkpoint_id?: string | undefined;
};

/** How much a thread stores. */
export type ThreadStorage = Schemas["ThreadStorage"];

/** One execution of a graph. */
export interface Run extends RunFields {
  status: RunStatus;
  metadata: Metadata;
  // Servers leave out what a `select` does not name, and objects built by hand need none of it.
  kwargs?: Record<string, unknown> | undefined;
  multitask_strategy: Open<MultitaskStrategy> | null;
}

/** A run that recurs on a schedule. */
export interface Cron extends CronFields {
  payload: Record<string, unknown>;
  metadata?: Metadata | null | undefined;
}

/** An item of the store. */
export interface Item<Value = Record<string, JsonValue>> {
  namespace: string[];
  key: string;
  value: Value;
  created_at: string;
  updated_at: string;
  /** The same as `created_at`. */
  createdAt: string;
  /** The same as `updated_at`. */
  updatedAt: string;
}

/** An item that a search found. */
export interface SearchItem<Value = Record<string, JsonValue>> extends Item<Value> {
  /** How near it is to the query; `null` or absent without one. */
  score?: number | null | undefined;
}
/** What a search of the store gives. */
export interface SearchItemsResponse<Value = Record<string, JsonValue>> {
  items: SearchItem<Value>[];
}

/** Namespaces of the store. */
export interface ListNamespaceResponse {
  namespaces: string[][];
}

/** What `onRunCreated` is told. `thread_id` is absent for a stateless run whose thread the server does not reveal. */
export interface RunCreatedMetadata {
  run_id: string;
  thread_id?: string | undefined;
}
