import type { TestProject } from "vitest/node";
import { startServer } from "../server/start.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The LangGraph server from npm that all tests share. Tests create their own threads. */
    serverUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide("serverUrl", server.url);
  return server.stop;
}
