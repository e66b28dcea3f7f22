import { expect, test } from "vitest";
import type { Message } from "../../../src/messages/types.js";
import { findToolCalls, progressOf } from "../../../src/react/tool-calls.js";

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

test("findToolCalls pairs calls with the messages of their results", () => {
  const rows = findToolCalls([asks, answer("1"), answer("2", "error"), answer("9")]).all;
  expect(rows.map(({ id, state, index, result }) => [id, state, index, result?.id])).toEqual([
    ["1", "completed", 0, "r1"],
    ["2", "error", 1, "r2"],
    ["m-2", "pending", 2, undefined],
  ]);
  expect(rows[0]!.aiMessage).toBe(asks);
});

test("a call without a result is completed once the model goes on", () => {
  const [call] = findToolCalls([asks, { type: "ai", id: "n", content: "So" }]).all;
  expect(call).toMatchObject({ state: "completed", result: undefined });
});

test("findToolCalls groups calls by their message, and looks at each list once", () => {
  let reads = 0;
  const counted = Array.from({ length: 300 }, (_, index): Message => {
    const message = { type: "ai" as const, id: `m${index}`, content: "" };
    return Object.defineProperty(message, "tool_calls", {
      get: () => {
        reads += 1;
        return [call(`c${index}`)];
      },
    });
  });
  const groups = counted.map(({ id }) => findToolCalls(counted).byMessage.get(id));
  expect(groups.map((group) => group?.map(({ id }) => id))).toEqual(counted.map((_, index) => [`c${index}`]));
  expect(reads).toBe(300);
});

test("findToolCalls of messages without calls is empty", () => {
  const { all, byMessage } = findToolCalls([
    { type: "human", content: "a" },
    { type: "ai", content: "b" },
  ]);
  expect([all, byMessage.size]).toEqual([[], 0]);
});

test("progressOf has the calls of the current turn", () => {
  const messages: Message[] = [
    { type: "human", content: "a" },
    { type: "ai", id: "old", content: "", tool_calls: [call("0")] },
    { type: "human", content: "b" },
    asks,
  ];
  const known = { name: "f", args: {} };
  const rows = progressOf(messages, [
    { id: "0", ...known, status: "done", output: "x" },
    { id: "1", ...known, args: "{", status: "streaming" },
    { id: "2", ...known, status: "called" },
    { id: "3", ...known, status: "running" },
    { id: "4", ...known, status: "running", output: "o" },
    { id: "5", ...known, status: "done", output: "ok" },
    { id: "6", ...known, status: "failed", error: "no" },
  ]);
  const fields = { name: "f", input: {} };
  expect(rows).toEqual([
    { toolCallId: "2", ...fields, state: "starting" },
    { toolCallId: "3", ...fields, state: "running" },
    { toolCallId: "4", ...fields, state: "running", data: "o" },
    { toolCallId: "5", ...fields, state: "completed", result: "ok" },
    { toolCallId: "6", ...fields, state: "error", error: "no" },
  ]);
});
