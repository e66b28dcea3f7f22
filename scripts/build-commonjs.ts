/**
 * Runs after tsup. Makes the CommonJS files from the ES modules, one from each, so that the entries share their classes in
 * this format, too. The types of the ES modules then re-export those of the CommonJS files: one set of types for both
 * formats, so that an object from `import` fits one from `require`.
 */
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { transform } from "esbuild";

const files = await readdir("dist");

/** Makes the imports and the URLs of the built files name their CommonJS forms. */
function withCommonJsNames(code: string): string {
  const path = /(?<=\b(?:from |import |new URL\()(["'])\.\/)([\w-]+)\.js(?=\1)/g;
  return code.replace(path, (found, _, name: string) =>
    files.includes(`${name}.js`) || files.includes(`${name}.d.ts`) ? `${name}.cjs` : found,
  );
}

const MODULE_URL = "import.meta.url";
/** Declares the URL of a CommonJS file. */
const URL_BANNER = 'const moduleUrl = require("url").pathToFileURL(__filename).href;';

/**
 * Makes the types import openapi-fetch as an ES module does. The compiler tells its types for CommonJS from those, so that
 * a library that takes a client of openapi-fetch would refuse the client's `raw`.
 */
function withModuleTypes(types: string): string {
  return types
    .replace(/^import 'openapi-fetch';\n/gm, "")
    .replace(
      /^import (\{[^}]*\} from 'openapi-fetch');$/gm,
      "import type $1 with { 'resolution-mode': 'import' };",
    );
}

/** Narrows the indentation: of the types by a third of their bytes. */
function withNarrowIndentation(code: string, width: number): string {
  return code.replace(/^ +/gm, (spaces) => " ".repeat(Math.ceil(spaces.length / width)));
}

for (const name of files.filter((file) => file.endsWith(".js"))) {
  const module = withNarrowIndentation(await readFile(`dist/${name}`, "utf8"), 2);
  await writeFile(`dist/${name}`, module);
  const code = withCommonJsNames(module);
  // Comments go with the whitespace, which the next step adds again. The ES modules and the types have the same ones.
  const bare = await transform(code, { minifyWhitespace: true, target: "es2022" });
  const commonJs = await transform(bare.code, {
    format: "cjs",
    // Lists the names of the exports, so that Node can import them from an ES module.
    platform: "node",
    target: "es2022",
    sourcefile: name,
    banner: `"use strict";${code.includes(MODULE_URL) ? `\n${URL_BANNER}` : ""}`,
    define: { [MODULE_URL]: "moduleUrl" },
  });
  await writeFile(`dist/${name.replace(/js$/, "cjs")}`, withNarrowIndentation(commonJs.code, 2));
}

for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
  const name = file.slice(0, -".d.ts".length);
  const types = withModuleTypes(withCommonJsNames(await readFile(`dist/${file}`, "utf8")));
  const narrow = withNarrowIndentation(types, 4);
  await writeFile(`dist/${name}.d.cts`, narrow);
  if (files.includes(`${name}.js`)) await writeFile(`dist/${file}`, `export * from "./${name}.cjs";\n`);
  else await rm(`dist/${file}`);
}
