/** The command as a process of its own, in a project of a temporary folder. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { root } from "../code/sources.js";

/** Creates a folder that is removed when the test finishes. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "langgraph-client-types-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

let bundle: Promise<string> | undefined;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "src/cli/main.ts")],
    alias: { "langgraph-client": join(root, "src/index.ts") },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** Installs the command into a folder's `node_modules`. Returns the path of its program. */
export async function install(folder: string): Promise<string> {
  bundle ??= bundled();
  const file = join(folder, "node_modules/langgraph-client/dist/cli.js");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(join(dirname(file), "../package.json"), '{ "type": "module" }');
  await writeFile(file, await bundle);
  return file;
}

/** Installs packages of this project into a folder's `node_modules`, as links. */
export async function link(folder: string, ...names: string[]): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  for (const name of names) {
    await symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
}

/** Runs `langgraph-client types` in a folder, with more folders on `PATH` than the one of Node. */
export function execute(file: string, cwd: string, args: string[], path: string[] = []) {
  const env = { PATH: [...path, dirname(process.execPath)].join(delimiter) };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [file, "types", ...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
