/** The rules of the code that the compiler does not check. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { codeLines, filesIn, importsOf, nodesOf, parse, root, textOf } from "./sources.js";

const files = filesIn("src", ".ts");
const imports = files.flatMap((from) => importsOf(from).map((to) => ({ from, to })));
const internal = imports.filter(({ to }) => /^(src|generated)\//.test(to));

const BASE = [
  "errors",
  "checks",
  "abort",
  "backoff",
  "types",
  "graphs",
  "interrupts",
  "protocol",
  "command-error",
];
/** The floors, the highest first. Files of one room may import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ["src/react"],
  ["src/index.ts", "src/client-entry.ts", "src/thread", "src/chat", "src/http", "src/testing", "src/sync"],
  ["src/official-names.ts"],
  ["src/client.ts", "src/cli"],
  ["src/resources"],
  ["src/runs"],
  ["src/transport", "src/streaming"],
  ["src/parts"],
  ["src/messages"],
  ["base"],
  ["generated"],
];

/** The room of a file: a folder, a file, or the base. */
function roomOf(file: string): { room: string; floor: number } {
  const isBase = BASE.some((name) => file === `src/${name}.ts`);
  const isIn = (room: string) => (isBase ? room === "base" : file === room || file.startsWith(`${room}/`));
  const floor = FLOORS.findIndex((rooms) => rooms.some(isIn));
  const room = FLOORS[floor]?.find(isIn);
  if (room === undefined) throw new Error(`${file} belongs to no floor`);
  return { room, floor };
}

/** The files on import cycles of values. Imports of types do not count: they are gone at run time. */
function cycles(): string[] {
  const targets = new Map(files.map((file) => [file, valueImports(file)]));
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    (targets.get(from) ?? []).some((to) => {
      if (to === goal) return true;
      if (seen.has(to)) return false;
      seen.add(to);
      return reaches(to, goal, seen);
    });
  return files.filter((file) => reaches(file, file));
}

function valueImports(file: string): string[] {
  const withoutTypes = textOf(file).replace(/^(import|export) type [^;]*;/gm, "");
  const names = ts.preProcessFile(withoutTypes).importedFiles.map(({ fileName }) => fileName);
  const paths = importsOf(file);
  const all = ts.preProcessFile(textOf(file)).importedFiles.map(({ fileName }) => fileName);
  return paths.filter((_, index) => names.includes(all[index] ?? ""));
}

describe("imports", () => {
  test("go down, or stay in their folder", () => {
    const wrong = internal.filter(({ from, to }) => {
      const [upper, lower] = [roomOf(from), roomOf(to)];
      return lower.floor <= upper.floor && lower.room !== upper.room;
    });
    expect(internal.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  test("have no cycles", () => {
    expect(cycles()).toEqual([]);
  });

  test("of one resource never reach another", () => {
    const names = ["assistants", "threads", "runs", "crons", "store", "raw"];
    const resources = names.map((name) => `src/resources/${name}.ts`);
    const wrong = internal.filter(({ from, to }) => resources.includes(from) && resources.includes(to));
    expect(resources.filter((file) => !files.includes(file))).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test("of packages and generated files go through one file each", () => {
    const isNode = ({ from, to }: (typeof imports)[number]) =>
      (from.startsWith("src/cli/") && /^(node:|langgraph-client$)/.test(to)) ||
      (from.startsWith("src/sync/") && /^(fs|url|worker_threads)$/.test(to));
    const external = imports.filter((each) => !each.to.startsWith("src/") && !isNode(each));
    const doors = new Set(external.map(({ from, to }) => `${from} > ${to}`));
    expect([...doors].sort()).toEqual([
      "src/cli/print.ts > openapi-typescript",
      "src/cli/print.ts > typescript",
      "src/cli/routes.ts > generated/paths.ts",
      "src/react/use-chat.ts > react",
      "src/react/use-stream.ts > react",
      "src/streaming/sse.ts > eventsource-parser",
      "src/sync/types.ts > generated/sync.ts",
      "src/transport/request.ts > openapi-fetch",
      "src/types.ts > generated/modes.ts",
      "src/types.ts > generated/openapi.ts",
      "src/types.ts > generated/params.ts",
    ]);
  });
});

describe.each(files)("%s", (file) => {
  const source = parse(file);

  test(`${file} has at most 300 lines without comments`, () => {
    expect(codeLines(source)).toBeLessThanOrEqual(300);
  });

  test(`${file} has no function of more than 40 lines`, () => {
    const functions = [...nodesOf(source)].filter((node) => ts.isFunctionLike(node) && "body" in node);
    const long = functions.filter((node) => codeLines(node) > 40);
    expect(long.map((node) => node.getText().slice(0, 80))).toEqual([]);
  });

  test(`${file} has no any`, () => {
    const anys = [...nodesOf(source)].filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword);
    expect(anys.map((node) => node.parent.getText())).toEqual([]);
  });
});

describe("counting lines of code", () => {
  const lines = (text: string) => codeLines(ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2022, true));

  test.each([
    ["counts one line for several tokens", "const a = 1; const b = 2;", 1],
    ["ignores comments and blank lines", "// one\n\n/* two\n three */\nconst a = 1;", 1],
    ["ignores TSDoc", "/** one */\nconst a = 1;", 1],
    ["counts a line after a template literal", "const a = `${1}`;\nconst b = 2;\n", 2],
    ["counts every line of a template literal", "const a = `x\ny\nz`;", 3],
    ["counts a line after a regular expression with a quote", "const a = /'/;\nconst b = 2;", 2],
  ])("%s", (_, text, count) => {
    expect(lines(text)).toBe(count);
  });
});

test("every public export and method has TSDoc", { timeout: 60_000 }, () => {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true },
  );
  const checker = program.getTypeChecker();
  const entries = [
    "src/index.ts",
    "src/client-entry.ts",
    "src/thread/index.ts",
    "src/chat/index.ts",
    "src/http/index.ts",
    "src/testing/index.ts",
    "src/react/index.ts",
    "src/sync/index.ts",
  ].map((file) => checker.getSymbolAtLocation(program.getSourceFile(join(root, file))!)!);
  const undocumented: string[] = [];
  for (const alias of entries.flatMap((entry) => checker.getExportsOfModule(entry))) {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const declaredIn = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
    // Generated interfaces document their fields.
    if (declaredIn.includes("/generated/")) continue;
    const isSilent = (each: ts.Symbol) => each.getDocumentationComment(checker).length === 0;
    if (isSilent(symbol)) undocumented.push(alias.name);
    if (!(symbol.flags & ts.SymbolFlags.Class)) continue;
    const methods = [...(symbol.members?.values() ?? [])].filter(isPublicMethod).filter(isSilent);
    undocumented.push(...methods.map((method) => `${alias.name}.${method.name}`));
  }
  expect(undocumented).toEqual([]);
});

function isPublicMethod({ flags, name, valueDeclaration }: ts.Symbol): boolean {
  const isPrivate =
    valueDeclaration !== undefined &&
    ts.isMethodDeclaration(valueDeclaration) &&
    ts.isPrivateIdentifier(valueDeclaration.name);
  return Boolean(flags & ts.SymbolFlags.Method) && !name.startsWith("__") && !isPrivate;
}

test.each(["docs/architecture.md", "CONTRIBUTING.md"])("every path in %s exists", (page) => {
  const quoted = [...textOf(page).matchAll(/`([^`\s]+)`/g)].map(([, text = ""]) => text);
  const paths = quoted.filter((text) =>
    /^(src|test|scripts|spec|docs|bench|examples|generated)\/[\w./-]*$/.test(text),
  );
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
