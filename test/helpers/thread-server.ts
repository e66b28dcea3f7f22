/**
 * A server of one thread and its protocol, over real sockets. A test decides when events are sent, and when connections
 * break. Nothing happens by time: a test awaits `opened`, `closed` and `requested`.
 */
import { EventEmitter } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { listenUntilFinished } from "./server.js";
import { ConnectionEncoder, newlineOf, ThreadLog } from "./thread-log.js";
import type { LoggedEvent, ServerKind, StreamRequest } from "./thread-log.js";

/** A command as the client sent it. */
export interface Command {
  id: number;
  method: string;
  params: Record<string, unknown>;
}

/** The response to a command: a refusal with HTTP 200, another HTTP response, or the success of `accept`. */
export type CommandResponse =
  { runId: string } | { error: string; message: string } | { status: number; body: string };

/** A request as it arrived. `path` has no query. */
export interface ReceivedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** A run of the thread. */
export interface ServedRun {
  run_id: string;
  thread_id: string;
  status: string;
  created_at: string;
}

/** The way in which a connection breaks. `end` is a clean end of the body; `inside`: in the middle of an event. */
export type Break = "reset" | "end" | "inside";

export interface ThreadServerOptions {
  /** Responds to a command. Default: `server.accept()`. */
  command?:
    ((command: Command, server: ThreadServer) => CommandResponse | Promise<CommandResponse>) | undefined;
  /**
   * Python: selects the connections, by their index, that do not listen after the history until the test calls `listen`.
   * They miss the events until then.
   */
  listensLate?: ((index: number) => boolean) | undefined;
  /** Replaces the whole response to a request. `undefined` keeps the default. */
  respond?: ((request: ReceivedRequest) => { status: number; body: string } | undefined) | undefined;
}

/** One connection of the thread's stream. */
export class ServedConnection {
  readonly request: StreamRequest;
  /** Resolves when the connection is closed, by either side. */
  readonly closed: Promise<void>;
  isOpen = true;
  readonly #kind: ServerKind;
  readonly #response: ServerResponse;
  readonly #encoder: ConnectionEncoder;
  #isListening = false;
  #isStalled = false;

  constructor(kind: ServerKind, request: StreamRequest, response: ServerResponse) {
    this.request = request;
    this.#kind = kind;
    this.#response = response;
    this.#encoder = new ConnectionEncoder(kind, request);
    this.closed = new Promise((resolve) =>
      response.on("close", () => {
        this.isOpen = false;
        resolve();
      }),
    );
  }

  /** Sends an event, whether the connection listens or not. */
  send(event: LoggedEvent): void {
    const encoded = this.#encoder.encode(event);
    if (encoded !== undefined) this.#write(encoded);
  }

  /** Sends an event that happens now, if the connection listens. */
  sendLive(event: LoggedEvent): void {
    if (this.#isListening) this.send(event);
  }

  /** Sends the events that happen from now on. */
  listen(): void {
    this.#isListening = true;
  }

  /** Sends nothing more, and stays open, like a connection whose network is gone. */
  stall(): void {
    this.#isStalled = true;
  }

  heartbeat(): void {
    this.#write(`: heartbeat${newlineOf(this.#kind).repeat(2)}`);
  }

  /** Breaks the connection behind the bytes that were sent. Resolves when it is closed. */
  async cut(how: Break): Promise<void> {
    this.stall();
    if (how === "inside") this.#response.write("event: values\ndata: {");
    if (how === "reset") {
      // Wait until the bytes are written, so that they arrive first.
      await new Promise((resolve) => this.#response.write("", resolve));
      setImmediate(() => this.#response.socket?.resetAndDestroy());
    } else this.#response.end();
    await this.closed;
  }

  #write(chunk: string): void {
    if (this.isOpen && !this.#isStalled) this.#response.write(chunk);
  }
}

/** The thread `t`, with its runs, its events and the connections of its stream. */
export class ThreadServer {
  url = "";
  readonly kind: ServerKind;
  readonly log = new ThreadLog();
  readonly runs: ServedRun[] = [];
  readonly requests: ReceivedRequest[] = [];
  readonly commands: Command[] = [];
  /** All connections of the stream, in the order in which they opened. */
  readonly connections: ServedConnection[] = [];
  /** The state of the thread. */
  state: unknown = { values: {}, next: [], tasks: [] };
  readonly #options: ThreadServerOptions;
  readonly #changes = new EventEmitter();
  /** The run whose events are sent. */
  #current = "";

  private constructor(kind: ServerKind, options: ThreadServerOptions) {
    this.kind = kind;
    this.#options = options;
    this.#changes.setMaxListeners(0);
  }

  /** Starts a server, which closes when the test finishes. */
  static async start(kind: ServerKind, options: ThreadServerOptions = {}): Promise<ThreadServer> {
    const server = new ThreadServer(kind, options);
    // oxlint-disable-next-line typescript/no-misused-promises -- an unhandled rejection fails the test run
    server.url = await listenUntilFinished(createServer((...both) => server.#handle(...both)));
    return server;
  }

  /** Resolves to a connection of the stream, once it has sent the history. 1 is the first connection. */
  opened(count: number): Promise<ServedConnection> {
    return this.#when(() => this.connections[count - 1]);
  }

  /** Resolves to the nth request with this method and path, such as `GET /threads/t/runs/r1`. */
  requested(request: string, count = 1): Promise<ReceivedRequest> {
    return this.#when(
      () => this.requests.filter(({ method, path }) => `${method} ${path}` === request)[count - 1],
    );
  }

  /** The connections that are open. */
  get open(): ServedConnection[] {
    return this.connections.filter(({ isOpen }) => isOpen);
  }

  #when<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = find();
        if (found === undefined) return;
        this.#changes.off("change", check);
        resolve(found);
      };
      this.#changes.on("change", check);
      check();
    });
  }

  /** Creates a run that has not begun. Returns its id: `r1`, `r2` and so on. */
  create(): string {
    const runId = `r${this.runs.length + 1}`;
    const created_at = new Date(1_795_512_510_000 + this.runs.length).toISOString();
    this.runs.push({ run_id: runId, thread_id: "t", status: "pending", created_at });
    return runId;
  }

  /** Begins a run, whoever started it. On the JS server, the events of the run before end. Returns its id. */
  begin(runId = this.create()): string {
    this.#update(runId, "running");
    this.#current = runId;
    this.emit("lifecycle", { event: "running", graph_name: "agent" });
    return runId;
  }

  /** Sends an event of a run. Default: of the one that began last, 1 ms after the event before. */
  emit(
    method: string,
    data: unknown,
    options: { namespace?: string[]; node?: string; runId?: string; afterMs?: number } = {},
  ): void {
    const { namespace = [], node, runId = this.#current, afterMs = 1 } = options;
    if (this.kind === "js" && runId !== this.#current) return;
    const event = this.log.add({ runId, method, namespace, node, data }, afterMs);
    for (const connection of this.open) connection.sendLive(event);
  }

  /** Sends a `custom` event for each payload. */
  say(...payloads: unknown[]): void {
    for (const payload of payloads) this.emit("custom", { payload });
  }

  /** Ends a run, with its last event. */
  end(phase: "completed" | "failed" | "interrupted" = "completed", runId = this.#current): void {
    const statuses = { completed: "success", failed: "error", interrupted: "interrupted" };
    this.#update(runId, statuses[phase]);
    const error = this.kind === "js" ? JSON.stringify({ error: "TypeError", message: "no" }) : "no";
    this.emit("lifecycle", { event: phase, ...(phase === "failed" && { error }) }, { runId });
  }

  /** Makes the status of a run another one, without an event. */
  setStatus(runId: string, status: string): void {
    this.#update(runId, status);
  }

  /** Rolls a run back. On the Python server the run and its events are gone, without an event. */
  rollBack(runId = this.#current): void {
    if (this.kind === "js") {
      this.#update(runId, "error");
      this.emit("lifecycle", { event: "failed", error: "rollback" }, { runId });
      return;
    }
    this.runs.splice(
      this.runs.findIndex(({ run_id: id }) => id === runId),
      1,
    );
    this.log.remove(runId);
  }

  /** Drops the history, as the JS server does when a WebSocket of any client closes: open connections stay silent. */
  dropHistory(): void {
    this.log.clear();
    for (const connection of this.open) connection.stall();
  }

  heartbeat(): void {
    for (const connection of this.open) connection.heartbeat();
  }

  /** The success of a command. `begins`: the run begins before the response. Default: true. */
  accept({ begins = true }: { begins?: boolean } = {}): CommandResponse {
    const runId = this.create();
    if (begins) this.begin(runId);
    return { runId };
  }

  #update(runId: string, status: string): void {
    const run = this.runs.find(({ run_id: id }) => id === runId);
    if (run === undefined) throw new Error(`The run ${runId} does not exist`);
    run.status = status;
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? "", "http://server");
    const sent = await text(incoming);
    const body: unknown = sent === "" ? undefined : JSON.parse(sent);
    const request = { method: incoming.method ?? "", path, query, body };
    this.requests.push(request);
    this.#changes.emit("change");
    const canned = this.#options.respond?.(request);
    if (canned !== undefined) return void response.writeHead(canned.status).end(canned.body);
    if (path === "/threads/t/stream/events") return this.#stream(body as StreamRequest, response);
    if (path === "/threads/t/commands") return this.#command(body as Command, response);
    const joined = /^\/threads\/t\/runs\/([^/]+)\/stream$/.exec(path)?.[1];
    if (joined !== undefined) return this.#join(joined, response);
    const result = this.#rest(request);
    if (result === undefined) sendJson(response, { detail: "Not found" }, 404);
    else sendJson(response, result);
  }

  #stream(request: StreamRequest, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    const connection = new ServedConnection(this.kind, request, response);
    for (const event of this.log.events) connection.send(event);
    const index = this.connections.push(connection) - 1;
    if (!this.#options.listensLate?.(index)) connection.listen();
    void connection.closed.then(() => this.#changes.emit("change"));
    this.#changes.emit("change");
  }

  async #command(command: Command, response: ServerResponse): Promise<void> {
    this.commands.push(command);
    this.#changes.emit("change");
    const { command: respond = () => this.accept() } = this.#options;
    const chosen = await respond(command, this);
    const { id } = command;
    if ("status" in chosen) response.writeHead(chosen.status).end(chosen.body);
    else if ("error" in chosen) sendJson(response, { type: "error", id, ...chosen });
    else {
      const result = command.method === "run.start" ? { run_id: chosen.runId } : {};
      const meta = { applied_through_seq: this.kind === "js" ? this.#numberOf(chosen.runId) : 0 };
      sendJson(response, { type: "success", id, result, meta });
    }
  }

  /** The number of the first event of a run, also of one that begins next, which the JS server sends with its response. */
  #numberOf(runId: string): number {
    return this.log.events.find((event) => event.runId === runId)?.number ?? this.log.nextNumber;
  }

  /** The classic stream of a run: its events so far, in the form of each server. */
  #join(runId: string, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const { method, data, number } of this.log.events.filter((event) => event.runId === runId)) {
      response.write(`event: ${method}\ndata: ${JSON.stringify(data)}\nid: ${number}\n\n`);
    }
    response.end();
  }

  #rest({ method, path, query, body }: ReceivedRequest): unknown {
    const [, runId, action] = /^\/threads\/t\/runs\/([^/]+)(\/cancel|\/join)?$/.exec(path) ?? [];
    const run = this.runs.find(({ run_id: id }) => id === runId);
    if (path === "/threads" && method === "POST") return { thread_id: "t", ...(body as object) };
    if (path === "/threads/t") return { thread_id: "t", status: this.#isBusy ? "busy" : "idle" };
    if (path === "/threads/t/state") return this.state;
    if (path === "/threads/t/runs") return this.#list(query.get("status"));
    if (run === undefined || runId === undefined) return undefined;
    if (action === "/join") return {};
    if (action === "/cancel") return this.#cancel(runId, query.get("action"));
    return run;
  }

  get #isBusy(): boolean {
    return this.runs.some(({ status }) => status === "pending" || status === "running");
  }

  /** The JS server lists the oldest run first, the Python server the newest. */
  #list(status: string | null): ServedRun[] {
    const runs = this.runs.filter((run) => status === null || run.status === status);
    return this.kind === "js" ? runs : runs.toReversed();
  }

  #cancel(runId: string, action: string | null): object {
    if (action === "rollback") this.rollBack(runId);
    else this.end("interrupted", runId);
    return {};
  }
}

function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
