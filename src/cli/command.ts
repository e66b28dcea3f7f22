import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { LangGraphClient } from "langgraph-client";
import { readDeployment } from "./deployment.js";
import { typesFile } from "./file.js";
import { loadGenerators } from "./generators.js";
import { excerpt } from "./text.js";

const USAGE = `Usage: langgraph-client types [options]

Writes the types of a running server's graphs, for new LangGraphClient<Graphs>(), and of the routes that the deployment
adds to the API.

  --url <url>      URL of the server (default: LANGGRAPH_API_URL)
  --api-key <key>  API key of the server (default: LANGGRAPH_API_KEY)
  --out <file>     file to write (default: src/langgraph.types.ts)
  --check          write nothing; fail if the file is missing or stale
  --timeout <s>    limit in seconds for the whole command (default: 120)
  --help           print this text
`;

const OPTIONS = {
  url: { type: "string" },
  "api-key": { type: "string" },
  out: { type: "string", default: "src/langgraph.types.ts" },
  check: { type: "boolean", default: false },
  timeout: { type: "string", default: "120" },
  help: { type: "boolean", default: false },
} as const;

/** Limits of texts that a server sends, in characters. */
const LONGEST_MESSAGE = 2_000;
const LONGEST_NOTE = 200;
const MAX_NOTES = 100;
/** An hour. */
const LONGEST_TIMEOUT = 3_600;

/** A wrong command line. The usage is printed below its message. */
class UsageError extends Error {}

/** Runs the command and returns its exit code: 0 for success, 1 for a failure, 2 for a wrong command line. */
export async function command(args: string[], output: Pick<Console, "log" | "error">): Promise<number> {
  try {
    await run(args, output);
    return 0;
  } catch (error) {
    output.error(excerpt(messageOf(error), LONGEST_MESSAGE));
    if (!(error instanceof UsageError)) return 1;
    output.error(`\n${USAGE}`);
    return 2;
  }
}

/** The limit for the command in seconds. A wrong command line ends at once, so that its limit does not matter. */
export function limitOf(args: string[]): number {
  try {
    return Number(readArguments(args).timeout);
  } catch {
    return 1;
  }
}

async function run(args: string[], output: Pick<Console, "log" | "error">): Promise<void> {
  const { url, "api-key": apiKey, out, check, help } = readArguments(args);
  if (help) return output.log(USAGE);
  const generators = await loadGenerators();
  const client = new LangGraphClient({ apiUrl: url, apiKey: apiKey ?? keyOfEnvironment() });
  const { content, graphs, routes, notes } = await typesFile(await readDeployment(client), generators);
  for (const note of notes.slice(0, MAX_NOTES)) output.error(`unknown: ${excerpt(note, LONGEST_NOTE)}`);
  if (notes.length > MAX_NOTES) output.error(`unknown: ${notes.length - MAX_NOTES} more`);
  const current = await readFile(out, "utf8").catch(() => undefined);
  if (check && current !== content) {
    throw new Error(`${out} is missing or stale. Update it with: langgraph-client types`);
  }
  if (current !== content) {
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, content);
  }
  const counts = [counted(graphs, "graph"), ...(routes.length > 0 ? [counted(routes, "path")] : [])];
  output.log(`${out}: ${counts.join(", ")}${current === content ? ", unchanged" : ""}`);
}

/** The client also reads the keys of LangSmith, which the server of `--url` must not receive. */
function keyOfEnvironment(): string {
  // Files of variables often have quotes around values.
  return (process.env["LANGGRAPH_API_KEY"] ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
}

function messageOf(error: unknown): string {
  // The recursive steps, here and in the two packages, overflow the stack.
  if (error instanceof RangeError) return `The server's schemas are nested too deeply: ${error.message}`;
  if (error instanceof TypeError) return `The server's schemas have an unknown form: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

const counted = ({ length }: string[], name: string) => `${length} ${name}${length === 1 ? "" : "s"}`;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (!(Number(values.timeout) > 0 && Number(values.timeout) <= LONGEST_TIMEOUT)) {
      throw new UsageError(
        `--timeout: "${values.timeout}" is not a number of seconds up to ${LONGEST_TIMEOUT}.`,
      );
    }
    if (values.help || (positionals.length === 1 && positionals[0] === "types")) return values;
    throw new UsageError(
      positionals.length === 0 ? "The command is missing." : `Unknown command "${positionals.join(" ")}".`,
    );
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(messageOf(error));
  }
}
