/** Servers that are hostile, odd or broken: `langgraph-client types` writes a file of types that compiles, or nothing. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";
import { json, listen } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";
import { execute, install, link, temporaryFolder } from "./program.js";
import { types } from "./run.js";

type Value = unknown;
type Fields = Record<string, Value>;

/** The responses of a server. */
interface Sent {
  /** The state schema of each graph, by its id. */
  graphs?: [id: string, state: Value][];
  assistants?: Value;
  schemas?: Value;
  nodes?: Value;
  document?: Value;
}

/** Keeps keys such as `__proto__` as keys. */
const fields = (...entries: [string, Value][]): Fields => Object.fromEntries(entries);
const object = (properties: Fields, rest: Fields = {}): Fields => ({ type: "object", properties, ...rest });
const text = { type: "string" };
const ref = (name: string): Fields => ({ $ref: `#/$defs/${name}` });
const state = (schema: Value): Sent => ({ graphs: [["agent", schema]] });
const defs = ($defs: Fields, root: Fields = {}): Sent => {
  const all = Object.keys($defs).map((name): [string, Value] => [name, ref(name)]);
  return state(object(fields(...all), { $defs, ...root }));
};
/** The text at every place of the schemas and of the document where a description can be. */
function described(description: Value): Sent {
  const response = {
    description,
    headers: { "x-a": { description, schema: text } },
    content: { "application/json": { schema: { ...text, description } } },
  };
  const operation = {
    summary: description,
    description,
    parameters: [{ name: "a", in: "query", description, schema: { ...text, description } }],
    requestBody: { description, content: { "application/json": { schema: ref("B") } } },
    responses: { 200: response },
  };
  return {
    ...defs(
      { A: object({ a: { ...text, description } }, { description, title: description }) },
      { description },
    ),
    document: document({ "/own": { description, get: operation } }),
  };
}
const document = (paths: Value, rest: Fields = {}): Fields => ({ openapi: "3.1.0", paths, ...rest });
const ok = (schema: Value = text): Fields => ({
  responses: { 200: { description: "", content: { "application/json": { schema } } } },
});
const nested = (depth: number, inner: Value, wrap: (value: Value) => Value): Value => {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `D${index}`);

const CODE = "\nexport const stolen = process.exit(7);\nimport 'node:fs';\ndeclare global { var own: 1 }\n";
const TRICKS = [
  `*@description /${CODE}/*`,
  `*@@description description /${CODE}/*`,
  `*@@description @description description /${CODE}/*`,
  `*/${CODE}/*`,
  `**//*/${CODE}/*`,
  `*\\/${CODE}/*`,
  `*\u0000/${CODE}/*`,
  `*\u200b/${CODE}/*`,
  `*\r/${CODE}/*`,
  `*\u2028/${CODE}/*`,
  `*\n/${CODE}/*`,
  `* @enum {string} */${CODE}/*`,
  `x\n@constant */${CODE}/*`,
  `x\nget?: never;\n*/${CODE}`,
  "@ts-ignore",
  "@ts-expect-error",
  "\n@ts-nocheck\n",
  "@@ts-ts-ignore",
  '/// <reference path="/etc/passwd" />',
  "//# sourceMappingURL=/etc/passwd",
  "\u001b]0;owned\u0007\u001b[2J\u009b31m",
  "\u202eesrever\u2066\u2069\ufeff\u{e0041}",
  "\ud800",
  '"; export const stolen = 1; "',
  "`${process.exit(7)}`",
  "\\",
  "\\u002a/",
  "import('x')",
];
const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "",
  " ",
  "0",
  "1e3",
  "-1",
  "Infinity",
  "a²",
  "½",
  "ⅷ",
  "𝒳",
  "\u3164",
  "e\u0301",
  "é",
  "any",
  "string",
  "String",
  "Array",
  "Record",
  "Omit",
  "WithRequired",
  "Graphs",
  "paths",
  "default",
  "a.b",
  "a/b",
  "a~1b",
  "a%2Fb",
  "a'b",
  "$ref",
  "properties",
  "x".repeat(5000),
  ...TRICKS,
];

const everywhere: [name: string, sent: Sent][] = [
  ...TRICKS.map((trick): [string, Sent] => [`description ${JSON.stringify(trick)}`, described(trick)]),
  ...[null, 5, true, [], {}, { $ref: "file:///etc/passwd" }].map((value): [string, Sent] => [
    `description of another type: ${JSON.stringify(value)}`,
    described(value),
  ]),
  ["names of graphs", { graphs: NAMES.map((name) => [name, object({ a: text })]) }],
  [
    "names of graphs that differ by case",
    { graphs: ["agent", "Agent", "AGENT", "aGENT"].map((id) => [id, object({})]) },
  ],
  [
    "names of graphs that differ by characters that are dropped",
    {
      graphs: ["my-agent", "my_agent", "my agent", "my\u200bagent", "MyAgent", "my-agent2"].map((id) => [
        id,
        object({ a: text }),
      ]),
    },
  ],
  [
    "names of definitions",
    defs(fields(...NAMES.map((name): [string, Value] => [name, object({ [name]: text })]))),
  ],
  [
    "names of fields",
    state(object(fields(...NAMES.map((name): [string, Value] => [name, text])), { required: NAMES })),
  ],
  ["required names without fields", state(object({ a: text }, { required: [...NAMES, 5, null, {}] }))],
  ["names of nodes", { ...state(object({})), nodes: [...NAMES, ...NAMES].map((id) => ({ id })) }],
  ["nodes of other types", { ...state(object({})), nodes: [null, 5, "a", { id: 5 }, { id: {} }, [[]]] }],
  [
    "messages named like members of every object",
    defs({
      AMessage: object({ type: { const: "constructor" } }),
      BMessage: object({ type: { enum: ["toString", "__proto__"] } }),
    }),
  ],
  [
    "enums",
    state(object({ a: { enum: NAMES }, b: { type: "string", enum: NAMES }, c: object({ d: ref("X") }) })),
  ],
  [
    "constants",
    state(object(fields(...NAMES.map((name, index): [string, Value] => [`c${index}`, { const: name }])))),
  ],
  [
    "enums that hide a name between the delimiters of a comment",
    defs(
      { AIMessage: object({ type: { const: "ai" } }) },
      { title: "x", properties: { a: { enum: ["/*"] }, b: ref("AIMessage"), c: { enum: ["*/"] } } },
    ),
  ],
  [
    "enums of objects and lists",
    state(
      object({
        a: { enum: [{ $ref: "file:///etc/passwd" }, []] },
        b: { const: { $ref: "http://127.0.0.1:1/" } },
        c: { type: "object", enum: ["a"] },
        d: { enum: [] },
      }),
    ),
  ],
  [
    "types of other forms",
    state(
      object({
        a: { type: {} },
        b: { type: [] },
        c: { type: ["object", "object", null, 5] },
        d: { type: "constructor" },
      }),
    ),
  ],
  [
    "keywords of other forms",
    state({
      type: "object",
      properties: [],
      required: {},
      anyOf: {},
      allOf: [null, 5],
      oneOf: [false],
      items: 5,
      prefixItems: "a",
      additionalProperties: [],
      patternProperties: 5,
      enum: "a",
      format: {},
      nullable: "yes",
      deprecated: 1,
    }),
  ],
  ["fields of other forms", state(object({ a: null, b: 5, c: "text", d: [], e: true, f: false }))],
  ["a type that is itself", defs({ A: ref("A") })],
  ["types that are each other", defs({ A: ref("B"), B: ref("C"), C: ref("A") })],
  [
    "unions with themselves",
    defs({ A: { anyOf: [ref("A"), text] }, B: { allOf: [ref("B"), ref("A")] }, C: { oneOf: [ref("C")] } }),
  ],
  ["a root that is itself", state({ $ref: "#" })],
  [
    "a recursive list",
    defs({
      A: { type: "array", items: ref("A") },
      B: {
        anyOf: [text, { type: "array", items: ref("B") }, { type: "object", additionalProperties: ref("B") }],
      },
    }),
  ],
  [
    "required fields of a reference",
    defs({
      A: object({ a: text }),
      B: { allOf: [ref("A")], required: ["a", "b"] },
      C: { allOf: [ref("A"), object({ c: text })], required: ["a", "c"] },
    }),
  ],
  [
    "required fields of a union",
    defs({
      A: object({ a: text }, { anyOf: [object({ b: text }), text] }),
      B: { allOf: [ref("A"), text], required: ["a"] },
    }),
  ],
  [
    "fields that do not fit their index",
    state(object({ a: text }, { additionalProperties: { type: "number" } })),
  ],
  [
    "references of every form",
    state(
      object(
        fields(
          ...[
            "",
            "#",
            "#/",
            "#//",
            "#/$defs",
            "#/properties",
            "#/__proto__",
            "#/constructor",
            "/etc/passwd",
            "file:///etc/passwd",
            "http://127.0.0.1:1/x",
            "#/properties/r1",
            "\ud800",
          ].map(($ref, index): [string, Value] => [`r${index}`, { $ref }]),
        ),
      ),
    ),
  ],
  [
    "types of all kinds in each other",
    state(
      nested(30, text, (value) => ({
        type: ["object", "array", "string", "number", "boolean", "null"],
        properties: { a: value },
        items: text,
      })),
    ),
  ],
  [
    "fields in a nullable object, 60 levels deep",
    state(
      nested(60, text, (value) => ({ type: ["object", "null"], properties: { a: value }, required: ["a"] })),
    ),
  ],
  [
    "definitions that all refer to each other",
    defs(
      fields(
        ...names(200).map((name): [string, Value] => [
          name,
          object(fields(...names(200).map((each): [string, Value] => [each, ref(each)]))),
        ]),
      ),
    ),
  ],
  [
    "references to the parts of each other",
    state(nested(100, text, (value) => object({ a: value, b: { $ref: "#/properties/a" } }))),
  ],
  [
    "definitions with the same name once characters are dropped",
    defs(
      fields(
        ...names(300).map((_, index): [string, Value] => [
          "_".repeat(index + 1) + "a",
          object({ [`f${index}`]: text }),
        ]),
      ),
    ),
  ],
  [
    "keys of paths",
    {
      ...state(object({})),
      document: document(
        fields(
          ...NAMES.flatMap((name): [string, Value][] => [
            [`/${name}`, { get: ok() }],
            [name, { get: ok() }],
          ]),
        ),
      ),
    },
  ],
  [
    "keys of a route",
    {
      ...state(object({})),
      document: document({
        "/own": {
          get: {
            parameters: NAMES.flatMap((name) =>
              ["query", "header", "path", "cookie", name].map((place) => ({ name, in: place, schema: text })),
            ),
            requestBody: {
              content: fields(...NAMES.map((name): [string, Value] => [name, { schema: text }])),
            },
            responses: fields(
              ...["200", "2XX", "default", ...NAMES].map((name): [string, Value] => [
                name,
                {
                  description: "",
                  headers: fields(...NAMES.map((each): [string, Value] => [each, { schema: text }])),
                  content: fields(...NAMES.map((each): [string, Value] => [each, { schema: text }])),
                },
              ]),
            ),
          },
        },
      }),
    },
  ],
  [
    "routes of other forms",
    {
      ...state(object({})),
      document: document({
        "/a": null,
        "/b": { get: 5, post: { responses: null }, put: { responses: { 200: 5 } } },
        "/c": { get: { ...ok(), parameters: [null, 5, {}, { name: 5, in: 5 }], requestBody: [], tags: 5 } },
        "/d": [],
        "/e": {
          get: { responses: { 200: { content: { a: null, b: { schema: 5 } }, headers: { h: null } } } },
        },
      }),
    },
  ],
  [
    "references outside of schemas",
    {
      ...state(object({})),
      document: document({
        "/a": {
          get: {
            parameters: [
              { name: "a", in: "query", schema: text, examples: { a: { $ref: "file:///etc/passwd" } } },
            ],
            requestBody: {
              content: {
                "application/json": {
                  $ref: "http://127.0.0.1:1/body.json",
                  examples: { b: { $ref: "/etc/passwd" } },
                },
              },
            },
            responses: {
              200: {
                description: "",
                content: { "application/json": { $ref: "/etc/hostname" } },
                headers: { h: { $ref: "http://127.0.0.1:1/h" } },
              },
              201: { $ref: "/etc/passwd" },
            },
            security: [{ $ref: "http://127.0.0.1:1/" }],
            "x-own": { $ref: "http://127.0.0.1:1/" },
          },
        },
        "/b": { $ref: "http://127.0.0.1:1/path.json" },
        "/c": { $ref: "#/paths/~1c" },
      }),
    },
  ],
  [
    "a document of another form",
    { ...state(object({})), document: { openapi: ["3.1"], paths: [], components: 5 } },
  ],
  ["a document that is a list", { ...state(object({})), document: [] }],
  [
    "schemas that are a list",
    { assistants: [{ assistant_id: "1", graph_id: "a", metadata: {} }], schemas: [] },
  ],
  [
    "schemas of other forms",
    {
      assistants: [{ assistant_id: "1", graph_id: "a", metadata: null }],
      schemas: { graph_id: [], state_schema: 5, input_schema: [], output_schema: "x", context_schema: true },
    },
  ],
  [
    "assistants of other forms",
    {
      assistants: [
        {},
        { assistant_id: 5, graph_id: {} },
        { assistant_id: "1" },
        { assistant_id: "2", graph_id: null },
      ],
    },
  ],
  [
    "assistants with ids that lead elsewhere",
    {
      assistants: ["..", ".", "../../x", "/x", "a?b#c", "\ud800", "", "a\r\nb"].map((id, index) => ({
        assistant_id: id,
        graph_id: `g${index}`,
        metadata: {},
      })),
    },
  ],
  ["no assistants", { assistants: [] }],
];

function respondWith({ graphs = [], assistants, schemas, nodes = [], document: own }: Sent): Respond {
  const rows =
    assistants ??
    graphs.map(([graph_id], index) => ({ assistant_id: String(index), graph_id, metadata: {} }));
  return ({ method, url }): CannedResponse => {
    if (method === "POST") return json(rows);
    if (url === "/openapi.json") return own === undefined ? json({}, { status: 404 }) : json(own);
    const [, index, part] = /^\/assistants\/(\d+)\/(schemas|graph)$/.exec(url) ?? [];
    if (part === "graph") return json({ nodes, edges: [] });
    const [graph_id, state_schema] = graphs[Number(index)] ?? [];
    return json(
      schemas ?? { graph_id, state_schema, input_schema: state_schema, output_schema: state_schema },
    );
  };
}

/** Runs the command in a new folder. Returns its result, and the file if it wrote one. */
async function write(respond: Respond) {
  const server = await listen(respond);
  const folder = await temporaryFolder();
  const result = await types("--url", server.url, "--out", join(folder, "types.ts"));
  const written = await readdir(folder, { recursive: true });
  expect(written).toEqual(result.code === 0 ? ["types.ts"] : []);
  expect(result.stderr + result.stdout).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/,
  );
  return { ...result, content: result.code === 0 ? await readFile(join(folder, "types.ts"), "utf8") : "" };
}

/** Everything that is wrong with a file: code that runs, odd characters, and errors of the compiler. */
function problemsOf(files: Map<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    paths: { "langgraph-client": [join(root, "src/index.ts")] },
  };
  const host = ts.createCompilerHost(options, true);
  const own = new Map([...files].map(([name, content]) => [join(root, `${name}.ts`), content]));
  const { fileExists, readFile: read } = host;
  host.fileExists = (name) => own.has(name) || fileExists(name);
  host.readFile = (name) => own.get(name) ?? read(name);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target, ...rest) => {
    const content = own.get(name);
    return content === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, content, target, true);
  };
  const program = ts.createProgram([...own.keys()], options, host);
  return [...own].flatMap(([name, content]) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    const messages = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    const { outputText } = ts.transpileModule(content, {
      compilerOptions: { ...options, removeComments: true },
    });
    if (outputText.trim() !== "export {};") messages.push(`runs: ${outputText}`);
    if (
      /declare |@ts-|^\/\/\/|import\(|sourceMappingURL=/m.test(
        content.replace(/"(?:[^"\\\n]|\\.)*"|^ *\*.*$|\/\*\*.*\*\/$/gm, ""),
      )
    )
      messages.push("directive");
    if (
      /@ts-(ignore|expect|check|nocheck)|sourceMappingURL=/.test(content.replace(/"(?:[^"\\\n]|\\.)*"/g, ""))
    )
      messages.push("comment directive");
    if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ufeff]/.test(content))
      messages.push("hidden characters");
    return messages.map((message) => `${name}: ${message}`.slice(0, 500));
  });
}

test("hostile and odd schemas become files of types that compile", async () => {
  const files = new Map<string, string>();
  const failed: string[] = [];
  for (const [index, [name, sent]] of everywhere.entries()) {
    const { code, stderr, content } = await write(respondWith(sent));
    if (code === 0) files.set(`${index}`, content);
    else failed.push(`${name}: ${stderr.slice(0, 300)}`);
  }
  expect(failed).toEqual([]);
  expect(problemsOf(files)).toEqual([]);
}, 120_000);

/** `properties`, with the letters encoded that the bits of a number select. */
const alias = (bits: number): string =>
  [..."properties"]
    .map((letter, index) => (bits & (1 << index) ? `%${letter.charCodeAt(0).toString(16)}` : letter))
    .join("");
const row = (index: number) => ({ assistant_id: `${index}`, graph_id: `g${index}`, metadata: {} });

test.for<[name: string, respond: Respond, message: RegExp]>([
  [
    "a list of graphs that never ends",
    ({ body }) => {
      const { offset = 0, limit = 10 } = JSON.parse(body) as { offset?: number; limit?: number };
      return json(Array.from({ length: limit }, (_, index) => row(offset + index)));
    },
    /more than 100000 entries or 1000 graphs, or never ends/,
  ],
  [
    "schemas with 100,000 levels",
    ({ method, url }) => {
      if (method === "POST") return json([row(1)]);
      const open = '{"type":"object","properties":{"a":';
      const body = `{"state_schema":${open.repeat(100_000)}{}${"}}".repeat(100_000)}}`;
      return url.endsWith("/schemas") ? { ...json({}), body } : json({});
    },
    /^The server's schemas are nested too deeply/,
  ],
  [
    "schemas with 400 levels",
    respondWith(state(nested(400, text, (value) => object({ a: value })))),
    /nested too deeply|has more than 300 levels/,
  ],
  ["a list that is an object", () => json({ detail: "no" }), /POST http:\S+\/assistants\/search/],
  [
    "escapes for the terminal in an error",
    () => json({ detail: "\u001b[2J\u009b31m\n0 graphs" }, { status: 400 }),
    /\\u001b\[2J\\u009b31m\s+0 graphs/,
  ],
])("%s: the command ends with an error and writes nothing", async ([, respond, message]) => {
  const { code, stderr } = await write(respond);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) });
  expect(stderr.length).toBeLessThan(3_000);
});

test.for<[name: string, respond: Respond]>([
  ["never responds", () => undefined],
  [
    "sends a body that never ends",
    (_, response) => {
      const chunk = Buffer.alloc(1_000, " ");
      const timer = setInterval(() => response.write(chunk), 10);
      response.on("close", () => clearInterval(timer));
      return undefined;
    },
  ],
  [
    "sends schemas that refer to the parts of each other thousands of times",
    respondWith(
      state(
        object({
          a: nested(20, text, (value) =>
            object(fields(...names(50).map((name): [string, Value] => [name, text]), ["a", value])),
          ),
          ...fields(
            ...names(1_024).map((name, index): [string, Value] => [name, { $ref: `#/${alias(index)}/a` }]),
          ),
        }),
      ),
    ),
  ],
])("a server that %s: the command stops at its time limit", async ([, respond]) => {
  const server = await listen(respond);
  const folder = await temporaryFolder();
  await link(folder, "openapi-typescript", "typescript");
  const file = await install(folder);
  const result = await execute(file, folder, ["--url", server.url, "--timeout", "3"]);
  const stderr = expect.stringMatching(/^Stopped after 3 s: .*--timeout\.\n$/);
  expect(result).toEqual({ code: 1, stdout: "", stderr });
  expect(await readdir(folder)).toEqual(["node_modules"]);
});
