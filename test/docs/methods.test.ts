/** Every method has a row in docs/methods.md, and an example on a page. */
import { LangGraphClient } from "langgraph-client";
import { expect, test } from "vitest";
import { filesIn, textOf } from "../code/sources.js";
import { blocksOf } from "./blocks.js";
import { pages } from "./pages.js";

const { assistants, threads, runs, crons, store } = new LangGraphClient({ apiKey: null });
const methods = Object.entries({ assistants, threads, runs, crons, store }).flatMap(([resource, client]) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(client))
    .filter((method) => method !== "constructor")
    .map((method) => ({ resource, method, name: `${resource}.${method}` })),
);

test("docs/methods.md has a row for every method", () => {
  const rows = textOf("docs/methods.md").split("\n");
  const hasRow = (resource: string, method: string) =>
    rows.some((row) => row.startsWith(`| \`${resource}\``) && row.includes(`\`${method}\``));
  expect(methods.filter(({ resource, method }) => !hasRow(resource, method))).toEqual([]);
});

test("every method has an example", () => {
  const blocks = pages.flatMap((page) => blocksOf(page, textOf(page)).map(({ code }) => code));
  const code = [...blocks, ...filesIn("examples", ".ts").map(textOf)].join("\n");
  const called = new Set(
    [...code.matchAll(/\.(\w+)\s*\.(\w+)\s*[<(]/g)].map(([, resource, method]) => `${resource}.${method}`),
  );
  expect(methods.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
});
