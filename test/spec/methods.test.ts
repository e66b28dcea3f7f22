/** The operations of the document, of the methods in src/, and of the table in test/wire. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { methodOperations } from "../../scripts/method-operations.js";
import { bodyOf, operationsOf, partsOf } from "../../scripts/openapi.js";
import { outsideDocument, withoutMethod } from "../../scripts/without-method.js";
import { objectsIn, objectsOf } from "../../src/cli/json.js";
import type { JsonObject } from "../../src/cli/json.js";
import { sentBy } from "./sent.js";

const document = JSON.parse(
  readFileSync(new URL("../../openapi.json", import.meta.url), "utf8"),
) as JsonObject;
const operations = operationsOf(document);
const methods = methodOperations();
const called = new Set(methods.flatMap(({ calls }) => calls));
const sent = sentBy(operations.keys());

/** Fields that a method sends although its operation lacks them. Each has its reason. */
const OUTSIDE: Record<string, string> = {
  "POST /threads/{thread_id}/runs on_disconnect":
    "Without effect on a run in the background. The stateless form takes it, and both forms have one type.",
};

test("every operation has a method, or a reason in scripts/without-method.ts", () => {
  const others = [...operations.keys()].filter((key) => !called.has(key) && !(key in withoutMethod));
  expect(others).toEqual([]);
});

test("every operation that a method calls is in the document, or has a reason", () => {
  expect([...called].filter((key) => !operations.has(key) && !(key in outsideDocument))).toEqual([]);
});

test("no reason in scripts/without-method.ts is stale", () => {
  const stale = [
    ...Object.keys(withoutMethod).filter((key) => called.has(key) || !operations.has(key)),
    ...Object.keys(outsideDocument).filter((key) => !called.has(key) || operations.has(key)),
  ];
  expect(stale).toEqual([]);
});

test("every request in test/wire goes to an operation that is found in its method's code", () => {
  const callsOf = new Map(methods.map(({ method, calls }) => [method, calls]));
  const unseen = sent.filter(({ method, operation }) => !callsOf.get(method)?.includes(operation));
  expect(unseen.map(({ method, operation }) => `${method}: ${operation}`)).toEqual([]);
  expect(sent.length).toBeGreaterThan(60);
});

test("every method whose code calls an operation has a row in test/wire", () => {
  const tested = new Set(sent.map(({ method }) => method));
  expect(methods.map(({ method }) => method).filter((method) => !tested.has(method))).toEqual([]);
  expect(methods.length).toBeGreaterThan(50);
});

test("every method has the options of an operation that it calls", () => {
  expect(methods.filter(({ takes }) => takes.length === 0).map(({ method }) => method)).toEqual([]);
});

test("every field in test/wire is in its operation, or has a reason that is not stale", () => {
  const fieldsOf = (key: string) => {
    const operation = operations.get(key) ?? {};
    const query = objectsOf(operation["parameters"]).filter(({ in: place }) => place === "query");
    const body = partsOf(document, bodyOf(operation)).flatMap((part) => objectsIn(part["properties"]));
    return new Set([...query.map(({ name }) => String(name)), ...body.map(([name]) => name)]);
  };
  const unknown = sent
    .filter(({ operation }) => operations.has(operation))
    .flatMap(({ operation, fields }) =>
      fields.filter((field) => !fieldsOf(operation).has(field)).map((field) => `${operation} ${field}`),
    );
  expect([...new Set(unknown)]).toEqual(Object.keys(OUTSIDE));
});
