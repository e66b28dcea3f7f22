/** Rules 1 and 2 of docs/writing.md, over comments, messages, test names and pages. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { commentsOf, filesIn, nodesOf, parse, textOf } from "./sources.js";

const SOURCES = ["src", "scripts", "test", "bench", "examples"].flatMap((folder) => filesIn(folder, ".ts"));
const PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ...filesIn("docs", ".md")];

/** Rule 1: the subject comes first. */
const BAD_START = /^(What|Whether|How|Where|Who|For|Of)\b/;
/** Rule 2: no double negatives. */
const BAD_PHRASE = /\b(is|are|was|were) (none\b|no (?!longer)[a-z]+)|\bthere (is|are|was|were) not\b/i;

const lines = (text: string): string[] => text.split("\n").map((line) => line.trim());
const startsBadly = (text: string): string[] => lines(text).filter((line) => BAD_START.test(line));
const isBad = (text: string): string[] =>
  lines(text.replace(/`[^`]*`/g, "``")).filter((line) => BAD_PHRASE.test(line));

/** The titles of a test file: the first arguments of `describe`, `test` and `it`, and of their variants. */
function titlesOf(source: ts.SourceFile): string[] {
  return [...nodesOf(source)].flatMap((node) => {
    if (!ts.isCallExpression(node)) return [];
    const [title] = node.arguments;
    const isTitle =
      /^(describe|test|it)\b/.test(node.expression.getText()) && title && ts.isStringLiteralLike(title);
    return isTitle ? [title.text] : [];
  });
}

/** The texts of a file that are sentences: string and template literals with several words. */
function messagesOf(source: ts.SourceFile): string[] {
  return [...nodesOf(source)].flatMap((node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    return isText && /\s\w+\s/.test(node.text) ? [node.text] : [];
  });
}

/** A page's prose, without code blocks. */
const proseOf = (page: string): string => textOf(page).replace(/^ *```[^]*?^ *```$/gm, "");

describe("comments", () => {
  const comments = SOURCES.flatMap((file) => commentsOf(parse(file)).map((comment) => ({ file, comment })));

  test("begin with their subject", () => {
    expect(comments.length).toBeGreaterThan(1_000);
    const bad = comments.flatMap(({ file, comment }) =>
      startsBadly(comment).map((line) => `${file}: ${line}`),
    );
    expect(bad).toEqual([]);
  });

  test("have no double negatives", () => {
    const bad = comments.flatMap(({ file, comment }) => isBad(comment).map((line) => `${file}: ${line}`));
    expect(bad).toEqual([]);
  });
});

test("messages of the package and its scripts have no double negatives", () => {
  const files = SOURCES.filter((file) => /^(src|scripts)\//.test(file));
  const messages = files.flatMap((file) => messagesOf(parse(file)).map((text) => ({ file, text })));
  expect(messages.length).toBeGreaterThan(100);
  expect(messages.filter(({ text }) => isBad(text).length > 0)).toEqual([]);
});

test("test names begin with their subject and have no double negatives", () => {
  const files = SOURCES.filter((file) => file.startsWith("test/"));
  const titles = files.flatMap((file) => titlesOf(parse(file)).map((title) => ({ file, title })));
  expect(titles.length).toBeGreaterThan(500);
  const bad = titles.filter(({ title }) => BAD_START.test(title) || isBad(title).length > 0);
  expect(bad).toEqual([]);
});

describe.each(PAGES)("%s", (page) => {
  test(`${page} has no double negatives`, () => {
    expect(isBad(proseOf(page))).toEqual([]);
  });

  test(`${page} has headings and table cells that begin with their subject`, () => {
    const prose = lines(proseOf(page));
    const headings = prose.filter((line) => /^#+ /.test(line)).map((line) => line.replace(/^#+ /, ""));
    const cells = prose.filter((line) => line.startsWith("|")).flatMap((line) => line.split("|"));
    const bad = [...headings, ...cells.map((cell) => cell.trim())].filter((text) =>
      /^(What|Whether|Who)\b/.test(text),
    );
    expect(bad).toEqual([]);
  });
});

describe("the patterns of this test", () => {
  test.each([
    ["What a value is, for the message of an error.", true],
    ["Names the type of a value for an error message.", false],
    ["Whether anything was sent.", true],
  ])("find the start of %j", (line, isFound) => {
    expect(startsBadly(line).length > 0).toBe(isFound);
  });

  test.each([
    ["That is none.", true],
    ["there is no such run", true],
    ["Nothing is sent; there is not a single request.", true],
    ["It is no longer stored.", false],
    ["The id is missing.", false],
  ])("find the phrase in %j", (line, isFound) => {
    expect(isBad(line).length > 0).toBe(isFound);
  });
});
