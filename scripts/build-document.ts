/** Builds the content of openapi.json: the upstream structure, corrected, with our sentences. */
import { find, mapObjects, objectsIn, pointed } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import type { Dangling } from "../src/cli/normalize.js";
import { corrections } from "./corrections/all.js";
import { applyCorrection } from "./edits.js";
import type { Outcome } from "./edits.js";
import { operationsOf } from "./openapi.js";
import { writeSentences } from "./sentences.js";
import type { SentenceGaps, Sentences } from "./sentences.js";
import { inOrder } from "./structure.js";

/** The outcome of one correction. `missing` lists its places that the structure lacks. */
export interface CorrectionOutcome {
  id: string;
  reason: string;
  outcome: Outcome;
  missing: string[];
}

/** The document, and everything that a maintainer has to know about how it was built. */
export interface Built extends SentenceGaps {
  document: JsonObject;
  corrections: CorrectionOutcome[];
  dangling: Dangling[];
}

/** @param structure - The content of spec/upstream.json. It is not changed. */
export function buildDocument(structure: JsonObject, sentences: Sentences): Built {
  const corrected = structuredClone(structure);
  const outcomes = corrections.map((correction): CorrectionOutcome => {
    const { id, reason } = correction;
    return { id, reason, ...applyCorrection(correction, corrected) };
  });
  const { document, dangling } = mendReferences(corrected);
  const gaps = writeSentences(document, sentences);
  return { document: inOrder(document), corrections: outcomes, dangling, ...gaps };
}

/** Replaces every reference to a missing schema by `{}`, which stands for any value. */
function mendReferences(document: JsonObject): { document: JsonObject; dangling: Dangling[] } {
  const dangling: Dangling[] = [];
  const mend = (part: JsonObject, place: string): Json =>
    mapObjects(part, (object) => {
      const reference = object["$ref"];
      if (typeof reference !== "string" || pointed(document, reference) !== undefined) return object;
      dangling.push({ place, reference });
      return {};
    });
  const mended = structuredClone(document);
  for (const [key, operation] of operationsOf(document)) {
    const [verb = "", path = ""] = key.split(" ");
    const item = find(mended, ["paths", path]);
    if (item) item[verb.toLowerCase()] = mend(operation, key);
  }
  const schemas = find(mended, ["components", "schemas"]) ?? {};
  for (const [name, schema] of objectsIn(schemas)) schemas[name] = mend(schema, name);
  return { document: mended, dangling };
}
