import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { beyondDocument, facadeNeeds, withoutMethod } from "../../scripts/facade.js";
import { operationsOf } from "../../src/cli/json.js";
import type { JsonObject } from "../../src/cli/json.js";
import { report } from "../../scripts/report.js";

const document = JSON.parse(
  readFileSync(new URL("../../openapi.json", import.meta.url), "utf8"),
) as JsonObject;
const operations = [...operationsOf(document).keys()];
const needs = facadeNeeds(operations);
const { withoutMethod: without, unknownToDocument } = report(document, document, {
  source: "openapi.json",
  corrections: [],
  dangling: [],
  hollow: [],
  leftOut: [],
  undocumented: [],
});

test("every operation has a method or a reason to have none", () => {
  expect(without).toEqual([]);
});

test("no operation has both, and no reason is for an operation that is gone", () => {
  const called = new Set(needs.map(({ operation }) => operation));
  const idle = Object.keys(withoutMethod).filter((key) => called.has(key) || !operations.includes(key));
  expect(idle).toEqual([]);
});

test("every method sends what the document knows, or there is a reason", () => {
  expect(unknownToDocument).toEqual([]);
});

test("no such reason is for what no method sends, or for what the document knows", () => {
  const sent = needs.flatMap(({ operation, fields }) => [
    operation,
    ...fields.map((field) => `${operation} ${field}`),
  ]);
  const idle = Object.keys(beyondDocument).filter((key) => !sent.includes(key) || operations.includes(key));
  expect(idle).toEqual([]);
});
