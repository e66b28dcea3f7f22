/** Compares two documents field by field. */
import { find, isObject, objectsIn, objectsOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { operationsOf, schemasOf } from "./openapi.js";

/** The properties of a field that programs depend on. */
export interface Field {
  type: string;
  required: boolean;
  enum?: Json[];
  default?: Json;
}

/** A field that differs between two documents, with the properties that differ. */
export interface Change {
  place: string;
  was: Partial<Field>;
  is: Partial<Field>;
}

export interface Comparison {
  operations: { added: string[]; removed: string[] };
  schemas: { added: string[]; removed: string[] };
  /** Only fields of operations and schemas that both documents have. */
  fields: { added: string[]; removed: string[]; changed: Change[] };
}

export function compare(before: JsonObject, after: JsonObject): Comparison {
  const operations = keysOf(operationsOf(before), operationsOf(after));
  const schemas = keysOf(schemasOf(before), schemasOf(after));
  const [was, is] = [allFields(before), allFields(after)];
  const inBoth = ({ owner }: Owned) =>
    ![operations, schemas].some(({ added, removed }) => [...added, ...removed].includes(owner));
  const { added, removed } = keysOf(
    new Map([...was].filter(([, field]) => inBoth(field))),
    new Map([...is].filter(([, field]) => inBoth(field))),
  );
  const changed = [...is].flatMap(([place, { field }]) => changeOf(place, was.get(place)?.field, field));
  return { operations, schemas, fields: { added: outermost(added), removed: outermost(removed), changed } };
}

/** Leaves out the places that are inside another place of the list. */
function outermost(places: string[]): string[] {
  const isWithin = (place: string, other: string) =>
    place.startsWith(`${other}.`) || place.startsWith(`${other}[`);
  return places.filter((place) => !places.some((other) => isWithin(place, other)));
}

function keysOf(before: Map<string, unknown>, after: Map<string, unknown>) {
  return {
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
}

function changeOf(place: string, was: Field | undefined, is: Field): Change[] {
  if (was === undefined) return [];
  const names = (["type", "required", "enum", "default"] as const).filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return [];
  const part = (field: Field) => Object.fromEntries(names.map((name) => [name, field[name]]));
  return [{ place, was: part(was), is: part(is) }];
}

interface Owned {
  field: Field;
  /** The operation or schema that has the field. */
  owner: string;
}

/** Every field by its place, such as `Run.status`, `ThreadState.tasks[].error`, `GET /threads/{thread_id}/runs limit`. */
function allFields(document: JsonObject): Map<string, Owned> {
  const fields = new Map<string, Owned>();
  for (const [name, schema] of schemasOf(document)) walk(schema, name, false, name, fields);
  for (const [key, operation] of operationsOf(document)) {
    for (const parameter of objectsOf(operation["parameters"])) {
      walk(
        parameter["schema"],
        `${key} ${String(parameter["name"])}`,
        parameter["required"] === true,
        key,
        fields,
      );
    }
    const body = find(operation, ["requestBody"]);
    walk(contentOf(body), `${key} body`, body?.["required"] === true, key, fields);
    for (const [status, response] of objectsIn(operation["responses"])) {
      walk(contentOf(response), `${key} ${status}`, false, key, fields);
    }
  }
  return fields;
}

function contentOf(holder: JsonObject | undefined): Json | undefined {
  return find(holder, ["content", "application/json"])?.["schema"];
}

function walk(
  schema: Json | undefined,
  place: string,
  required: boolean,
  owner: string,
  fields: Map<string, Owned>,
): void {
  if (!isObject(schema)) return;
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  const known = fields.get(place)?.field;
  // Several alternatives can share a place: the first one gives its type, and all give enum values and fields.
  const field: Field = known ?? { type: typeOf(schema), required };
  if (values.length > 0) field.enum = [...new Set([...(field.enum ?? []), ...values])];
  if (schema["default"] !== undefined) field.default ??= schema["default"];
  if (known === undefined) fields.set(place, { field, owner });
  const needed = Array.isArray(schema["required"]) ? schema["required"] : [];
  for (const [name, property] of objectsIn(schema["properties"])) {
    walk(property, `${place}.${name}`, needed.includes(name), owner, fields);
  }
  walk(schema["items"], `${place}[]`, false, owner, fields);
  walk(schema["additionalProperties"], `${place}.*`, false, owner, fields);
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    for (const part of objectsOf(schema[key])) walk(part, place, required, owner, fields);
  }
}

/** A short name of a schema's type. */
function typeOf(schema: Json | undefined): string {
  if (!isObject(schema)) return "any";
  const { $ref: reference, type, const: constant, items } = schema;
  if (typeof reference === "string") return reference.replace(/^.*\//, "");
  if (constant !== undefined) return JSON.stringify(constant);
  for (const [key, sign] of [
    ["anyOf", " | "],
    ["oneOf", " | "],
    ["allOf", " & "],
  ] as const) {
    const parts = objectsOf(schema[key]);
    if (parts.length > 0) return parts.map(typeOf).join(sign);
  }
  if (type === "array") return `${items === undefined ? "any" : typeOf(items).replace(/.* .*/, "($&)")}[]`;
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...schema, type: each })).join(" | ");
  if (typeof type === "string") return type;
  return isObject(schema["properties"]) ? "object" : "any";
}
