/** The parts of an OpenAPI document: operations, schemas, bodies. */
import { find, isObject, objectsIn, objectsOf, pointed } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { VERBS } from "../src/cli/normalize.js";

/** Every operation of a document by its key, such as `GET /threads/{thread_id}`. */
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

/** A schema; if it is a reference, the target of that. */
export function resolve(document: JsonObject, schema: Json | undefined): JsonObject {
  let target = schema;
  // A longer chain of references is a cycle.
  for (let hops = 0; hops < 10 && isObject(target); hops += 1) {
    if (typeof target["$ref"] !== "string") return target;
    target = pointed(document, target["$ref"]);
  }
  return {};
}

/** The schemas whose properties are the fields of a body: itself, the parts of its `allOf`, its elements. */
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
