/** The program of docs/sync.md, on the LangGraph JS server. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { expect, inject, test } from "vitest";
import { textOf } from "../code/sources.js";

test("the program of docs/sync.md streams events, and reads the state", async () => {
  const program = textOf("examples/sync/quickstart.ts")
    .replace("langgraph-client/sync", "./sync.js")
    .replace("http://localhost:2024", inject("serverUrl"));
  const { code } = await transform(program, { loader: "ts" });
  const file = fileURLToPath(new URL("./dist/quickstart.js", import.meta.url));
  await writeFile(file, code);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file]);
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n")).toEqual(["metadata", "values", "values", "2 messages"]);
});
