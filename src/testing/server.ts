import { throwIfAborted } from "../abort.js";
import { isRecord } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { OperationKey } from "../transport/transport.js";
import { Database } from "./database.js";
import type { FakeWebhook } from "./database.js";
import type { FakeGraph, FakeNode } from "./graph.js";
import { HttpError, json, nextTask } from "./http.js";
import type { Call, FakeRequest, Handler } from "./http.js";
import { assistantRoutes } from "./routes/assistants.js";
import { cronRoutes } from "./routes/crons.js";
import { protocolRoutes } from "./routes/protocol.js";
import { runRoutes, startRun } from "./routes/runs.js";
import { storeRoutes } from "./routes/store.js";
import { threadRoutes } from "./routes/threads.js";
import { Runner } from "./runner.js";

/** The graphs of a fake server by their ids. A graph of one node may be the node alone. */
export type FakeGraphs = Readonly<Record<string, FakeNode<never> | FakeGraph<never>>>;

/** Options of {@link createFakeServer}. */
export interface FakeServerOptions {
  graphs: FakeGraphs;
}

/** An error response. A rate limit is `{ status: 429, headers: { "retry-after": "0" } }`. */
interface StatusFault {
  status: number;
  detail?: string | undefined;
  headers?: Record<string, string> | undefined;
}

/**
 * A failure of a request: an error response, no response at all, or a stream that breaks. A client's retries and reconnects
 * then show what they do.
 */
export type Fault =
  | StatusFault
  /** The request fails as if the server could not be reached. */
  | { unreachable: true }
  /** The stream breaks after this number of events. The run goes on. */
  | { cutAfter: number };

/** A LangGraph server in memory. Its data, ids and runs are its own. */
export interface FakeServer {
  /** The `fetch` of a client. Every URL leads to this server. */
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** All requests, in order, also those that failed. */
  readonly requests: readonly FakeRequest[];
  /** The webhooks that runs have called at their end. Nothing is sent. */
  readonly webhooks: readonly FakeWebhook[];
  /**
   * Makes the next requests of an operation fail.
   *
   * @param operation - As in the API's document, such as `POST /threads/{thread_id}/runs/stream`, or `*` for every request.
   * @param times - The number of requests. Default: 1.
   */
  fail(operation: OperationKey | "*", fault: Fault, times?: number): void;
  /**
   * Starts the run of a cron now. The schedules of crons start none.
   *
   * @returns The ids of the run.
   */
  runCron(cronId: string): { threadId: string; runId: string };
}

const INFO = {
  version: "0.0.0",
  langgraph_py_version: "0.0.0",
  flags: { assistants: true, crons: true },
  metadata: {},
};

interface Route {
  method: string;
  operation: string;
  pattern: RegExp;
  handler: Handler;
}

function routesOf(handlers: Record<string, Handler>): Route[] {
  const routes = Object.entries(handlers).map(([operation, handler]) => {
    const [method = "", path = ""] = operation.split(" ");
    return { method, operation, handler, pattern: new RegExp(`${path.replace(/\{\w+\}/g, "([^/]+)")}/?$`) };
  });
  // The longest path matches first, because a path may begin with any prefix. Of two, the one with fewer ids matches first:
  // `/runs/batch` before `/runs/{run_id}`.
  const count = ({ operation }: Route, mark: string): number => operation.split(mark).length;
  return routes.sort(
    (left, right) => count(right, "/") - count(left, "/") || count(left, "{") - count(right, "{"),
  );
}

/**
 * Creates a server in memory for unit tests: `new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch })`. It has every
 * route that a method of the client needs.
 */
export function createFakeServer(options: FakeServerOptions): FakeServer {
  if (!isRecord(options) || !isRecord(options.graphs)) {
    const example = 'createFakeServer({ graphs: { agent: () => "Hello" } })';
    throw new InvalidArgumentError("graphs", `expected an object, as in ${example}.`);
  }
  return new InMemoryServer(options.graphs);
}

class InMemoryServer implements FakeServer {
  readonly requests: FakeRequest[] = [];
  readonly #database: Database;
  readonly #runner: Runner;
  readonly #routes: Route[];
  readonly #faults: { operation: string; fault: Fault; times: number }[] = [];

  constructor(graphs: FakeGraphs) {
    const database = new Database(graphs);
    const runner = new Runner(database);
    this.#database = database;
    this.#runner = runner;
    this.#routes = routesOf({
      ...assistantRoutes(database),
      ...threadRoutes(database),
      ...runRoutes(database, runner),
      ...cronRoutes(database),
      ...storeRoutes(database),
      ...protocolRoutes(database, runner),
      "GET /ok": () => ({ ok: true }),
      "GET /info": () => INFO,
    });
  }

  get webhooks(): readonly FakeWebhook[] {
    return this.#database.webhooks;
  }

  // An arrow function: callers pass it on.
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = await readRequest(input, init);
    // Like over a network, other work goes on meanwhile: a test may poll.
    await nextTask();
    throwIfAborted(request.signal);
    const { route, ids } = findRoute(this.#routes, request);
    const { method, path, query, headers, body, signal } = request;
    this.requests.push({ method, path, operation: route?.operation, query, headers, body });
    const fault = this.#takeFault(route?.operation);
    if (fault !== undefined && "unreachable" in fault) throw new TypeError("fetch failed");
    if (fault !== undefined && "status" in fault) return failed(fault);
    if (route === undefined) return failed(this.#missing(path));
    return respond(route.handler, {
      ids,
      query,
      headers,
      body: isRecord(body) ? body : {},
      list: Array.isArray(body) ? body : [],
      signal,
      cutAfter: fault?.cutAfter,
    });
  };

  fail(operation: OperationKey | "*", fault: Fault, times = 1): void {
    const isKnown = operation === "*" || this.#routes.some((route) => route.operation === operation);
    if (!isKnown) {
      const example = '"POST /threads/{thread_id}/runs/stream", or "*"';
      throw new InvalidArgumentError("operation", `unknown: ${operation}. Use one such as ${example}.`);
    }
    this.#faults.push({ operation, fault, times });
  }

  runCron(cronId: string): { threadId: string; runId: string } {
    const cron = this.#database.crons.get(cronId);
    if (cron === undefined) throw new InvalidArgumentError("cronId", "no cron has this id.");
    const { assistant_id, payload, metadata, on_run_completed: after, thread_id: threadId = null } = cron;
    const body = { ...payload, assistant_id, metadata: { ...metadata, cron_id: cronId } };
    const keep = after === "keep" ? { on_completion: "keep" } : {};
    const { run } = startRun(this.#database, this.#runner, threadId, { ...body, ...keep });
    return { threadId: run.thread_id, runId: run.run_id };
  }

  #takeFault(operation: string | undefined): Fault | undefined {
    const found = this.#faults.find((each) => each.times > 0 && [operation, "*"].includes(each.operation));
    if (found !== undefined) found.times -= 1;
    return found?.fault;
  }

  #missing(path: string): StatusFault {
    const isKnown = this.#routes.some(({ pattern }) => pattern.exec(path)?.index === 0);
    return isKnown ? { status: 405, detail: "Method Not Allowed" } : { status: 404, detail: "Not Found" };
  }
}

async function readRequest(input: string | URL | Request, init?: RequestInit) {
  const request = typeof input === "object" && "method" in input ? input : undefined;
  const url = new URL(request?.url ?? String(input));
  const headers = Object.fromEntries(new Headers(init?.headers ?? request?.headers));
  const given = init?.body ?? (await request?.text());
  const text = typeof given === "string" ? given : await new Response(given ?? null).text();
  return {
    method: init?.method ?? request?.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: parseBody(text),
    signal: init?.signal ?? request?.signal ?? undefined,
  };
}

function parseBody(text: string): unknown {
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

/** Finds the route of a path, behind any prefix that `apiUrl` has. */
function findRoute(routes: readonly Route[], { method, path }: { method: string; path: string }) {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match !== null) return { route, ids: match.slice(1).map(decodeURIComponent) };
  }
  return { route: undefined, ids: [] };
}

async function respond(handler: Handler, call: Call): Promise<Response> {
  try {
    const result = await handler(call);
    throwIfAborted(call.signal);
    if (result instanceof Response) return result;
    return result === undefined ? new Response(null, { status: 204 }) : json(result);
  } catch (error) {
    if (error instanceof HttpError) return failed({ status: error.status, detail: error.message });
    throw error;
  }
}

function failed({ status, detail = `HTTP ${status}`, headers = {} }: StatusFault): Response {
  return json({ detail }, { status, headers });
}
