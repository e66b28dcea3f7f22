/** Reduces a server's OpenAPI document to its structure: names, types and routes, without prose, in one order. */
import { isObject, objectsOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { normalize } from "../src/cli/normalize.js";
import type { Normalized } from "../src/cli/normalize.js";

/** Keywords that hold prose. A key below one of `NAMES` is a name, never a keyword. */
const PROSE = new Set(["description", "summary", "title", "example", "examples", "externalDocs"]);
const NAMES = new Set([
  "$defs",
  "headers",
  "parameters",
  "paths",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
]);
/** Keywords whose value is data of the API, and is copied unchanged. */
const VALUES = new Set(["default", "enum", "const"]);

/** The structure of a document, and the problems that were found in it. */
export interface Structure extends Omit<Normalized, "document"> {
  structure: JsonObject;
}

export function structureOf(source: JsonObject): Structure {
  const { document, dangling, hollow } = normalize(source);
  return { structure: inOrder(withoutProse(document)), dangling, hollow };
}

function withoutProse(object: JsonObject, keysAreNames = false): JsonObject {
  // The `title` beside a `version` is the name of the API.
  const isProse = (key: string) =>
    (PROSE.has(key) && !(key === "title" && "version" in object)) || key.startsWith("x-");
  const kept = Object.entries(object).filter(([key]) => keysAreNames || !isProse(key));
  const clean = (value: Json, holdsNames = false): Json => {
    if (Array.isArray(value)) return value.map((element) => clean(element));
    return isObject(value) ? withoutProse(value, holdsNames) : value;
  };
  return Object.fromEntries(
    kept.map(([key, part]): [string, Json] => {
      if (!keysAreNames && VALUES.has(key)) return [key, part];
      return [key, clean(part, !keysAreNames && NAMES.has(key))];
    }),
  );
}

/** Sorts the keys of every object, the parameters, and the names of required fields. */
export function inOrder(object: JsonObject): JsonObject {
  const sorted = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(sorted);
    return isObject(value) ? inOrder(value) : value;
  };
  const ordered = Object.keys(object)
    .sort()
    .map((key): [string, Json] => {
      const part = object[key] ?? null;
      if (key === "required" && Array.isArray(part)) return [key, part.toSorted()];
      if (key === "parameters" && Array.isArray(part)) {
        return [key, objectsOf(part).toSorted(byName).map(inOrder)];
      }
      return [key, sorted(part)];
    });
  return Object.fromEntries(ordered);
}

const nameOf = ({ in: place, name }: JsonObject) => `${String(place)} ${String(name)}`;
const byName = (a: JsonObject, b: JsonObject) => (nameOf(a) < nameOf(b) ? -1 : 1);
