/** Part of a message that is made of several. */
export interface ContentBlock {
  type: string;
  text?: string | undefined;
  index?: number | string | undefined;
  [key: string]: unknown;
}

/** What a message says: text, or blocks of text, images and the like. */
export type MessageContent = string | ContentBlock[];

/** What every kind of message has. */
export interface MessageFields {
  content: MessageContent;
  id?: string | null | undefined;
  name?: string | null | undefined;
  additional_kwargs?: Record<string, unknown> | undefined;
  response_metadata?: Record<string, unknown> | undefined;
}

/** A call of a tool that a model asks for. */
export interface ToolCall {
  name: string;
  args: Record<string, unknown>;
  id?: string | null | undefined;
  type?: "tool_call" | undefined;
}

/** A part of a {@link ToolCall}, as a model writes it: `args` is a piece of JSON. */
export interface ToolCallChunk {
  name?: string | null | undefined;
  args?: string | null | undefined;
  id?: string | null | undefined;
  index?: number | string | null | undefined;
  type?: "tool_call_chunk" | undefined;
}

/** A call that a model asked for in a form that could not be read. */
export interface InvalidToolCall {
  name?: string | null | undefined;
  args?: string | null | undefined;
  id?: string | null | undefined;
  error?: string | null | undefined;
  type?: "invalid_tool_call" | undefined;
}

/** Tokens that a model used. */
export interface UsageMetadata {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_token_details?: Record<string, unknown> | undefined;
  output_token_details?: Record<string, unknown> | undefined;
}

/** From a person. */
export interface HumanMessage extends MessageFields {
  type: "human";
}

interface AIMessageFields extends MessageFields {
  tool_calls?: ToolCall[] | undefined;
  invalid_tool_calls?: InvalidToolCall[] | undefined;
  usage_metadata?: UsageMetadata | null | undefined;
}

/** From a model. */
export interface AIMessage extends AIMessageFields {
  type: "ai";
}

/** A piece of an {@link AIMessage}. The Python server marks it by its type, the JS server sends `ai`. */
export interface AIMessageChunk extends AIMessageFields {
  type: "ai" | "AIMessageChunk";
  tool_call_chunks?: ToolCallChunk[] | undefined;
  chunk_position?: "last" | null | undefined;
}

/** The result of a tool. */
export interface ToolMessage extends MessageFields {
  type: "tool";
  tool_call_id: string;
  status?: "success" | "error" | undefined;
  artifact?: unknown;
}

/** Instructions to a model. */
export interface SystemMessage extends MessageFields {
  type: "system";
}

/** Instructions from the developer, which some models keep apart from the system's. */
export interface DeveloperMessage extends MessageFields {
  type: "developer";
}

/** The result of a function, from before there were tools. */
export interface FunctionMessage extends MessageFields {
  type: "function";
}

/** Takes the message with this id out of the state. */
export interface RemoveMessage extends MessageFields {
  type: "remove";
}

/** A message on the wire. */
export type Message =
  HumanMessage | AIMessage | ToolMessage | SystemMessage | DeveloperMessage | FunctionMessage | RemoveMessage;

/** What the `messages-tuple` mode streams: a piece of a model's message, or another message whole. */
export type MessageChunk = AIMessageChunk | Exclude<Message, AIMessage>;

/** A message as graphs take it: whole, or by its role as model providers write it (`user`, `assistant`, `system`). */
export type MessageInput = Message | { role: string; content: MessageContent; [field: string]: unknown };
