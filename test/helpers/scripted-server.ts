/** A server of one run whose connections and statuses a test writes down. */
import type { LangGraphClient } from "langgraph-client";
import type { Sleep } from "../../src/backoff.js";
import { clientWithSleep, skipping } from "./skipped-delays.js";
import { streamBody } from "./stream-body.js";

/** One connection of the run's stream: its text, and what follows. Default: a clean end. */
export interface ScriptedConnection {
  text: string;
  then?: "end" | "reset" | "silence" | undefined;
}

/** A request for the run's stream. `count`: number of connections before it. */
export interface StreamRequest {
  count: number;
  isNew: boolean;
  lastEventId: string | null;
}

export interface ServerScript {
  /** Chooses the connection, or the whole response. */
  stream: (request: StreamRequest) => ScriptedConnection | Response;
  /** The body of the status request. `count`: number of such requests before it. Default: the run has succeeded. */
  status?: ((count: number) => unknown) | undefined;
  /** Headers of the streams. Default: `Content-Location` names the run `r` of the thread `t`. */
  headers?: Record<string, string> | undefined;
  /** The state of the thread. */
  state?: unknown;
  /** Waits before a reconnect. Default: skips the delay. */
  sleep?: Sleep | undefined;
}

export interface ScriptedServer {
  client: LangGraphClient;
  /** The requests in order, with their Last-Event-ID: `POST stream`, `GET stream 7`, `GET status`. */
  requests: string[];
  /** The bodies of the requests that have one. */
  bodies: string[];
  /** The delays that the client skipped. */
  delays: number[];
  /** Returns the number of connections that are open. */
  open: () => number;
}

/** Encodes an event. Data that is not text is encoded as JSON. */
export function event(name: string, data: unknown, id?: string): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `event: ${name}\ndata: ${text}\n${id === undefined ? "" : `id: ${id}\n`}\n`;
}

const LOCATION = { "content-location": "/threads/t/runs/r" };

/** Creates a scripted server, and a client of it without retries. */
export function scripted(script: ServerScript): ScriptedServer {
  const requests: string[] = [];
  const bodies: string[] = [];
  const delays: number[] = [];
  let connections = 0;
  let statuses = 0;
  let open = 0;
  const stream = (init: RequestInit, lastEventId: string | null): Response => {
    const chosen = script.stream({ count: connections++, isNew: init.method === "POST", lastEventId });
    if (chosen instanceof Response) return chosen;
    open += 1;
    const body = bodyOf(chosen, init.signal ?? undefined, () => (open -= 1));
    return new Response(body, {
      headers: { "content-type": "text/event-stream", ...(script.headers ?? LOCATION) },
    });
  };
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const lastEventId = new Headers(init.headers).get("last-event-id");
    if (typeof init.body === "string") bodies.push(init.body);
    const kind = /\/(stream|state|join|runs\/r)$/.exec(pathname)?.[1] ?? pathname;
    const name = kind === "runs/r" ? "status" : kind;
    requests.push([init.method, name, ...(lastEventId === null ? [] : [lastEventId])].join(" "));
    if (name === "stream") return stream(init, lastEventId);
    if (name === "/threads/t") return Response.json({ thread_id: "t", status: "idle" });
    if (name === "state") return Response.json(script.state ?? { values: {}, next: [], tasks: [] });
    const body = script.status?.(statuses++) ?? { run_id: "r", status: "success" };
    return body instanceof Response ? body : Response.json(body);
  };
  const sleep = script.sleep ?? skipping(delays);
  const client = clientWithSleep({ fetch, apiKey: null, maxRetries: 0 }, sleep);
  return { client, requests, bodies, delays, open: () => open };
}

function bodyOf(
  { text, then }: ScriptedConnection,
  signal: AbortSignal | undefined,
  onClose: () => void,
): ReadableStream<Uint8Array> {
  const how = then === "silence" ? "stall" : (then ?? "end");
  return streamBody(new TextEncoder().encode(text), how, { signal, onClose });
}

/** A stored run: its events, which a replay sends after an id by their order. */
export interface StoredEvent {
  id: string;
  event: string;
  data: unknown;
}

/** Encodes the events that a server sends: all of a new run, else those after `lastEventId`. */
export function replay(events: readonly StoredEvent[], { isNew, lastEventId }: StreamRequest): string {
  const isFromStart = isNew || lastEventId === "-1";
  if (!isFromStart && lastEventId === null) return "";
  const from = isFromStart ? 0 : events.findLastIndex(({ id }) => id === lastEventId) + 1;
  return events
    .slice(from)
    .map((each) => event(each.event, JSON.stringify(each.data), each.id))
    .join("");
}

/** The result of a stream that was read to its end. */
export interface ReadEvents {
  /** The names and ids of the events, such as `values 1`. */
  seen: string[];
  error: unknown;
}

/** Reads a stream to its end. */
export async function readNames(
  stream: AsyncIterable<{ event: string; id?: string | undefined }>,
): Promise<ReadEvents> {
  const seen: string[] = [];
  try {
    for await (const { event: name, id } of stream) seen.push(id === undefined ? name : `${name} ${id}`);
    return { seen, error: undefined };
  } catch (error) {
    return { seen, error };
  }
}
