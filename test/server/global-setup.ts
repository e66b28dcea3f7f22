import type { TestProject } from "vitest/node";
import type { Server } from "../real/deviations.js";
import { startServer } from "./start.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The real server that all tests share. Tests create their own threads and names. */
    server: Server;
    serverUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  project.provide("server", "js");
  project.provide("serverUrl", server.url);
  return server.stop;
}
