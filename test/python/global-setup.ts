import type { TestProject } from "vitest/node";
import { startServer } from "./start.js";
import { python } from "./venv.js";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  try {
    python();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  const server = await startServer();
  project.provide("server", "python");
  project.provide("serverUrl", server.url);
  return server.stop;
}
