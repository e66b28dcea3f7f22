/** Our own sentences: taken out of what servers publish, and put back where they stood in ours. */
import { bodyOf, isObject, objectsIn, objectsOf, operationsOf, schemasOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";

/** The keywords that hold prose. Where keys are names (of properties, schemas and the like) they are none. */
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
/** What is under these is a value of the API. */
const VALUES = new Set(["default", "enum", "const"]);

/** The structure alone. */
export function strip(value: Json, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((element) => strip(element));
  if (!isObject(value)) return value;
  // The title of the API itself, beside its version, is its name.
  const isProse = (key: string) =>
    (PROSE.has(key) && !(key === "title" && "version" in value)) || key.startsWith("x-");
  const kept = Object.entries(value).filter(([key]) => keysAreNames || !isProse(key));
  const parts = kept.map(([key, part]) => {
    if (!keysAreNames && VALUES.has(key)) return [key, part] as const;
    return [key, strip(part, !keysAreNames && NAMES.has(key))] as const;
  });
  return Object.fromEntries(parts);
}

type Holders = Map<string, [holder: JsonObject, key: string]>;

/** Every place that should have a sentence: place -> the object and the key that holds it. */
function places(document: JsonObject): Holders {
  const found: Holders = new Map();
  for (const [name, schema] of schemasOf(document)) {
    found.set(`schemas/${name}`, [schema, "description"]);
    visit(schema, `schemas/${name}`, found);
  }
  for (const [key, operation] of operationsOf(document)) {
    found.set(key, [operation, "summary"]);
    for (const parameter of objectsOf(operation["parameters"])) {
      found.set(`${key} ${String(parameter["name"])}`, [parameter, "description"]);
    }
    const body = bodyOf(operation);
    for (const [name, property] of objectsIn(isObject(body) ? body["properties"] : undefined)) {
      found.set(`${key} body/properties/${name}`, [property, "description"]);
    }
  }
  if (isObject(document["info"])) found.set("info", [document["info"], "description"]);
  return found;
}

function visit(schema: Json | undefined, path: string, found: Holders): void {
  if (!isObject(schema)) return;
  for (const [name, property] of objectsIn(schema["properties"])) {
    found.set(`${path}/properties/${name}`, [property, "description"]);
    visit(property, `${path}/properties/${name}`, found);
  }
  visit(schema["items"], `${path}/items`, found);
  for (const key of ["anyOf", "allOf", "oneOf"]) {
    objectsOf(schema[key]).forEach((part, index) => visit(part, `${path}/${key}/${index}`, found));
  }
}

const ANSWERS: Record<string, string> = {
  200: "Success.",
  201: "Created in part: the body says what failed.",
  202: "Accepted.",
  204: "Success, without content.",
  400: "The request is malformed.",
  401: "No key, or one that is not accepted.",
  403: "Not allowed.",
  404: "There is no such thing.",
  405: "This server has no such method here.",
  409: "It exists already, or is busy.",
  422: "The content is refused.",
  429: "Too many requests.",
  500: "The server failed.",
};

/** OpenAPI wants a description of every answer; the status says all there is to say. */
function describeAnswers(document: JsonObject): void {
  for (const operation of operationsOf(document).values()) {
    for (const [status, response] of objectsIn(operation["responses"])) {
      response["description"] = ANSWERS[status] ?? `Status ${status}.`;
    }
  }
}

/** Puts the sentences of the current document into a new one. Gives the places that have none. */
export function keepSentences(document: JsonObject, current: JsonObject): string[] {
  describeAnswers(document);
  const sentences = places(current);
  const undocumented: string[] = [];
  for (const [place, [holder, key]] of places(document)) {
    const [from] = sentences.get(place) ?? [];
    const sentence = from?.[key];
    if (typeof sentence === "string") holder[key] = sentence;
    else undocumented.push(place);
  }
  return undocumented;
}
