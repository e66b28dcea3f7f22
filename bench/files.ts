import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** npm runs scripts in the folder of package.json. */
export const root = process.cwd();
export const here = join(root, "bench");
/** Build output of a benchmark run. */
export const built = join(here, "dist");

/** Runs a program and returns its output; throws an error with the output if it fails. */
export function execute(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
  }
}

/** Returns the path of a file in the packages that the benchmarks install. */
export function installed(path: string): string {
  return join(here, "node_modules", path);
}
