import { command } from "../../src/cli/command.js";

/** Runs `langgraph-client types`. Returns its exit code and its output. */
export async function types(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const lines = { log: [] as string[], error: [] as string[] };
  const code = await command(["types", ...args], {
    log: (line: string) => lines.log.push(line),
    error: (line: string) => lines.error.push(line),
  });
  return { code, stdout: lines.log.join("\n"), stderr: lines.error.join("\n") };
}
