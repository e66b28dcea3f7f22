/**
 * Compiles the packed types and the code blocks of the documents with several compilers: `npm run test:compilers`.
 * `skipLibCheck` is off, but for the compiler's own libraries. Arguments such as `-- 5.4` select compilers.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installTools } from "../../scripts/pack.js";
import { allBlocks, modulesOf } from "../docs/blocks.js";
import { hoverProblems } from "./hovers.js";

const run = promisify(execFile);
const here = fileURLToPath(new URL("./", import.meta.url));
/** Beside node_modules, so that the programs resolve the package. */
const dist = join(here, "dist");

const wanted = process.argv.slice(2);
const compilers = ["5.4", "5.9", "6", "7"].filter((name) => wanted.length === 0 || wanted.includes(name));
/** Values of `moduleResolution`, each with its `module`. */
const resolutions = { node16: "node16", nodenext: "nodenext", bundler: "preserve" };
/** The same program as an ES module and as CommonJS. */
const consumers = ["consumer.mts", "consumer.cts"];
/** A program for which the types of openapi-fetch for ES modules count. */
const moduleOnly = "openapi.mts";
const blocks = modulesOf(allBlocks(), "mjs");
const libraries = {
  DOM: { lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] },
  "@types/node": { lib: ["ES2022"], types: ["node"] },
};

/** Compiles files with or without the strictest flags; returns the compiler's output, empty on success. */
async function compile(tsc: string, files: string[], exact: boolean, options: object): Promise<string> {
  const checks = { strict: true, skipLibCheck: false, skipDefaultLibCheck: true };
  const always = { target: "ES2022", ...checks, noEmit: true };
  const flags = { exactOptionalPropertyTypes: exact, noUncheckedIndexedAccess: exact };
  const compilerOptions = { ...always, ...flags, ...options };
  const project = join(dist, `tsconfig.${exact}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, [tsc, "-p", project]).then(
    () => "",
    ({ stdout, message }: { stdout?: string; message: string }) => stdout || message,
  );
}

await installTools(here);
await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, "blocks"), { recursive: true });
for (const file of consumers) await copyFile(join(here, "consumer.ts"), join(dist, file));
await copyFile(join(here, "openapi.ts"), join(dist, moduleOnly));
for (const [name, { code }] of blocks) await writeFile(join(dist, "blocks", `${name}.mts`), code);

const problems = hoverProblems(dist);
const table: Record<string, Record<string, string>> = {};
for (const name of compilers) {
  const tsc = join(here, `node_modules/typescript-${name}/bin/tsc`);
  const { stdout } = await run(process.execPath, [tsc, "--version"]);
  const row: Record<string, string> = (table[`TypeScript ${stdout.replace(/[^\d.]/g, "")}`] = {});
  const attempt = async (column: string, files: string[], options: object): Promise<void> => {
    const outputs = await Promise.all([true, false].map((exact) => compile(tsc, files, exact, options)));
    row[column] = outputs.every((text) => text === "") ? "ok" : "FAILED";
    if (row[column] === "FAILED") problems.push(`TypeScript ${name}, ${column}:\n${outputs.join("\n")}`);
  };
  for (const [moduleResolution, module] of Object.entries(resolutions)) {
    for (const [library, libraryOptions] of Object.entries(libraries)) {
      const options = { module, moduleResolution, ...libraryOptions };
      await attempt(`${moduleResolution}, ${library}`, [...consumers, moduleOnly], options);
    }
  }
  // TypeScript 5.4 rejects `for await` at the top level with module `preserve`.
  const documented = [...blocks.keys()].map((block) => `blocks/${block}.mts`);
  await attempt("documents", documented, { module: "nodenext", ...libraries.DOM });
}
for (const problem of problems) console.error(problem.slice(0, 2_000));
console.log("Programs as ES modules and as CommonJS, exactOptionalPropertyTypes on and off:");
console.table(table);
if (problems.length > 0) process.exitCode = 1;
