import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { environment, runningServer, type RunningServer, type StartReport } from "./child.js";

/** One file of this name in `graphs/` each. */
export const graphNames = [
  "agent",
  "custom",
  "interrupt",
  "interrupts",
  "nested",
  "slow",
  "thrower",
  "toolcall",
  "trivial",
] as const;

export type GraphName = (typeof graphNames)[number];

export interface ServerOptions {
  /** Which graphs to serve; all of them by default. */
  graphs?: readonly GraphName[] | undefined;
  /** Authentication handler: a file of this name, beside the one that starts the server, that exports `auth`. */
  auth?: string | undefined;
  /** App with routes of its own, in the same way: a file of this name that exports `app`. */
  app?: string | undefined;
  /**
   * The servers as published look for new runs every half second or every second, and the JS server notices their end
   * by polling every 500 ms. `true` (the default) makes them prompt; `false` leaves them as they are.
   */
  prompt?: boolean | undefined;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const childFile = fileURLToPath(new URL("./serve.ts", import.meta.url));

/** Starts the real LangGraph JS server in a process of its own, on a free port of 127.0.0.1. */
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
