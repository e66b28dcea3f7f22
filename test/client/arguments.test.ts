/** An invalid argument rejects with InvalidArgumentError, which names the argument, and no request is sent. */
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen } from "../helpers/server.js";

/** A client as programs without types see it: every method accepts any arguments. */
type Untyped = Record<
  string,
  Record<string, (...args: unknown[]) => PromiseLike<unknown> & AsyncIterable<unknown>>
>;

const untyped = (client: LangGraphClient) => client as unknown as Untyped;

/** Returns the reason with which a call rejects. Reads the call's result if it is a stream or an iterator. */
async function rejectionOf(call: () => PromiseLike<unknown> & AsyncIterable<unknown>): Promise<unknown> {
  // A method that throws synchronously fails the test here.
  const result = call();
  return failure(Symbol.asyncIterator in result ? all(result) : result);
}

/** Expects that a call rejects with InvalidArgumentError without a request. Returns the error. */
async function refuses(
  call: (client: Untyped) => PromiseLike<unknown> & AsyncIterable<unknown>,
): Promise<InvalidArgumentError> {
  const server = await listen({ status: 500 });
  const error = await rejectionOf(() =>
    call(untyped(new LangGraphClient({ apiUrl: server.url, apiKey: null }))),
  );
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(server.requests).toEqual([]);
  return error as InvalidArgumentError;
}

/** Every method that takes ids: its name, the names of its ids in order, and further arguments. */
const ids: [string, string[], unknown[]?][] = [
  ["assistants.get", ["assistantId"]],
  ["assistants.getGraph", ["assistantId"]],
  ["assistants.getSchemas", ["assistantId"]],
  ["assistants.getSubgraphs", ["assistantId"]],
  ["assistants.update", ["assistantId"], [{}]],
  ["assistants.delete", ["assistantId"]],
  ["assistants.getVersions", ["assistantId"]],
  ["assistants.setLatest", ["assistantId"], [1]],
  ["threads.get", ["threadId"]],
  ["threads.copy", ["threadId"]],
  ["threads.update", ["threadId"], [{}]],
  ["threads.delete", ["threadId"]],
  ["threads.getStorage", ["threadId"]],
  ["threads.getState", ["threadId"]],
  ["threads.updateState", ["threadId"], [{ values: null }]],
  ["threads.getHistory", ["threadId"]],
  ["threads.iterateHistory", ["threadId"]],
  ["threads.joinStream", ["threadId"]],
  ["runs.stream", ["threadId", "assistantId"]],
  ["runs.create", ["threadId", "assistantId"]],
  ["runs.wait", ["threadId", "assistantId"]],
  ["runs.list", ["threadId"]],
  ["runs.iterate", ["threadId"]],
  ["runs.get", ["threadId", "runId"]],
  ["runs.cancel", ["threadId", "runId"]],
  ["runs.join", ["threadId", "runId"]],
  ["runs.joinStream", ["threadId", "runId"]],
  ["runs.delete", ["threadId", "runId"]],
  ["crons.create", ["assistantId"], [{ schedule: "* * * * *" }]],
  ["crons.createForThread", ["threadId", "assistantId"], [{ schedule: "* * * * *" }]],
  ["crons.get", ["cronId"]],
  ["crons.update", ["cronId"], [{}]],
  ["crons.delete", ["cronId"]],
];

const bad: [string, unknown][] = [
  ["an empty string", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
  ["an object", { thread_id: "t" }],
  ["half a surrogate pair", "\ud800"],
];
/** Methods that accept `null` as the thread, for a stateless run. */
const acceptNullThread = ["runs.stream", "runs.create", "runs.wait", "runs.joinStream"];
/** Accepts `undefined`, too, which `onRunCreated` gives for a stateless run. */
const acceptsNoThread = "runs.joinStream";

describe.each(ids)("%s", (method, names, rest = []) => {
  const [resource = "", name = ""] = method.split(".");
  const cases = names.flatMap((argument, position) =>
    bad
      .filter(([, value]) => !(value === null && position === 0 && acceptNullThread.includes(method)))
      .filter(([, value]) => !(value === undefined && position === 0 && method === acceptsNoThread))
      .map(([kind, value]) => [method, argument, kind, position, value] as const),
  );
  test.each(cases)("%s rejects the %s that is %s", async (_, argument, __, position, value) => {
    const args: unknown[] = names.map(() => "id");
    args[position] = value;
    const error = await refuses((client) => client[resource]![name]!(...args, ...rest));
    expect(error.argument).toBe(argument);
    expect(error.message).toMatch(new RegExp(`^${argument}: `));
  });
});

/** Every method that takes options: the arguments before them, and the required options. */
const withOptions: [method: string, before: unknown[], needs?: object][] = [
  ...["get", "getGraph", "getSchemas", "getSubgraphs", "update", "delete", "getVersions"].map(
    (name): [string, unknown[]] => [`assistants.${name}`, ["a"]],
  ),
  ["assistants.setLatest", ["a", 1]],
  ...["assistants", "threads", "crons"].flatMap((resource) =>
    ["search", "iterate", "count"].map((name): [string, unknown[]] => [`${resource}.${name}`, []]),
  ),
  ["assistants.create", []],
  ["threads.create", []],
  ...["get", "copy", "update", "delete", "getStorage", "getHistory", "iterateHistory", "joinStream"].map(
    (name): [string, unknown[]] => [`threads.${name}`, ["t"]],
  ),
  ["threads.updateState", ["t"], { values: null }],
  ["threads.prune", [["t"]]],
  ["threads.getState", ["t", null]],
  ["threads.getState", ["t", "c"]],
  ["threads.getState", ["t", { checkpoint_id: "c" }]],
  ...["stream", "create", "wait"].map((name): [string, unknown[]] => [`runs.${name}`, ["t", "a"]]),
  ["runs.resume", ["t", "a", "yes"]],
  ["runs.createBatch", [[]]],
  ...["join", "joinStream", "get", "delete"].map((name): [string, unknown[]] => [`runs.${name}`, ["t", "r"]]),
  ...["list", "iterate"].map((name): [string, unknown[]] => [`runs.${name}`, ["t"]]),
  ["runs.cancel", ["t", "r", false, "interrupt"]],
  ["runs.cancelMany", [], { status: "all" }],
  ["crons.create", ["a"], { schedule: "* * * * *" }],
  ["crons.createForThread", ["t", "a"], { schedule: "* * * * *" }],
  ...["get", "update", "delete"].map((name): [string, unknown[]] => [`crons.${name}`, ["c"]]),
  ["store.putItem", [["n"], "k", {}]],
  ...["getItem", "deleteItem"].map((name): [string, unknown[]] => [`store.${name}`, [["n"], "k"]]),
  ...["searchItems", "iterateItems"].map((name): [string, unknown[]] => [`store.${name}`, [[]]]),
  ...["listNamespaces", "iterateNamespaces"].map((name): [string, unknown[]] => [`store.${name}`, []]),
  ["raw.POST", ["/runs/cancel"]],
  ["raw.stream", ["GET", "/events"]],
  ["request", ["GET", "/own"]],
];

describe.each(withOptions)("%s(...%j, options)", (method, before, needs = {}) => {
  const [resource = "", name] = method.split(".");
  const invoke = (client: Untyped, options: unknown) =>
    name === undefined
      ? (client as unknown as Untyped[""])[resource]!(...before, options)
      : client[resource]![name]!(...before, options);

  test.each([["text"], [["a", "list"]], [5], [true], [null], [new AbortController()]])(
    `${method} rejects %j in place of its options`,
    async (options) => {
      const error = await refuses((client) => invoke(client, options));
      expect(error.argument).toMatch(/^(options|payload|init)$/);
      expect(error.message).toMatch(/expected an object such as .*, got /);
    },
  );

  test.each([[new AbortController()], [5], [{ aborted: false }]])(
    `${method} rejects %o as a signal`,
    async (signal) => {
      const error = await refuses((client) => invoke(client, { ...needs, signal }));
      expect(error.argument).toBe("signal");
      expect(error.message).toContain("controller.signal");
    },
  );
});

describe("an id within options or lists", () => {
  test.each([
    [
      "threads.getState rejects an invalid checkpoint id",
      "checkpointId",
      (c: Untyped) => c["threads"]!["getState"]!("t", ".."),
    ],
    [
      "assistants.getSubgraphs rejects an empty namespace",
      "namespace",
      (c: Untyped) => c["assistants"]!["getSubgraphs"]!("a", { namespace: "" }),
    ],
    [
      "threads.prune rejects an empty id in its list",
      "threadIds[1]",
      (c: Untyped) => c["threads"]!["prune"]!(["t", ""]),
    ],
    [
      "runs.createBatch rejects a payload without assistantId",
      "assistantId",
      (c: Untyped) => c["runs"]!["createBatch"]!([{ input: {} }]),
    ],
  ])("%s", async (_, argument, call) => {
    expect((await refuses(call)).argument).toBe(argument);
  });
});

describe("the arguments of raw calls and request()", () => {
  test.each([
    ["GET", "/threads/{thread_id}", { params: { path: { thread_id: ".." } } }, "params.path.thread_id"],
    ["GET", "/threads/{thread_id}", {}, "params.path.thread_id"],
    [
      "stream",
      "GET",
      "/threads/{thread_id}/stream",
      { params: { path: { thread_id: "" } } },
      "params.path.thread_id",
    ],
    ["GET", "threads", {}, "path"],
    ["GET", undefined, {}, "path"],
    ["stream", "/threads/{thread_id}/stream", undefined, "method"],
    ["stream", "GET", undefined, {}, "path"],
    ["GET", "/a", { body: {} }, "body"],
    ["HEAD", "/a", { body: null }, "body"],
    ["POST", "/a", { body: {}, parseAs: "xml" }, "parseAs"],
    ["POST", "/a", { body: new ReadableStream() }, "body"],
    ["POST", "/a", { body: Promise.resolve({}) }, "body"],
    ["GET", "/a", { params: { query: "a=b" } }, "query"],
    ["GET", "//evil.example/threads", {}, "path"],
    ["GET", "/threads/../assistants", {}, "path"],
    ["GET", "/threads/%2e%2E/assistants", {}, "path"],
  ])("raw.%s rejects invalid arguments: %s, %o", async (verb, ...rest) => {
    const argument = rest.pop();
    expect((await refuses((client) => client["raw"]![verb]!(...rest))).argument).toBe(argument);
  });

  test.each([
    ["", "path"],
    [undefined, "path"],
    ["https://evil.example/", "path"],
    ["@evil.example/", "path"],
    ["/a/..", "path"],
    ["/a\\..\\b", "path"],
  ])("request() rejects the path %s", async (path, argument) => {
    const error = await refuses((client) =>
      (client as unknown as { request: Untyped[""][""] }).request("GET", path),
    );
    expect(error.argument).toBe(argument);
  });
});

test.each<[string, string, object]>([
  ["body", "GET", { body: {} }],
  ["extraBody", "GET", { extraBody: {} }],
  ["body", "HEAD", { body: "text" }],
  ["query", "GET", { query: new URLSearchParams("a=b") }],
  ["extraQuery", "GET", { extraQuery: "a=b" }],
  ["extraBody", "POST", { extraBody: "text" }],
  ["extraBody", "POST", { body: new FormData(), extraBody: { a: 1 } }],
  ["extraBody", "POST", { body: [], extraBody: { a: 1 } }],
  ["headers", "GET", { headers: JSON.parse('{"__proto__":"a"}') as object }],
])("request() rejects an invalid %s: %s %o", async (argument, method, options) => {
  const error = await refuses((client) =>
    (client as unknown as Untyped[""])["request"]!(method, "/own", options),
  );
  expect(error.argument).toBe(argument);
});

const cursorAfterEnd = '["1-0","2-0",1,{}]';

describe("the arguments of resource methods", () => {
  const runs = (c: Untyped) => c["runs"]!;
  const store = (c: Untyped) => c["store"]!;
  test.each<[string, string, RegExp, (client: Untyped) => PromiseLike<unknown> & AsyncIterable<unknown>]>([
    [
      "an unknown stream mode in runs.stream",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["stream"]!("t", "a", { streamMode: "value" }),
    ],
    [
      "an unknown stream mode in a list in runs.joinStream",
      "streamMode",
      /"x"/,
      (c) => runs(c)["joinStream"]!("t", "r", { streamMode: ["values", "x"] }),
    ],
    [
      "a run's stream mode in threads.joinStream",
      "streamMode",
      /run_modes/,
      (c) => c["threads"]!["joinStream"]!("t", { streamMode: "values" }),
    ],
    [
      "status together with threadId in runs.cancelMany",
      "status",
      /threadId together with runIds/,
      (c) => runs(c)["cancelMany"]!({ status: "all", threadId: "t", runIds: ["r"] }),
    ],
    [
      "threadId without runIds in runs.cancelMany",
      "runIds",
      /missing/,
      (c) => runs(c)["cancelMany"]!({ threadId: "t" }),
    ],
    [
      "runIds without threadId in runs.cancelMany",
      "threadId",
      /missing/,
      (c) => runs(c)["cancelMany"]!({ runIds: ["r"] }),
    ],
    ["empty options in runs.cancelMany", "threadId", /status/, (c) => runs(c)["cancelMany"]!({})],
    [
      "a label with a period in store.putItem",
      "namespace",
      /\["a","b"\]/,
      (c) => store(c)["putItem"]!(["a.b"], "k", {}),
    ],
    [
      "a label with a period in store.getItem",
      "namespace",
      /period/,
      (c) => store(c)["getItem"]!(["x", "a.b"], "k"),
    ],
    [
      "a label with a period in store.deleteItem",
      "namespace",
      /period/,
      (c) => store(c)["deleteItem"]!(["a.b"], "k"),
    ],
    [
      "a label with a period in store.searchItems",
      "namespacePrefix",
      /period/,
      (c) => store(c)["searchItems"]!(["a.b"]),
    ],
    [
      "a label with a period in store.iterateItems",
      "namespacePrefix",
      /period/,
      (c) => store(c)["iterateItems"]!(["a.b"]),
    ],
    [
      "a label with a period in store.listNamespaces",
      "prefix",
      /period/,
      (c) => store(c)["listNamespaces"]!({ prefix: ["a.b"] }),
    ],
    [
      "a label with a period in the suffix of store.iterateNamespaces",
      "suffix",
      /period/,
      (c) => store(c)["iterateNamespaces"]!({ suffix: ["a.b"] }),
    ],
    [
      "an empty label in store.putItem",
      "namespace",
      /non-empty/,
      (c) => store(c)["putItem"]!(["a", ""], "k", {}),
    ],
    [
      "a label that is not a string in store.getItem",
      "namespace",
      /got 5/,
      (c) => store(c)["getItem"]!([5], "k"),
    ],
    [
      "an empty namespace in store.putItem",
      "namespace",
      /at least one/,
      (c) => store(c)["putItem"]!([], "k", {}),
    ],
    [
      "a namespace that is not an array in store.getItem",
      "namespace",
      /array/,
      (c) => store(c)["getItem"]!("users", "k"),
    ],
    ["an empty key in store.deleteItem", "key", /non-empty/, (c) => store(c)["deleteItem"]!(["a"], "")],
    [
      "a checkpoint without an id in threads.iterateHistory",
      "before",
      /checkpoint_id/,
      (c) => c["threads"]!["iterateHistory"]!("t", { before: { configurable: {} } }),
    ],
    [
      "a string instead of a list in threads.prune",
      "threadIds",
      /array/,
      (c) => c["threads"]!["prune"]!("t"),
    ],
    [
      "an object instead of a list in runs.createBatch",
      "payloads",
      /array/,
      (c) => runs(c)["createBatch"]!({ assistantId: "a" }),
    ],
    [
      "an unknown stream mode in runs.wait",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["wait"]!("t", "a", { streamMode: "value" }),
    ],
    [
      "an unknown stream mode in runs.create",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["create"]!("t", "a", { streamMode: ["values", "value"] }),
    ],
    [
      "a number as the stream mode in runs.stream",
      "streamMode",
      /"5"/,
      (c) => runs(c)["stream"]!("t", "a", { streamMode: 5 }),
    ],
    [
      "null as the stream mode in runs.joinStream",
      "streamMode",
      /"null"/,
      (c) => runs(c)["joinStream"]!("t", "r", { streamMode: null }),
    ],
    [
      "a number as the stream mode in threads.joinStream",
      "streamMode",
      /"5"/,
      (c) => c["threads"]!["joinStream"]!("t", { streamMode: 5 }),
    ],
    ["a missing answer in runs.resume", "answer", /missing/, (c) => runs(c)["resume"]!("t", "a")],
    ["a null thread in runs.resume", "threadId", /got null/, (c) => runs(c)["resume"]!(null, "a", "yes")],
    [
      "null as the answer in runs.resume",
      "answer",
      /\{ \[interrupt\.id\]: null \}/,
      (c) => runs(c)["resume"]!("t", "a", null, { checkInterrupts: false }),
    ],
    [
      "a string as checkInterrupts in runs.resume",
      "checkInterrupts",
      /boolean/,
      (c) => runs(c)["resume"]!("t", "a", "yes", { checkInterrupts: "no" }),
    ],
    ...["raiseError", "maxReconnects", "idleTimeoutMs", "onReconnect", "onRunCreated"].map(
      (
        name,
      ): [string, string, RegExp, (client: Untyped) => AsyncIterable<unknown> & PromiseLike<unknown>] => [
        `a string as ${name} in runs.stream`,
        name,
        /got a string/,
        (c) => runs(c)["stream"]!("t", "a", { [name]: "no" }),
      ],
    ),
    [
      "a string as raiseError in runs.wait",
      "raiseError",
      /boolean/,
      (c) => runs(c)["wait"]!("t", "a", { raiseError: "no" }),
    ],
    [
      "a number as raiseError in runs.join",
      "raiseError",
      /boolean/,
      (c) => runs(c)["join"]!("t", "r", { raiseError: 0 }),
    ],
    [
      "an object as onRunCreated in runs.create",
      "onRunCreated",
      /function/,
      (c) => runs(c)["create"]!("t", "a", { onRunCreated: {} }),
    ],
    [
      "an empty run id together with a cursor after the end",
      "runId",
      /non-empty/,
      (c) => runs(c)["joinStream"]!("t", "", { cursor: cursorAfterEnd }),
    ],
    [
      "an unknown stream mode together with a cursor after the end",
      "streamMode",
      /"x"/,
      (c) => runs(c)["joinStream"]!("t", "r", { cursor: cursorAfterEnd, streamMode: "x" }),
    ],
    [
      "options in place of wait in runs.cancel",
      "wait",
      /a boolean/,
      (c) => runs(c)["cancel"]!("t", "r", { wait: true }),
    ],
    [
      "null as a payload in runs.createBatch",
      "payloads[1]",
      /got null/,
      (c) => runs(c)["createBatch"]!([{ assistantId: "a" }, null]),
    ],
    [
      "a config in place of the checkpoint in threads.getState",
      "checkpoint",
      /this is a config/,
      (c) => c["threads"]!["getState"]!("t", { configurable: { checkpoint_id: "c" } }),
    ],
    [
      "a text in place of the list of fields in threads.get",
      "include",
      /expected an array/,
      (c) => c["threads"]!["get"]!("t", { include: "ttl" }),
    ],
    [
      "options in place of the checkpoint in threads.getState",
      "checkpoint",
      /getState\(threadId, null, \{ subgraphs \}\)/,
      (c) => c["threads"]!["getState"]!("t", { subgraphs: true }),
    ],
    [
      "a number as the checkpoint in threads.getState",
      "checkpoint",
      /got 5/,
      (c) => c["threads"]!["getState"]!("t", 5),
    ],
    [
      "missing values in threads.updateState",
      "values",
      /\{ values: /,
      (c) => c["threads"]!["updateState"]!("t"),
    ],
    [
      "bare values without the key `values` in threads.updateState",
      "values",
      /\{ values: /,
      (c) => c["threads"]!["updateState"]!("t", { messages: [] }),
    ],
    [
      "a missing graphId in assistants.create",
      "graphId",
      /got undefined/,
      (c) => c["assistants"]!["create"]!({ name: "a" }),
    ],
    ["a missing schedule in crons.create", "schedule", /got undefined/, (c) => c["crons"]!["create"]!("a")],
    [
      "a missing schedule in crons.createForThread",
      "schedule",
      /got undefined/,
      (c) => c["crons"]!["createForThread"]!("t", "a", {}),
    ],
    ...[0, -1, 0.5, "5", null].flatMap((limit) =>
      [
        ["assistants.iterate"],
        ["threads.iterateHistory", "t"],
        ["runs.iterate", "t"],
        ["store.iterateItems", []],
      ].map(
        ([method, ...before]): [
          string,
          string,
          RegExp,
          (client: Untyped) => AsyncIterable<unknown> & PromiseLike<unknown>,
        ] => {
          const [resource = "", name = ""] = String(method).split(".");
          return [
            `the limit ${limit} in ${method}`,
            "limit",
            /1 or more/,
            (c) => c[resource]![name]!(...before, { limit }),
          ];
        },
      ),
    ),
    [
      "a negative offset in threads.iterate",
      "offset",
      /0 or more/,
      (c) => c["threads"]!["iterate"]!({ offset: -1 }),
    ],
    [
      "a string as timeoutMs",
      "timeoutMs",
      /got a string/,
      (c) => c["threads"]!["get"]!("t", { timeoutMs: "5" }),
    ],
    [
      "a string as maxRetries",
      "maxRetries",
      /whole number/,
      (c) => c["threads"]!["get"]!("t", { maxRetries: "5" }),
    ],
    ["extraBody for a GET", "extraBody", /GET/, (c) => c["threads"]!["get"]!("t", { extraBody: { a: 1 } })],
    [
      "extraBody in runs.createBatch",
      "extraBody",
      /is an object, got Array/,
      (c) => runs(c)["createBatch"]!([{ assistantId: "a" }], { extraBody: { a: 1 } }),
    ],
    ["missing options in runs.cancelMany", "threadId", /missing/, (c) => runs(c)["cancelMany"]!()],
    ["0 as timeoutMs", "timeoutMs", /above 0/, (c) => c["threads"]!["get"]!("t", { timeoutMs: 0 })],
    ["NaN as timeoutMs", "timeoutMs", /NaN/, (c) => c["threads"]!["get"]!("t", { timeoutMs: NaN })],
    ["a body with a bigint", "body", /JSON/, (c) => c["threads"]!["create"]!({ metadata: { big: 1n } })],
    ["a circular body", "body", /JSON/, (c) => c["threads"]!["update"]!("t", { metadata: circular() })],
    [
      "an invalid HTTP method in request()",
      "method",
      /"G E T" is not an HTTP method/,
      (c) => (c as unknown as Untyped[""])["request"]!("G E T", "/x"),
    ],
  ])("rejects %s", async (_, argument, message, call) => {
    const error = await refuses(call);
    expect(error.argument).toBe(argument);
    expect(error.message).toMatch(message);
  });

  test.each<[string, (client: Untyped, payload: object) => PromiseLike<unknown>]>([
    ["runs.stream", (client, payload) => all(runs(client)["stream"]!("t", "a", payload))],
    ["runs.wait", (client, payload) => runs(client)["wait"]!("t", "a", payload)],
    ["runs.create", (client, payload) => runs(client)["create"]!("t", "a", payload)],
    [
      "runs.createBatch",
      (client, payload) => runs(client)["createBatch"]!([{ ...payload, assistantId: "a" }]),
    ],
  ])("%s sends input together with command", async (_, call) => {
    for (const input of [{ a: 1 }, "", null]) {
      const server = await listen({ body: "{}" });
      const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
      const payload = { input, command: { resume: 1 } };
      // The response is not that of a run.
      await Promise.resolve(call(untyped(client), payload)).catch(() => {});
      expect([JSON.parse(server.requests[0]!.body)].flat()).toEqual([
        expect.objectContaining({ ...payload, assistant_id: "a" }),
      ]);
    }
  });
});

function circular(): Record<string, unknown> {
  const round: Record<string, unknown> = {};
  return Object.assign(round, { round });
}

describe("the options of a client", () => {
  test.each([
    ["apiUrl", { apiUrl: "localhost:2024" }, /http/],
    ["apiUrl", { apiUrl: "/api" }, /not an http or https URL/],
    ["apiUrl", { apiUrl: "" }, /not an http or https URL/],
    ["apiUrl", { apiUrl: "ftp://example.com" }, /http/],
    ["apiUrl", { apiUrl: "http://ada:s3cret@example.com" }, /defaultHeaders/],
    ["apiUrl", { apiUrl: "http://example.com/?a=b" }, /query/],
    ["apiKey", { apiKey: 5 }, /string/],
    ["defaultHeaders", { apiKey: "a", defaultHeaders: { "X-Api-KEY": "b" } }, /Remove one/],
    ["timeoutMs", { timeoutMs: -1 }, /above 0/],
    ["timeoutMs", { timeoutMs: "5" }, /got a string/],
    ["maxRetries", { maxRetries: "3" }, /whole number/],
    ["apiKey", { apiKey: "\ufeffs3cret" }, /character/],
    ["apiKey", { apiKey: "s3cret\u2003" }, /character/],
    ["apiKey", { apiKey: ["s3cret"] }, /got Array/],
    ["defaultHeaders", JSON.parse('{"defaultHeaders":{"__proto__":"a"}}'), /not a valid header name/],
    ["options", "http://localhost:2024", /new LangGraphClient\(\{ apiUrl/],
    ["options", null, /got null/],
    ["options", ["http://localhost:2024"], /got Array/],
    ["url", { url: "http://localhost:2024" }, /apiUrl/],
    ["apiURL", { apiURL: "http://localhost:2024" }, /apiUrl/],
    ["baseUrl", { baseUrl: "http://localhost:2024" }, /apiUrl/],
    ["timeout", { timeout: 5 }, /timeoutMs/],
    ["fetch", { fetch: 5 }, /function/],
    ["fetch", { callerOptions: { fetch: "text" } }, /function/],
    ["auth", { auth: {} }, /function/],
    ["onRequest", { onRequest: "text" }, /function/],
    ["logger", { logger: 5 }, /console/],
    ["logger.warn", { logger: { warn: "text" } }, /function/],
  ])("throws for an invalid %s of a client: %o", (argument, options, message) => {
    const make = () => new LangGraphClient(options as object);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(message);
    expect(make).toThrow(new RegExp(`^${argument}: `));
    // Messages never contain secrets.
    expect(make).not.toThrow(/s3cret/);
  });
});
