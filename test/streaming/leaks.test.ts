/** What a stream leaves behind when it is left: nothing, on either side of the socket. */
import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { LangGraphClient } from "langgraph-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { failure } from "../helpers/async.js";

const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
const event = (id: number) => `event: values\ndata: ${id}\nid: ${id}\n\n`;

/** A server whose streams stay open, and how many are. */
async function serve(respond: (response: ServerResponse, count: number) => void) {
  const open = new Set<ServerResponse>();
  let count = 0;
  const server = createServer((request, response) => {
    open.add(response);
    response.on("close", () => open.delete(response));
    if (request.url?.endsWith("/stream")) respond(response.writeHead(200, headers), count++);
    else response.end('{"run_id":"r","status":"running"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, open, client: new LangGraphClient({ apiUrl: url, apiKey: null }) };
}

/** All answers were closed by whoever asked for them. */
async function allClosed(open: Set<ServerResponse>): Promise<void> {
  for (const response of open) await once(response, "close");
}

describe("a stream that was opened again", () => {
  test("and is left: the server sees both connections close", async () => {
    const { client, open } = await serve((response, count) => {
      if (count === 0) response.write(event(1), () => response.destroy());
      else response.write(event(1) + event(2));
    });
    for await (const { id } of client.runs.stream("t", "agent")) if (id === "2") break;
    await allClosed(open);
    expect(open.size).toBe(0);
  });

  test("after silence: the dead connection is closed", async () => {
    // Each says again what came before.
    const { client, open } = await serve((response, count) => {
      response.write([event(0), event(1), event(2)].slice(Math.max(0, count - 1), count + 1).join(""));
    });
    const seen: unknown[] = [];
    for await (const { id } of client.runs.stream("t", "agent", { idleTimeoutMs: 20 })) {
      seen.push(id);
      if (seen.length < 2) continue;
      // That of the silent stream is closed, that of the next one is open.
      while (open.size > 1) await Promise.race([...open].map((response) => once(response, "close")));
      break;
    }
    await allClosed(open);
    expect(open.size).toBe(0);
  });
});

test("a thousand streams that are opened and left leave no socket, no timer and no listener", async () => {
  const { client, open } = await serve((response) => void response.write(event(1) + event(2)));
  const count = (kind: RegExp) => process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;
  const controller = new AbortController();
  const { signal } = controller;

  const leave: (() => Promise<unknown>)[] = [
    async () => {
      for await (const _ of client.runs.stream("t", "agent", { signal })) break;
    },
    async () => {
      const stream = client.runs.joinStream("t", "r", { lastEventId: "-1", signal });
      await stream.next();
      stream.close();
    },
    async () => {
      const own = new AbortController();
      const stream = client.runs.stream("t", "agent", { signal: own.signal });
      await stream.next();
      const waiting = stream.next().then(() => stream.next());
      own.abort();
      await failure(waiting);
      expect(getEventListeners(own.signal, "abort")).toEqual([]);
    },
    async () => {
      const stream = client.threads.joinStream("t", { signal });
      await stream.next();
      await stream.return();
    },
    async () => {
      for await (const _ of client.runs.stream("t", "agent", { signal, idleTimeoutMs: 60_000 })) break;
    },
  ];
  const round = async (times: number) => {
    for (let turns = 0; turns < times; turns += 1) await leave[turns % leave.length]?.();
    await allClosed(open);
    await turn();
  };

  await round(20);
  const before = { sockets: count(/TCPSocket/), timers: count(/Timeout/) };
  await round(1_000);
  expect(count(/TCPSocket/)).toBeLessThanOrEqual(before.sockets);
  // The runtime's own come and go.
  expect(count(/Timeout/)).toBeLessThan(before.timers + 10);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(open.size).toBe(0);
});

test("a program that leaves a stream ends by itself", async () => {
  const { url, open } = await serve((response) => {
    response.write(event(1));
    const beats = setInterval(() => response.write(": heartbeat\n\n"), 100);
    response.on("close", () => clearInterval(beats));
  });
  const program = fileURLToPath(new URL("./leave.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  const [code] = (await once(child, "close")) as [number];
  expect({ said, code }).toEqual({ said: "values\n", code: 0 });
  await allClosed(open);
});

test("who reads slowly holds the server back", async () => {
  const size = 64 * 1024;
  const count = 1_000;
  let written = 0;
  const { client } = await serve(async (response) => {
    const text = JSON.stringify("x".repeat(size));
    for (let id = 0; id < count; id += 1) {
      written += size;
      if (!response.write(`event: values\ndata: ${text}\nid: ${id}\n\n`)) await once(response, "drain");
    }
    response.end("event: end\ndata: null\n\n");
  });
  let read = 0;
  let ahead = 0;
  for await (const { event } of client.runs.stream("t", "agent")) {
    if (event !== "end") read += size;
    // The server has every opportunity to run ahead.
    for (let turns = 0; turns < 10; turns += 1) await turn();
    ahead = Math.max(ahead, written - read);
  }
  expect(read).toBe(size * count);
  expect(ahead).toBeLessThan((size * count) / 4);
});
