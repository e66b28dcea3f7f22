import { isRecord, toText } from "../checks.js";
import type { MessageChunk, MessageTupleMetadata, StreamedMessage } from "../messages/types.js";

/** An event of a run, as the server sends it. */
export interface PartEvent {
  /** The name, for example `values` or `messages|child:1b2c`. */
  event: string;
  /** The decoded data. */
  data: unknown;
}

/** The name of an event. */
export interface EventName {
  event: string;
  type: string;
  /** The path of the subgraph that sent the event. */
  namespace: readonly string[];
}

/** Reads the name of an event. */
export function nameOf(event: string): EventName {
  const bar = event.indexOf("|");
  if (bar === -1) return { event, type: event, namespace: [] };
  return { event, type: event.slice(0, bar), namespace: event.slice(bar + 1).split("|") };
}

/** Reads names of events. Most have that of the event before: to read each anew would take 3 % of the time of tokens. */
export class EventNames {
  #last = nameOf("");

  read(event: string): EventName {
    if (event !== this.#last.event) this.#last = nameOf(event);
    return this.#last;
  }
}

/** True for the data of the mode `messages-tuple`. */
export function isTuple(data: unknown): data is [MessageChunk, MessageTupleMetadata | null | undefined] {
  return (
    Array.isArray(data) && isRecord(data[0]) && (isRecord(data[1]) || (data[1] ?? undefined) === undefined)
  );
}

/** The messages of a state; `undefined` if it has no list of messages. */
export function messagesOf(state: unknown): StreamedMessage[] | undefined {
  if (!isRecord(state) || !Array.isArray(state["messages"])) return undefined;
  // Messages of a state have this shape; their readers check the fields that they use.
  return state["messages"].filter(isRecord) as unknown as StreamedMessage[];
}

/** The text of an error, which the servers send as an object with a message. */
export function messageOf(error: unknown): string {
  return isRecord(error) && typeof error["message"] === "string" ? error["message"] : toText(error);
}

/** The value of JSON text; the text itself if it is not JSON. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** True if a namespace begins with a path of names, with or without the ids of tasks. */
export function beginsWith(namespace: readonly string[], path: readonly string[]): boolean {
  return path.every((name, index) => name === namespace[index] || name === namespace[index]?.split(":")[0]);
}

/** True for two paths of the same graph. */
export function isSamePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && isWithin(left, right);
}

/** True for the path of a graph, or of a subgraph of it. */
export function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return outer.every((name, index) => path[index] === name);
}
