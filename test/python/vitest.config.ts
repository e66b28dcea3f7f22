import { defineConfig } from "vitest/config";
import base from "../../vitest.config.js";

/** Runs the tests of real servers against the Python server. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["test/real/*.test.ts", "test/python/*.test.ts"],
    exclude: [],
    globalSetup: ["test/python/global-setup.ts"],
    typecheck: { enabled: false },
  },
});
