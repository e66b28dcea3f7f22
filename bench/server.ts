/**
 * A server over real sockets in a separate process. Delays responses to `/after-10/…` by 10 ms. `POST …/runs/stream`
 * streams `input.count` tokens, one every `input.everyMs` (0: all at once); the run's id contains the count, for reconnects.
 */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tokens } from "./data.js";
import type { Dataset } from "./data.js";

const THREAD = JSON.stringify({
  thread_id: "t",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
  metadata: { topic: "benchmarks", owner: "nobody" },
  status: "idle",
  values: { messages: [{ type: "human", content: "Hello", id: "1" }] },
  interrupts: {},
});

interface Pace {
  count: number;
  everyMs: number;
}

/** Cached streams by length. */
const datasets = new Map<number, Dataset>();

function streamOf(count: number): Dataset {
  const dataset = datasets.get(count) ?? tokens({ count, chunk: "event" });
  datasets.set(count, dataset);
  return dataset;
}

/** Open streams. One timer advances all of them, because one timer per stream would slow the server down. */
const running = new Map<ServerResponse, Iterator<Uint8Array>>();
let ticker: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  for (const [response, events] of running) {
    const { done, value } = events.next();
    if (done !== true) response.write(value);
    else {
      running.delete(response);
      response.end();
    }
  }
  if (running.size === 0) {
    clearInterval(ticker);
    ticker = undefined;
  }
}

function start(response: ServerResponse, { count, everyMs }: Pace): void {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "content-location": `/threads/t/runs/r-${count}`,
  });
  if (everyMs === 0) {
    for (const chunk of streamOf(count).chunks()) response.write(chunk);
    response.end();
    return;
  }
  running.set(response, streamOf(count).chunks()[Symbol.iterator]());
  ticker ??= setInterval(tick, everyMs);
}

function send(response: ServerResponse, body: string | Uint8Array, type = "application/json"): void {
  const length = Buffer.byteLength(body);
  response.writeHead(200, { "content-type": type, "content-length": length }).end(body);
}

function respond(request: IncomingMessage, response: ServerResponse, body: string): void {
  const { method, url = "" } = request;
  if (!url.includes("/runs")) return send(response, THREAD);
  if (method === "POST") return start(response, (JSON.parse(body) as { input: Pace }).input);
  const [, count = "1"] = /\/runs\/r-(\d+)/.exec(url) ?? [];
  if (url.endsWith("/stream")) return send(response, streamOf(Number(count)).last, "text/event-stream");
  send(response, JSON.stringify({ run_id: `r-${count}`, thread_id: "t", status: "success" }));
}

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => (body += text));
  request.on("end", () => {
    const [, ms] = /^\/after-(\d+)\//.exec(request.url ?? "") ?? [];
    if (ms === undefined) respond(request, response, body);
    else setTimeout(() => respond(request, response, body), Number(ms));
  });
});
// Keep connections of clients open while they are idle between rounds.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4_096, () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("disconnect", () => process.exit(0));
