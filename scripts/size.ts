/**
 * Measures the packed package, installed and bundled for a browser. Fails above the limits. Prints the size of every
 * module in that case, and with `-- --modules`.
 */
import { execFileSync } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { install, pack, root, temporaryFolder } from "./pack.js";

/** Bytes of a bundle of everything, minified and compressed by gzip: the goal, and the limit while features land. */
const GOAL = 24_000;
const LIMIT = 41_250;
/** Limits of what the other entries add, measured in the same way: to everything, or to another entry. */
const ENTRIES = [
  // Names, and no copy of a class.
  { entry: "client", to: "", limit: 200 },
  { entry: "thread", to: "", limit: 12_250 },
  { entry: "chat", to: "", limit: 6_700 },
  { entry: "react", to: "chat", limit: 1_850 },
  { entry: "http", to: "", limit: 1_800 },
  { entry: "testing", to: "", limit: 16_000 },
  // An error: browsers have no threads that block.
  { entry: "sync", to: "", limit: 250 },
];
/** Limit of an installation with its dependencies, in bytes. */
const INSTALLED_LIMIT = 1_830_000;

const imports = {
  everything: 'export * from "langgraph-client";',
  ...Object.fromEntries(
    ENTRIES.map(({ entry, to }) => [`with the entry ${entry}`, everythingWith(to, entry)]),
  ),
  LangGraphClient: 'export { LangGraphClient } from "langgraph-client";',
  RunsClient: 'export { RunsClient } from "langgraph-client";',
  StoreClient: 'export { StoreClient } from "langgraph-client";',
  "the errors": 'export { ApiError, RunFailedError } from "langgraph-client";',
};

/** A program that imports everything, and entries. */
function everythingWith(...entries: string[]): string {
  const more = entries.filter((entry) => entry !== "");
  return [
    `export * from "langgraph-client";`,
    ...more.map((entry) => `export * as ${entry} from "langgraph-client/${entry}";`),
  ].join("\n");
}

async function bundle(contents: string, resolveDir: string) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["react"],
    write: false,
    metafile: true,
  });
  const code = outputFiles[0]!.contents;
  return {
    min: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
    modules: Object.values(metafile.outputs)[0]!.inputs,
  };
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

await using folder = await temporaryFolder("size");
const consumer = join(folder.path, "consumer");
const tarball = await pack();
await install(consumer, tarball);

const packages = JSON.parse(execFileSync("npm", ["query", "*"], { cwd: consumer, encoding: "utf8" })) as {
  name: string;
  path: string;
}[];
const installed = packages.filter(({ path }) => path !== consumer);
const weights = await Promise.all(
  installed.map(async ({ name, path }) => ({ package: name, bytes: await bytesOf(path) })),
);
const total = weights.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(
  `Installed: ${weights.length} packages, ${(total / 1e6).toFixed(2)} MB; packed: ${(await stat(tarball)).size} bytes`,
);
console.table(weights);

const sizes = Object.fromEntries(
  await Promise.all(
    Object.entries(imports).map(async ([name, code]) => {
      const { min, gzip, brotli } = await bundle(code, consumer);
      return [name, { min, gzip, brotli }] as const;
    }),
  ),
);
console.log("Bundled for the browser, in bytes:");
console.table(sizes);

const { gzip } = sizes["everything"]!;
const added = ENTRIES.map(({ entry, to, limit }) => {
  const before = to === "" ? gzip : sizes[`with the entry ${to}`]!.gzip;
  return { entry, bytes: sizes[`with the entry ${entry}`]!.gzip - before, limit };
});
const isTooLarge = gzip > LIMIT || added.some(({ bytes, limit }) => bytes > limit) || total > INSTALLED_LIMIT;
if (isTooLarge || process.argv.includes("--modules")) {
  const { modules } = await bundle(
    ["", "thread/", "chat/", "react/", "http/", "testing/"]
      .map((folder) => `export * from "./src/${folder}index.js";`)
      .join("\n"),
    root,
  );
  const heaviest = Object.entries(modules).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
  console.log("By module, minified:");
  console.table(heaviest.map(([module, { bytesInOutput: min }]) => ({ module, min })));
}
console.log(`Everything is ${gzip} bytes by gzip; the limit is ${LIMIT}, the goal ${GOAL}.`);
for (const { entry, bytes, limit } of added) {
  console.log(`The entry ${entry} adds ${bytes} bytes; the limit is ${limit}.`);
}
if (isTooLarge) process.exitCode = 1;
