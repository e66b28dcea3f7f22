/** Prints named schemas and paths as TypeScript with openapi-typescript. Each schema becomes an exported type. */
import { mapObjects } from "./json.js";
import type { Json, JsonObject } from "./json.js";
import { comment, visible } from "./text.js";

type OpenapiTypescript = typeof import("openapi-typescript");
type TypeScript = typeof import("typescript");
export type Node = import("typescript").Node;
export type SourceFile = import("typescript").SourceFile;
type TypeElement = import("typescript").TypeElement;
type Statement = import("typescript").Statement;

/** The packages that generate types. Only this command needs them, so they are optional peer dependencies. */
export interface Generators {
  openapi: OpenapiTypescript;
  ts: TypeScript;
}

export interface Printed {
  /** The declarations of the schemas, by their names. */
  types: Map<string, string>;
  /** The members of an interface of paths. */
  paths: string;
}

/** The parser of openapi-typescript calls this method of every object, so that a key of the same name ends it. */
function withoutMethod({ hasOwnProperty: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

export async function print(
  components: ReadonlyMap<string, Json>,
  paths: JsonObject,
  hidden: ReadonlySet<string>,
  { openapi, ts }: Generators,
): Promise<Printed> {
  const document = {
    openapi: "3.1.0",
    info: { title: "", version: "" },
    paths,
    components: { schemas: Object.fromEntries(components) },
  };
  // The parameter of openapi-typescript has a stricter type for the same document.
  const source = mapObjects(document, withoutMethod) as unknown as Parameters<
    OpenapiTypescript["default"]
  >[0];
  const nodes = await openapi.default(source, {
    emptyObjectsUnknown: true,
    defaultNonNullable: false,
    silent: true,
  });
  const shown = (part: Node) => tidied(visible(openapi.astToString(named(part, ts))));
  const members = membersOf(nodes, "components", ts).find((each) => nameOf(each, ts) === "schemas");
  const schemas = members && ts.isPropertySignature(members) && members.type;
  const types = new Map<string, string>();
  for (const member of schemas && ts.isTypeLiteralNode(schemas) ? schemas.members : []) {
    const name = nameOf(member, ts);
    if (!hidden.has(name)) types.set(name, shown(declared(member, ts)));
  }
  // A helper of openapi-typescript, for `required` beside `allOf`.
  const helper = nodes.find((node) => ts.isTypeAliasDeclaration(node) && node.name.text === "WithRequired");
  if (helper) types.set("WithRequired", shown(helper));
  return { types, paths: membersOf(nodes, "paths", ts).map(shown).join("\n") };
}

/** Shortens the output of openapi-typescript: two spaces of indent, no redundant comment tags. */
export function tidied(source: string): string {
  // String literals are skipped, because they may contain the delimiters of comments.
  const parts = /"(?:[^"\\\n]|\\.)*"|\/\*[^]*?\*\//g;
  return source
    .replace(parts, (part) => (part.startsWith("/*") ? comment(part) : part))
    .replace(/^( {4})+/gm, (spaces) => spaces.slice(spaces.length / 2))
    .replace(/^ *(\/\*\*|\*) @(enum \{\w+\}|constant)( \*\/)?\n/gm, "")
    .replace(/^ *\/\*\*\s*\*\/\n/gm, "")
    .trim();
}

function membersOf(nodes: readonly Node[], name: string, ts: TypeScript): readonly TypeElement[] {
  const found = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  return found && ts.isInterfaceDeclaration(found) ? found.members : [];
}

function nameOf({ name }: TypeElement, ts: TypeScript): string {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";
}

/** `Name: { … }` -> `export interface Name { … }`, and other members -> `export type Name = …`. */
function declared(member: TypeElement, ts: TypeScript): Statement {
  const { factory } = ts;
  const type =
    ts.isPropertySignature(member) && member.type ? member.type : factory.createTypeLiteralNode([]);
  const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const name = nameOf(member, ts);
  const statement = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
  return ts.setSyntheticLeadingComments(statement, ts.getSyntheticLeadingComments(member));
}

/** `components["schemas"]["Name"]` -> `Name`. */
function named<T extends Node>(node: T, ts: TypeScript): T {
  const visit = (part: Node): Node => {
    if (
      ts.isIndexedAccessTypeNode(part) &&
      ts.isIndexedAccessTypeNode(part.objectType) &&
      ts.isLiteralTypeNode(part.indexType) &&
      ts.isStringLiteral(part.indexType.literal)
    ) {
      return ts.factory.createTypeReferenceNode(part.indexType.literal.text);
    }
    return ts.visitEachChild(part, visit, undefined);
  };
  // `visit` returns another kind of node only for an indexed access type, which is never the root.
  return visit(node) as T;
}
