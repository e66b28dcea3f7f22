/** The installed libraries. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const lock = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url), "utf8")) as {
  packages: Record<string, object>;
};

test.each([
  "react",
  "react-dom",
  "@langchain/core",
  "@langchain/langgraph",
  "@langchain/langgraph-sdk",
  "@ag-ui/client",
  "@ag-ui/core",
])("%s is installed once", (name) => {
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
  expect(copies).toEqual([`node_modules/${name}`]);
});
