/** A field that a server adds to every operation becomes an option of every method, without an edit in src/. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { methodOperations } from "../../scripts/method-operations.js";
import { bodyOf, operationsOf, partsOf } from "../../scripts/openapi.js";
import { isObject, objectsOf } from "../../src/cli/json.js";
import type { JsonObject } from "../../src/cli/json.js";
import { copyProject } from "../helpers/copy.js";
import type { Copy } from "../helpers/copy.js";

/** Adds a field to the body of every operation; without a body, to its query. */
function grow(document: JsonObject): void {
  for (const operation of operationsOf(document).values()) {
    const fields = partsOf(document, bodyOf(operation)).find((part) => isObject(part["properties"]));
    if (isObject(fields?.["properties"])) fields["properties"]["made_up"] = { type: "number" };
    else {
      const query = { name: "made_up", in: "query", schema: { type: "number" } };
      operation["parameters"] = [...objectsOf(operation["parameters"]), query];
    }
  }
}

/** The methods of a project's resources with an argument that can have the field. */
function methodsWith(field: string, folder: string): Set<string> {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram([join(folder, "src/index.ts")], options);
  const checker = program.getTypeChecker();
  const has = (type: ts.Type): boolean =>
    (type.isUnion() ? type.types : [type]).some((part) => {
      const element = checker.getIndexTypeOfType(part, ts.IndexKind.Number) ?? part;
      return checker.getPropertyOfType(checker.getApparentType(element), field) !== undefined;
    });
  const found = new Set<string>();
  for (const resource of ["assistants", "threads", "runs", "crons", "store"]) {
    const source = program.getSourceFile(join(folder, `src/resources/${resource}.ts`));
    for (const statement of source?.statements ?? []) {
      if (!ts.isClassDeclaration(statement)) continue;
      for (const method of checker.getTypeAtLocation(statement).getProperties()) {
        const signatures = checker.getTypeOfSymbol(method).getCallSignatures();
        const parameters = signatures.flatMap((signature) => signature.parameters);
        if (parameters.some((parameter) => has(checker.getTypeOfSymbol(parameter)))) {
          found.add(`${resource}.${method.name}`);
        }
      }
    }
  }
  return found;
}

let copy: Copy;
let operations: string[];

beforeAll(async () => {
  const names = [".prettierrc.json", "package.json", "tsconfig.json", "openapi.json", "generated", "scripts"];
  copy = await copyProject([...names, "spec", "src"]);
  const file = join(copy.folder, "spec/upstream.json");
  const document = JSON.parse(await readFile(file, "utf8")) as JsonObject;
  grow(document);
  await writeFile(file, JSON.stringify(document));
  await copy.tsx("scripts/generate.ts");
  operations = [...operationsOf(document).keys()];
}, 60_000);

afterAll(() => copy.remove());

test("every method takes the new field as an option", () => {
  const able = methodsWith("madeUp", copy.folder);
  const others = methodOperations().filter(
    ({ method, calls }) => calls.some((operation) => operations.includes(operation)) && !able.has(method),
  );
  expect(others.map(({ method }) => method)).toEqual([]);
  expect(able.size).toBeGreaterThan(50);
}, 60_000);
