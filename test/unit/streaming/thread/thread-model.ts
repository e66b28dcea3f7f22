/** A thread and its server, in memory: the history, and the connections that replay it and listen for new events. */
import { ConnectionError } from "../../../../src/errors.js";
import type { Source } from "../../../../src/streaming/sse.js";
import type { ThreadStreamRequest } from "../../../../src/streaming/thread/thread-feed.js";

/** An event of the history. */
interface Stored {
  method: string;
  namespace: string[];
  data: unknown;
  runId: string;
  /** The milliseconds in its id on the Python server. */
  ms: number;
}

/** The kinds of servers. `js`: its numbers are the ids, and the same on each connection. */
export type Kind = "js" | "python";

const CHANNELS: Record<string, string> = { "input.requested": "input" };

/** One connection. Each method ends or breaks it in one way. */
export class ModelConnection {
  readonly request: ThreadStreamRequest;
  readonly #kind: Kind;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  readonly body: ReadableStream<Uint8Array>;
  isOpen = true;
  /** False while new events are missed. */
  isListening = true;
  #count = 0;
  #lastMs: string | undefined;
  #sameMs = 0;

  constructor(kind: Kind, request: ThreadStreamRequest) {
    this.#kind = kind;
    this.request = request;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.isOpen = false),
    });
  }

  /** Sends an event, unless the request leaves it out. `index`: its place in the history, from 1. */
  send(event: Stored, index: number, cutAfter = Infinity): void {
    if (!this.isOpen) return;
    this.#count += 1;
    const seq = this.#kind === "js" ? index : this.#count;
    const id = this.#kind === "js" ? String(index) : this.#pythonId(event);
    const { channels, since = 0 } = this.request;
    const channel = CHANNELS[event.method] ?? event.method;
    if (seq <= since || !(channels as string[]).includes(channel)) return;
    const { method, namespace, data, ms } = event;
    const json = { type: "event", event_id: id, seq, method, params: { namespace, timestamp: ms, data } };
    const text = `event: ${method}\ndata: ${JSON.stringify(json)}\nid: ${seq}\n\n`;
    this.#controller.enqueue(new TextEncoder().encode(text.slice(0, cutAfter)));
  }

  #pythonId({ method, namespace, data, runId, ms }: Stored): string {
    const { event, interrupt_id } = data as { event?: string; interrupt_id?: string };
    if (method === "lifecycle") return `synth:${runId}:lc|${namespace.join("|")}|${event}`;
    if (method === "input.requested") return `synth:${runId}:input|${namespace.join("|")}|${interrupt_id}`;
    const key = `${runId} ${ms}`;
    this.#sameMs = key === this.#lastMs ? this.#sameMs + 1 : 0;
    this.#lastMs = key;
    return `${ms}-0${this.#sameMs === 0 ? "" : `.${this.#sameMs}`}`;
  }

  heartbeat(): void {
    if (this.isOpen) this.#controller.enqueue(new TextEncoder().encode(": heartbeat\n\n"));
  }

  /** Breaks the connection. */
  reset(): void {
    if (this.isOpen) this.#controller.error(new TypeError("terminated"));
    this.isOpen = false;
  }

  /** Ends the body as if it was complete. */
  end(): void {
    if (this.isOpen) this.#controller.close();
    this.isOpen = false;
  }

  /** Stays open, and sends nothing more. */
  stall(): void {
    this.isOpen = false;
  }
}

export class ThreadModel {
  readonly kind: Kind;
  history: Stored[] = [];
  readonly connections: ModelConnection[] = [];
  /** Called with each new connection, after its replay. */
  onOpen: (connection: ModelConnection, index: number) => void = () => {};
  /** The ends of the next connections, each after a number of events. */
  readonly breaks: { after: number; how: "stall" | "end" }[] = [];
  /** Errors instead of the next connections. */
  readonly failures: Error[] = [];
  #ms = 1_795_000_000_000;

  constructor(kind: Kind) {
    this.kind = kind;
  }

  open(request: ThreadStreamRequest): Promise<Source> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const connection = new ModelConnection(this.kind, request);
    this.connections.push(connection);
    const end = this.breaks.shift();
    this.history.slice(0, end?.after).forEach((event, index) => connection.send(event, index + 1));
    if (end !== undefined) connection[end.how]();
    this.onOpen(connection, this.connections.length);
    return Promise.resolve({ body: connection.body, method: "POST", url: "http://a/stream/events" });
  }

  /** The connections that are open. */
  get open_(): ModelConnection[] {
    return this.connections.filter(({ isOpen }) => isOpen);
  }

  /** Adds an event to the history, and sends it to the connections that listen. `sameMs`: in the same millisecond. */
  emit(
    runId: string,
    method: string,
    data: unknown,
    { namespace = [] as string[], sameMs = false } = {},
  ): void {
    if (!sameMs) this.#ms += 1;
    const event = { method, namespace, data, runId, ms: this.#ms };
    this.history.push(event);
    for (const connection of this.connections) {
      if (connection.isListening) connection.send(event, this.history.length);
    }
  }

  running(runId: string): void {
    this.emit(runId, "lifecycle", { event: "running", graph_name: "agent" });
    // The JS server names the run in its first task.
    if (this.kind === "js")
      this.emit(runId, "tasks", { id: "task", name: "model", metadata: { run_id: runId } });
  }

  /** Emits a chunk of text. */
  text(runId: string, text: string, options?: { sameMs: boolean }): void {
    const delta = { type: "text-delta", text };
    this.emit(runId, "messages", { event: "content-block-delta", index: 0, delta }, options);
  }

  finish(runId: string, event = "completed"): void {
    this.emit(runId, "lifecycle", { event, graph_name: "agent" });
  }

  /** A whole run of the past. */
  past(runId: string, texts = 2): void {
    this.running(runId);
    for (let index = 0; index < texts; index += 1) this.text(runId, `${runId} ${index}`);
    this.finish(runId);
  }

  /** Forgets the history, as the JS server does when another client's socket closes. Numbers begin anew. */
  dropHistory(): void {
    this.history = [];
    for (const connection of this.connections) connection.isListening = false;
  }

  /** The events of a run, as a stream should deliver them. */
  eventsOf(runId: string): unknown[] {
    return this.history
      .filter((event) => event.runId === runId)
      .map(({ method, namespace, data }) => [method, namespace, data]);
  }
}

/** The error of a request whose connection broke. */
export const refused = new ConnectionError("refused", { method: "POST", url: "http://a/stream/events" });
