/** Fields and blocks that chunks repeat or stream, as the integrations of several providers send them. */
import { describe, expect, test } from "vitest";
import { MessageBuilder } from "../../../src/messages/message-builder.js";
import type { MessageChunk, StreamedMessage } from "../../../src/messages/types.js";

/** Creates a chunk. Tests give chunks that break their types, as servers do. */
const chunk = (fields: object): MessageChunk => ({ type: "AIMessageChunk", id: "m", content: "", ...fields });

function build(chunks: readonly object[]): StreamedMessage & { tool_calls?: unknown } {
  const builder = new MessageBuilder("m");
  for (const fields of chunks) builder.add(chunk(fields));
  return builder.copy();
}

const at = (type: string, fields: object = {}) => ({ type, index: 0, ...fields });

describe("blocks of one index", () => {
  test.each<[rule: string, blocks: object[], expected: object[]]>([
    [
      "stay apart if their types differ",
      [at("thinking", { thinking: "a" }), at("text", { text: "b" }), at("image", { base64: "c" })],
      [at("thinking", { thinking: "a" }), at("text", { text: "b" }), at("image", { base64: "c" })],
    ],
    [
      "continue the block of their type",
      [at("reasoning", { reasoning: "a" }), at("text", { text: "b" }), at("reasoning", { reasoning: "c" })],
      [at("reasoning", { reasoning: "ac" }), at("text", { text: "b" })],
    ],
    [
      "continue any block with a type that ends in _delta",
      [at("server_tool_use", { id: "s", input: "" }), at("input_json_delta", { input: '{"q":' })],
      [at("server_tool_use", { id: "s", input: '{"q":' })],
    ],
    [
      "keep the type of the block after several deltas",
      [at("tool_use", { input: {} }), at("x_delta", { input: "{" }), at("x_delta", { input: "}" })],
      [at("tool_use", { input: "{}" })],
    ],
    [
      "stay apart if their ids differ",
      [at("text", { id: "msg_1", text: "a" }), at("text", { id: "msg_2", text: "b" })],
      [at("text", { id: "msg_1", text: "a" }), at("text", { id: "msg_2", text: "b" })],
    ],
    [
      "continue the latest one if they have no id",
      [at("text", { id: "1", text: "a" }), at("text", { id: "2", text: "b" }), at("text", { text: "c" })],
      [at("text", { id: "1", text: "a" }), at("text", { id: "2", text: "bc" })],
    ],
    [
      "take an id that arrives late",
      [at("text", { text: "a" }), at("text", { id: "1", text: "b" })],
      [at("text", { id: "1", text: "ab" })],
    ],
  ])("blocks of one index %s", (_, blocks, expected) => {
    expect(build(blocks.map((block) => ({ content: [block] }))).content).toEqual(expected);
  });
});

describe("blocks without an index", () => {
  test.each<[rule: string, blocks: object[], expected: object[]]>([
    [
      "are one if id and type are the same",
      [
        { type: "text", id: "a", text: "x" },
        { type: "text", id: "b", text: "y" },
        { type: "text", id: "a", text: "z" },
      ],
      [
        { type: "text", id: "a", text: "xz" },
        { type: "text", id: "b", text: "y" },
      ],
    ],
    [
      "stay apart if only the id is the same",
      [
        { type: "reasoning", id: "a", reasoning: "x" },
        { type: "text", id: "a", text: "y" },
      ],
      [
        { type: "reasoning", id: "a", reasoning: "x" },
        { type: "text", id: "a", text: "y" },
      ],
    ],
    [
      "do not continue a block with an index",
      [
        { type: "text", id: "a", index: 0, text: "x" },
        { type: "text", id: "a", text: "y" },
      ],
      [
        { type: "text", id: "a", index: 0, text: "x" },
        { type: "text", id: "a", text: "y" },
      ],
    ],
  ])("blocks without an index %s", (_, blocks, expected) => {
    expect(build(blocks.map((block) => ({ content: [block] }))).content).toEqual(expected);
  });
});

describe("strings of a chunk", () => {
  const kwargs = (fields: object) => ({ additional_kwargs: fields });
  const metadata = (fields: object) => ({ response_metadata: fields });

  test.each<[rule: string, chunks: object[], expected: object]>([
    [
      "of response_metadata are not concatenated",
      [
        metadata({ model_name: "m", finish_reason: "stop", service_tier: "default", id: "x" }),
        metadata({ model_name: "m", finish_reason: "stop", service_tier: "default", id: "x" }),
      ],
      metadata({ model_name: "m", finish_reason: "stop", service_tier: "default", id: "x" }),
    ],
    [
      "are not concatenated within nested objects",
      [metadata({ a: { system_fingerprint: "f" } }), metadata({ a: { system_fingerprint: "f" } })],
      metadata({ a: { system_fingerprint: "f" } }),
    ],
    [
      "of DeepSeek's reasoning are concatenated",
      [kwargs({ reasoning_content: "a" }), kwargs({ reasoning_content: "b" })],
      kwargs({ reasoning_content: "ab" }),
    ],
    [
      "of OpenAI's refusal are concatenated",
      [kwargs({ refusal: "I " }), kwargs({ refusal: "can't" })],
      kwargs({ refusal: "I can't" }),
    ],
    [
      "of OpenAI's audio are concatenated, except its id",
      [
        kwargs({ audio: { id: "a", data: "AA", transcript: "h" } }),
        kwargs({ audio: { id: "a", data: "BB", transcript: "i" } }),
      ],
      kwargs({ audio: { id: "a", data: "AABB", transcript: "hi" } }),
    ],
    [
      "of OpenRouter's reasoning details are concatenated by index, except their format",
      [
        kwargs({ reasoning_details: [{ index: 0, type: "reasoning.text", format: "f", text: "a" }] }),
        kwargs({ reasoning_details: [{ index: 0, type: "reasoning.text", format: "f", text: "b" }] }),
      ],
      kwargs({ reasoning_details: [{ index: 0, type: "reasoning.text", format: "f", text: "ab" }] }),
    ],
    [
      "of OpenAI's tool calls are concatenated if they are arguments",
      [
        kwargs({
          tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "f", arguments: "{" } }],
        }),
        kwargs({ tool_calls: [{ index: 0, function: { arguments: "}" } }] }),
      ],
      kwargs({
        tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
      }),
    ],
  ])("strings %s", (_, chunks, expected) => {
    expect(build(chunks)).toMatchObject(expected);
  });

  test("strings of a whole tool call that arrives twice are not concatenated", () => {
    const calls = (text: string) => ({ tool_calls: [{ id: "c", name: "f", args: { text } }] });
    expect(build([calls("a"), calls("b")]).tool_calls).toEqual(calls("b").tool_calls);
  });
});

describe("numbers of a chunk", () => {
  const usage = (count: number) => ({ response_metadata: { usage: { count }, created: 7 } });

  test.each<[rule: string, chunks: object[], count: number]>([
    [
      "add up on the JS server, equal ones too",
      [
        { type: "ai", ...usage(2) },
        { type: "ai", ...usage(2) },
      ],
      4,
    ],
    ["add up on the Python server", [usage(1), usage(50)], 51],
    ["remain on the Python server if a chunk repeats them", [usage(2), usage(2)], 2],
  ])("numbers %s, except a date", (_, chunks, count) => {
    expect(build(chunks).response_metadata).toEqual({ usage: { count }, created: 7 });
  });
});

describe("a chunk", () => {
  test("a chunk and its objects remain as they are when later chunks arrive", () => {
    const chunks = [
      {
        content: [at("text", { text: "a" })],
        additional_kwargs: { a: { text: "x" } },
        usage_metadata: { n: 1 },
      },
      {
        content: [at("text", { text: "b" }), at("image", { index: 1, data: "1" })],
        additional_kwargs: { a: { text: "y" }, b: { text: "p" } },
        usage_metadata: { n: 1 },
      },
      { content: [at("image", { index: 1, data: "2" })], additional_kwargs: { b: { text: "q" } } },
    ];
    const before = structuredClone(chunks);
    const first = build(chunks);
    expect(chunks).toEqual(before);
    expect(build(chunks)).toEqual(first);
  });

  test.each<[string, unknown]>([
    ["an object", { text: "a" }],
    ["a number", 1],
    ["a list with null", [null]],
    ["a text block whose text is an object", [{ type: "text", text: {} }]],
  ])("a chunk adds no text if its content is %s", (_, content) => {
    const builder = new MessageBuilder("m");
    expect(builder.add(chunk({ content })).text).toBe("");
    expect(builder.add(chunk({ content: "b" })).text).toBe("b");
  });

  test.each<[provider: string, fields: object]>([
    ["Anthropic", { content: [{ type: "thinking", thinking: "Hm" }] }],
    ["LangChain", { content: [{ type: "reasoning", reasoning: "Hm" }] }],
    ["OpenAI", { content: [{ type: "reasoning", summary: [{ type: "summary_text", text: "Hm" }] }] }],
    ["Mistral", { content: [{ type: "thinking", thinking: [{ type: "text", text: "Hm" }] }] }],
    ["Bedrock, in Python", { content: [{ type: "reasoning_content", reasoning_content: { text: "Hm" } }] }],
    ["Bedrock, in JavaScript", { content: [{ type: "reasoning_content", reasoningText: { text: "Hm" } }] }],
    ["DeepSeek and Ollama", { additional_kwargs: { reasoning_content: "Hm" } }],
    ["Groq", { additional_kwargs: { reasoning: "Hm" } }],
  ])("a chunk of %s adds reasoning", (_, fields) => {
    expect(new MessageBuilder("m").add(chunk(fields)).reasoning).toBe("Hm");
  });
});
