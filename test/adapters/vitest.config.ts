import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Runs the packed package with the libraries of package.json, on a LangGraph server from npm. See run.ts. */
export default defineConfig({
  // The helpers of other folders take the packed package, too.
  resolve: {
    alias: { "langgraph-client": fileURLToPath(new URL("./node_modules/langgraph-client", import.meta.url)) },
  },
  test: {
    include: ["test/adapters/*.test.{ts,tsx}"],
    globalSetup: ["test/adapters/global-setup.ts"],
    setupFiles: ["test/adapters/dom.ts", "test/ui/redirect.ts"],
    maxWorkers: 2,
    silent: "passed-only",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
