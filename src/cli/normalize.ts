/** One shape for every document, so that what reads it needs to know no other. */
import { VERBS, find, isObject, mapObjects, objectsIn, objectsOf, operationsOf, pointed } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** A reference that leads nowhere, and where it stood. */
export interface Dangling {
  place: string;
  reference: string;
}

/** What `normalize` gives. */
export interface Normalized {
  document: JsonObject;
  dangling: Dangling[];
  /** Operations that say nothing of what they answer: no type can be made of them, and they are left out. */
  hollow: string[];
}

/**
 * A document as OpenAPI 3.1, in which only schemas are referred to: parameters, bodies and answers stand where they are
 * used. What belongs to one deployment is gone: its servers, and its graphs as the values of `graph_id`.
 */
export function normalize(source: JsonObject): Normalized {
  const whole = /^3\.0/.test(String(source["openapi"])) ? upgraded(source) : source;
  const dangling: Dangling[] = [];
  const hollow: string[] = [];
  const inlined = (value: JsonObject, place: string): JsonObject | undefined => {
    let target: Json | undefined = value;
    // Longer chains are circles.
    for (let hops = 0; hops < 10 && isObject(target); hops += 1) {
      const reference: Json | undefined = target["$ref"];
      if (typeof reference !== "string") return target;
      target = pointed(whole, reference);
    }
    dangling.push({ place, reference: String(value["$ref"]) });
    return undefined;
  };
  const components = {
    schemas: openGraphIds(find(whole, ["components", "schemas"]) ?? {}),
    securitySchemes: find(whole, ["components", "securitySchemes"]),
  };
  const kept = ["info", "tags", "security"].filter((key) => whole[key] !== undefined);
  const document: JsonObject = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    ...Object.fromEntries(kept.map((key) => [key, whole[key] ?? null])),
    paths: pathsOf(whole, inlined, hollow),
    components: Object.fromEntries(objectsIn(components as JsonObject)),
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
    // An operation's own parameter stands for the one that all operations of its path share.
    if (parameter) parameters.set(`${String(parameter["in"])} ${String(parameter["name"])}`, parameter);
  }
  if (parameters.size > 0) operation["parameters"] = [...parameters.values()];
  const body = isObject(requestBody) ? inlined(requestBody, place) : undefined;
  if (body) operation["requestBody"] = body;
  const responses = objectsIn(operation["responses"]).map(([status, each]): [string, JsonObject] => {
    const { links: ___, ...answer } = inlined(each, `${place} ${status}`) ?? {};
    const headers = objectsIn(answer["headers"]).map(([name, one]) => [name, inlined(one, place) ?? {}]);
    return [
      status,
      headers.length > 0 ? { ...answer, headers: Object.fromEntries(headers) as JsonObject } : answer,
    ];
  });
  operation["responses"] = Object.fromEntries(responses);
  // Ids name types, and two of a name would be one type.
  if (operationId !== undefined && !ids.has(operationId)) operation["operationId"] = operationId;
  ids.add(operationId ?? null);
  return operation;
}

/** A running server lists its own graphs as the values of `graph_id`. */
function openGraphIds(schemas: JsonObject): Json {
  return mapObjects(schemas, (schema) => {
    const properties = schema["properties"];
    if (!isObject(properties) || !isObject(properties["graph_id"])) return schema;
    const { enum: _, ...open } = properties["graph_id"];
    return { ...schema, properties: { ...properties, graph_id: open } };
  });
}

const BOUNDS = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" };

/** OpenAPI 3.0 says in words of its own what 3.1 says in those of JSON Schema. */
function upgraded(document: JsonObject): JsonObject {
  const change = (schema: JsonObject): Json => {
    const { nullable, ...rest } = schema;
    for (const [exclusive, bound] of Object.entries(BOUNDS)) {
      if (rest[exclusive] === true) rest[exclusive] = rest[bound] ?? null;
      else if (rest[exclusive] === false) Reflect.deleteProperty(rest, exclusive);
    }
    if (nullable === true) return nullable31(rest);
    // Elsewhere it is the name of a property.
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

/** Puts `{}`, which is anything, in the place of every reference to a schema that is not there. */
export function mendReferences(document: JsonObject): { document: JsonObject; dangling: Dangling[] } {
  const dangling: Dangling[] = [];
  const mend = (part: JsonObject, place: string): Json =>
    mapObjects(part, (object) => {
      const reference = object["$ref"];
      if (typeof reference !== "string" || pointed(document, reference) !== undefined) return object;
      dangling.push({ place, reference });
      return {};
    });
  const mended = structuredClone(document);
  for (const [key, operation] of operationsOf(document)) {
    const [verb = "", path = ""] = key.split(" ");
    const item = find(mended, ["paths", path]);
    if (item) item[verb.toLowerCase()] = mend(operation, key);
  }
  const schemas = find(mended, ["components", "schemas"]) ?? {};
  for (const [name, schema] of objectsIn(schemas)) schemas[name] = mend(schema, name);
  return { document: mended, dangling };
}
