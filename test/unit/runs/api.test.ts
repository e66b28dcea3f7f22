/** The requests of a stream, over a scripted fetch. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError, LangGraphError } from "../../../src/errors.js";
import { cancelRun, HttpRunApi, streamSpec } from "../../../src/runs/api.js";
import type { CallOptions } from "../../../src/transport/call-options.js";
import { operationSpec } from "../../../src/transport/transport.js";
import { failure } from "../../helpers/async.js";
import { json, networkError, scriptedTransport } from "../requests.js";
import type { Step } from "../requests.js";

const run = { runId: "r", threadId: "t" };
const stateless = { runId: "r", threadId: null };
const never = new AbortController().signal;
const sse = (location?: string): Response =>
  new Response("", {
    headers: {
      "content-type": "text/event-stream",
      ...(location === undefined ? {} : { "content-location": location }),
    },
  });

function apiOf(steps: readonly Step[], threadId: string | null = "t", call: CallOptions = {}) {
  const scripted = scriptedTransport(steps);
  const api = new HttpRunApi(scripted.transport, {
    threadId,
    call,
    openSpec: (mode) => ({
      ...operationSpec("POST /threads/{thread_id}/runs/stream", ["t"]),
      body: { stream_mode: mode },
    }),
    query: { stream_mode: ["values", "custom"] },
  });
  return { api, ...scripted };
}

test.each([
  ["a thread", run, "GET /threads/{thread_id}/runs/{run_id}/stream", { thread_id: "t", run_id: "r" }],
  ["no thread", stateless, "GET /runs/{run_id}/stream", { run_id: "r" }],
])("streamSpec describes the stream of a run with %s", (_, ids, operation, pathParams) => {
  const { method, path, pathParams: given } = streamSpec(ids);
  expect([`${method} ${path}`, given]).toEqual([operation, pathParams]);
});

describe("cancelRun", () => {
  const path = "POST /threads/t/runs/r/cancel";

  test.each<[string, object, object | undefined, string]>([
    ["interrupts the run by default", {}, undefined, `${path}?action=interrupt`],
    [
      "does not send wait: false, which the JS server takes for true",
      { wait: false },
      {},
      `${path}?action=interrupt`,
    ],
    ["sends wait: true as a number", { wait: true }, {}, `${path}?wait=1&action=interrupt`],
    ["sends the action", { action: "rollback" }, {}, `${path}?action=rollback`],
    [
      "lets fields override",
      { action: "rollback" },
      { action: "x", extraQuery: { b: 1 } },
      `${path}?action=x&b=1`,
    ],
  ])("cancelRun %s", async (_, options, fields, expected) => {
    const { transport, calls, sent } = scriptedTransport([new Response(null, { status: 202 })]);
    expect(await cancelRun(transport, run, options, fields)).toBeUndefined();
    expect(sent()).toEqual([expected]);
    expect(calls[0]?.init.body).toBeUndefined();
  });

  test.each([
    [true, false],
    [false, true],
  ])("cancelRun with wait: %s has a time limit: %s", async (wait, hasLimit) => {
    const { transport, calls } = scriptedTransport([json({})]);
    await cancelRun(transport, run, { wait });
    expect(calls[0]?.init.signal instanceof AbortSignal).toBe(hasLimit);
  });

  test("cancelRun is retried after an ambiguous failure", async () => {
    const { transport, calls } = scriptedTransport([networkError("ECONNRESET"), json({})]);
    await cancelRun(transport, run, {});
    expect(calls).toHaveLength(2);
  });

  test("cancelRun refuses a wait that is not a boolean, and sends nothing", async () => {
    const { transport, calls } = scriptedTransport([]);
    // An untyped program.
    const error = await failure(cancelRun(transport, run, { wait: 1 as unknown as boolean }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({
      message: "wait: expected a boolean, got 1.",
    });
    expect(calls).toEqual([]);
  });
});

describe("HttpRunApi", () => {
  test.each<[string, string | null, string | undefined, unknown]>([
    ["the ids of the response", "t", "/threads/t/runs/r", run],
    ["the caller's thread before the response's", "t", "/threads/x/runs/r", run],
    ["the caller's thread if the response names no thread", "t", "/runs/r", run],
    ["the response's thread of a stateless run", null, "/threads/x/runs/r", { runId: "r", threadId: "x" }],
    ["no thread if nobody names one", null, "/runs/r", stateless],
    ["undefined without the header", "t", undefined, undefined],
  ])("open returns as the run's ids %s", async (_, threadId, location, expected) => {
    const { api } = apiOf([sse(location)], threadId);
    expect((await api.open(["values"], never)).run).toEqual(expected);
  });

  test("open sends the mode, the call's options, and has no time limit", async () => {
    const call = { headers: { a: "1" }, extraBody: { b: 1 } };
    const { api, calls, sent } = apiOf([sse()], "t", call);
    await api.open(["messages-tuple"], never);
    expect(sent()).toEqual(["POST /threads/t/runs/stream"]);
    expect(calls[0]?.init).toMatchObject({ body: '{"stream_mode":["messages-tuple"],"b":1}', signal: never });
    expect(calls[0]?.headers.get("a")).toBe("1");
    expect(calls[0]?.headers.get("accept")).toBe("text/event-stream");
  });

  test.each([
    ["with an id", "5", "5"],
    ["without an id", undefined, null],
  ])("reconnect %s sends the query and the shared options, and is not retried", async (_, id, header) => {
    const call = {
      headers: { a: "1" },
      extraQuery: { b: 1 },
      extraBody: { c: 1 },
      maxRetries: 5,
      timeoutMs: 9,
    };
    const { api, calls, sent } = apiOf([networkError("ECONNRESET")], "t", call);
    expect(await failure(api.reconnect(run, id, never))).toMatchObject({ name: "ConnectionError" });
    expect(sent()).toEqual(["GET /threads/t/runs/r/stream?stream_mode=values&stream_mode=custom&b=1"]);
    expect(calls[0]?.headers.get("last-event-id")).toBe(header);
    expect(calls[0]?.headers.get("a")).toBe("1");
    expect(calls[0]?.init.body).toBeUndefined();
  });

  test("reconnect returns the stream", async () => {
    const response = sse();
    const { api } = apiOf([response]);
    expect((await api.reconnect(run, undefined, never)).body).toBe(response.body);
  });

  test.each<[string, number | undefined, number]>([
    ["is retried without a limit", undefined, 4],
    ["is not retried with a limit", 100, 1],
  ])("status %s", async (_, timeoutMs, count) => {
    const steps = Array.from({ length: 5 }, () => networkError("ECONNRESET"));
    const { api, calls } = apiOf(steps);
    expect(await failure(api.status(run, never, timeoutMs))).toMatchObject({ name: "ConnectionError" });
    expect(calls).toHaveLength(count);
  });

  test("status joins a failed run for its error, with the shared options", async () => {
    const error = { error: "E", message: "m" };
    const steps = [json({ status: "error" }), json({ __error__: error })];
    const { api, calls, sent } = apiOf(steps, "t", { headers: { a: "1" } });
    expect(await api.status(run, undefined)).toEqual({ type: "ended", cancelled: false, failure: error });
    expect(sent()).toEqual(["GET /threads/t/runs/r", "GET /threads/t/runs/r/join"]);
    expect(calls.map(({ headers }) => headers.get("a"))).toEqual(["1", "1"]);
  });

  test("join returns the output, completed", async () => {
    const steps = [
      json({ a: 1 }),
      json({ status: "success" }),
      json({ values: {}, next: [], metadata: { run_id: "r" } }),
    ];
    const { api, calls, sent } = apiOf(steps, "t", { headers: { a: "1" } });
    expect(await api.join(run)).toEqual({ a: 1 });
    expect(sent()).toEqual(["GET /threads/t/runs/r/join", "GET /threads/t/runs/r", "GET /threads/t/state"]);
    expect(calls.map(({ headers }) => headers.get("a"))).toEqual(["1", "1", "1"]);
  });

  test("join throws RunFailedError for a failed run", async () => {
    const { api } = apiOf([json({ __error__: { error: "E", message: "m" } }), json({ status: "error" })]);
    expect(await failure(api.join(run))).toMatchObject({ name: "RunFailedError", detail: "m" });
  });

  test("state returns the thread's state", async () => {
    const own = { values: 1, metadata: { run_id: "r" }, tasks: [] };
    const { api, calls, sent } = apiOf([json(own)], "t", { headers: { a: "1" } });
    expect(await api.state(run)).toEqual(own);
    expect(sent()).toEqual(["GET /threads/t/state"]);
    expect(calls[0]?.headers.get("a")).toBe("1");
  });

  test("state returns undefined for a run without a thread, and sends nothing", async () => {
    const { api, sent } = apiOf([]);
    expect(await api.state(stateless)).toBeUndefined();
    expect(sent()).toEqual([]);
  });

  test("cancel cancels the run with the shared options", async () => {
    const { api, calls, sent } = apiOf([json({})], "t", { headers: { a: "1" }, extraBody: { c: 1 } });
    await api.cancel(run, { wait: true });
    expect(sent()).toEqual(["POST /threads/t/runs/r/cancel?wait=1&action=interrupt"]);
    expect(calls[0]?.headers.get("a")).toBe("1");
    expect(calls[0]?.init.body).toBeUndefined();
  });

  test("cancel refuses a run without a thread, and sends nothing", async () => {
    const { api, calls } = apiOf([], null);
    const error = await failure(api.cancel(stateless, {}));
    expect(error).toBeInstanceOf(LangGraphError);
    expect(error).toMatchObject({
      message:
        'A run without a thread cannot be cancelled. Start it with onDisconnect: "cancel", and close its stream.',
    });
    expect(calls).toEqual([]);
  });
});
