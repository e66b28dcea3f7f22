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
  ])("%s: %o", (argument, options, message) => {
    const make = () => new LangGraphClient(options as object);
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(message);
    expect(make).toThrow(new RegExp(`^${argument}: `));
    // What is secret stays so.
    expect(make).not.toThrow(/s3cret/);
  });
});
