import { defineConfig } from "tsup";

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

export default defineConfig({
  entry: {
    ...entries,
    "sync-worker": "src/sync/worker.ts",
    "sync-unsupported": "src/sync/unsupported.ts",
  },
  // scripts/build-commonjs.ts makes the CommonJS files: tsup can split them only by rewriting each `?.` into calls.
  format: "esm",
  target: "es2022",
  clean: true,
  // What entries share is in one file, so that each class exists once.
  splitting: true,
  esbuildOptions: (options) => {
    options.chunkNames = "shared-[hash]";
  },
  // No source maps: the bundle is readable, and maps would add a third to the package's size.
  // The types use `Symbol.asyncDispose`; the bundler of types removes this reference from the sources.
  dts: { entry: entries, banner: '/// <reference lib="esnext.disposable" />' },
});
