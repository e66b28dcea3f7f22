/**
 * The packed types under the compilers of their users: `npm run test:compilers`. Libraries are checked too. With names,
 * such as `-- 5.4`, only under the compilers of these names.
 */
import { execFile } from "node:child_process";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installTools } from "../../scripts/pack.js";
import { walls } from "./hovers.js";

const run = promisify(execFile);
const here = fileURLToPath(new URL("./", import.meta.url));
/** Beside node_modules, so that the programs find the package there. */
const dist = join(here, "dist");

const wanted = process.argv.slice(2);
const compilers = ["5.4", "5.9", "6", "7"].filter((name) => wanted.length === 0 || wanted.includes(name));
/** How programs find packages: as Node does, or as bundlers do. */
const resolutions = { node16: "node16", nodenext: "nodenext", bundler: "preserve" };
/** As ES modules and as CommonJS. */
const files = ["consumer.mts", "consumer.cts"];
const libraries = {
  DOM: { lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] },
  "@types/node": { lib: ["ES2022"], types: ["node"] },
};

/** What a compiler says of the programs, if anything. */
async function compile(tsc: string, options: { exactOptionalPropertyTypes: boolean }): Promise<string> {
  const always = { target: "ES2022", strict: true, skipLibCheck: false, noEmit: true };
  const compilerOptions = { ...always, ...options };
  const project = join(dist, `tsconfig.${options.exactOptionalPropertyTypes}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  return run(process.execPath, [tsc, "-p", project]).then(
    () => "",
    ({ stdout, message }: { stdout?: string; message: string }) => stdout || message,
  );
}

await installTools(here);
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
for (const file of files) await copyFile(join(here, "consumer.ts"), join(dist, file));

const problems = walls(dist);
const table: Record<string, Record<string, string>> = {};
for (const name of compilers) {
  const tsc = join(here, `node_modules/typescript-${name}/bin/tsc`);
  const { stdout } = await run(process.execPath, [tsc, "--version"]);
  const row: Record<string, string> = (table[`TypeScript ${stdout.replace(/[^\d.]/g, "")}`] = {});
  for (const [moduleResolution, module] of Object.entries(resolutions)) {
    for (const [library, libraryOptions] of Object.entries(libraries)) {
      const options = { module, moduleResolution, ...libraryOptions };
      const said = await Promise.all(
        [true, false].map((exact) => compile(tsc, { ...options, exactOptionalPropertyTypes: exact })),
      );
      const column = `${moduleResolution}, ${library}`;
      row[column] = said.every((text) => text === "") ? "ok" : "FAILED";
      if (row[column] === "FAILED") problems.push(`TypeScript ${name}, ${column}:\n${said.join("\n")}`);
    }
  }
}
for (const problem of problems) console.error(problem.slice(0, 2_000));
console.log("Programs as ES modules and as CommonJS, exactOptionalPropertyTypes on and off:");
console.table(table);
if (problems.length > 0) process.exitCode = 1;
