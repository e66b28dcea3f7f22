/** Compares the programs on the pages with their files. `-u` writes the pages. */
import { expect, test } from "vitest";
import { filesIn, root, textOf } from "../code/sources.js";
import { blocksOf, needsMore } from "./blocks.js";
import { PROGRAM, pages, programsOn } from "./pages.js";

const showing = pages.filter((page) => programsOn(textOf(page)).length > 0);

/** Files of examples/ that no page shows: commands and their tools, shared types, and a page that is linked file by file. */
const OTHERS =
  /^examples\/(chat\/|demo[./]|(programs|redirect|run|uncaught)\.ts|server\/(chat-page|find-server)\.ts|threads\/graphs\.ts|next\/app\/layout\.tsx)/;

/** Pages that explain, list, or compare. The page of chat-page is a whole folder of examples/. */
const WITHOUT_PROGRAM = [
  ...["architecture", "chat-page", "concepts", "faq", "methods", "moving", "moving-exports", "options"],
  ...["performance", "python", "resuming", "runtimes", "servers", "troubleshooting", "writing"],
];

test.each(showing)("%s shows its programs as they are", async (page) => {
  const text = textOf(page).replace(PROGRAM, (_, link: string, file: string) => link + textOf(file));
  await expect(text).toMatchFileSnapshot(root + page);
});

test("every example is shown once", () => {
  const shown = showing
    .flatMap((page) => programsOn(textOf(page)))
    .filter((file) => file.startsWith("examples/"));
  const files = [".ts", ".tsx"].flatMap((ending) => filesIn("examples", ending));
  expect(shown.sort()).toEqual(files.filter((file) => !OTHERS.test(file)).sort());
});

test("every guide begins with a program, unless it explains, lists, or compares", () => {
  const guides = pages.filter((page) => /^docs\/[\w-]+\.md$/.test(page));
  const beginsWithProgram = (text: string): boolean => {
    const [first] = [...text.matchAll(PROGRAM)];
    return first !== undefined && first.index < text.search(/^```tsx?$/m);
  };
  const missing = guides.filter((page) => !beginsWithProgram(textOf(page)));
  expect(missing).toEqual(WITHOUT_PROGRAM.map((name) => `docs/${name}.md`).sort());
});

test("every program on a page that needs more than this package is shown from a file", () => {
  const strays = pages.flatMap((page) => {
    const own = textOf(page).replace(PROGRAM, "```\n");
    const blocks = blocksOf(page, own).filter(({ code }) => needsMore(code));
    return [...blocks.map(({ line }) => `${page}:${line}`), ...(own.includes("```tsx") ? [page] : [])];
  });
  expect(strays).toEqual([]);
});
