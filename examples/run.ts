/**
 * Runs an example: `npm run example NAME`. Starts a LangGraph server for it, unless `LANGGRAPH_API_URL` names one. Without a
 * name, lists the examples.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { LangGraphClient } from "langgraph-client";
import { startServer } from "../test/server/start.js";
import { exampleArguments, exampleFile, exampleNames } from "./programs.js";

const [name = ""] = process.argv.slice(2);
if (!existsSync(exampleFile(name))) {
  const problem = name === "" ? "" : `Unknown example "${name}". `;
  console.error(`${problem}Run one of these by \`npm run example NAME\`: ${exampleNames().join(", ")}.`);
  process.exit(1);
}

const given = process.env["LANGGRAPH_API_URL"];
if (given !== undefined) {
  try {
    await new LangGraphClient({ apiUrl: given, maxRetries: 0 }).assistants.search({ limit: 1 });
  } catch (error) {
    console.error(`The server of LANGGRAPH_API_URL refused a request: ${String(error)}`);
    console.error(
      "Start it, correct LANGGRAPH_API_KEY, or unset LANGGRAPH_API_URL to use a server of this project.",
    );
    process.exit(1);
  }
}
await using server = given === undefined ? await startServer() : undefined;
const env = { ...process.env, LANGGRAPH_API_URL: given ?? server?.url };
const child = spawn(process.execPath, exampleArguments(name), { env, stdio: "inherit" });
const [code] = (await once(child, "exit")) as [number | null];
process.exitCode = code ?? 1;
