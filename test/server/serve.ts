/** The child process of start.ts. Exits with its parent, and removes its files. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { StartReport } from "./child.js";
import { graphNames, type ServerOptions } from "./start.js";

const dataDir = mkdtempSync(join(tmpdir(), "langgraph-client-server-"));

function leave(code: number): never {
  // Exit right after a synchronous removal: a delayed write of the server must not create the folder again.
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code);
}

function report(message: StartReport, done?: () => void): void {
  process.send?.(message, undefined, undefined, done);
}

function reportFailure(error: unknown): void {
  report({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }, () =>
    leave(1),
  );
}

process.on("disconnect", () => leave(0));
process.on("SIGTERM", () => leave(0));
process.on("SIGINT", () => leave(0));
// The server's logger hides uncaught errors such as a port in use; here they fail the start.
process.on("uncaughtException", reportFailure);

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const options = JSON.parse(process.argv[2] ?? "{}") as ServerOptions;

try {
  // Import here, so that a failing import is reported like any other failure.
  const { startServer } = await import("@langchain/langgraph-api/server");
  const { opsWithoutPolling } = await import("./without-polling.js");
  const graphs = options.graphs ?? graphNames;
  const { host } = await startServer(
    {
      host: "127.0.0.1",
      port: 0,
      cwd: dataDir,
      nWorkers: 32,
      graphs: Object.fromEntries(graphs.map((name) => [name, `${here(`./graphs/${name}.ts`)}:graph`])),
      ...(options.auth
        ? { auth: { path: `${here(`./${options.auth}.ts`)}:auth`, disable_studio_auth: true } }
        : {}),
      ...(options.app
        ? {
            http: {
              app: `${here(`./${options.app}.ts`)}:app`,
              disable_assistants: false,
              disable_threads: false,
              disable_runs: false,
              disable_store: false,
              disable_meta: false,
            },
          }
        : {}),
    },
    options.polling ? {} : { ops: await opsWithoutPolling() },
  );
  process.off("uncaughtException", reportFailure);
  report({ url: `http://${host}`, dataDir });
} catch (error) {
  reportFailure(error);
}
