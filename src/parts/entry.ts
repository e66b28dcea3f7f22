import type { MessageBuilder } from "../messages/message-builder.js";
import { isModelMessage } from "../messages/text.js";
import type { MessageChunk, MessageTupleMetadata } from "../messages/types.js";

/** A message of a run, and its origin. */
export interface Entry {
  readonly builder: MessageBuilder;
  readonly namespace: readonly string[];
  readonly node: string | undefined;
  /** The metadata of the first chunk. */
  readonly metadata: MessageTupleMetadata;
  /** The node's task: the messages of one task follow each other. */
  readonly source: string;
  /** All ids that the chunks used. */
  readonly ids: Set<string>;
  /** True if it arrives in chunks that are marked as such: a message without the mark is then complete. */
  readonly isChunked: boolean;
  /** True once the thread's state had it. */
  isInState: boolean;
  /** True once it was reported as removed. */
  isRemoved: boolean;
}

/** True if a chunk has an id of an open message. Most chunks do: they are assigned without a search. */
export function isNextToken({ builder, ids }: Entry, chunk: MessageChunk): boolean {
  if (!chunk.id || builder.isDone || !isPartial(chunk)) return false;
  return chunk.id === builder.id || ids.has(chunk.id);
}

/** True for a chunk, if the server marks it as one. Python's server does so with its type, the JS server with a field. */
export function isPartial(chunk: MessageChunk): boolean {
  return isModelMessage(chunk) && (chunk.type !== "ai" || chunk.tool_call_chunks !== undefined);
}

/** True if a message has no id of this kind yet: it can continue under a new id. A second id of a kind is another message. */
export function isNewKind({ ids }: Entry, id: string): boolean {
  const kind = kindOf(id);
  return ![...ids].some((other) => kindOf(other) === kind);
}

/** The kind of an id: `run-` of `run-01a2`, `msg_` of `msg_7f`, empty for a UUID. */
function kindOf(id: string): string {
  if (/^[0-9a-f]{8}-/i.test(id)) return "";
  return /^[a-z]+[-_]/i.exec(id)?.[0] ?? "";
}
