import { isRecord } from "../checks.js";
import type { AIMessage, Message, MessageChunk, ToolCall } from "../messages/types.js";

const TYPES: Record<string, string> = { user: "human", assistant: "ai", tool: "tool", system: "system" };
const REMOVE_ALL = "__remove_all__";

/** Makes the ids of messages, set by the server for its time. */
export type NewId = () => string;

/** Completes a message as the servers do: its type, its id, and the fields that every message has. */
export function completeMessage(given: unknown, newId: NewId): Message {
  const source = isRecord(given) ? given : { type: "human", content: given };
  const { role, ...fields } = source;
  const type = fields["type"] ?? TYPES[String(role)] ?? role ?? "human";
  const known = type === "ai" ? { tool_calls: [], invalid_tool_calls: [] } : {};
  const empty = { content: "", additional_kwargs: {}, response_metadata: {}, ...known };
  const id = fields["id"] ?? (type === "ai" ? `run-${newId()}` : newId());
  // The caller's messages have these fields.
  return { ...empty, ...fields, type, id } as Message;
}

/** Completes the messages of an input or an update. */
export function completeMessages(update: Record<string, unknown>, newId: NewId): Record<string, unknown> {
  const { messages } = update;
  if (messages === undefined) return update;
  const list = Array.isArray(messages) ? messages : [messages];
  return { ...update, messages: list.map((message) => completeMessage(message, newId)) };
}

/** The reducer of `messages`: appends, replaces by id, and removes. */
export function addMessages(before: unknown, added: unknown): Message[] {
  const messages: Message[] = Array.isArray(before) ? [...before] : [];
  for (const message of added as readonly Message[]) {
    const index = messages.findIndex(({ id }) => id === message.id);
    if (message.type === "remove" && message.id === REMOVE_ALL) messages.length = 0;
    else if (message.type === "remove") {
      if (index >= 0) messages.splice(index, 1);
    } else if (index >= 0) messages[index] = message;
    else messages.push(message);
  }
  return messages;
}

/** Splits a message into chunks as a model sends them: its text by words, and the arguments of its calls. */
export function chunksOf(message: Message): MessageChunk[] {
  if (message.type !== "ai") return [message];
  const { tool_calls: calls = [], usage_metadata, response_metadata, content, ...fields } = message;
  const rest: Partial<AIMessage> = { response_metadata, ...(usage_metadata && { usage_metadata }) };
  const pieces = [
    ...wordsOf(content).map((piece) => ({ content: piece, tool_call_chunks: [] })),
    ...calls.flatMap((call, index) =>
      callChunks(call, index).map((chunk) => ({ content: "", tool_call_chunks: [chunk] })),
    ),
  ];
  if (pieces.length === 0) pieces.push({ content: "", tool_call_chunks: [] });
  const last = pieces.length - 1;
  return pieces.map((piece, index) => ({
    ...fields,
    ...(index === last ? rest : { response_metadata: {} }),
    ...piece,
    type: "ai",
    tool_calls: [],
  }));
}

function wordsOf(content: Message["content"]): Message["content"][] {
  if (typeof content === "string") return content.match(/\s*\S+\s*$|\s*\S+\s/g) ?? (content ? [content] : []);
  return content.flatMap((block, index): Message["content"][] => {
    if (block.type !== "text") return [[{ ...block, index }]];
    return wordsOf(block.text).map((text) => [{ ...block, text: String(text), index }]);
  });
}

function callChunks({ name, args, id }: ToolCall, index: number) {
  const pieces = JSON.stringify(args ?? {}).match(/[^]{1,8}/g) ?? [];
  return pieces.map((text, at) => ({
    type: "tool_call_chunk" as const,
    index,
    args: text,
    ...(at === 0 && { id, name }),
  }));
}

/** The messages of a complete update. */
export function messagesOf({ messages }: Record<string, unknown>): readonly Message[] {
  return Array.isArray(messages) ? messages : [];
}
