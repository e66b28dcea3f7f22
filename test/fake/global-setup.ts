import type { TestProject } from "vitest/node";
import { startServer } from "./start.js";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide("server", "fake");
  project.provide("serverUrl", server.url);
  return server.stop;
}
