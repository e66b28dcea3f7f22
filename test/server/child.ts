import type { ChildProcess } from "node:child_process";

export interface RunningServer extends AsyncDisposable {
  url: string;
  /** Folder of the server's data; `stop()` removes it. */
  dataDir: string;
  /** Stops the process, which removes its files; resolves after its exit. */
  stop(): Promise<void>;
}

/** The single report of the child process. */
export type StartReport = { url: string; dataDir: string } | { failure: string };

const startTimeoutMs = 30_000;
const stopTimeoutMs = 3_000;

/** Only these variables reach the server: a developer's settings must neither send traces nor fill the output. */
export const environment = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  TMPDIR: process.env["TMPDIR"],
  LOG_LEVEL: "error",
};

/**
 * Waits until the server of a new child process is ready. `release` closes the channel between the processes; it also
 * closes when the parent dies, and then the child exits.
 */
export async function runningServer(
  child: ChildProcess,
  reported: Promise<StartReport>,
  release: () => void,
): Promise<RunningServer> {
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    release();
    const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };
  try {
    const { url, dataDir } = await started(child, reported);
    return { url, dataDir, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function started(
  child: ChildProcess,
  reported: Promise<StartReport>,
): Promise<{ url: string; dataDir: string }> {
  return new Promise((resolve, reject) => {
    // Read both pipes to the end: a server blocks when its pipe is full.
    let output = "";
    const keep = (text: string) => (output = (output + text).slice(-10_000));
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);

    const fail = (reason: string) =>
      reject(new Error(`The LangGraph server did not start: ${reason}\n${output}`));
    const timer = setTimeout(() => fail(`no report within ${startTimeoutMs} ms`), startTimeoutMs);
    child.once("error", (error) => fail(error.message));
    // Not at "exit": the last output may still be in the pipes.
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      fail(`exited with ${signal ?? code}`);
    });
    void reported.then((report) => {
      clearTimeout(timer);
      if ("url" in report) resolve(report);
      else fail(report.failure);
    });
  });
}
