/** Tool calls from chunks: which chunks continue a call, and when its arguments are complete or invalid. */
import { describe, expect, test } from "vitest";
import { MessageBuilder } from "../../../src/messages/message-builder.js";
import type { AIMessage, MessageChunk } from "../../../src/messages/types.js";

type Call = [index: unknown, id: string | null, name: string | null, args: unknown];

const chunkOf = (calls: Call[]): MessageChunk => {
  const tool_call_chunks = calls.map(([index, id, name, args]) => ({ index, id, name, args }));
  // Providers send other values than the types have.
  return { type: "AIMessageChunk", id: "m", content: "", tool_call_chunks } as unknown as MessageChunk;
};

function builderOf(chunks: Call[][]): MessageBuilder {
  const builder = new MessageBuilder("m");
  for (const calls of chunks) builder.add(chunkOf(calls));
  return builder;
}

function callsOf(builder: MessageBuilder): { valid: unknown[]; invalid: unknown[] } {
  // Only models call tools.
  const { tool_calls = [], invalid_tool_calls = [] } = builder.copy() as AIMessage;
  return {
    valid: tool_calls.map(({ id, name, args }) => [id, name, args]),
    invalid: invalid_tool_calls.map(({ id, name, args }) => [id, name, args]),
  };
}

test.each<[rule: string, chunks: Call[][], expected: unknown[]]>([
  [
    "with a new id begins a call, although the index and the name are the same",
    [[[0, "A", "s", "{}"]], [[0, "B", "s", '{"q"']], [[0, null, null, ":2}"]], [[0, "C", "s", "{}"]]],
    [
      ["A", "s", {}],
      ["B", "s", { q: 2 }],
      ["C", "s", {}],
    ],
  ],
  [
    "with a new id begins a call, although the arguments before it are incomplete",
    [[[0, "A", "s", '{"q"']], [[0, "B", "s", "{}"]]],
    [["B", "s", {}]],
  ],
  [
    "with an earlier id continues that call",
    [[[0, "A", "s", '{"q"']], [[0, "B", "s", "{}"]], [[0, "A", null, ":1}"]]],
    [
      ["A", "s", { q: 1 }],
      ["B", "s", {}],
    ],
  ],
  [
    "without an id continues the latest call of its index",
    [
      [
        [1, "A", "s", "{"],
        [2, "B", "t", "{"],
      ],
      [
        [1, null, null, '"a":1}'],
        [2, "", "", "}"],
      ],
    ],
    [
      ["A", "s", { a: 1 }],
      ["B", "t", {}],
    ],
  ],
  [
    "of a string index continues its call",
    [[["lc_tc_0", "A", "s", "{"]], [["lc_tc_0", null, null, "}"]]],
    [["A", "s", {}]],
  ],
  ["may have an object as arguments", [[[0, "A", "s", { a: 1 }]]], [["A", "s", { a: 1 }]]],
])("a tool-call chunk %s", (_, chunks, expected) => {
  expect(callsOf(builderOf(chunks)).valid).toEqual(expected);
});

describe("arguments", () => {
  test.each<[args: unknown[], completeAfter: number, value: object]>([
    [["{", '"a"', ":", '"}"', "}"], 5, { a: "}" }],
    [['{"a":"\\', '""', "}"], 3, { a: '"' }],
    [['{"a":"\\\\"', "}"], 2, { a: "\\" }],
    [["  ", "\n{", "}"], 3, {}],
    [[null, "", '{"a":[{', "}]}"], 4, { a: [{}] }],
    [['{"a":"{[', ']}"}', " "], 2, { a: "{[]}" }],
  ])("arguments %j are a call from chunk %i on", (args, completeAfter, value) => {
    const builder = new MessageBuilder("m");
    args.forEach((each, index) => {
      builder.add(chunkOf([[0, index === 0 ? "A" : null, index === 0 ? "f" : null, each]]));
      expect(callsOf(builder)).toEqual({
        valid: index + 1 < completeAfter ? [] : [["A", "f", value]],
        invalid: [],
      });
    });
  });

  test.each(['{"p": "\\d+"}', '{"a":1', '{"a":1}}', "[1]", '"a"', "1", "null", "{a:1}", "}", '{"a":"'])(
    "arguments %s are invalid at the end, with their text",
    (args) => {
      const builder = builderOf([[[0, "A", "f", args]]]);
      expect(callsOf(builder)).toEqual({ valid: [], invalid: [] });
      builder.end();
      expect(callsOf(builder)).toEqual({ valid: [], invalid: [["A", "f", args]] });
    },
  );

  test.each([null, undefined, "", " \n"])("arguments %j are {} at the end, and not before", (args) => {
    const builder = builderOf([[[0, "A", "f", args]]]);
    expect(callsOf(builder)).toEqual({ valid: [], invalid: [] });
    builder.end();
    expect(callsOf(builder)).toEqual({ valid: [["A", "f", {}]], invalid: [] });
  });

  test("arguments are not invalid while they grow again after an end", () => {
    const builder = builderOf([[[0, "A", "f", '{"a":']]]);
    builder.end();
    builder.add(chunkOf([[0, null, null, "1"]]));
    expect(callsOf(builder)).toEqual({ valid: [], invalid: [] });
    builder.add(chunkOf([[0, null, null, "}"]]));
    expect(callsOf(builder)).toEqual({ valid: [["A", "f", { a: 1 }]], invalid: [] });
  });

  test("a second end reports the invalid calls no more", () => {
    const builder = builderOf([[[0, "A", "f", "{"]]]);
    expect(builder.end().calls).toHaveLength(1);
    expect(builder.end().calls).toEqual([]);
  });

  test("the calls that the Python server makes of each chunk are not kept", () => {
    const builder = new MessageBuilder("m");
    for (const args of ["{", '"a":', "1"]) {
      const invalid_tool_calls = [{ name: null, args, id: null, error: null }];
      builder.add({ ...chunkOf([[0, "A", "f", args]]), invalid_tool_calls } as object as MessageChunk);
    }
    // Keeping them would take quadratic time, because every item is a copy.
    expect(builder.message).toMatchObject({ invalid_tool_calls: [] });
  });
});
