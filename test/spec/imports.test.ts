import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Every import of a folder's files: paths from the project's folder on, or names of packages. */
function importsOf(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const file = join(root, folder, name);
      const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
      return importedFiles.map(({ fileName }) =>
        fileName.startsWith(".") ? relative(root, join(dirname(file), fileName)) : fileName,
      );
    });
}

test("scripts/ imports neither tests nor vitest", () => {
  const imports = importsOf("scripts");
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.filter((each) => /^(test\/|vitest)/.test(each))).toEqual([]);
});

test("src/cli imports nothing from scripts/, and from the library only what is public or generated", () => {
  const imports = importsOf("src/cli");
  expect(imports.length).toBeGreaterThan(20);
  expect(imports.filter((each) => each.startsWith("scripts/"))).toEqual([]);
  const inside = imports.filter((each) => /^(src|generated)\//.test(each) && !each.startsWith("src/cli/"));
  expect(inside).toEqual(["generated/paths.js"]);
});
