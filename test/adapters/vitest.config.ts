import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.js";

/** Runs libraries that take a client, on the JS server. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ["test/adapters/*.test.{ts,tsx}"],
    maxWorkers: 2,
    silent: "passed-only",
    globalSetup: ["test/server/global-setup.ts"],
  },
});
