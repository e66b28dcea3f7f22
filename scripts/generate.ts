/**
 * openapi.json -> generated/openapi.ts (every path and schema) and generated/params.ts (the options of every operation).
 * With `--check` nothing is written: it fails when a file is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";
import { CALL_OPTIONS, optionName, wireName } from "../src/transport/wire.js";

/** The parts of an OpenAPI document that options are made of. */
interface Schema {
  $ref?: string;
  description?: string;
  deprecated?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
  enum?: string[];
}
interface Parameter {
  in: string;
  name: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema } | undefined> };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Field {
  wire: string;
  from: "Body" | "Query";
  required: boolean;
  doc: string;
}

const HEADER =
  "// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.\n\n";

function resolve(document: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.replace("#/components/schemas/", "");
  return name === undefined ? schema : resolve(document, document.components.schemas[name] ?? {});
}

function bodyFields(document: OpenApi, schema: Schema): Field[] {
  const { properties = {}, required = [], allOf = [], items } = resolve(document, schema);
  const own = Object.entries(properties).map(([wire, property]): Field => {
    const { description = "", deprecated } = { ...resolve(document, property), ...property };
    return {
      wire,
      from: "Body",
      required: required.includes(wire),
      doc: description + (deprecated ? "\n@deprecated" : ""),
    };
  });
  const parts = items === undefined ? allOf : [...allOf, items];
  return [...own, ...parts.flatMap((part) => bodyFields(document, part))];
}

function fieldsOf(document: OpenApi, { parameters = [], requestBody }: Operation): Field[] {
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, required = false, description = "" }): Field => ({
      wire: name,
      from: "Query",
      required,
      doc: description,
    }));
  const body = requestBody?.content["application/json"]?.schema;
  return body === undefined ? query : [...query, ...bodyFields(document, body)];
}

function checkNames(operation: string, fields: Field[]): void {
  const seen = new Set<string>(CALL_OPTIONS);
  for (const { wire } of fields) {
    const option = optionName(wire);
    if (wireName(option) !== wire)
      throw new Error(`${operation}: "${wire}" does not survive as "${option}".`);
    if (seen.has(option))
      throw new Error(`${operation}: "${option}" is taken by a call option or another field.`);
    seen.add(option);
  }
}

/** The values that a field allows, wherever in its schema they stand. */
function enumOf(document: OpenApi, schema: Schema = {}): string[] {
  const { enum: values = [], anyOf = [], allOf = [], items } = resolve(document, schema);
  const nested = [...anyOf, ...allOf, ...(items === undefined ? [] : [items])];
  return [...new Set([...values, ...nested.flatMap((part) => enumOf(document, part))])];
}

/** The stream modes, which are checked before a request is sent. */
function modesSource(document: OpenApi): string {
  const run = enumOf(document, document.components.schemas["RunCreateStateful"]?.properties?.["stream_mode"]);
  const parameters = document.paths["/threads/{thread_id}/stream"]?.["get"]?.parameters ?? [];
  const thread = enumOf(document, parameters.find(({ name }) => name === "stream_modes")?.schema);
  return `/** What the stream of a run can carry. */
export const streamModes = ${JSON.stringify(run)} as const;

/** What the stream of a thread can carry. */
export const threadStreamModes = ${JSON.stringify(thread)} as const;
`;
}

function paramsSource(document: OpenApi): string {
  const interfaces = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const key = `${method.toUpperCase()} ${path}`;
      const fields = fieldsOf(document, operation);
      checkNames(key, fields);
      const lines = fields.map(({ wire, from, required, doc }) => {
        const comment =
          doc === "" ? "" : `/** ${doc.replaceAll("*/", "*\\/").replaceAll("\n", "\n * ")} */\n`;
        const type = `${from}<"${key}">["${wire}"]`;
        return `${comment}${optionName(wire)}${required ? `: ${type}` : `?: ${type} | undefined`};`;
      });
      return `"${key}": {\n${lines.join("\n")}\n};`;
    }),
  );
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

/** The generated files, formatted: name -> content. */
export async function generate(document: OpenApi): Promise<Map<string, string>> {
  // openapi-typescript wants its own type of the same document.
  const source = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0];
  const openapi = astToString(
    await openapiTS(source, { emptyObjectsUnknown: true, defaultNonNullable: false, silent: true }),
  );
  const style = { ...(await resolveConfig(import.meta.filename)), parser: "typescript" };
  const files = { "openapi.ts": openapi, "params.ts": paramsSource(document) + modesSource(document) };
  const formatted = Object.entries(files).map(
    async ([name, content]) => [name, await format(HEADER + content, style)] as const,
  );
  return new Map(await Promise.all(formatted));
}

async function main(check: boolean): Promise<void> {
  const root = new URL("../", import.meta.url);
  // The validity of the document is proven by its own test.
  const document = JSON.parse(await readFile(new URL("openapi.json", root), "utf8")) as OpenApi;
  for (const [name, content] of await generate(document)) {
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
