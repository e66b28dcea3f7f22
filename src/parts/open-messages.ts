import { BLOCK } from "../messages/message-builder.js";
import type { WithBlock } from "../messages/message-builder.js";
import type { Fields } from "../messages/merge.js";
import type { AIMessageChunk, ContentBlock } from "../messages/types.js";
import type { MessageBlock } from "../protocol.js";
import { HeldChunks } from "./held-chunks.js";

/** A content block of a message that is not complete. */
interface OpenBlock {
  /** The block as it started; the whole block once it is finished. */
  content: MessageBlock;
  /** The text that was delivered. */
  text: string;
  /** False if the start of this block may be that of another message. */
  isCertain: boolean;
  isFinished: boolean;
  /** True if chunks that may belong to it are held. */
  hasGap: boolean;
}

/** A message that is not complete. */
export interface OpenMessage {
  readonly blocks: Map<number, OpenBlock>;
}

/** The fields of a chunk that a content block makes. */
export type BlockFields = Pick<AIMessageChunk, "tool_call_chunks"> & WithBlock & { content?: ContentBlock[] };

/** The growth of a message. */
export interface Growth<Message> {
  message: Message;
  fields: BlockFields;
}

interface Candidate<Message> {
  message: Message;
  block: OpenBlock;
}

/**
 * The messages of one graph that stream at the same time. The Python server sends no id with their chunks: a chunk is
 * delivered if it can belong to one message only. Others are held until blocks finish, which arrive as a whole.
 */
export class OpenMessages<Message extends OpenMessage> {
  #open: Message[] = [];
  /** The held chunks, by the index and the field that they continue. */
  readonly #held = new Map<string, HeldChunks>();
  /** The block whose start was the last event. */
  #started: OpenBlock | undefined;

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** A message starts. */
  add(message: Message): void {
    this.#started = undefined;
    this.#open.push(message);
  }

  /** Drops the messages whose end was not sent. */
  drop(isEnded: (message: Message) => boolean): void {
    this.#open = this.#open.filter((message) => !isEnded(message));
  }

  /** A block starts. */
  start(index: number, content: MessageBlock): Growth<Message>[] {
    this.#started = undefined;
    const lacking = this.#open.filter(({ blocks }) => blocks.get(index)?.isCertain !== true);
    if (lacking.length > 1) {
      for (const { blocks } of lacking) {
        if (!blocks.has(index)) blocks.set(index, { ...newBlock(content), text: "", isCertain: false });
      }
      return [];
    }
    const message = lacking[0] ?? this.#open.at(-1);
    if (message === undefined) return [];
    const block = newBlock(content);
    message.blocks.set(index, block);
    this.#started = block;
    return startOf(message, index, block);
  }

  /** A block grows. */
  grow(index: number, field: string, chunk: string): Growth<Message>[] {
    const started = this.#started;
    const [first, second] = this.#open;
    const only = second === undefined ? first : undefined;
    const block = only?.blocks.get(index);
    // Almost all chunks: one message is open. They are assigned without a search.
    if (only !== undefined && block?.isFinished === false) {
      this.#started = undefined;
      return this.#deliver({ message: only, block }, index, field, chunk);
    }
    const isMissing = only !== undefined && block === undefined;
    const start = isMissing ? this.start(index, { type: TYPE_OF[field] ?? "file", [field]: "" }) : [];
    this.#started = undefined;
    const all = this.#unfinished(index);
    const candidates = all.length > 1 ? all.filter(({ block }) => canGrow(block, field)) : all;
    const owner = candidates.length === 1 ? candidates[0] : candidates.find(({ block }) => block === started);
    if (owner !== undefined) return [...start, ...this.#deliver(owner, index, field, chunk)];
    for (const { block } of candidates) block.hasGap = true;
    const key = `${index} ${field}`;
    const held = this.#held.get(key) ?? new HeldChunks();
    held.add(chunk);
    this.#held.set(key, held);
    return [];
  }

  #deliver(
    { message, block }: Candidate<Message>,
    index: number,
    field: string,
    chunk: string,
  ): Growth<Message>[] {
    // The start of the call is unknown.
    if (!block.isCertain && isCall(block.content)) return [];
    let text = chunk;
    if (block.hasGap) {
      const held = this.#held.get(`${index} ${field}`)?.text;
      // The rest arrives when the block is finished.
      if (held === undefined) return [];
      text = held + chunk;
      block.hasGap = false;
      this.#held.delete(`${index} ${field}`);
    }
    if (text === "" || fieldOf(block.content) !== field) return [];
    const start = block.isCertain ? [] : startOf(message, index, block);
    block.isCertain = true;
    block.text += text;
    return [...start, { message, fields: textOf(index, block, field, text) }];
  }

  /** Fields of a block are replaced. */
  change(index: number, fields: Fields): Growth<Message>[] {
    this.#started = undefined;
    const [owner, ...others] = this.#unfinished(index);
    if (owner === undefined || others.length > 0 || owner.block.hasGap) return [];
    const { message, block } = owner;
    const before = fieldOf(block.content);
    const grown = block.text !== "" && { [before]: block.text };
    block.content = { ...block.content, ...grown, ...fields, type: block.content.type };
    const text = wholeText(block.content) ?? block.text;
    const rest = text.startsWith(block.text) ? text.slice(block.text.length) : "";
    block.text = text;
    return [
      {
        message,
        fields: { ...textOf(index, block, before, rest), [BLOCK]: blockAt(index, block.content) },
      },
    ];
  }

  /** A block has finished. It belongs to the message whose text it continues. */
  finish(index: number, content: MessageBlock): Growth<Message>[] {
    const [first] = this.#open;
    const isMissing = this.#open.length === 1 && first?.blocks.has(index) === false;
    const start = isMissing ? this.start(index, emptied(content)) : [];
    this.#started = undefined;
    const candidates = this.#unfinished(index);
    const owner = bestOf(candidates, content) ?? candidates[0];
    if (owner === undefined) return start;
    return [
      ...start,
      ...finishOf(owner, index, content, this.#held),
      ...this.#settle(index, fieldOf(content)),
    ];
  }

  /** Delivers what was held, if it can belong to one message only. */
  #settle(index: number, field: string): Growth<Message>[] {
    const gaps = this.#unfinished(index).filter(({ block }) => block.hasGap);
    if (gaps.length === 0) this.#held.delete(`${index} ${field}`);
    const [last, ...others] = this.#unfinished(index);
    return last?.block.hasGap === true && others.length === 0 ? this.#deliver(last, index, field, "") : [];
  }

  /** Ends the message whose blocks have finished. `isSure` is false if there are several. */
  end(): { message: Message; isSure: boolean } | undefined {
    this.#started = undefined;
    const complete = this.#open.filter(
      ({ blocks }) => blocks.size > 0 && [...blocks.values()].every(({ isFinished }) => isFinished),
    );
    const message = complete[0] ?? this.#open.find(({ blocks }) => blocks.size === 0) ?? this.#open[0];
    if (message === undefined) return undefined;
    const isSure = this.#open.length === 1 || complete.length === 1;
    this.drop((each) => each === message);
    return { message, isSure };
  }

  #unfinished(index: number): Candidate<Message>[] {
    return this.#open.flatMap((message) => {
      const block = message.blocks.get(index);
      return block === undefined || block.isFinished ? [] : [{ message, block }];
    });
  }
}

/** The type of a block whose start is missing, by the field that grows. */
const TYPE_OF: Record<string, string> = { text: "text", reasoning: "reasoning", args: "tool_call_chunk" };

function newBlock(content: MessageBlock): OpenBlock {
  return { content, text: wholeText(content) ?? "", isCertain: true, isFinished: false, hasGap: false };
}

/** `tool_call` for a call, a chunk of one, and an invalid one. */
function kindOf({ type }: MessageBlock): string {
  return type.replace(/^invalid_|_chunk$/, "");
}

/** The field of a block that grows. */
function fieldOf(content: MessageBlock): string {
  const { type } = content;
  if (type === "text" || type === "reasoning") return type;
  return type.includes("tool_call") ? "args" : "data";
}

/** The text that a block has; `undefined` for parsed arguments. */
function wholeText(content: MessageBlock): string | undefined {
  const text = content[fieldOf(content)];
  return typeof text === "string" ? text : undefined;
}

/** A block as it started, with no text or arguments. */
function emptied(content: MessageBlock): MessageBlock {
  const field = fieldOf(content);
  return field in content ? { ...content, [field]: isCall(content) ? {} : "" } : content;
}

function canGrow(block: OpenBlock, field: string): boolean {
  return !block.isCertain || fieldOf(block.content) === field;
}

/** The candidate that a whole block continues best. */
function bestOf<Message>(
  candidates: readonly Candidate<Message>[],
  content: MessageBlock,
): Candidate<Message> | undefined {
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate.block, content) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return best === -Infinity ? undefined : scored.find(({ score }) => score === best)?.candidate;
}

/** The length of the text that a whole block continues; `-Infinity` if it is another block. */
function scoreOf({ content: before, text, isCertain }: OpenBlock, content: MessageBlock): number {
  if (!isCertain) return -1;
  const isOther = (name: string): boolean =>
    Boolean(before[name] && content[name]) && before[name] !== content[name];
  if (kindOf(before) !== kindOf(content) || isOther("id") || isOther("name")) return -Infinity;
  if (before["id"]) return Infinity;
  return (wholeText(content) ?? text).startsWith(text) ? text.length : -Infinity;
}

function blockAt(index: number, content: MessageBlock): ContentBlock {
  // Blocks of unknown types are delivered, too.
  return { ...content, index } as ContentBlock;
}

const isCall = (content: MessageBlock): boolean => kindOf(content) === "tool_call";

/** The start of a block, and the text that it starts with. */
function startOf<Message>(message: Message, index: number, block: OpenBlock): Growth<Message>[] {
  const { content, text } = block;
  const isText = content.type === fieldOf(content);
  const empty = isText ? { ...content, [content.type]: "" } : content;
  const start: BlockFields = { [BLOCK]: blockAt(index, empty) };
  if (isCall(content)) start.tool_call_chunks = [{ ...callOf(index, content), args: text }];
  const starts = [{ message, fields: start }];
  return isText && text !== ""
    ? [...starts, { message, fields: textOf(index, block, content.type, text) }]
    : starts;
}

/** The fields of a chunk that appends text to a block. */
function textOf(index: number, { content, text: all }: OpenBlock, field: string, text: string): BlockFields {
  const { type } = content;
  if (isCall(content)) return { tool_call_chunks: [{ index, args: text }] };
  if (type === field) return { content: [{ type, [type]: text, index } as ContentBlock] };
  return { [BLOCK]: blockAt(index, { ...content, [field]: all }) };
}

/** The end of a block: its remaining text, and the whole block. */
function finishOf<Message>(
  { message, block }: Candidate<Message>,
  index: number,
  content: MessageBlock,
  heldChunks: ReadonlyMap<string, HeldChunks>,
): Growth<Message>[] {
  const start = block.isCertain ? [] : startOf(message, index, newBlock(emptied(content)));
  const [field, whole] = [fieldOf(content), wholeText(content)];
  const isContinued = whole?.startsWith(block.text) === true;
  const rest = isContinued ? whole.slice(block.text.length) : "";
  if (block.hasGap) heldChunks.get(`${index} ${field}`)?.remove(isContinued ? rest : undefined);
  const isGrown =
    rest !== "" && content.type === field && (!block.isCertain || kindOf(block.content) === field);
  const fields: BlockFields = { [BLOCK]: blockAt(index, content) };
  if (isGrown) fields.content = [blockAt(index, { type: field, [field]: rest })];
  const isParsed = whole === undefined;
  if (isCall(content) && (isParsed || rest !== "")) {
    // Parsed arguments are an object: they replace the text.
    const args = isParsed ? (content["args"] as string) : rest;
    fields.tool_call_chunks = [{ ...callOf(index, content), args }];
  }
  const isUnchanged = block.isCertain && rest === "" && isSameBlock(block, content);
  Object.assign(block, { content, isCertain: true, isFinished: true });
  return isUnchanged ? [] : [...start, { message, fields }];
}

/** True if a whole block has nothing but what was delivered. */
function isSameBlock({ content: before, text }: OpenBlock, content: MessageBlock): boolean {
  const delivered: Fields = { ...before, [fieldOf(before)]: text };
  const names = new Set([...Object.keys(delivered), ...Object.keys(content)]);
  return [...names].every((name) => name === "index" || delivered[name] === content[name]);
}

function callOf(index: number, { id, name }: MessageBlock) {
  // Both are texts in each block of a tool call.
  return { index, id: id as string | undefined, name: name as string | undefined };
}
