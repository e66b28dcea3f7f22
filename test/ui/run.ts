/**
 * Installs the frameworks, and tests the chat of a page in them: `npm run test:ui`. Arguments such as `-- use-stream` select
 * files, as those of vitest.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installDependencies, root } from "../../scripts/pack.js";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Runs a program of this project's node_modules. Exits if it fails. */
function run(program: string, ...args: string[]): void {
  const file = join(root, "node_modules", program);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

for (const folder of ["", "react-18", "react-19"]) await installDependencies(join(here, folder));
run("typescript/bin/tsc", "-p", here);
run("vitest/vitest.mjs", "run", "--config", join(here, "vitest.config.ts"), ...process.argv.slice(2));
