/** A stream keeps no event that was delivered: its memory does not grow with their sizes. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { LangGraphClient } from "langgraph-client";
import type { RunStream } from "langgraph-client";
import { expect, test } from "vitest";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const COUNT = 40;
/** The characters of an event's data. */
const SIZE = 500_000;

/** The text of a server-sent event. */
function sse(event: string, data: unknown, id?: string): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? "" : `id: ${id}\n`}\n`;
}

const filler = "x".repeat(SIZE);
const metadata = sse("metadata", { run_id: "r", thread_id: "t" });
const task = (index: number): string => `researcher:task-${index}`;
const message = (index: number) => [
  { type: "AIMessageChunk", id: `run-${index}`, content: "Hello" },
  { langgraph_node: "agent", langgraph_checkpoint_ns: task(index) },
];

/** The chunks of streams, each as large as its event. */
const streams: [string, (index: number) => string, (stream: RunStream) => AsyncIterable<unknown>][] = [
  [
    "a loop, with ids of the Python server",
    (index) => sse("values", { filler }, `${1_795_512_510_480 + index}-0`),
    (stream) => stream,
  ],
  ["a loop, without ids", (index) => sse("values", { filler, index }), (stream) => stream],
  [
    "messages() of many subgraphs",
    (index) => sse("custom", { filler }) + sse(`messages|${task(index)}`, message(index)),
    (stream) => stream.messages(),
  ],
];

test.each(streams)("%s keeps no text of delivered events", async (_, chunk, read) => {
  const encoder = new TextEncoder();
  let sent = 0;
  let held = Infinity;
  const measure = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = measure();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(encoder.encode(sent === 0 ? metadata : chunk(sent)));
      sent += 1;
      if (sent <= COUNT) return;
      held = measure() - before;
      controller.close();
    },
  });
  const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
  const fetch = async (url: string): Promise<Response> =>
    url.includes("/stream") ? new Response(body, { headers }) : Response.json({ status: "success" });
  const client = new LangGraphClient({ apiUrl: "http://api", apiKey: null, fetch });
  const stream = client.runs.stream("t", "agent", { streamResumable: false, streamSubgraphs: true });
  for await (const _ of read(stream));
  // Without a copy of the ids, of the names or of the states, all of them would be held.
  expect(held).toBeLessThan((COUNT * SIZE) / 4);
});
