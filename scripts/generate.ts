/**
 * Generates openapi.json and generated/ from spec/upstream.json, the corrections and spec/sentences.json, and the types of
 * the synchronous client from those of the asynchronous one. Works offline;
 * equal inputs give equal bytes. With `--check` it writes nothing, and fails if an output is missing or stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { JsonObject } from "../src/cli/json.js";
import { buildDocument } from "./build-document.js";
import { generateSync } from "./generate-sync.js";
import { generateTypes } from "./generate-types.js";
import type { Sentences } from "./sentences.js";

/** Path of each output, from the project's folder on -> its content. */
export async function outputsOf(structure: JsonObject, sentences: Sentences): Promise<Map<string, string>> {
  const { document } = buildDocument(structure, sentences);
  const { files } = await generateTypes(document);
  const generated = [...files].map(([name, content]) => [`generated/${name}`, content] as const);
  return new Map([["openapi.json", `${JSON.stringify(document, null, 2)}\n`], ...generated]);
}

async function main(check: boolean): Promise<void> {
  const root = new URL("../", import.meta.url);
  const read = async (name: string) => JSON.parse(await readFile(new URL(name, root), "utf8")) as JsonObject;
  const sentences = (await read("spec/sentences.json")) as Record<string, string>;
  const outputs = await outputsOf(await read("spec/upstream.json"), sentences);
  const stale: string[] = [];
  const settle = async (name: string, content: string): Promise<void> => {
    const file = new URL(name, root);
    if (!check) await writeFile(file, content);
    else if ((await readFile(file, "utf8").catch(() => "")) !== content) stale.push(name);
  };
  for (const [name, content] of outputs) await settle(name, content);
  // It reads the types that are written now.
  await settle("generated/sync.ts", await generateSync());
  if (stale.length > 0) {
    throw new Error(`Missing or stale: ${stale.join(", ")}. Update with: npm run generate`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.includes("--check")).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
