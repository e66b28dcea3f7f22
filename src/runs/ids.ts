import { isId } from "../checks.js";
import type { RunIds } from "../streaming/run-api.js";
import type { RunCreatedMetadata } from "../types.js";

/** Called with the ids of a new run. */
export type OnRunCreated = (run: RunCreatedMetadata) => void;

/**
 * Reads the ids of a run from `Content-Location`. Browsers see this header only if CORS exposes it. An odd header counts as
 * missing, because the events of a stream and the body of a new run name the run, too.
 */
export function runOfResponse({ headers }: Response): RunIds | undefined {
  const location = headers.get("content-location") ?? "";
  const [, thread, run] = /(?:\/threads\/([^/?#]+))?\/runs\/([^/?#]+)/.exec(location) ?? [];
  const runId = decode(run);
  const threadId = thread === undefined ? null : decode(thread);
  return isId(runId) && (threadId === null || isId(threadId)) ? { runId, threadId } : undefined;
}

function decode(segment: string | undefined): string | undefined {
  try {
    return segment && decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Calls `onRunCreated`, if the ids are known. */
export function announceRun(onRunCreated: OnRunCreated | undefined, run: RunIds | undefined): void {
  if (run === undefined) return;
  const { runId: run_id, threadId: thread_id } = run;
  onRunCreated?.(thread_id === null ? { run_id } : { run_id, thread_id });
}
