import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.config.js";

const CHROMIUM = ["chat-page", "chromium", "guide"].map((name) => `test/ui/${name}.test.ts`);
const globalSetup = ["test/server/global-setup.ts"];

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
      exclude: CHROMIUM,
      globalSetup,
      // The official hook gets this version of React, too.
      server: { deps: { inline: ["@langchain/langgraph-sdk"] } },
    },
  };
}

const inChromium = {
  ...shared,
  test: { ...shared.test, name: "chromium", include: CHROMIUM, globalSetup },
};

/** Runs pages on the JS server. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [withReact(18), withReact(19), inChromium],
    // The official hook leaves rejections unhandled.
    onUnhandledError: ({ stack }) => !stack?.includes("@langchain/langgraph-sdk"),
  },
});
