/** Runs the examples, and finds their outputs on the pages. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "vitest";
import { exampleArguments } from "../../examples/programs.js";
import { root } from "../code/sources.js";
import { PROGRAM } from "../docs/pages.js";

const run = promisify(execFile);

/** The block behind a program that has its output. */
export const OUTPUT = new RegExp(
  `${PROGRAM.source}(\`\`\`\\n\\n\`\`\`text\\n)((?:(?!\`\`\`).*\\n)*)(?=\`\`\`$)`,
  "gm",
);

/** The name of an example, by its file. */
export const nameOf = (file = ""): string => /^examples\/([\w-]+)\.ts$/.exec(file)?.[1] ?? "";

/** The examples of a page that show their output, by name. */
export const outputsOn = (page: string): Map<string, string> =>
  new Map([...page.matchAll(OUTPUT)].map(([, , file, , , output = ""]) => [nameOf(file), output]));

/**
 * Runs an example to its end, by default with the server that `npm run example` starts. Returns its output, with a dot in
 * place of the end of random ids.
 */
export async function outputOf(name: string, url: string | undefined, input = ""): Promise<string> {
  const args = url === undefined ? ["--import", "tsx", "examples/run.ts", name] : exampleArguments(name);
  const running = run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, LANGGRAPH_API_URL: url },
  });
  running.child.stdin?.end(input);
  const { stdout, stderr } = await running;
  expect(stderr).toBe("");
  const lines = stdout.trimEnd().split("\n");
  return lines
    .map((line) => `${line.trimEnd()}\n`)
    .join("")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g, "…");
}
