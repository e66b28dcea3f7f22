import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Absolute path of this project's folder. */
const root = fileURLToPath(new URL("../../", import.meta.url));

/** A temporary copy of some files and folders of this project, with a link to its node_modules. */
export interface Copy {
  folder: string;
  /** Runs a file of the copy with tsx and returns its standard output. Rejects if the program fails. */
  tsx(file: string, ...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Copies some files and folders of this project into a temporary folder. */
export async function copyProject(names: string[]): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-client-copy-"));
  for (const name of names) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    tsx: async (file, ...args) => {
      const { stdout } = await run(process.execPath, ["--import", "tsx", file, ...args], { cwd: folder });
      return stdout;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Type-checks a project and returns the compiler's errors, one line each. */
export async function compile(project: string): Promise<string[]> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [compiler, "--noEmit", "-p", project]).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split("\n").filter((line) => line.includes("error TS"));
}
