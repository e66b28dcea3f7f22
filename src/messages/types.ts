/** A block of a message's content. */
export interface ContentBlock {
  type: string;
  text?: string | undefined;
  index?: number | string | undefined;
  [key: string]: unknown;
}

/** The content of a message: text, or blocks of text, images and the like. */
export type MessageContent = string | ContentBlock[];

/** Fields of all messages. */
interface MessageFields {
  content: MessageContent;
  id?: string | null | undefined;
  name?: string | null | undefined;
  additional_kwargs?: Record<string, unknown> | undefined;
  response_metadata?: Record<string, unknown> | undefined;
}

/** A tool call that a model requests. */
export interface ToolCall {
  name: string;
  args: Record<string, unknown>;
  id?: string | null | undefined;
  type?: "tool_call" | undefined;
}

/** A chunk of a {@link ToolCall}: `args` is a part of its JSON text. */
export interface ToolCallChunk {
  name?: string | null | undefined;
  args?: string | null | undefined;
  id?: string | null | undefined;
  index?: number | string | null | undefined;
  type?: "tool_call_chunk" | undefined;
}

/** A tool call whose arguments are not valid JSON. */
export interface InvalidToolCall {
  name?: string | null | undefined;
  args?: string | null | undefined;
  id?: string | null | undefined;
  error?: string | null | undefined;
  type?: "invalid_tool_call" | undefined;
}

/** Token counts of a model call. */
export interface UsageMetadata {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_token_details?: Record<string, unknown> | undefined;
  output_token_details?: Record<string, unknown> | undefined;
}

/** A message of the user. */
export interface HumanMessage extends MessageFields {
  type: "human";
}

interface AIMessageFields extends MessageFields {
  tool_calls?: ToolCall[] | undefined;
  invalid_tool_calls?: InvalidToolCall[] | undefined;
  usage_metadata?: UsageMetadata | null | undefined;
}

/** A message of a model. */
export interface AIMessage extends AIMessageFields {
  type: "ai";
}

/** A chunk of an {@link AIMessage}. The Python server sends the type `AIMessageChunk`, the JS server `ai`. */
export interface AIMessageChunk extends AIMessageFields {
  type: "ai" | "AIMessageChunk";
  tool_call_chunks?: ToolCallChunk[] | undefined;
  chunk_position?: "last" | null | undefined;
}

/** The result of a tool call. */
export interface ToolMessage extends MessageFields {
  type: "tool";
  tool_call_id: string;
  status?: "success" | "error" | undefined;
  artifact?: unknown;
}

/** Instructions for a model. */
export interface SystemMessage extends MessageFields {
  type: "system";
}

/** Instructions of the developer, which some models distinguish from the system's. */
export interface DeveloperMessage extends MessageFields {
  type: "developer";
}

/** The result of a function call, the predecessor of tool calls. */
export interface FunctionMessage extends MessageFields {
  type: "function";
}

/** Removes the message with this id from the state. */
export interface RemoveMessage extends MessageFields {
  type: "remove";
}

/** A message, as the API represents it. */
export type Message =
  HumanMessage | AIMessage | ToolMessage | SystemMessage | DeveloperMessage | FunctionMessage | RemoveMessage;

/** The data of the mode `messages-tuple`: a chunk of a model's message, or another message as a whole. */
export type MessageChunk = AIMessageChunk | Exclude<Message, AIMessage>;

/** A message as input of a graph: complete, or with a role as model providers write it (`user`, `assistant`, `system`). */
export type MessageInput = Message | { role: string; content: MessageContent; [field: string]: unknown };

/** The origin of a streamed message: the second element of a `messages-tuple` event. */
export interface MessageTupleMetadata {
  langgraph_node?: string | undefined;
  langgraph_step?: number | undefined;
  langgraph_checkpoint_ns?: string | undefined;
  tags?: string[] | undefined;
  run_id?: string | undefined;
  thread_id?: string | undefined;
  [key: string]: unknown;
}
