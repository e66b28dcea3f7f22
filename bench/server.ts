/**
 * A server over real sockets, in a process of its own. `/after-10/…` answers after 10 ms. `POST …/runs/stream` streams
 * `input.count` tokens, one every `input.everyMs`; the run's id says how many it had, so that it can be asked for again.
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

/** The streams by their length: each is made once. */
const datasets = new Map<number, Dataset>();

function streamOf(count: number): Dataset {
  const dataset = datasets.get(count) ?? tokens({ count, chunk: "event" });
  datasets.set(count, dataset);
  return dataset;
}

/** The streams under way. All go forward together: a timer for each would measure the server. */
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
  running.set(response, streamOf(count).chunks()[Symbol.iterator]());
  ticker ??= setInterval(tick, everyMs);
}

function answer(response: ServerResponse, body: string | Uint8Array, type = "application/json"): void {
  const length = Buffer.byteLength(body);
  response.writeHead(200, { "content-type": type, "content-length": length }).end(body);
}

function respond(request: IncomingMessage, response: ServerResponse, body: string): void {
  const { method, url = "" } = request;
  if (!url.includes("/runs")) return answer(response, THREAD);
  if (method === "POST") return start(response, (JSON.parse(body) as { input: Pace }).input);
  const [, count = "1"] = /\/runs\/r-(\d+)/.exec(url) ?? [];
  if (url.endsWith("/stream")) return answer(response, streamOf(Number(count)).last, "text/event-stream");
  answer(response, JSON.stringify({ run_id: `r-${count}`, thread_id: "t", status: "success" }));
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
// Clients that are idle between rounds find their connections again.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4_096, () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("disconnect", () => process.exit(0));
