import { isRecord } from "../checks.js";
import { copyOf } from "../messages/merge.js";
import type { Fields } from "../messages/merge.js";
import type { ContentBlock, MessageChunk, MessageContent, MessageTupleMetadata } from "../messages/types.js";
import type { AnyThreadEvent, MessageBlock } from "../protocol.js";
import { OpenMessages } from "./open-messages.js";
import type { BlockFields, Growth, OpenMessage } from "./open-messages.js";
import { isWithin, messagesOf } from "./wire.js";

/** A chunk of a message, with its origin: what `messages-tuple` has. */
export interface ThreadChunk {
  namespace: readonly string[];
  chunk: MessageChunk;
  metadata: MessageTupleMetadata;
}

/** A message of a thread that is not complete. */
interface ThreadMessage extends OpenMessage {
  readonly id: string;
  readonly type: string;
  readonly namespace: readonly string[];
  readonly metadata: MessageTupleMetadata;
  /** The fields of tool messages. */
  readonly more: Fields;
}

type Open = OpenMessages<ThreadMessage>;

/** The types of messages, by roles of other names. */
const TYPES: Record<string, string> = { assistant: "ai", user: "human" };

/** The field that a delta appends to, by its type. */
const FIELDS: Record<string, string> = {
  "text-delta": "text",
  "reasoning-delta": "reasoning",
  "data-delta": "data",
  "tool-call-delta": "args",
};

/** True for events of the JS server. It numbers all events of a thread. */
export function isNumbered({ id }: Pick<AnyThreadEvent, "id">): boolean {
  return /^\d+$/.test(id);
}

/** The graph and the node of a message or a tool: the JS server appends the node to the namespace. */
export function originOf(event: AnyThreadEvent): { namespace: string[]; node: string | undefined } {
  const { namespace, node } = event;
  const last = isNumbered(event) ? namespace.at(-1) : undefined;
  if (last === undefined) return { namespace, node };
  return { namespace: namespace.slice(0, -1), node: node ?? last.split(":")[0] };
}

/** Translates the content blocks of a thread's messages into chunks, as the mode `messages-tuple` has them. */
export class ThreadMessages {
  /** The open messages, by namespace, and by the model's call if the server sends it. */
  readonly #groups = new Map<string, Open>();
  #unnamed = 0;

  /** Takes an event about a message. Returns `undefined` for an event of an unknown kind, or without its message. */
  read(event: AnyThreadEvent): ThreadChunk[] | undefined {
    const { data } = event;
    if (!isRecord(data)) return undefined;
    const key = `${event.namespace.join("|")} ${String(data["run_id"])}`;
    if (data["event"] === "message-start") return this.#start(key, event, data);
    const open = this.#groups.get(key);
    if (open === undefined) return undefined;
    const chunks = data["event"] === "message-finish" ? endOf(open, data) : blocksOf(open, data);
    if (open.isEmpty) this.#groups.delete(key);
    return chunks;
  }

  #start(key: string, event: AnyThreadEvent, data: Fields): ThreadChunk[] {
    const message = this.#messageOf(event, data);
    const open: Open = this.#groups.get(key) ?? new OpenMessages();
    this.#groups.set(key, open);
    // A call of a model has one message.
    if (data["run_id"] !== undefined) open.drop(() => true);
    open.add(message);
    if (message.type !== "ai") return [];
    // The content has this form, which the model needs to know if the message is sent to it again.
    return [chunkOf(message, { response_metadata: { output_version: "v1" } })];
  }

  #messageOf(event: AnyThreadEvent, data: Fields): ThreadMessage {
    const { role = "ai", tool_call_id: call, run_id: run, name } = data;
    const { namespace, node } = originOf(event);
    // The Python server repeats the result of a tool in a namespace of its own.
    const isResult = call !== undefined && namespace.at(-1) === `tools:${String(call)}`;
    const id = data["id"] || (run === undefined ? `message-${(this.#unnamed += 1)}` : `run-${String(run)}`);
    return {
      id: String(id),
      type: TYPES[String(role)] ?? String(role),
      namespace: isResult ? namespace.slice(0, -1) : namespace,
      metadata: {
        ...(isRecord(data["metadata"]) && data["metadata"]),
        ...(typeof run === "string" && { run_id: run }),
        langgraph_node: node,
        langgraph_checkpoint_ns: event.namespace.join("|"),
      },
      more: { ...(call !== undefined && { tool_call_id: call }), ...(name !== undefined && { name }) },
      blocks: new Map(),
    };
  }

  /**
   * Takes a state: its step is complete, and so are the messages of the step, unless the run waits. Then other nodes of the
   * step may go on.
   */
  reconcile(namespace: readonly string[], state: unknown, isWaiting: boolean): void {
    const ids = new Set(messagesOf(state)?.map(({ id }) => id));
    for (const [key, open] of this.#groups) {
      open.drop((message) => isWithin(message.namespace, namespace) && (!isWaiting || ids.has(message.id)));
      if (open.isEmpty) this.#groups.delete(key);
    }
  }
}

function blocksOf(open: Open, data: Fields): ThreadChunk[] | undefined {
  const { event, index, content } = data;
  // The end of the message repeats the token counts.
  if (event === "usage") return [];
  if (typeof index !== "number") return undefined;
  const block =
    isRecord(content) && typeof content["type"] === "string" ? (content as MessageBlock) : undefined;
  if (event === "content-block-delta")
    return chunksOf(growthOf(open, index, data["delta"] ?? deltaOf(block)));
  if (block === undefined) return undefined;
  if (event === "content-block-start") return chunksOf(open.start(index, block));
  return event === "content-block-finish" ? chunksOf(open.finish(index, block)) : undefined;
}

/** The results of tools on the Python server have content in place of a delta. */
function deltaOf(block: MessageBlock | undefined): Fields | undefined {
  return block && { ...block, type: `${block.type}-delta` };
}

function growthOf(open: Open, index: number, delta: unknown): Growth<ThreadMessage>[] | undefined {
  if (!isRecord(delta)) return undefined;
  const { type, fields } = delta;
  if (type === "block-delta") return isRecord(fields) ? open.change(index, fields) : undefined;
  const field = FIELDS[String(type)] ?? "";
  const text = delta[field];
  return typeof text === "string" ? open.grow(index, field, text) : undefined;
}

function chunksOf(growths: readonly Growth<ThreadMessage>[] | undefined): ThreadChunk[] | undefined {
  if (growths === undefined) return undefined;
  const chunks: ThreadChunk[] = [];
  // Messages of others than models are delivered as a whole.
  for (const { message, fields } of growths) if (message.type === "ai") chunks.push(chunkOf(message, fields));
  return chunks;
}

function chunkOf({ id, namespace, metadata }: ThreadMessage, fields: BlockFields | Fields): ThreadChunk {
  const type = "AIMessageChunk";
  const chunk = { type, content: [], tool_call_chunks: [], chunk_position: null, ...fields, id };
  // The servers check the fields of messages.
  return { namespace, chunk: chunk as unknown as MessageChunk, metadata: copyOf(metadata) };
}

function endOf(open: Open, { usage, metadata, reason, additional_kwargs: more }: Fields): ThreadChunk[] {
  const ended = open.end();
  if (ended === undefined) return [];
  const { message, isSure } = ended;
  if (message.type !== "ai") return [wholeOf(message)];
  const response = {
    ...(isRecord(metadata) && metadata),
    ...(reason !== undefined && { finish_reason: reason }),
  };
  // Nothing tells which of several messages has ended: the state has the rest.
  const known = { usage_metadata: usage, response_metadata: response, additional_kwargs: more };
  return [chunkOf(message, { ...(isSure && known), chunk_position: "last" })];
}

/** The message of a tool, of the user, or of the system. */
function wholeOf({ id, type, namespace, metadata, more, blocks }: ThreadMessage): ThreadChunk {
  const all = [...blocks].sort(([left], [right]) => left - right).map(([, { content }]) => content);
  const [first, ...others] = all;
  const isText = first?.type === "text" && others.length === 0;
  // Blocks of unknown types are delivered, too.
  const content = (isText ? first["text"] : all) as MessageContent | ContentBlock[];
  // The servers check the fields of messages.
  const chunk = { ...more, type, id, content } as unknown as MessageChunk;
  return { namespace, chunk, metadata: copyOf(metadata) };
}
