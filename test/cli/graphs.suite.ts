/** The command against the real server that the tests share. */
import { inject, expect, test } from "vitest";
import { graphNames } from "../server/start.js";
import { types } from "./run.js";

test("types of the test graphs are equal to the committed ones in test/types", async () => {
  const out = `test/types/graphs/${inject("server")}.ts`;
  const { code, stdout, stderr } = await types("--url", inject("serverUrl"), "--check", "--out", out);
  // Ignore the notes about schemas that the server does not have.
  const unexpected = stderr
    .split("\n")
    .filter((line) => !/^unknown: \w+: the server has no schema of its/.test(line));
  expect({ code, stdout, unexpected: unexpected.join("") }).toEqual({
    code: 0,
    stdout: `${out}: ${graphNames.length} graphs, unchanged`,
    unexpected: "",
  });
});
