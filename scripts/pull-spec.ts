/**
 * A server's OpenAPI document -> openapi.json: its structure, corrected, with our own sentences.
 * Usage: npm run spec:pull -- <file | url>
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { corrections } from "./corrections.js";
import type { Correction } from "./corrections.js";
import { isObject } from "./json.js";
import type { Json, JsonObject } from "./json.js";

/** The keywords that hold prose. Where keys are names (of properties, schemas and the like) they are none. */
const PROSE = new Set(["description", "summary", "title", "example", "examples", "externalDocs"]);
const NAMES = new Set([
  "properties",
  "patternProperties",
  "schemas",
  "responses",
  "headers",
  "paths",
  "parameters",
  "securitySchemes",
  "requestBodies",
]);

/** The structure alone. */
export function strip(value: Json, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((element) => strip(element));
  if (!isObject(value)) return value;
  // The title of the API itself, beside its version, is its name.
  const isProse = (key: string) =>
    (PROSE.has(key) && !(key === "title" && "version" in value)) || key.startsWith("x-");
  const kept = Object.entries(value).filter(([key]) => keysAreNames || !isProse(key));
  return Object.fromEntries(kept.map(([key, part]) => [key, strip(part, !keysAreNames && NAMES.has(key))]));
}

/** Keys in order, at every depth. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}

/** Every place that should have a sentence: place -> the object and the key that holds it. */
function places(document: JsonObject): Map<string, [holder: JsonObject, key: string]> {
  const found = new Map<string, [JsonObject, string]>();
  const visit = (value: Json | undefined, path: string): void => {
    if (!isObject(value)) return;
    const at = (key: string, child: Json | undefined): void => visit(child, `${path}/${key}`);
    if (isObject(value["properties"])) {
      for (const [name, property] of Object.entries(value["properties"])) {
        if (isObject(property)) found.set(`${path}/properties/${name}`, [property, "description"]);
        at(`properties/${name}`, property);
      }
    }
    at("items", value["items"]);
    for (const key of ["anyOf", "allOf", "oneOf"]) {
      const parts = value[key];
      if (Array.isArray(parts)) parts.forEach((part, index) => at(`${key}/${index}`, part));
    }
  };
  const components = isObject(document["components"]) ? document["components"] : {};
  for (const [name, schema] of Object.entries(isObject(components["schemas"]) ? components["schemas"] : {})) {
    if (isObject(schema)) found.set(`schemas/${name}`, [schema, "description"]);
    visit(schema, `schemas/${name}`);
  }
  for (const [path, operations] of Object.entries(isObject(document["paths"]) ? document["paths"] : {})) {
    for (const [method, operation] of Object.entries(isObject(operations) ? operations : {})) {
      if (!isObject(operation)) continue;
      const key = `${method.toUpperCase()} ${path}`;
      found.set(key, [operation, "summary"]);
      const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
      for (const parameter of parameters) {
        if (isObject(parameter)) found.set(`${key} ${String(parameter["name"])}`, [parameter, "description"]);
      }
    }
  }
  if (isObject(document["info"])) found.set("info", [document["info"], "description"]);
  return found;
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
function describeAnswers(value: Json, key = ""): void {
  if (Array.isArray(value)) value.forEach((part) => describeAnswers(part));
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    if (key === "responses" && isObject(part) && part["$ref"] === undefined) {
      part["description"] = ANSWERS[name] ?? `${name.replace(/([a-z])([A-Z])/g, "$1 $2")}.`;
    }
    describeAnswers(part, name);
  }
}

/** What a pull gives. */
export interface Pulled {
  document: JsonObject;
  /** Places without a sentence. */
  undocumented: string[];
  corrections: { correction: Correction; outcome: ReturnType<Correction["apply"]> }[];
}

/** Takes the structure of a document and the sentences of the current one. */
export function pullSpec(source: JsonObject, current: JsonObject): Pulled {
  const structure = strip(source);
  if (!isObject(structure)) throw new Error("This is no OpenAPI document.");
  const outcomes = corrections.map((correction) => ({ correction, outcome: correction.apply(structure) }));
  // Corrections use the same objects in several places; each place has a sentence of its own.
  const stripped = JSON.parse(JSON.stringify(structure)) as JsonObject;
  describeAnswers(stripped);
  const sentences = places(current);
  const undocumented: string[] = [];
  for (const [place, [holder, key]] of places(stripped)) {
    const [from] = sentences.get(place) ?? [];
    const sentence = from?.[key];
    if (typeof sentence === "string") holder[key] = sentence;
    else undocumented.push(place);
  }
  // Sorting keeps what is an object one.
  return { document: sorted(stripped) as JsonObject, undocumented, corrections: outcomes };
}

async function read(place: string): Promise<JsonObject> {
  const text = /^https?:/.test(place) ? await (await fetch(place)).text() : await readFile(place, "utf8");
  const value = JSON.parse(text) as Json;
  if (!isObject(value) || !isObject(value["paths"])) throw new Error(`${place} is no OpenAPI document.`);
  return value;
}

async function main(place: string | undefined): Promise<void> {
  if (place === undefined) throw new Error("Usage: npm run spec:pull -- <file | url>");
  const target = new URL("../openapi.json", import.meta.url);
  const current = JSON.parse(await readFile(target, "utf8").catch(() => "{}")) as JsonObject;
  const { document, undocumented, corrections: outcomes } = pullSpec(await read(place), current);
  await writeFile(target, `${JSON.stringify(document, null, 2)}\n`);
  for (const { correction, outcome } of outcomes) {
    if (outcome !== "applied") console.log(`${outcome}: ${correction.id}`);
  }
  for (const where of undocumented) console.log(`undocumented: ${where}`);
  console.log(`${outcomes.length} corrections, ${undocumented.length} places without a sentence`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv[2]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
