/** The program of docs/background-runs.md that limits runs, and starts failed ones again, on a server that counts them. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { json, listen } from "../helpers/server.js";
import { outputOf } from "./output.js";

/** The reply to a question: a state, or the failure of the run. */
function replyTo(question: string, isFirst: boolean): object {
  if (question === "fail" && isFirst) return { __error__: { error: "TypeError", message: "busy" } };
  return { messages: [{ type: "ai", id: "1", content: `About: ${question}` }] };
}

test("the example many-runs starts a failed run again, and never more runs than its limit", async () => {
  let atWork = 0;
  const counts: number[] = [];
  const asked: string[] = [];
  const { url } = await listen(async ({ body }) => {
    const { input } = JSON.parse(body) as { input: { messages: { content: string }[] } };
    const question = input.messages[0]!.content;
    const isFirst = !asked.includes(question);
    asked.push(question);
    counts.push((atWork += 1));
    // The time in which more runs would start.
    await sleep(50);
    atWork -= 1;
    return json(replyTo(question, isFirst));
  });
  expect(await outputOf("many-runs", url)).toBe(
    [
      '"fail" failed: busy. Attempt 2 follows.',
      "Find tea: About: Find tea",
      "fail: About: fail",
      "Find milk: About: Find milk",
      "Find sugar: About: Find sugar",
      "",
    ].join("\n"),
  );
  expect(asked.toSorted()).toEqual(["Find milk", "Find sugar", "Find tea", "fail", "fail"]);
  expect(Math.max(...counts)).toBe(2);
});
