/** llms.txt lists the guides, for programs that read them. `-u` writes it from the tables of the README. */
import { expect, test } from "vitest";
import { root, textOf } from "../code/sources.js";
import { pages } from "./pages.js";

const readme = textOf("README.md");

/** The rows of the README's tables of guides. */
const guides = readme.split("\n").flatMap((line) => {
  const [, first = "", content = ""] = line.split("|").map((cell) => cell.trim());
  const [, title, page] = /^\[(.+)\]\((docs\/[\w-]+\.md)\)$/.exec(first) ?? [];
  // Links in the text lead to further pages.
  return title === undefined
    ? []
    : [{ title, page, content: content.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1") }];
});

test("llms.txt lists every guide", async () => {
  const sentence = readme.split("\n\n")[1];
  const rows = guides.map(({ title, page, content }) => `- [${title}](${page}): ${content}`);
  const start = "- [README](README.md): install, quickstart, short examples";
  const text = ["# langgraph-client", "", `> ${sentence}`, "", "## Guides", "", start, ...rows, ""].join(
    "\n",
  );
  await expect(text).toMatchFileSnapshot(`${root}llms.txt`);
});

test("the README's tables have every page for users", () => {
  const own = ["docs/moving-exports.md", "docs/writing.md"];
  const expected = pages.filter((page) => /^docs\/[\w-]+\.md$/.test(page) && !own.includes(page));
  expect(expected.filter((page) => !guides.some((guide) => guide.page === page))).toEqual([]);
});
