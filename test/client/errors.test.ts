import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  InternalServerError,
  InvalidResponseError,
  LangGraphClient,
  LangGraphError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RunFailedError,
  TimeoutError,
  UnprocessableEntityError,
} from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";

async function clientOf(response: CannedResponse | Respond) {
  const server = await listen(response);
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: "lsv2_secret", maxRetries: 0 });
  return { client, server };
}

type Call = (client: LangGraphClient) => PromiseLike<unknown>;

async function errorOf(response: CannedResponse | Respond): Promise<ApiError> {
  const { client } = await clientOf(response);
  return (await failure(client.threads.get("t"))) as ApiError;
}

describe("an error status", () => {
  test.each([
    [400, BadRequestError, "BadRequestError"],
    [401, AuthenticationError, "AuthenticationError"],
    [403, PermissionDeniedError, "PermissionDeniedError"],
    [404, NotFoundError, "NotFoundError"],
    [409, ConflictError, "ConflictError"],
    [422, UnprocessableEntityError, "UnprocessableEntityError"],
    [429, RateLimitError, "RateLimitError"],
    [500, InternalServerError, "InternalServerError"],
    [503, InternalServerError, "InternalServerError"],
    [418, ApiError, "ApiError"],
  ])("rejects with the error class of status %i", async (status, Class, name) => {
    const error = await errorOf(json({ detail: "no" }, { status, headers: { "x-request-id": "q1" } }));
    expect(error.constructor).toBe(Class);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toBeInstanceOf(LangGraphError);
    expect(error).toMatchObject({
      name,
      status,
      detail: "no",
      body: { detail: "no" },
      text: '{"detail":"no"}',
      requestId: "q1",
      method: "GET",
      path: "/threads/{thread_id}",
      url: expect.stringMatching(/\/threads\/t$/),
      // Without the id: programs search messages for statuses, and group errors by message.
      message: `HTTP ${status}: no (GET /threads/{thread_id})`,
    });
    expect(error.headers.get("content-type")).toBe("application/json");
  });
});

describe("the body of an error response", () => {
  const zod = { success: false, error: { issues: [{ path: ["body", "x"], message: "Required" }] } };
  const withMessage = { success: false, error: { name: "ZodError", message: "Invalid" } };
  test.each<[string, string, string]>([
    ["{ detail: string }", '{"detail":"Thread not found"}', "Thread not found"],
    [
      "{ detail: issue[] }",
      '{"detail":[{"loc":["body","limit"],"msg":"too small","type":"x"},{"msg":"odd"}]}',
      "body.limit: too small; odd",
    ],
    ["{ message: string }", '{"message":"Invalid UUID"}', "Invalid UUID"],
    ["{ error: string }", '{"error":"Internal"}', "Internal"],
    ["{ error: { message } }", '{"error":{"message":"deep"}}', "deep"],
    ["the issues of a validator", JSON.stringify(zod), "body.x: Required"],
    ["the message of a validator", JSON.stringify(withMessage), "Invalid"],
    ["plain text", "Internal Server Error", "Internal Server Error"],
    [
      "an HTML page with a title",
      "<html><head><title>502 Bad Gateway</title></head><body>x</body>",
      "502 Bad Gateway",
    ],
    ["an HTML page without a title", "<h1>Oh</h1>\n<style>b{}</style><p>no</p>", "Oh no"],
    ["a JSON string", '"plain"', "plain"],
    ["an empty body", "", "Bad Request"],
    ["an empty object", "{}", "Bad Request"],
    ["null", "null", "Bad Request"],
  ])("reads the error's detail from %s", async (_, body, detail) => {
    const error = await errorOf({ status: 400, body });
    expect(error.detail).toBe(detail);
    expect(error.text).toBe(body);
    expect(error.message.startsWith(`HTTP 400: ${detail}`)).toBe(true);
  });

  test("keeps the body of an error response, parsed if it is JSON", async () => {
    expect((await errorOf({ status: 400, body: "{oops" })).body).toBe("{oops");
    expect((await errorOf({ status: 400, body: "" })).body).toBeUndefined();
    expect((await errorOf(json(zod, { status: 400 }))).body).toEqual(zod);
  });

  test("truncates the error message when the body is long", async () => {
    expect((await errorOf({ status: 500, body: "x".repeat(100_000) })).message.length).toBeLessThan(700);
  });
});

describe("an error with a success status", () => {
  test("rejects with ApiError when threads.create returns 201 with a detail", async () => {
    const { client } = await clientOf(json({ detail: "Invalid superstep" }, { status: 201 }));
    const error = await failure(client.threads.create({ supersteps: [] }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 201,
      detail: "Invalid superstep",
      body: { detail: "Invalid superstep" },
    });
  });

  test("rejects with InvalidResponseError when the response is an HTML page instead of JSON", async () => {
    const { client } = await clientOf({ headers: { "content-type": "text/html" }, body: "<p>Sign in</p>" });
    const error = await failure(client.assistants.search());
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ status: 200, text: "<p>Sign in</p>", method: "POST" });
    expect((error as Error).cause).toBeInstanceOf(SyntaxError);
  });

  test("rejects a raw call with InvalidResponseError when the response is an HTML page", async () => {
    const { client } = await clientOf({ status: 203, body: "<p>Sign in</p>" });
    const error = await failure(client.raw.GET("/ok"));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ status: 203, text: "<p>Sign in</p>" });
    expect((error as InvalidResponseError).url).toMatch(/^http.*\/ok$/);
  });

  test("throws InvalidResponseError when the response is an HTML page instead of a stream", async () => {
    const { client } = await clientOf({ headers: { "content-type": "text/html" }, body: "<p>Sign in</p>" });
    const error = await failure(all(client.runs.stream("t", "agent")));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect((error as Error).message).toMatch(/text\/event-stream.*text\/html/);
  });
});

describe("a response of the wrong shape", () => {
  const object: Call[] = [
    (c) => c.assistants.get("a"),
    (c) => c.assistants.create({ graphId: "g" }),
    (c) => c.threads.create(),
    (c) => c.threads.getState("t"),
    (c) => c.threads.update("t", { metadata: {} }),
    (c) => c.runs.create("t", "a"),
    (c) => c.crons.create("a", { schedule: "* * * * *" }),
    (c) => c.store.searchItems([]),
    (c) => c.store.listNamespaces(),
    (c) => all(c.store.iterateNamespaces()),
  ];
  const list: Call[] = [
    (c) => c.assistants.search(),
    (c) => c.assistants.getVersions("a"),
    (c) => c.threads.search({ includePagination: true }),
    (c) => c.threads.getHistory("t"),
    (c) => all(c.threads.iterate()),
    (c) => all(c.threads.iterateHistory("t")),
    (c) => c.runs.list("t"),
    (c) => all(c.runs.iterate("t")),
    (c) => c.runs.createBatch([{ assistantId: "a" }]),
    (c) => all(c.crons.iterate()),
  ];
  const number: Call[] = [(c) => c.threads.count(), (c) => c.crons.count(), (c) => c.assistants.count()];
  const item: Call[] = [(c) => c.store.getItem(["n"], "k")];
  test.each<[string, Call[], string[]]>([
    ["an object", object, ["", "null", "[]", '"text"', "5"]],
    ["a list", list, ["", "null", "{}", '"text"', "5"]],
    ["a number", number, ["", "null", "{}", "[]", '"5"']],
    ["an item or null", item, ["[]", '"text"', "5"]],
    ["an object with a list", object.slice(-3), ["{}", '{"items":{},"namespaces":"text"}']],
  ])("rejects with InvalidResponseError when the body is not %s", async (_, calls, bodies) => {
    for (const body of bodies) {
      const { client } = await clientOf({ headers: { "content-type": "application/json" }, body });
      for (const call of calls) {
        const error = await failure(call(client));
        expect(error).toBeInstanceOf(InvalidResponseError);
        expect(error).toMatchObject({ status: 200, text: body });
        expect((error as Error).message).toMatch(
          /^The response does not have the shape that the API promises: ./,
        );
      }
    }
  });

  test.each(["", "null", "{}", "[]", '"ok"'])("methods without a result ignore the body %j", async (body) => {
    const { client } = await clientOf({ body });
    const nothing: Call[] = [
      (c) => c.assistants.delete("a"),
      (c) => c.threads.delete("t"),
      (c) => c.threads.update("t", { returnMinimal: true }),
      (c) => c.runs.cancel("t", "r"),
      (c) => c.runs.cancelMany({ status: "all" }),
      (c) => c.runs.delete("t", "r"),
      (c) => c.crons.delete("c"),
      (c) => c.store.putItem(["n"], "k", {}),
      (c) => c.store.deleteItem(["n"], "k"),
    ];
    for (const call of nothing) expect(await call(client)).toBeUndefined();
  });

  test.each(["", "null"])("store.getItem returns null for the body %j", async (body) => {
    const { client } = await clientOf({ body });
    expect(await client.store.getItem(["n"], "k")).toBeNull();
  });

  test.each([
    ["", undefined],
    ["null", null],
    ["5", 5],
  ])("request() returns the parsed body %j", async (body, value) => {
    const { client } = await clientOf({ body });
    expect(await client.request("GET", "/own")).toBe(value);
  });

  test.each<[string, Call]>([
    ["runs.wait", (c) => c.runs.wait("t", "a")],
    ["runs.join", (c) => c.runs.join("t", "r")],
  ])("%s rejects with InvalidResponseError for an empty body", async (_, call) => {
    const { client } = await clientOf({ body: "\n\n" });
    const error = await failure(call(client));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect((error as Error).message).toMatch(/^The response does not have the run's output/);
  });

  test("runs.join rejects with InvalidResponseError when the run's status has an empty body", async () => {
    const { client } = await clientOf(({ url }) => ({ body: url.endsWith("/join") ? "{}" : "" }));
    expect(await failure(client.runs.join("t", "r"))).toBeInstanceOf(InvalidResponseError);
  });
});

describe("a stream that cannot be opened", () => {
  test("throws ConflictError from the first next() when the stream returns 409", async () => {
    const { client } = await clientOf(json({ detail: "Thread is busy" }, { status: 409 }));
    const error = await failure(client.runs.stream("t", "agent").next());
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ detail: "Thread is busy", method: "POST" });
  });
});

describe("a failed run", () => {
  const failed = { __error__: { error: "TypeError", message: "no such thing" } };

  test("runs.wait rejects with RunFailedError, which has the run's ids and error", async () => {
    const { client } = await clientOf(json(failed, { headers: { "content-location": "/threads/t/runs/r" } }));
    const error = await failure(client.runs.wait(null, "agent"));
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({
      error: "TypeError",
      detail: "no such thing",
      runId: "r",
      threadId: "t",
      data: failed.__error__,
      message: "TypeError: no such thing (run r)",
    });
  });

  test("runs.join rejects with RunFailedError", async () => {
    const { client } = await clientOf(json(failed));
    const error = await failure(client.runs.join("t", "r"));
    expect(error).toMatchObject({ name: "RunFailedError", runId: "r", threadId: "t" });
  });

  test("RunFailedError has null ids when the response does not contain them", async () => {
    const { client } = await clientOf(json(failed));
    expect(await failure(client.runs.wait(null, "agent"))).toMatchObject({ runId: null, threadId: null });
  });

  test("runs.wait reads an error that the JS server nests as JSON in the message", async () => {
    const inner = JSON.stringify({ error: "RangeError", message: "too far" });
    const { client } = await clientOf(json({ __error__: { error: "Error", message: inner } }));
    expect(await failure(client.runs.wait("t", "agent"))).toMatchObject({
      error: "RangeError",
      detail: "too far",
    });
  });

  test.each([null, 5, "text", [{ __error__: {} }], { __error__: null }])(
    "runs.wait returns the output %j, which is not a failure",
    async (output) => {
      const { client } = await clientOf(json(output));
      expect(await client.runs.wait("t", "agent")).toEqual(output);
    },
  );
});

describe("a failed connection", () => {
  test("rejects with a ConnectionError that names the URL and the cause", async () => {
    const port = await closedPort();
    const client = new LangGraphClient({
      apiUrl: `http://127.0.0.1:${port}`,
      apiKey: "lsv2_secret",
      maxRetries: 0,
    });
    const error = (await failure(client.threads.get("t"))) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.message).toContain(`(GET http://127.0.0.1:${port}/threads/t)`);
    expect(error).toMatchObject({ method: "GET", url: `http://127.0.0.1:${port}/threads/t` });
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  test("rejects a raw call with ConnectionError", async () => {
    const client = new LangGraphClient({ apiUrl: `http://127.0.0.1:${await closedPort()}`, maxRetries: 0 });
    expect(await failure(client.raw.GET("/ok"))).toBeInstanceOf(ConnectionError);
  });

  test("rejects with ConnectionError when the connection closes within the body", async () => {
    const { client } = await clientOf((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("{");
      response.socket?.end();
      return undefined;
    });
    const error = (await failure(client.threads.get("t"))) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/^The response broke off/);
  });

  test("throws ConnectionError when the connection of a raw stream breaks", async () => {
    const { client } = await clientOf((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("event: values\ndata: {}\n\n");
      setImmediate(() => response.destroy());
      return undefined;
    });
    const error = await failure(
      all(client.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "t" } } })),
    );
    expect(error).toBeInstanceOf(ConnectionError);
  });

  test("rejects with TimeoutError, a ConnectionError, after timeoutMs", async () => {
    const { client } = await clientOf(() => undefined);
    const error = (await failure(client.threads.get("t", { timeoutMs: 20 }))) as TimeoutError;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/20 ms/);
  });
});

test.each([
  ["an HTTP error", () => errorOf(json({ detail: "no" }, { status: 500 }))],
  ["a failed run", async () => failure((await clientOf(json({ __error__: {} }))).client.runs.wait("t", "a"))],
  ["an invalid response", async () => failure((await clientOf({ body: "<" })).client.threads.get("t"))],
  [
    "a timeout",
    async () => failure((await clientOf(() => undefined)).client.threads.get("t", { timeoutMs: 1 })),
  ],
])("does not show the API key in the error of %s", async (_, make) => {
  const { inspect } = await import("node:util");
  const error = (await make()) as Error;
  const shown = [
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(error),
    String(error),
    error.stack,
  ];
  expect(shown.join("\n")).not.toContain("lsv2_secret");
});

test("does not show the API key when a client is inspected or serialized", async () => {
  const { inspect } = await import("node:util");
  const client = new LangGraphClient({
    apiKey: "lsv2_secret",
    defaultHeaders: { authorization: "lsv2_secret" },
  });
  expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(
    "lsv2_secret",
  );
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("throws InvalidEventError with the raw data of an event that is not JSON", async () => {
  const { client } = await clientOf(sse("id: 3\nevent: values\ndata: {oops\n\n"));
  expect(await failure(all(client.runs.stream("t", "agent")))).toMatchObject({
    name: "InvalidEventError",
    event: "values",
    id: "3",
    data: "{oops",
  });
});
