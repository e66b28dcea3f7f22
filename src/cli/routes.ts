/** Selects the routes that a deployment adds to the API. */
import { find, isObject, objectsIn } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { normalize } from "./normalize.js";
import { apiPaths } from "../../generated/paths.js";
import type { Schemas, Scope } from "./schemas.js";

/** The path items of the routes that a deployment adds. Schemas that they use are added to `schemas`. */
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
    // Without an id, openapi-typescript writes the operation inline.
    const { operationId: _, tags: __, security: ___, ...rest } = operation;
    // An object stays an object.
    return [verb, withSchemas(rest, schemas, scope) as JsonObject];
  });
  return Object.fromEntries(operations);
}

/** Converts every schema of an operation and keeps everything else. */
function withSchemas(value: Json, schemas: Schemas, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((part) => withSchemas(part, schemas, scope));
  if (!isObject(value)) return value;
  const parts = Object.entries(value).map(([key, part]): [string, Json] => {
    return [key, key === "schema" ? schemas.convert(part, scope, "Body") : withSchemas(part, schemas, scope)];
  });
  return Object.fromEntries(parts);
}

/** True for an OpenAPI document of version 3.0 or 3.1. */
export function isOpenApi(document: JsonObject): boolean {
  return /^3\.[01]/.test(String(document["openapi"])) && find(document, ["paths"]) !== undefined;
}
