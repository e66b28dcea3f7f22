/** Packs and installs the package, for scripts and tests that check it as users get it. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The folder of this project. */
export const root = fileURLToPath(new URL("../", import.meta.url));

/** An empty folder, deleted at the end of the scope. */
export async function temporaryFolder(name: string): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), `langgraph-client-${name}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Builds a project and packs it into a folder. Returns the path of the tarball. */
export async function pack(folder: string, project: string = root): Promise<string> {
  await run("npm", ["pack", "--pack-destination", folder], { cwd: project });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack did not create a tarball.");
  return join(folder, tarball);
}

/** Installs packages or tarballs into a new project, with npm. */
export async function install(folder: string, ...packages: string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await run("npm", ["install", ...packages], { cwd: folder });
}

/**
 * Installs the dependencies of a folder with a package.json of its own. The installation of this project leaves such
 * folders out.
 */
export async function installDependencies(folder: string): Promise<void> {
  const done = join(folder, "node_modules/.package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (!existsSync(done) || statSync(done).mtimeMs < statSync(lock).mtimeMs) {
    console.log(`Installing the dependencies of ${folder}package.json …`);
    await run("npm", ["ci"], { cwd: folder });
  }
}

/** Lets the files of a folder import the packages that are installed in another folder. */
export async function shareDependencies(owner: string, folder: string): Promise<void> {
  const link = join(folder, "node_modules");
  await rm(link, { recursive: true, force: true });
  // Windows makes junctions without special rights.
  await symlink(join(owner, "node_modules"), link, "junction");
}

/** Installs the dependencies of a folder with a package.json of its own, and the packed package. */
export async function installTools(folder: string): Promise<void> {
  await installDependencies(folder);
  await using packed = await temporaryFolder("packed");
  const tarball = await pack(packed.path);
  await run("npm", ["install", "--no-save", "--no-package-lock", tarball], { cwd: folder });
}
