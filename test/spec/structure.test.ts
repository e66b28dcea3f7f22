import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { generateTypes } from "../../scripts/generate-types.js";
import { structureOf } from "../../scripts/structure.js";
import { built, content, odd, ok, published, reference, thingOf } from "./published.js";

test("removes all prose and keeps fields with the names of prose keywords", () => {
  const { structure } = structureOf(published());
  expect(JSON.stringify(structure)).not.toMatch(/words|More of them/);
  expect(structure["info"]).toEqual({ title: "Theirs", version: "1" });
  expect(structure["components"]).toEqual({
    schemas: { Thing: { type: "object", properties: { title: { type: "string" } } } },
  });
});

test("removes the servers and the graphs of the deployment", () => {
  const graphId = { type: "string", enum: ["agent", "other"] };
  const source = { ...published({ graph_id: graphId, kind: graphId }), servers: [{ url: "http://here" }] };
  expect(structureOf(source).structure["servers"]).toBeUndefined();
  expect(thingOf(source)?.["properties"]).toMatchObject({ kind: { enum: ["agent", "other"] } });
  expect(JSON.stringify(thingOf(source))).toContain('"graph_id":{"type":"string"}');
});

test("converts OpenAPI 3.0 to 3.1", () => {
  const source = published({
    text: { type: "string", nullable: true },
    one: { type: "string", nullable: true, enum: ["a"] },
    other: { allOf: [reference("Thing")], nullable: true, default: null },
    anything: { nullable: true },
    above: { type: "integer", minimum: 0, exclusiveMinimum: true },
    upTo: { type: "integer", maximum: 9, exclusiveMaximum: false },
    nullable: { type: "boolean", nullable: false },
  });
  expect(thingOf({ ...source, openapi: "3.0.3" })?.["properties"]).toMatchObject({
    text: { type: ["string", "null"] },
    one: { type: ["string", "null"], enum: ["a", null] },
    other: { anyOf: [{ allOf: [reference("Thing")] }, { type: "null" }], default: null },
    anything: {},
    above: { type: "integer", exclusiveMinimum: 0 },
    upTo: { type: "integer", maximum: 9 },
    nullable: { type: "boolean" },
  });
});

test("gives the same bytes for any order of keys, parameters and required fields", () => {
  const limit = { name: "limit", in: "query", schema: { type: "integer" } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const one = published({}, { "/a/{id}": { get: { parameters: [limit, id], responses: ok } } });
  const other = published({}, { "/a/{id}": { get: { responses: ok, parameters: [id, limit] } } });
  expect(JSON.stringify(structureOf(one))).toBe(JSON.stringify(structureOf(other)));
});

test("is unchanged by a second pass", () => {
  const { structure } = structureOf(odd);
  expect(JSON.stringify(structureOf(structure).structure)).toBe(JSON.stringify(structure));
});

test("inlines references to parameters, bodies and responses, and the shared parameters of a path", () => {
  const source = published(
    {},
    {
      "/a/{id}": {
        parameters: [{ $ref: "#/components/parameters/Id" }],
        post: {
          parameters: [{ $ref: "#/components/parameters/Limit" }],
          requestBody: { $ref: "#/components/requestBodies/Thing" },
          responses: { 200: { $ref: "#/components/responses/Thing" } },
        },
      },
    },
    {
      parameters: {
        Id: { name: "id", in: "path", required: true, schema: { type: "string" } },
        Limit: { name: "limit", in: "query", schema: { type: "integer" } },
      },
      requestBodies: { Thing: content(reference("Thing")) },
      responses: { Thing: { description: "Their words.", ...content(reference("Thing")) } },
    },
  );
  expect(structureOf(source).structure["paths"]).toMatchObject({
    "/a/{id}": {
      post: {
        parameters: [{ name: "id" }, { name: "limit" }],
        requestBody: content(reference("Thing")),
        responses: { 200: content(reference("Thing")) },
      },
    },
  });
});

test("an odd document becomes a valid one, and its dangling references are reported", async () => {
  const { document, dangling, hollow } = built(odd);
  expect(hollow).toEqual(["GET /own/untold", "POST /own/untold"]);
  expect(dangling).toEqual([
    { place: "POST /own/route", reference: "#/components/parameters/Nowhere" },
    { place: "GET /own/route", reference: "#/components/parameters/Nowhere" },
    { place: "POST /own/route", reference: "#/components/schemas/Elsewhere" },
    { place: "Thing", reference: "#/components/schemas/Nowhere" },
    // A correction's own reference.
    { place: "RunOutput", reference: "#/components/schemas/Interrupt" },
  ]);
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("an odd document gives types and options, and fields whose names cannot be options are reported", async () => {
  const { files, notOptions } = await generateTypes(built(odd).document);
  expect(files.get("openapi.ts")).toMatch(/gone\?: unknown \| undefined;/);
  const [, options] = /"POST \/own\/route": \{\n([^}]*)\}/.exec(files.get("params.ts") ?? "") ?? [];
  expect(options?.match(/^ *\S+:/gm)?.map((name) => name.trim())).toEqual([
    "gone?:",
    '"odd-name"?:',
    "self?:",
    "title?:",
    "madeUp?:",
  ]);
  expect(notOptions).toEqual(["POST /own/route userName", "POST /own/route headers"]);
});
