import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.js";

/** Runs the tests of real servers against Aegra. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["test/real/*.test.ts", "test/servers/*.test.ts"],
    exclude: [],
    globalSetup: ["test/servers/global-setup.ts"],
  },
});
