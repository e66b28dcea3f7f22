import type { JsonValue } from "../types.js";

/** Fields of all content blocks. Providers add fields of their own. */
type BlockFields<Type extends string> = {
  type: Type;
  id?: string | undefined;
  /** The position of a block that arrives in chunks. Providers use one index for blocks of several types. */
  index?: number | string | undefined;
  [key: string]: unknown;
};

/** Text. */
export type TextBlock = BlockFields<"text"> & {
  text: string;
  /** The sources of the text. */
  annotations?: unknown[] | undefined;
};

/** The reasoning of a model, before its answer. */
export type ReasoningBlock = BlockFields<"reasoning"> & {
  reasoning?: string | undefined;
};

/** The reasoning of a model, in the form of Anthropic. */
export type ThinkingBlock = BlockFields<"thinking"> & {
  thinking?: string | undefined;
  signature?: string | undefined;
};

/** A file of any kind: one of `url`, `base64` (in older versions `data`) and `file_id`. */
type MediaBlock<Type extends string> = BlockFields<Type> & {
  url?: string | undefined;
  base64?: string | undefined;
  data?: string | undefined;
  file_id?: string | undefined;
  mime_type?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
};

/** An image. */
export type ImageBlock = MediaBlock<"image">;
/** A recording. */
export type AudioBlock = MediaBlock<"audio">;
/** A video. */
export type VideoBlock = MediaBlock<"video">;
/** A document. */
export type FileBlock = MediaBlock<"file">;

/** An image in the form of OpenAI, which most providers accept. */
export type ImageUrlBlock = BlockFields<"image_url"> & {
  image_url: string | { url: string; detail?: "auto" | "low" | "high" | undefined };
};

/** A tool call, in the form of LangChain. The message has it in `tool_calls`, too. */
export type ToolCallBlock = BlockFields<"tool_call"> & {
  name: string;
  args: Record<string, JsonValue>;
};

/** A tool call, in the form of Anthropic. While it streams, `input` is a part of its JSON text. */
export type ToolUseBlock = BlockFields<"tool_use"> & {
  name: string;
  input: unknown;
};

/** A document, in the form of Anthropic. */
export type DocumentBlock = BlockFields<"document"> & {
  source?: unknown;
};

/** The model declines to answer, in the form of OpenAI. */
export type RefusalBlock = BlockFields<"refusal"> & {
  refusal: string;
};

/** The result of a tool call, in the form of Anthropic. */
export type ToolResultBlock = BlockFields<"tool_result"> & {
  tool_use_id: string;
  content?: unknown;
};

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

/**
 * The content of a message: text, or blocks. The type of the blocks is that of LangChain, so that a message fits its functions.
 * Blocks of other types are delivered, too: `blocksOf(message)` has the type of all of them.
 */
export type MessageContent = string | (TextBlock | ImageUrlBlock)[];

/**
 * Fields of all messages. Servers send `null` for some that are not set, such as `name`. The types leave that out, as those of
 * LangChain do: ask `message.name == null`.
 */
type MessageFields = {
  content: MessageContent;
  id?: string | undefined;
  name?: string | undefined;
  additional_kwargs?: Record<string, unknown> | undefined;
  response_metadata?: Record<string, unknown> | undefined;
};

/** A tool call that a model requests. */
export type ToolCall = {
  name: string;
  args: Record<string, JsonValue>;
  id?: string | undefined;
  type?: "tool_call" | undefined;
};

/** A chunk of a {@link ToolCall}: `args` is a part of its JSON text. */
export type ToolCallChunk = {
  name?: string | null | undefined;
  args?: string | null | undefined;
  id?: string | null | undefined;
  index?: number | string | null | undefined;
  type?: "tool_call_chunk" | undefined;
};

/** A tool call whose arguments are not valid JSON. */
export type InvalidToolCall = {
  name?: string | undefined;
  args?: string | undefined;
  id?: string | undefined;
  error?: string | undefined;
  type?: "invalid_tool_call" | undefined;
};

/** Token counts of a model call. */
export type UsageMetadata = {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_token_details?: Record<string, number | undefined> | undefined;
  output_token_details?: Record<string, number | undefined> | undefined;
};

/** A message of the user. */
export type HumanMessage = MessageFields & {
  type: "human";
};

/**
 * A message of a model.
 *
 * @typeParam Call - The tool calls: a union of types with a `name` each.
 */
export type AIMessage<Call = ToolCall> = MessageFields & {
  type: "ai";
  tool_calls?: Call[] | undefined;
  invalid_tool_calls?: InvalidToolCall[] | undefined;
  usage_metadata?: UsageMetadata | undefined;
};

/** A chunk of an {@link AIMessage}. The Python server sends the type `AIMessageChunk`, the JS server `ai`. */
export type AIMessageChunk = Omit<AIMessage, "type" | "usage_metadata"> & {
  type: "ai" | "AIMessageChunk";
  usage_metadata?: UsageMetadata | null | undefined;
  tool_call_chunks?: ToolCallChunk[] | undefined;
  chunk_position?: "last" | null | undefined;
};

/** The result of a tool call. */
export type ToolMessage = MessageFields & {
  type: "tool";
  tool_call_id: string;
  status?: "success" | "error" | undefined;
  artifact?: unknown;
};

/** Instructions for a model. */
export type SystemMessage = MessageFields & {
  type: "system";
};

/** Instructions of the developer, which some models distinguish from the system's. */
export type DeveloperMessage = MessageFields & {
  type: "developer";
};

/** The result of a function call, the predecessor of tool calls. */
export type FunctionMessage = MessageFields & {
  type: "function";
};

/** Removes the message with this id from the state. */
export type RemoveMessage = MessageFields & {
  type: "remove";
};

/** A message, as the API represents it. */
export type Message<Call = ToolCall> =
  HumanMessage | AIMessage<Call> | ToolMessage | SystemMessage | FunctionMessage | RemoveMessage;

/** A message that a stream has assembled. Arguments of tool calls that still grow are in the parts of type `tool`. */
export type StreamedMessage = Message & { id: string };

/** The data of the mode `messages-tuple`: a chunk of a model's message, or another message as a whole. */
export type MessageChunk = AIMessageChunk | Exclude<Message, AIMessage>;

/** A message as input: fields may be `null`, and blocks of all types are known. */
type Complete<Each> = Each extends unknown
  ? Omit<Each, "content" | "id" | "name" | "tool_calls"> & {
      content: string | ContentBlock[];
      id?: string | null | undefined;
      name?: string | null | undefined;
    } & (Each extends AIMessage
        ? { tool_calls?: (Omit<ToolCall, "id"> & { id?: string | null | undefined })[] | undefined }
        : {})
  : never;

/** A message as input of a graph: complete, or with a role as model providers write it (`user`, `assistant`, `system`). */
export type MessageInput =
  | Message
  | Complete<Message | DeveloperMessage>
  | { role: string; content: string | ContentBlock[]; [field: string]: unknown };

/** The origin of a streamed message: the second element of a `messages-tuple` event. */
export type MessageTupleMetadata = {
  langgraph_node?: string | undefined;
  langgraph_step?: number | undefined;
  langgraph_checkpoint_ns?: string | undefined;
  tags?: string[] | undefined;
  run_id?: string | undefined;
  thread_id?: string | undefined;
  [key: string]: unknown;
};
