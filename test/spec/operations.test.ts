import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rows } from "../wire/rows.js";
import { withoutMethod } from "./without-method.js";

const { paths } = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8")) as {
  paths: Record<string, Record<string, unknown>>;
};
const verbs = ["get", "put", "post", "patch", "delete"];
const operations = Object.entries(paths).flatMap(([path, item]) =>
  verbs.filter((verb) => verb in item).map((verb) => `${verb.toUpperCase()} ${path}`),
);

/** The operation that a request goes to. One with fewer placeholders is meant where several fit. */
function operationOf(request: string): string | undefined {
  const target = request.replace(/\?.*/, "");
  return operations
    .filter((name) => new RegExp(`^${name.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(target))
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
}

/** The operations that the methods send requests to, by the table of what they send. */
const called = new Set(
  rows
    .filter(({ method }) => !/^(raw|request)\b/.test(method))
    .flatMap(({ sends }) => [sends].flat().map((each) => (typeof each === "string" ? each : each.to)))
    .map(operationOf),
);

test("every operation has a method or a reason to have none", () => {
  expect(operations.filter((name) => !called.has(name) && !(name in withoutMethod))).toEqual([]);
});

test("no operation has both, and no reason is for an operation that is gone", () => {
  expect(Object.keys(withoutMethod).filter((name) => called.has(name) || !operations.includes(name))).toEqual(
    [],
  );
});

test("every method goes to an operation of the document, but the one that only the JS server has", () => {
  const strays = rows.filter(
    ({ method, sends }) =>
      !/^(raw|request)\b/.test(method) &&
      [sends].flat().some((each) => operationOf(typeof each === "string" ? each : each.to) === undefined),
  );
  expect(strays.map(({ sends }) => sends)).toEqual([expect.objectContaining({ to: "GET /runs/r/stream" })]);
});
