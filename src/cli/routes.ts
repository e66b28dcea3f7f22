/** Selects the routes that a deployment adds to the API. */
import { find, isObject, objectsIn, objectsOf, pick } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { normalize } from "./normalize.js";
import { apiPaths } from "../../generated/paths.js";
import type { Schemas, Scope } from "./schemas.js";

/** Converts the schemas of one document. */
type Convert = (schema: Json | undefined) => Json;

/** The path items of the routes that a deployment adds. Schemas that they use are added to `schemas`. */
export function ownRoutes(source: JsonObject, schemas: Schemas): JsonObject {
  const { document, dangling } = normalize(source);
  dangling.forEach(({ reference }) => schemas.dangling.add(reference));
  const scope: Scope = { root: document, prefix: "", self: "", isInput: false };
  const convert: Convert = (schema) => schemas.convert(schema, scope, "Body");
  const own = objectsIn(document["paths"])
    .filter(([path]) => path.startsWith("/") && !apiPaths.includes(path))
    .map(([path, item]): [string, JsonObject] => [path, members(item, (each) => operationOf(each, convert))]);
  return Object.fromEntries(own);
}

/** Changes the members that are objects, and drops the others. */
function members(value: Json | undefined, change: (member: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(objectsIn(value).map(([key, member]) => [key, change(member)]));
}

/*
 * The members from which types are made. Everything else is left out: a reference there would make openapi-typescript
 * read a file or URL of the server's choice. Without an `operationId`, it writes the operation inline.
 */

function operationOf(operation: JsonObject, convert: Convert): JsonObject {
  const { parameters, requestBody, responses } = operation;
  const known = objectsOf(parameters).filter(({ name, in: place }) => {
    return typeof name === "string" && PLACES.includes(String(place));
  });
  const statuses = objectsIn(responses).filter(([status]) => /^([1-5](\d\d|XX)|default)$/.test(status));
  return {
    ...pick(operation, "string", "summary", "description"),
    ...pick(operation, "boolean", "deprecated"),
    ...(known.length > 0 ? { parameters: known.map((each) => fieldOf(each, convert)) } : {}),
    ...(isObject(requestBody) ? { requestBody: bodyOf(requestBody, convert) } : {}),
    responses: members(Object.fromEntries(statuses), (each) => bodyOf(each, convert)),
  };
}

const PLACES = ["query", "header", "path", "cookie"];

/** A parameter or header. */
function fieldOf(field: JsonObject, convert: Convert): JsonObject {
  return {
    ...pick(field, "string", "name", "in", "description"),
    ...pick(field, "boolean", "required", "deprecated"),
    ...(field["schema"] === undefined ? {} : { schema: convert(field["schema"]) }),
  };
}

/** The body of a request, or a response. */
function bodyOf(body: JsonObject, convert: Convert): JsonObject {
  return {
    description: "",
    ...pick(body, "string", "description"),
    ...pick(body, "boolean", "required"),
    ...(isObject(body["headers"])
      ? { headers: members(body["headers"], (each) => fieldOf(each, convert)) }
      : {}),
    ...(isObject(body["content"])
      ? { content: members(body["content"], ({ schema }) => ({ schema: convert(schema) })) }
      : {}),
  };
}

/** True for an OpenAPI document of version 3.0 or 3.1. */
export function isOpenApi(document: JsonObject): boolean {
  return /^3\.[01]/.test(String(document["openapi"])) && find(document, ["paths"]) !== undefined;
}
