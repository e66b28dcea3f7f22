/** Compares the programs of docs/threads.md with the files in examples/threads/. `-u` writes the page. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { filesIn } from "../code/sources.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = `${root}docs/threads.md`;
/** The link to a program, and the block that follows. */
const PROGRAM = /(^\[`(examples\/threads\/[\w-]+\.ts)`\]\(\.\.\/\2\):\n\n```ts\n)[^]*?(?=^```$)/gm;

test("docs/threads.md shows every program in examples/threads/ as it is", async () => {
  const shown: string[] = [];
  const text = readFileSync(page, "utf8").replace(PROGRAM, (_, link: string, file: string) => {
    shown.push(file);
    return link + readFileSync(root + file, "utf8");
  });
  const programs = filesIn("examples/threads", ".ts").filter((file) => !file.endsWith("/graphs.ts"));
  expect(programs.length).toBeGreaterThan(0);
  expect(shown.sort()).toEqual(programs.sort());
  await expect(text).toMatchFileSnapshot(page);
});
