/** Writes the sentences of spec/sentences.json into a document. */
import { isObject, objectsIn, objectsOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { bodyOf, operationsOf, schemasOf } from "./openapi.js";

/**
 * Sentences by their place:
 *
 * - `Run`, `Run.status`, `ThreadState.tasks[].error`: a schema and its fields
 * - `GET /runs/{run_id}`, `GET /runs/{run_id} limit`, `POST /runs/cancel body.status`: an operation, its parameters, and
 *   the fields of a body that is not a named schema
 * - `status 404`: every response with this status
 * - `info`: the document
 */
export type Sentences = Readonly<Record<string, string>>;

/** The differences between the places of a document and those of the sentences. */
export interface SentenceGaps {
  /** Places of the document without a sentence. */
  withoutSentence: string[];
  /** Places that have a sentence and are missing in the document. */
  staleSentences: string[];
}

export function writeSentences(document: JsonObject, sentences: Sentences): SentenceGaps {
  const withoutSentence = new Set<string>();
  const places = placesOf(document);
  for (const { place, holder, key } of places) {
    const sentence = Object.hasOwn(sentences, place) ? sentences[place] : undefined;
    if (sentence !== undefined) holder[key] = sentence;
    else withoutSentence.add(place);
  }
  requireResponseTexts(document);
  const known = new Set(places.map(({ place }) => place));
  return {
    withoutSentence: [...withoutSentence],
    staleSentences: Object.keys(sentences).filter((place) => !known.has(place)),
  };
}

/** A place, with the object and the key that hold its sentence. Several schemas can share a place. */
interface Holder {
  place: string;
  holder: JsonObject;
  key: "description" | "summary";
}

function placesOf(document: JsonObject): Holder[] {
  const found: Holder[] = [];
  const describe = (place: string, holder: JsonObject) => found.push({ place, holder, key: "description" });
  for (const [name, schema] of schemasOf(document)) {
    describe(name, schema);
    visitFields(schema, name, describe);
  }
  for (const [key, operation] of operationsOf(document)) {
    found.push({ place: key, holder: operation, key: "summary" });
    for (const parameter of objectsOf(operation["parameters"])) {
      describe(`${key} ${String(parameter["name"])}`, parameter);
    }
    const body = bodyOf(operation);
    for (const [name, field] of objectsIn(isObject(body) ? body["properties"] : undefined)) {
      describe(`${key} body.${name}`, field);
    }
    for (const [status, response] of objectsIn(operation["responses"])) {
      describe(`status ${status}`, response);
    }
  }
  if (isObject(document["info"])) describe("info", document["info"]);
  return found;
}

function visitFields(
  schema: Json | undefined,
  place: string,
  describe: (place: string, holder: JsonObject) => void,
): void {
  if (!isObject(schema)) return;
  for (const [name, field] of objectsIn(schema["properties"])) {
    describe(`${place}.${name}`, field);
    visitFields(field, `${place}.${name}`, describe);
  }
  visitFields(schema["items"], `${place}[]`, describe);
  for (const key of ["anyOf", "allOf", "oneOf"]) {
    for (const part of objectsOf(schema[key])) visitFields(part, place, describe);
  }
}

/** OpenAPI requires a description of every response. */
function requireResponseTexts(document: JsonObject): void {
  for (const operation of operationsOf(document).values()) {
    for (const [status, response] of objectsIn(operation["responses"])) {
      response["description"] ??= `Status ${status}.`;
    }
  }
}
