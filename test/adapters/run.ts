/**
 * Runs libraries that take a client, its streams or its raw calls with the packed package: `npm run test:adapters`. Compiles
 * their programs first. Arguments such as `-- swr` select test files.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installTools, root, shareDependencies } from "../../scripts/pack.js";

const here = fileURLToPath(new URL("./", import.meta.url));

await installTools(here);
await shareDependencies(here, join(root, "examples/adapters"));
const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
try {
  run("node_modules/typescript/bin/tsc", "-p", here);
  run(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    `${here}vitest.config.ts`,
    ...process.argv.slice(2),
  );
} catch {
  // The output says why.
  process.exitCode = 1;
}
