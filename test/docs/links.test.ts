/** The links of all pages: files, headings, and a way from the README to every page. */
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { root, textOf } from "../code/sources.js";
import { pages as guides } from "./pages.js";

const pages = [...guides, "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

/** A page without its code blocks. */
const proseOf = (text: string): string => text.replace(/^ *(```|~~~)[^]*?^ *\1$/gm, "");

/** Links and images within the project: a path from the root, and the heading. */
function linksOf(page: string, text = textOf(page)): { target: string; anchor: string | undefined }[] {
  const withoutCode = proseOf(text).replace(/`[^`\n]*`/g, "code");
  return [...withoutCode.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = "", anchor] = link.split("#");
      return { target: path === "" ? page : normalize(join(dirname(page), path)), anchor };
    });
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  const slugs = proseOf(text)
    .split("\n")
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) => line.replace(/^#+ /, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"))
    .map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((each) => each === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function problemsOf(page: string, text?: string): string[] {
  return linksOf(page, text).flatMap(({ target, anchor }) => {
    if (!existsSync(join(root, target))) return [`${target} is missing`];
    if (anchor === undefined || !target.endsWith(".md")) return [];
    const linked = target === page ? (text ?? textOf(page)) : textOf(target);
    return anchorsOf(linked).includes(anchor) ? [] : [`${target} has no heading #${anchor}`];
  });
}

test.each(pages)("%s has no dead links", (page) => {
  expect(problemsOf(page)).toEqual([]);
});

test("every page is linked from the README, or from a page that is", () => {
  const reached = new Set(["README.md"]);
  for (const page of reached) {
    for (const { target } of linksOf(page)) {
      if (target.endsWith(".md") && existsSync(join(root, target))) reached.add(target);
    }
  }
  expect(guides.filter((page) => !reached.has(page))).toEqual([]);
});

test("dead links are found", () => {
  const text =
    "# A title\n\n[a](#a-title) [b](#b) [c](docs/none.md) [d](docs/tools.md#none)\n\n```md\n[e](none)\n```\n";
  expect(problemsOf("README.md", text)).toEqual([
    "README.md has no heading #b",
    "docs/none.md is missing",
    "docs/tools.md has no heading #none",
  ]);
});
