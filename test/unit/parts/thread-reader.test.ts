/** Events of a thread become parts, messages and text. */
import { describe, expect, test } from "vitest";
import { textReader } from "../../../src/parts/readers.js";
import { threadReader } from "../../../src/parts/thread-reader.js";
import type { AnyThreadEvent } from "../../../src/protocol.js";
import type { Part } from "../../../src/parts/types.js";
import { ofType } from "./events.js";
import {
  args,
  begin,
  finish,
  grow,
  life,
  messages,
  messagesOf,
  on,
  onJs,
  partsOf,
  start,
  state,
  textsOf,
  whole,
} from "./thread-events.js";

const child = ["child:1"];

/** The last version of each message. */
const contentOf = (events: readonly AnyThreadEvent[]) =>
  [...new Map(messagesOf(events).map((message) => [message.id, message])).values()].map(
    ({ content }) => content,
  );

const text = (value: string, index = 0) => ({ type: "text", text: value, index });

describe("the content of a message", () => {
  test.each<[rule: string, events: AnyThreadEvent[], content: unknown]>([
    ["grows with text", [begin(0), grow(0, "x"), grow(0, "y")], [text("xy")]],
    [
      "grows with reasoning",
      [
        begin(0, { type: "reasoning", reasoning: "" }),
        grow(0, { type: "reasoning-delta", reasoning: "x" }),
        grow(0, { type: "reasoning-delta", reasoning: "y" }),
      ],
      [{ type: "reasoning", reasoning: "xy", index: 0 }],
    ],
    [
      "grows with media",
      [
        begin(0, { type: "audio", mime_type: "audio/wav" }),
        grow(0, { type: "data-delta", data: "UklG", encoding: "base64" }),
        grow(0, { type: "data-delta", data: "RgAA" }),
      ],
      [{ type: "audio", mime_type: "audio/wav", data: "UklGRgAA", index: 0 }],
    ],
    [
      "has blocks in the order of their index, whichever starts or ends first",
      [begin(1), grow(1, "b"), begin(0), grow(0, "a"), grow(1, "c"), whole(1, "bc"), whole(0, "a")],
      [text("a"), text("bc", 1)],
    ],
    [
      "has the fields of a block-delta, which replaces values",
      [
        begin(0, { type: "image", url: "a" }),
        grow(0, { type: "block-delta", fields: { type: "image", url: "b", mime_type: "image/png" } }),
      ],
      [{ type: "image", url: "b", mime_type: "image/png", index: 0 }],
    ],
    [
      "keeps the text of a block that a block-delta changes",
      [
        begin(0),
        grow(0, "x"),
        grow(0, { type: "block-delta", fields: { type: "text", annotations: [1] } }),
        grow(0, "y"),
      ],
      [{ ...text("xy"), annotations: [1] }],
    ],
    [
      "has the text of a block-delta",
      [
        begin(0),
        grow(0, "x"),
        grow(0, { type: "block-delta", fields: { type: "text", text: "xy" } }),
        grow(0, "z"),
      ],
      [text("xyz")],
    ],
    ["ignores arguments in a text block", [begin(0), grow(0, "x"), grow(0, args("{}"))], [text("x")]],
    ["ignores deltas of unknown types", [begin(0), grow(0, { type: "new-delta", text: "x" })], [text("")]],
    [
      "keeps blocks of unknown types",
      [begin(0, { type: "hologram" }), whole(0, { type: "hologram", depth: 3 })],
      [{ type: "hologram", depth: 3, index: 0 }],
    ],
    [
      "has the whole block at its end",
      [begin(0), grow(0, "x"), whole(0, { type: "text", text: "xy", annotations: [{ type: "citation" }] })],
      [{ ...text("xy"), annotations: [{ type: "citation" }] }],
    ],
    ["is corrected by the whole block", [begin(0), grow(0, "wrong"), whole(0, "right")], [text("right")]],
    [
      "has a call once its arguments are parsed",
      [
        begin(0, { type: "tool_call_chunk", id: "c", name: "f", args: "", index: 3 }),
        grow(0, args('{"a":')),
        whole(0, { type: "tool_call", id: "c", name: "f", args: { a: 1 } }),
      ],
      [{ type: "tool_call", id: "c", name: "f", args: { a: 1 }, index: 0 }],
    ],
    [
      "has the content of a delta without a delta",
      [begin(0), messages({ event: "content-block-delta", index: 0, content: { type: "text", text: "x" } })],
      [text("x")],
    ],
  ])("the content of a message %s", (_, events, content) => {
    expect(contentOf([start("m"), ...events])).toEqual([content]);
  });
});

describe("a message", () => {
  const ai = (more: object = {}) => ({
    type: "ai",
    id: "m",
    content: [{ type: "text", text: "x" }],
    response_metadata: { output_version: "v1" },
    ...more,
  });
  const streamed = [start("m"), begin(0), grow(0, "x"), whole(0, "x"), finish()];

  test.each<[rule: string, events: AnyThreadEvent[], last: object, count: number]>([
    ["is not repeated by a state that has it", [...streamed, state([ai()])], { id: "m" }, 4],
    [
      "is not repeated by a state that has the index of its blocks",
      [...streamed, state([ai({ content: [text("x", 5)] })])],
      { id: "m" },
      4,
    ],
    [
      "is corrected by the state",
      [...streamed, state([ai({ content: [{ type: "text", text: "y" }] })])],
      { id: "m", content: [{ type: "text", text: "y" }] },
      5,
    ],
    [
      "gets its id with the state if the server sent none",
      [messages({ event: "message-start" }), ...streamed.slice(1), state([ai({ id: "s" })])],
      { id: "s" },
      5,
    ],
    [
      "has the id of the call of its model if the server sent none",
      [messages({ event: "message-start", run_id: "r" })],
      { id: "run-r" },
      1,
    ],
    [
      "has token counts and the metadata of its end",
      [
        ...streamed.slice(0, -1),
        finish({
          usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
          reason: "stop",
          metadata: { model: "x" },
        }),
      ],
      {
        usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
        response_metadata: { output_version: "v1", model: "x", finish_reason: "stop" },
      },
      4,
    ],
    [
      "of the user is delivered as a whole",
      [start("h", { role: "user" }), begin(0), grow(0, "hi"), whole(0, "hi"), finish()],
      { type: "human", id: "h", content: "hi" },
      1,
    ],
    [
      "of the system is delivered with its blocks",
      [start("s", { role: "system" }), whole(1, { type: "image", url: "u" }), whole(0, "hi"), finish()],
      {
        type: "system",
        content: [
          { type: "text", text: "hi" },
          { type: "image", url: "u" },
        ],
      },
      1,
    ],
  ])("a message %s", (_, events, last, count) => {
    const all = messagesOf(events);
    expect(all.at(-1)).toMatchObject(last);
    expect(all).toHaveLength(count);
  });

  test("a message has the namespace of its graph and the node on the JS server", () => {
    const [part] = ofType(partsOf([onJs("messages", start("m").data, ["child:1", "think:2"])]), "message");
    expect(part).toMatchObject({ namespace: child, node: "think" });
    const [other] = ofType(partsOf([on("messages", start("m").data, child)]), "message");
    expect(other).toMatchObject({ namespace: child, node: undefined });
  });

  test("the text of two messages at once is delivered one after the other", () => {
    const inside = (event: AnyThreadEvent): AnyThreadEvent => ({ ...event, namespace: child });
    const events = [
      start("a"),
      begin(0),
      inside(start("b")),
      inside(begin(0)),
      grow(0, "x"),
      inside(grow(0, "y")),
    ];
    const ends = [grow(0, "z"), whole(0, "xz"), finish(), inside(whole(0, "y")), inside(finish())];
    expect(textsOf([...events, ...ends])).toEqual(["x", "z", "y"]);
  });

  test("a message without an end does not hold up the text behind the next state", () => {
    const reader = threadReader(textReader({}));
    const events = [start("a"), grow(0, "x"), state([]), start("b"), begin(0), grow(0, "y"), grow(0, "z")];
    expect(events.map((event) => reader.add(event).join(""))).toEqual(["", "x", "", "", "", "y", "z"]);
  });

  test("a message ends when the run fails", () => {
    const parts = partsOf([start("m"), begin(0), grow(0, "x"), life("failed", [], { error: "no" })]);
    expect(ofType(parts, "message").at(-1)).toMatchObject({ done: true });
  });

  test("an error in a message is an event", () => {
    const parts = partsOf([...streamed.slice(0, 3), messages({ event: "error", message: "no" }), start("n")]);
    expect(ofType(parts, "event").map(({ event }) => event)).toMatchObject([{ data: { message: "no" } }]);
    expect(
      ofType(parts, "message")
        .filter(({ done }) => done)
        .map(({ message }) => message.id),
    ).toEqual(["m", "n"]);
  });
});

describe("a tool call", () => {
  const tool = (event: string, more: object = {}) => on("tools", { event, tool_call_id: "c", ...more });
  const call = [
    start("m"),
    begin(0, { type: "tool_call_chunk", id: "c", name: "f", args: "" }),
    grow(0, args('{"a":')),
    grow(0, args("1}")),
    whole(0, { type: "tool_call", id: "c", name: "f", args: { a: 1 } }),
    finish(),
  ];
  const growing = [
    ["streaming", ""],
    ["streaming", '{"a":'],
    ["called", { a: 1 }],
  ];
  const message = { type: "ai", id: "m", content: "", tool_calls: [{ id: "c", name: "f", args: { a: 1 } }] };
  const result = (more: object = {}) => ({
    type: "tool",
    id: "t",
    tool_call_id: "c",
    name: "f",
    content: "ok",
    ...more,
  });
  const mirror = (data: object) => messages(data, ["tools:c"]);
  const mirrored = [
    mirror({ event: "message-start", role: "tool", id: "tool-c", tool_call_id: "c" }),
    mirror({ event: "content-block-start", index: 0, content: { type: "text", text: "" } }),
    mirror({ event: "content-block-delta", index: 0, content: { type: "text", text: "ok" } }),
    mirror({ event: "content-block-finish", index: 0, content: { type: "text", text: "ok" } }),
    mirror({ event: "message-finish", metadata: {} }),
  ];

  test.each<[rule: string, events: AnyThreadEvent[], expected: unknown[][]]>([
    ["grows, and is called once", call, growing],
    [
      "is done with the result of a state",
      [...call, state([message, result()])],
      [...growing, ["done", { a: 1 }, "ok"]],
    ],
    [
      "is done once if the result arrives in each way",
      [
        ...call,
        tool("tool-started", { tool_name: "f", input: '{"a":1}' }),
        tool("tool-output-delta", { delta: "o" }),
        tool("tool-output-delta", { delta: "k" }),
        tool("tool-finished", { output: result({ id: null }) }),
        tool("tool-finished", { output: result({ id: null }) }),
        ...mirrored,
        state([message]),
        state([message, result()]),
      ],
      [
        ...growing,
        ["running", { a: 1 }, undefined],
        ["running", { a: 1 }, "o"],
        ["running", { a: 1 }, "ok"],
        ["done", { a: 1 }, "ok"],
      ],
    ],
    [
      "is done once with a mirrored result",
      [...call, ...mirrored, state([message]), state([message, result()])],
      [...growing, ["done", { a: 1 }, "ok"]],
    ],
    [
      "fails with the error of the tool, once",
      [...call, tool("tool-error", { message: "no" }), state([message, result({ status: "error" })])],
      [...growing, ["failed", { a: 1 }, "no"]],
    ],
    [
      "fails with the run",
      [...call, life("failed", [], { error: '{"error":"E","message":"no"}' })],
      [...growing, ["failed", { a: 1 }, "no"]],
    ],
    [
      "fails with the run if the server sends no reason",
      [...call, life("failed")],
      [...growing, ["failed", { a: 1 }, "The run failed"]],
    ],
    [
      "of an unknown message has the input of the tool, which may be JSON text",
      [tool("tool-started", { tool_name: "g", input: '{"b":2}' }), tool("tool-finished", { output: 1 })],
      [
        ["running", { b: 2 }, undefined],
        ["done", { b: 2 }, 1],
      ],
    ],
    [
      "that runs again with the same id has a second result",
      [
        ...call,
        tool("tool-finished", { output: "a" }),
        ...call.map((event) => renamed(event)),
        tool("tool-finished", { output: "b" }),
      ],
      [...growing, ["done", { a: 1 }, "a"], ...growing, ["done", { a: 1 }, "b"]],
    ],
    [
      "does not run again if output follows its end",
      [...call, tool("tool-finished", { output: "a" }), tool("tool-output-delta", { delta: "b" })],
      [...growing, ["done", { a: 1 }, "a"]],
    ],
    [
      "fails if its arguments are not valid",
      [
        ...call.slice(0, 3),
        whole(0, { type: "invalid_tool_call", id: "c", name: "f", args: '{"a":', error: "E" }),
        finish(),
      ],
      [...growing.slice(0, 2), ["failed", '{"a":', "The arguments are not valid JSON"]],
    ],
  ])("a tool call %s", (_, events, expected) => {
    const parts = ofType(partsOf(events), "tool").map(({ status, args: all, output, error }) => [
      status,
      all,
      error ?? output,
    ]);
    expect(parts).toEqual(expected.map(([status, all, outcome]) => [status, all, outcome]));
  });

  test("the rest of arguments that are not valid is in the call", () => {
    const end = { type: "invalid_tool_call", id: "c", name: "f", args: '{"a":?', error: "E" };
    const parts = ofType(partsOf([...call.slice(0, 3), whole(0, end), finish()]), "tool");
    expect(parts.at(-1)).toMatchObject({ status: "failed", args: '{"a":?' });
  });

  test("mirrored results with equal content get the ids of their calls", () => {
    const of = (id: string, event: AnyThreadEvent): AnyThreadEvent => {
      const data = event.data as { event: string };
      const more = data.event === "message-start" ? { id: `tool-${id}`, tool_call_id: id } : {};
      return messages({ ...data, ...more }, [`tools:${id}`]);
    };
    const both = [...mirrored.map((event) => of("c", event)), ...mirrored.map((event) => of("d", event))];
    const states = [result({ id: "2", tool_call_id: "d" }), result({ id: "1" })];
    const parts = ofType(partsOf([...both, state(states)]), "message").slice(-2);
    expect(parts.map((part) => [part.replaces, part.message.id])).toEqual([
      ["tool-d", "2"],
      ["tool-c", "1"],
    ]);
  });

  function renamed(event: AnyThreadEvent): AnyThreadEvent {
    const data = event.data as { event: string };
    return data.event === "message-start" ? start("m2") : event;
  }

  test("a mirrored result is a message of its graph, whose id the state replaces", () => {
    const parts = partsOf([...call, ...mirrored, state([message, result()])]);
    const results = ofType(parts, "message").filter((part) => part.message.type === "tool");
    expect(
      results.map(({ message: { id }, namespace, replaces, done }) => [id, namespace, replaces, done]),
    ).toEqual([
      ["tool-c", [], undefined, true],
      ["t", [], "tool-c", true],
    ]);
  });

  test("a mirrored result does not end a message of a model", () => {
    const parts = ofType(partsOf([start("m"), begin(0), ...mirrored, grow(0, "x")]), "message");
    expect(parts.filter(({ message }) => message.id === "m").map(({ done }) => done)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test("the tool of the JS server has the node of its namespace", () => {
    const data = { event: "tool-started", tool_call_id: "c", tool_name: "f" };
    const [part] = ofType(partsOf([onJs("tools", data, ["child:1", "tools:2"])]), "tool");
    expect(part).toMatchObject({ namespace: child, node: "tools" });
  });
});

describe("a subgraph", () => {
  const js = (event: AnyThreadEvent): AnyThreadEvent => ({ ...event, id: "7" });
  const statusesOf = (events: readonly AnyThreadEvent[]) =>
    partsOf(events).flatMap((part) =>
      part.type === "subgraph"
        ? [
            [
              part.namespace.join("|"),
              part.status,
              ...("values" in part ? ["values"] : []),
              ...(part.error ? [part.error] : []),
            ].join(" "),
          ]
        : part.type === "event"
          ? ["event"]
          : [],
    );
  const inner = ["child:1", "inner:2"];
  const values = (namespace: string[]) => on("values", { a: 1 }, namespace);

  test.each<[rule: string, events: AnyThreadEvent[], expected: string[]]>([
    [
      "starts, has states and completes",
      [life("started", child), values(child), life("completed", child)],
      ["child:1 running", "child:1 running values", "child:1 completed"],
    ],
    [
      "starts with its state if that comes first",
      [values(child), life("started", child), life("completed", child)],
      ["child:1 running", "child:1 running values", "event", "child:1 completed"],
    ],
    [
      "of the JS server starts with its state",
      [js(life("started", child)), js(values(child)), js(life("completed", child))],
      ["event", "child:1 running", "child:1 running values", "child:1 completed"],
    ],
    [
      "of the JS server starts with a task of its own",
      [
        js(life("started", child)),
        js(on("tasks", { id: "2", name: "n" }, child)),
        js(life("completed", child)),
      ],
      ["event", "child:1 running", "event", "child:1 completed"],
    ],
    [
      "is not a node of the JS server",
      [js(life("started", child)), js(messages({ event: "error" }, child)), js(life("completed", child))],
      ["event", "event", "event"],
    ],
    [
      "within a subgraph starts behind it",
      [values(inner), life("completed", inner), life("completed", child)],
      [
        "child:1 running",
        "child:1|inner:2 running",
        "child:1|inner:2 running values",
        "child:1|inner:2 completed",
        "child:1 completed",
      ],
    ],
    [
      "fails with its reason",
      [life("started", child), life("failed", child, { error: "no" })],
      ["child:1 running", "child:1 failed no"],
    ],
    [
      "of the JS server fails with the reason of its task",
      [
        js(values(child)),
        js(on("tasks", { id: "1", name: "child", error: { message: "no" } })),
        js(life("failed", child)),
      ],
      ["child:1 running", "child:1 running values", "event", "child:1 failed no"],
    ],
    [
      "that waits is interrupted",
      [life("started", child), life("interrupted", child)],
      ["child:1 running", "child:1 interrupted"],
    ],
    [
      "of the JS server that waits is interrupted, although the server sends that it completed",
      [
        js(values(inner)),
        js(on("input.requested", { interrupt_id: "i", payload: 1 }, inner)),
        js(life("completed", child)),
      ],
      [
        "child:1 running",
        "child:1|inner:2 running",
        "child:1|inner:2 running values",
        "child:1 interrupted",
        "child:1|inner:2 interrupted",
      ],
    ],
    [
      "without an end is interrupted at the end of the run",
      [life("started", child)],
      ["child:1 running", "child:1 interrupted"],
    ],
    [
      "without an end fails with the run",
      [life("started", child), life("failed")],
      ["child:1 running", "child:1 failed", "event"],
    ],
  ])("a subgraph %s", (_, events, expected) => {
    expect(statusesOf(events)).toEqual(expected);
  });

  test("the cause of a subgraph is in its parts, also if it arrives late", () => {
    const cause = { type: "toolCall", tool_call_id: "c" };
    const started = life("started", child, { cause });
    const causes = (events: AnyThreadEvent[]) =>
      ofType(partsOf(events), "subgraph").map((part) => part.cause);
    expect(causes([started, life("completed", child)])).toEqual([cause, cause]);
    expect(causes([values(child), started])).toEqual([undefined, undefined, cause, cause]);
    expect(causes([js(started), js(values(child))])).toEqual([cause, cause, cause]);
  });

  test("the calls of a run that fails without a reason have that of the subgraph", () => {
    const call = [start("m"), whole(0, { type: "tool_call", id: "c", name: "f", args: {} })];
    const parts = partsOf([
      ...call,
      life("started", child),
      life("failed", child, { error: "no" }),
      life("failed"),
    ]);
    expect(ofType(parts, "tool").at(-1)).toMatchObject({ status: "failed", error: "no" });
  });
});

describe("an interrupt", () => {
  const asked = (id: string, payload: unknown, namespace: string[] = []) =>
    on("input.requested", { interrupt_id: id, payload }, namespace);

  test("is reported once, with its namespace", () => {
    const events = [
      asked("i", "a?", child),
      asked("j", "b?"),
      on("values", {
        __interrupt__: [
          { id: "i", value: "a?" },
          { id: "k", value: "c?" },
        ],
      }),
      asked("k", "c?"),
      asked("i", "a?", child),
    ];
    expect(ofType(partsOf(events), "interrupt")).toEqual([
      { type: "interrupt", interrupt: { id: "i", value: "a?" }, namespace: child },
      { type: "interrupt", interrupt: { id: "j", value: "b?" }, namespace: [] },
      { type: "interrupt", interrupt: { id: "k", value: "c?" }, namespace: [] },
    ]);
  });
});

describe("a custom event", () => {
  test.each<[rule: string, event: AnyThreadEvent, part: object]>([
    [
      "of the JS server is unwrapped",
      onJs("custom", { payload: { a: 1 } }),
      { name: undefined, payload: { a: 1 } },
    ],
    [
      "of a channel has its name",
      onJs("custom", { name: "n", payload: 1, more: 2 }),
      { name: "n", payload: 1 },
    ],
    [
      "of a channel of the Python server has its name",
      on("custom", { name: "n", payload: 1 }),
      { name: "n", payload: 1 },
    ],
    ["of the Python server may be wrapped", on("custom", { payload: 1 }), { name: undefined, payload: 1 }],
    ["of the Python server may be bare", on("custom", { a: 1 }), { name: undefined, payload: { a: 1 } }],
    [
      "of the Python server is bare if it has other fields",
      on("custom", { payload: 1, size: 2 }),
      { name: undefined, payload: { payload: 1, size: 2 } },
    ],
    [
      "of the Python server is bare if its name is not text",
      on("custom", { payload: 1, name: 2 }),
      { name: undefined, payload: { payload: 1, name: 2 } },
    ],
    ["may be any value", on("custom", "text", child), { name: undefined, payload: "text", namespace: child }],
  ])("a custom event %s", (_, event, part) => {
    expect(partsOf([event])).toEqual([{ type: "custom", namespace: [], ...part }]);
  });
});

test("messages that left the state of the graph are removed", () => {
  const human = (id: string) => ({ type: "human", id, content: "hi" });
  const parts = partsOf([state([human("a"), human("b")]), state([human("b")], child), state([human("b")])]);
  expect(ofType(parts, "removed")).toEqual([{ type: "removed", id: "a", namespace: [] }]);
});

test.each<[rule: string, event: AnyThreadEvent]>([
  ["the start of a run", life("running")],
  ["the end of a run", life("completed")],
  ["a run that waits", life("interrupted")],
  ["the end of an unknown subgraph", life("completed", child)],
  ["a lifecycle event of an unknown kind for a run", life("paused")],
  ["an update", on("updates", { node: { a: 1 } })],
  ["a checkpoint", on("checkpoints", { id: "1", step: 0, source: "loop" })],
  ["a task", on("tasks", { id: "1", name: "n" })],
  ["answered input", on("input.answered", { interrupt_ids: ["i"] })],
  ["an event of an unknown kind", on("weather", "sunny")],
  ["an event without data", on("lifecycle", null)],
  ["a tool event of an unknown kind", on("tools", { event: "tool-paused", tool_call_id: "c" })],
  ["a tool event without an id", on("tools", { event: "tool-started" })],
  ["a chunk without its message", grow(0, "x")],
  ["a message event without data", on("messages", "x")],
  ["a state that is not an object", on("values", [1])],
])("%s is one part of the type event", (_, event) => {
  expect(partsOf([event])).toEqual([{ type: "event", event }]);
});

test.each<[rule: string, event: AnyThreadEvent]>([
  ["an unknown delta", grow(0, { type: "new-delta" })],
  ["an unknown event of a message", messages({ event: "message-paused", index: 0 })],
  ["a block without an index", messages({ event: "content-block-start", content: { type: "text" } })],
  ["a block without a type", begin(1, {})],
  ["a delta without text", grow(0, { type: "text-delta" })],
])("%s in a message is one part of the type event", (_, event) => {
  const parts: Part[] = partsOf([start("m"), begin(0), event, finish()]);
  expect(ofType(parts, "event")).toEqual([{ type: "event", event }]);
});

test("token counts in the middle of a message are not an event", () => {
  const parts = partsOf([start("m"), messages({ event: "usage", usage: {} }), finish()]);
  expect(parts.map(({ type }) => type)).toEqual(["message", "message"]);
});

test("parts share no object with later parts or with the events", () => {
  const events = () => [
    start("m", { metadata: { a: [1] } }),
    begin(0, { type: "image", meta: { a: 1 } }),
    finish({ usage: { n: { a: 1 } } }),
  ];
  const spoil = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const each of Object.values(value)) spoil(each);
    for (const name of Object.keys(value)) delete (value as Record<string, unknown>)[name];
  };
  const reader = (change: (value: unknown) => void) => {
    const list = events();
    return partsOf(list.map((event) => ({ ...event }))).map((part) => {
      const seen = JSON.stringify(part);
      change(part);
      return seen;
    });
  };
  expect(reader(spoil)).toEqual(reader(() => {}));
});
