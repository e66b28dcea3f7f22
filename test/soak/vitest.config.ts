import { defineConfig } from "vitest/config";
import base from "../python/vitest.config.js";

/** Tests that take minutes, against the Python server. Tests that need the JS server start it themselves. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ["test/soak/*.test.ts"], testTimeout: 120_000 },
});
