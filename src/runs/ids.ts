import type { RunIds } from "../streaming/run-api.js";
import type { RunCreatedMetadata } from "../types.js";

/** Called with the ids of a new run. */
export type OnRunCreated = (run: RunCreatedMetadata) => void;

/** Reads the ids of a run from `Content-Location`. Browsers see this header only if CORS exposes it. */
export function runOfResponse({ headers }: Response): RunIds | undefined {
  const location = headers.get("content-location") ?? "";
  const [, threadId, runId] = /(?:\/threads\/([^/?#]+))?\/runs\/([^/?#]+)/.exec(location) ?? [];
  if (runId === undefined) return undefined;
  return {
    runId: decodeURIComponent(runId),
    threadId: threadId === undefined ? null : decodeURIComponent(threadId),
  };
}

/** Calls `onRunCreated`, if the ids are known. */
export function announceRun(onRunCreated: OnRunCreated | undefined, run: RunIds | undefined): void {
  if (run === undefined) return;
  const { runId: run_id, threadId: thread_id } = run;
  onRunCreated?.(thread_id === null ? { run_id } : { run_id, thread_id });
}
