/** JSON as a document is made of. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** The methods that a path can have. */
export const VERBS = ["get", "put", "post", "patch", "delete", "options", "head", "trace"];

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a place, if there is one. */
export function find(value: Json | undefined, place: readonly string[]): JsonObject | undefined {
  let at = value;
  for (const key of place) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isObject(at) ? at : undefined;
}

/** The objects in an object, with their keys; none where there is no object. */
export function objectsIn(value: Json | undefined): [key: string, value: JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
}

/** The objects in a list; none where there is no list. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every operation of a document, by its key, such as `GET /threads/{thread_id}`. */
export function operationsOf(document: JsonObject): Map<string, JsonObject> {
  const operations = objectsIn(document["paths"]).flatMap(([path, item]) =>
    objectsIn(item)
      .filter(([verb]) => VERBS.includes(verb))
      .map(([verb, operation]) => [`${verb.toUpperCase()} ${path}`, operation] as const),
  );
  return new Map(operations);
}

/** The named schemas of a document. */
export function schemasOf(document: JsonObject): Map<string, JsonObject> {
  return new Map(objectsIn(find(document, ["components"])?.["schemas"]));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What a reference such as `#/components/schemas/Thread` points to in its own document. */
export function pointed(document: Json, reference: string): Json | undefined {
  if (!reference.startsWith("#")) return undefined;
  let at: Json | undefined = document;
  for (const part of reference.split("/").slice(1)) {
    const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

/** Changes every object in a value, the inner ones first. */
export function mapObjects(value: Json, change: (object: JsonObject) => Json): Json {
  if (Array.isArray(value)) return value.map((element) => mapObjects(element, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapObjects(part, change)])),
  );
}

/** A schema, or the one that it refers to. */
export function resolve(document: JsonObject, schema: Json | undefined): JsonObject {
  let target = schema;
  // Longer chains are circles.
  for (let hops = 0; hops < 10 && isObject(target); hops += 1) {
    if (typeof target["$ref"] !== "string") return target;
    target = pointed(document, target["$ref"]);
  }
  return {};
}

/** The schemas whose properties are the fields of a body: itself, what it is put together from, its elements. */
export function partsOf(document: JsonObject, schema: Json | undefined, depth = 0): JsonObject[] {
  if (depth > 10 || schema === undefined) return [];
  const own = resolve(document, schema);
  const parts = [...objectsOf(own["allOf"]), depth === 0 ? own["items"] : undefined];
  return [own, ...parts.flatMap((part) => partsOf(document, part, depth + 1))];
}

/** The schema of an operation's JSON body. */
export function bodyOf(operation: JsonObject): Json | undefined {
  return find(operation, ["requestBody", "content", "application/json"])?.["schema"];
}
