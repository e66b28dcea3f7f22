/** Parts other than messages: removed messages, tool calls, subgraphs, interrupts; and the objects that callers get. */
import { describe, expect, test } from "vitest";
import { PartBuilder } from "../../../src/parts/part-builder.js";
import type { PartEvent } from "../../../src/parts/wire.js";
import { ai, from, js, ofType, partsOf, py, values, whole } from "./events.js";

const human = { type: "human", id: "h", content: "hi" };
const remove = (id: string): PartEvent => whole({ type: "remove", id });

describe("a removed message", () => {
  test.each<[rule: string, events: PartEvent[], ids: string[]]>([
    ["is reported when the state lacks it", [values([human, ai("a", "x")]), values([human])], ["a"]],
    [
      "is reported once if a RemoveMessage came before the state",
      [values([human, ai("a", "x")]), remove("a"), values([human]), values([human])],
      ["a"],
    ],
    ["is reported without a state", [py("a", "x"), remove("a")], ["a"]],
    ["is not reported without an id", [remove("")], []],
    [
      "is reported once if RemoveMessage arrives twice",
      [values([human]), py("a", "x"), remove("a"), remove("a"), values([human])],
      ["a"],
    ],
    ["is not reported if the state never had it", [values([human]), remove("unknown"), values([human])], []],
    [
      "of __remove_all__ is reported only if the next state lacks it",
      [
        values([human, ai("a", "x"), ai("b", "y")]),
        remove("__remove_all__"),
        whole(ai("summary", "s")),
        values([ai("summary", "s"), ai("b", "y")]),
      ],
      ["h", "a"],
    ],
    [
      "of __remove_all__ is reported at once if no state streams",
      [
        py("a", "x"),
        py("a", "", { chunk_position: "last" }),
        remove("__remove_all__"),
        remove("__remove_all__"),
      ],
      ["a"],
    ],
    [
      "is not reported for messages without an id",
      [values([{ type: "human", content: "hi" }]), values([])],
      [],
    ],
    [
      "is reported again if it came back",
      [values([human]), values([]), values([human]), values([])],
      ["h", "h"],
    ],
  ])("a removed message %s", (_, events, ids) => {
    expect(ofType(partsOf(events), "removed").map(({ id }) => id)).toEqual(ids);
  });

  test("a message that left the state of a subgraph is reported with its namespace", () => {
    const events = [values([human], "values|child:1"), values([], "values|child:1")];
    expect(ofType(partsOf(events), "removed")).toEqual([
      { type: "removed", id: "h", namespace: ["child:1"] },
    ]);
  });
});

describe("a tool call", () => {
  const grow = (args: string | null, more: object = {}) =>
    py("m", "", { tool_call_chunks: [{ index: 0, args, ...more }] });
  const begin = grow("{", { id: "c", name: "f" });
  const last = py("m", "", { chunk_position: "last" });
  const result = (fields: object = {}) => ({
    type: "tool",
    id: "t",
    tool_call_id: "c",
    content: "ok",
    ...fields,
  });
  const message = ai("m", "", { tool_calls: [{ id: "c", name: "f", args: { a: 1 } }] });
  const tools = (data: object): PartEvent => ({
    event: "tools",
    data: { toolCallId: "c", name: "f", ...data },
  });
  const complete = [begin, grow('"a":1}'), last];

  test.each<[rule: string, events: PartEvent[], expected: unknown[][]]>([
    [
      "grows as text, and is called and done once",
      [...complete, values([message]), whole(result(), from("tools")), values([message, result()])],
      [
        ["streaming", "{"],
        ["called", { a: 1 }],
        ["done", { a: 1 }],
      ],
    ],
    [
      "is called once if empty chunks follow",
      [begin, grow("}"), grow(""), grow(null), grow(" "), last],
      [
        ["streaming", "{"],
        ["called", {}],
      ],
    ],
    [
      "without arguments is called at the end",
      [grow("", { id: "c", name: "f" }), last],
      [
        ["streaming", ""],
        ["called", {}],
      ],
    ],
    ["that arrives as a whole is called once", [whole(message), values([message])], [["called", { a: 1 }]]],
    [
      "is called if only the state has valid arguments",
      [js("m", "", { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: "{" }] }), values([message])],
      [
        ["streaming", "{"],
        ["called", { a: 1 }],
      ],
    ],
    [
      "fails if the state has other invalid arguments",
      [
        js("m", "", { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: "{" }] }),
        values([ai("m", "?", { invalid_tool_calls: [{ id: "c", name: "f", args: "{…" }] })]),
      ],
      [
        ["streaming", "{"],
        ["failed", "{"],
      ],
    ],
    [
      "fails with the error of its message",
      [whole(message), whole(result({ status: "error", content: "no" }))],
      [
        ["called", { a: 1 }],
        ["failed", { a: 1 }],
      ],
    ],
    [
      "is done once if the state has another version of its message",
      [whole(message), whole(result()), values([message, result({ content: "other" })])],
      [
        ["called", { a: 1 }],
        ["done", { a: 1 }],
      ],
    ],
    [
      "is done if only the state has its message",
      [values([message]), values([message, result()])],
      [["done", { a: 1 }]],
    ],
    ["of an earlier run is not reported", [values([human, message, result()])], []],
    [
      "runs and is done once with the mode tools",
      [
        ...complete,
        tools({ event: "on_tool_start", input: '{"a":1}' }),
        tools({ event: "on_tool_end", output: result() }),
        whole(result()),
        values([message, result()]),
      ],
      [
        ["streaming", "{"],
        ["called", { a: 1 }],
        ["running", { a: 1 }],
        ["done", { a: 1 }],
      ],
    ],
    [
      "keeps its arguments with the mode tools alone",
      [
        tools({ event: "on_tool_start", input: '{"a":1}' }),
        tools({ event: "on_tool_event", data: 1 }),
        tools({ event: "on_tool_error", error: { message: "no" } }),
      ],
      [
        ["running", { a: 1 }],
        ["running", { a: 1 }],
        ["failed", { a: 1 }],
      ],
    ],
  ])("a tool call %s", (_, events, expected) => {
    expect(ofType(partsOf(events), "tool").map(({ status, args }) => [status, args])).toEqual(expected);
  });

  test("has its output so far with the mode tools", () => {
    const output = (...data: unknown[]) => data.map((each) => tools({ event: "on_tool_event", data: each }));
    const events = [tools({ event: "on_tool_start", input: "{}" }), ...output("a", "b", { c: 1 })];
    const parts = ofType(partsOf(events), "tool");
    expect(parts.map((part) => part.output)).toEqual([undefined, "a", "ab", { c: 1 }]);
  });
});

describe("a subgraph", () => {
  const task = (data: object, event = "tasks"): PartEvent => ({
    event,
    data: { id: "1", name: "child", ...data },
  });
  const start = task({ input: {}, triggers: [], interrupts: [] });
  const inside: PartEvent = { event: "values|child:1", data: { n: 1 } };
  const interrupts = [{ id: "i", value: 1 }];

  test.each<[rule: string, events: PartEvent[], expected: string[]]>([
    ["runs and completes", [start, inside, task({ result: {} })], ["running", "running", "completed"]],
    ["without events is a node", [start, task({ result: {} })], []],
    ["fails with its task", [start, inside, task({ error: "E" })], ["running", "running", "failed"]],
    [
      "is interrupted with its task",
      [start, inside, task({ result: {}, interrupts })],
      ["running", "running", "interrupted"],
    ],
    ["fails with the run", [start, inside, { event: "error", data: {} }], ["running", "running", "failed"]],
    [
      "goes on after an error event of a subgraph",
      [start, inside, { event: "error|child:1", data: {} }, task({ result: {} })],
      ["running", "running", "completed"],
    ],
    [
      "is interrupted if the run ends without its result",
      [start, inside],
      ["running", "running", "interrupted"],
    ],
  ])("a subgraph %s", (_, events, expected) => {
    expect(ofType(partsOf(events), "subgraph").map(({ status }) => status)).toEqual(expected);
  });

  test("a subgraph in a subgraph ends before the outer one", () => {
    const inner = { ...task({ id: "2", name: "deep", input: {} }), event: "tasks|child:1" };
    const parts = partsOf([start, inner, { event: "custom|child:1|deep:2", data: 1 }]);
    expect(
      ofType(parts, "subgraph").map(({ name, status, namespace }) => [name, status, namespace.length]),
    ).toEqual([
      ["child", "running", 1],
      ["deep", "running", 2],
      ["deep", "interrupted", 2],
      ["child", "interrupted", 1],
    ]);
  });
});

test("an interrupt that several events repeat is reported once", () => {
  const data = { __interrupt__: [{ id: "i", value: { a: 1 } }] };
  const parts = partsOf([
    { event: "updates", data },
    { event: "values", data: { n: 1, ...data } },
    { event: "values", data },
    { event: "updates", data: { node: 1, ...data } },
  ]);
  expect(parts.map(({ type }) => type)).toEqual(["interrupt", "values", "event"]);
});

describe("the objects of a part", () => {
  function spoil(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      spoil(inner);
      Reflect.set(value, name, "spoilt");
    }
  }
  const events = (): PartEvent[] => [
    values([human]),
    js("m", [{ type: "text", text: "a", index: 0 }], {}, from("m", { ls_model_name: "x", tags: ["t"] })),
    js(
      "m",
      [{ type: "text", text: "b", index: 0 }],
      { usage_metadata: { n: 1 } },
      from("m", { tags: ["t"] }),
    ),
    js("m", "", { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: '{"a":{"b":1}}' }] }),
    { event: "tools", data: { event: "on_tool_end", toolCallId: "c", name: "f", output: { deep: [1] } } },
    { event: "updates", data: { n: [1], __interrupt__: [{ id: "i", value: { a: 1 } }] } },
    values([human, ai("x", "other")]),
    js("m", "c"),
    { event: "error", data: { error: "E", message: "no" } },
  ];

  test("the objects of a part are the caller's: later parts do not change with them", () => {
    const read = (use: (part: unknown) => void) => {
      const builder = new PartBuilder();
      const seen: unknown[] = [];
      const take = (parts: readonly unknown[]) => {
        for (const part of parts) {
          seen.push(structuredClone(part));
          use(part);
        }
      };
      for (const event of events()) take(builder.add(event));
      take(builder.end());
      return seen;
    };
    const expected = read(() => {});
    expect(expected.length).toBeGreaterThan(12);
    expect(read(spoil)).toEqual(expected);
  });

  test("the events of a caller are not changed", () => {
    const given = events();
    const parts = partsOf(given);
    expect(given).toEqual(events());
    expect(partsOf(given)).toEqual(parts);
  });
});

test("what has ended is not compared with each state any more", () => {
  const builder = new PartBuilder();
  const count = 2_000;
  for (let index = 0; index < count; index += 1) {
    const call = { tool_call_chunks: [{ index: 0, id: `c${index}`, name: "f", args: "{}" }] };
    builder.add(js(`run-${index}`, "same text", call, from("m", { langgraph_step: index })));
    builder.add(
      whole({ type: "tool", id: `t${index}`, tool_call_id: `c${index}`, content: "ok" }, from("t")),
    );
  }
  // The oldest messages are forgotten, so that their state's version reports nothing.
  const parts = builder.add(values([ai("run-0", "changed"), ai(`run-${count - 1}`, "changed")]));
  expect(ofType(parts, "message").map(({ message }) => message.id)).toEqual([`run-${count - 1}`]);
});
