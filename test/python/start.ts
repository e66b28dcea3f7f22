import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { environment, runningServer, type RunningServer, type StartReport } from "../server/child.js";
import { graphNames, type ServerOptions } from "../server/start.js";
import { python } from "./venv.js";

const childFile = fileURLToPath(new URL("./serve.py", import.meta.url));

/** Starts the real LangGraph Python server with the same interface as the JS server. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const child = spawn(python(), [childFile, JSON.stringify({ graphs: graphNames, ...options })], {
    env: { ...environment, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const reported = new Promise<StartReport>((resolve) =>
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as StartReport)),
  );
  return runningServer(child, reported, () => child.stdin.end());
}
