/** Collects the JSON Schemas of servers, of any draft, as named schemas of one OpenAPI document. */
import { createHash } from "node:crypto";
import { isObject, objectsOf, pick, pointed } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { clientTypes, isDate, isMarked, messageType } from "./messages.js";
import { Names, pascal } from "./names.js";

/** The origin of a schema. */
export interface Scope {
  /** The document in which its references are resolved. */
  root: JsonObject;
  /** Prefix of its definitions' names. */
  prefix: string;
  /** The name of the root schema, the target of `#`. */
  self: string;
  /** True for input, where messages may have their short forms. */
  isInput: boolean;
}

const KINDS = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);
const DEFINITIONS = /^#\/(\$defs|definitions|components\/schemas)\//;

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The name of the definition to which a converted schema refers. */
function targetOf(schema: Json | undefined): string | undefined {
  const reference = isObject(schema) ? schema["$ref"] : undefined;
  return typeof reference === "string" ? reference.split("/").at(-1) : undefined;
}

/** Collects schemas under unique names. A definition is added when a schema refers to it. */
export class Schemas {
  readonly components = new Map<string, Json>(clientTypes.map((name) => [name, {}]));
  /** References whose target is missing. */
  readonly dangling = new Set<string>();
  readonly names = new Names();
  /** The content of each definition -> its name, so that equal definitions share one type. */
  readonly #known = new Map<string, string>();
  /** Definitions by their document and reference: a schema may refer to each of them thousands of times. */
  readonly #documents = new WeakMap<JsonObject, Definitions>();

  add(name: string, schema: Json, scope: Omit<Scope, "self">): void {
    // Reserve the name first: the schema may refer to itself.
    this.components.set(name, {});
    this.components.set(name, this.convert(schema, { ...scope, self: name }, name));
  }

  /** Empties definitions that are nothing but references to each other, in a circle. */
  breakCircles(): void {
    for (const [name, schema] of this.components) {
      const passed = new Set([name]);
      let next = targetOf(schema);
      while (next !== undefined && !passed.has(next)) {
        passed.add(next);
        next = targetOf(this.components.get(next));
      }
      if (next === undefined) continue;
      this.components.set(name, {});
      this.dangling.add(`#/${name}`);
    }
  }

  /** @param hint - The name for a definition whose own name is unusable. */
  convert(schema: Json | undefined, scope: Scope, hint: string): Json {
    if (!isObject(schema)) return schema === false ? { not: {} } : {};
    if (isMarked(schema)) return { type: "array", items: ref(scope.isInput ? "MessageInput" : "Message") };
    if (isDate(schema)) return { type: "string", format: "date-time" };
    if (typeof schema["$ref"] === "string") return this.#reference(schema["$ref"], schema, scope, hint);
    const inner = (part: Json | undefined, name = hint) => this.convert(part, scope, name);
    const result = plainOf(schema);
    for (const key of ["anyOf", "oneOf", "allOf"]) {
      const parts = schema[key];
      if (!Array.isArray(parts) || parts.length === 0) continue;
      const [only, ...more] = this.#parts(parts.map((part) => inner(part)));
      if (more.length > 0) result[key] = [only ?? {}, ...more];
      else if (isObject(only)) Object.assign(result, only);
    }
    if (isObject(schema["properties"])) {
      const properties = Object.entries(schema["properties"]);
      result["properties"] = Object.fromEntries(properties.map(([name, part]) => [name, inner(part, name)]));
    }
    Object.assign(result, this.#elements(schema, inner), this.#others(schema, inner));
    return united(result);
  }

  #elements(schema: JsonObject, inner: (part: Json | undefined) => Json): JsonObject {
    const { prefixItems, items } = schema;
    const tuple = [prefixItems, items].find(Array.isArray);
    if (tuple !== undefined) return { prefixItems: tuple.map((part) => inner(part)) };
    return items === undefined ? {} : { items: inner(items) };
  }

  #others(schema: JsonObject, inner: (part: Json | undefined) => Json): JsonObject {
    const { additionalProperties: others, patternProperties: patterns } = schema;
    if (isObject(others)) return { additionalProperties: inner(others) };
    if (isObject(patterns)) {
      return { additionalProperties: { anyOf: Object.values(patterns).map((part) => inner(part)) } };
    }
    return typeof others === "boolean" ? { additionalProperties: others } : {};
  }

  /** Replaces a union of several kinds of messages by `Message` or `MessageInput`. */
  #parts(parts: Json[]): Json[] {
    const messages = objectsOf(parts).filter(({ $ref }) =>
      clientTypes.some((name) => ref(name)["$ref"] === $ref),
    );
    if (messages.length < 2) return parts;
    const isInput = messages.some(({ $ref }) => $ref === ref("MessageInput")["$ref"]);
    const others = parts.filter((part) => !(isObject(part) && messages.includes(part)));
    return [ref(isInput ? "MessageInput" : "Message"), ...others];
  }

  #reference(reference: string, schema: JsonObject, scope: Scope, hint: string): Json {
    if (reference === "#") return ref(scope.self);
    const target = lookUp(scope.root, reference);
    if (target === undefined) {
      this.dangling.add(reference);
      return {};
    }
    const own = reference.replace(DEFINITIONS, "");
    const message = messageType(own, target);
    if (message !== undefined) return ref(scope.isInput ? "MessageInput" : message);
    const { description } = schema;
    const name = this.#definition(reference, target, scope, nameIn(own) ?? hint);
    return description === undefined ? ref(name) : { ...ref(name), description };
  }

  #definition(reference: string, target: Json, scope: Scope, own: string): string {
    const { content, hasMessages } = this.#closure(scope.root, reference);
    const key = JSON.stringify([scope.prefix, content, hasMessages && scope.isInput]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const base = scope.prefix + pascal(own);
    const name = this.names.take(base, `${base}${scope.isInput ? "Input" : "Output"}`);
    this.#known.set(key, name);
    this.components.set(name, {});
    this.components.set(name, this.convert(target, scope, own));
    return name;
  }

  /** A definition and everything that it refers to, directly or not. */
  #closure(root: JsonObject, reference: string): Closure {
    const { definitions, closures } = this.#documents.get(root) ?? {
      definitions: new Map(),
      closures: new Map(),
    };
    this.#documents.set(root, { definitions, closures });
    const known = closures.get(reference);
    if (known !== undefined) return known;
    const hashes: string[] = [];
    let hasMessages = false;
    // The set grows while the loop goes through it.
    const reached = new Set([reference]);
    for (const each of reached) {
      const definition = definitions.get(each) ?? definitionOf(root, each);
      definitions.set(each, definition);
      hashes.push(definition.hash);
      hasMessages ||= definition.hasMessages;
      for (const next of definition.references) reached.add(next);
    }
    const closure = { content: hashOf(hashes.join()), hasMessages };
    closures.set(reference, closure);
    return closure;
  }
}

/** A definition's name; `undefined` if it is unusable: servers also use type expressions, numbers and paths as keys. */
function nameIn(definition: string): string | undefined {
  const path = definition.startsWith("#") ? definition.split("/").at(-1) : definition;
  const [, name] = /^([\p{L}_][\p{L}\p{N}_.-]*)(?:<.*)?$/su.exec(path ?? "") ?? [];
  return name === undefined || /^(__schema\d+|items|anyOf|oneOf|allOf)$/.test(name) ? undefined : name;
}

function typeOf(schema: JsonObject): Json | undefined {
  const types = [schema["type"]].flat().filter((type) => typeof type === "string");
  const known = types.filter((type) => KINDS.has(type));
  return known.length > 1 ? known : known[0];
}

/** The target of a reference. Tries the unescaped name first, because some servers do not escape it. */
function lookUp(root: JsonObject, reference: string): Json | undefined {
  const definitions = DEFINITIONS.exec(reference)?.[0];
  if (definitions !== undefined) {
    const holder = pointed(root, definitions.slice(0, -1));
    const name = reference.slice(definitions.length);
    if (isObject(holder) && Object.hasOwn(holder, name)) return holder[name];
  }
  return pointed(root, reference);
}

/** The keywords that need no conversion, without values that are invalid or no JSON Schema of ours. */
function plainOf(schema: JsonObject): JsonObject {
  const { required, enum: values, const: value } = schema;
  const result = {
    ...pick(schema, "string", "description", "format"),
    ...pick(schema, "boolean", "deprecated", "nullable"),
  };
  if (Array.isArray(required)) result["required"] = required.filter((name) => typeof name === "string");
  const type = typeOf(schema);
  if (type !== undefined) result["type"] = type;
  if (value === null) result["type"] = "null";
  else if (isScalar(value)) result["const"] = value;
  if (!Array.isArray(values) || values.length === 0 || !values.every(isScalar)) return result;
  result["enum"] = values;
  if (type === "object") Reflect.deleteProperty(result, "type");
  return result;
}

function isScalar(value: Json | undefined): value is string | number | boolean | null {
  return typeof value === "number"
    ? Number.isFinite(value)
    : (value !== undefined && typeof value !== "object") || value === null;
}

/** Each type of an object or array gets only its own parts: openapi-typescript repeats all parts for each type. */
const PARTS: Readonly<Record<string, string[]>> = {
  object: ["properties", "required", "additionalProperties"],
  array: ["items", "prefixItems"],
};

/** Writes a list of types as a union. Else each level of nesting multiplies the output by the number of its types. */
function united(schema: JsonObject): JsonObject {
  const { type, allOf } = schema;
  if (!Array.isArray(type) || schema["enum"] !== undefined || schema["const"] !== undefined) return schema;
  const own = ["type", ...Object.values(PARTS).flat()];
  const kinds = type.map((kind): Json => {
    const names = PARTS[String(kind)] ?? [];
    return {
      type: kind,
      ...Object.fromEntries(Object.entries(schema).filter(([key]) => names.includes(key))),
    };
  });
  const rest = Object.entries(schema).filter(([key]) => !own.includes(key));
  return { ...Object.fromEntries(rest), allOf: [{ anyOf: kinds }, ...(Array.isArray(allOf) ? allOf : [])] };
}

/** The content of one definition, without the ones to which it refers. */
interface Definition {
  hash: string;
  references: Set<string>;
  hasMessages: boolean;
}

/** A definition and everything that it refers to. */
interface Closure {
  content: string;
  hasMessages: boolean;
}

interface Definitions {
  definitions: Map<string, Definition>;
  closures: Map<string, Closure>;
}

function definitionOf(root: JsonObject, reference: string): Definition {
  const target = lookUp(root, reference) ?? null;
  const references = new Set<string>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value["$ref"] === "string") references.add(value["$ref"]);
    Object.values(value).forEach(visit);
  };
  visit(target);
  const content = JSON.stringify([reference, target]);
  return { hash: hashOf(content), references, hasMessages: /Message|langgraph_type/.test(content) };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64");
