/**
 * A server's OpenAPI document -> openapi.json: its structure, corrected, with our own sentences; then `generate`, and a
 * report. Usage: npm run spec:pull -- [url | file] [--dry-run] [--json]
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { corrections } from "./corrections.js";
import { applyCorrection } from "./edits.js";
import { generate } from "./generate.js";
import { isObject, objectsOf } from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { mendReferences, normalize } from "../src/cli/normalize.js";
import { readSpec, specPlace } from "./read-spec.js";
import { inWords, report } from "./report.js";
import type { Findings, Report } from "./report.js";
import { keepSentences, strip } from "./sentences.js";

/** What a pull gives. */
export interface Pulled extends Pick<Findings, "corrections" | "dangling" | "hollow" | "undocumented"> {
  document: JsonObject;
}

/** Takes the structure of a document and the sentences of the current one. */
export function pullSpec(source: JsonObject, current: JsonObject): Pulled {
  const { document: whole, dangling, hollow } = normalize(source);
  // Stripping takes fields away; the document stays an object.
  const structure = strip(whole) as JsonObject;
  const outcomes = corrections.map((correction) => {
    const { id, reason } = correction;
    return { id, reason, ...applyCorrection(correction, structure) };
  });
  const mended = mendReferences(structure);
  const document = inOrder(mended.document) as JsonObject;
  const undocumented = keepSentences(document, current);
  return {
    document: inOrder(document) as JsonObject,
    undocumented,
    hollow,
    dangling: [...dangling, ...mended.dangling],
    corrections: outcomes,
  };
}

/** One order for every document: of keys at every depth, of parameters, of the names of required fields. */
function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const ordered = Object.keys(value)
    .sort()
    .map((key): [string, Json] => {
      const part = value[key] ?? null;
      if (key === "required" && Array.isArray(part)) return [key, part.toSorted()];
      if (key === "parameters" && Array.isArray(part))
        return [key, inOrder(objectsOf(part).toSorted(byName))];
      return [key, inOrder(part)];
    });
  return Object.fromEntries(ordered);
}

const nameOf = ({ in: place, name }: JsonObject) => `${String(place)} ${String(name)}`;
const byName = (a: JsonObject, b: JsonObject) => (nameOf(a) < nameOf(b) ? -1 : 1);

/** Pulls a document into a project's folder and generates from it. */
async function pull(place: string, root: URL, dryRun: boolean): Promise<Report> {
  const target = new URL("openapi.json", root);
  const current = JSON.parse(await readFile(target, "utf8").catch(() => "{}")) as JsonObject;
  const { document, ...found } = pullSpec(await readSpec(place), current);
  const { files, leftOut } = await generate(document).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`No types can be made of ${place}, and nothing was written: ${reason}`, { cause });
  });
  if (!dryRun) {
    await writeFile(target, `${JSON.stringify(document, null, 2)}\n`);
    for (const [name, content] of files) await writeFile(new URL(`generated/${name}`, root), content);
  }
  return report(current, document, { source: place, leftOut, ...found });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: "boolean" }, "dry-run": { type: "boolean" } },
    allowPositionals: true,
  });
  const dryRun = values["dry-run"] ?? false;
  const pulled = await pull(specPlace(positionals[0]), new URL("../", import.meta.url), dryRun);
  console.log(values.json ? JSON.stringify(pulled, null, 2) : inWords(pulled));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
