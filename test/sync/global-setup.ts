import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Builds the entry, which the tests import as `langgraph-client/sync`, and the file of its thread, as tsup does. */
export async function setup(): Promise<void> {
  await bundle({
    absWorkingDir: root,
    entryPoints: {
      index: "src/index.ts",
      sync: "src/sync/index.ts",
      "sync-worker": "src/sync/worker.ts",
      "sync-unsupported": "src/sync/unsupported.ts",
    },
    outdir: "test/sync/dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    packages: "external",
  });
}
