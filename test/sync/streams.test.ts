/** Streams of the synchronous client: events as they arrive, cuts, and their end. */
import { RunFailedError, StreamDisconnectedError } from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import { afterAll, describe, expect, inject, test } from "vitest";
import { caught, until } from "../helpers/async.js";
import { sse } from "../helpers/server.js";
import { startServers } from "./start.js";

const servers = startServers();
const client = new SyncLangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
afterAll(async () => {
  client.close();
  await servers[Symbol.asyncDispose]();
});

const input = { messages: [{ role: "user", content: "one two three" }] };
const metadata = 'event: metadata\ndata: {"run_id":"r"}\n\n';
const held = { ...sse(metadata), then: 'event: values\ndata: {"a":1}\n\n' };
const settings = { apiKey: null, maxRetries: 0 };

describe("a stream of the LangGraph server", () => {
  test("a loop, text(), messages() and parts() yield what the asynchronous ones do", () => {
    const { thread_id: id } = client.threads.create();
    const events = [...client.runs.stream(id, "agent", { input, streamMode: ["values", "updates"] })];
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["metadata", "values", "updates"]) as string[],
    );
    const text = [...client.runs.stream(id, "agent", { input }).text()];
    expect(text.length).toBeGreaterThan(1);
    expect(text.join("")).toContain("one two three");
    const messages = [...client.runs.stream(id, "agent", { input }).messages()];
    expect(messages.at(-1)?.content).toBe(text.join(""));
    const parts = [...client.runs.stream(id, "agent", { input }).parts()];
    expect(parts.map(({ type }) => type)).toEqual(expect.arrayContaining(["message", "values"]) as string[]);
  });

  test("final(), run and cursor work before, beside and after a loop", () => {
    const { thread_id: id } = client.threads.create();
    const stream = client.runs.stream(id, "agent", { input });
    const { runId } = stream.run;
    const events = [...stream];
    expect(events[0]?.type).toBe("metadata");
    expect(stream.final()).toMatchObject({ status: "success", interrupts: [] });
    expect(stream.cursor).toBeDefined();
    expect([...client.runs.joinStream(id, runId, { cursor: stream.cursor })]).toEqual([]);
    expect(client.runs.stream(id, "agent", { input }).final().status).toBe("success");
  });

  test("cancel() stops the run", () => {
    const { thread_id: id } = client.threads.create();
    const stream = client.runs.stream(id, "slow", { input: { ticks: 100, delay_ms: 50 } });
    stream.next();
    expect(caught(() => stream.final())).toMatchObject({
      message: expect.stringMatching(/^final\(\) waits for the end of the stream/) as string,
    });
    stream.cancel({ wait: true });
    expect([...stream].length).toBeLessThan(100);
    expect(stream.final().status).toBe("cancelled");
  });

  test("the error of a failed run is thrown by the loop", () => {
    const error = caught(() => [...client.runs.stream(null, "thrower", { input: { message: "broken" } })]);
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({ detail: expect.stringContaining("broken") as string });
  });

  test.each(["reset", "truncate", "end"] as const)(
    "every event arrives once if connections are cut (%s)",
    async (how) => {
      const { thread_id: id } = client.threads.create();
      const damages = [60, 400, 700].map((after) => ({ after, how, unmistakable: true }));
      const { url } = await servers.proxy(inject("serverUrl"), ...damages);
      using cut = new SyncLangGraphClient({ apiUrl: url, apiKey: null });
      const stream = cut.runs.stream(id, "slow", {
        input: { ticks: 8, delay_ms: 20 },
        streamMode: ["values", "custom"],
      });
      const events = [...stream];
      expect((await servers.state(url)).cuts).toBeGreaterThan(1);
      const stored = [...client.runs.joinStream(id, stream.run.runId)];
      expect(events).toEqual(stored);
    },
  );

  test("onReconnect is called, and its error ends the stream", async () => {
    const { thread_id: id } = client.threads.create();
    const { url } = await servers.proxy(inject("serverUrl"), { after: 60, how: "reset" });
    using cut = new SyncLangGraphClient({ apiUrl: url, apiKey: null });
    const reason = new Error("enough");
    const stream = cut.runs.stream(id, "agent", {
      input,
      onReconnect: ({ attempt, cause }) => {
        expect([attempt, cause]).toEqual([1, expect.any(Error)]);
        throw reason;
      },
    });
    expect(caught(() => [...stream])).toBe(reason);
  });
});

describe("a stream of a local server", () => {
  test("each event is delivered as it arrives", async () => {
    const { url } = await servers.listen([held]);
    using first = new SyncLangGraphClient({ ...settings, apiUrl: url });
    using second = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const names: string[] = [];
    for (const { event } of first.raw.stream("GET", "/threads/{thread_id}/stream", {
      params: { path: { thread_id: "t" } },
    })) {
      names.push(event);
      // The server sends the second event after this call.
      if (event === "metadata") second.request("POST", "/go");
    }
    expect(names).toEqual(["metadata", "values"]);
  });

  test.each([
    ["break", (stream: Iterable<unknown>) => void [...first(stream)]],
    ["return()", (stream: Generator) => void (stream.next(), stream.return(undefined))],
    ["Symbol.dispose", (stream: Generator) => void (stream.next(), stream[Symbol.dispose]())],
  ])("%s closes the connection", async (_, leave) => {
    const { url } = await servers.listen([held]);
    using own = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const stream = own.runs.stream("t", "agent", { streamResumable: false });
    leave(stream);
    await until(
      () => servers.state(url),
      ({ closed }) => closed === 1,
    );
    expect(stream.next()).toEqual({ done: true, value: undefined });
  });

  test("break inside text() closes the connection of its stream", async () => {
    const message = 'event: messages\ndata: [{"type":"AIMessageChunk","id":"m","content":"a"},{}]\n\n';
    const { url } = await servers.listen([{ ...sse(metadata + message), then: "" }]);
    using own = new SyncLangGraphClient({ ...settings, apiUrl: url });
    for (const text of own.runs.stream("t", "agent").text()) {
      expect(text).toBe("a");
      break;
    }
    await until(
      () => servers.state(url),
      ({ closed }) => closed === 1,
    );
  });

  test("throw() throws the caller's own error", async () => {
    const { url } = await servers.listen([held]);
    using own = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const stream = own.runs.stream("t", "agent");
    stream.next();
    const reason = new Error("mine");
    expect(caught(() => stream.throw(reason))).toBe(reason);
  });

  test("a stream has one consumer", async () => {
    const { url } = await servers.listen([held]);
    using own = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const stream = own.runs.stream("t", "agent");
    stream.next();
    expect(caught(() => [...stream.text()])).toMatchObject({
      message: expect.stringMatching(/is being read by a loop/) as string,
    });
  });

  test("a StreamDisconnectedError can reconnect", async () => {
    const { thread_id: id } = client.threads.create();
    const { url } = await servers.proxy(inject("serverUrl"), { after: 400, how: "truncate" });
    using cut = new SyncLangGraphClient({ apiUrl: url, apiKey: null });
    const whole = client.runs.stream(id, "slow", { input: { ticks: 4, delay_ms: 10 } });
    const expected = [...whole];
    const events: unknown[] = [];
    const read = (stream: Iterable<unknown>): unknown => {
      try {
        for (const event of stream) events.push(event);
      } catch (error) {
        return error;
      }
      return undefined;
    };
    let error = read(cut.runs.joinStream(id, whole.run.runId, { maxReconnects: 0 }));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    // A busy server ends some replays early.
    for (let attempt = 0; attempt < 5 && error instanceof StreamDisconnectedError; attempt += 1) {
      error = read(error.reconnect?.() as unknown as Iterable<unknown>);
    }
    expect(error).toBeUndefined();
    expect(events).toEqual(expected);
  });

  test("a script that reads thousands of streams keeps the results of the last ones only", async () => {
    const { url } = await servers.listen(sse(metadata));
    using own = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const streams = Array.from({ length: 102 }, () => {
      const stream = own.raw.stream("POST", "/runs/stream", { body: { assistant_id: "agent" } });
      expect([...stream]).toHaveLength(1);
      return stream;
    });
    expect(streams.at(-1)?.next()).toEqual({ done: true, value: undefined });
    expect(caught(() => streams[0]?.next())).toMatchObject({
      message: expect.stringMatching(/^This stream has ended/) as string,
    });
  });
});

/** Takes the first item and leaves. */
function* first<T>(source: Iterable<T>): Generator<T> {
  for (const item of source) {
    yield item;
    break;
  }
}
