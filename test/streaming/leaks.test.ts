/** Streams that are left early leave no sockets, timers or listeners behind, on either side of the connection. */
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

/** Starts a server whose streams stay open. `open`: the responses that are open. */
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

/** Waits until the client has closed all responses. */
async function allClosed(open: Set<ServerResponse>): Promise<void> {
  for (const response of open) await once(response, "close");
}

describe("a reconnected stream", () => {
  test("closes both connections when the loop is left after a reconnect", async () => {
    const { client, open } = await serve((response, count) => {
      if (count === 0) response.write(event(1), () => response.destroy());
      else response.write(event(1) + event(2));
    });
    for await (const { id } of client.runs.stream("t", "agent")) if (id === "2") break;
    await allClosed(open);
    expect(open.size).toBe(0);
  });

  test("closes the silent connection when it reconnects after idleTimeoutMs", async () => {
    // Each connection repeats the last event of the one before.
    const { client, open } = await serve((response, count) => {
      response.write([event(0), event(1), event(2)].slice(Math.max(0, count - 1), count + 1).join(""));
    });
    const seen: unknown[] = [];
    for await (const { id } of client.runs.stream("t", "agent", { idleTimeoutMs: 20 })) {
      seen.push(id);
      if (seen.length < 2) continue;
      // Wait until only the newest connection is open.
      while (open.size > 1) await Promise.race([...open].map((response) => once(response, "close")));
      break;
    }
    await allClosed(open);
    expect(open.size).toBe(0);
  });
});

test("leaves no sockets, timers or listeners behind after a thousand streams are left early", async () => {
  const { client, open } = await serve((response) => void response.write(event(1) + event(2)));
  const count = (kind: RegExp) => process.getActiveResourcesInfo().filter((name) => kind.test(name)).length;
  const controller = new AbortController();
  const { signal } = controller;

  const readers: (() => Promise<unknown>)[] = [
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
    for (let turns = 0; turns < times; turns += 1) await readers[turns % readers.length]?.();
    await allClosed(open);
    await turn();
  };

  await round(20);
  const before = { sockets: count(/TCPSocket/), timers: count(/Timeout/) };
  await round(1_000);
  expect(count(/TCPSocket/)).toBeLessThanOrEqual(before.sockets);
  // Allow for the runtime's own timers.
  expect(count(/Timeout/)).toBeLessThan(before.timers + 10);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  expect(open.size).toBe(0);
});

test("lets the process exit after a stream is left early", async () => {
  const { url, open } = await serve((response) => {
    response.write(event(1));
    const beats = setInterval(() => response.write(": heartbeat\n\n"), 100);
    response.on("close", () => clearInterval(beats));
  });
  const program = fileURLToPath(new URL("./leave-stream.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  let stdout = "";
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  const [code] = (await once(child, "close")) as [number];
  expect({ stdout, code }).toEqual({ stdout: "values\n", code: 0 });
  await allClosed(open);
});
