/** Runs the programs that need no server. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { graph } from "../../examples/server/agent.js";
import { filesIn, root } from "../code/sources.js";

const programs = ["examples/testing", "examples/http"].flatMap((folder) => filesIn(folder, ".ts"));

test.each(programs)("%s runs", async (file) => {
  const { stderr } = await promisify(execFile)(process.execPath, ["--import", "tsx", root + file], {
    cwd: root,
  });
  expect(stderr).toBe("");
});

test("the graph of docs/get-a-server.md replies", async () => {
  const { messages } = await graph.invoke({ messages: [{ role: "user", content: "Hello" }] });
  expect(messages.at(-1)?.text).toBe("I am not a real model, but I stream.");
});
