/** Checks the packed package with publint (fields and files) and attw (types under every kind of module resolution). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pack, root } from "./pack.js";

const tarball = await pack();

for (const [tool, ...args] of [
  ["publint", "run", "--strict", "--pack", "false", tarball],
  ["attw", "--no-emoji", tarball],
] as const) {
  const { status } = spawnSync(join(root, "node_modules/.bin", tool), args, { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
