/** Checks the finished file: it contains types only, and compiles. */
import type { Generators, Node, SourceFile } from "./print.js";

type TypeScript = Generators["ts"];

const PACKAGE = "langgraph-client";
/** The file's own header is the only comment of this form. */
export const HEADER = "// Made by `langgraph-client types`. Do not edit it: run the command again.\n";
/** Compilers overflow their stack at some 600 levels. */
const MAX_LEVELS = 300;

/** The syntax that a file may contain. None of it runs, changes other modules or loads files. */
const ALLOWED = [
  ["SourceFile", "EndOfFileToken", "Identifier", "StringLiteral", "NumericLiteral", "PrefixUnaryExpression"],
  ["ImportDeclaration", "ImportClause", "NamedImports", "ImportSpecifier"],
  ["InterfaceDeclaration", "TypeAliasDeclaration", "ExportKeyword", "HeritageClause"],
  ["ExpressionWithTypeArguments", "TypeParameter", "PropertySignature", "IndexSignature", "Parameter"],
  ["TypeReference", "TypeLiteral", "ArrayType", "TupleType", "UnionType", "IntersectionType"],
  ["ParenthesizedType", "LiteralType", "MappedType", "TypeOperator", "IndexedAccessType"],
  ["StringKeyword", "NumberKeyword", "BooleanKeyword", "NullKeyword", "UnknownKeyword", "NeverKeyword"],
  ["UndefinedKeyword", "TrueKeyword", "FalseKeyword", "QuestionToken", "MinusToken"],
].flat();

/** The types without which no file compiles, and the ones that generated types use. */
const GLOBALS = `interface Array<T> { [index: number]: T } interface Boolean {} interface CallableFunction {}
interface Function {} interface IArguments {} interface NewableFunction {} interface Number {} interface Object {}
interface RegExp {} interface String {} interface Blob {}
type Partial<T> = { [K in keyof T]?: T[K] }; type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T; type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
`;

/** The names of the types to which a source refers. */
export function referredTypes(source: string, ts: TypeScript): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      names.add((ts.isTypeReferenceNode(node) ? node.typeName : node.expression).getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("types.ts", source, ts.ScriptTarget.ESNext, true));
  return names;
}

/**
 * Throws unless a file consists of types. A server chooses most of its text, and the file becomes a part of a program.
 *
 * @param imports - The types of the client that the file may import.
 * @returns The names of the declarations that do not compile.
 */
export function checkFile(content: string, imports: readonly string[], ts: TypeScript): string[] {
  const program = programOf(content, imports, ts);
  const file = program.getSourceFile("types.ts");
  if (file === undefined) throw new Error("The file of types cannot be read.");
  for (const { messageText, start } of program.getSyntacticDiagnostics(file)) {
    refuse(file, start, ts.flattenDiagnosticMessageText(messageText, " "));
  }
  checkReferences(file);
  checkSyntax(file, ts);
  checkComments(content, file, ts);
  const broken = program.getSemanticDiagnostics(file).map(({ start = 0, messageText }) => {
    const statement = file.statements.find((each) => each.pos <= start && start < each.end);
    const isType =
      statement && (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement));
    return isType
      ? statement.name.text
      : refuse(file, start, ts.flattenDiagnosticMessageText(messageText, " "));
  });
  return [...new Set(broken)];
}

function refuse(file: SourceFile, position: number | undefined, reason: string): never {
  const { line } = file.getLineAndCharacterOfPosition(position ?? 0);
  const text = file.text.split("\n")[line]?.trim().slice(0, 100);
  throw new Error(`The server's schemas do not become types: ${reason} Nothing was written. Line: ${text}`);
}

/** A program of the file alone, which reads nothing from the disk. */
function programOf(content: string, imports: readonly string[], ts: TypeScript) {
  const types = [...imports, "paths"].map((name) => `export interface ${name} {}`);
  const globals = `${GLOBALS}declare module "${PACKAGE}" { ${types.join(" ")} }\n`;
  const files = new Map(
    Object.entries({ "types.ts": content, "globals.d.ts": globals }).map(([name, text]) => {
      return [name, ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true)];
    }),
  );
  return ts.createProgram({
    rootNames: [...files.keys()],
    options: { noLib: true, noResolve: true, strict: true, types: [], target: ts.ScriptTarget.ESNext },
    host: {
      fileExists: (name) => files.has(name),
      readFile: (name) => files.get(name)?.text,
      getSourceFile: (name) => files.get(name),
      getDefaultLibFileName: () => "lib.d.ts",
      getCurrentDirectory: () => "",
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => undefined,
    },
  });
}

function checkReferences(file: SourceFile): void {
  const lists = [file.referencedFiles, file.typeReferenceDirectives, file.libReferenceDirectives];
  for (const { pos } of [...lists.flat(), ...file.amdDependencies.map(() => ({ pos: 0 }))]) {
    refuse(file, pos, "A comment refers to a file.");
  }
}

function checkSyntax(file: SourceFile, ts: TypeScript): void {
  const allowed = new Set<number>(ALLOWED.map((name) => Reflect.get(ts.SyntaxKind, name)));
  const visit = (node: Node, level: number): void => {
    const at = node.getStart(file);
    if (level > MAX_LEVELS) refuse(file, at, `A type has more than ${MAX_LEVELS} levels.`);
    if (!allowed.has(node.kind)) refuse(file, at, `${ts.SyntaxKind[node.kind]} is not a type.`);
    if (ts.isImportDeclaration(node)) {
      const from = ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : "";
      const isType = node.importClause?.isTypeOnly === true && node.importClause.name === undefined;
      if (from !== PACKAGE || !isType) refuse(file, at, `Only types of ${PACKAGE} can be imported.`);
    }
    ts.forEachChild(node, (child) => visit(child, level + 1));
  };
  visit(file, 0);
}

/** Refuses comments that compilers obey. */
function checkComments(content: string, file: SourceFile, ts: TypeScript): void {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, false, ts.LanguageVariant.Standard, content);
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isLine = token === ts.SyntaxKind.SingleLineCommentTrivia;
    if (!isLine && token !== ts.SyntaxKind.MultiLineCommentTrivia) continue;
    const text = scanner.getTokenText();
    const isHeader = isLine && scanner.getTokenStart() === 0 && `${text}\n` === HEADER;
    if ((isLine && !isHeader) || /ts-(ignore|expect-error|check|nocheck)|source(Mapping)?URL=/i.test(text)) {
      refuse(file, scanner.getTokenStart(), "A comment is a directive.");
    }
  }
}
