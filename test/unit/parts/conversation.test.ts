/** Which chunks belong to one message, and when it is complete. */
import { describe, expect, test } from "vitest";
import { messageReader, textReader } from "../../../src/parts/readers.js";
import type { PartEvent } from "../../../src/parts/wire.js";
import { ai, from, js, lastOf, ofType, partsOf, py, values, whole } from "./events.js";

const last = { chunk_position: "last" };
const human = { type: "human", id: "h", content: "hi" };

test.each<[rule: string, events: PartEvent[], expected: unknown[][]]>([
  [
    "whose id changes twice is one message with its first id",
    [py("resp_1", ""), py("lc_run--1", "Hel"), py("lc_run--1", "lo"), py("msg_1", "", last)],
    [["resp_1", "Hello", true]],
  ],
  [
    "whose first id comes back is one message",
    [py("resp_1", "a"), py("lc_run--1", "b"), py("resp_1", "c"), py("lc_run--1", "d")],
    [["resp_1", "abcd", true]],
  ],
  [
    "of the JS server whose id changes is one message",
    [js("resp_1", "a"), js("run-1", "b"), js("msg_1", "c")],
    [["resp_1", "abc", true]],
  ],
  [
    "after one whose id changed is another one, without an end marker",
    [js("resp_1", "a"), js("run-1", "b"), js("run-1", "c"), js("run-2", "x"), js("run-2", "y")],
    [
      ["resp_1", "abc", true],
      ["run-2", "xy", true],
    ],
  ],
  [
    "after another one with an id of a new kind is another one, with an end marker",
    [py("lc_run--1", "a"), py("lc_run--1", "", last), py("msg_2", "x"), py("msg_2", "", last)],
    [
      ["lc_run--1", "a", true],
      ["msg_2", "x", true],
    ],
  ],
  [
    "that streams at the same time stays apart",
    [py("lc_run--1", "a"), py("lc_run--2", "x"), py("lc_run--1", "b"), py("lc_run--2", "y")],
    [
      ["lc_run--1", "ab", true],
      ["lc_run--2", "xy", true],
    ],
  ],
  [
    "that streams at the same time stays apart when the ids of both change",
    [
      py("resp_1", "a"),
      py("resp_2", "x"),
      py("lc_run--1", "b"),
      py("lc_run--2", "y"),
      py("resp_1", "c"),
      py("lc_run--2", "z"),
    ],
    [
      ["resp_1", "abc", true],
      ["resp_2", "xyz", true],
    ],
  ],
  [
    "of another model stays apart, although its id is of another kind",
    [
      py("lc_run--1", "a", {}, from("m", { ls_model_name: "one" })),
      py("msg_1", "x", {}, from("m", { ls_model_name: "two" })),
    ],
    [
      ["lc_run--1", "a", true],
      ["msg_1", "x", true],
    ],
  ],
  [
    "of another task of the node stays apart",
    [js("run-1", "a"), js("msg_1", "x", {}, from("m", { langgraph_checkpoint_ns: "m:2" }))],
    [
      ["run-1", "a", true],
      ["msg_1", "x", true],
    ],
  ],
  [
    "that a node of the JS server returns as a whole does not continue the streamed one",
    [js("run-1", "a"), js("run-1", "b"), whole(ai("0f-uuid", "another"))],
    [
      ["run-1", "ab", true],
      ["0f-uuid", "another", true],
    ],
  ],
  [
    "that arrives as a whole does not continue another whole one",
    [whole(ai("0f-uuid", "a")), whole(ai("run-1-out-1", "b"))],
    [
      ["0f-uuid", "a", true],
      ["run-1-out-1", "b", true],
    ],
  ],
  [
    "that streams does not continue a whole one",
    [whole(ai("0f-uuid", "a")), js("run-1", "b")],
    [
      ["0f-uuid", "a", true],
      ["run-1", "b", true],
    ],
  ],
  [
    "that arrives once more as a whole takes the new id",
    [py("lc_run--1", "ab"), py("lc_run--1", "", last), whole(ai("resp_1", "ab"))],
    [["resp_1", "ab", true]],
  ],
  [
    "that arrives once more as a whole before its end marker takes the new id",
    [py("lc_run--1", "ab"), whole(ai("resp_1", "ab"))],
    [["resp_1", "ab", true]],
  ],
  [
    "without text that arrives once more as a whole takes the new id",
    [
      py("lc_run--1", [{ type: "image", index: 0, base64: "x" }], last),
      whole(ai("resp_1", [{ type: "image", index: 0, base64: "x" }])),
    ],
    [["resp_1", [{ type: "image", index: 0, base64: "x" }], true]],
  ],
  [
    "that arrives once more under the same id is not repeated",
    [py("lc_run--1", "ab", last), whole(ai("lc_run--1", "ab"))],
    [["lc_run--1", "ab", true]],
  ],
  [
    "takes the id of the state",
    [py("lc_run--1", "ab", last), values([human, ai("msg_9", "ab")])],
    [["msg_9", "ab", true]],
  ],
  [
    "takes the id of the state among two with the same text, each in its order",
    [py("lc_run--1", "ok", last), py("lc_run--2", "ok", last), values([human, ai("a", "ok"), ai("b", "ok")])],
    [
      ["a", "ok", true],
      ["b", "ok", true],
    ],
  ],
  [
    "that the state does not contain keeps its id beside an older one with the same text",
    [values([human, ai("old", "ok")]), py("lc_run--1", "ok", last), values([human, ai("old", "ok")])],
    [["lc_run--1", "ok", true]],
  ],
  [
    "that the state contains under its later id takes that one",
    [py("resp_1", "a"), py("lc_run--1", "b", last), values([ai("lc_run--1", "ab")])],
    [["lc_run--1", "ab", true]],
  ],
])("a message %s", (_, events, expected) => {
  expect(lastOf(events)).toEqual(expected);
});

test("the part that carries another id names the one that it replaces, once", () => {
  const state = values([human, ai("msg_9", "ab")]);
  const parts = ofType(partsOf([py("lc_run--1", "ab", last), state, state]), "message");
  expect(parts.map(({ message, replaces, text }) => [message.id, replaces, text])).toEqual([
    ["lc_run--1", undefined, "ab"],
    ["msg_9", "lc_run--1", ""],
  ]);
});

test("parts of a message tell node, namespace and metadata, at its end too", () => {
  const metadata = from("n", { tags: ["t"] });
  const event = { ...js("run-1", "a", {}, metadata), event: "messages|child:1" };
  const parts = ofType(partsOf([event, values([], "values|child:1")]), "message");
  expect(parts).toMatchObject([
    { node: "n", namespace: ["child:1"], metadata, done: false },
    { node: "n", namespace: ["child:1"], metadata, done: true },
  ]);
});

describe("the state", () => {
  const read = (events: readonly PartEvent[]) => {
    const reader = messageReader({});
    return [...events.flatMap((event) => reader.add(event)), ...reader.end()];
  };
  const blocks = [
    { type: "reasoning", reasoning: "Hm", index: 0 },
    { type: "text", text: "Yes", index: 0 },
  ];

  test.each<[rule: string, streamed: PartEvent[], state: object]>([
    [
      "has strings that grew in response_metadata",
      [
        py("m", "a", { response_metadata: { model_name: "gpt", finish_reason: "stop" } }),
        py("m", "b", { response_metadata: { model_name: "gpt", finish_reason: "stop" } }),
      ],
      ai("m", "ab", { response_metadata: { model_name: "gptgpt", finish_reason: "stopstop" } }),
    ],
    [
      "has blocks of two types in one",
      [py("m", [blocks[0]]), py("m", [blocks[1]])],
      ai("m", [{ type: "reasoning", reasoning: "Hm", text: "Yes", index: 0 }]),
    ],
    [
      "has strings that grew in a block",
      [
        py("m", [{ type: "text", text: "a", index: 0, phase: "x" }]),
        py("m", [{ type: "text", text: "b", index: 0, phase: "x" }]),
      ],
      ai("m", [{ type: "text", text: "ab", index: 0, phase: "xx" }]),
    ],
    ["has null for empty content", [py("m", "")], ai("m", null)],
    [
      "has token counts",
      [py("m", "a")],
      ai("m", "a", { usage_metadata: { input_tokens: 1, output_tokens: 1, total_tokens: 2 } }),
    ],
    [
      "has the chunk itself",
      [py("m", "a")],
      { ...ai("m", "a"), type: "AIMessageChunk", tool_call_chunks: [], chunk_position: "last" },
    ],
    [
      "has an invalid call",
      [py("m", "", { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: "{" }] }), py("m", "", last)],
      ai("m", "", {
        invalid_tool_calls: [{ id: "c", name: "f", args: "{", error: "Function f arguments…" }],
      }),
    ],
  ])("the state yields no message again if it %s", (_, streamed, state) => {
    const done = [...streamed, py("m", "", last)];
    expect(read([...done, values([state]), values([state])])).toEqual(read(done));
  });

  test("the state's version of a message has no strings that grew, nor fields of a chunk", () => {
    const metadata = { model_name: "gpt" };
    const state = {
      ...ai("m", "abc", { response_metadata: { model_name: "gptgpt", extra: 1 } }),
      type: "AIMessageChunk",
      tool_call_chunks: [],
      chunk_position: "last",
    };
    const events = ["a", "b"].map((text) => py("m", text, { response_metadata: metadata }));
    expect(read([...events, values([state])]).at(-1)).toEqual(
      ai("m", "abc", { response_metadata: { model_name: "gpt", extra: 1 } }),
    );
  });

  test("the state yields a message with an invalid call no more than once", () => {
    const call = { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: "{" }] };
    const state = values([ai("m", "", { invalid_tool_calls: [{ id: "c", name: "f", args: "{" }] })]);
    const parts = partsOf([js("m", "", call), state, state, state]);
    expect(ofType(parts, "message")).toHaveLength(2);
    expect(ofType(parts, "tool").map(({ status }) => status)).toEqual(["streaming", "failed"]);
  });

  test("the state completes a character of which only the first half streamed", () => {
    const reader = textReader({});
    const texts = [js("m", "a\ud83d"), values([ai("m", "a😀b")])].flatMap((event) => reader.add(event));
    expect(texts).toEqual(["a", "😀b"]);
  });
});

describe("invalid arguments", () => {
  const args = '{"p": "\\d"}';
  const call = js("run-1", "", { tool_call_chunks: [{ index: 0, id: "A", name: "re", args }] });

  test.each<[end: string, events: PartEvent[]]>([
    ["the last chunk", [py("run-1", "", last)]],
    ["the next message of the node", [js("run-2", "x")]],
    ["a message of a later step", [js("run-2", "x", {}, from("n", { langgraph_step: 2 }))]],
    ["the thread's state", [values([])]],
    ["the error of the run", [{ event: "error", data: { error: "E", message: "" } }]],
    ["the end of the stream", []],
  ])("invalid arguments are in invalid_tool_calls at %s", (_, events) => {
    const parts = partsOf([call, ...events]);
    const done = ofType(parts, "message").find(({ message, done }) => message.id === "run-1" && done);
    expect(done?.message).toMatchObject({
      tool_calls: [],
      invalid_tool_calls: [{ name: "re", id: "A", args, type: "invalid_tool_call" }],
    });
    expect(ofType(parts, "tool").at(-1)).toMatchObject({ id: "A", status: "failed", args });
  });
});

describe("text()", () => {
  const read = (events: readonly PartEvent[], filter = {}) => {
    const reader = textReader(filter);
    return { texts: events.flatMap((event) => reader.add(event)), rest: reader.end() };
  };
  const marked = (id: string, text: string, end = false) => py(id, text, end ? last : {}, from(`n${id}`));

  test.each<[rule: string, events: PartEvent[], expected: { texts: string[]; rest: string[] }]>([
    [
      "yields the second of two messages after the first is complete",
      [marked("1", "a"), marked("2", "x"), marked("1", "b", true), marked("2", "y"), marked("2", "", true)],
      { texts: ["a", "b", "x", "y"], rest: [] },
    ],
    [
      "yields messages that were complete before in the order of their begin",
      [marked("1", "a"), marked("2", "x", true), marked("3", "p", true), marked("1", "b", true)],
      { texts: ["a", "b", "x", "p"], rest: [] },
    ],
    [
      "does not wait for a message of an earlier step without an end marker",
      [js("1", "a", {}, from("n")), js("2", "x", {}, from("o", { langgraph_step: 2 }))],
      { texts: ["a", "x"], rest: [] },
    ],
    [
      "does not wait for a message that was complete before",
      [
        marked("1", "a"),
        marked("2", "x"),
        marked("3", "p"),
        marked("2", "", true),
        marked("1", "b", true),
        marked("3", "q"),
      ],
      { texts: ["a", "b", "x", "p", "q"], rest: [] },
    ],
    [
      "yields the waiting text at the end of the stream",
      [marked("1", "a"), marked("2", "x"), marked("3", "p")],
      { texts: ["a"], rest: ["x", "p"] },
    ],
    [
      "yields the waiting text before the error of the run",
      [marked("1", "a"), marked("2", "x"), { event: "error", data: "E" }],
      { texts: ["a", "x"], rest: [] },
    ],
    [
      "yields half a character at the end as a replacement character",
      [marked("1", "a\ud83d")],
      { texts: ["a"], rest: ["\ufffd"] },
    ],
    [
      "yields half a character at the end of the waiting text as a replacement character, before the next text",
      [marked("1", "a"), marked("2", "x\ud83d"), marked("3", "p")],
      { texts: ["a"], rest: ["x", "\ufffd", "p"] },
    ],
    ["yields no text of tools", [whole({ type: "tool", id: "t", content: "x" })], { texts: [], rest: [] }],
  ])("text() %s", (_, events, expected) => {
    expect(read(events)).toEqual(expected);
  });

  test("text() does not wait for a message that is not selected", () => {
    const events = [marked("1", "a"), marked("2", "x"), marked("2", "y")];
    expect(read(events, { node: "n2" })).toEqual({ texts: ["x", "y"], rest: [] });
  });
});
