/** Compares the generated declarations of the synchronous client with the classes of the asynchronous one, by the compiler. */
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";

const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as { config: object };
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const program = ts.createProgram(
  ["generated/sync.ts", "src/client.ts", "src/streaming/thread-stream.ts"].map((file) => join(root, file)),
  options,
);
const checker = program.getTypeChecker();

/** The classes whose members a program can reach from a client, and those that their streams have. */
const PAIRS = [
  ["src/client.ts", "LangGraphClient"],
  ["src/resources/assistants.ts", "AssistantsClient"],
  ["src/resources/threads.ts", "ThreadsClient"],
  ["src/resources/runs.ts", "RunsClient"],
  ["src/resources/crons.ts", "CronsClient"],
  ["src/resources/store.ts", "StoreClient"],
  ["src/resources/raw.ts", "RawClient"],
  ["src/streaming/run-stream.ts", "RunStream"],
  ["src/streaming/thread-stream.ts", "ThreadStream"],
] as const;

function typeOf(file: string, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file))!)!;
  const symbol = checker.getExportsOfModule(module).find((each) => each.name === name)!;
  return checker.getDeclaredTypeOfSymbol(symbol);
}

const SYMBOLS: Readonly<Record<string, string>> = { asyncIterator: "iterator", asyncDispose: "dispose" };

/** A member as text: its type parameters and parameters, or that it is a property. */
function membersOf(type: ts.Type): Record<string, string[]> {
  const entries = type.getProperties().flatMap((property) => {
    const flags = ts.getCombinedModifierFlags(property.valueDeclaration ?? property.declarations![0]!);
    if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected) || property.name.startsWith("#"))
      return [];
    const name = property.name.replace(/^__@(\w+)@\d+$/, (_, symbol: string) => SYMBOLS[symbol] ?? symbol);
    const declared = property.declarations![0]!;
    const signatures = checker.getTypeOfSymbolAtLocation(property, declared).getCallSignatures();
    const texts = signatures.map((signature) => {
      const parameters = signature.getTypeParameters() ?? [];
      const list = parameters.map(
        (each) => `${each.symbol.name} extends ${checker.typeToString(each.getConstraint() ?? each)}`,
      );
      const values = signature.parameters.map((each) => {
        const at = each.valueDeclaration!;
        return `${each.name}: ${checker.typeToString(checker.getTypeOfSymbolAtLocation(each, at), at)}`;
      });
      return `<${list.join(", ")}>(${values.join(", ")})`;
    });
    return [[name, texts] as const];
  });
  return Object.fromEntries(entries);
}

/** Members of the language's own iterators. */
const ITERATOR = /^(map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find|toStringTag)$/;

/** Removes differences of form: the type of a parameter with a default, and the name of a type that differs on purpose. */
const plain = (text: string): string =>
  text
    .replace(/ \| undefined(?=[,)])/g, "")
    .replace(/\b(Sync)?ParseAs\b|keyof BodyType<unknown>/g, "ParseAs")
    .replace(/[()]/g, "")
    // The compiler orders the members of a union by their first use in a program.
    .replace(/(?<=options: )[^,]*$/, (union) => union.split(" | ").sort().join(" | "));

test.each(PAIRS)("%s: Sync%s has the members, type parameters and parameters of the class", (file, name) => {
  const asynchronous = membersOf(typeOf(file, name));
  const synchronous = membersOf(typeOf("generated/sync.ts", `Sync${name}`));
  const names = Object.keys(asynchronous);
  expect(names.length).toBeGreaterThan(1);
  const added = Object.keys(synchronous).filter((each) => !names.includes(each) && !ITERATOR.test(each));
  expect(added).toEqual([]);
  for (const each of names.filter((member) => member !== "TRACE")) {
    expect(synchronous[each]?.map(plain), each).toEqual(asynchronous[each]?.map(plain));
  }
});

test("no declaration has a promise or an asynchronous iterator", () => {
  const text = program.getSourceFile(join(root, "generated/sync.ts"))!.text.replace(/\/\*\*[^]*?\*\//g, "");
  expect(text).not.toMatch(/Promise|Async|await/);
});
