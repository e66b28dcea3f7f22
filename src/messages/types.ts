/** Fields of all content blocks. Providers add fields of their own. */
interface BlockFields<Type extends string> {
  type: Type;
  id?: string | undefined;
  /** The position of a block that arrives in chunks. Providers use one index for blocks of several types. */
  index?: number | string | undefined;
  [key: string]: unknown;
}

/** Text. */
export interface TextBlock extends BlockFields<"text"> {
  text: string;
  /** The sources of the text. */
  annotations?: unknown[] | undefined;
}

/** The reasoning of a model, before its answer. */
export interface ReasoningBlock extends BlockFields<"reasoning"> {
  reasoning?: string | undefined;
}

/** The reasoning of a model, in the form of Anthropic. */
export interface ThinkingBlock extends BlockFields<"thinking"> {
  thinking?: string | undefined;
  signature?: string | undefined;
}

/** A file of any kind: one of `url`, `base64` (in older versions `data`) and `file_id`. */
interface MediaBlock<Type extends string> extends BlockFields<Type> {
  url?: string | undefined;
  base64?: string | undefined;
  data?: string | undefined;
  file_id?: string | undefined;
  mime_type?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/** An image. */
export interface ImageBlock extends MediaBlock<"image"> {}
/** A recording. */
export interface AudioBlock extends MediaBlock<"audio"> {}
/** A video. */
export interface VideoBlock extends MediaBlock<"video"> {}
/** A document. */
export interface FileBlock extends MediaBlock<"file"> {}

/** An image in the form of OpenAI, which most providers accept. */
export interface ImageUrlBlock extends BlockFields<"image_url"> {
  image_url: string | { url: string; detail?: string | undefined };
}

/** A tool call, in the form of LangChain. The message has it in `tool_calls`, too. */
export interface ToolCallBlock extends BlockFields<"tool_call"> {
  name: string;
  args: Record<string, unknown>;
}

/** A tool call, in the form of Anthropic. While it streams, `input` is a part of its JSON text. */
export interface ToolUseBlock extends BlockFields<"tool_use"> {
  name: string;
  input: unknown;
}

/** A document, in the form of Anthropic. */
export interface DocumentBlock extends BlockFields<"document"> {
  source?: unknown;
}

/** The model declines to answer, in the form of OpenAI. */
export interface RefusalBlock extends BlockFields<"refusal"> {
  refusal: string;
}

/** The result of a tool call, in the form of Anthropic. */
export interface ToolResultBlock extends BlockFields<"tool_result"> {
  tool_use_id: string;
  content?: unknown;
}

/** The content blocks that this version knows. */
export type KnownBlock =
  | TextBlock
  | ReasoningBlock
  | ThinkingBlock
  | ImageBlock
  | AudioBlock
  | VideoBlock
  | FileBlock
  | DocumentBlock
  | RefusalBlock
  | ImageUrlBlock
  | ToolCallBlock
  | ToolUseBlock
  | ToolResultBlock;

/**
 * A content block of another type. The pattern keeps the union narrow: with `string`, a comparison of `type` would exclude
 * no block at all.
 */
export interface OtherBlock extends BlockFields<`${string}_${string}` | `${string}-${string}`> {
  name?: string | undefined;
  args?: Record<string, unknown> | undefined;
  tool_use_id?: string | undefined;
  image_url?: ImageUrlBlock["image_url"] | undefined;
}

/** A block of a message's content. Narrow it by `type`. Types that this version does not know are delivered, too. */
export type ContentBlock = KnownBlock | OtherBlock;

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

/** A message that a stream has assembled. Arguments of tool calls that still grow are in the parts of type `tool`. */
export type StreamedMessage = Message & { id: string };

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
