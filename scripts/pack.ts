/** The package as it is published, for scripts and tests that look at it from outside. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The folder of this project. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/** An empty folder of its own, gone when the scope ends. */
export async function temporaryFolder(name: string): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), `langgraph-client-${name}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Builds and packs a project into a folder; gives the tarball. */
export async function pack(folder: string, project: string = root): Promise<string> {
  await run("npm", ["pack", "--pack-destination", folder], { cwd: project });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball.");
  return join(folder, tarball);
}

/** Installs packages, such as a tarball, into a folder as a user would: by npm, from its registry. */
export async function install(folder: string, ...packages: string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await run("npm", ["install", ...packages], { cwd: folder });
}

/**
 * Installs the tools of a folder that has a package.json of its own, which an installation of this project does without, and
 * this package, packed, beside them.
 */
export async function installTools(folder: string): Promise<void> {
  const done = join(folder, "node_modules/.package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (!existsSync(done) || statSync(done).mtimeMs < statSync(lock).mtimeMs) {
    console.log(`Installing what ${folder}package.json names …`);
    await run("npm", ["ci"], { cwd: folder });
  }
  await using packed = await temporaryFolder("packed");
  const tarball = await pack(packed.path);
  await run("npm", ["install", "--no-save", "--no-package-lock", tarball], { cwd: folder });
}
