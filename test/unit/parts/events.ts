import { PartBuilder } from "../../../src/parts/part-builder.js";
import type { MessagePart, Part } from "../../../src/parts/types.js";
import type { PartEvent } from "../../../src/parts/wire.js";

/** The origin of a chunk. */
export const from = (node = "m", more: object = {}) => ({
  langgraph_node: node,
  langgraph_checkpoint_ns: `${node}:1`,
  langgraph_step: 1,
  ...more,
});

/** An event with a chunk of the Python server, which marks the last one. */
export const py = (
  id: string,
  content: unknown,
  fields: object = {},
  metadata: object = from(),
): PartEvent => ({
  event: "messages",
  data: [
    { type: "AIMessageChunk", id, content, tool_call_chunks: [], chunk_position: null, ...fields },
    metadata,
  ],
});

/** An event with a chunk of the JS server, which marks none. */
export const js = (
  id: string,
  content: unknown,
  fields: object = {},
  metadata: object = from(),
): PartEvent => ({
  event: "messages",
  data: [{ type: "ai", id, content, tool_call_chunks: [], ...fields }, metadata],
});

/** An event with a whole message. */
export const whole = (message: object, metadata: object = from()): PartEvent => ({
  event: "messages",
  data: [{ type: "ai", content: "", ...message }, metadata],
});

export const values = (messages: readonly object[], event = "values"): PartEvent => ({
  event,
  data: { messages },
});

export const ai = (id: string, content: unknown, fields: object = {}) => ({
  type: "ai",
  id,
  content,
  ...fields,
});

/** All parts of some events, to the end of the run. */
export function partsOf(events: readonly PartEvent[]): Part[] {
  const builder = new PartBuilder();
  return [...events.flatMap((event) => builder.add(event)), ...builder.end()];
}

/** The parts of one type. */
export function ofType<Type extends Part["type"]>(
  parts: readonly Part[],
  type: Type,
): Extract<Part, { type: Type }>[] {
  return parts.filter((part): part is Extract<Part, { type: Type }> => part.type === type);
}

/** The last version of each message: its id, its content, and the id that it replaced. */
export function lastOf(events: readonly PartEvent[]): unknown[][] {
  const last = new Map<string, MessagePart>();
  for (const part of ofType(partsOf(events), "message")) {
    if (part.replaces !== undefined) last.delete(part.replaces);
    last.set(part.message.id, part);
  }
  return [...last.values()].map(({ message, done }) => [message.id, message.content, done]);
}
