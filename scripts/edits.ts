/** The building blocks of corrections: places in a document, and edits of the objects there. */
import { isDeepStrictEqual } from "node:util";
import { find, isObject, objectsIn, objectsOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { schemasOf } from "./openapi.js";

/** The path of keys from the top of the document to an object. */
export type Place = string[];

/** Changes an object of the document. An object that is right already must stay unchanged. */
export type Edit = (target: JsonObject) => void;

/** A difference between the published document and the servers, and the edit that removes it. */
export interface Correction {
  id: string;
  /** The fact that the document gets wrong. */
  reason: string;
  /** The evidence. */
  source: string;
  /** The objects to edit: a list, or a function that finds them in the document. */
  places: Place[] | ((document: JsonObject) => Place[]);
  edit: Edit;
}

/** A newer document may be right already, or may lack all places of the correction. */
export type Outcome = "applied" | "already right" | "no longer applies";

/** Applies a correction to a document. `missing` lists the places that the document lacks. */
export function applyCorrection(
  { places, edit }: Correction,
  document: JsonObject,
): { outcome: Outcome; missing: string[] } {
  const all = typeof places === "function" ? places(document) : places;
  const targets = all.map((place) => find(document, place));
  const missing = all.filter((_, index) => targets[index] === undefined).map(placeName);
  const found = targets.filter((target) => target !== undefined);
  if (found.length === 0) return { outcome: "no longer applies", missing };
  const before = structuredClone(found);
  found.forEach(edit);
  return { outcome: isDeepStrictEqual(before, found) ? "already right" : "applied", missing };
}

function placeName(place: Place): string {
  const [top, name = "", ...rest] = place;
  if (top === "paths") return `${rest[0]?.toUpperCase()} ${name}`;
  return [top === "components" ? rest[0] : top, ...rest.slice(1).filter((key) => key !== "properties")].join(
    ".",
  );
}

export const schemas: Place = ["components", "schemas"];
export const schema = (...names: string[]): Place[] => names.map((name) => [...schemas, name]);
export const property = (name: string, ...fields: string[]): Place[] =>
  fields.map((field) => [...schemas, name, "properties", field]);
export const operation = (...keys: string[]): Place[] =>
  keys.map((key) => {
    const [method = "", path = ""] = key.split(" ");
    return ["paths", path, method.toLowerCase()];
  });
/** The field with this name in every schema that has it. */
export const everywhere =
  (field: string, ...but: string[]) =>
  (document: JsonObject): Place[] =>
    [...schemasOf(document)]
      .filter(([name, whole]) => !but.includes(name) && find(whole, ["properties", field]) !== undefined)
      .flatMap(([name]) => property(name, field));

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const json = (value: JsonObject): JsonObject => ({
  content: { "application/json": { schema: value } },
});
export const query = (name: string, schema: JsonObject, rest: JsonObject = {}): JsonObject => ({
  name,
  in: "query",
  required: false,
  schema,
  ...rest,
});

/** All enum values of a schema, including those of its items and alternatives. */
export function valuesOf(whole: Json | undefined): Json[] {
  if (!isObject(whole)) return [];
  const own = Array.isArray(whole["enum"]) ? whole["enum"] : [];
  const parts = [whole["items"], ...objectsOf(whole["anyOf"]), ...objectsOf(whole["oneOf"])];
  return [...new Set([...own, ...parts.flatMap(valuesOf)])];
}

/** Applies several edits to the same object. */
export const all =
  (...edits: Edit[]): Edit =>
  (target) =>
    edits.forEach((edit) => edit(target));

/** Adds the fields that a schema lacks. */
export const add =
  (fields: JsonObject): Edit =>
  (target) => {
    target["properties"] = { ...structuredClone(fields), ...find(target, ["properties"]) };
  };

/** Adds the values that an enum lacks. */
export const addValues =
  (...values: string[]): Edit =>
  (target) => {
    const own = target["enum"];
    if (Array.isArray(own)) target["enum"] = [...new Set([...own, ...values])];
  };

/** Replaces a whole schema. */
export const become =
  (whole: JsonObject): Edit =>
  (target) => {
    for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
    Object.assign(target, structuredClone(whole));
  };

export const optional =
  (...fields: string[]): Edit =>
  (target) => {
    if (Array.isArray(target["required"]))
      target["required"] = target["required"].filter((field) => !fields.includes(String(field)));
  };

export const nullable: Edit = (target) => {
  const { anyOf, type } = target;
  if (typeof type === "string") target["type"] = [type, "null"];
  else if (Array.isArray(anyOf)) {
    if (!objectsOf(anyOf).some((part) => part["type"] === "null"))
      target["anyOf"] = [...anyOf, { type: "null" }];
  } else if (target["$ref"] !== undefined) become({ anyOf: [{ ...target }, { type: "null" }] })(target);
};

const parametersOf = (target: JsonObject): JsonObject[] => objectsOf(target["parameters"]);

/** Adds a parameter to an operation, or replaces the one with the same name. */
export const parameter =
  (whole: JsonObject | ((own: JsonObject) => JsonObject)): Edit =>
  (target) => {
    const { name, in: place } = typeof whole === "function" ? whole({}) : whole;
    const others = parametersOf(target);
    const at = others.findIndex((other) => other["name"] === name && other["in"] === place);
    const right = typeof whole === "function" ? whole(others[at] ?? {}) : structuredClone(whole);
    target["parameters"] = at < 0 ? [...others, right] : others.with(at, right);
  };

export const withoutParameter =
  (name: string): Edit =>
  (target) => {
    target["parameters"] = parametersOf(target).filter((other) => other["name"] !== name);
  };

export const body =
  (name: string): Edit =>
  (target) => {
    target["requestBody"] = { ...json(ref(name)), required: true };
  };

/** Sets keys of the response with this status and keeps its other keys. */
export const response =
  (status: string, content: JsonObject): Edit =>
  (target) => {
    const responses = find(target, ["responses"]) ?? {};
    const own = find(responses, [status]) ?? {};
    target["responses"] = { ...responses, [status]: { ...own, ...structuredClone(content) } };
  };

export const noContent =
  (status: string): Edit =>
  (target) => {
    const others = objectsIn(target["responses"]).filter(([other]) => other !== "200");
    target["responses"] = { ...Object.fromEntries(others), [status]: {} };
  };

export const headers =
  (...names: string[]): Edit =>
  (target) => {
    const string = { schema: { type: "string" } };
    response("200", { headers: Object.fromEntries(names.map((name) => [name, string])) })(target);
  };
