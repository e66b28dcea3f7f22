import { isRecord } from "../checks.js";
import type { MessageChunk, MessageTupleMetadata } from "../messages/types.js";

/** An event of a run, as the server sends it. */
export interface PartEvent {
  /** The name, for example `values` or `messages|child:1b2c`. */
  event: string;
  /** The decoded data. */
  data: unknown;
}

const ROOT: readonly string[] = [];

/** The type in an event's name, and the path of the subgraph that sent the event. */
export function pathOf(event: string): { type: string; namespace: readonly string[] } {
  const bar = event.indexOf("|");
  if (bar === -1) return { type: event, namespace: ROOT };
  return { type: event.slice(0, bar), namespace: event.slice(bar + 1).split("|") };
}

/** True for the data of the mode `messages-tuple`. */
export function isTuple(data: unknown): data is [MessageChunk, MessageTupleMetadata | null | undefined] {
  return (
    Array.isArray(data) && isRecord(data[0]) && (isRecord(data[1]) || (data[1] ?? undefined) === undefined)
  );
}

/** The text of an error, which the servers send as an object with a message. */
export function messageOf(error: unknown): string {
  return isRecord(error) && typeof error["message"] === "string" ? error["message"] : String(error);
}
