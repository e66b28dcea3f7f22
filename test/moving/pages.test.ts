/** Compares the tables of docs/moving.md and docs/moving-exports.md with this folder. `-u` writes the tables. */
import { readFileSync } from "node:fs";
import prettier from "prettier";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";
import { groups } from "./kinds.js";
import { names, type Fate } from "./names.js";
import { rows } from "./rows.js";

/** Replaces the text below a heading, up to the next one, and formats the page. */
async function withTables(file: string, tables: Record<string, string[]>): Promise<string> {
  let text = readFileSync(file, "utf8");
  for (const [heading, lines] of Object.entries(tables)) {
    const section = new RegExp(`(?<=^#+ ${heading}\n)[^]*?(?=^#+ |$(?![^]))`, "m");
    expect(text).toMatch(section);
    text = text.replace(section, () => `\n${lines.join("\n")}\n\n`);
  }
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), parser: "markdown" });
}

const cells = (...texts: string[]): string =>
  `| ${texts.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;

function fateOf(fate: Fate): string {
  if (fate.here === "replaced") return fate.by;
  if (fate.here === "left out") return fate.because;
  return fate.note ?? "";
}

test("docs/moving.md shows every kind of difference", async () => {
  const file = `${root}docs/moving.md`;
  const equal = rows.filter(
    ({ differs, compileError }) => differs === undefined && compileError === undefined,
  );
  const counts = [
    `The tests make ${rows.length} calls through both packages, and compare requests, results, events and errors.`,
    `${equal.length} of them are equal. The others differ in these points only, and every point has a test:`,
  ];
  const tables = Object.entries(groups).map(([heading, kinds]) => [
    heading,
    [
      "| there | here | reason | remedy |",
      "| --- | --- | --- | --- |",
      ...Object.values(kinds).map(({ there, here, reason, remedy }) => cells(there, here, reason, remedy)),
    ],
  ]);
  await expect(
    await withTables(file, { Differences: counts, ...Object.fromEntries(tables) }),
  ).toMatchFileSnapshot(file);
});

test("docs/moving-exports.md shows every name", async () => {
  const file = `${root}docs/moving-exports.md`;
  const lines = Object.entries(names)
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([name, fate]) => cells(`\`${name}\``, fate.here === "same" ? "exported" : fate.here, fateOf(fate)));
  const table = ["| name | here | replacement or reason |", "| --- | --- | --- |", ...lines];
  await expect(await withTables(file, { Names: table })).toMatchFileSnapshot(file);
});
