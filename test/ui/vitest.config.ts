import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.js";

/** The same tests with each version of React, which has a folder of its own. */
function withReact(version: number) {
  const inFolder = (name: string) =>
    fileURLToPath(new URL(`./react-${version}/node_modules/${name}`, import.meta.url));
  const packages = ["react-dom", "react"].map((name) => [name, inFolder(name)]);
  return {
    ...shared,
    resolve: { alias: { ...shared.resolve.alias, ...(Object.fromEntries(packages) as object) } },
    test: {
      ...shared.test,
      name: `react ${version}`,
      include: ["test/ui/*.test.{ts,tsx}"],
      globalSetup: ["test/server/global-setup.ts"],
    },
  };
}

/** Runs pages on the JS server. */
export default defineConfig({ test: { maxWorkers: 2, projects: [withReact(18), withReact(19)] } });
