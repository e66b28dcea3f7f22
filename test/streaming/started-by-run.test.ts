/** Streams that `stream.run` starts: one request, whose events wait for their consumer. */
import type { RunStream } from "langgraph-client";
import { LangGraphError, NotFoundError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import { event, readNames, scripted } from "../helpers/scripted-server.js";
import type { ScriptedServer, ServerScript } from "../helpers/scripted-server.js";

const chunk = (text: string) => [
  { type: "AIMessageChunk", id: "m", content: text },
  { langgraph_node: "agent", langgraph_checkpoint_ns: "" },
];
const whole =
  event("metadata", { run_id: "r" }, "0") +
  event("messages", chunk("Hel"), "1") +
  event("messages", chunk("lo"), "2") +
  event("values", { a: 1 }, "3") +
  event("custom", '"c"', "4");
const ids = { runId: "r", threadId: "t" };
const hidden = { "content-type": "text/event-stream" };

/** Serves the run whole, and its last event for the proof of its end. */
function serve(script: Partial<ServerScript> = {}): ScriptedServer {
  const stream: ServerScript["stream"] = ({ isNew }) => ({
    text: isNew ? whole : event("custom", '"c"', "4"),
  });
  const state = { values: { a: 1 }, next: [], tasks: [], metadata: { run_id: "r" } };
  return scripted({ stream, state, ...script });
}

const posts = ({ requests }: ScriptedServer) => requests.filter((request) => request.startsWith("POST"));

/** Waits for a promise that may never settle. */
const settles = (promise: Promise<unknown>) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 2_000, "pending"))]);

/** Reads a stream in one of its ways. Returns the items as text. */
const consumers: [name: string, read: (stream: RunStream) => Promise<unknown>, result: unknown][] = [
  ["a loop", (stream) => readNames(stream).then(({ seen }) => seen.join()), "metadata 0,values 3"],
  [
    "text()",
    async (stream) => {
      let text = "";
      for await (const each of stream.text()) text += each;
      return text;
    },
    "Hello",
  ],
  [
    "messages()",
    async (stream) => {
      const texts: unknown[] = [];
      for await (const { content } of stream.messages()) texts.push(content);
      return texts;
    },
    ["Hel", "Hello"],
  ],
  [
    "parts()",
    async (stream) => {
      const types: string[] = [];
      for await (const { type } of stream.parts()) types.push(type);
      return types.filter((type) => type === "custom" || type === "values");
    },
    ["values", "custom"],
  ],
  ["final()", async (stream) => (await stream.final()).values, { a: 1 }],
];

describe.each([
  ["in a header", undefined],
  ["in the first event", hidden],
])("a server that sends the ids %s", (_, headers) => {
  test.each(consumers)("sends one POST if `await stream.run` precedes %s", async (_, read, expected) => {
    const server = serve({ headers });
    const stream = server.client.runs.stream("t", "agent") as RunStream;
    expect(await stream.run).toEqual(ids);
    expect(await read(stream)).toEqual(expected);
    expect(await stream.final()).toMatchObject({ status: "success", values: { a: 1 } });
    expect(posts(server)).toEqual(["POST stream"]);
  });

  test.each(consumers)(
    "sends one POST if `stream.run.then(save)` precedes %s",
    async (name, read, expected) => {
      const server = serve({ headers });
      const stream = server.client.runs.stream("t", "agent") as RunStream;
      const saved: unknown[] = [];
      const saving = stream.run.then((run) => saved.push(run));
      const result = await read(stream);
      await saving;
      // A loop reads all that the server sends: the request had its modes.
      expect(result).toEqual(
        name === "a loop" ? "metadata 0,messages 1,messages 2,values 3,custom 4" : expected,
      );
      expect(saved).toEqual([ids]);
      expect(posts(server)).toEqual(["POST stream"]);
    },
  );

  test("sends one POST if `stream.run` is read many times, and the loop comes much later", async () => {
    const server = serve({ headers });
    const stream = server.client.runs.stream("t", "agent");
    await Promise.all([stream.run, stream.run, stream.run]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await readNames(stream)).seen).toEqual(["metadata 0", "values 3"]);
    expect(posts(server)).toEqual(["POST stream"]);
  });

  test("calls onRunCreated once", async () => {
    const created: unknown[] = [];
    const server = serve({ headers });
    const stream = server.client.runs.stream("t", "agent", { onRunCreated: (run) => created.push(run) });
    await stream.run;
    await readNames(stream);
    expect(created).toEqual([{ run_id: "r", thread_id: "t" }]);
  });

  test("throws the error of onRunCreated in the loop", async () => {
    const error = new TypeError("mine");
    const server = serve({ headers });
    const stream = server.client.runs.stream("t", "agent", {
      onRunCreated: () => {
        throw error;
      },
    });
    // The ids are known before the callback is called.
    await stream.run.catch(() => {});
    expect((await readNames(stream)).error).toBe(error);
    expect(await failure(stream.final())).toBe(error);
    expect(server.open()).toBe(0);
  });
});

test("resolves stream.run although a gateway's events precede the first event of the run", async () => {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (each) => void (controller = each) });
  const send = async (text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller?.enqueue(new TextEncoder().encode(text));
  };
  const server = serve({ stream: () => new Response(body, { headers: hidden }) });
  const stream = server.client.runs.stream("t", "agent", { streamResumable: false });
  const { run } = stream;
  await send(event("ping", "1"));
  await send(event("ping", "2"));
  await send(whole);
  expect(await settles(run)).toEqual(ids);
  await send(event("ping", "3"));
  controller?.close();
  // The events wait in their order.
  expect((await readNames(stream)).seen).toEqual(["ping", "ping", "metadata 0", "values 3", "ping"]);
});

test.each([
  ["the first event of the run lacks the ids", { text: event("values", { a: 1 }) }],
  ["no event arrives", { text: "" }],
  ["only events of a gateway arrive", { text: event("ping", {}) }],
  ["the metadata have no id", { text: event("metadata", { attempt: 1 }) }],
  ["the metadata are a list", { text: event("metadata", [1]) }],
  ["the id is an object", { text: event("metadata", { run_id: { toString: 1 } }) }],
])("rejects stream.run if %s, and the stream remains readable", async (_, connection) => {
  const server = serve({ stream: () => connection, headers: hidden });
  const stream = server.client.runs.stream("t", "agent");
  expect(await settles(failure(stream.run))).toBeInstanceOf(LangGraphError);
  const { error } = await readNames(stream);
  expect(error === undefined || error instanceof LangGraphError).toBe(true);
  expect(await settles(failure(stream.final()))).toBeInstanceOf(LangGraphError);
  expect(posts(server)).toEqual(["POST stream"]);
});

describe("a request that fails", () => {
  test.each([
    [404, NotFoundError],
    [409, LangGraphError],
    [422, LangGraphError],
    [500, LangGraphError],
  ])("rejects stream.run, and the consumer throws the same error: %i", async (status, expected) => {
    for (const [name, read] of consumers) {
      const server = serve({ stream: () => new Response("{}", { status }) });
      const stream = server.client.runs.stream("t", "agent") as RunStream;
      const error = await failure(stream.run);
      expect(error).toBeInstanceOf(expected);
      const thrown = name === "a loop" ? (await readNames(stream)).error : await failure(read(stream));
      expect(thrown, name).toBe(error);
      expect(await failure(stream.final())).toBe(error);
      expect(await failure(stream.run)).toBe(error);
      expect(server.requests).toEqual(["POST stream"]);
    }
  });

  test("rejects final() alone with the same error", async () => {
    const server = serve({ stream: () => new Response("{}", { status: 409 }) });
    const stream = server.client.runs.stream("t", "agent");
    const [fromRun, fromFinal] = await Promise.all([failure(stream.run), failure(stream.final())]);
    expect(fromFinal).toBe(fromRun);
    expect(server.requests).toEqual(["POST stream"]);
  });

  test("rejects stream.run with the error of invalid arguments, without a request", async () => {
    const server = serve();
    const stream = server.client.runs.stream("t", "agent", { maxReconnects: -1 });
    const error = await failure(stream.run);
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "maxReconnects" });
    expect((await readNames(stream)).error).toBe(error);
    expect(server.requests).toEqual([]);
  });

  test("causes no unhandled rejection if nobody awaits stream.run", async () => {
    const server = serve({ stream: () => new Response("{}", { status: 409 }) });
    void server.client.runs.stream("t", "agent").run;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests).toEqual(["POST stream"]);
  });
});

describe("close() and abort", () => {
  test("send nothing if they come before stream.run is read", async () => {
    const server = serve();
    const stream = server.client.runs.stream("t", "agent");
    stream.close();
    expect(await settles(failure(stream.run))).toBeInstanceOf(LangGraphError);
    const aborted = server.client.runs.stream("t", "agent", { signal: AbortSignal.abort(new Error("mine")) });
    expect(await settles(failure(aborted.run))).toMatchObject({ message: "mine" });
    expect(server.requests).toEqual([]);
  });

  test("send nothing if close() follows in the same tick", async () => {
    const server = serve();
    const stream = server.client.runs.stream("t", "agent");
    const { run } = stream;
    stream.close();
    expect(await settles(failure(run))).toBeInstanceOf(LangGraphError);
    expect(server.requests).toEqual([]);
  });

  test("close the connection that stream.run opened", async () => {
    for (const then of ["silence", "end"] as const) {
      const server = serve({ stream: () => ({ text: whole, then }) });
      const stream = server.client.runs.stream("t", "agent");
      await stream.run;
      stream.close();
      expect(server.open()).toBe(0);
      expect(await readNames(stream)).toEqual({ seen: [], error: undefined });
      expect(await stream.run).toEqual(ids);
    }
  });

  test("settle stream.run if close() comes before the first event", async () => {
    const server = serve({ stream: () => ({ text: "", then: "silence" }), headers: hidden });
    const stream = server.client.runs.stream("t", "agent");
    const { run } = stream;
    await new Promise((resolve) => setTimeout(resolve, 5));
    stream.close();
    expect(await settles(failure(run))).toBeInstanceOf(LangGraphError);
    expect(server.open()).toBe(0);
  });

  test("settle stream.run and the loop with the reason of an abort", async () => {
    const reason = new Error("mine");
    for (const headers of [undefined, hidden]) {
      const controller = new AbortController();
      const server = serve({ stream: () => ({ text: "", then: "silence" }), headers });
      const stream = server.client.runs.stream("t", "agent", { signal: controller.signal });
      const { run } = stream;
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort(reason);
      const settled = await settles(run.catch((error: unknown) => error));
      expect(settled).toEqual(headers === undefined ? ids : reason);
      expect((await readNames(stream)).error).toBe(reason);
      expect(await settles(failure(stream.final()))).toBe(reason);
      expect(server.open()).toBe(0);
    }
  });
});

test("sends nothing until stream.run is read", async () => {
  const server = serve();
  const stream = server.client.runs.stream("t", "agent");
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(server.requests).toEqual([]);
  await stream.run;
  expect(posts(server)).toEqual(["POST stream"]);
  stream.close();
});

test.each(["text", "messages", "parts"] as const)(
  "asks for the modes that final() needs after %s() of a stateless run",
  async (consumer) => {
    const server = serve();
    const stream = server.client.runs.stream(null, "agent");
    for await (const _ of stream[consumer]());
    expect(await stream.final()).toMatchObject({ values: { a: 1 } });
    expect(JSON.parse(server.bodies[0] ?? "")).toMatchObject({
      stream_mode: expect.arrayContaining(["messages-tuple", "values"]) as unknown,
    });
  },
);
