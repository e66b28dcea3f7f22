import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "langgraph-client": fileURLToPath(new URL("./src/index.ts", import.meta.url)) },
  },
  test: {
    include: ["test/**/*.test.ts"],
    // Python and soak tests have separate configurations.
    exclude: ["test/python/**", "test/soak/**"],
    globalSetup: ["test/server/global-setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // The server is a separate process, which needs CPU time too.
    maxWorkers: 2,
    typecheck: {
      enabled: true,
      include: ["test/types/**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
    },
  },
});
