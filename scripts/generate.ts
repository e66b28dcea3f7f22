/**
 * openapi.json -> generated/openapi.ts (every path and schema), params.ts (the options of every operation)
 * and paths.ts (the paths' names).
 * With `--check` nothing is written: it fails when a file is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";
import { CALL_OPTIONS, optionName, wireName } from "../src/transport/wire.js";
import { valuesOf } from "./edits.js";
import { bodyOf, objectsIn, objectsOf, operationsOf, partsOf, resolve, schemasOf } from "./json.js";
import type { Json, JsonObject } from "./json.js";

interface Field {
  wire: string;
  from: "Body" | "Query";
  required: boolean;
  doc: string;
}

const HEADER =
  "// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.\n\n";

function bodyFields(document: JsonObject, schema: Json | undefined): Field[] {
  return partsOf(document, schema).flatMap((part) => {
    const required = Array.isArray(part["required"]) ? part["required"] : [];
    return objectsIn(part["properties"]).map(([wire, property]): Field => {
      const { description = "", deprecated } = { ...resolve(document, property), ...property };
      const doc = String(description) + (deprecated === true ? "\n@deprecated" : "");
      return { wire, from: "Body", required: required.includes(wire), doc };
    });
  });
}

function fieldsOf(document: JsonObject, operation: JsonObject): Field[] {
  const query = objectsOf(operation["parameters"])
    .filter((parameter) => parameter["in"] === "query")
    .map(({ name, required, description = "" }): Field => ({
      wire: String(name),
      from: "Query",
      required: required === true,
      doc: String(description),
    }));
  return [...query, ...bodyFields(document, bodyOf(operation))];
}

/** Keeps the fields that can be options: those whose names survive the way to the wire and are not taken. */
function optionsAmong(key: string, fields: Field[], leftOut: string[]): Field[] {
  const taken = new Set<string>(CALL_OPTIONS);
  const once = new Map(fields.map((field) => [`${field.from} ${field.wire}`, field]));
  return [...once.values()].filter(({ wire }) => {
    const option = optionName(wire);
    const fits = wireName(option) === wire && !taken.has(option);
    if (!fits) leftOut.push(`${key} ${wire}`);
    taken.add(option);
    return fits;
  });
}

/** The stream modes, which are checked before a request is sent. */
function modesSource(document: JsonObject): string {
  const run = valuesOf(schemasOf(document).get("StreamMode"));
  const stream = operationsOf(document).get("GET /threads/{thread_id}/stream");
  const parameter = objectsOf(stream?.["parameters"]).find(({ name }) => name === "stream_modes");
  return `/** What the stream of a run can carry. */
export const streamModes = ${JSON.stringify(run)} as const;

/** What the stream of a thread can carry. */
export const threadStreamModes = ${JSON.stringify(valuesOf(parameter?.["schema"]))} as const;
`;
}

function paramsSource(document: JsonObject, leftOut: string[]): string {
  const interfaces = [...operationsOf(document)].map(([key, operation]) => {
    const fields = optionsAmong(key, fieldsOf(document, operation), leftOut);
    const lines = fields.map(({ wire, from, required, doc }) => {
      const comment = doc === "" ? "" : `/** ${doc.replaceAll("*/", "*\\/").replaceAll("\n", "\n * ")} */\n`;
      const type = `${from}<${JSON.stringify(key)}>[${JSON.stringify(wire)}]`;
      return `${comment}${JSON.stringify(optionName(wire))}${required ? `: ${type}` : `?: ${type} | undefined`};`;
    });
    return `${JSON.stringify(key)}: {\n${lines.join("\n")}\n};`;
  });
  return `import type { paths } from "./openapi.js";

/** An operation of the document by its key, such as "GET /threads/{thread_id}". */
export type Operation<Key extends string> = Key extends \`\${infer Method} \${infer Path}\`
  ? Path extends keyof paths
    ? Lowercase<Method> extends keyof paths[Path] ? paths[Path][Lowercase<Method>] : never
    : never
  : never;

type Json<Content> = Content extends { content: { "application/json": infer Value } } ? Value : never;
type Element<Value> = Value extends readonly (infer Item)[] ? Item : Value;
type Body<Key extends string> =
  Operation<Key> extends { requestBody?: infer Content } ? Element<Json<NonNullable<Content>>> : never;
type Query<Key extends string> =
  Operation<Key> extends { parameters: { query?: infer Fields } } ? NonNullable<Fields> : never;

/** The options of every operation, from its query and its body. */
export interface Params {
${interfaces.join("\n")}
}
`;
}

/** The paths alone, for programs that tell a deployment's own from them. */
function pathsSource(document: JsonObject): string {
  const paths = JSON.stringify(objectsIn(document["paths"]).map(([path]) => path));
  return `/** The paths of the document. */\nexport const apiPaths: readonly string[] = ${paths};\n`;
}

/** What `generate` gives. */
export interface Generated {
  /** The files of generated/, formatted: name -> content. */
  files: Map<string, string>;
  /** Fields that cannot be options of the methods, because of their names. */
  leftOut: string[];
}

export async function generate(document: JsonObject): Promise<Generated> {
  // openapi-typescript wants its own type of the same document.
  const source = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0];
  const openapi = astToString(
    await openapiTS(source, { emptyObjectsUnknown: true, defaultNonNullable: false, silent: true }),
  );
  const leftOut: string[] = [];
  const style = { ...(await resolveConfig(import.meta.filename)), parser: "typescript" };
  const files = {
    "openapi.ts": openapi,
    "params.ts": paramsSource(document, leftOut) + modesSource(document),
    "paths.ts": pathsSource(document),
  };
  const formatted = Object.entries(files).map(
    async ([name, content]) => [name, await format(HEADER + content, style)] as const,
  );
  return { files: new Map(await Promise.all(formatted)), leftOut };
}

async function main(check: boolean): Promise<void> {
  const root = new URL("../", import.meta.url);
  const document = JSON.parse(await readFile(new URL("openapi.json", root), "utf8")) as JsonObject;
  const { files, leftOut } = await generate(document);
  for (const field of leftOut) console.warn(`${field} is no option, because of its name.`);
  for (const [name, content] of files) {
    const file = new URL(`generated/${name}`, root);
    if (!check) await writeFile(file, content);
    else if ((await readFile(file, "utf8").catch(() => "")) !== content) {
      throw new Error(`generated/${name} does not fit openapi.json. Mend it with: npm run generate`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.includes("--check")).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
