/** JSON values, and reading them without knowing their shape. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a path of keys; `undefined` if a key is missing or holds something else. */
export function find(value: Json | undefined, place: readonly string[]): JsonObject | undefined {
  let at = value;
  for (const key of place) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isObject(at) ? at : undefined;
}

/** The members of an object that are objects, with their keys. */
export function objectsIn(value: Json | undefined): [key: string, value: JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
}

/** The members with these keys whose value is of that type. */
export function pick(object: JsonObject, type: "string" | "boolean", ...keys: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([key, value]) => keys.includes(key) && typeof value === type),
  );
}

/** The elements of a list that are objects. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The target of a reference within the same document, such as `#/components/schemas/Thread`. */
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

/** Replaces every object in a value by `change(object)`, the inner objects first. */
export function mapObjects(value: Json, change: (object: JsonObject) => Json): Json {
  if (Array.isArray(value)) return value.map((element) => mapObjects(element, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapObjects(part, change)])),
  );
}
