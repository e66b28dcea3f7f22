/** What a pull makes of documents that nobody has seen before. */
import { isDeepStrictEqual } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { corrections } from "../../scripts/corrections.js";
import { generate } from "../../scripts/generate.js";
import type { Json, JsonObject } from "../../src/cli/json.js";
import { pullSpec } from "../../scripts/pull-spec.js";
import { parseSpec, readSpec, specPlace } from "../../scripts/read-spec.js";
import { inWords, report } from "../../scripts/report.js";
import { json, listen } from "../helpers/server.js";

const ok = { 200: { description: "Theirs." } };
const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const content = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });

/** A small document, with prose of its own. */
function published(fields: JsonObject = {}, paths: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Theirs", version: "1", description: "Their words." },
    paths: {
      "/things": {
        get: { summary: "Their words.", description: "More of them.", responses: ok },
      },
      ...paths,
    },
    components: {
      schemas: {
        Thing: {
          type: "object",
          description: "Their words.",
          properties: { title: { type: "string", title: "Title", description: "Their words." }, ...fields },
        },
      },
      ...more,
    },
  };
}

const pull = (source: JsonObject) => pullSpec(source, {});
const thing = (source: JsonObject) =>
  (pull(source).document as { components: { schemas: Record<string, JsonObject> } }).components.schemas[
    "Thing"
  ];
const none = { source: "theirs", corrections: [], dangling: [], hollow: [], leftOut: [], undocumented: [] };

describe("reading", () => {
  test("JSON and YAML, of 3.0 and of 3.1, are one", () => {
    const document = published();
    expect(parseSpec(JSON.stringify(document), "a")).toEqual(document);
    expect(parseSpec(stringify(document), "a")).toEqual(document);
    expect(parseSpec(JSON.stringify({ ...document, openapi: "3.0.3" }), "a")).toMatchObject({
      openapi: "3.0.3",
    });
  });

  test.for([
    ["<html><body>Not found: nothing</body></html>", "it"],
    ["", "it is neither JSON nor YAML"],
    ["[1]", "it holds a list"],
    ['"text"', "it holds a string"],
    ["{ a: [", "it is neither JSON nor YAML"],
    ['{"detail":"Not found"}', 'it has no "openapi"'],
    ['{"swagger":"2.0","paths":{}}', "it is Swagger 2.0"],
    ['{"openapi":"4.0.0","paths":{}}', "it is OpenAPI 4.0.0"],
    ['{"openapi":"3.1.0"}', 'it has no "paths"'],
  ])("%s is refused", ([text, reason]) => {
    expect(() => parseSpec(text!, "their.json")).toThrow(
      `their.json is no OpenAPI document of version 3.0 or 3.1: ${reason}`,
    );
  });

  test("the place is as given, or that of the server in LANGGRAPH_API_URL", () => {
    expect(specPlace("a/file.yaml", "http://localhost:2024")).toBe("a/file.yaml");
    expect(specPlace("https://a.test/spec.json", undefined)).toBe("https://a.test/spec.json");
    expect(specPlace("http://localhost:2024/", undefined)).toBe("http://localhost:2024/openapi.json");
    expect(specPlace(undefined, "https://a.test/api/")).toBe("https://a.test/api/openapi.json");
    expect(() => specPlace(undefined, undefined)).toThrow("LANGGRAPH_API_URL");
  });

  test("a server says which version it is of", async () => {
    const server = await listen(({ url }) => json(url === "/info" ? { version: "9.9" } : published()));
    expect(await readSpec(`${server.url}/openapi.json`)).toMatchObject({ info: { version: "9.9" } });
  });

  test("what cannot be had is said", async () => {
    const server = await listen(json({ detail: "none" }, { status: 404 }));
    await expect(readSpec(`${server.url}/openapi.json`)).rejects.toThrow("openapi.json answered with 404.");
    await expect(readSpec("http://127.0.0.1:1/openapi.json")).rejects.toThrow("cannot be reached");
    await expect(readSpec("no/such/file.json")).rejects.toThrow("no/such/file.json cannot be read: ENOENT");
  });
});

describe("sentences", () => {
  test("no word of the published document comes in; ours stay at their places", () => {
    const ours = JSON.parse(
      JSON.stringify(published()).replaceAll("Their words.", "Our words."),
    ) as JsonObject;
    const { document } = pullSpec(published(), ours);
    expect(JSON.stringify(document)).not.toMatch(/Their|More of them/);
    expect(document["paths"]).toMatchObject({ "/things": { get: { summary: "Our words." } } });
    expect(document["components"]).toMatchObject({
      schemas: {
        Thing: {
          description: "Our words.",
          properties: { title: { type: "string", description: "Our words." } },
        },
      },
    });
  });

  test("a new place is reported, and only that", () => {
    const { undocumented } = pullSpec(published({ extra: { type: "string" } }), published());
    const ofThing = undocumented.filter((place) => place.startsWith("schemas/Thing"));
    expect(ofThing).toEqual(["schemas/Thing/properties/extra"]);
  });
});

describe("corrections", () => {
  test("every one has a name of its own, a reason and a source", () => {
    expect(new Set(corrections.map(({ id }) => id)).size).toBe(corrections.length);
    for (const { id, reason, source } of corrections) expect([id, reason, source].every(Boolean)).toBe(true);
  });

  test("one whose places are gone says so, and which", () => {
    const { corrections: outcomes } = pull(published());
    const outcomeOf = (id: string) => outcomes.find((each) => each.id === id);
    expect(outcomeOf("latest-body")).toMatchObject({
      outcome: "no longer applies",
      missing: ["POST /assistants/{assistant_id}/latest"],
    });
    expect(outcomeOf("thread-nulls")?.missing).toEqual([
      "Thread.values",
      "Thread.config",
      "Thread.interrupts",
    ]);
    expect(outcomeOf("api-title")?.outcome).toBe("applied");
  });

  test("one that some of its places are gone from is applied to the others", () => {
    const { corrections: outcomes } = pull(published({}, { "/runs/wait": { post: { responses: ok } } }));
    expect(outcomes.find(({ id }) => id === "run-output")).toMatchObject({
      outcome: "applied",
      missing: ["POST /threads/{thread_id}/runs/wait", "GET /threads/{thread_id}/runs/{run_id}/join"],
    });
  });

  test("stream modes that are new stay", async () => {
    const modes = { type: "string", enum: ["values", "brand-new"] };
    const source = published({ stream_mode: { anyOf: [modes, { type: "array", items: modes }] } });
    const { files } = await generate(pull(source).document);
    expect(files.get("modes.ts")).toContain('["values", "brand-new", "tools", "lifecycle"]');
  });
});

describe("a document's form", () => {
  test("a deployment's servers and graphs do not enter", () => {
    const graphId = { type: "string", enum: ["agent", "other"] };
    const source = { ...published({ graph_id: graphId, kind: graphId }), servers: [{ url: "http://here" }] };
    const { document } = pull(source);
    expect(document["servers"]).toBeUndefined();
    expect(thing(source)?.["properties"]).toMatchObject({
      graph_id: { type: "string" },
      kind: { enum: ["agent", "other"] },
    });
    expect(JSON.stringify(thing(source))).toContain('"graph_id":{"type":"string"}');
  });

  test("3.0 becomes 3.1", () => {
    const source = published({
      text: { type: "string", nullable: true },
      one: { type: "string", nullable: true, enum: ["a"] },
      other: { allOf: [reference("Thing")], nullable: true, default: null },
      anything: { nullable: true },
      above: { type: "integer", minimum: 0, exclusiveMinimum: true },
      upTo: { type: "integer", maximum: 9, exclusiveMaximum: false },
      nullable: { type: "boolean", nullable: false },
    });
    expect(thing({ ...source, openapi: "3.0.3" })?.["properties"]).toMatchObject({
      text: { type: ["string", "null"] },
      one: { type: ["string", "null"], enum: ["a", null] },
      other: { anyOf: [{ allOf: [reference("Thing")] }, { type: "null" }], default: null },
      anything: {},
      above: { type: "integer", exclusiveMinimum: 0 },
      upTo: { type: "integer", maximum: 9 },
      nullable: { type: "boolean" },
    });
  });

  test("the order of keys, of parameters and of required fields makes no difference", () => {
    const limit = { name: "limit", in: "query", schema: { type: "integer" } };
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const one = published({}, { "/a/{id}": { get: { parameters: [limit, id], responses: ok } } });
    const other = published({}, { "/a/{id}": { get: { responses: ok, parameters: [id, limit] } } });
    expect(JSON.stringify(pull(one).document)).toBe(JSON.stringify(pull(other).document));
  });

  test("references to parameters, bodies and answers, and what a path's operations share, are written out", () => {
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
        responses: { Thing: { description: "Theirs.", ...content(reference("Thing")) } },
      },
    );
    expect(pull(source).document["paths"]).toMatchObject({
      "/a/{id}": {
        post: {
          parameters: [{ name: "id" }, { name: "limit" }],
          requestBody: content(reference("Thing")),
          responses: { 200: content(reference("Thing")) },
        },
      },
    });
  });
});

/** Everything at once that the published documents do not do today. */
const unknown = published(
  { gone: reference("Nowhere"), self: reference("Thing"), "odd-name": { type: "string" } },
  {
    "/own/route": {
      summary: "Theirs.",
      parameters: [{ $ref: "#/components/parameters/Nowhere" }],
      post: {
        tags: ["Brand new"],
        operationId: "same",
        parameters: [{ name: "userName", in: "query", schema: true }],
        requestBody: content({
          allOf: [reference("Thing"), { type: "object", properties: { headers: {}, made_up: {} } }],
        }),
        responses: { 200: { description: "Theirs.", ...content(reference("Elsewhere")) }, default: ok[200] },
      },
      get: { operationId: "same", responses: ok },
    },
    "/own/untold": { get: { description: "Theirs." }, post: { responses: {} } },
    "/own/upload": {
      put: {
        requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } },
        responses: ok,
      },
    },
  },
);

describe("a document that nobody has seen", () => {
  test("is pulled; references to nothing are reported, and are unknown", async () => {
    const { document, dangling, hollow } = pull(unknown);
    expect(hollow).toEqual(["GET /own/untold", "POST /own/untold"]);
    expect(dangling).toEqual([
      { place: "POST /own/route", reference: "#/components/parameters/Nowhere" },
      { place: "GET /own/route", reference: "#/components/parameters/Nowhere" },
      { place: "POST /own/route", reference: "#/components/schemas/Elsewhere" },
      { place: "Thing", reference: "#/components/schemas/Nowhere" },
      // A correction's own.
      { place: "RunOutput", reference: "#/components/schemas/Interrupt" },
    ]);
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test("gives types and options; fields whose names cannot be options are left out and reported", async () => {
    const { files, leftOut } = await generate(pull(unknown).document);
    expect(files.get("openapi.ts")).toMatch(/gone\?: unknown \| undefined;/);
    const [, options] = /"POST \/own\/route": \{\n([^}]*)\}/.exec(files.get("params.ts") ?? "") ?? [];
    expect(options?.match(/^ *\S+:/gm)?.map((name) => name.trim())).toEqual([
      "gone?:",
      '"odd-name"?:',
      "self?:",
      "title?:",
      "madeUp?:",
    ]);
    expect(leftOut).toEqual(["POST /own/route userName", "POST /own/route headers"]);
  });
});

describe("the report", () => {
  const run = { type: "object", properties: { input: {}, mode: { type: "string", enum: ["a", "b"] } } };
  const create = { requestBody: content(reference("RunCreate")), responses: ok };
  const state = {
    parameters: [{ name: "subgraphs", in: "query", schema: { type: "boolean" } }],
    responses: ok,
  };
  const document = (fields: object, paths: object = {}): JsonObject => ({
    ...published({}, { "/runs": { post: create }, "/threads/{thread_id}/state": { get: state }, ...paths }),
    components: { schemas: { RunCreate: { ...run, properties: { ...run.properties, ...fields } } } },
  });

  test("of a document with itself has nothing of operations, schemas and fields", () => {
    const { operations, schemas, fields } = report(document({}), document({}), none);
    expect([operations, schemas].flatMap((part) => Object.values(part).flat())).toEqual([]);
    expect(Object.values(fields).flat()).toEqual([]);
  });

  test("names fields that come and go, and the methods whose options they are", () => {
    const { fields } = report(document({ old_one: {} }), document({ new_one: {} }), none);
    const methods = ["runs.create"];
    expect(fields.added).toEqual([{ place: "RunCreate.new_one", option: "newOne", methods }]);
    expect(fields.removed).toEqual([{ place: "RunCreate.old_one", option: "oldOne", methods }]);
  });

  test("says what has changed of a field", () => {
    const before = document({ limit: { type: "integer", default: 1 } });
    const after = document({
      limit: { type: ["integer", "null"], default: 10 },
      mode: { type: "string", enum: ["b", "c"] },
    });
    const found = report(before, after, none);
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
    expect(inWords(found)).toContain('RunCreate.mode (mode of runs.create): enum +"c" -"a"');
  });

  test("names the methods that need an operation or a field that the document lacks", () => {
    const before = document(
      {},
      { "/threads/{thread_id}": { get: { responses: ok }, delete: { responses: ok } } },
    );
    const found = report(before, document({}), none);
    expect(found.operations.removed).toEqual([
      { operation: "GET /threads/{thread_id}", methods: ["threads.get"] },
      { operation: "DELETE /threads/{thread_id}", methods: ["threads.delete"] },
    ]);
    expect(found.unknownToDocument).toContainEqual({
      method: "threads.get",
      operation: "GET /threads/{thread_id}",
    });
    expect(found.unknownToDocument).toContainEqual({
      method: "threads.getState",
      operation: "GET /threads/{thread_id}/state",
      option: "select",
    });
  });

  test("names operations that no method calls, but for those with a reason", () => {
    const paths = { "/own": { get: { responses: ok } }, "/metrics": { get: { responses: ok } } };
    const found = report(document({}), document({}, paths), none);
    expect(found.withoutMethod).toEqual(["GET /things", "GET /own"]);
    expect(found.operations.added.map(({ operation }) => operation)).toEqual(["GET /own", "GET /metrics"]);
  });

  test("is JSON, and words that name every part of it", () => {
    const { document: after, ...findings } = pull(unknown);
    const found = report({}, after, { source: "theirs", leftOut: ["POST /own/route headers"], ...findings });
    expect(isDeepStrictEqual(JSON.parse(JSON.stringify(found)), found)).toBe(true);
    const words = inWords(found);
    for (const each of [
      "theirs, version 1",
      "Operations added (4)",
      "#/components/schemas/Nowhere",
      "POST /own/route headers",
      "POST /own/untold",
      "latest-body: POST /assistants/{assistant_id}/latest",
      "schemas/Thing/properties/title",
    ]) {
      expect(words).toContain(each);
    }
  });
});
