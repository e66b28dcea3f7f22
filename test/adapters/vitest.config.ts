import { defineConfig } from "vitest/config";

/** Runs the packed package with the libraries of package.json, on a LangGraph server from npm. See run.ts. */
export default defineConfig({
  test: {
    include: ["test/adapters/*.test.{ts,tsx}"],
    globalSetup: ["test/adapters/global-setup.ts"],
    setupFiles: ["test/adapters/dom.ts"],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
