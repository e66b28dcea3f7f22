import { describe, expect, test } from "vitest";
import { Branch, stepsOf } from "../../../src/chat/branches.js";
import type { ThreadState } from "../../../src/types.js";

/** A history from `[id, parent, messages]`, the oldest first. */
function historyOf(
  ...rows: [id: string, parent: string | null, messages?: string][]
): ThreadState<unknown>[] {
  const at = (id: string) => ({ thread_id: "t", checkpoint_ns: "", checkpoint_id: id, checkpoint_map: null });
  return rows
    .map(([id, parent, messages = ""]) => ({
      values: {
        messages: [...messages].map((message) => ({ id: message, type: "human", content: message })),
      },
      next: [],
      tasks: [],
      checkpoint: at(id),
      metadata: {},
      created_at: null,
      parent_checkpoint: parent === null ? null : at(parent),
    }))
    .reverse();
}

const ids = (history: ThreadState<unknown>[], branch = "") =>
  stepsOf(history, branch).map(({ state }) => state.checkpoint.checkpoint_id);

const line = historyOf(["1", null], ["2", "1", "a"], ["3", "2", "ab"]);
/** The run after 1 was made three times, and its third one goes on in two ways. */
const forks = historyOf(
  ["1", null],
  ["2", "1", "a"],
  ["3", "1"],
  ["4", "3", "b"],
  ["5", "1"],
  ["6", "5", "c"],
  ["7", "6", "cd"],
  ["8", "6", "ce"],
);

describe("stepsOf", () => {
  test.each<[string, ThreadState<unknown>[], string, string[]]>([
    ["an empty history", [], "", []],
    ["a history without forks", line, "", ["1", "2", "3"]],
    ["the newest branch", forks, "", ["1", "5", "6", "8"]],
    ["the first branch", forks, "2", ["1", "2"]],
    ["the second branch", forks, "3", ["1", "3", "4"]],
    ["a branch of a branch", forks, "5>7", ["1", "5", "6", "7"]],
    ["the newest states of a branch", forks, "5", ["1", "5", "6", "8"]],
    ["an unknown branch", forks, "9", ["1", "5", "6", "8"]],
    ["a history that lacks the oldest states", forks.slice(0, 3), "", ["6", "8"]],
  ])("%s", (_, history, branch, expected) => {
    expect(ids(history, branch)).toEqual(expected);
  });
});

describe("Branch.originOf", () => {
  test.each<[string, string, string, string | undefined, string | undefined, string[]]>([
    ["a message without branches", "a", "2", "2", "2", ["2", "3", "5"]],
    ["a message that follows states without messages", "c", "", "6", "5", ["2", "3", "5"]],
    ["a message behind two forks", "e", "", "8", "5>8", ["5>7", "5>8"]],
    ["a message of another branch", "b", "", undefined, undefined, []],
    ["an unknown message", "z", "", undefined, undefined, []],
  ])("%s", (_, message, branch, state, own, branches) => {
    const origin = new Branch(forks, branch, "messages").originOf(message);
    expect(origin.firstState?.checkpoint.checkpoint_id).toBe(state);
    expect(origin).toMatchObject({ branch: own, branches });
  });

  test("an answer does not have the branches of its question", () => {
    const history = historyOf(
      ["1", null],
      ["2", "1", "a"],
      ["3", "2", "ab"],
      ["4", "1", "c"],
      ["5", "4", "cd"],
    );
    expect(new Branch(history, "", "messages").originOf("d").branches).toEqual([]);
    expect(new Branch(history, "", "messages").originOf("c").branches).toEqual(["2", "4"]);
  });
});
