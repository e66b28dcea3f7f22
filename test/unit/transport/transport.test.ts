/** Transport: operations, their rules, and their results. */
import { describe, expect, test } from "vitest";
import { ApiError, InvalidArgumentError, InvalidResponseError } from "../../../src/errors.js";
import { idempotencyOf, NO_RESULT, operationSpec } from "../../../src/transport/transport.js";
import type { OperationKey, OperationRules } from "../../../src/transport/transport.js";
import { caught, failure } from "../../helpers/async.js";
import { json, networkError, scriptedTransport } from "../requests.js";
import type { Step } from "../requests.js";

test.each([
  ["GET", "safe"],
  ["HEAD", "safe"],
  ["PUT", "idempotent"],
  ["DELETE", "idempotent"],
  ["POST", "once"],
  ["PATCH", "once"],
  ["get", "once"],
])("idempotencyOf %s is %s", (method, expected) => {
  expect(idempotencyOf(method)).toBe(expected);
});

describe("operationSpec", () => {
  test("operationSpec describes an operation without ids", () => {
    expect(operationSpec("POST /threads", [])).toStrictEqual({
      method: "POST",
      path: "/threads",
      idempotency: "once",
    });
  });

  test("operationSpec gives the placeholders their values in order", () => {
    expect(operationSpec("GET /threads/{thread_id}/runs/{run_id}", ["t", "r"])).toStrictEqual({
      method: "GET",
      path: "/threads/{thread_id}/runs/{run_id}",
      idempotency: "safe",
      pathParams: { thread_id: "t", run_id: "r" },
    });
  });

  test.each<[unknown[], string]>([
    [["t", ""], "runId: expected a non-empty string, got an empty string."],
    [["t"], "runId: expected a non-empty string, got undefined."],
    [[".."], 'threadId: ".." is not a valid id.'],
    [[undefined, "r"], "threadId: expected a non-empty string, got undefined."],
  ])("operationSpec refuses the ids %j, by the names of the arguments", (ids, message) => {
    const error = caught(() => operationSpec("DELETE /threads/{thread_id}/runs/{run_id}", ids));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message });
  });
});

describe("a call", () => {
  /** Calls an operation on `{}`. Returns the first request and the result. */
  async function call(
    operation: OperationKey,
    options: object | undefined,
    rules?: OperationRules<unknown>,
    steps: Step[] = [json({ a: 1 })],
  ) {
    const { transport, calls, sent, delays } = scriptedTransport(steps);
    const ids = operation.includes("{") ? ["t"] : [];
    const result = await failureOr(transport.call(operation, ids, options, rules));
    const [first] = calls;
    return { ...result, sent: sent(), body: first?.init.body, headers: first?.headers, delays };
  }
  const failureOr = (promise: Promise<unknown>): Promise<{ value?: unknown; error?: unknown }> =>
    promise.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );

  test.each<[string, OperationKey, object | undefined, OperationRules<unknown>, string, unknown]>([
    [
      "in the query of a GET",
      "GET /threads/{thread_id}/state",
      { checkpointId: "c" },
      {},
      "GET /threads/t/state?checkpoint_id=c",
      undefined,
    ],
    [
      "in the query of a DELETE",
      "DELETE /threads/{thread_id}",
      { aB: 1 },
      {},
      "DELETE /threads/t?a_b=1",
      undefined,
    ],
    ["in the body of a POST", "POST /threads", { graphId: "g" }, {}, "POST /threads", '{"graph_id":"g"}'],
    ["in the body of a PATCH", "PATCH /threads/{thread_id}", { aB: 1 }, {}, "PATCH /threads/t", '{"a_b":1}'],
    ["as an empty object without options", "POST /threads", undefined, {}, "POST /threads", "{}"],
    [
      "behind the defaults, which they override",
      "POST /threads",
      { b: 2 },
      { defaults: { a: 1, b: 1 } },
      "POST /threads",
      '{"a":1,"b":2}',
    ],
    [
      "with the defaults, for undefined",
      "POST /threads",
      { b: undefined },
      { defaults: { b: 1 } },
      "POST /threads",
      '{"b":1}',
    ],
    [
      "where place puts them",
      "POST /threads",
      { b: 2 },
      { place: (query) => ({ query }) },
      "POST /threads?b=2",
      undefined,
    ],
    [
      "where place puts them, with the defaults",
      "GET /threads/{thread_id}",
      {},
      { defaults: { a: 1 }, place: (body) => ({ query: { all: JSON.stringify(body) } }) },
      "GET /threads/t?all=%7B%22a%22%3A1%7D",
      undefined,
    ],
  ])("a call sends its fields %s", async (_, operation, options, rules, expected, body) => {
    const outcome = await call(operation, options, rules);
    expect(outcome.sent).toEqual([expected]);
    expect(outcome.body).toBe(body);
  });

  test("a call sends headers of place and of the call", async () => {
    const { headers } = await call(
      "POST /threads",
      { headers: { b: "2" } },
      {
        place: () => ({ headers: { a: "1" } }),
      },
    );
    expect([headers?.get("a"), headers?.get("b")]).toEqual(["1", "2"]);
  });

  test.each<[string, OperationRules<unknown>, unknown, boolean]>([
    ["an object by default", {}, { a: 1 }, true],
    ["not a list by default", {}, [1], false],
    ["not null by default", {}, null, false],
    ["not an empty body by default", {}, undefined, false],
    ["what its rule accepts", { expects: Array.isArray }, [1], true],
    ["not what its rule refuses", { expects: Array.isArray }, { a: 1 }, false],
    ["anything without a result", NO_RESULT, null, true],
    ["an empty body without a result", NO_RESULT, undefined, true],
  ])("a call accepts as the response %s", async (_, rules, value, isAccepted) => {
    const step = value === undefined ? new Response("") : json(value);
    const { error } = await call("POST /threads", {}, rules, [step]);
    if (isAccepted) expect(error).toBeUndefined();
    else {
      expect(error).toBeInstanceOf(InvalidResponseError);
      expect(error).toMatchObject({
        message: expect.stringMatching(/^The response does not have the shape that the API promises: /),
      });
    }
  });

  test.each<[string, OperationRules<unknown>, unknown]>([
    ["the value", {}, { a: 1 }],
    ["the converted value", { convert: (value, { status }) => [value, status] }, [{ a: 1 }, 200]],
    ["undefined without a result", NO_RESULT, undefined],
  ])("a call returns %s", async (_, rules, expected) => {
    expect((await call("POST /threads", {}, rules)).value).toEqual(expected);
  });

  test.each<[string, OperationKey, OperationRules<unknown>, number]>([
    ["safe GET again", "GET /threads/{thread_id}", {}, 2],
    ["POST only once", "POST /threads", {}, 1],
    ["safe POST again", "POST /threads", { idempotency: "safe" }, 2],
    ["GET that is not safe only once", "GET /threads/{thread_id}", { idempotency: "once" }, 1],
  ])("a call sends a %s after an ambiguous failure", async (_, operation, rules, count) => {
    const outcome = await call(operation, {}, rules, [networkError("ECONNRESET"), json({})]);
    expect(outcome.sent).toHaveLength(count);
    expect(outcome.delays).toEqual(Array<number>(count - 1).fill(0));
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["a string", "t"],
  ])("a call rejects options that are %s, and sends nothing", async (_, options) => {
    const { error, sent } = await call("POST /threads", options as object);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "options" });
    expect(sent).toEqual([]);
  });

  test("a call rejects invalid ids, and never throws", async () => {
    const { transport, calls } = scriptedTransport([]);
    const promise = transport.call("GET /threads/{thread_id}", [1]);
    expect(await failure(promise)).toBeInstanceOf(InvalidArgumentError);
    expect(calls).toEqual([]);
  });

  test("a call returns its response with withResponse", async () => {
    const { transport } = scriptedTransport([json({ a: 1 }, { headers: { "x-a": "1" } })]);
    const { data, response } = await transport.call("GET /threads/{thread_id}", ["t"]).withResponse();
    expect([data, response.headers.get("x-a")]).toEqual([{ a: 1 }, "1"]);
  });
});

describe("the time limit", () => {
  test.each<[string, OperationRules<unknown>, object, boolean]>([
    ["is the client's", {}, {}, true],
    ["is missing if the operation has none", { timeoutMs: null }, {}, false],
    ["is the call's, although the operation has none", { timeoutMs: null }, { timeoutMs: 9 }, true],
  ])("the time limit of a call %s", async (_, rules, options, hasSignal) => {
    const { transport, calls } = scriptedTransport([json({})]);
    await transport.call("GET /threads/{thread_id}", ["t"], options, rules);
    // Without a limit and a signal of the caller, fetch gets none.
    expect(calls[0]?.init.signal instanceof AbortSignal).toBe(hasSignal);
  });
});

describe("Transport", () => {
  const spec = { method: "GET", path: "/a", idempotency: "safe" as const };

  test("send throws ApiError for an error status, and exchange returns it", async () => {
    const { transport } = scriptedTransport([json({}, { status: 404 }), json({}, { status: 404 })]);
    expect(await failure(transport.send(spec))).toBeInstanceOf(ApiError);
    expect((await transport.exchange(spec)).response.status).toBe(404);
  });

  test("exchange throws for an invalid request before it sends anything", () => {
    const { transport, calls } = scriptedTransport([]);
    expect(() => transport.exchange({ ...spec, body: {} })).toThrow(InvalidArgumentError);
    expect(calls).toEqual([]);
  });

  test("stream asks for server-sent events, and leaves the body to its caller", async () => {
    const { transport, calls } = scriptedTransport([
      new Response("data: 1\n\n", { headers: { "content-type": "text/event-stream" } }),
    ]);
    const { body } = await transport.stream(spec);
    expect(calls[0]?.headers.get("accept")).toBe("text/event-stream");
    expect(await new Response(body).text()).toBe("data: 1\n\n");
  });

  test("stream throws ApiError for an error status", async () => {
    const { transport } = scriptedTransport([json({}, { status: 404 })]);
    expect(await failure(transport.stream(spec))).toBeInstanceOf(ApiError);
  });

  test("sleep is the given one", async () => {
    const { transport, delays } = scriptedTransport([]);
    await transport.sleep(7, undefined);
    expect(delays).toEqual([7]);
  });

  test("maxRetries is the call's, else the client's", () => {
    const { transport } = scriptedTransport([], { maxRetries: 7 });
    expect([transport.maxRetries({}), transport.maxRetries({ maxRetries: 1 })]).toEqual([7, 1]);
  });

  test("a layer logs every response, and a retry waits with the given sleep", async () => {
    const lines: string[] = [];
    const logger = { debug: (line: string) => void lines.push(line) };
    const retryAfter = json({}, { status: 503, headers: { "retry-after": "7" } });
    const { transport, delays } = scriptedTransport([retryAfter, json({})], { logger });
    await transport.send(spec);
    expect(lines.map((line) => line.replace(/\d+ ms/, "0 ms"))).toEqual([
      "GET http://api/a: HTTP 503 in 0 ms",
      "GET http://api/a: HTTP 200 in 0 ms, attempt 2",
    ]);
    expect(delays).toEqual([7_000]);
  });

  test("redirects count for one attempt, and keep the headers", async () => {
    const redirect = new Response(null, { status: 307, headers: { location: "/b" } });
    const { transport, calls, sent } = scriptedTransport([redirect, json({})], { apiKey: "k" });
    await transport.send(spec);
    expect(sent()).toEqual(["GET /a", "GET /b"]);
    expect(calls.map(({ headers }) => headers.get("x-api-key"))).toEqual(["k", "k"]);
  });
});
