/**
 * Updates spec/upstream.json from a server's OpenAPI document, and reports the consequences.
 * Usage: npm run spec:pull -- [file | url] [--dry-run] [--json]
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { JsonObject } from "../src/cli/json.js";
import { buildDocument } from "./build-document.js";
import { generateTypes } from "./generate-types.js";
import { readSpec, specPlace } from "./read-spec.js";
import { report } from "./report.js";
import type { Report } from "./report.js";
import { reportText } from "./report-text.js";
import type { Sentences } from "./sentences.js";
import { structureOf } from "./structure.js";

/** The new content of spec/upstream.json, and the report. */
export interface Pulled {
  structure: JsonObject;
  report: Report;
}

/**
 * @param before - The current content of spec/upstream.json.
 * @param place - The name of the source, for the report.
 */
export async function pullSpec(
  source: JsonObject,
  before: JsonObject,
  sentences: Sentences,
  place: string,
): Promise<Pulled> {
  const { structure, hollow, dangling } = structureOf(source);
  const { document, ...built } = buildDocument(structure, sentences);
  const { notOptions } = await generateTypes(document).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${place}: types cannot be generated, and nothing was written. ${reason}`, { cause });
  });
  const findings = {
    ...built,
    source: place,
    hollow,
    notOptions,
    dangling: [...dangling, ...built.dangling],
  };
  return { structure, report: report(buildDocument(before, sentences).document, document, findings) };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: "boolean" }, "dry-run": { type: "boolean" } },
    allowPositionals: true,
  });
  const place = specPlace(positionals[0]);
  const upstream = new URL("../spec/upstream.json", import.meta.url);
  const read = async (file: URL) => JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as JsonObject;
  const sentences = (await read(new URL("sentences.json", upstream))) as Record<string, string>;
  const pulled = await pullSpec(await readSpec(place), await read(upstream), sentences, place);
  if (!values["dry-run"]) await writeFile(upstream, `${JSON.stringify(pulled.structure, null, 2)}\n`);
  console.log(values.json ? JSON.stringify(pulled.report, null, 2) : reportText(pulled.report));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
