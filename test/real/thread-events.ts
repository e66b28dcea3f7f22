/** Reads the events of a thread without the client, and splits them into runs. */

/** An event as the server sends it. */
export interface WireEvent {
  event_id: string;
  seq: number;
  method: string;
  params: { namespace: string[]; data: unknown };
}

/** All events of a thread that a server has stored. */
export interface StoredThread {
  events: WireEvent[];
  /** The size of the replay. */
  bytes: number;
}

const CHANNELS = "values updates messages tools lifecycle input checkpoints tasks custom".split(" ");

/**
 * Reads the history of a thread whose runs have all ended, over one connection. Servers send the end of a run up to a second
 * after its status has changed.
 *
 * @param ends - The number of root events at which a run ends, such as `completed`.
 */
export async function storedThread(url: string, threadId: string, ends: number): Promise<StoredThread> {
  const abort = new AbortController();
  const response = await fetch(`${url}/threads/${threadId}/stream/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ channels: CHANNELS }),
    signal: abort.signal,
  });
  const events: WireEvent[] = [];
  let bytes = 0;
  let rest = "";
  const limit = () => setTimeout(() => abort.abort(), events.filter(isEnd).length >= ends ? 150 : 3_000);
  let silence = limit();
  try {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      const messages = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/);
      rest = messages.pop() ?? "";
      events.push(...messages.flatMap(parse));
      clearTimeout(silence);
      silence = limit();
    }
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  }
  return { events, bytes };
}

function parse(message: string): WireEvent[] {
  const data = /^data: (.*)$/m.exec(message)?.[1];
  return data === undefined ? [] : [JSON.parse(data) as WireEvent];
}

/** True for an event of the graph itself with which a run ends. */
function isEnd(event: WireEvent): boolean {
  return ["completed", "failed", "interrupted"].includes(String(phaseOf(event)));
}

/** The events of one run, and those of all others. */
export function eventsOfRun(
  events: readonly WireEvent[],
  runId: string,
): { own: WireEvent[]; others: WireEvent[] } {
  const runs: WireEvent[][] = [];
  for (const event of events) {
    if (phaseOf(event) === "running") runs.push([]);
    runs.at(-1)?.push(event);
  }
  const own = runs.find((run) => run.some((event) => belongsTo(event, runId))) ?? [];
  return { own, others: runs.filter((run) => run !== own).flat() };
}

function phaseOf({ method, params }: WireEvent): unknown {
  return method === "lifecycle" && params.namespace.length === 0
    ? (params.data as { event: unknown }).event
    : undefined;
}

/** The Python server has the run in the id of its first event, the JS server in the first event of a task. */
function belongsTo({ event_id: id, method, params }: WireEvent, runId: string): boolean {
  if (method !== "tasks") return id.startsWith(`synth:${runId}:`);
  const { metadata } = params.data as { metadata?: { run_id?: string } };
  return metadata?.run_id === runId;
}

/** The content of an event as text. In a replay, the error of a run can differ. */
export function contentOf(event: string, namespace: readonly string[], data: unknown): string {
  const phase = event === "lifecycle" ? (data as { event: unknown }).event : undefined;
  return `${namespace.join("|")} ${event} ${JSON.stringify(phase ?? data)}`;
}
