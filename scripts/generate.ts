/**
 * openapi.json -> generated/openapi.ts (every path and schema), params.ts (the options of every operation), modes.ts
 * (the stream modes) and paths.ts (the paths' names).
 * With `--check` nothing is written: it fails when a file is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";
import ts from "typescript";
import { CALL_OPTIONS, optionName, wireName } from "../src/transport/wire.js";
import { valuesOf } from "./edits.js";
import {
  bodyOf,
  find,
  objectsIn,
  objectsOf,
  operationsOf,
  partsOf,
  resolve,
  schemasOf,
} from "../src/cli/json.js";
import type { Json, JsonObject } from "../src/cli/json.js";
import { tidied } from "../src/cli/print.js";

interface Field {
  wire: string;
  from: "Body" | "Query";
  required: boolean;
  doc: string;
}

const HEADER =
  "// Made from openapi.json by `npm run generate`. Edit neither this file nor openapi.json by hand.\n\n";

const RUN = ["assistant_id", "input", "context"];
const STREAM = [...RUN, "stream_mode", "stream_subgraphs", "stream_resumable", "namespace"];

/**
 * The fields that src/ takes or gives in a way of its own: as arguments, under other names, with other types. Its types
 * extend what is left; to leave them out by `Omit` there would cost every program compile time.
 */
const OWN: Record<string, string[]> = {
  "POST /assistants/{assistant_id}/latest": ["version"],
  "POST /runs": RUN,
  "POST /runs/batch": RUN,
  "POST /runs/crons": RUN,
  "POST /runs/stream": STREAM,
  "POST /runs/wait": RUN,
  "DELETE /store/items": ["namespace", "key"],
  "GET /store/items": ["namespace", "key"],
  "PUT /store/items": ["namespace", "key", "value"],
  "POST /store/items/search": ["namespace_prefix"],
  "POST /threads": ["ttl", "supersteps"],
  "POST /threads/prune": ["thread_ids"],
  "GET /threads/{thread_id}": ["include"],
  "PATCH /threads/{thread_id}": ["ttl"],
  "POST /threads/{thread_id}/history": ["before"],
  "POST /threads/{thread_id}/runs": RUN,
  "POST /threads/{thread_id}/runs/crons": RUN,
  "POST /threads/{thread_id}/runs/stream": STREAM,
  "POST /threads/{thread_id}/runs/wait": RUN,
  "POST /threads/{thread_id}/runs/{run_id}/cancel": ["wait", "action"],
  "GET /threads/{thread_id}/runs/{run_id}/stream": ["stream_mode", "namespace"],
  "POST /threads/{thread_id}/state": ["values"],
  "GET /threads/{thread_id}/stream": ["stream_modes"],
  Assistant: ["name", "version", "context", "metadata", "config"],
  AssistantVersion: ["name", "version", "context", "metadata", "config"],
  Cron: ["payload", "metadata"],
  Run: ["status", "metadata", "kwargs", "multitask_strategy"],
  Thread: ["values", "metadata", "status", "interrupts", "config"],
};
const ANSWERS = ["Assistant", "AssistantVersion", "Cron", "Run", "Thread"];

function isOwn(holder: string, wire: string): boolean {
  return OWN[holder]?.includes(wire) ?? false;
}

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

/** The stream modes, which are checked before a request is sent: apart, for they alone are there at run time. */
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

function memberSource(name: string, type: string, { required, doc }: Field): string {
  const comment = doc === "" ? "" : `/** ${doc.replaceAll("*/", "*\\/").replaceAll("\n", "\n * ")} */\n`;
  return `${comment}${JSON.stringify(name)}${required ? `: ${type}` : `?: ${type} | undefined`};`;
}

/** Where the types of an operation's body and query are. Plain ways: every generic one costs all programs compile time. */
function typesOf(document: JsonObject, key: string, operation: JsonObject): Record<Field["from"], string> {
  const [verb = "", path = ""] = key.split(" ");
  const at = `paths[${JSON.stringify(path)}]["${verb.toLowerCase()}"]`;
  const optional = (type: string, required: boolean) => (required ? type : `NonNullable<${type}>`);
  const given = find(operation, ["requestBody"])?.["required"] === true;
  const list = resolve(document, bodyOf(operation))["items"] === undefined ? "" : "[number]";
  const needed = fieldsOf(document, operation).some(({ from, required }) => from === "Query" && required);
  return {
    Body: `${optional(`${at}["requestBody"]`, given)}["content"]["application/json"]${list}`,
    Query: optional(`${at}["parameters"]["query"]`, needed),
  };
}

/** The members of an operation's options: those that its method hands on, and its own. */
function membersOf(key: string, fields: Field[]): { handedOn: string[]; own: string[] } {
  const members = (chosen: Field[]) =>
    chosen.map((field) => {
      const type = `${field.from}[${JSON.stringify(key)}][${JSON.stringify(field.wire)}]`;
      return memberSource(optionName(field.wire), type, field);
    });
  return {
    handedOn: members(fields.filter(({ wire }) => !isOwn(key, wire))),
    own: members(fields.filter(({ wire }) => isOwn(key, wire))),
  };
}

function paramsSource(document: JsonObject, leftOut: string[]): string {
  const lines = {
    Body: [] as string[],
    Query: [] as string[],
    options: [] as string[],
    params: [] as string[],
  };
  for (const [key, operation] of operationsOf(document)) {
    const name = JSON.stringify(key);
    const fields = optionsAmong(key, fieldsOf(document, operation), leftOut);
    const types = typesOf(document, key, operation);
    for (const from of ["Body", "Query"] as const) {
      if (fields.some((field) => field.from === from)) lines[from].push(`${name}: ${types[from]};`);
    }
    const { handedOn, own } = membersOf(key, fields);
    lines.options.push(`${name}: {\n${handedOn.join("\n")}\n};`);
    if (own.length > 0) lines.params.push(`${name}: Options[${name}] & {\n${own.join("\n")}\n};`);
  }
  return `import type { components, paths } from "./openapi.js";

interface Body {
${lines.Body.join("\n")}
}

interface Query {
${lines.Query.join("\n")}
}

/** The options of every operation that its method hands on as they are. */
export interface Options {
${lines.options.join("\n")}
}

/** The options of every operation, from its query and its body. */
export interface Params extends Options {
${lines.params.join("\n")}
}

${ANSWERS.map((name) => answerSource(document, name)).join("\n")}`;
}

/** The fields of an answer that are the document's. */
function answerSource(document: JsonObject, name: string): string {
  const fields = bodyFields(document, schemasOf(document).get(name));
  const members = fields
    .filter(({ wire }) => !isOwn(name, wire))
    .map((field) => {
      const type = `components["schemas"][${JSON.stringify(name)}][${JSON.stringify(field.wire)}]`;
      return memberSource(field.wire, type, field);
    });
  return `/** What is the document's of {@link ${name}}. */
export interface ${name}Fields {
${members.join("\n")}
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

/**
 * What may be missing may also be `undefined`, under `exactOptionalPropertyTypes` too: JSON has none, and what one call
 * gives goes into the next.
 */
function orUndefined(property: ts.PropertySignature): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property;
  if (questionToken === undefined || type === undefined) return property;
  const nothing = ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword);
  const either = ts.factory.createUnionTypeNode([
    ...(ts.isUnionTypeNode(type) ? type.types : [type]),
    nothing,
  ]);
  return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, either);
}

export async function generate(document: JsonObject): Promise<Generated> {
  // openapi-typescript wants its own type of the same document.
  const source = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0];
  const openapi = astToString(
    await openapiTS(source, {
      emptyObjectsUnknown: true,
      defaultNonNullable: false,
      silent: true,
      transformProperty: orUndefined,
    }),
  );
  const leftOut: string[] = [];
  const style = { ...(await resolveConfig(import.meta.filename)), parser: "typescript" };
  const files = {
    "openapi.ts": tidied(openapi),
    "params.ts": paramsSource(document, leftOut),
    "modes.ts": modesSource(document),
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
