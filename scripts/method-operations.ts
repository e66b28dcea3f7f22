/** Finds out which methods of the client use which operations, by reading src/. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** A public method of a resource and the operations that it uses, as keys such as `GET /threads/{thread_id}`. */
export interface MethodOperations {
  /** Such as `threads.get`. */
  method: string;
  /** Operations that the method can call: their keys are in its code, or in code that it refers to. */
  calls: string[];
  /** Those of `calls` whose fields are options of the method: their keys are in the types of its parameters. */
  takes: string[];
}

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const KEY = /^(GET|PUT|POST|PATCH|DELETE) \/\S*$/;

/** @param root - The folder that holds `src/`. */
export function methodOperations(root = ROOT): MethodOperations[] {
  const source = join(root, "src");
  const index = join(source, "index.ts");
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, types: [] };
  const program = ts.createProgram([index], options);
  const checker = program.getTypeChecker();
  return resourcesOf(program, index).flatMap(([resource, type]) =>
    checker.getPropertiesOfType(type).flatMap((member): MethodOperations[] => {
      const declarations = (member.declarations ?? []).filter(ts.isMethodDeclaration).filter(isPublic);
      const parameters = declarations.flatMap((declaration) => declaration.parameters);
      const calls = keysIn(declarations, "calls", checker, source);
      const types = parameters.flatMap(({ type: parameter }) => (parameter ? [parameter] : []));
      // A type can be borrowed from another operation.
      const takes = keysIn(types, "types", checker, source).filter((key) => calls.includes(key));
      return calls.length > 0 ? [{ method: `${resource}.${member.name}`, calls, takes }] : [];
    }),
  );
}

/** The properties of the client whose classes are in src/resources. */
function resourcesOf(program: ts.Program, index: string): [name: string, type: ts.Type][] {
  const checker = program.getTypeChecker();
  const module = program.getSourceFile(index);
  const symbol = module && checker.getSymbolAtLocation(module);
  const exported = symbol ? checker.getExportsOfModule(symbol) : [];
  const client = exported.find(({ name }) => name === "LangGraphClient");
  if (client === undefined) throw new Error(`${index} has no export "LangGraphClient".`);
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(aliased(client, checker)))
    .map((property): [string, ts.Type] => [property.name, checker.getTypeOfSymbol(property)])
    .filter(([, type]) => {
      const file = type.symbol?.valueDeclaration?.getSourceFile().fileName;
      return file !== undefined && dirname(file) === join(dirname(index), "resources");
    });
}

function isPublic(method: ts.MethodDeclaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return !ts.isPrivateIdentifier(method.name) && (ts.getCombinedModifierFlags(method) & hidden) === 0;
}

const aliased = (symbol: ts.Symbol, checker: ts.TypeChecker) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/**
 * Collects the operation keys in some nodes, and in the declarations in src/ that they refer to.
 *
 * @param mode - `calls` skips all types; `types` follows names to types only.
 */
function keysIn(
  start: ts.Node[],
  mode: "calls" | "types",
  checker: ts.TypeChecker,
  source: string,
): string[] {
  const keys = new Set<string>();
  const visited = new Set<ts.Node>();
  const isFollowed = mode === "calls" ? holdsCode : isNamedType;
  const follow = (name: ts.Identifier | ts.PrivateIdentifier): void => {
    for (const declaration of declarationsOf(name, checker)) {
      const file = declaration.getSourceFile().fileName;
      // The transport serves every operation: a key there belongs to no particular method.
      const isOurs = file.startsWith(`${source}/`) && !file.startsWith(`${source}/transport/`);
      if (isOurs && isFollowed(declaration)) visit(declaration);
    }
  };
  const visit = (node: ts.Node): void => {
    if (visited.has(node)) return;
    visited.add(node);
    if (ts.isStringLiteralLike(node) && KEY.test(node.text) && !isMemberName(node)) keys.add(node.text);
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) follow(node);
    ts.forEachChild(node, (child) => void (!(mode === "calls" && isType(child)) && visit(child)));
  };
  start.forEach(visit);
  return [...keys];
}

function declarationsOf(
  name: ts.Identifier | ts.PrivateIdentifier,
  checker: ts.TypeChecker,
): ts.Declaration[] {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  return symbol ? (aliased(symbol, checker).declarations ?? []) : [];
}

/** True for a type. The base class in an `extends` clause is an expression. */
const isType = (node: ts.Node): boolean => ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node);

/** True for the key of a table, such as `{ "GET /runs": … }`. */
const isMemberName = (node: ts.Node): boolean =>
  (ts.isPropertySignature(node.parent) || ts.isPropertyAssignment(node.parent)) && node.parent.name === node;

const isNamedType = (declaration: ts.Declaration): boolean =>
  ts.isTypeAliasDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);

const holdsCode = (declaration: ts.Declaration): boolean =>
  ts.isFunctionLike(declaration) ||
  ts.isVariableDeclaration(declaration) ||
  ts.isPropertyDeclaration(declaration) ||
  ts.isPropertyAssignment(declaration) ||
  ts.isClassDeclaration(declaration);
