/** Streams and states of long conversations, for the growth of time and memory. */
import { bodyOf, eventsReply, jsonReply } from "./stub.js";
import type { Fetch } from "./clients.js";

const encoder = new TextEncoder();

interface SentEvent {
  event: string;
  data: unknown;
  id?: number;
}

function frame({ event, data, id }: SentEvent): Uint8Array {
  const line = id === undefined ? "" : `id: ${id}\n`;
  return encoder.encode(`${line}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

const METADATA: SentEvent = { event: "metadata", data: { run_id: "r", thread_id: "t" }, id: 0 };

/** A chunk of the one message of a run. */
function chunk(fields: object, id: number): SentEvent {
  const message = { content: "", type: "AIMessageChunk", id: "run-1", tool_call_chunks: [], ...fields };
  return { event: "messages", data: [message, { langgraph_node: "agent", langgraph_step: 1 }], id };
}

/** One message in so many chunks. */
export function longMessage(chunks: number): SentEvent[] {
  return Array.from({ length: chunks }, (_, index) => chunk({ content: `word ${index % 10} ` }, index + 1));
}

/** One call of a tool, whose arguments have so many kilobytes, in chunks of 100 characters. */
export function longArguments(kilobytes: number): SentEvent[] {
  const part = `${"x".repeat(97)}\\n`;
  const texts = [`{"text":"`, ...Array<string>(kilobytes * 10).fill(part), `"}`];
  return texts.map((args, index) =>
    chunk({ tool_call_chunks: [{ index: 0, id: "call", name: "write", args }] }, index + 1),
  );
}

/** The messages of a thread. */
function messages(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    type: index % 2 === 0 ? "human" : "ai",
    content: `Some text of message ${index}`,
    id: `message-${index}`,
  }));
}

/** Twenty steps of a run in a thread with so many messages: a state of all of them at each step. */
export function longThread(count: number): SentEvent[] {
  const before = messages(count);
  return Array.from({ length: 20 }, (_, step) => ({
    event: "values",
    data: { messages: [...before, ...messages(count + step + 1).slice(count)] },
    id: step + 1,
  }));
}

/** Events of a gateway, which have no id. */
function withoutIds(count: number): SentEvent[] {
  return Array.from({ length: count }, (_, index) => ({ event: "ping", data: index }));
}

/** The bytes of events; `"break"` breaks the connection. */
function* bytesOf(events: readonly (SentEvent | "break")[]): Iterable<Uint8Array> {
  for (const event of events) {
    if (event === "break") throw new TypeError("terminated");
    yield frame(event);
  }
}

/** A server with one run: the events of its connections, the last of which repeats the last event. */
function connectionsFetch(...connections: (SentEvent | "break")[][]): Fetch {
  let opened = 0;
  return async (url, init) => {
    if (!url.includes("/stream")) return jsonReply('{"run_id":"r","status":"success"}');
    if (init.method === "POST") opened = 0;
    const events = connections[opened] ?? [];
    opened += 1;
    return eventsReply(bodyOf(bytesOf(events)));
  };
}

/** A server with one run that has these events. */
export function runFetch(events: readonly SentEvent[]): Fetch {
  return connectionsFetch([METADATA, ...events], events.slice(-1));
}

/** A server whose first connection breaks behind events without an id. */
export function breakingFetch(count: number): Fetch {
  const pings = withoutIds(count);
  const end: SentEvent = { event: "custom", data: "end", id: 1 };
  return connectionsFetch([METADATA, ...pings, "break"], [METADATA, ...pings, end], [end]);
}

/** A server with a thread of so many messages, whose next run streams an answer of 200 chunks. */
export function chatFetch(count: number): Fetch {
  const values = { messages: messages(count) };
  const state = JSON.stringify({ values, next: [], tasks: [], metadata: {}, checkpoint: { thread_id: "t" } });
  const run = runFetch([...longMessage(200), { event: "values", data: values, id: 201 }]);
  return async (url, init) => {
    if (url.includes("/state")) return jsonReply(state);
    return /\/runs(\?|$)/.test(url) ? jsonReply("[]") : run(url, init);
  };
}
