import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { MethodOperations } from "../../scripts/method-operations.js";
import { report } from "../../scripts/report.js";
import type { Findings } from "../../scripts/report.js";
import { reportText } from "../../scripts/report-text.js";
import type { JsonObject } from "../../src/cli/json.js";
import { built, content, odd, ok, published, reference } from "./published.js";

const STATE = "GET /threads/{thread_id}/state";
const methods: MethodOperations[] = [
  { method: "threads.get", calls: ["GET /threads/{thread_id}"], takes: ["GET /threads/{thread_id}"] },
  { method: "threads.getState", calls: [STATE], takes: [STATE] },
  { method: "runs.create", calls: ["POST /runs"], takes: ["POST /runs"] },
  // It reads the state, and has no option of that operation.
  { method: "runs.wait", calls: ["POST /runs", STATE], takes: [] },
];
const nothing: Findings = {
  source: "theirs",
  corrections: [],
  dangling: [],
  hollow: [],
  notOptions: [],
  withoutSentence: [],
  staleSentences: [],
};
const reportOf = (before: JsonObject, after: JsonObject) => report(before, after, nothing, methods);

const run = { type: "object", properties: { input: {}, mode: { type: "string", enum: ["a", "b"] } } };
const create = { requestBody: content(reference("RunCreate")), responses: ok };
const subgraphs = { name: "subgraphs", in: "query", schema: { type: "boolean" } };

function document(
  fields: object = {},
  paths: object = {},
  parameters: JsonObject[] = [subgraphs],
): JsonObject {
  const state = { parameters, responses: { 200: content(reference("State")) } };
  return {
    ...published({}, { "/runs": { post: create }, "/threads/{thread_id}/state": { get: state }, ...paths }),
    components: {
      schemas: {
        RunCreate: { ...run, properties: { ...run.properties, ...fields } },
        State: { type: "object", properties: { next: {} } },
      },
    },
  };
}

test("two equal documents have no changes", () => {
  const { operations, schemas, fields } = reportOf(document(), document());
  expect([operations, schemas, fields].flatMap((part) => Object.values(part).flat())).toEqual([]);
});

test("added and removed fields of a body have the methods whose options they are", () => {
  const { fields } = reportOf(document({ old_one: {} }), document({ new_one: {} }));
  expect(fields.added).toEqual([{ place: "RunCreate.new_one", option: "newOne", methods: ["runs.create"] }]);
  expect(fields.removed).toEqual([
    { place: "RunCreate.old_one", option: "oldOne", methods: ["runs.create"] },
  ]);
});

test("a field of the query has the methods that take it, a field of a response all that call the operation", () => {
  const before = document();
  const after = document({}, {}, [subgraphs, { name: "select", in: "query", schema: { type: "string" } }]);
  Object.assign(after["components"] as JsonObject, {
    schemas: { RunCreate: run, State: { type: "object", properties: { next: {}, made_up: {} } } },
  });
  expect(reportOf(before, after).fields.added).toEqual([
    { place: "State.made_up", methods: ["threads.getState", "runs.wait"] },
    { place: `${STATE} select`, option: "select", methods: ["threads.getState"] },
  ]);
});

test("changed fields have their old and new type, default and enum values", () => {
  const before = document({ limit: { type: "integer", default: 1 } });
  const after = document({
    limit: { type: ["integer", "null"], default: 10 },
    mode: { type: "string", enum: ["b", "c"] },
  });
  const found = reportOf(before, after);
  expect(found.fields.changed).toMatchObject([
    {
      place: "RunCreate.mode",
      was: { enum: ["a", "b"] },
      is: { enum: ["b", "c"] },
      methods: ["runs.create"],
    },
    {
      place: "RunCreate.limit",
      was: { type: "integer", default: 1 },
      is: { type: "integer | null", default: 10 },
    },
  ]);
  expect(reportText(found)).toContain('RunCreate.mode (mode of runs.create): enum +"c" -"a"');
});

test("removed operations and methods whose operation is missing have their methods", () => {
  const thread = { "/threads/{thread_id}": { get: { responses: ok }, delete: { responses: ok } } };
  const found = reportOf(document({}, thread), document());
  const gone = { operation: "GET /threads/{thread_id}", methods: ["threads.get"] };
  expect(found.operations.removed).toEqual([gone, { operation: "DELETE /threads/{thread_id}", methods: [] }]);
  expect(found.withoutOperation).toEqual([gone]);
  expect(reportText(found)).toContain(
    "Methods whose operation is missing (1)\n  GET /threads/{thread_id}: threads.get",
  );
});

test("operations without a method are listed unless they have a reason", () => {
  const paths = { "/own": { get: { responses: ok } }, "/metrics": { get: { responses: ok } } };
  const found = reportOf(document(), document({}, paths));
  expect(found.withoutMethod).toEqual(["GET /things", "GET /own"]);
  expect(found.operations.added.map(({ operation }) => operation)).toEqual(["GET /own", "GET /metrics"]);
});

test("the report is JSON, and its text has every part of it", () => {
  const { document: after, structure: _, ...findings } = built(odd);
  const gaps = { notOptions: ["POST /own/route headers"], staleSentences: ["Thing.stale"] };
  const found = report({}, after, { ...findings, source: "theirs", ...gaps }, methods);
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify(found)), found)).toBe(true);
  const words = reportText(found);
  for (const each of [
    "theirs, version 1",
    "Operations added (4)",
    "#/components/schemas/Nowhere",
    "POST /own/route headers",
    "POST /own/untold",
    "latest-body: POST /assistants/{assistant_id}/latest",
    "Thing.title",
    "Thing.stale",
  ]) {
    expect(words).toContain(each);
  }
});

test("the text counts the corrections by their outcome", () => {
  const outcomes = ["applied", "applied", "already right", "no longer applies"] as const;
  const corrections = outcomes.map((outcome, index) => ({
    id: `c${index}`,
    reason: "",
    outcome,
    missing: outcome === "no longer applies" ? ["Run.gone"] : [],
  }));
  const words = reportText(report(document(), document(), { ...nothing, corrections }, methods));
  expect(words).toContain("4 corrections: 2 applied, 1 already right, 1 no longer applies");
  expect(words).toContain("Corrections already right: delete them (1)\n  c2\n");
  expect(words).toContain("Corrections with missing places: move or delete them (1)\n  c3: Run.gone\n");
});
