import type { TestProject } from "vitest/node";
import { startServer } from "./start.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The real LangGraph JS server that all tests share. Tests make their own threads and names. */
    serverUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide("serverUrl", server.url);
  return server.stop;
}
