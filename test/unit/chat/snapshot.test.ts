import { describe, expect, test } from "vitest";
import { EMPTY, messagesOf, started, withPart, withState } from "../../../src/chat/snapshot.js";
import type { ChatSnapshot } from "../../../src/chat/snapshot.js";
import { UnseenMessages } from "../../../src/chat/unseen-messages.js";
import type { Message } from "../../../src/messages/types.js";
import type { MessagePart, Part } from "../../../src/parts/types.js";

const human = (id: string): Message => ({ type: "human", id, content: id });
const ai = (id: string, content: string): Message => ({ type: "ai", id, content });

function messagePart(message: Message, fields: Partial<MessagePart> = {}): Part {
  const rest = { text: "", reasoning: "", done: false, replaces: undefined, metadata: {} };
  return {
    type: "message",
    message: message as MessagePart["message"],
    namespace: [],
    node: "model",
    ...rest,
    ...fields,
  };
}

const play = (...parts: Part[]): ChatSnapshot =>
  parts.reduce((snapshot, part) => withPart(snapshot, part, "messages"), EMPTY as ChatSnapshot);

describe("parts", () => {
  test("a message grows in its place, and the others stay the same objects", () => {
    const values: Part = { type: "values", values: { messages: [human("1"), ai("2", "")] } };
    const before = play(values, messagePart(ai("3", "a")));
    const after = withPart(before, messagePart(ai("2", "b")), "messages");
    expect(after.messages).toEqual([human("1"), ai("2", "b"), ai("3", "a")]);
    expect(after.messages[0]).toBe(before.messages[0]);
    expect(after.messages[2]).toBe(before.messages[2]);
    expect(after.values).toBe(before.values);
  });

  test("a message that has another id in the state is shown once", () => {
    const { messages } = play(
      messagePart(ai("run-1", "a")),
      messagePart(ai("2", "a"), { replaces: "run-1" }),
    );
    expect(messages).toEqual([ai("2", "a")]);
  });

  test("values replace the messages, and keep those that are equal", () => {
    const before = play({ type: "values", values: { messages: [human("1"), human("2")] } });
    const after = withPart(before, { type: "values", values: { messages: [human("2")], n: 1 } }, "messages");
    expect(after.messages).toEqual([human("2")]);
    expect(after.messages[0]).toBe(before.messages[1]);
  });

  test("equal values change nothing", () => {
    const values = () => ({ messages: [human("1")], n: { m: 1 } });
    const before = play({ type: "values", values: values() });
    const after = withPart(before, { type: "values", values: values() }, "messages");
    expect(after.values).toBe(before.values);
    expect(after.messages).toBe(before.messages);
    expect(after.toolCalls).toBe(before.toolCalls);
  });

  test("a removed message disappears", () => {
    const parts: Part[] = [messagePart(human("1")), { type: "removed", id: "1", namespace: [] }];
    expect(play(...parts).messages).toEqual([]);
  });

  test("tool calls grow, and have the results of the state", () => {
    const tool = { type: "tool", id: "c", name: "f", node: undefined, namespace: [] as string[] } as const;
    const streaming = play({ ...tool, status: "streaming", args: '{"a"' });
    expect(streaming.toolCalls).toMatchObject([{ id: "c", name: "f", args: '{"a"', status: "streaming" }]);
    const call = { name: "f", id: "c", args: { a: 1 } };
    const question: Message = { type: "ai", id: "1", content: "", tool_calls: [call] };
    const called = withState(streaming, { messages: [question] }, "messages");
    expect(called.toolCalls).toMatchObject([{ id: "c", status: "streaming" }]);
    const result: Message = { type: "tool", id: "2", tool_call_id: "c", content: "no", status: "error" };
    expect(withState(called, { messages: [question, result] }, "messages").toolCalls).toEqual([
      { id: "c", name: "f", args: { a: 1 }, status: "failed", output: "no", error: "no" },
    ]);
  });

  test("messages of subgraphs are with them", () => {
    const namespace = ["team:1"];
    const begun: Part = { type: "subgraph", namespace, name: "team", status: "running" };
    const ended: Part = { ...begun, status: "completed", values: { a: 1 } };
    const { messages, subgraphs } = play(begun, messagePart(ai("1", "a"), { namespace }), ended);
    expect(messages).toEqual([]);
    expect(subgraphs).toEqual([
      {
        namespace,
        name: "team",
        status: "completed",
        messages: [ai("1", "a")],
        values: { a: 1 },
        error: undefined,
      },
    ]);
  });

  test("messages of a subgraph without a part of its own make one", () => {
    const { subgraphs } = play(messagePart(ai("1", "a"), { namespace: ["team:1"] }));
    expect(subgraphs).toEqual([
      { namespace: ["team:1"], name: "team", status: "running", messages: [ai("1", "a")] },
    ]);
  });

  test("the latest 100 of custom data remain, until the next run", () => {
    const part = (payload: number): Part => ({ type: "custom", payload, name: undefined, namespace: [] });
    const full = play(...Array.from({ length: 101 }, (_, index) => part(index)));
    expect(full.custom).toHaveLength(100);
    expect(full.custom.at(-1)).toBe(100);
    expect(started(full).custom).toEqual([]);
  });

  test("events that no other part covers change nothing", () => {
    expect(withPart(EMPTY, { type: "event", event: {} }, "messages")).toBe(EMPTY);
  });
});

test.each<[string, unknown]>([
  ["no state", undefined],
  ["a state without messages", {}],
  ["another value in their place", { messages: "none" }],
  ["values of other kinds", { messages: [1, null, { content: "a" }] }],
])("messagesOf: %s", (_, values) => {
  expect(messagesOf(values, "messages")).toEqual([]);
});

describe("unseen messages", () => {
  const shown = (unseen: UnseenMessages, ...ids: string[]) =>
    unseen.addTo({ ...EMPTY, messages: ids.map(human) }).messages.map(({ id }) => id);

  test("are behind the state's, until it has them", () => {
    const unseen = new UnseenMessages();
    unseen.add([human("3")]);
    expect(shown(unseen, "1", "2")).toEqual(["1", "2", "3"]);
    expect(shown(unseen, "1", "2", "3", "4")).toEqual(["1", "2", "3", "4"]);
    expect(shown(unseen, "1")).toEqual(["1"]);
  });

  test("of a failed run stay where they were", () => {
    const unseen = new UnseenMessages();
    const failed = human("2");
    unseen.add([failed]);
    unseen.fail([failed], [human("1"), failed]);
    expect(unseen.has(failed)).toBe(true);
    expect(shown(unseen, "1", "3", "4")).toEqual(["1", "2", "3", "4"]);
    unseen.add([failed]);
    expect(shown(unseen, "1", "3")).toEqual(["1", "3", "2"]);
  });

  test("that the state has are not failed ones", () => {
    const unseen = new UnseenMessages();
    const message = human("1");
    unseen.add([message]);
    shown(unseen, "1");
    unseen.fail([message], [message]);
    expect(unseen.has(message)).toBe(false);
  });
});
