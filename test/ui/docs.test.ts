/** The tables of docs/chat.md are those of the scenarios. `-u` writes them. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import prettier from "prettier";
import { expect, test } from "vitest";
import { leftOut } from "./scenarios/names.js";
import { scenarios } from "./scenarios/table.js";

const file = fileURLToPath(new URL("../../docs/chat.md", import.meta.url));
const cells = (...texts: string[]): string => `| ${texts.join(" | ")} |`;

/** Replaces the text below a heading, up to the next one. */
function withSection(text: string, heading: string, lines: string[]): string {
  const section = new RegExp(`(?<=^### ${heading}\n)[^]*?(?=^#+ )`, "m");
  expect(text).toMatch(section);
  return text.replace(section, () => `\n${lines.join("\n")}\n\n`);
}

test("docs/chat.md shows every difference from the official hook", async () => {
  const names = Object.entries(leftOut).map(([name, reason]) => cells(`\`${name}\``, reason));
  const equal = scenarios.filter(({ official }) => official === undefined).map(({ name }) => name);
  const differences = scenarios.flatMap(({ name, official }) =>
    official === undefined ? [] : [cells(name, official.there, official.here, official.because)],
  );
  let text = readFileSync(file, "utf8");
  text = withSection(text, "Names left out", [
    cells("name", "reason or replacement"),
    cells("---", "---"),
    ...names,
  ]);
  text = withSection(text, "Differences in behavior", [
    `${scenarios.length} scenarios run with both hooks on the JS server: in jsdom with React 18 and 19, and in Chromium.`,
    `These ${equal.length} have the same result:`,
    "",
    ...equal.map((name) => `- ${name}`),
    "",
    "The others differ:",
    "",
    cells("scenario", "official hook", "this package", "reason"),
    cells("---", "---", "---", "---"),
    ...differences,
  ]);
  const options = { ...(await prettier.resolveConfig(file)), parser: "markdown" };
  await expect(await prettier.format(text, options)).toMatchFileSnapshot(file);
});
