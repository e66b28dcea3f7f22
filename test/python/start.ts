import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { environment, runningServer, type RunningServer, type StartReport } from "../server/child.js";
import { graphNames, type ServerOptions } from "../server/start.js";
import { python } from "./venv.js";

/** The folder of the modules that all servers in Python share. */
const modules = fileURLToPath(new URL(".", import.meta.url));

/** Starts a server in Python. `script` runs it, by the rules of child.py. */
export async function startPythonScript(
  executable: string,
  script: URL,
  options: ServerOptions & { postgres?: string },
): Promise<RunningServer> {
  const args = [fileURLToPath(script), JSON.stringify({ graphs: graphNames, ...options })];
  const child = spawn(executable, args, {
    env: { ...environment, PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: modules },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const reported = new Promise<StartReport>((resolve) =>
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as StartReport)),
  );
  return runningServer(child, reported, () => child.stdin.end());
}

/** Starts the real LangGraph Python server with the same interface as the JS server. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  return startPythonScript(python(), new URL("serve.py", import.meta.url), options);
}
