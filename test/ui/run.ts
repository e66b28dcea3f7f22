/**
 * Installs the frameworks, and tests the chat of a page in them, and the page of examples/chat: `npm run test:ui`. Arguments
 * such as `-- use-stream` select files, as those of vitest. `-- chat-page --screenshots` takes the pictures of docs/images/
 * again. If a browser cannot be installed, its tests are not run, and do not fail.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies, root, shareDependencies } from "../../scripts/pack.js";
import { chatFolder } from "../../examples/server/chat-page.js";
import { findChromium } from "../runtimes/runtimes.js";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Runs a program of this project's node_modules. Exits if it fails. */
function run(program: string, ...args: string[]): void {
  const file = join(root, "node_modules", program);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

for (const folder of ["", "react-18/", "react-19/"]) await installDependencies(join(here, folder));
await installDependencies(chatFolder);
await shareDependencies(here, join(root, "examples/frameworks"));
for (const folder of [here, chatFolder]) run("typescript/bin/tsc", "-p", folder);

const browser = findChromium();
const projects = browser === undefined ? ["--project", "react *"] : [];
if (browser !== undefined) process.env["CHROMIUM"] = browser;
else console.log("Not run in Chromium: it was not found. Run apt-get install chromium, or set CHROMIUM.");
const config = join(here, "vitest.config.ts");
const args = process.argv.slice(2).filter((arg) => arg !== "--screenshots");
if (args.length < process.argv.length - 2) process.env["SCREENSHOTS"] = "1";
run("vitest/vitest.mjs", "run", "--config", config, ...projects, ...args);
