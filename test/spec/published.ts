/** Small documents, as servers could publish them. */
import type { Json, JsonObject } from "../../src/cli/json.js";
import { buildDocument } from "../../scripts/build-document.js";
import { structureOf } from "../../scripts/structure.js";

export const ok: JsonObject = { 200: { description: "Their words." } };
export const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const content = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });

/** A document with one operation and one schema, and with prose. */
export function published(
  fields: JsonObject = {},
  paths: JsonObject = {},
  components: JsonObject = {},
): JsonObject {
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
      ...components,
    },
  };
}

/** A document with every oddity at once that today's documents do not have. */
export const odd: JsonObject = published(
  { gone: reference("Nowhere"), self: reference("Thing"), "odd-name": { type: "string" } },
  {
    "/own/route": {
      summary: "Their words.",
      parameters: [{ $ref: "#/components/parameters/Nowhere" }],
      post: {
        tags: ["Brand new"],
        operationId: "same",
        parameters: [{ name: "userName", in: "query", schema: true }],
        requestBody: content({
          allOf: [reference("Thing"), { type: "object", properties: { headers: {}, made_up: {} } }],
        }),
        responses: {
          200: { description: "Their words.", ...content(reference("Elsewhere")) },
          default: { description: "Their words." },
        },
      },
      get: { operationId: "same", responses: ok },
    },
    "/own/untold": { get: { description: "Their words." }, post: { responses: {} } },
    "/own/upload": {
      put: {
        requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } },
        responses: ok,
      },
    },
  },
);

/** The structure of a document, and the document that is built from it without sentences. */
export function built(source: JsonObject) {
  const { structure, ...found } = structureOf(source);
  const { dangling, ...rest } = buildDocument(structure, {});
  return { ...rest, structure, hollow: found.hollow, dangling: [...found.dangling, ...dangling] };
}

/** The schema `Thing` of a built document. */
export function thingOf(source: JsonObject): JsonObject | undefined {
  const { components } = built(source).document as { components: { schemas: Record<string, JsonObject> } };
  return components.schemas["Thing"];
}
