/** The stored events of a thread, and the numbers and ids that a connection gives them on each kind of server. */

/** `js`: numbers of the thread are the ids. `python`: each connection counts, and ids are times. */
export type ServerKind = "js" | "python";

/** An event of a thread, without the fields that depend on the connection. */
export interface LoggedEvent {
  runId: string;
  method: string;
  namespace: readonly string[];
  node?: string | undefined;
  data: unknown;
  /** Milliseconds by the server's clock. */
  time: number;
  /** The number on the JS server. */
  number: number;
}

/** The body of a request for a thread's stream. */
export interface StreamRequest {
  channels: readonly string[];
  since?: number | undefined;
}

/** The events of a thread in order. */
export class ThreadLog {
  #events: LoggedEvent[] = [];
  #number = 0;
  #time = 1_795_512_510_000;

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  /** The number of the next event on the JS server. */
  get nextNumber(): number {
    return this.#number + 1;
  }

  /** Stores an event, `afterMs` after the one before. */
  add(event: Omit<LoggedEvent, "number" | "time">, afterMs: number): LoggedEvent {
    this.#time += afterMs;
    this.#number += 1;
    const stored = { ...event, time: this.#time, number: this.#number };
    this.#events.push(stored);
    return stored;
  }

  /** Drops all events, and numbers the next ones from 1. */
  clear(): void {
    this.#events = [];
    this.#number = 0;
  }

  /** Drops the first events, as a server does that keeps them for a limited time. */
  trim(count: number): void {
    this.#events.splice(0, count);
  }

  /** Drops the events of a run. */
  remove(runId: string): void {
    this.#events = this.#events.filter((event) => event.runId !== runId);
  }
}

/** Encodes events as one connection sends them. */
export class ConnectionEncoder {
  readonly #kind: ServerKind;
  readonly #request: StreamRequest;
  /** The events that the connection has seen, sent or filtered out. */
  #seen = 0;
  /** The number of events that it has seen of each run and millisecond. */
  readonly #ofTime = new Map<string, number>();

  constructor(kind: ServerKind, request: StreamRequest) {
    this.#kind = kind;
    this.#request = request;
  }

  /** Returns the text of the next event; `undefined` if the request's filter drops it. */
  encode(event: LoggedEvent): string | undefined {
    this.#seen += 1;
    const number = this.#kind === "js" ? event.number : this.#seen;
    const id = this.#kind === "js" ? String(number) : this.#timedId(event);
    const { channels, since = 0 } = this.#request;
    if (number <= since || !isIn(channels, event)) return undefined;
    const { method, namespace, node, data, time } = event;
    const params = { namespace, timestamp: time, ...(node !== undefined && { node }), data };
    const body = JSON.stringify({ type: "event", event_id: id, seq: number, method, params });
    const sseId = this.#kind === "js" ? id : number;
    return `event: ${method}\ndata: ${body}\nid: ${sseId}\n\n`.replaceAll("\n", newlineOf(this.#kind));
  }

  #timedId({ runId, method, namespace, data, time }: LoggedEvent): string {
    if (method === "lifecycle") {
      const phase = (data as { event: string }).event;
      return `synth:${runId}:lc|${namespace.join("|")}|${phase}`;
    }
    const key = `${runId} ${time}`;
    const before = this.#ofTime.get(key) ?? 0;
    this.#ofTime.set(key, before + 1);
    return before === 0 ? `${time}-0` : `${time}-0.${before}`;
  }
}

/** The line end of a server. */
export function newlineOf(kind: ServerKind): string {
  return kind === "js" ? "\n" : "\r\n";
}

function isIn(channels: readonly string[], { method, data }: LoggedEvent): boolean {
  if (method.startsWith("input.")) return channels.includes("input");
  const name = method === "custom" ? (data as { name?: unknown } | null)?.name : undefined;
  return channels.includes(method) || (typeof name === "string" && channels.includes(`custom:${name}`));
}
