/** Compares the programs on the pages with their files. `-u` writes the pages. */
import { expect, test } from "vitest";
import { filesIn, root, textOf } from "../code/sources.js";
import { exampleNames } from "../../examples/programs.js";
import { PROGRAM, pages, programsOn } from "./pages.js";

const showing = pages.filter((page) => programsOn(textOf(page)).length > 0);

test.each(showing)("%s shows its programs as they are", async (page) => {
  const text = textOf(page).replace(PROGRAM, (_, link: string, file: string) => link + textOf(file));
  await expect(text).toMatchFileSnapshot(root + page);
});

test("every example is shown once", () => {
  const shown = showing
    .flatMap((page) => programsOn(textOf(page)))
    .filter((file) => !file.startsWith("test/"));
  const folders = ["examples/threads", "examples/testing", "examples/http"];
  const others = folders
    .flatMap((folder) => filesIn(folder, ".ts"))
    .filter((file) => !file.endsWith("/graphs.ts"));
  const programs = exampleNames().map((name) => `examples/${name}.ts`);
  const parts = ["agent", "node", "proxy"].map((name) => `examples/server/${name}.ts`);
  expect(shown.sort()).toEqual([...programs, ...others, ...parts].sort());
});
