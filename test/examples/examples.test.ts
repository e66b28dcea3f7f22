/** Runs every example against the real server, and compares its output with the page that shows it. `-u` writes the page. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { exampleArguments, exampleNames } from "../../examples/programs.js";
import { root, textOf } from "../code/sources.js";
import { PROGRAM, pages } from "../docs/pages.js";

const run = promisify(execFile);

/** The block behind a program that has its output. */
const OUTPUT = new RegExp(
  `${PROGRAM.source}(\`\`\`\\n\\n\`\`\`text\\n)((?:(?!\`\`\`).*\\n)*)(?=\`\`\`$)`,
  "gm",
);

/** Programs whose output is not on a page, with their input and a part of their output. */
const OTHERS: Record<string, { input: string; output: string }> = {
  "chat-terminal": { input: "Hello\nGoodbye\n", output: "You said: Goodbye" },
};

/** Runs an example to its end. Returns its output, with a dot in place of the end of random ids. */
async function outputOf(name: string, url: string): Promise<string> {
  const env = { ...process.env, LANGGRAPH_API_URL: url };
  const running = run(process.execPath, exampleArguments(name), { cwd: root, env });
  running.child.stdin?.end(OTHERS[name]?.input);
  const { stdout, stderr } = await running;
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  return lines
    .map((line) => `${line.trimEnd()}\n`)
    .join("")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g, "…");
}

const nameOf = (file: string): string => /^examples\/([\w-]+)\.ts$/.exec(file)?.[1] ?? "";
const showing = pages.filter((page) => [...textOf(page).matchAll(OUTPUT)].length > 0);

test.each(showing)("the programs of %s print what it shows", { timeout: 60_000 }, async (page) => {
  const outputs = new Map<string, string>();
  for (const [, , file = ""] of textOf(page).matchAll(OUTPUT))
    outputs.set(file, await outputOf(nameOf(file), inject("serverUrl")));
  const text = textOf(page).replace(
    OUTPUT,
    (_, link: string, file: string, code: string, fence: string) => link + code + fence + outputs.get(file),
  );
  await expect(text).toMatchFileSnapshot(root + page);
});

test.each(Object.entries(OTHERS))("the program %s runs", async (name, { output }) => {
  expect(await outputOf(name, inject("serverUrl"))).toContain(output);
});

test("every example has an expected output", () => {
  const shown = pages.flatMap((page) =>
    [...textOf(page).matchAll(OUTPUT)].map(([, , file = ""]) => nameOf(file)),
  );
  expect([...shown, ...Object.keys(OTHERS)].sort()).toEqual(exampleNames());
});
