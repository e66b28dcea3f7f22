import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { environment, runningServer, type RunningServer, type StartReport } from "./child.js";

/** Each name is a file in `graphs/`. */
export const graphNames = [
  "agent",
  "blocks",
  "chat",
  "custom",
  "forget",
  "interrupt",
  "interrupts",
  "models",
  "nested",
  "orders",
  "questions",
  "scripted",
  "slow",
  "team",
  "thrower",
  "toolcall",
  "trivial",
] as const;

type GraphName = (typeof graphNames)[number];

export interface ServerOptions {
  /** Graphs to serve. Default: all that both servers have, which leaves out those of the example page and of a guide. */
  graphs?: readonly (GraphName | "show" | "weather")[] | undefined;
  /** Authentication handler: the name of a file beside the server's script that exports `auth`. */
  auth?: string | undefined;
  /** Custom routes: the name of a file beside the server's script that exports `app`. */
  app?: string | undefined;
  /**
   * Polls as the published servers do: for new runs every 500 ms (Python) or every second (JS), and on the JS server for
   * their end every 500 ms. Default: false, with a patch that starts and ends runs at once.
   */
  polling?: boolean | undefined;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const childFile = fileURLToPath(new URL("./serve.ts", import.meta.url));

/** Starts the real LangGraph JS server in a child process, on a free port of 127.0.0.1. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const child = fork(childFile, [JSON.stringify(options)], {
    cwd: root,
    execArgv: ["--import", "tsx"],
    env: environment,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const reported = new Promise<StartReport>((resolve) => child.once("message", resolve));
  return runningServer(child, reported, () => {
    if (child.connected) child.disconnect();
  });
}
