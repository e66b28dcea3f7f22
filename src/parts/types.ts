import type { MessageTupleMetadata, StreamedMessage } from "../messages/types.js";
import type { PendingInterrupt } from "../types.js";

/** The origin of a part. */
interface Origin {
  /** The path of the subgraph, as `name:task` for each; empty for the graph itself. */
  namespace: string[];
  /** The node, if the server sends it. */
  node: string | undefined;
}

/** A message has grown, or is complete. Made of the mode `messages-tuple`, and corrected by `values`. */
export interface MessagePart extends Origin {
  type: "message";
  /** The message so far. */
  message: StreamedMessage;
  /** The new text; empty if the part has none. */
  text: string;
  /** The new reasoning; empty if the part has none. */
  reasoning: string;
  /** True once the message is complete. */
  done: boolean;
  /** The earlier id of this message, if the thread's state gives it another one. */
  replaces: string | undefined;
  /** The server's metadata of the chunk, such as `tags`; at the end of the message that of its first chunk. */
  metadata: MessageTupleMetadata;
}

/** A message was removed from the state. Made of the modes `messages-tuple` and `values`. */
export interface RemovedPart {
  type: "removed";
  id: string;
  namespace: string[];
}

/** A tool call has grown, was called, or has a result. Made of the mode `messages-tuple`, and of `values` and `tools`. */
export interface ToolPart extends Origin {
  type: "tool";
  id: string;
  name: string;
  /** The text so far while `status` is `streaming`, and of arguments that are not valid JSON. Afterwards the parsed arguments. */
  args: string | Record<string, unknown>;
  /** `running` only where the server tells it: with the mode `tools`. */
  status: "streaming" | "called" | "running" | "done" | "failed";
  /** With `done`, the content of the tool's message. Before, the output so far, if the server sends it. */
  output?: unknown;
  /** The reason, with `failed`. */
  error?: string | undefined;
}

/** The state after a step. Made of the mode `values`. */
export interface ValuesPart<State> {
  type: "values";
  values: State;
}

/** The run waits at an interrupt. Made of the modes `values` and `updates`. */
export interface InterruptPart<Value = unknown> {
  type: "interrupt";
  interrupt: PendingInterrupt<Value>;
  namespace: string[];
}

/** A subgraph has begun, has a new state, or has ended. Made of the mode `tasks`, and of `values`, with `streamSubgraphs: true`. */
export interface SubgraphPart {
  type: "subgraph";
  /** The path of the subgraph, as `name:task` for each. */
  namespace: string[];
  /** The name of its node. */
  name: string;
  status: "running" | "completed" | "failed" | "interrupted";
  /** The reason for its start, such as a tool call, if the server sends it: only in the stream of a thread. */
  cause?: { type: string; [field: string]: unknown } | undefined;
  /** Its state, where this part was made of one. */
  values?: unknown;
  /** The reason, with `failed`. */
  error?: string | undefined;
}

/** Data that the graph writes to the stream. Made of the mode `custom`. */
export interface CustomPart<Custom> {
  type: "custom";
  /** The name of the channel; `undefined` without one, as in the streams of runs. */
  name: string | undefined;
  payload: Custom;
  namespace: string[];
}

/** An event that no other part covers. */
export interface EventPart<Event> {
  type: "event";
  event: Event;
}

/** One item of `parts()`: the meaning of one or several events. */
export type Part<State = unknown, Custom = unknown, Event = unknown, Value = unknown> =
  | MessagePart
  | RemovedPart
  | ToolPart
  | ValuesPart<State>
  | InterruptPart<Value>
  | SubgraphPart
  | CustomPart<Custom>
  | EventPart<Event>;
