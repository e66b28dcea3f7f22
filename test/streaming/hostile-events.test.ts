/** Events that no server should send: every stream still settles, with events or with an error of the package. */
import type { RunStream, StreamMode } from "langgraph-client";
import { InvalidEventError, LangGraphError, RunFailedError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { event, readNames, scripted } from "../helpers/scripted-server.js";
import type { ScriptedServer } from "../helpers/scripted-server.js";

const DEPTH = 100_000;
const deepObject = `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`;
const deepList = `${"[".repeat(DEPTH)}1${"]".repeat(DEPTH)}`;
const modes: StreamMode[] = ["values", "updates", "messages-tuple", "custom", "tasks"];
const state = { values: { a: 1 }, next: [], tasks: [], metadata: { run_id: "r" } };

/** Serves a run with one odd event between two usual ones. */
function serve(name: string, data: unknown): ScriptedServer {
  const frames = [
    event("metadata", { run_id: "r" }, "0"),
    event(name, data, "1"),
    event("values", { a: 1 }, "2"),
  ];
  return scripted({
    stream: ({ isNew, lastEventId }) => ({
      text: frames.slice(isNew || lastEventId === "-1" ? 0 : Number(lastEventId) + 1).join(""),
    }),
    state,
  });
}

type Settled = { value: unknown } | { error: unknown };

/** Waits until a promise settles; a test would otherwise only time out. */
async function settled(promise: Promise<unknown>): Promise<Settled> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, 5_000, new Error("The promise does not settle"));
  });
  try {
    return { value: await Promise.race([promise, limit]) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

const consumers: [name: string, read: (stream: RunStream) => Promise<unknown>][] = [
  ["a loop", (stream) => all(stream)],
  ["text()", (stream) => all(stream.text())],
  ["messages()", (stream) => all(stream.messages())],
  ["parts()", (stream) => all(stream.parts())],
  ["final()", (stream) => stream.final()],
];

/** Reads a stream in each way, with `final()` and `stream.run` beside it. Returns the errors. */
async function errorsOf(name: string, data: unknown): Promise<Map<string, unknown>> {
  const errors = new Map<string, unknown>();
  for (const [consumer, read] of consumers) {
    const { client, open } = serve(name, data);
    const stream = client.runs.stream("t", "agent", {
      streamMode: modes,
      streamSubgraphs: true,
    }) as RunStream;
    const { run } = stream;
    const results = await Promise.all([settled(read(stream)), settled(stream.final()), settled(run)]);
    for (const [index, result] of results.entries()) {
      if ("error" in result) errors.set(`${consumer} ${["", "final()", "run"][index]}`.trim(), result.error);
    }
    // Neither of them may throw.
    expect([typeof stream.cursor, typeof stream.lastEventId, open()]).toEqual([
      expect.any(String),
      "string",
      0,
    ]);
  }
  return errors;
}

describe("an error event", () => {
  const long = "x".repeat(5_000_000);

  test.each<[string, unknown, { error?: string; detail?: string }]>([
    ["is a list", [1], { error: "Error", detail: "[1]" }],
    ["is a number", 5, { error: "Error", detail: "5" }],
    ["is a text", '"no"', { error: "Error", detail: "no" }],
    ["is null", "null", { error: "Error", detail: "null" }],
    ["is true", true, { error: "Error", detail: "true" }],
    ["is empty", "", { error: "Error", detail: "null" }],
    ["is an empty object", {}, { error: "Error", detail: "" }],
    ["has numbers", { error: 5, message: 7 }, { error: "5", detail: "7" }],
    ["has nulls", { error: null, message: null }, { error: "Error", detail: "" }],
    ["has lists", { error: ["E"], message: [1, [2]] }, { error: '["E"]', detail: "[1,[2]]" }],
    ["has objects", { error: { a: 1 }, message: { b: {} } }, { error: '{"a":1}', detail: '{"b":{}}' }],
    ["has no text form", { toString: 1 }, {}],
    [
      "has fields without a text form",
      { error: { toString: 1 }, message: { toString: null, valueOf: 1 } },
      { error: '{"toString":1}' },
    ],
    ["has a field __proto__", '{"__proto__":{"error":"E"},"message":"no"}', { detail: "no" }],
    ["has a message of 5 MB", { error: "E", message: long }, { error: "E", detail: long }],
    ["is nested too deeply", deepObject, {}],
    ["is a list that is nested too deeply", deepList, {}],
    ["has a message that is nested too deeply", `{"error":"E","message":${deepObject}}`, { error: "E" }],
    ["has an error that is nested too deeply", `{"error":${deepList},"message":"no"}`, { detail: "no" }],
  ])("fails the run if it %s", async (_, data, expected) => {
    const errors = await errorsOf("error", data);
    for (const [consumer] of consumers) {
      // parts() may not be able to assemble the error.
      const isOwn = errors.get(consumer) instanceof InvalidEventError && consumer === "parts()";
      if (!isOwn)
        expect(errors.get(consumer), consumer).toMatchObject({ name: "RunFailedError", ...expected });
      expect(errors.get(`${consumer} final()`), consumer).toBeInstanceOf(LangGraphError);
    }
  });

  test.each(["{", "undefined", '{"error":', "no", "NaN"])(
    "throws InvalidEventError if it is not JSON: %s",
    async (data) => {
      const errors = await errorsOf("error", data);
      for (const [consumer] of consumers)
        expect(errors.get(consumer), consumer).toBeInstanceOf(InvalidEventError);
    },
  );

  test("does not throw with raiseError: false, whatever its data", async () => {
    for (const data of [[1], { toString: 1 }, deepObject]) {
      const { client } = serve("error", data);
      const stream = client.runs.stream("t", "agent", { raiseError: false });
      const { seen, error } = await readNames(stream);
      expect([seen, error]).toEqual([["metadata 0", "error 1"], undefined]);
      expect(await failure(stream.final())).toBeInstanceOf(RunFailedError);
    }
  });

  test("leaves a cursor at which a join fails again, or none", async () => {
    for (const data of [[1], { toString: 1 }, { error: { a: 1 } }, "null"]) {
      const first = serve("error", data);
      const stream = first.client.runs.stream("t", "agent", { raiseError: false });
      await all(stream);
      const { client, requests } = serve("error", data);
      const error = await failure(all(client.runs.joinStream("t", "r", { cursor: stream.cursor })));
      expect(error).toBeInstanceOf(RunFailedError);
      expect(requests).toEqual([]);
    }
  });
});

/** Events whose data has another type, or another depth, than the API promises. */
const odd: [name: string, event: string, data: unknown][] = [
  ["values nested too deeply", "values", deepObject],
  ["an interrupt nested too deeply", "values", `{"__interrupt__":[{"id":"a","value":${deepList}}]}`],
  [
    "an interrupt of an update nested too deeply",
    "updates",
    `{"__interrupt__":[{"id":"a","value":${deepList}}]}`,
  ],
  ["an interrupt that is null", "values", { __interrupt__: [null] }],
  ["interrupts of other types", "values", { __interrupt__: [5, "x", [1], true] }],
  ["interrupts that are an object", "values", { __interrupt__: { a: 1 } }],
  ["ids of interrupts of other types", "updates", { __interrupt__: [{ id: 5 }, { id: { toString: 1 } }] }],
  [
    "a message nested too deeply",
    "messages",
    `[{"type":"AIMessageChunk","id":"m","content":"x","additional_kwargs":${deepObject}},{}]`,
  ],
  [
    "content nested too deeply",
    "messages",
    `[{"type":"AIMessageChunk","id":"m","content":[${deepObject}]},{}]`,
  ],
  ["no message", "messages", [null, null]],
  ["a message that is a text", "messages", '"x"'],
  ["an empty list of messages", "messages", []],
  [
    "metadata without a text form",
    "messages",
    [{ type: "ai", id: "m", content: "x" }, { langgraph_node: {} }],
  ],
  [
    "metadata that throw",
    "messages",
    [
      { type: "AIMessageChunk", id: "m", content: "x" },
      { langgraph_node: { toString: 1 }, langgraph_checkpoint_ns: { toString: 1 } },
    ],
  ],
  [
    "fields of a message of other types",
    "messages",
    [{ type: 5, id: {}, content: { toString: 1 }, tool_calls: [null], tool_call_chunks: [null, 5] }, 5],
  ],
  [
    "chunks of tool calls of other types",
    "messages",
    [
      {
        type: "AIMessageChunk",
        id: "m",
        content: "",
        tool_call_chunks: [null, { index: {}, args: {}, id: { toString: 1 }, name: [] }],
      },
      { langgraph_node: "n" },
    ],
  ],
  ["messages of a state of other types", "values", { messages: [null, 5, "x", [1], { id: {}, type: 5 }] }],
  [
    "tool calls of a state of other types",
    "values",
    { messages: [{ type: "ai", id: "m", content: [null], tool_calls: [null, { id: { toString: 1 } }] }] },
  ],
  [
    "results of tools of other types",
    "values",
    { messages: [{ type: "tool", id: 5, tool_call_id: { toString: 1 }, content: { toString: 1 } }] },
  ],
  [
    "messages of a state nested too deeply",
    "values",
    `{"messages":[{"type":"ai","id":"m","content":[${deepObject}]}]}`,
  ],
  ["metadata of a run of other types", "metadata", { run_id: { toString: 1 } }],
  ["metadata that are a list", "metadata", [1]],
  ["metadata nested too deeply", "metadata", deepObject],
  ["custom data nested too deeply", "custom", deepList],
  ["a task of other types", "tasks", { id: { toString: 1 }, name: 5, interrupts: [null], error: {} }],
  ["a task that is null", "tasks", "null"],
  ["updates that are a list", "updates", [null]],
  ["updates that are null", "updates", { a: null, b: { messages: [null] } }],
  ["an event of the mode messages that is a list of nulls", "messages/partial", [null, 5]],
  ["an event of the mode messages that is an object", "messages/complete", { a: 1 }],
  ["an event of a subgraph of other types", "messages|child:1", [5, [null]]],
  ["a name of a hundred thousand subgraphs", `values|${"a|".repeat(DEPTH)}`, { a: 1 }],
];

test.each(odd)("throws errors of the package alone, and settles, with %s", async (_, name, data) => {
  for (const [consumer, error] of await errorsOf(name, data)) {
    expect(error, consumer).toBeInstanceOf(LangGraphError);
  }
});

test("ignores interrupts that are not objects", async () => {
  const interrupts = [null, 5, "x", { id: "i", value: 1 }];
  for (const name of ["values", "updates"]) {
    const { client } = serve(name, { __interrupt__: interrupts });
    const stream = client.runs.stream("t", "agent");
    expect((await readNames(stream)).error).toBeUndefined();
    expect((await stream.final()).interrupts).toEqual(
      name === "values" ? [{ id: "i", value: 1 }] : expect.any(Array),
    );
  }
});

test.each(odd)("delivers the data to a loop that reads custom events beside %s", async (_, name, data) => {
  // Only the states that the client itself reads may be refused.
  if (name.startsWith("values") || name.startsWith("updates")) return;
  const { client } = serve(name, data);
  const { seen, error } = await readNames(client.runs.stream("t", "agent"));
  expect(error).toBeUndefined();
  expect(seen).toEqual(["metadata 0", `${name} 1`, "values 2"]);
});

describe("an id that no header can carry", () => {
  const texts = [
    "ä",
    "a\u0000b".replace("\u0000", "\u0001"),
    "日本",
    " lead",
    "trail\t",
    "a\tb",
    "\u007f",
    "😀",
  ];

  test.each(texts)("is refused as lastEventId of a run, without a request: %j", async (lastEventId) => {
    const { client, requests } = serve("custom", 1);
    const error = await failure(all(client.runs.joinStream("t", "r", { lastEventId })));
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "lastEventId" });
    expect(requests).toEqual([]);
  });

  test.each([...texts, "a\nb", "a\r\nx-api-key: b", "a\rb"])(
    "is refused as lastEventId of a thread, without a request: %j",
    async (lastEventId) => {
      const { client, requests } = serve("custom", 1);
      const error = await failure(all(client.threads.joinStream("t", { lastEventId })));
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "lastEventId" });
      expect(requests).toEqual([]);
    },
  );

  test.each([5, { id: "1" }, ["1"], true])("is not a text: %j", async (given) => {
    // A caller without types.
    const lastEventId = given as unknown as string;
    const { client, requests } = serve("custom", 1);
    for (const stream of [
      client.runs.joinStream("t", "r", { lastEventId }),
      client.threads.joinStream("t", { lastEventId }),
    ]) {
      expect(await failure(all(stream))).toMatchObject({
        name: "InvalidArgumentError",
        argument: "lastEventId",
      });
    }
    expect(requests).toEqual([]);
  });

  test.each(["ä", "日本", "a\tb", "\u007f", "😀"])(
    "ends a stream with an error if it is cut behind two of them: %j",
    async (text) => {
      const frames = ["0", `${text}1`, `${text}2`, `${text}3`].map((id, index) =>
        event(index === 0 ? "metadata" : "custom", index === 0 ? { run_id: "r" } : 1, id),
      );
      for (const [cut, isPossible] of [
        [1, true],
        [2, true],
        [3, false],
      ] as const) {
        const { client } = scripted({
          stream: ({ isNew, lastEventId }) =>
            isNew
              ? { text: frames.slice(0, cut).join(""), then: "reset" }
              : { text: frames.slice(lastEventId === "-1" ? 0 : 1).join("") },
          // Behind the second one, no replay can prove the end.
          status: () => ({ run_id: "r", status: "success" }),
        });
        const stream = client.runs.stream("t", "agent");
        const { seen, error } = await readNames(stream);
        if (isPossible) expect([seen.length, error]).toEqual([4, undefined]);
        else {
          expect(seen).toHaveLength(3);
          expect(error).toMatchObject({
            name: "StreamDisconnectedError",
            message: expect.stringContaining("header cannot carry") as unknown,
            cursor: undefined,
          });
        }
      }
    },
  );

  test("throws no raw error if it is as long as a megabyte", async () => {
    const ids = ["0", "1".repeat(1_000_000), "2".repeat(1_000_000), "3".repeat(1_000_000)];
    const { client } = scripted({
      stream: ({ isNew }) =>
        isNew
          ? { text: ids.map((id) => event("custom", 1, id)).join(""), then: "reset" }
          : new Response("{}", { status: 431 }),
    });
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toHaveLength(4);
    expect(error).toMatchObject({ name: "StreamDisconnectedError" });
  });
});
