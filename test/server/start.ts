import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

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
  /** Authentication handler, `"file:export"`, the file relative to this folder. */
  auth?: string | undefined;
  /** Hono app with routes of its own, `"file:export"`, the file relative to this folder. */
  app?: string | undefined;
  /**
   * The server as published looks for new runs once a second and notices their end by polling every 500 ms.
   * `true` (the default) wakes it for both; `false` leaves it as it is.
   */
  prompt?: boolean | undefined;
}

export interface RunningServer extends AsyncDisposable {
  url: string;
  /** Where it keeps its data; gone after `stop()`. */
  dataDir: string;
  /** Ends the process and removes its files; resolves when it is gone. */
  stop(): Promise<void>;
}

/** What the child reports, once. */
export type StartReport = { url: string; dataDir: string } | { failure: string };

const root = fileURLToPath(new URL("../../", import.meta.url));
const childFile = fileURLToPath(new URL("./serve.ts", import.meta.url));
const startTimeoutMs = 30_000;
const stopTimeoutMs = 3_000;

/** Starts the real LangGraph JS server in a process of its own, on a free port of 127.0.0.1. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const child = fork(childFile, [JSON.stringify(options)], {
    cwd: root,
    execArgv: ["--import", "tsx"],
    // A developer's own settings must neither send traces nor fill the output.
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      TMPDIR: process.env["TMPDIR"],
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    // The child exits when its parent is gone, however that happened: stopping takes the same way.
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  try {
    const { url, dataDir } = await firstReport(child);
    return { url, dataDir, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstReport(child: ChildProcess): Promise<{ url: string; dataDir: string }> {
  return new Promise((resolve, reject) => {
    // The pipes are read to the end in any case, or a talkative server would block on a full one.
    let output = "";
    const keep = (text: string) => (output = (output + text).slice(-10_000));
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);

    const fail = (reason: string) =>
      reject(new Error(`The LangGraph server did not start: ${reason}\n${output}`));
    const timer = setTimeout(() => fail(`no answer within ${startTimeoutMs} ms`), startTimeoutMs);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`exited with ${signal ?? code}`);
    });
    child.once("message", (report: StartReport) => {
      clearTimeout(timer);
      if ("url" in report) resolve(report);
      else fail(report.failure);
    });
  });
}
