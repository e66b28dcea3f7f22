import type { ChildProcess } from "node:child_process";

export interface RunningServer extends AsyncDisposable {
  url: string;
  /** Where it keeps its data; gone after `stop()`. */
  dataDir: string;
  /** Ends the process and removes its files; resolves when it is gone. */
  stop(): Promise<void>;
}

/** What the child reports, once. */
export type StartReport = { url: string; dataDir: string } | { failure: string };

const startTimeoutMs = 30_000;
const stopTimeoutMs = 3_000;

/** A developer's own settings must neither send traces nor fill the output. */
export const environment = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  TMPDIR: process.env["TMPDIR"],
  LOG_LEVEL: "error",
};

/**
 * A server whose process was just started. `release` is what also happens when the parent dies, however that happens:
 * the child ends when it does.
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
    // The pipes are read to the end in any case, or a talkative server would block on a full one.
    let output = "";
    const keep = (text: string) => (output = (output + text).slice(-10_000));
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);

    const fail = (reason: string) =>
      reject(new Error(`The LangGraph server did not start: ${reason}\n${output}`));
    const timer = setTimeout(() => fail(`no answer within ${startTimeoutMs} ms`), startTimeoutMs);
    child.once("error", (error) => fail(error.message));
    // Not at "exit": what it said last may still be in the pipes.
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
