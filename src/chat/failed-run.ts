import { RunFailedError } from "../errors.js";
import { failureOf } from "../runs/outcome.js";
import type { ThreadState } from "../types.js";

/** The error of the last run of a thread, which has failed. */
export function failedRun(state: ThreadState, threadId: string): RunFailedError | undefined {
  const failure = failureOf({ status: "error", state });
  const runId = state.metadata?.["run_id"];
  return (
    failure &&
    new RunFailedError({
      error: failure.error,
      detail: failure.message,
      runId: typeof runId === "string" ? runId : null,
      threadId,
      data: failure,
    })
  );
}
