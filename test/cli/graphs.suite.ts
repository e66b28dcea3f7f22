/** The command, against whichever real server the tests share. */
import { inject, expect, test } from "vitest";
import { types } from "./run.js";

test("the types of the test graphs are what is in test/types", async () => {
  const out = `test/types/graphs/${inject("server")}.ts`;
  const { code, stdout, stderr } = await types("--url", inject("serverUrl"), "--check", "--out", out);
  // What the server does not tell is named.
  const untold = stderr
    .split("\n")
    .filter((line) => !/^unknown: \w+: the server has no schema of its/.test(line));
  expect({ code, stdout, untold: untold.join("") }).toEqual({
    code: 0,
    stdout: `${out}: 9 graphs, as it was`,
    untold: "",
  });
});
