/**
 * Compiles every ```ts block of README.md and docs/ as a module against src/, and compares the README's tables with the
 * code. `npm run test:compilers` compiles the blocks against the package.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import * as client from "langgraph-client";
import { streamModes, threadStreamModes } from "../../src/types.js";
import { deviationsOf } from "../real/deviations.js";
import { allBlocks, blocksOf, modulesOf, type Block } from "./blocks.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Compiler flags of a new project, and the strictest ones. */
const flags = {
  strict: {
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
    noPropertyAccessFromIndexSignature: false,
    types: [],
  },
  strictest: {},
} satisfies Record<string, ts.CompilerOptions>;

/** Compiles all blocks in one program; returns diagnostics such as `README.md:12 Property …`. */
function compile(
  blocks: Block[],
  overrides: ts.CompilerOptions,
): { problems: string[]; program: ts.Program } {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  // A block may declare a result without using it.
  Object.assign(options, { noUnusedLocals: false, noUnusedParameters: false }, overrides);
  const folder = join(root, "test/docs/blocks");
  const modules = new Map(
    [...modulesOf(blocks, "js")].map(([name, module]) => [join(folder, `${name}.ts`), module]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.directoryExists = (name) => name === folder || ts.sys.directoryExists(name);
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name)?.code ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const module = modules.get(name);
    return module === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, module.code, target);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  const problems = [...modules].flatMap(([name, { block }]) => {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText, start = 0 }) => {
      const { line } = ts.getLineAndCharacterOfPosition(source!, start);
      const place = block === undefined ? name : `${block.file}:${block.line + line}`;
      return `${place} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
  });
  return { problems, program };
}

const readme = readFileSync(join(root, "README.md"), "utf8");
const broken = "A page.\n\n```ts\nconst id: string = threadId;\nawait client.threads.fetch(id);\n```\n";

describe.for(Object.entries(flags))("code blocks compiled with %s flags", ([, overrides]) => {
  let blocks: Block[];
  let compiled: ReturnType<typeof compile>;
  beforeAll(() => {
    blocks = allBlocks();
    compiled = compile([...blocks, ...blocksOf("broken.md", broken)], overrides);
  });

  test("every code block of the documents compiles", () => {
    expect(blocks.filter(({ file }) => file === "README.md").length).toBeGreaterThan(10);
    expect(compiled.problems.filter((problem) => !problem.startsWith("broken.md"))).toEqual([]);
  });

  test("the compiler reports an unknown method in a code block with its line", () => {
    expect(compiled.problems.filter((problem) => problem.startsWith("broken.md"))).toEqual([
      expect.stringMatching(/^broken\.md:5 Property 'fetch' does not exist/),
    ]);
  });

  test.for([
    ["src/transport/options.ts", "ClientOptions"],
    ["src/transport/call-options.ts", "CallOptions"],
  ] as const)("the README's tables have a row for every option of %s", ([file, name]) => {
    const { program } = compiled;
    const source = program.getSourceFile(join(root, file))!;
    const declaration = source.statements.find(
      (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    );
    const properties = program.getTypeChecker().getTypeAtLocation(declaration!).getProperties();
    expect(properties.length).toBeGreaterThan(0);
    expect(properties.map((property) => property.name).filter((option) => !isRow(option))).toEqual([]);
  });
});

/** True if a table of the README has a row for this name. */
function isRow(name: string): boolean {
  return readme
    .split("\n")
    .some((line) => line.startsWith("|") && line.split("|")[1]?.includes(`\`${name}\``));
}

describe("the README", () => {
  test("the README has a row for every error class", () => {
    const errors = Object.keys(client).filter((name) => name.endsWith("Error"));
    expect(errors.filter((name) => !isRow(name))).toEqual([]);
  });

  test("the README mentions every stream mode", () => {
    expect([...streamModes, ...threadStreamModes].filter((mode) => !readme.includes(`\`${mode}\``))).toEqual(
      [],
    );
  });

  test("the README has a row for every method", () => {
    const { assistants, threads, runs, crons, store } = new client.LangGraphClient({ apiKey: null });
    const missing = Object.entries({ assistants, threads, runs, crons, store }).flatMap(([name, resource]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
        .filter((method) => method !== "constructor")
        .filter(
          (method) =>
            !readme.split("\n").some((l) => l.startsWith(`| \`${name}\``) && l.includes(`\`${method}\``)),
        )
        .map((method) => `${name}.${method}`),
    );
    expect(missing).toEqual([]);
  });

  test("the README lists exactly the operations that the JS server lacks", () => {
    const section = /### Limits of the JS server\n([^]*?)\n#/.exec(readme)?.[1] ?? "";
    const named = [...section.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) [^`]+)`/g)].map(([, name]) => name);
    const lacking = deviationsOf("js").flatMap(([, { operations, lacks }]) => (lacks ? operations : []));
    expect(named.sort()).toEqual(lacking.sort());
  });
});
