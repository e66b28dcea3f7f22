/**
 * Last step of `npm run release:check`: installs the packed package into an empty folder, and runs the README's quickstart
 * as an ES module and as CommonJS against a LangGraph server.
 */
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { install, pack, root, temporaryFolder } from "../../scripts/pack.js";
import { startServer } from "../server/start.js";

const run = promisify(execFile);

const readme = await readFile(join(root, "README.md"), "utf8");
const [, quickstart] = /^## Quickstart\n[^]*?```ts\n([^]*?)```/m.exec(readme) ?? [];
if (quickstart === undefined) throw new Error("README.md has no quickstart.");

await using folder = await temporaryFolder("quickstart");
const consumer = join(folder.path, "consumer");
await install(consumer, await pack());
await using server = await startServer({ graphs: ["agent"] });

const here = quickstart.replace("http://localhost:2024", server.url);
const body = here.replace(/^import (.*) from (".*");$/m, "const $1 = require($2);");
const programs = { "quickstart.mjs": here, "quickstart.cjs": `(async () => {\n${body}})();\n` };
for (const [name, code] of Object.entries(programs)) {
  await writeFile(join(consumer, name), code);
  const { stdout } = await run(process.execPath, [name], { cwd: consumer });
  if (stdout !== "You said: Hello") throw new Error(`${name} printed: ${stdout}`);
  console.log(`${name}: ${stdout}`);
}
