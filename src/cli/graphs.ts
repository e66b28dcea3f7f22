/** Builds the members of `Graphs` from the schemas of graphs. */
import { isDeepStrictEqual } from "node:util";
import { find, isObject, objectsOf } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { pascal } from "./names.js";
import { ref } from "./schemas.js";
import type { Schemas } from "./schemas.js";

/** The parts of one graph (`state`, `input`, …), each with the source text of its type. */
export type GraphMember = Record<string, string>;

/** Adds the schemas of a graph to `schemas` and returns its member of `Graphs`. */
export function graphMember(id: string, given: JsonObject, schemas: Schemas, notes: string[]): GraphMember {
  const prefix = schemas.names.take(pascal(id));
  const root = (name: string): JsonObject | undefined => {
    const schema = given[`${name}_schema`];
    return isObject(schema) && Object.keys(schema).length > 0 ? schema : undefined;
  };
  const add = (part: string, schema: JsonObject, isInput = false): string => {
    const name = schemas.names.take(`${prefix}${part}`);
    schemas.add(name, schema, { root: schema, prefix, isInput });
    return name;
  };
  const [input, output, context] = [root("input"), root("output"), root("context") ?? root("config")];
  const state = root("state") ?? output;
  const missing = Object.entries({ input, output, state }).filter(([, schema]) => schema === undefined);
  // Without a graph_id the request for the schemas failed, which has a note already.
  if (missing.length > 0 && given["graph_id"] !== undefined) {
    notes.push(`${id}: the server has no schema of its ${missing.map(([part]) => part).join(" and ")}`);
  }
  const whole = state && withRequired(state, output);
  const member: GraphMember = { state: whole ? add("State", whole) : "unknown" };
  if (input) member["input"] = add("Input", input, true);
  if (whole && output && !sameFields(whole, output)) member["output"] = add("Output", output);
  if (whole) {
    member["update"] = updateOf(member["state"] ?? "", schemas, () => schemas.names.take(`${prefix}Update`));
  }
  const nodes = nodesOf(given["nodes"]);
  if (nodes.length > 0) member["nodes"] = nodes.map((node) => JSON.stringify(node)).join(" | ");
  if (context) member["context"] = add("Context", context);
  return member;
}

/** The names of a graph's nodes, without `__start__` and `__end__`, which write nothing. */
function nodesOf(nodes: Json | undefined): string[] {
  const ids = objectsOf(nodes).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
  return [...new Set(ids)].filter((id) => !/^__.*__$/.test(id)).sort();
}

/** Marks the fields of the state that the output requires: servers mark every field of a state as optional. */
function withRequired(state: JsonObject, output: JsonObject | undefined): JsonObject {
  const promised = Array.isArray(output?.["required"]) ? output["required"] : [];
  const own = Array.isArray(state["required"]) ? state["required"] : [];
  const fields = find(state, ["properties"]) ?? {};
  const required = [...new Set([...own, ...promised])].filter((name) => Object.hasOwn(fields, String(name)));
  return required.length > 0 ? { ...state, required } : state;
}

/** Compares the names of two schemas' fields. */
function sameFields(one: JsonObject, other: JsonObject): boolean {
  const fields = (schema: JsonObject) => Object.keys(find(schema, ["properties"]) ?? {}).sort();
  return isDeepStrictEqual(fields(one), fields(other));
}

/** The type of a node's update: `null` or any of the fields; a list of messages may also be a single message. */
function updateOf(state: string, schemas: Schemas, name: () => string): string {
  const whole = schemas.components.get(state);
  const fields = Object.entries(find(whole, ["properties"]) ?? {});
  if (!isObject(whole) || !fields.some(([, field]) => isMessages(field))) return `Partial<${state}> | null`;
  const { required: _, description: __, ...rest } = whole;
  const either = fields.map(([key, field]): [string, Json] => {
    return [key, isMessages(field) ? { anyOf: [ref("Message"), field] } : field];
  });
  const update = name();
  schemas.components.set(update, { ...rest, properties: Object.fromEntries(either) });
  return `${update} | null`;
}

const isMessages = (field: Json) => isDeepStrictEqual(find(field, ["items"]), ref("Message"));
