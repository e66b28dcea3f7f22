import type { TestProject } from "vitest/node";
import { MissingProgramError } from "../python/venv.js";
import { aegraPython, postgresPrograms, startServer } from "./aegra.js";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    postgresPrograms();
    aegraPython();
  } catch (error) {
    if (!(error instanceof MissingProgramError)) throw error;
    console.log(`Skipped: ${error.message}`);
    process.exit(0);
  }
  const server = await startServer();
  project.provide("server", "aegra");
  project.provide("serverUrl", server.url);
  return server.stop;
}
