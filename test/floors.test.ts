/** The house rules that the compiler does not hold, read off the sources. */
import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const names = readdirSync(join(root, "src"), { recursive: true })
  .map((name) => `src/${String(name)}`)
  .filter((name) => name.endsWith(".ts"));

const program = ts.createProgram(
  names.map((name) => join(root, name)),
  { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true },
);
const sources = names.map((name) => ({ name, source: program.getSourceFile(join(root, name))! }));

/** The floors, the highest first. Files of one folder may import each other. */
const FLOORS: (readonly string[])[] = [
  ["src/index.ts"],
  ["src/client.ts", "src/cli"],
  ["src/resources"],
  ["src/runs"],
  ["src/transport", "src/streaming"],
  ["src/messages"],
  ["src/interrupts.ts", "src/graphs.ts"],
  ["src/types.ts"],
  ["src/checks.ts", "src/abort.ts", "src/backoff.ts"],
  ["src/errors.ts", "generated"],
];

function roomOf(file: string): { floor: number; room: string } {
  for (const [floor, rooms] of FLOORS.entries()) {
    const room = rooms.find((each) => file === each || file.startsWith(`${each}/`));
    if (room !== undefined) return { floor, room };
  }
  throw new Error(`${file} stands on no floor.`);
}

/** What a file imports: paths from the root on, or the names of packages. */
function importsOf({ name, source }: (typeof sources)[number]): string[] {
  return ts.preProcessFile(source.text).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith(".")) return fileName;
    return relative(root, join(root, dirname(name), fileName)).replace(/\.js$/, ".ts");
  });
}

const imports = sources.flatMap((file) => importsOf(file).map((to) => ({ from: file.name, to })));
const inside = imports.filter(({ to }) => /^(src|generated)\//.test(to));

describe("imports", () => {
  test("go down, or stay in their folder", () => {
    const wrong = inside.filter(({ from, to }) => {
      const [upper, lower] = [roomOf(from), roomOf(to)];
      return !(lower.floor > upper.floor || lower.room === upper.room);
    });
    expect(inside.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  test("of one resource never reach another", () => {
    const resources = ["assistants", "threads", "runs", "crons", "store"].map((n) => `src/resources/${n}.ts`);
    expect(inside.filter(({ from, to }) => resources.includes(from) && resources.includes(to))).toEqual([]);
  });

  test("of packages and of generated files go through one door each", () => {
    // The command runs on Node and uses the package by its name.
    const isCommand = (from: string, to: string) =>
      from.startsWith("src/cli/") && /^(node:|langgraph-client$)/.test(to);
    const doors = imports
      .filter(({ from, to }) => !to.startsWith("src/") && !isCommand(from, to))
      .map(({ from, to }) => `${from} > ${to}`);
    expect([...new Set(doors)].sort()).toEqual([
      "src/cli/print.ts > openapi-typescript",
      "src/cli/print.ts > typescript",
      "src/cli/routes.ts > generated/paths.ts",
      "src/streaming/sse.ts > eventsource-parser",
      "src/transport/request.ts > openapi-fetch",
      "src/types.ts > generated/modes.ts",
      "src/types.ts > generated/openapi.ts",
      "src/types.ts > generated/params.ts",
    ]);
  });
});

describe.each(sources)("$name", ({ source }) => {
  const printer = ts.createPrinter({ removeComments: true });

  test("has at most 300 lines without its comments", () => {
    expect(codeLines(source, source)).toBeLessThanOrEqual(300);
  });

  test("has no function of more than 40 lines, and no any", () => {
    const faults: string[] = [];
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push(`any: ${node.parent.getText(source)}`);
      if (ts.isFunctionLike(node) && "body" in node && codeLines(node, source) > 40) {
        faults.push(`long: ${printer.printNode(ts.EmitHint.Unspecified, node, source).slice(0, 80)}`);
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    expect(faults).toEqual([]);
  });
});

/** The lines of a node that hold code, as they stand in the file. */
function codeLines(node: ts.Node, source: ts.SourceFile): number {
  const lines = new Set<number>();
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true);
  const [start, end] = [node.getStart(source), node.getEnd()];
  scanner.setText(source.text, start, end - start);
  // Templates and regular expressions read wrongly without a parser cost no line: every token has one of its own.
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    lines.add(source.getLineAndCharacterOfPosition(scanner.getTokenStart()).line);
  }
  return lines.size;
}

const isPrivate = ({ valueDeclaration: declaration }: ts.Symbol) =>
  declaration !== undefined &&
  ts.isMethodDeclaration(declaration) &&
  ts.isPrivateIdentifier(declaration.name);

test("everything that is exported says what it is", () => {
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(join(root, "src/index.ts"))!);
  const silent: string[] = [];
  for (const alias of checker.getExportsOfModule(index!)) {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const declared = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
    // Generated files document their fields.
    if (declared.includes("/generated/")) continue;
    if (symbol.getDocumentationComment(checker).length === 0) silent.push(alias.name);
    if (!(symbol.flags & ts.SymbolFlags.Class)) continue;
    for (const member of symbol.members?.values() ?? []) {
      const isMethod = member.flags & ts.SymbolFlags.Method && !/^__/.test(member.name) && !isPrivate(member);
      if (isMethod && member.getDocumentationComment(checker).length === 0) {
        silent.push(`${alias.name}.${member.name}`);
      }
    }
  }
  expect(silent).toEqual([]);
});
