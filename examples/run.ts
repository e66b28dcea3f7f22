/**
 * Runs an example: `npm run example NAME`. Starts a LangGraph server for it, unless `LANGGRAPH_API_URL` names one. Without a
 * name, lists the examples.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { startServer as startFakeServer } from "../test/fake/start.js";
import { startServer } from "../test/server/start.js";
import { ON_FAKE_SERVER, exampleArguments, exampleNames } from "./programs.js";
import { findServer } from "./server/find-server.js";

const [name = ""] = process.argv.slice(2);
if (!exampleNames().includes(name)) {
  const problem = name === "" ? "" : `Unknown example "${name}". `;
  console.error(`${problem}Run one of these by \`npm run example NAME\`: ${exampleNames().join(", ")}.`);
  process.exit(1);
}

await using server = await findServer(ON_FAKE_SERVER.includes(name) ? startFakeServer : startServer);
const env = { ...process.env, LANGGRAPH_API_URL: server.url };
const child = spawn(process.execPath, exampleArguments(name), { env, stdio: "inherit" });
const [code] = (await once(child, "exit")) as [number | null];
process.exitCode = code ?? 1;
if (code !== 0 && process.env["LANGGRAPH_API_URL"]) {
  const lack = "The server of LANGGRAPH_API_URL may lack the graph of this example";
  console.error(`${lack}. Unset LANGGRAPH_API_URL to use a server of this project, which has it.`);
}
