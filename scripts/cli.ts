#!/usr/bin/env node
/** `langgraph-client types`: types for the graphs of a running server. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { LangGraphClient } from "langgraph-client";
import { readDeployment } from "./types/deployment.js";
import { typesFile } from "./types/file.js";
import { loadGenerators } from "./types/print.js";

const USAGE = `Usage: langgraph-client types [options]

Writes the types of a running server's graphs, for new LangGraphClient<Graphs>(), and of its own routes.

  --url <url>      the server; default: LANGGRAPH_API_URL
  --api-key <key>  its key; default: LANGGRAPH_API_KEY
  --out <file>     where to write; default: src/langgraph.types.ts
  --check          write nothing, and fail when the file is not what would be written
  --help           this text
`;

const OPTIONS = {
  url: { type: "string" },
  "api-key": { type: "string" },
  out: { type: "string", default: "src/langgraph.types.ts" },
  check: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** A wrong call: the answer is how to call it. */
class UsageError extends Error {}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
    if (values.help || (positionals.length === 1 && positionals[0] === "types")) return values;
    const wrong =
      positionals.length === 0 ? "Give a command." : `There is no command "${positionals.join(" ")}".`;
    throw new UsageError(wrong);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(String((error as Error).message));
  }
}

async function main(): Promise<void> {
  const { url, "api-key": apiKey, out, check, help } = readArguments();
  if (help) return console.log(USAGE);
  const generators = await loadGenerators();
  const client = new LangGraphClient({ apiUrl: url, apiKey });
  const { content, graphs, routes, notes } = await typesFile(await readDeployment(client), generators);
  for (const note of notes) console.error(`${note}: unknown`);
  const current = await readFile(out, "utf8").catch(() => undefined);
  if (check && current !== content) {
    throw new Error(`${out} does not fit the server's graphs. Mend it with: langgraph-client types`);
  }
  if (current !== content) {
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, content);
  }
  const count = (names: string[], name: string) => `${names.length} ${name}${names.length === 1 ? "" : "s"}`;
  const counts = [count(graphs, "graph"), ...(routes.length > 0 ? [count(routes, "path")] : [])].join(", ");
  console.log(`${out}: ${counts}${current === content ? ", as it was" : ""}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
