/** The kinds of events that a thread's stream can have. `custom:<name>`: only the custom events of this name. */
export type Channel =
  | "values"
  | "updates"
  | "messages"
  | "tools"
  | "lifecycle"
  | "input"
  | "checkpoints"
  | "tasks"
  | "custom"
  | `custom:${string}`;

/** Fields of all events of a thread. */
interface EventFields<Name extends string, Data> {
  /** The server's id of the event. The Python server gives an event another id in a replay. */
  id: string;
  event: Name;
  /**
   * The path of the subgraph that sent the event, as `name:task` for each; empty for the graph itself. In events about
   * messages and tools, the JS server appends the node.
   */
  namespace: string[];
  /** The node, if the server sends it. */
  node: string | undefined;
  /** Milliseconds since 1970, by the server's clock. */
  time: number;
  data: Data;
}

/** The start or end of a run (with an empty namespace), or of a subgraph. The JS server sends it for nodes, too. */
export interface LifecycleData {
  event: "started" | "running" | "completed" | "failed" | "interrupted" | (string & {});
  graph_name?: string | undefined;
  /** The reason for the start of a subgraph, such as a tool call. */
  cause?: { type: string; [field: string]: unknown } | undefined;
  error?: string | undefined;
}

/** A content block of a message. */
export interface MessageBlock {
  type: string;
  [field: string]: unknown;
}

/** The growth of a content block. */
export type BlockDelta =
  | { type: "text-delta"; text: string }
  | { type: "reasoning-delta"; reasoning: string }
  | { type: "data-delta"; data: string; encoding?: "base64" | undefined }
  | { type: "tool-call-delta"; args: string }
  | { type: "block-delta"; fields: { type: string; [field: string]: unknown } };

/** A step in the life of a message. Blocks of one message may interleave. `run_id` is that of the model's call. */
export type MessageData =
  | {
      event: "message-start";
      id?: string | undefined;
      role?: string | undefined;
      run_id?: string | undefined;
      tool_call_id?: string | undefined;
      metadata?: Record<string, unknown> | undefined;
    }
  | { event: "content-block-start"; index: number; content: MessageBlock; run_id?: string | undefined }
  | {
      event: "content-block-delta";
      index: number;
      delta?: BlockDelta | undefined;
      /** In place of `delta`, in the results of tools on the Python server. */
      content?: MessageBlock | undefined;
      run_id?: string | undefined;
    }
  | { event: "content-block-finish"; index: number; content: MessageBlock; run_id?: string | undefined }
  | {
      event: "message-finish";
      usage?: Record<string, unknown> | undefined;
      reason?: string | undefined;
      run_id?: string | undefined;
    }
  | { event: "error"; message: string; code?: string | undefined; run_id?: string | undefined };

/** A step in the life of a tool call. The JS server sends `input` as JSON text. */
export type ToolData =
  | { event: "tool-started"; tool_call_id: string; tool_name: string; input?: unknown }
  | { event: "tool-output-delta"; tool_call_id: string; delta: string }
  | { event: "tool-finished"; tool_call_id: string; output: unknown }
  | { event: "tool-error"; tool_call_id: string; message: string; code?: string | undefined };

/** An event of a thread's stream. Narrows by `event`. */
export type ThreadEvent<State = Record<string, unknown>, Update = Partial<State>, Custom = unknown> =
  | EventFields<"values", State>
  | EventFields<"updates", Update | Record<string, Update>>
  | EventFields<"messages", MessageData>
  | EventFields<"tools", ToolData>
  | EventFields<"lifecycle", LifecycleData>
  | EventFields<"input.requested", { interrupt_id: string; payload: unknown }>
  | EventFields<"input.answered", { interrupt_ids: string[] }>
  | EventFields<"checkpoints", { id: string; parent_id?: string | undefined; step: number; source: string }>
  | EventFields<"tasks", Record<string, unknown>>
  | EventFields<"custom", { name?: string | undefined; payload: Custom } | Custom>;

/** An event of a thread with data of any shape, as the server sent it. */
export type AnyThreadEvent = EventFields<string, unknown>;
