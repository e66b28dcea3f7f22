import { defineConfig } from "vitest/config";
import base from "../python/vitest.config.js";

/** What takes minutes, against the Python server; tests of the JS server start it themselves. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ["test/soak/*.test.ts"], testTimeout: 120_000 },
});
