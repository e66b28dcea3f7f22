import { expect, test } from "vitest";
import type { Message } from "../../../src/messages/types.js";
import { toolCallsOf } from "../../../src/react/tool-calls.js";

const call = (id: string | undefined, name = "f") => ({ id, name, args: {} });
const asks: Message = {
  type: "ai",
  id: "m",
  content: "",
  tool_calls: [call("1"), call("2"), call(undefined)],
};
const answer = (id: string, status?: "error"): Message => ({
  type: "tool",
  id: `r${id}`,
  tool_call_id: id,
  content: "x",
  status,
});

test("toolCallsOf pairs calls with the messages of their results", () => {
  const rows = toolCallsOf([asks, answer("1"), answer("2", "error"), answer("9")]);
  expect(rows.map(({ id, state, index, result }) => [id, state, index, result?.id])).toEqual([
    ["1", "completed", 0, "r1"],
    ["2", "error", 1, "r2"],
    ["m-2", "pending", 2, undefined],
  ]);
  expect(rows[0]!.aiMessage).toBe(asks);
});

test("toolCallsOf of messages without calls is empty", () => {
  expect(
    toolCallsOf([
      { type: "human", content: "a" },
      { type: "ai", content: "b" },
    ]),
  ).toEqual([]);
});
