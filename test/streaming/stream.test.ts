/** A stream as its user holds it: when it is sent, how it is left, how often it is read. */
import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen, sse } from "../helpers/server.js";

/** A server that opens streams and leaves them open. */
async function openServer(text = "event: values\ndata: 1\n\n") {
  let opened: (response: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => (opened = resolve));
  const server = await listen((_, made) => {
    made.writeHead(200, { "content-type": "text/event-stream" }).write(text);
    opened(made);
    return undefined;
  });
  return { ...server, response, client: new LangGraphClient({ apiUrl: server.url, apiKey: null }) };
}

const closed = async (response: Promise<ServerResponse>) => {
  const made = await response;
  if (!made.destroyed) await once(made, "close");
};

describe("a stream", () => {
  test("sends nothing before it is read", async () => {
    const server = await listen(sse("event: end\ndata: null\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.requests).toEqual([]);
    await stream.next();
    expect(server.requests).toHaveLength(1);
  });

  test("is no promise: await gives the stream", async () => {
    const { client } = await openServer();
    const stream = client.runs.stream("t", "agent");
    expect("then" in stream).toBe(false);
    expect(await stream).toBe(stream);
  });

  test("can be iterated once, and says so", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    expect(await all(stream)).toHaveLength(1);
    expect(await failure(all(stream))).toMatchObject({
      name: "LangGraphError",
      message: expect.stringMatching(/join/),
    });
    expect(server.requests).toHaveLength(1);
  });

  test("goes through yield*", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n"));
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    async function* outer() {
      yield* client.runs.stream("t", "agent");
    }
    expect((await all(outer())).map(({ data }) => data)).toEqual([1, 2]);
  });

  test("answers calls of next that are made together in their order", async () => {
    const server = await listen(sse("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n"));
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    const results = await Promise.all([stream.next(), stream.next(), stream.next()]);
    expect(results.map(({ done, value }) => (done ? "done" : value?.data))).toEqual([1, 2, "done"]);
  });
});

describe("the connection is closed by", () => {
  test("break", async () => {
    const { client, response } = await openServer();
    for await (const event of client.runs.stream("t", "agent")) if (event.event === "values") break;
    await closed(response);
  });

  test.each(["text", "messages"] as const)("break out of %s()", async (method) => {
    const piece = JSON.stringify([{ type: "ai", id: "m", content: "a" }, {}]);
    const { client, response } = await openServer(`event: messages\ndata: ${piece}\n\n`);
    for await (const _ of client.runs.stream("t", "agent")[method]()) break;
    await closed(response);
  });

  test("an error in the loop", async () => {
    const { client, response } = await openServer();
    const loop = async () => {
      for await (const _ of client.runs.stream("t", "agent")) throw new Error("mine");
    };
    expect(await failure(loop())).toMatchObject({ message: "mine" });
    await closed(response);
  });

  test("return, also while next waits", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    const waiting = stream.next();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("throw", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    expect(await failure(stream.throw(new Error("mine")))).toMatchObject({ message: "mine" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("close, and what was read already is not given any more", async () => {
    const { client, response } = await openServer("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n");
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    stream.close();
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await closed(response);
  });

  test("the end of its scope", async () => {
    const { client, response } = await openServer();
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    await stream[Symbol.asyncDispose]();
    await closed(response);
  });

  test.each(["", "event: values\ndata: 1\n\n"])("an event that is no JSON, behind: %j", async (before) => {
    const { client, response } = await openServer(`${before}event: values\ndata: oops\n\n`);
    expect(await failure(all(client.runs.stream("t", "agent")))).toMatchObject({ name: "InvalidEventError" });
    await closed(response);
  });

  test("close before an answer came", async () => {
    let arrived: (response: ServerResponse) => void;
    const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const server = await listen((_, made) => {
      arrived(made);
      return undefined;
    });
    const stream = new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.stream("t", "agent");
    const waiting = stream.next();
    await response;
    stream.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await closed(response);
  });
});

describe("an abort throws the signal's reason", () => {
  test("while an answer is awaited", async () => {
    const controller = new AbortController();
    const server = await listen(() => {
      controller.abort(new Error("enough"));
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const error = await failure(all(client.runs.stream("t", "agent", { signal: controller.signal })));
    expect(error).toMatchObject({ message: "enough" });
  });

  test.each(["t", null])("while an event is awaited, and closes the connection: %s", async (threadId) => {
    const controller = new AbortController();
    const { client, response } = await openServer();
    const stream = client.runs.stream(threadId, "agent", { signal: controller.signal });
    await stream.next();
    const waiting = stream.next();
    // Until it really waits for the connection.
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error("enough"));
    expect(await failure(waiting)).toMatchObject({ message: "enough" });
    await closed(response);
  });

  test("from inside of the loop", async () => {
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

  test("once, however many calls of next wait", async () => {
    const controller = new AbortController();
    const { client } = await openServer();
    const stream = client.runs.stream("t", "agent", { signal: controller.signal });
    await stream.next();
    const waiting = [failure(stream.next()), stream.next()];
    controller.abort(new Error("enough"));
    expect(await Promise.all(waiting)).toMatchObject([{ message: "enough" }, { done: true }]);
  });

  test("of a thread, whose next event is here already", async () => {
    const controller = new AbortController();
    const { client, response } = await openServer("event: values\ndata: 1\n\nevent: values\ndata: 2\n\n");
    const stream = client.threads.joinStream("t", { signal: controller.signal });
    await stream.next();
    controller.abort(new Error("enough"));
    expect(await failure(stream.next())).toMatchObject({ message: "enough" });
    await closed(response);
  });

  test("and a signal alone is enough for joinStream", async () => {
    const controller = new AbortController();
    const { client, response } = await openServer();
    const stream = client.runs.joinStream("t", "r", controller.signal);
    await stream.next();
    controller.abort(new Error("enough"));
    expect(await failure(stream.next())).toMatchObject({ message: "enough" });
    await closed(response);
  });
});

test("nothing stays on the caller's signal", async () => {
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

test("a reader that is slow holds the server back: nothing piles up in the client", async () => {
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
  // Whatever would still come by itself has come when what is sent does not grow any more.
  for (let before = -1; before !== sent;) {
    before = sent;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  // 64 MB in all; sockets of both sides hold some.
  expect(sent).toBeLessThan(total / 2);

  let read = 1;
  for await (const { event } of stream) if (event === "custom") read += 1;
  expect(read).toBe(total);
});
