/** Brings OpenAPI documents of 3.0 and 3.1 into one form, so that later steps handle only that. */
import { find, isObject, mapObjects, objectsIn, objectsOf, pointed } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** The methods that a path of OpenAPI can have. */
export const VERBS = ["get", "put", "post", "patch", "delete", "options", "head", "trace"];

/** A reference whose target is missing, and the operation or schema that holds it. */
export interface Dangling {
  place: string;
  reference: string;
}

/** The result of {@link normalize}. */
export interface Normalized {
  document: JsonObject;
  dangling: Dangling[];
  /** Operations without responses. They are left out, because no type can be made of them. */
  hollow: string[];
}

/**
 * Converts a document to OpenAPI 3.1 with references to schemas only: parameters, bodies and responses are inlined.
 * Removes everything that belongs to one deployment: its servers, and its graphs as the values of `graph_id`.
 */
export function normalize(source: JsonObject): Normalized {
  const whole = /^3\.0/.test(String(source["openapi"])) ? upgraded(source) : source;
  const dangling: Dangling[] = [];
  const hollow: string[] = [];
  const inlined = (value: JsonObject, place: string): JsonObject | undefined => {
    let target: Json | undefined = value;
    // A longer chain of references is a cycle.
    for (let hops = 0; hops < 10 && isObject(target); hops += 1) {
      const reference: Json | undefined = target["$ref"];
      if (typeof reference !== "string") return target;
      target = pointed(whole, reference);
    }
    dangling.push({ place, reference: String(value["$ref"]) });
    return undefined;
  };
  const components: JsonObject = {
    schemas: openGraphIds(find(whole, ["components", "schemas"]) ?? {}),
    securitySchemes: find(whole, ["components", "securitySchemes"]) ?? null,
  };
  const kept = ["info", "tags", "security"].filter((key) => whole[key] !== undefined);
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    ...Object.fromEntries(kept.map((key) => [key, whole[key] ?? null])),
    paths: pathsOf(whole, inlined, hollow),
    components: Object.fromEntries(objectsIn(components)),
  };
  return { document, dangling, hollow };
}

type Inline = (value: JsonObject, place: string) => JsonObject | undefined;

function pathsOf(document: JsonObject, inlined: Inline, hollow: string[]): JsonObject {
  const seen = new Set<Json>();
  const paths = objectsIn(document["paths"]).map(([path, given]): [string, JsonObject] => {
    const item = inlined(given, path) ?? {};
    const keyOf = (verb: string) => `${verb.toUpperCase()} ${path}`;
    const verbs = objectsIn(item).filter(([verb]) => VERBS.includes(verb));
    const full = verbs.filter(([, { responses }]) => objectsIn(responses).length > 0);
    hollow.push(...verbs.filter((each) => !full.includes(each)).map(([verb]) => keyOf(verb)));
    const operations = full.map(([verb, operation]) => {
      return [
        verb,
        operationOf(operation, objectsOf(item["parameters"]), keyOf(verb), inlined, seen),
      ] as const;
    });
    return [path, Object.fromEntries(operations)];
  });
  return Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0));
}

function operationOf(
  given: JsonObject,
  shared: JsonObject[],
  place: string,
  inlined: Inline,
  ids: Set<Json>,
): JsonObject {
  const { servers: _, callbacks: __, operationId, requestBody, ...operation } = given;
  const parameters = new Map<string, JsonObject>();
  for (const each of [...shared, ...objectsOf(operation["parameters"])]) {
    const parameter = inlined(each, place);
    // An operation's own parameter replaces a shared one of its path with the same name.
    if (parameter) parameters.set(`${String(parameter["in"])} ${String(parameter["name"])}`, parameter);
  }
  if (parameters.size > 0) operation["parameters"] = [...parameters.values()];
  const body = isObject(requestBody) ? inlined(requestBody, place) : undefined;
  if (body) operation["requestBody"] = body;
  const responses = objectsIn(operation["responses"]).map(([status, each]): [string, JsonObject] => {
    const { links: ___, ...response } = inlined(each, `${place} ${status}`) ?? {};
    const headers = objectsIn(response["headers"]).map(([name, one]): [string, JsonObject] => {
      return [name, inlined(one, place) ?? {}];
    });
    return [status, headers.length > 0 ? { ...response, headers: Object.fromEntries(headers) } : response];
  });
  operation["responses"] = Object.fromEntries(responses);
  // Generated types have the id as their name, so a second one with the same id loses it.
  if (operationId !== undefined && !ids.has(operationId)) operation["operationId"] = operationId;
  ids.add(operationId ?? null);
  return operation;
}

/** Removes the graphs of the deployment, which a running server lists as the values of `graph_id`. */
function openGraphIds(schemas: JsonObject): Json {
  return mapObjects(schemas, (schema) => {
    const properties = schema["properties"];
    if (!isObject(properties) || !isObject(properties["graph_id"])) return schema;
    const { enum: _, ...open } = properties["graph_id"];
    return { ...schema, properties: { ...properties, graph_id: open } };
  });
}

const BOUNDS = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" };

/** Replaces the keywords of OpenAPI 3.0 by those of JSON Schema, which 3.1 uses. */
function upgraded(document: JsonObject): JsonObject {
  const change = (schema: JsonObject): Json => {
    const { nullable, ...rest } = schema;
    for (const [exclusive, bound] of Object.entries(BOUNDS)) {
      if (rest[exclusive] === true) rest[exclusive] = rest[bound] ?? null;
      else if (rest[exclusive] === false) Reflect.deleteProperty(rest, exclusive);
    }
    if (nullable === true) return nullable31(rest);
    // An object here is a property whose name is `nullable`.
    return isObject(nullable) ? { ...rest, nullable } : rest;
  };
  const value = mapObjects(document, change);
  return isObject(value) ? value : document;
}

function nullable31(schema: JsonObject): JsonObject {
  if (typeof schema["type"] === "string") {
    const values = schema["enum"];
    return {
      ...schema,
      type: [schema["type"], "null"],
      ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
    };
  }
  const { default: value, ...rest } = schema;
  const either: JsonObject = Object.keys(rest).length === 0 ? {} : { anyOf: [rest, { type: "null" }] };
  return value === undefined ? either : { ...either, default: value };
}
