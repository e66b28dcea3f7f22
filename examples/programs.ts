/** The programs of this folder, for the command that runs one, and for tests that run all. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
/** Files beside the programs. */
const TOOLS = ["demo.ts", "programs.ts", "redirect.ts", "run.ts", "uncaught.ts"];

/** Examples for which the command starts the fake server, because the JS server has no crons. */
export const ON_FAKE_SERVER = ["crons"];

export const exampleNames = (): string[] =>
  readdirSync(here)
    .filter((file) => file.endsWith(".ts") && !TOOLS.includes(file))
    .map((file) => file.slice(0, -".ts".length))
    .sort();

/** The arguments with which Node runs an example, against the server of `LANGGRAPH_API_URL`. */
export const exampleArguments = (name: string): string[] => [
  "--import",
  "tsx",
  "--import",
  `${here}redirect.ts`,
  "--import",
  `${here}uncaught.ts`,
  `${here}${name}.ts`,
];
