/** text(), messages() and parts() through the client: modes, consumers, failures and the result of the run. */
import type { LangGraphClient, RunStreamOptions } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { clientOf } from "../helpers/fake-client.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeRunOptions } from "../helpers/fake-run.js";

const chunk = (id: string, content: string): [string, unknown] => [
  "messages",
  [
    { type: "ai", id, content, tool_call_chunks: [] },
    { langgraph_node: id, langgraph_checkpoint_ns: `${id}:1`, langgraph_step: 1 },
  ],
];

function open(data: [string, unknown][], options: FakeRunOptions = {}) {
  const events = [["metadata", { run_id: "r" }] as [string, unknown], ...data].map(
    ([event, value], index) => ({
      id: `${index}`,
      event,
      data: JSON.stringify(value),
    }),
  );
  const run = new FakeRun(events, {
    respond: (request) =>
      request.includes("/state") ? Response.json({ values: {}, next: [], tasks: [] }) : undefined,
    ...options,
  });
  const bodies: unknown[] = [];
  const client = clientOf(run, {
    fetch: (url, init) => {
      if (typeof init.body === "string") bodies.push(JSON.parse(init.body));
      return run.fetch(url, init);
    },
  });
  return { run, client, bodies };
}

type Stream = ReturnType<LangGraphClient["runs"]["stream"]>;
type Consumer = "text" | "messages" | "parts";

describe("the modes", () => {
  test.each<[consumer: Consumer, threadId: string | null, options: RunStreamOptions, modes: unknown]>([
    ["text", "t", {}, ["messages-tuple"]],
    ["text", null, {}, ["messages-tuple", "values"]],
    ["messages", "t", {}, ["messages-tuple", "values"]],
    ["messages", null, {}, ["messages-tuple", "values"]],
    ["parts", "t", {}, ["messages-tuple", "values", "custom"]],
    ["parts", "t", { streamSubgraphs: true }, ["messages-tuple", "values", "custom", "tasks"]],
    ["text", "t", { streamSubgraphs: true }, ["messages-tuple"]],
    ["parts", "t", { streamMode: ["updates"] }, ["updates"]],
  ])("%s() of the thread %s with %j requests the modes %j", async (consumer, threadId, options, modes) => {
    const { client, bodies } = open([["values", {}]]);
    await all<unknown>(client.runs.stream(threadId, "agent", options)[consumer]());
    expect([bodies].flat(1)[0]).toMatchObject({ stream_mode: modes });
  });
});

describe.each<Consumer>(["text", "messages", "parts"])("%s()", (consumer) => {
  const data = [chunk("a", "x"), chunk("b", "y"), chunk("a", "z")];
  const stream = (client: LangGraphClient, options: RunStreamOptions = {}): Stream =>
    client.runs.stream("t", "agent", options);

  test(`${consumer}() sends no request before it is read`, async () => {
    const { client, run } = open(data);
    const items = stream(client)[consumer]();
    await items.return();
    expect(run.requests).toEqual([]);
  });

  test(`${consumer}() refuses a second consumer, and goes on`, async () => {
    const { client } = open(data);
    const opened = stream(client);
    const items = opened[consumer]();
    const first = await items.next();
    for (const other of ["text", "messages", "parts"] as const) {
      const refused = opened[other]();
      expect(await failure(refused.next())).toMatchObject({
        message: expect.stringContaining(consumer) as string,
      });
      expect(await refused.next()).toEqual({ done: true, value: undefined });
      await refused.return();
    }
    expect(first.done).toBe(false);
    expect((await all<unknown>(items)).length).toBeGreaterThan(1);
  });

  test(`${consumer}() closes the connection when its loop breaks`, async () => {
    const { client, run } = open(data, { connections: [{ cut: { after: 3, at: 0, how: "stall" } }] });
    for await (const _ of stream(client)[consumer]()) break;
    expect(run.open).toBe(0);
  });

  test(`${consumer}() yields everything before it throws the error of a failed run, once`, async () => {
    const { client } = open([...data, ["error", { error: "E", message: "no" }]], { status: "error" });
    const items = stream(client)[consumer]();
    const seen: unknown[] = [];
    const error = await failure(
      (async () => {
        for await (const item of items) seen.push(item);
      })(),
    );
    expect(error).toMatchObject({ name: "RunFailedError", error: "E", detail: "no" });
    expect(JSON.stringify(seen)).toMatch(/y.*z|z.*y/s);
    expect(await items.next()).toEqual({ done: true, value: undefined });
  });

  test(`${consumer}() ends without an error for a failed run with raiseError: false`, async () => {
    const { client } = open([...data, ["error", { error: "E", message: "no" }]], { status: "error" });
    const seen = await all<unknown>(stream(client, { raiseError: false })[consumer]());
    expect(JSON.stringify(seen)).toMatch(/y.*z|z.*y/s);
  });

  test(`${consumer}() yields the same over a connection that breaks everywhere`, async () => {
    const expected = await all<unknown>(stream(open(data).client)[consumer]());
    for (let after = 1; after <= data.length; after += 1) {
      const connections = [{ cut: { after, at: 0, how: "reset" as const } }];
      const seen = await all<unknown>(stream(open(data, { connections }).client)[consumer]());
      expect(seen).toEqual(expected);
    }
  });
});

test.each<[filter: unknown, argument: string]>([
  [{ nodes: "a" }, "filter"],
  [{ node: 5 }, "filter.node"],
  [{ node: "" }, "filter.node"],
  [{ namespace: "" }, "filter.namespace"],
  [{ namespace: ["a", 1] }, "filter.namespace"],
  ["a", "filter"],
])("text() and messages() refuse the filter %j before a request", async (filter, argument) => {
  for (const consumer of ["text", "messages"] as const) {
    const { client, run } = open([["values", {}]]);
    const stream = client.runs.stream("t", "agent");
    expect(await failure(all<unknown>(stream[consumer](filter as object)))).toMatchObject({
      name: "InvalidArgumentError",
      argument,
    });
    expect(run.requests).toEqual([]);
  }
});

describe("parts() and final()", () => {
  function spoil(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      spoil(inner);
      Reflect.deleteProperty(value, name);
    }
  }

  test("final() is unaffected when the caller empties each part", async () => {
    const interrupt = { id: "i", value: { sure: ["?"] } };
    const state = {
      messages: [{ type: "ai", id: "a", content: [{ type: "text", text: "x" }] }],
      deep: { list: [1] },
    };
    const { client } = open([
      chunk("a", "x"),
      ["values", state],
      ["updates", { __interrupt__: [interrupt], n: [1] }],
    ]);
    const stream = client.runs.stream(null, "agent", { streamMode: ["messages-tuple", "values", "updates"] });
    for await (const part of stream.parts()) spoil(part);
    expect(await stream.final()).toEqual({ status: "interrupted", values: state, interrupts: [interrupt] });
  });

  test("the error of a failed run is unaffected when the caller empties each part", async () => {
    const { client } = open([["error", { error: "E", message: "no" }]], { status: "error" });
    const stream = client.runs.stream("t", "agent");
    const error = await failure(
      (async () => {
        for await (const part of stream.parts()) spoil(part);
      })(),
    );
    expect(error).toMatchObject({ error: "E", detail: "no", data: { error: "E", message: "no" } });
  });
});

describe.each<Consumer>(["text", "messages", "parts"])(
  "%s() that is left and continued with its cursor",
  (consumer) => {
    const call = { id: "c", name: "f", args: "{}", index: 0 };
    const [, [, from]] = chunk("a", "") as [string, [object, object]];
    const ai = { type: "ai", id: "a", tool_call_chunks: [] };
    const data: [string, unknown][] = [
      ["values", { messages: [] }],
      ["messages", [{ ...ai, content: "one " }, from]],
      ["messages", [{ ...ai, content: "two", tool_call_chunks: [call] }, from]],
      chunk("b", "other"),
      ["messages", [{ type: "tool", id: "t", tool_call_id: "c", content: "found" }, from]],
      ["values", { messages: [{ ...ai, content: "one two" }] }],
      ["values", { messages: [], __interrupt__: [{ id: "i", value: 1 }] }],
    ];

    test(`${consumer}() delivers every item once, wherever it is left`, async () => {
      const { client } = open(data);
      const start = () => client.runs.joinStream("t", "r", { lastEventId: "-1" });
      const whole = await all<unknown>(start()[consumer]());
      expect(whole.length).toBeGreaterThan(2);
      for (let count = 1; count < whole.length; count += 1) {
        const first = start();
        const items: unknown[] = [];
        for await (const item of first[consumer]()) {
          items.push(item);
          if (items.length === count) break;
        }
        const { cursor } = first;
        const second = client.runs.joinStream("t", "r", { cursor });
        // Reading nothing changes nothing.
        expect(second.cursor).toBe(cursor);
        items.push(...(await all<unknown>(second[consumer]())));
        expect({ count, items }).toEqual({ count, items: whole });
      }
    });
  },
);
