/** docs/troubleshooting.md has every error class, and every message of an error. */
import * as client from "langgraph-client";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesIn, nodesOf, parse, textOf } from "../code/sources.js";

const page = textOf("docs/troubleshooting.md");
const FOLDERS = [
  "src/chat",
  "src/http",
  "src/parts",
  "src/resources",
  "src/runs",
  "src/streaming",
  "src/transport",
];
/** Remedies, which end the messages of wrong calls, and lines of the log. */
const PARTS =
  /^(Answer|Convert|Pass|Remove|Use) |^Its list |^Servers ignore |^The LangGraph JS server |^The options are/;

/** The text of a literal, up to its first expression. */
function textAt(node: ts.Node): string {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) return node.text;
  return "";
}

/** The sentences in the code that begin with a capital letter: the messages of errors. */
const messages = FOLDERS.flatMap((folder) => filesIn(folder, ".ts")).flatMap((file) =>
  [...nodesOf(parse(file))]
    .map(textAt)
    .filter((text) => /^[A-Z]\w*,? \w+ \w+/.test(text) && !PARTS.test(text))
    .map((text) => ({ file, text })),
);

test("docs/troubleshooting.md names every error class", () => {
  const classes = [...Object.keys(client).filter((name) => name.endsWith("Error")), "CommandError"];
  expect(classes.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("docs/troubleshooting.md has every message of an error", () => {
  // A message may have several sentences: the first one is enough to find it.
  const missing = messages.filter(({ text }) => !page.includes(text.split(". ")[0]?.trim() ?? ""));
  expect(messages.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});
