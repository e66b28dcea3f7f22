import { isRecord } from "../checks.js";
import type { Message } from "../messages/types.js";
import type { ChatInput } from "./options.js";

/** A new id of a message. */
export function newId(): string {
  return globalThis.crypto.randomUUID();
}

/** The input of the graph. A message without an id gets one, by which the state's version of it is known. */
export function inputOf(input: ChatInput, key: string): Record<string, unknown> | undefined {
  if (input === null || input === undefined) return undefined;
  if (typeof input === "string") return { [key]: [messageOf(input)] };
  const given = input[key];
  if (given === undefined) return input;
  return { ...input, [key]: (Array.isArray(given) ? given : [given]).map(messageOf) };
}

/** The messages of an input that {@link inputOf} has made. */
export function messagesIn(input: Record<string, unknown> | undefined, key: string): Message[] {
  const list = input?.[key];
  return Array.isArray(list) ? list : [];
}

function messageOf(given: unknown): unknown {
  if (!isRecord(given)) return { type: "human", content: given, id: newId() };
  return { ...given, type: given["type"] ?? typeOf(given["role"]), id: given["id"] ?? newId() };
}

/** The type of a message that has a role instead. */
function typeOf(role: unknown): string {
  if (role === "assistant") return "ai";
  return role === "system" || role === "tool" ? role : "human";
}
