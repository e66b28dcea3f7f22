import type { components } from "../generated/openapi.js";
import type { threadStreamModes } from "../generated/modes.js";
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
export type { Options, StatelessRunOptions, ThreadRunOptions } from "../generated/params.js";
export type { Params };

type Schemas = components["schemas"];

/**
 * A JSON value of undeclared shape. It is `any`, the type of `JSON.parse`, so that `item.value.a.b` compiles; every use has
 * a type parameter for programs that declare the shape.
 */
export type JsonValue = ReturnType<typeof JSON.parse>;

/** The state of a graph whose types are not declared. */
export type DefaultValues = Record<string, unknown>;

/** Free-form data of an assistant, a thread, a run or a cron, by which searches can filter. */
export type Metadata = Record<string, JsonValue>;

/** The status of a run. A value that a newer server adds is delivered as it is. */
export type RunStatus = Schemas["Run"]["status"];
/**
 * The status of a thread: `busy` while a run works on it, `interrupted` while it waits at an interrupt. A value that a newer
 * server adds is delivered as it is.
 */
export type ThreadStatus = Schemas["Thread"]["status"];
/** The treatment of a run that is created while another works on its thread. */
export type MultitaskStrategy = NonNullable<Schemas["RunCreateStateful"]["multitask_strategy"]>;
/** A stream mode of runs: which events a stream has. */
export type StreamMode = Schemas["StreamMode"];
/** One stream mode of runs, or several. */
export type StreamModes = StreamMode | StreamMode[];
/** A stream mode of threads. */
export type ThreadStreamMode = (typeof threadStreamModes)[number];
/** The time at which a run's checkpoints are written. */
export type Durability = NonNullable<Schemas["RunCreateStateful"]["durability"]>;
/** The treatment of a run when the client closes its stream. */
export type DisconnectMode = "cancel" | "continue";
/** The treatment of a stateless run's thread when the run has ended. */
export type OnCompletionBehavior = "delete" | "keep";
/** `interrupt` stops a run and keeps its checkpoints; `rollback` deletes the run and its checkpoints. */
export type CancelAction = NonNullable<Params["POST /threads/{thread_id}/runs/{run_id}/cancel"]["action"]>;

/** Configuration of a run or an assistant. */
export type Config = Schemas["Config"];
/** Instructions for a graph: resume at an interrupt, update the state, or go to a node. */
export interface Command {
  /** The answer to the interrupt, or an object of answers by interrupt id if several wait. */
  resume?: unknown;
  /** Values to write to the state, as an object or as pairs of names and values. */
  update?: Record<string, unknown> | [string, unknown][] | null | undefined;
  /** The nodes to run next, by name or as a {@link Send} with an input. */
  goto?: Send | Send[] | string | string[] | undefined;
}
/** A node to run, with an input of its own. */
export type Send = Schemas["Send"];

/** A point in a thread's history. */
export type Checkpoint = {
  thread_id: string;
  checkpoint_ns: string;
  checkpoint_id: string | null | undefined;
  checkpoint_map: Record<string, unknown> | null | undefined;
};

/** An interrupt as the server sends it: the graph pauses and asks for input. Those that wait are {@link PendingInterrupt}s. */
export type Interrupt<Value = unknown> = {
  /** Identifies the interrupt if several wait: `runs.resume(threadId, assistantId, { [id]: answer })`. */
  id?: string;
  value?: Value;
  /** JSON Schema of the answer, if the graph declares one. */
  response_schema?: Record<string, JsonValue>;
  /** The namespace of the interrupt. Sent by servers before LangGraph 0.4, like the next two fields. */
  ns?: string[];
  resumable?: boolean;
  when?: "during" | (string & {});
};

/** An interrupt that waits for an answer. */
export type PendingInterrupt<Value = unknown> = Interrupt<Value> & {
  /**
   * Answers the interrupt: `runs.resume(threadId, assistantId, { [id]: answer })`. Empty if the server sent none, as servers
   * before LangGraph 0.4 do; such an interrupt takes a plain answer.
   */
  id: string;
  value: Value;
};

/** The context of runs, as an option. */
export interface ContextOption {
  /** Values that the graph can read while it runs, in addition to its state. */
  context?: unknown;
}

/** Fields of assistants and their versions. */
interface Configured {
  // Optional in the document, sent by every server.
  name: string;
  version: number;
  config: Config;
  // As given to `create`: it fits the context of runs.
  context?: JsonValue;
  metadata: Metadata;
}

/** An assistant: a graph with a configuration. */
export interface Assistant extends AssistantFields, Configured {}

/** A version of an assistant. Servers omit `updated_at`. */
export interface AssistantVersion extends AssistantVersionFields, Configured {}

/** The nodes and edges of a graph. */
export interface AssistantGraph {
  nodes: {
    id: string | number;
    name?: string | undefined;
    // The name of the node, or a description of its runnable.
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

/** A JSON Schema, with the keywords that programs read most. */
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

/** The schemas of a graph. Undeclared ones are absent or `null`. */
export interface GraphSchema {
  graph_id: string;
  input_schema?: JsonSchema | null | undefined;
  output_schema?: JsonSchema | null | undefined;
  state_schema?: JsonSchema | null | undefined;
  config_schema?: JsonSchema | null | undefined;
  context_schema?: JsonSchema | null | undefined;
}

/** The schemas of a graph's subgraphs, by namespace. The JS server omits `graph_id`, although the type has it. */
export type Subgraphs = Record<string, GraphSchema>;

/** A thread: a conversation whose runs share a state. */
export interface Thread<Values = DefaultValues, InterruptValue = unknown> extends ThreadFields {
  status: ThreadStatus;
  metadata: Metadata;
  /** `null` or absent before the first run. */
  values: Values;
  /** The interrupts that wait, by the id of their task. */
  interrupts: Record<string, Interrupt<InterruptValue>[]>;
  config?: Config | undefined;
  /** The error of the last run, if it failed. */
  error?: string | Record<string, unknown> | null | undefined;
}

/** A task of a state: one execution of a node. */
export interface ThreadTask<Values = DefaultValues, InterruptValue = unknown> {
  id: string;
  name: string;
  path?: unknown[] | null | undefined;
  result?: unknown;
  error: string | null | undefined;
  interrupts: Interrupt<InterruptValue>[];
  checkpoint: Checkpoint | null | undefined;
  /** The state of the subgraph, if it was requested. */
  state: ThreadState<Values, InterruptValue> | null | undefined;
}

/** A thread's state at one checkpoint. */
export interface ThreadState<Values = DefaultValues, InterruptValue = unknown> {
  values: Values;
  /** The nodes that run next; empty if the graph has ended. */
  next: string[];
  tasks: ThreadTask<DefaultValues, InterruptValue>[];
  // null for a thread without a state, although the server's document requires an object.
  checkpoint: Checkpoint;
  metadata: Metadata;
  created_at: string | null;
  parent_checkpoint: Checkpoint | null;
  /** All interrupts that wait. Sent by the Python server only. */
  interrupts?: Interrupt<InterruptValue>[] | undefined;
}

/** The checkpoint that an update of a thread's state created. */
export type ThreadStateUpdateResponse = {
  configurable?: Config["configurable"];
  checkpoint?: Checkpoint | undefined;
  checkpoint_id?: string | undefined;
};

/** The amount of data that a thread stores. */
export type ThreadStorage = Schemas["ThreadStorage"];

/** One execution of a graph. */
export interface Run extends RunFields {
  status: RunStatus;
  metadata: Metadata;
  // Servers omit it if `select` does not name it.
  kwargs?: Record<string, unknown> | undefined;
  multitask_strategy: MultitaskStrategy | null;
}

/** A schedule of runs. */
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

/** A store item in the result of a search. */
export interface SearchItem<Value = Record<string, JsonValue>> extends Item<Value> {
  /** Similarity to the query; `null` or absent without a query. */
  score?: number | null | undefined;
}
/** The result of a search of the store. */
export interface SearchItemsResponse<Value = Record<string, JsonValue>> {
  items: SearchItem<Value>[];
}

/** Namespaces of the store. */
export interface ListNamespaceResponse {
  namespaces: string[][];
}

/** The argument of `onRunCreated`. `thread_id` is absent if the server does not name the thread of a stateless run. */
export interface RunCreatedMetadata {
  run_id: string;
  thread_id?: string | undefined;
}
