import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { defineConfig } from "tsup";
import type { Options } from "tsup";
import { BUNDLED } from "./scripts/bundled.js";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** The entries of the package. */
const entries = {
  index: "src/index.ts",
  client: "src/client-entry.ts",
  thread: "src/thread/index.ts",
  chat: "src/chat/index.ts",
  react: "src/react/index.ts",
  http: "src/http/index.ts",
  testing: "src/testing/index.ts",
  sync: "src/sync/index.ts",
};

/** The entry `sync` for browsers. */
const UNSUPPORTED = "src/sync/unsupported.ts";

/**
 * Makes each entry import the modules of the main one, so that all that they share with it is in one file: esbuild makes a
 * file of the modules that the same entries use. With seven such files Node takes 4 ms longer to import the package.
 */
const oneSharedFile: Plugin = {
  name: "one-shared-file",
  async setup(build) {
    const main = resolve(entries.index);
    const others = [...Object.values(entries), UNSUPPORTED].map((path) => resolve(path));
    // Not those of types alone.
    const exports = (await readFile(main, "utf8")).matchAll(/^export \{[^}]*\} from "(.*)\.js"/gm);
    const modules = [...exports].map(([, path]) => path);
    const imports = modules.map((path) => `import ${JSON.stringify(resolve(main, "..", `${path}.ts`))};`);
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path === main || !others.includes(path)) return undefined;
      return { contents: [await readFile(path, "utf8"), ...imports].join(""), loader: "ts" };
    });
  },
};

export default defineConfig({
  entry: {
    ...entries,
    "sync-worker": "src/sync/worker.ts",
    "sync-unsupported": UNSUPPORTED,
  },
  // scripts/build-commonjs.ts makes the CommonJS files: tsup can split them only by rewriting each `?.` into calls.
  format: "esm",
  target: "es2022",
  clean: true,
  // Two files less to load: an import takes 3 ms less.
  noExternal: BUNDLED,
  // What entries share is in one file, so that each class exists once.
  splitting: true,
  esbuildPlugins: [oneSharedFile],
  esbuildOptions: (options) => {
    options.chunkNames = "shared-[hash]";
    // Keeps imports for their side effects: of those modules.
    options.ignoreAnnotations = true;
    // Comments name the files of packages: in node_modules/, wherever a link there leads.
    options.preserveSymlinks = true;
  },
  // No source maps: the bundle is readable, and maps would add a third to the package's size.
  // The types use `Symbol.asyncDispose`; the bundler of types removes this reference from the sources.
  dts: { entry: entries, banner: '/// <reference lib="esnext.disposable" />' },
});
