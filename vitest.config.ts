import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  // First: the last one would match their beginning.
  "langgraph-client/client": fileURLToPath(new URL("./src/client-entry.ts", import.meta.url)),
  "langgraph-client/chat": fileURLToPath(new URL("./src/chat/index.ts", import.meta.url)),
  "langgraph-client/react": fileURLToPath(new URL("./src/react/index.ts", import.meta.url)),
  // Its thread needs a file that Node can load: test/sync/global-setup.ts builds it.
  "langgraph-client/sync": fileURLToPath(new URL("./test/sync/dist/sync.js", import.meta.url)),
  "langgraph-client/http": fileURLToPath(new URL("./src/http/index.ts", import.meta.url)),
  "langgraph-client/testing": fileURLToPath(new URL("./src/testing/index.ts", import.meta.url)),
  "langgraph-client/thread": fileURLToPath(new URL("./src/thread/index.ts", import.meta.url)),
  "langgraph-client": fileURLToPath(new URL("./src/index.ts", import.meta.url)),
};

/** Settings of all projects. */
export const shared = {
  resolve: { alias },
  test: { testTimeout: 20_000, hookTimeout: 30_000 },
};

const SERVER = [
  "test/real/*.test.ts",
  "test/server/*.test.ts",
  "test/package/*.test.ts",
  "test/cli/cli.test.ts",
  "test/examples/*.test.ts",
];
const SYNC = ["test/sync/*.test.ts"];
const SLOW = ["test/slow/*.test.ts"];
const UNIT = ["test/unit/**/*.test.ts"];

export default defineConfig({
  test: {
    // Tests wait for servers more than they compute: three workers use two cores.
    maxWorkers: 3,
    projects: [
      // Streams that are cut everywhere. First, because the last files to end should be short.
      { ...shared, test: { ...shared.test, name: "slow", include: SLOW } },
      // The rules of the core, in tables. Takes seconds.
      { ...shared, test: { ...shared.test, name: "unit", include: UNIT } },
      // The package through its public entry, against local sockets; and the form of the sources.
      {
        ...shared,
        test: {
          ...shared.test,
          name: "behavior",
          include: ["test/**/*.test.ts"],
          exclude: [
            ...UNIT,
            ...SERVER,
            ...SYNC,
            ...SLOW,
            "test/{adapters,python,servers,soak,ui}/**",
            "**/node_modules/**",
          ],
          typecheck: { enabled: true, include: ["test/types/*.test-d.ts"], tsconfig: "./tsconfig.json" },
        },
      },
      // Types that programs of the official client need, with the compiler options that these have.
      {
        ...shared,
        test: {
          ...shared.test,
          name: "moving",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/types/moving/*.test-d.ts"],
            tsconfig: "./test/types/moving/tsconfig.json",
          },
        },
      },
      // The same against a LangGraph server from npm.
      {
        ...shared,
        test: {
          ...shared.test,
          name: "server",
          include: SERVER,
          globalSetup: ["test/server/global-setup.ts"],
        },
      },
      // The fake server for users' tests, by the tests of real servers.
      {
        ...shared,
        test: {
          ...shared.test,
          name: "fake",
          include: ["test/real/{real,chat}.test.ts"],
          globalSetup: ["test/fake/global-setup.ts"],
        },
      },
      // The synchronous client, with local servers and the LangGraph server, all in other processes.
      {
        ...shared,
        test: {
          ...shared.test,
          name: "sync",
          include: SYNC,
          globalSetup: ["test/server/global-setup.ts", "test/sync/global-setup.ts"],
        },
      },
    ],
  },
});
