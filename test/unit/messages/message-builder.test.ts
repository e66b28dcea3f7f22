/** Merge rules of MessageBuilder: chunks of `messages-tuple` on the left, the message they make on the right. */
import { describe, expect, test } from "vitest";
import type { Message, MessageChunk, MessageTupleMetadata } from "../../../src/messages/types.js";
import { messageReader } from "../../../src/parts/readers.js";

/** The messages that `messages()` yields. */
class MessageBuilder {
  readonly #reader = messageReader({});

  add(chunk: MessageChunk, from: MessageTupleMetadata | undefined): Message {
    const message = this.#reader.add({ event: "messages", data: [chunk, from] }).at(-1);
    if (message === undefined) throw new Error("The chunk reported no message");
    return message;
  }

  reconcile(state: unknown): readonly Message[] {
    return this.#reader.add({ event: "values", data: state });
  }
}

/** Creates a chunk of a model's message with the id `m`. Tests give chunks that break their types, as servers do. */
const chunk = (fields: object): MessageChunk => ({ type: "AIMessageChunk", id: "m", content: "", ...fields });
/** Creates a chunk of a tool call. */
const call = (index: unknown, fields: object): MessageChunk =>
  chunk({ tool_call_chunks: [{ index, type: "tool_call_chunk", ...fields }] });
const text = (value: string, fields: object = {}) => ({ type: "text", text: value, ...fields });

/** Adds chunks to a new builder. Returns the last message. */
function build(chunks: readonly MessageChunk[]): Message | undefined {
  const builder = new MessageBuilder();
  let message: Message | undefined;
  for (const each of chunks) message = builder.add(each, undefined);
  return message;
}

describe("content", () => {
  test.each<[rule: string, contents: unknown[], expected: unknown]>([
    ["concatenates strings", ["a", " b", "", "c"], "a bc"],
    ["counts null as an empty string", ["a", null, "b"], "ab"],
    ["counts missing content as an empty string", ["a", undefined, "b"], "ab"],
    ["sets missing content of a first chunk to an empty string", [undefined], ""],
    ["sets null content of a first chunk to an empty string", [null], ""],
    ["keeps the blocks of a first chunk", [[text("a")]], [text("a")]],
    ["appends blocks without an index", [[text("a")], [text("b")]], [text("a"), text("b")]],
    [
      "merges blocks with the same index",
      [[text("a", { index: 0 })], [text("b", { index: 0 })]],
      [text("ab", { index: 0 })],
    ],
    [
      "appends a block with a new index",
      [[text("a", { index: 0 })], [text("b", { index: 1 })], [text("c", { index: 0 })]],
      [text("ac", { index: 0 }), text("b", { index: 1 })],
    ],
    [
      "merges blocks whose index is a string",
      [[text("a", { index: "lc_0" })], [text("b", { index: "lc_0" })]],
      [text("ab", { index: "lc_0" })],
    ],
    [
      'distinguishes the index 0 from the index "0"',
      [[text("a", { index: 0 })], [text("b", { index: "0" })]],
      [text("a", { index: 0 }), text("b", { index: "0" })],
    ],
    [
      "counts the index null as a missing one",
      [[text("a", { index: null })], [text("b", { index: null })]],
      [text("a", { index: null }), text("b", { index: null })],
    ],
    [
      "does not merge blocks within the first chunk",
      [[text("a", { index: 0 }), text("b", { index: 0 })]],
      [text("a", { index: 0 }), text("b", { index: 0 })],
    ],
    ["appends plain strings among the blocks", [[text("a")], ["b"]], [text("a"), "b"]],
    ["appends a string to the last text block", [[text("a")], "b"], [text("ab")]],
    [
      "appends a string to a text block with an index",
      [[text("a", { index: 0 })], "b"],
      [text("ab", { index: 0 })],
    ],
    ["appends a string to a text block without a text", [[{ type: "text" }], "b"], [text("b")]],
    [
      "makes a text block of a string behind another block",
      [[{ type: "image_url", url: "x" }], "b"],
      [{ type: "image_url", url: "x" }, text("b")],
    ],
    [
      "adds no block for an empty string behind another block",
      [[{ type: "image_url", url: "x" }], ""],
      [{ type: "image_url", url: "x" }],
    ],
    ["makes a text block of a string before blocks", ["a", [text("b")]], [text("a"), text("b")]],
    ["makes no block of an empty string before blocks", ["", [text("b")]], [text("b")]],
    ["makes no block of null before blocks", [null, [text("b")]], [text("b")]],
  ])("merging content %s", (_, contents, expected) => {
    expect(build(contents.map((content) => chunk({ content })))?.content).toEqual(expected);
  });
});

describe("fields", () => {
  test.each<[rule: string, fields: object[], expected: object]>([
    ["turns the type AIMessageChunk of a first chunk into ai", [{}], { type: "ai" }],
    ["turns the type AIMessageChunk of every chunk into ai", [{ type: "ai" }, {}], { type: "ai" }],
    ["replaces other strings", [{ a: "x" }, { a: "y" }], { a: "y" }],
    ["keeps a string when a chunk has an empty one", [{ a: "x" }, { a: "" }], { a: "x" }],
    ["replaces the name", [{ name: "a" }, { name: "b" }], { name: "b" }],
    ["replaces the role", [{ role: "a" }, { role: "b" }], { role: "b" }],
    ["keeps the name when a chunk has an empty one", [{ name: "a" }, { name: "" }], { name: "a" }],
    [
      "keeps a value when a chunk has null",
      [
        { a: "x", name: "a" },
        { a: null, name: null },
      ],
      { a: "x", name: "a" },
    ],
    ["keeps a value when a chunk lacks it", [{ a: "x" }, {}], { a: "x" }],
    ["takes an empty string when the value is missing", [{}, { a: "" }], { a: "" }],
    ["replaces null", [{ a: null }, { a: "x" }], { a: "x" }],
    ["keeps a number when a chunk has an empty string", [{ a: 1 }, { a: "" }], { a: 1 }],
    ["replaces numbers", [{ a: 1 }, { a: 2 }], { a: 2 }],
    ["replaces booleans", [{ a: true }, { a: false }], { a: false }],
    ["replaces a value of another type", [{ a: "x" }, { a: { b: 1 } }], { a: { b: 1 } }],
    ["takes a field that only a later chunk has", [{}, { a: [1] }], { a: [1] }],
    [
      "merges objects at any depth",
      [{ a: { b: { text: "x", d: 1 } } }, { a: { b: { text: "y", e: 2 } } }],
      { a: { b: { text: "xy", d: 1, e: 2 } } },
    ],
    [
      "replaces id, type, name, index and role at any depth",
      [
        { a: { id: "1", type: "1", name: "1", index: "1", role: "1" } },
        { a: { id: "2", type: "2", name: "2", index: "2", role: "2" } },
      ],
      { a: { id: "2", type: "2", name: "2", index: "2", role: "2" } },
    ],
    [
      "appends list elements without an index",
      [{ a: [1, { b: 1 }] }, { a: [1, { b: 2 }] }],
      { a: [1, { b: 1 }, 1, { b: 2 }] },
    ],
    [
      "merges list elements with the same index",
      [
        { a: [{ index: 0, text: "x" }] },
        {
          a: [
            { index: 1, text: "y" },
            { index: 0, text: "z" },
          ],
        },
      ],
      {
        a: [
          { index: 0, text: "xz" },
          { index: 1, text: "y" },
        ],
      },
    ],
    [
      "merges a list within a list element",
      [
        { a: [{ index: 0, b: [{ index: 0, text: "x" }] }] },
        { a: [{ index: 0, b: [{ index: 0, text: "y" }] }] },
      ],
      { a: [{ index: 0, b: [{ index: 0, text: "xy" }] }] },
    ],
    [
      "concatenates the arguments of an old function call",
      [
        { additional_kwargs: { function_call: { name: "f", arguments: '{"a"' } } },
        { additional_kwargs: { function_call: { name: "", arguments: ": 1}" } } },
      ],
      { additional_kwargs: { function_call: { name: "f", arguments: '{"a": 1}' } } },
    ],
    [
      "replaces strings of response_metadata, and adds up its numbers",
      [{ response_metadata: { model_name: "m", n: 1 } }, { response_metadata: { model_name: "n", n: 2 } }],
      { response_metadata: { model_name: "n", n: 3 } },
    ],
  ])("merging fields %s", (_, fields, expected) => {
    expect(build(fields.map(chunk))).toEqual({ id: "m", type: "ai", content: "", ...expected });
  });

  test("ignores __proto__, which would change all objects", () => {
    const parsed = JSON.parse('{"additional_kwargs": {"__proto__": {"polluted": 1}}}') as object;
    const message = build([chunk({ additional_kwargs: {} }), chunk(parsed)]);
    const found = "polluted" in {};
    Reflect.deleteProperty(Object.prototype, "polluted");
    expect(found).toBe(false);
    expect(message).toMatchObject({ additional_kwargs: {} });
  });
});

describe("tool calls", () => {
  const parsed = (name: string, args: object, id: string | null = "c") => ({
    name,
    args,
    id,
    type: "tool_call",
  });

  test.each<[rule: string, chunks: MessageChunk[], calls: unknown]>([
    ["are missing without chunks of them", [chunk({}), chunk({})], undefined],
    [
      "are parsed from the concatenated arguments",
      [call(0, { name: "f", id: "c", args: "" }), call(0, { args: '{"a":' }), call(0, { args: " 1}" })],
      [parsed("f", { a: 1 })],
    ],
    ["are left out while the arguments are incomplete", [call(0, { name: "f", id: "c", args: '{"a":' })], []],
    [
      "are left out when arguments that end with a brace are not JSON yet",
      [call(0, { name: "f", id: "c", args: '{"a": {}' })],
      [],
    ],
    [
      "are left out when the arguments are another JSON value",
      [call(0, { name: "f", id: "c", args: "1" })],
      [],
    ],
    ["are left out without a name", [call(0, { id: "c", args: "{}" })], []],
    ["are left out while the arguments are empty", [call(0, { name: "f", id: "c", args: "" })], []],
    ["are left out while the arguments are null", [call(0, { name: "f", id: "c", args: null })], []],
    [
      "accept space behind the arguments",
      [call(0, { name: "f", id: "c", args: '{"a": 1}\n ' })],
      [parsed("f", { a: 1 })],
    ],
    ["have the id null when it is missing", [call(0, { name: "f", args: "{}" })], [parsed("f", {}, null)]],
    [
      "keep their name and id when later chunks have null",
      [call(0, { name: "f", id: "c", args: "{" }), call(0, { name: null, id: null, args: "}" })],
      [parsed("f", {})],
    ],
    [
      "keep their name and id when later chunks repeat them",
      [call(0, { name: "f", id: "c", args: "{" }), call(0, { name: "f", id: "c", args: "}" })],
      [parsed("f", {})],
    ],
    [
      "with different indexes are separate, although their chunks alternate",
      [
        call(0, { name: "f", id: "c", args: "{" }),
        call(1, { name: "g", id: "d", args: "{" }),
        call(0, { args: "}" }),
        call(1, { args: '"a": 1}' }),
      ],
      [parsed("f", {}), parsed("g", { a: 1 }, "d")],
    ],
    [
      "without an index are separate",
      [call(null, { name: "f", id: "c", args: "{}" }), call(undefined, { name: "f", id: "c", args: "{}" })],
      [parsed("f", {}), parsed("f", {})],
    ],
    [
      "ignore the tool_calls of chunks with tool_call_chunks",
      [
        chunk({
          tool_calls: [parsed("x", {})],
          tool_call_chunks: [{ index: 0, name: "f", id: "c", args: "{" }],
        }),
        chunk({ tool_calls: [parsed("y", {})], tool_call_chunks: [{ index: 0, args: "}" }] }),
      ],
      [parsed("f", {})],
    ],
    [
      "are those of the message when it has no tool_call_chunks",
      [chunk({ tool_calls: [parsed("f", {})] }), chunk({})],
      [parsed("f", {})],
    ],
    [
      "are appended when no chunk has tool_call_chunks",
      [chunk({ tool_calls: [parsed("f", {})] }), chunk({ tool_calls: [parsed("g", {})] })],
      [parsed("f", {}), parsed("g", {})],
    ],
  ])("tool calls %s", (_, chunks, calls) => {
    const message = build(chunks);
    expect(message && "tool_calls" in message ? message.tool_calls : undefined).toEqual(calls);
  });

  test("tool calls that grow are not in the message", () => {
    const message = build([call(0, { name: "f", id: "c", args: "{" }), chunk({ chunk_position: null })]);
    expect(Object.keys(message ?? {}).sort()).toEqual([
      "content",
      "id",
      "invalid_tool_calls",
      "tool_calls",
      "type",
    ]);
  });

  test("tool calls with chunks empty invalid_tool_calls, which are incomplete ones", () => {
    const invalid_tool_calls = [{ name: "f", args: "{" }];
    const tool_call_chunks = [{ index: 0, name: "f", args: "{" }];
    expect(build([chunk({ invalid_tool_calls, tool_call_chunks })])).toMatchObject({
      invalid_tool_calls: [],
    });
    expect(build([chunk({ invalid_tool_calls })])).toMatchObject({ invalid_tool_calls });
  });
});

describe("usage_metadata", () => {
  const usage = (input: number, more: object = {}) => ({ input_tokens: input, ...more });

  test.each<[rule: string, usages: unknown[], expected: unknown]>([
    ["adds up counts", [usage(1), usage(2), usage(3)], usage(6)],
    ["is that of the first chunk that has it", [undefined, usage(2)], usage(2)],
    ["ignores null and missing ones", [usage(1), null, undefined], usage(1)],
    ["replaces null", [null, usage(2)], usage(2)],
    [
      "adds up counts in nested objects",
      [
        usage(1, { input_token_details: { cache_read: 1 } }),
        usage(1, { input_token_details: { cache_read: 2, audio: 1 } }),
      ],
      usage(2, { input_token_details: { cache_read: 3, audio: 1 } }),
    ],
    [
      "takes nested counts that only a later chunk has",
      [usage(1), usage(1, { output_token_details: { reasoning: 2 } })],
      usage(2, { output_token_details: { reasoning: 2 } }),
    ],
    ["keeps a count when a chunk has null", [usage(1), { input_tokens: null }], usage(1)],
    ["replaces other values", [{ tier: "a" }, { tier: "b" }], { tier: "b" }],
  ])("usage_metadata %s", (_, usages, expected) => {
    const message = build(usages.map((usage_metadata) => chunk({ usage_metadata })));
    expect(message && "usage_metadata" in message ? message.usage_metadata : undefined).toEqual(expected);
  });
});

describe("several messages", () => {
  const from = (node: string, ns = "") => ({ langgraph_node: node, langgraph_checkpoint_ns: ns });
  const said = (id: string | null | undefined, content: string): MessageChunk => chunk({ id, content });

  test("messages stay apart by id, although their chunks alternate", () => {
    const builder = new MessageBuilder();
    const contents = ["1a", "2x", "1b", "2y"].map(
      ([id, content]) => builder.add(said(id, content ?? ""), undefined).content,
    );
    expect(contents).toEqual(["a", "x", "ab", "xy"]);
  });

  test.each([
    ["belong together when they come from the same node", from("n", "s"), from("n", "s"), "ab"],
    ["stay apart by node", from("n"), from("o"), "b"],
    ["stay apart by namespace", from("n", "s"), from("n", "t"), "b"],
    ["belong together without an origin", undefined, undefined, "ab"],
  ])("chunks without an id %s", (_, first, second, expected) => {
    for (const id of [undefined, null]) {
      const builder = new MessageBuilder();
      builder.add(said(id, "a"), first);
      expect(builder.add(said(id, "b"), second).content).toBe(expected);
    }
  });

  test("chunks belong together by id, although they come from different nodes", () => {
    const builder = new MessageBuilder();
    builder.add(said("m", "a"), from("n"));
    expect(builder.add(said("m", "b"), from("o")).content).toBe("ab");
  });

  test.each<[string, MessageChunk[], object]>([
    [
      "a message of another type replaces the one before",
      [chunk({ content: "a" }), { type: "tool", id: "m", content: "b", tool_call_id: "c" }],
      { type: "tool", content: "b", tool_call_id: "c" },
    ],
    [
      "a message of another type is not merged",
      [
        { type: "human", id: "m", content: "a", additional_kwargs: { a: 1 } },
        { type: "human", id: "m", content: "b" },
      ],
      { type: "human", content: "b" },
    ],
    [
      "a chunk of a model replaces a message of another type",
      [{ type: "human", id: "m", content: "a" }, chunk({ content: "b" })],
      { type: "ai", content: "b" },
    ],
  ])("%s", (_, chunks, expected) => {
    expect(build(chunks)).toEqual({ id: "m", ...expected });
  });

  test("messages are copies, so that changes by the caller do not matter", () => {
    const builder = new MessageBuilder();
    const fields = { content: [text("a", { index: 0 })], additional_kwargs: { a: { b: ["x"] } } };
    const first = builder.add(chunk(fields), undefined);
    const unchanged = structuredClone(first);
    Object.assign(first.content[0] ?? {}, { text: "changed" });
    Object.assign(first.additional_kwargs ?? {}, { a: "changed" });
    const second = builder.add(chunk({ content: [text("b", { index: 0 })] }), undefined);
    expect(second).toEqual({ ...unchanged, content: [text("ab", { index: 0 })] });
  });

  test("messages do not change while later chunks arrive", () => {
    const builder = new MessageBuilder();
    const first = builder.add(chunk({ content: [text("a", { index: 0 })], a: { b: ["x"] } }), undefined);
    const before = structuredClone(first);
    builder.add(chunk({ content: [text("b", { index: 0 })], a: { b: ["y"] } }), undefined);
    expect(first).toEqual(before);
  });
});

describe("reconcile", () => {
  const assembled = (content = "a") => ({ type: "ai", id: "m", content });

  test.each<[string, unknown, unknown[]]>([
    ["nothing when the state's message equals the assembled one", { messages: [assembled()] }, []],
    ["the state's message when it differs", { messages: [assembled("b")] }, [assembled("b")]],
    ["nothing for messages that did not stream", { messages: [{ ...assembled("b"), id: "n" }] }, []],
    [
      "nothing for messages that are not objects",
      { messages: [null, "m", assembled("b")] },
      [assembled("b")],
    ],
    ["nothing for a state without messages", { a: 1 }, []],
    ["nothing for messages that are not a list", { messages: { m: 1 } }, []],
    ["nothing for a state that is a list", [assembled("b")], []],
    ["nothing for a state that is null", null, []],
  ])("reconcile returns %s", (_, state, expected) => {
    const builder = new MessageBuilder();
    builder.add(chunk({ content: "a" }), undefined);
    expect(builder.reconcile(state)).toEqual(expected);
  });

  test("reconcile returns a changed message once", () => {
    const builder = new MessageBuilder();
    builder.add(chunk({ content: "a" }), undefined);
    expect(builder.reconcile({ messages: [assembled("b")] })).toHaveLength(1);
    expect(builder.reconcile({ messages: [assembled("b")] })).toEqual([]);
  });

  test("add appends later chunks to the state's message", () => {
    const builder = new MessageBuilder();
    builder.add(chunk({ content: "a" }), undefined);
    builder.reconcile({ messages: [assembled("b")] });
    expect(builder.add(chunk({ content: "c" }), undefined)).toEqual(assembled("bc"));
  });

  test("reconcile leaves the state as it is", () => {
    const builder = new MessageBuilder();
    builder.add(chunk({ content: "a" }), undefined);
    const state = { messages: [{ ...assembled(), content: [text("b")] }] };
    const before = structuredClone(state);
    const [message] = builder.reconcile(state);
    Object.assign(message?.content[0] ?? {}, { text: "changed" });
    builder.add(chunk({ content: "c" }), undefined);
    expect(state).toEqual(before);
  });
});
