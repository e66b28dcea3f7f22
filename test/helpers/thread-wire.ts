/** A minimal reader of a thread's stream, independent of the client: the runs of a thread as the server stores them. */
import { once } from "node:events";
import { Agent, request } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** The time within which a server must end its runs and send its events. */
const LIMIT_MS = 60_000;

/** An event of a thread as the server sends it. */
interface WireEvent {
  event_id?: string;
  method: string;
  params: { namespace: string[]; data: unknown };
}

/** A run of a thread as the server replays it. */
export interface StoredRun {
  runId: string | undefined;
  /** The events as texts, by {@link textOf}. */
  events: string[];
  /** True if the event at the end of the run is among them. */
  hasEnded: boolean;
}

/** All channels of the protocol. */
const CHANNELS = [
  "values",
  "updates",
  "messages",
  "tools",
  "lifecycle",
  "input",
  "checkpoints",
  "tasks",
  "custom",
];

/** The content of an event as text. Ids, times and the texts of errors differ between two readings. */
export function textOf(event: string, namespace: readonly string[], data: unknown): string {
  const content = event === "lifecycle" ? phaseOf(data) : data;
  return JSON.stringify([event, namespace, content]);
}

function phaseOf(data: unknown): unknown {
  return (data as { event?: unknown }).event;
}

/** Each request has a connection of its own: a kept one may be closed by the server as the request is sent. */
const agent = new Agent({ keepAlive: false });

async function send(method: string, url: string, body?: object): Promise<IncomingMessage> {
  const outgoing = request(url, { method, agent, headers: { "content-type": "application/json" } });
  outgoing.end(body && JSON.stringify(body));
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  return response;
}

/** Sends a request with a JSON body, and returns the response's body. */
export async function json(
  method: "GET" | "POST",
  url: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await send(method, url, body);
  const received = await text(response);
  if (response.statusCode !== 200) throw new Error(`${method} ${url}: ${response.statusCode} ${received}`);
  return JSON.parse(received) as Record<string, unknown>;
}

/** Sends a command to a thread. Returns its result. */
export async function command(
  url: string,
  threadId: string,
  method: string,
  params: object,
): Promise<Record<string, unknown>> {
  const response = await json("POST", `${url}/threads/${threadId}/commands`, { id: 1, method, params });
  if (response["type"] !== "success") throw new Error(`${method}: ${JSON.stringify(response)}`);
  return response["result"] as Record<string, unknown>;
}

/** Deletes a thread: a server keeps all events of its threads, and slows down with their number. */
export async function deleteThread(url: string, threadId: string): Promise<void> {
  (await send("DELETE", `${url}/threads/${threadId}`)).resume();
}

/** Waits until no run of a thread is active. */
export async function untilIdle(url: string, threadId: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const thread = await json("GET", `${url}/threads/${threadId}`);
    if (thread["status"] !== "busy") return;
    if (performance.now() > deadline) throw new Error(`A run does not end: ${JSON.stringify(thread)}`);
    await sleep(50);
  }
}

/**
 * Reads the stored runs of an idle thread, until they are whole and the server has sent nothing for a while; or as far as it
 * sends them.
 */
export async function storedRuns(
  url: string,
  threadId: string,
  isWhole: (runs: readonly StoredRun[]) => boolean,
): Promise<{ runs: StoredRun[]; bytes: number }> {
  const response = await send("POST", `${url}/threads/${threadId}/stream/events`, { channels: CHANNELS });
  let received = "";
  response.setEncoding("utf8").on("data", (chunk: string) => void (received += chunk));
  const deadline = performance.now() + LIMIT_MS / 4;
  let runs: StoredRun[] = [];
  for (let before = -1; before !== received.length || !isWhole(runs);) {
    if (performance.now() > deadline) break;
    before = received.length;
    await sleep(300);
    runs = runsOf(received);
  }
  response.destroy();
  return { runs, bytes: received.length };
}

function runsOf(received: string): StoredRun[] {
  const runs: StoredRun[] = [];
  for (const message of received.split(/\r?\n\r?\n/).slice(0, -1)) {
    const line = /^data: ?(.*)$/m.exec(message)?.[1];
    if (line === undefined) continue;
    const { event_id = "", method, params } = JSON.parse(line) as WireEvent;
    const { namespace, data } = params;
    const phase = method === "lifecycle" && namespace.length === 0 ? phaseOf(data) : undefined;
    if (phase === "running") {
      runs.push({ runId: /^synth:([^:]+):/.exec(event_id)?.[1], events: [], hasEnded: false });
    }
    const run = runs.at(-1);
    if (run === undefined) continue;
    if (method === "tasks") {
      const { metadata } = data as { metadata?: { run_id?: string } };
      run.runId ??= metadata?.run_id;
    }
    run.events.push(textOf(method, namespace, data));
    run.hasEnded ||= ["completed", "failed", "interrupted"].includes(String(phase));
  }
  return runs;
}
