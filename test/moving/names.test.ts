/** Compares the table of names with the exports of both packages. */
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../code/sources.js";
import { names } from "./names.js";

const entries = {
  root: { there: "node_modules/@langchain/langgraph-sdk/dist/index.d.ts", here: "src/index.ts" },
  client: { there: "node_modules/@langchain/langgraph-sdk/dist/client.d.ts", here: "src/client-entry.ts" },
};

/** The number of type parameters of each export, by the names. */
type Exports = Map<string, number>;

function exportsOf(program: ts.Program, file: string): Exports {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file))!)!;
  return new Map(
    checker.getExportsOfModule(module).map((alias) => {
      const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
      const counts = (symbol.declarations ?? []).map(
        (each) => (each as ts.DeclarationWithTypeParameterChildren).typeParameters?.length ?? 0,
      );
      return [alias.name, Math.max(0, ...counts)];
    }),
  );
}

function allExports(): Record<keyof typeof entries, { there: Exports; here: Exports }> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const files = Object.values(entries).flatMap(({ there, here }) => [there, here]);
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    options,
  );
  const read = ({ there, here }: (typeof entries)["root"]) => ({
    there: exportsOf(program, there),
    here: exportsOf(program, here),
  });
  return { root: read(entries.root), client: read(entries.client) };
}

const exported = allExports();
const namesThere = [...new Set(Object.values(exported).flatMap(({ there }) => [...there.keys()]))].sort();

test("the table has every name that the official package exports, and no other", () => {
  expect(namesThere.length).toBeGreaterThan(100);
  expect(Object.keys(names).sort()).toEqual(namesThere);
});

test("names that are exported here under the same name are exported by the same entry", () => {
  const missing = Object.entries(exported).flatMap(([entry, { there, here }]) =>
    [...there.keys()]
      .filter((name) => names[name]?.here === "same" && !here.has(name))
      .map((name) => [entry, name]),
  );
  expect(missing).toEqual([]);
});

test("names that are replaced or left out are not exported, unless the table names the other meaning", () => {
  const kept = Object.values(exported).flatMap(({ here }) =>
    [...here.keys()].filter((name) => {
      const fate = names[name];
      return fate !== undefined && fate.here !== "same" && !JSON.stringify(fate).includes(`\`${name}\` is `);
    }),
  );
  expect(kept).toEqual([]);
});

test("names have at least the type parameters that they have in the official package", () => {
  const fewer = Object.values(exported).flatMap(({ there, here }) =>
    [...there].filter(([name, count]) => {
      const fate = names[name];
      return fate?.here === "same" && fate.note === undefined && (here.get(name) ?? 0) < count;
    }),
  );
  expect(fewer).toEqual([]);
});
