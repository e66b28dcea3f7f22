/**
 * Compiles every ```ts block of README.md and docs/ as a module against src/. `npm run test:compilers` compiles the blocks
 * against the package.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
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
function compile(blocks: Block[], overrides: ts.CompilerOptions): string[] {
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
  return problems;
}

const broken = "A page.\n\n```ts\nconst id: string = threadId;\nawait client.threads.fetch(id);\n```\n";

describe.for(Object.entries(flags))("code blocks compiled with %s flags", ([, overrides]) => {
  let blocks: Block[];
  let problems: string[];
  beforeAll(() => {
    blocks = allBlocks();
    problems = compile([...blocks, ...blocksOf("broken.md", broken)], overrides);
  }, 120_000);

  test("every code block of the documents compiles", () => {
    expect(blocks.length).toBeGreaterThan(80);
    expect(problems.filter((problem) => !problem.startsWith("broken.md"))).toEqual([]);
  });

  test("the compiler reports an unknown method in a code block with its line", () => {
    expect(problems.filter((problem) => problem.startsWith("broken.md"))).toEqual([
      expect.stringMatching(/^broken\.md:5 Property 'fetch' does not exist/),
    ]);
  });
});
