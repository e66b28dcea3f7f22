/** Finds the packages that generate types: openapi-typescript, and the TypeScript that it runs on. */
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Generators } from "./print.js";

const COMMAND = "npx -p langgraph-client -p openapi-typescript@7 -p typescript@5 langgraph-client types";

/**
 * The folders from which the packages are resolved, the first one first: the one of this command, the working directory,
 * and those of npx. It installs only the packages that a project lacks, in a folder that is known by `PATH` alone.
 */
function folders(): string[] {
  const paths = (process.env["PATH"] ?? "").split(delimiter);
  const programs = paths.filter((path) =>
    /[\\/]_npx[\\/][^\\/]+[\\/]node_modules[\\/]\.bin[\\/]?$/.test(path),
  );
  const own = dirname(fileURLToPath(import.meta.url));
  return [own, process.cwd(), ...programs.map((path) => join(path, "../.."))];
}

/** Loads the first pair of packages that works. */
export async function loadGenerators(): Promise<Generators> {
  const unfit: string[] = [];
  for (const folder of folders()) {
    const found = await load(folder);
    if (typeof found !== "string") return found;
    if (found !== "" && !unfit.includes(found)) unfit.push(found);
  }
  throw new Error(
    unfit.length === 0
      ? `This command needs two more packages. Run it with both, without adding them to the project: ${COMMAND}`
      : `${unfit.join(" ")} Run this in a folder outside of the project, with --out: ${COMMAND}`,
  );
}

/** The packages as resolved from a folder; the reason as a text if they do not work, empty if they are missing. */
async function load(folder: string): Promise<Generators | string> {
  const entry = attempt(() => moduleOf(folder));
  if (entry === undefined) return "";
  // It must be the same copy that openapi-typescript uses: the kinds of nodes are numbers that differ between versions.
  // Version 7 has none of these members.
  const ts = attempt(() => createRequire(entry)("typescript") as Partial<Generators["ts"]>);
  const pair = `${dirname(dirname(entry))} runs with TypeScript ${ts?.version ?? "(missing)"}`;
  if (typeof ts?.factory?.createTypeReferenceNode !== "function") return `${pair}, which has no API for it.`;
  const openapi: Partial<Generators["openapi"]> = await import(pathToFileURL(entry).href).catch(() => ({}));
  const isUsable = typeof openapi.default === "function" && typeof openapi.astToString === "function";
  return isUsable ? { openapi, ts } : `${pair}, and cannot be loaded.`;
}

/** The file of the ES module. Its CommonJS form needs `require` of ES modules, which older versions of Node lack. */
function moduleOf(folder: string): string {
  const require = createRequire(join(folder, "package.json"));
  const path = require.resolve("openapi-typescript/package.json");
  // Version 7 has this entry. Another version fails here or at its import.
  const { exports } = require(path) as { exports: { ".": { import: string } } };
  return join(dirname(path), exports["."].import);
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}
