/** A minimal reader of a thread's stream, independent of the client: the runs of a thread as the server stores them. */
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
export const CHANNELS = [
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

/** Sends a request with a JSON body, and returns the response's body. */
export async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}

/** Sends a command to a thread. Returns its result. */
export async function command(
  url: string,
  threadId: string,
  method: string,
  params: object,
): Promise<Record<string, unknown>> {
  const response = await post(`${url}/threads/${threadId}/commands`, { id: 1, method, params });
  if (response["type"] !== "success") throw new Error(`${method}: ${JSON.stringify(response)}`);
  return response["result"] as Record<string, unknown>;
}

/** Sends a GET request, once more if the server has just closed the kept connection. */
async function get(url: string): Promise<Response> {
  return fetch(url).catch(() => fetch(url));
}

/** Waits until no run of a thread is active. */
export async function untilIdle(url: string, threadId: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const response = await get(`${url}/threads/${threadId}`);
    const thread = (await response.json()) as { status: string };
    if (thread.status !== "busy") return;
    if (performance.now() > deadline) throw new Error(`A run does not end: ${JSON.stringify(thread)}`);
    await sleep(50);
  }
}

/** Reads the stored runs of an idle thread, until the server has sent nothing for a while. */
export async function storedRuns(
  url: string,
  threadId: string,
  isWhole: (runs: readonly StoredRun[]) => boolean,
): Promise<{ runs: StoredRun[]; bytes: number }> {
  const closing = new AbortController();
  const response = await fetch(`${url}/threads/${threadId}/stream/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channels: CHANNELS }),
    signal: closing.signal,
  });
  let text = "";
  const decoder = new TextDecoder();
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
  })().catch(() => {});
  const deadline = performance.now() + LIMIT_MS;
  let runs: StoredRun[] = [];
  for (let before = -1; before !== text.length || !isWhole(runs);) {
    if (performance.now() > deadline)
      throw new Error(
        `The server did not send all runs of ${threadId}: ${JSON.stringify(runs).slice(-2000)}`,
      );
    before = text.length;
    await sleep(300);
    runs = runsOf(text);
  }
  closing.abort();
  await reading;
  return { runs, bytes: text.length };
}

function runsOf(text: string): StoredRun[] {
  const runs: StoredRun[] = [];
  for (const message of text.split(/\r?\n\r?\n/).slice(0, -1)) {
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
