import { isRecord } from "../../checks.js";
import type { AnyThreadEvent } from "../../protocol.js";
import { parseData } from "../events.js";
import type { SseMessage } from "../sse.js";

/** An event of a thread as a connection sends it. */
export interface Frame {
  /**
   * The number that a connection without gaps gives the event. Each connection of the Python server counts the events that
   * it has sent or filtered out, those of the past included.
   */
  number: number;
  event: AnyThreadEvent;
  /** The JSON text of the event. Its values cannot be changed by the consumer. */
  text: string;
}

/** Decodes a message; `undefined` if it is not an event of the thread. */
export function parseFrame({ id, event = "", data }: SseMessage): Frame | undefined {
  const wire = parseData(id, event, data);
  if (!isRecord(wire) || wire["type"] !== "event" || !isRecord(wire["params"])) return undefined;
  const { seq, event_id, method, params } = wire;
  if (typeof seq !== "number" || typeof method !== "string") return undefined;
  return { number: seq, event: eventOf(method, String(event_id ?? seq), params), text: data };
}

function eventOf(method: string, id: string, params: Record<string, unknown>): AnyThreadEvent {
  const { namespace, node, timestamp, data } = params;
  return {
    id,
    event: method,
    namespace: Array.isArray(namespace) ? namespace : [],
    node: typeof node === "string" ? node : undefined,
    time: Number(timestamp),
    data,
  };
}

/** True for a server whose event ids are the numbers: they are the same on each connection, and none is left out. */
export function isExact({ number, event }: Frame): boolean {
  return event.id === String(number);
}

/** The phase of the run itself, if the event is about that. */
export function phaseOf({ event, namespace, data }: AnyThreadEvent): string | undefined {
  const isRoot = event === "lifecycle" && namespace.length === 0 && isRecord(data);
  return isRoot ? String(data["event"]) : undefined;
}

/** True for the event at the end of a run. The Python server sends events behind `interrupted`, too. */
export function isEnd({ event }: Frame): boolean {
  const phase = phaseOf(event);
  return phase === "completed" || phase === "failed" || phase === "interrupted";
}

/** The run of an event. The Python server has it in the id of a run's first event, the JS server in each task's start. */
export function runIdOf({ id, event, data }: AnyThreadEvent): string | undefined {
  if (event === "tasks" && isRecord(data) && isRecord(data["metadata"])) {
    const runId = data["metadata"]["run_id"];
    return typeof runId === "string" ? runId : undefined;
  }
  return /^synth:([^:]+):lc\|\|/.exec(id)?.[1];
}

/** The id without the position among the events of its millisecond, which depends on the connection. */
export function stableId(id: string): string {
  return id.replace(/^(\d+-\d+)\.\d+$/, "$1");
}

/**
 * The content of an event, which all connections repeat. A replay of the Python server can have another time, and lacks the
 * error of a run. The JS server counts anew if it drops its history: there, the time tells two events of one number apart.
 */
export function contentOf(text: string): string {
  const { seq, event_id, method, params } = JSON.parse(text) as Record<string, unknown> & {
    params: Record<string, unknown>;
  };
  const { namespace, data, timestamp } = params;
  const content = method === "lifecycle" && isRecord(data) ? data["event"] : data;
  return JSON.stringify([method, namespace, content, event_id === String(seq) && timestamp]);
}

/** The milliseconds in an event id of the Python server. */
export function millisecondsOf(id: string): number | undefined {
  const [, ms] = /^(\d+)-\d/.exec(id) ?? [];
  return ms === undefined ? undefined : Number(ms);
}

/** True if several events can have the id: those of one millisecond share it, except for their position. */
export function hasSharedId({ event }: Frame): boolean {
  return millisecondsOf(event.id) !== undefined;
}

/** True if the ids are the same on all connections. */
export function isSameId(left: Frame, right: Frame): boolean {
  return stableId(left.event.id) === stableId(right.event.id);
}

/** True if two connections sent the same event, or the events are equal and of one millisecond. */
export function isSameEvent(left: Frame, right: Frame): boolean {
  return isSameId(left, right) && contentOf(left.text) === contentOf(right.text);
}
