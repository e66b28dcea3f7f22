/** A wrong call rejects with an error that names the argument and the right call, and nothing is sent. */
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { listen } from "../helpers/server.js";

/** A client for programs without types: everything can be called with anything. */
type Untyped = Record<
  string,
  Record<string, (...args: unknown[]) => PromiseLike<unknown> & AsyncIterable<unknown>>
>;

const untyped = (client: LangGraphClient) => client as unknown as Untyped;

/** Fails with what a call rejects with; a stream or an iterator is read. */
async function outcome(call: () => PromiseLike<unknown> & AsyncIterable<unknown>): Promise<unknown> {
  // A synchronous throw would not get here: it fails the test.
  const made = call();
  return failure(Symbol.asyncIterator in made ? all(made) : made);
}

async function refuses(
  call: (client: Untyped) => PromiseLike<unknown> & AsyncIterable<unknown>,
): Promise<InvalidArgumentError> {
  const server = await listen({ status: 500 });
  const error = await outcome(() => call(untyped(new LangGraphClient({ apiUrl: server.url, apiKey: null }))));
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(server.requests).toEqual([]);
  return error as InvalidArgumentError;
}

/** Every method that takes ids, as its name and the names of its ids, in their order. */
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
  ["empty", ""],
  ["a dot", "."],
  ["two dots", ".."],
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
  ["an object", { thread_id: "t" }],
  ["half a character", "\ud800"],
];
/** `null` for the thread of a run is a run without a thread. */
const withoutThread = ["runs.stream", "runs.create", "runs.wait", "runs.joinStream"];

describe.each(ids)("%s", (method, names, rest = []) => {
  const [resource = "", name = ""] = method.split(".");
  const cases = names.flatMap((argument, position) =>
    bad
      .filter(([, value]) => !(value === null && position === 0 && withoutThread.includes(method)))
      .map(([what, value]) => [argument, what, position, value] as const),
  );
  test.each(cases)("%s: %s", async (argument, _, position, value) => {
    const args: unknown[] = names.map(() => "id");
    args[position] = value;
    const error = await refuses((client) => client[resource]![name]!(...args, ...rest));
    expect(error.argument).toBe(argument);
    expect(error.message).toMatch(new RegExp(`^${argument}: `));
  });
});

/** Every method, with what stands before its last object, and what that needs. */
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
    "%j for options",
    async (options) => {
      const error = await refuses((client) => invoke(client, options));
      expect(error.argument).toMatch(/^(options|payload|init)$/);
      expect(error.message).toMatch(/expected an object such as .*, got /);
    },
  );

  test.each([[new AbortController()], [5], [{ aborted: false }]])("a signal of %o", async (signal) => {
    const error = await refuses((client) => invoke(client, { ...needs, signal }));
    expect(error.argument).toBe("signal");
    expect(error.message).toContain("controller.signal");
  });
});

describe("an id among others", () => {
  test.each([
    [
      "threads.getState at a checkpoint",
      "checkpointId",
      (c: Untyped) => c["threads"]!["getState"]!("t", ".."),
    ],
    [
      "a subgraph's namespace",
      "namespace",
      (c: Untyped) => c["assistants"]!["getSubgraphs"]!("a", { namespace: "" }),
    ],
    ["threads.prune", "threadIds[1]", (c: Untyped) => c["threads"]!["prune"]!(["t", ""])],
    ["runs.createBatch", "assistantId", (c: Untyped) => c["runs"]!["createBatch"]!([{ input: {} }])],
  ])("%s", async (_, argument, call) => {
    expect((await refuses(call)).argument).toBe(argument);
  });
});

describe("a path of raw", () => {
  test.each([
    ["GET", "/threads/{thread_id}", { params: { path: { thread_id: ".." } } }, "threadId"],
    ["GET", "/threads/{thread_id}", {}, "threadId"],
    ["stream", "GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: "" } } }, "threadId"],
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
  ])("%s %s %o", async (verb, ...rest) => {
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
  ])("and of request: %s", async (path, argument) => {
    const error = await refuses((client) =>
      (client as unknown as { request: Untyped[""][""] }).request!("GET", path),
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
])("%s of request: %s %o", async (argument, method, options) => {
  const error = await refuses((client) =>
    (client as unknown as Untyped[""])["request"]!(method, "/own", options),
  );
  expect(error.argument).toBe(argument);
});

const isOver = '["1-0","2-0",1,{}]';

describe("a value", () => {
  const runs = (c: Untyped) => c["runs"]!;
  const store = (c: Untyped) => c["store"]!;
  test.each<[string, string, RegExp, (client: Untyped) => PromiseLike<unknown> & AsyncIterable<unknown>]>([
    [
      "a mode that is none",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["stream"]!("t", "a", { streamMode: "value" }),
    ],
    [
      "a mode among others",
      "streamMode",
      /"x"/,
      (c) => runs(c)["joinStream"]!("t", "r", { streamMode: ["values", "x"] }),
    ],
    [
      "a mode of runs, of a thread",
      "streamMode",
      /run_modes/,
      (c) => c["threads"]!["joinStream"]!("t", { streamMode: "values" }),
    ],
    [
      "input with command",
      "input",
      /resume/,
      (c) => runs(c)["stream"]!("t", "a", { input: {}, command: { resume: 1 } }),
    ],
    [
      "input with command, waiting",
      "input",
      /command/,
      (c) => runs(c)["wait"]!("t", "a", { input: "", command: {} }),
    ],
    [
      "input with command, in the background",
      "input",
      /command/,
      (c) => runs(c)["create"]!("t", "a", { input: 0, command: {} }),
    ],
    [
      "input with command, in a batch",
      "input",
      /command/,
      (c) => runs(c)["createBatch"]!([{ assistantId: "a", input: {}, command: {} }]),
    ],
    [
      "both filters",
      "status",
      /threadId together with runIds/,
      (c) => runs(c)["cancelMany"]!({ status: "all", threadId: "t", runIds: ["r"] }),
    ],
    ["a thread without runs", "runIds", /missing/, (c) => runs(c)["cancelMany"]!({ threadId: "t" })],
    ["runs without a thread", "threadId", /missing/, (c) => runs(c)["cancelMany"]!({ runIds: ["r"] })],
    ["no filter", "threadId", /status/, (c) => runs(c)["cancelMany"]!({})],
    ["a label with a period", "namespace", /\["a","b"\]/, (c) => store(c)["putItem"]!(["a.b"], "k", {})],
    ["a label with a period, reading", "namespace", /period/, (c) => store(c)["getItem"]!(["x", "a.b"], "k")],
    ["a label with a period, deleting", "namespace", /period/, (c) => store(c)["deleteItem"]!(["a.b"], "k")],
    [
      "a label with a period, searching",
      "namespacePrefix",
      /period/,
      (c) => store(c)["searchItems"]!(["a.b"]),
    ],
    [
      "a label with a period, iterating",
      "namespacePrefix",
      /period/,
      (c) => store(c)["iterateItems"]!(["a.b"]),
    ],
    [
      "a label with a period, listing",
      "prefix",
      /period/,
      (c) => store(c)["listNamespaces"]!({ prefix: ["a.b"] }),
    ],
    [
      "a label with a period, at the end",
      "suffix",
      /period/,
      (c) => store(c)["iterateNamespaces"]!({ suffix: ["a.b"] }),
    ],
    ["an empty label", "namespace", /non-empty/, (c) => store(c)["putItem"]!(["a", ""], "k", {})],
    ["a label that is no string", "namespace", /got 5/, (c) => store(c)["getItem"]!([5], "k")],
    ["an empty namespace", "namespace", /at least one/, (c) => store(c)["putItem"]!([], "k", {})],
    ["a namespace that is no array", "namespace", /array/, (c) => store(c)["getItem"]!("users", "k")],
    ["an empty key", "key", /non-empty/, (c) => store(c)["deleteItem"]!(["a"], "")],
    [
      "a checkpoint without an id",
      "before",
      /checkpoint_id/,
      (c) => c["threads"]!["iterateHistory"]!("t", { before: { configurable: {} } }),
    ],
    ["threads that are no list", "threadIds", /array/, (c) => c["threads"]!["prune"]!("t")],
    ["runs that are no list", "payloads", /array/, (c) => runs(c)["createBatch"]!({ assistantId: "a" })],
    [
      "a mode that is none, waiting",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["wait"]!("t", "a", { streamMode: "value" }),
    ],
    [
      "a mode that is none, in the background",
      "streamMode",
      /"value".*values, messages/,
      (c) => runs(c)["create"]!("t", "a", { streamMode: ["values", "value"] }),
    ],
    ["a mode of a number", "streamMode", /"5"/, (c) => runs(c)["stream"]!("t", "a", { streamMode: 5 })],
    ["a mode of null", "streamMode", /"null"/, (c) => runs(c)["joinStream"]!("t", "r", { streamMode: null })],
    ["a mode of a thread", "streamMode", /"5"/, (c) => c["threads"]!["joinStream"]!("t", { streamMode: 5 })],
    ["no answer", "answer", /got undefined/, (c) => runs(c)["resume"]!("t", "a")],
    ["no thread to answer", "threadId", /got null/, (c) => runs(c)["resume"]!(null, "a", "yes")],
    ["an answer with input", "input", /command/, (c) => runs(c)["resume"]!("t", "a", "yes", { input: {} })],
    ...["raiseError", "maxReconnects", "idleTimeoutMs", "onReconnect", "onRunCreated"].map(
      (
        name,
      ): [string, string, RegExp, (client: Untyped) => AsyncIterable<unknown> & PromiseLike<unknown>] => [
        `${name} of a stream`,
        name,
        /got a string/,
        (c) => runs(c)["stream"]!("t", "a", { [name]: "no" }),
      ],
    ),
    ["raiseError, waiting", "raiseError", /boolean/, (c) => runs(c)["wait"]!("t", "a", { raiseError: "no" })],
    ["raiseError, joining", "raiseError", /boolean/, (c) => runs(c)["join"]!("t", "r", { raiseError: 0 })],
    ["onRunCreated", "onRunCreated", /function/, (c) => runs(c)["create"]!("t", "a", { onRunCreated: {} })],
    [
      "no run, behind the end",
      "runId",
      /non-empty/,
      (c) => runs(c)["joinStream"]!("t", "", { cursor: isOver }),
    ],
    [
      "no thread, behind the end",
      "threadId",
      /undefined/,
      (c) => runs(c)["joinStream"]!(undefined, "r", { cursor: isOver }),
    ],
    [
      "a mode that is none, behind the end",
      "streamMode",
      /"x"/,
      (c) => runs(c)["joinStream"]!("t", "r", { cursor: isOver, streamMode: "x" }),
    ],
    [
      "options for wait",
      "wait",
      /cancel\(threadId, runId, true\)/,
      (c) => runs(c)["cancel"]!("t", "r", { wait: true }),
    ],
    [
      "a payload that is none",
      "payloads[1]",
      /got null/,
      (c) => runs(c)["createBatch"]!([{ assistantId: "a" }, null]),
    ],
    [
      "options for the checkpoint",
      "checkpoint",
      /null with options/,
      (c) => c["threads"]!["getState"]!("t", { subgraphs: true }),
    ],
    ["a checkpoint of a number", "checkpoint", /got 5/, (c) => c["threads"]!["getState"]!("t", 5)],
    ["no values", "values", /\{ values: /, (c) => c["threads"]!["updateState"]!("t")],
    [
      "values without their name",
      "values",
      /\{ values: /,
      (c) => c["threads"]!["updateState"]!("t", { messages: [] }),
    ],
    ["no graph", "graphId", /got undefined/, (c) => c["assistants"]!["create"]!({ name: "a" })],
    ["no schedule", "schedule", /got undefined/, (c) => c["crons"]!["create"]!("a")],
    [
      "no schedule for a thread",
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
            `${method} by ${limit}`,
            "limit",
            /1 or more/,
            (c) => c[resource]![name]!(...before, { limit }),
          ];
        },
      ),
    ),
    ["an offset below 0", "offset", /0 or more/, (c) => c["threads"]!["iterate"]!({ offset: -1 })],
    [
      "a time limit of text",
      "timeoutMs",
      /got a string/,
      (c) => c["threads"]!["get"]!("t", { timeoutMs: "5" }),
    ],
    ["retries of text", "maxRetries", /whole number/, (c) => c["threads"]!["get"]!("t", { maxRetries: "5" })],
    ["a body for a read", "extraBody", /GET/, (c) => c["threads"]!["get"]!("t", { extraBody: { a: 1 } })],
    [
      "a body for a batch",
      "extraBody",
      /is an object, got Array/,
      (c) => runs(c)["createBatch"]!([{ assistantId: "a" }], { extraBody: { a: 1 } }),
    ],
    ["no filter at all", "threadId", /missing/, (c) => runs(c)["cancelMany"]!()],
    ["a time limit of nothing", "timeoutMs", /above 0/, (c) => c["threads"]!["get"]!("t", { timeoutMs: 0 })],
    [
      "a time limit that is no number",
      "timeoutMs",
      /NaN/,
      (c) => c["threads"]!["get"]!("t", { timeoutMs: NaN }),
    ],
    ["a body that is no JSON", "body", /JSON/, (c) => c["threads"]!["create"]!({ metadata: { big: 1n } })],
    ["a body in circles", "body", /JSON/, (c) => c["threads"]!["update"]!("t", { metadata: circle() })],
    [
      "a method that is none",
      "method",
      /"GET"/,
      (c) => (c as unknown as Untyped[""])["request"]!("G E T", "/x"),
    ],
  ])("%s", async (_, argument, message, call) => {
    const error = await refuses(call);
    expect(error.argument).toBe(argument);
    expect(error.message).toMatch(message);
  });

  test.each([
    ["null", { input: null, command: { resume: 1 } }],
    ["nothing", { input: undefined, command: { resume: 1 } }],
  ])("input of %s goes with command", async (_, payload) => {
    const server = await listen({ body: "{}" });
    await new LangGraphClient({ apiUrl: server.url, apiKey: null }).runs.wait("t", "a", payload);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({ command: { resume: 1 } });
  });
});

function circle(): Record<string, unknown> {
  const round: Record<string, unknown> = {};
  return Object.assign(round, { round });
}

describe("of a client", () => {
  test.each([
    ["apiUrl", { apiUrl: "localhost:2024" }, /http/],
    ["apiUrl", { apiUrl: "/api" }, /no URL/],
    ["apiUrl", { apiUrl: "" }, /no URL/],
    ["apiUrl", { apiUrl: "ftp://example.com" }, /http/],
    ["apiUrl", { apiUrl: "http://ada:s3cret@example.com" }, /defaultHeaders/],
    ["apiUrl", { apiUrl: "http://example.com/?a=b" }, /query/],
    ["apiKey", { apiKey: 5 }, /string/],
    ["defaultHeaders", { apiKey: "a", defaultHeaders: { "X-Api-KEY": "b" } }, /Keep one/],
    ["timeoutMs", { timeoutMs: -1 }, /above 0/],
    ["timeoutMs", { timeoutMs: "5" }, /got a string/],
    ["maxRetries", { maxRetries: "3" }, /whole number/],
    ["apiKey", { apiKey: "\ufeffs3cret" }, /character/],
    ["apiKey", { apiKey: "s3cret\u2003" }, /character/],
    ["apiKey", { apiKey: ["s3cret"] }, /got Array/],
    ["defaultHeaders", JSON.parse('{"defaultHeaders":{"__proto__":"a"}}'), /no name/],
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
  ])("%s: %o", (argument, options, message) => {
    const make = () => new LangGraphClient(options as object);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(message);
    expect(make).toThrow(new RegExp(`^${argument}: `));
    // What is secret stays so.
    expect(make).not.toThrow(/s3cret/);
  });
});
