import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.js";

/** Runs the tests of real servers against the Python server. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["test/real/*.test.ts", "test/python/*.test.ts"],
    exclude: [],
    globalSetup: ["test/python/global-setup.ts"],
  },
});
