/** The API keys that `langgraph-client types` sends. */
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { json, listen } from "../helpers/server.js";
import { temporaryFolder } from "./program.js";
import { types } from "./run.js";

afterEach(() => vi.unstubAllEnvs());

const NAMES = ["LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];
const others = { LANGSMITH_API_KEY: "smith", LANGCHAIN_API_KEY: "chain" };

test.for<[args: string[], variables: Record<string, string>, sent: string | undefined]>([
  [[], {}, undefined],
  [[], others, undefined],
  [[], { ...others, LANGGRAPH_API_KEY: "graph" }, "graph"],
  [[], { ...others, LANGGRAPH_API_KEY: ' "graph" ' }, "graph"],
  [[], { ...others, LANGGRAPH_API_KEY: "" }, undefined],
  [[], { ...others, LANGGRAPH_API_KEY: " " }, undefined],
  [[], { ...others, LANGGRAPH_API_KEY: '""' }, undefined],
  [["--api-key", "given"], others, "given"],
  [["--api-key", "given"], { ...others, LANGGRAPH_API_KEY: "graph" }, "given"],
  [["--api-key", ""], { ...others, LANGGRAPH_API_KEY: "graph" }, undefined],
])("types with the arguments %j and the variables %j sends the key %s", async ([args, variables, sent]) => {
  for (const name of NAMES) vi.stubEnv(name, variables[name]);
  const graph = { assistant_id: "1", graph_id: "agent", metadata: {} };
  const server = await listen(({ method }) => json(method === "POST" ? [graph] : {}));
  const out = join(await temporaryFolder(), "types.ts");
  expect(await types("--url", server.url, "--out", out, ...args)).toMatchObject({ code: 0 });
  expect([...new Set(server.requests.map(({ url }) => url))].sort()).toEqual([
    "/assistants/1/graph",
    "/assistants/1/schemas",
    "/assistants/search",
    "/openapi.json",
  ]);
  for (const { headers } of server.requests) {
    expect(headers["x-api-key"]).toBe(sent);
    expect(JSON.stringify(headers)).not.toMatch(/smith|chain/);
  }
});
