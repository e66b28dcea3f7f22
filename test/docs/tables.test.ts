/** Compares the tables of the guides with the code. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as client from "langgraph-client";
import { streamModes, threadStreamModes } from "../../src/types.js";
import { parse, root, textOf } from "../code/sources.js";
import { deviationsOf } from "../real/deviations.js";

/** True if a table of the page has a row for this name. */
function hasRow(page: string, name: string): boolean {
  return textOf(page)
    .split("\n")
    .some((line) => line.startsWith("|") && line.split("|")[1]?.includes(`\`${name}\``));
}

describe("docs/options.md", () => {
  test.each([
    ["src/transport/options.ts", "ClientOptions"],
    ["src/transport/call-options.ts", "CallOptions"],
  ])("has a row for every option of %s", (file, name) => {
    const declaration = parse(file).statements.find(
      (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    ) as ts.InterfaceDeclaration | undefined;
    const options = declaration?.members.map((member) => member.name?.getText() ?? "") ?? [];
    expect(options.length).toBeGreaterThan(0);
    expect(options.filter((option) => !hasRow("docs/options.md", option))).toEqual([]);
  });
});

test("docs/errors.md has a row for every error class", () => {
  const errors = Object.keys(client).filter((name) => name.endsWith("Error"));
  expect(errors.filter((name) => !hasRow("docs/errors.md", name))).toEqual([]);
});

test("docs/streaming.md has a row for every mode of a run", () => {
  const modes = textOf("docs/streaming.md")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|")[1]);
  expect(streamModes.filter((mode) => !modes.some((cell) => cell?.includes(`\`${mode}\``)))).toEqual([]);
});

test("docs/conversations.md names every mode of a thread", () => {
  const text = textOf("docs/conversations.md");
  expect(threadStreamModes.filter((mode) => !text.includes(`\`${mode}\``))).toEqual([]);
});

test("docs/servers.md lists exactly the operations that the JS server lacks", () => {
  const section =
    /## Limits of the JS server\n([^]*?)\n(?:#|<!--)/.exec(textOf("docs/servers.md"))?.[1] ?? "";
  const named = [...section.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) [^`]+)`/g)].map(([, name]) => name);
  const lacking = deviationsOf("js").flatMap(([, { operations, lacks }]) => (lacks ? operations : []));
  expect(named.sort()).toEqual(lacking.sort());
});

describe("the README", () => {
  const readme = textOf("README.md");

  test("the README has at most 200 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  test("the README names only scripts that exist", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: object };
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(existsSync(join(root, "LICENSE"))).toBe(true);
  });
});
