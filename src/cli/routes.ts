/** A deployment's own routes: those of its document that are none of the API. */
import { find, isObject, objectsIn } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { normalize } from "./normalize.js";
import { apiPaths } from "../../generated/paths.js";
import type { Schemas, Scope } from "./schemas.js";

/** The path items of a deployment's own routes. What they refer to goes to the schemas. */
export function ownRoutes(source: JsonObject, schemas: Schemas): JsonObject {
  const { document, dangling } = normalize(source);
  dangling.forEach(({ reference }) => schemas.dangling.add(reference));
  const scope: Scope = { root: document, prefix: "", self: "", isInput: false };
  const own = objectsIn(document["paths"])
    .filter(([path]) => !apiPaths.includes(path))
    .map(([path, item]): [string, JsonObject] => [path, operationsOf(item, schemas, scope)]);
  return Object.fromEntries(own);
}

function operationsOf(item: JsonObject, schemas: Schemas, scope: Scope): JsonObject {
  const operations = objectsIn(item).map(([verb, operation]): [string, JsonObject] => {
    // Operations with ids are types of their own in the file; here they stand in their place.
    const { operationId: _, tags: __, security: ___, ...rest } = operation;
    return [verb, withSchemas(rest, schemas, scope) as JsonObject];
  });
  return Object.fromEntries(operations);
}

/** Converts every schema of an operation, and nothing else. */
function withSchemas(value: Json, schemas: Schemas, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((part) => withSchemas(part, schemas, scope));
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([key, part]): [string, Json] => {
    return [key, key === "schema" ? schemas.convert(part, scope, "Body") : withSchemas(part, schemas, scope)];
  });
  return Object.fromEntries(parts);
}

/** Whether a document is one of OpenAPI, of a version that can be read. */
export function isOpenApi(document: JsonObject): boolean {
  return /^3\.[01]/.test(String(document["openapi"])) && find(document, ["paths"]) !== undefined;
}
