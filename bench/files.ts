import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** npm runs a script where its package.json is. */
export const root = process.cwd();
export const here = join(root, "bench");
/** What is made for a run, and never kept. */
export const built = join(here, "dist");

/** Runs a program, and shows what it says only when it fails. */
export function execute(program: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(" ")} failed\n${stdout}${stderr}`, { cause: error });
  }
}

/** A program of a package that the benchmarks install. */
export function installed(path: string): string {
  return join(here, "node_modules", path);
}
