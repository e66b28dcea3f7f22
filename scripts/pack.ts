/** Packs and installs the package, for scripts and tests that check it as users get it. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/** The files and folders of which the package is made, and docs/, which its `files` must leave out. */
async function readSources(): Promise<string[]> {
  const { files } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { files: string[] };
  const built = ["package.json", "tsconfig.json", "tsup.config.ts", "src", "scripts", "generated"];
  return [...built, ...files.filter((name) => name !== "dist"), "docs", "README.md", "LICENSE"];
}

/** The time of the last change of a file, or of any file in a folder, in milliseconds. */
async function changedAt(path: string): Promise<number> {
  const files = statSync(path).isDirectory() ? await readdir(path, { recursive: true }) : [];
  const times = [path, ...files.map((file) => join(path, file))].map((file) => statSync(file).mtimeMs);
  return Math.max(...times);
}

/**
 * Builds and packs the package, unless no source has changed since the last time. Returns the path of the tarball. It is
 * built from a copy, so that dist/ is unchanged, and commands may run at the same time.
 */
export async function pack(): Promise<string> {
  const tarball = join(root, "node_modules/.cache/langgraph-client.tgz");
  const sources = await readSources();
  const changes = await Promise.all(
    [...sources, "package-lock.json"].map((name) => changedAt(join(root, name))),
  );
  if (existsSync(tarball) && statSync(tarball).mtimeMs > Math.max(...changes)) return tarball;
  await using copy = await temporaryFolder("pack");
  for (const name of sources) await cp(join(root, name), join(copy.path, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(copy.path, "node_modules"), "junction");
  await run("npm", ["pack"], { cwd: copy.path });
  const name = (await readdir(copy.path)).find((file) => file.endsWith(".tgz"));
  if (name === undefined) throw new Error("npm pack did not create a tarball.");
  await mkdir(dirname(tarball), { recursive: true });
  // Another command may read the tarball while it is replaced.
  const own = `${tarball}.${process.pid}`;
  await cp(join(copy.path, name), own);
  await rename(own, tarball);
  return tarball;
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
  await run("npm", ["install", "--no-save", "--no-package-lock", await pack()], { cwd: folder });
}
