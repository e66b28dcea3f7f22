import { isRecord } from "../checks.js";
import { copyOf } from "../messages/merge.js";
import type { Fields } from "../messages/merge.js";
import { CONTENT } from "../messages/message-builder.js";
import type { MessageChunk, MessageTupleMetadata } from "../messages/types.js";
import type { MessageBlock } from "../protocol.js";

/** A chunk of a message, with its origin: what `messages-tuple` has. */
export interface ThreadChunk {
  namespace: readonly string[];
  chunk: MessageChunk;
  metadata: MessageTupleMetadata;
}

/** The content of a block, with its place among those of the message. */
type IndexedContent = MessageBlock & { readonly index: number };

/** A content block of a message that is not complete. */
export interface OpenBlock {
  readonly message: ThreadMessage;
  readonly index: number;
  /** The block, with the text that was delivered; `undefined` if its start may be that of another message. */
  content: IndexedContent | undefined;
  isFinished: boolean;
  /** True if chunks that may belong to it are held. */
  hasGap: boolean;
}

/** A message of a thread that is not complete. */
export interface ThreadMessage {
  readonly id: string;
  readonly type: string;
  readonly namespace: readonly string[];
  readonly metadata: MessageTupleMetadata;
  /** Further fields, such as that of a tool's call. */
  readonly more: Fields;
  /** In the order of their index. */
  blocks: readonly OpenBlock[];
}

/** The chunks of a message that has started, has grown or has ended. */
export function chunksOf(message: ThreadMessage, fields: object): ThreadChunk[] {
  // Messages of others than models are delivered as a whole.
  if (message.type !== "ai") return [];
  const { id } = message;
  const empty = { content: [], tool_call_chunks: [], chunk_position: null };
  return [chunkOf(message, { id, type: "AIMessageChunk", ...empty, ...fields })];
}

/** The chunks of a message of which a block has changed. */
export function grown({ message }: OpenBlock, fields: Fields): ThreadChunk[] {
  return chunksOf(message, { [CONTENT]: contentOf(message), ...fields });
}

/** The last chunk of a message, or the whole message of a tool, of the user, or of the system. */
export function endOf(message: ThreadMessage, data: Fields): ThreadChunk[] {
  const { usage, metadata, reason, additional_kwargs } = data;
  const { id, type, more } = message;
  if (type === "ai") {
    const response_metadata = { ...(isRecord(metadata) && metadata), finish_reason: reason };
    const known = { usage_metadata: usage, response_metadata, additional_kwargs };
    return chunksOf(message, { ...known, chunk_position: "last" });
  }
  const blocks = contentOf(message).map(({ index: _, ...block }) => block);
  const [first, ...others] = blocks;
  const isText = first?.type === "text" && others.length === 0;
  return [chunkOf(message, { ...more, id, type, content: isText ? first["text"] : blocks })];
}

function contentOf({ blocks }: ThreadMessage): IndexedContent[] {
  const contents: IndexedContent[] = [];
  for (const { content } of blocks) if (content !== undefined) contents.push(content);
  return contents;
}

function chunkOf({ namespace, metadata }: ThreadMessage, fields: object): ThreadChunk {
  // The servers check the fields of messages.
  return { namespace, chunk: fields as MessageChunk, metadata: copyOf(metadata) };
}
