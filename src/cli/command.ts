import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { LangGraphClient } from "langgraph-client";
import { readDeployment } from "./deployment.js";
import { typesFile } from "./file.js";
import { loadGenerators } from "./print.js";

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

/**
 * Runs the command and gives the code that its process ends with: 1 when something went wrong, 2 when it was called
 * wrongly.
 */
export async function command(args: string[], output: Pick<Console, "log" | "error">): Promise<number> {
  try {
    await run(args, output);
    return 0;
  } catch (error) {
    output.error(error instanceof Error ? error.message : error);
    if (!(error instanceof UsageError)) return 1;
    output.error(`\n${USAGE}`);
    return 2;
  }
}

async function run(args: string[], output: Pick<Console, "log" | "error">): Promise<void> {
  const { url, "api-key": apiKey, out, check, help } = readArguments(args);
  if (help) return output.log(USAGE);
  const generators = await loadGenerators();
  const client = new LangGraphClient({ apiUrl: url, apiKey });
  const { content, graphs, routes, notes } = await typesFile(await readDeployment(client), generators);
  for (const note of notes) output.error(`unknown: ${note}`);
  const current = await readFile(out, "utf8").catch(() => undefined);
  if (check && current !== content) {
    throw new Error(`${out} does not fit the server's graphs. Mend it with: langgraph-client types`);
  }
  if (current !== content) {
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, content);
  }
  const counts = [counted(graphs, "graph"), ...(routes.length > 0 ? [counted(routes, "path")] : [])];
  output.log(`${out}: ${counts.join(", ")}${current === content ? ", as it was" : ""}`);
}

const counted = ({ length }: string[], name: string) => `${length} ${name}${length === 1 ? "" : "s"}`;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (values.help || (positionals.length === 1 && positionals[0] === "types")) return values;
    throw new UsageError(
      positionals.length === 0 ? "Give a command." : `There is no command "${positionals.join(" ")}".`,
    );
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
