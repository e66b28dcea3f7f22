/** EventStream: when it sends its request, how often it can be read, and how it is closed or aborted. */
import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen, sse } from "../helpers/server.js";

/** Starts a server that sends some events and keeps its streams open. */
async function openServer(text = "event: values\ndata: 1\n\n") {
  let resolveOpened: (response: ServerResponse) => void;
  const opened = new Promise<ServerResponse>((resolve) => (resolveOpened = resolve));
  const server = await listen((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(text);
    resolveOpened(response);
    return undefined;
  });
  return { ...server, response: opened, client: new LangGraphClient({ apiUrl: server.url, apiKey: null }) };
}

const closed = async (opened: Promise<ServerResponse>) => {
  const response = await opened;
  if (!response.destroyed) await once(response, "close");
};

describe("reading a stream", () => {
  test("a stream sends its request when it is first read", async () => {
    const server = await listen(sse("event: end\ndata: null\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.requests).toEqual([]);
    await stream.next();
    expect(server.requests).toHaveLength(1);
  });

  test("a stream has no then method, so that await returns the stream itself", async () => {
    const { client } = await openServer();
    const stream = client.runs.stream("t", "agent");
    expect("then" in stream).toBe(false);
    // oxlint-disable-next-line typescript/await-thenable -- the test checks that a stream is not thenable
    expect(await stream).toBe(stream);
  });

  test("throws LangGraphError when a stream is iterated a second time", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    expect(await all(stream)).toHaveLength(1);
    expect(await failure(all(stream))).toMatchObject({
      name: "LangGraphError",
      message: expect.stringMatching(/join/),
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a stream passes its events through yield*", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n"));
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    async function* outer() {
      yield* client.runs.stream("t", "agent");
    }
    expect((await all(outer())).map(({ data }) => data)).toEqual([1, 2]);
  });

  test("resolves concurrent next() calls in their order", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    const results = await Promise.all([stream.next(), stream.next(), stream.next()]);
    expect(results.map(({ done, value }) => (done ? "done" : value?.data))).toEqual([1, 2, "done"]);
  });
});

describe("the connection of a stream", () => {
  test("closes the connection after break", async () => {
    const { client, response } = await openServer();
    for await (const event of client.runs.stream("t", "agent")) if (event.event === "values") break;
    await closed(response);
  });

  test.each(["text", "messages"] as const)(
    "closes the connection after break in a loop over %s()",
    async (method) => {
      const chunk = JSON.stringify([{ type: "ai", id: "m", content: "a" }, {}]);
      const { client, response } = await openServer(`event: messages\ndata: ${chunk}\n\n`);
      for await (const _ of client.runs.stream("t", "agent")[method]()) break;
      await closed(response);
    },
  );

  test("closes the connection after an error in the loop", async () => {
    const { client, response } = await openServer();
    const loop = async () => {
      for await (const _ of client.runs.stream("t", "agent")) throw new Error("mine");
    };
    expect(await failure(loop())).toMatchObject({ message: "mine" });
    await closed(response);
  });

  test("closes the connection after return(), and a waiting next() resolves as done", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    const waiting = stream.next();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("closes the connection after throw()", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    expect(await failure(stream.throw(new Error("mine")))).toMatchObject({ message: "mine" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("closes the connection after close(), which discards buffered events", async () => {
    const { client, response } = await openServer("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n");
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    stream.close();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("closes the connection after Symbol.asyncDispose", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    await stream[Symbol.asyncDispose]();
    await closed(response);
  });

  test.each(["", "event: values\ndata: 1\n\n"])(
    "closes the connection after InvalidEventError for an event that follows %j",
    async (before) => {
      const { client, response } = await openServer(`${before}event: values\ndata: oops\n\n`);
      expect(await failure(all(client.runs.stream("t", "agent")))).toMatchObject({
        name: "InvalidEventError",
      });
      await closed(response);
    },
  );

  test("closes the connection after close() before the response headers", async () => {
    let resolveArrived: (response: ServerResponse) => void;
    const arrived = new Promise<ServerResponse>((resolve) => (resolveArrived = resolve));
    const server = await listen((_, response) => {
      resolveArrived(response);
      return undefined;
    });
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    const waiting = stream.next();
    await arrived;
    stream.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await closed(arrived);
  });
});

describe("an aborted stream", () => {
  test("throws the signal's reason when a stream is aborted before the response headers", async () => {
    const controller = new AbortController();
    const server = await listen(() => {
      controller.abort(new Error("enough"));
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const error = await failure(all(client.runs.stream("t", "agent", { signal: controller.signal })));
    expect(error).toMatchObject({ message: "enough" });
  });

  test.each(["t", null])(
    "throws the signal's reason and closes the connection when a stream is aborted while waiting for an event (thread %s)",
    async (threadId) => {
      const controller = new AbortController();
      const { client, response } = await openServer();
      const stream = client.runs.stream(threadId, "agent", { signal: controller.signal });
      await stream.next();
      const waiting = stream.next();
      // Let the stream start to wait for the connection.
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error("enough"));
      expect(await failure(waiting)).toMatchObject({ message: "enough" });
      await closed(response);
    },
  );

  test("throws the signal's reason instead of a buffered event when a stream is aborted inside the loop", async () => {
    const controller = new AbortController();
    const { client, response } = await openServer("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n");
    const seen: unknown[] = [];
    const loop = async () => {
      for await (const event of client.runs.stream("t", "agent", { signal: controller.signal })) {
        seen.push(event.data);
        controller.abort(new Error("enough"));
      }
    };
    expect(await failure(loop())).toMatchObject({ message: "enough" });
    expect(seen).toEqual([1]);
    await closed(response);
  });

  test("rejects only the first of several waiting next() calls when a stream is aborted", async () => {
    const controller = new AbortController();
    const { client } = await openServer();
    const stream = client.runs.stream("t", "agent", { signal: controller.signal });
    await stream.next();
    const waiting = [failure(stream.next()), stream.next()];
    controller.abort(new Error("enough"));
    expect(await Promise.all(waiting)).toMatchObject([{ message: "enough" }, { done: true }]);
  });

  test("throws the signal's reason instead of a buffered event when a thread's stream is aborted", async () => {
    const controller = new AbortController();
    const { client, response } = await openServer("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n");
    const stream = client.threads.joinStream("t", { signal: controller.signal });
    await stream.next();
    controller.abort(new Error("enough"));
    expect(await failure(stream.next())).toMatchObject({ message: "enough" });
    await closed(response);
  });

  test("accepts a signal in place of the options of joinStream", async () => {
    const controller = new AbortController();
    const { client, response } = await openServer();
    const stream = client.runs.joinStream("t", "r", controller.signal);
    await stream.next();
    controller.abort(new Error("enough"));
    expect(await failure(stream.next())).toMatchObject({ message: "enough" });
    await closed(response);
  });
});

test("leaves no listener on the caller's signal after a stream ended, was left or was closed", async () => {
  const { signal } = new AbortController();
  const server = await listen(sse("event: values\ndata: 1\n\n"));
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  for (let round = 0; round < 5; round += 1) {
    await all(client.runs.stream("t", "agent", { signal }));
    for await (const _ of client.runs.stream("t", "agent", { signal })) break;
    client.runs.stream("t", "agent", { signal }).close();
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("applies backpressure: a paused reader stops the server before half of the stream is sent", async () => {
  const block = `event: custom\ndata: ${JSON.stringify("x".repeat(64_000))}\n\n`;
  const total = 1_000;
  let sent = 0;
  const server = await listen(async (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (; sent < total && !response.destroyed; sent += 1) {
      if (!response.write(block)) await once(response, "drain").catch(() => {});
    }
    response.end("event: end\ndata: null\n\n");
    return undefined;
  });
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const stream = client.runs.stream(null, "agent", { streamMode: "custom" });
  await stream.next();
  // Wait until the server has stopped writing.
  for (let before = -1; before !== sent;) {
    before = sent;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  // The stream has 64 MB, of which the sockets buffer some.
  expect(sent).toBeLessThan(total / 2);

  let read = 1;
  for await (const { event } of stream) if (event === "custom") read += 1;
  expect(read).toBe(total);
});
