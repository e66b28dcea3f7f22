import { ConnectionError, StreamDisconnectedError } from "../errors.js";
import type { Part } from "../parts/types.js";
import type { RunIds } from "../streaming/run-api.js";
import { backOnline } from "./page-events.js";
import type { ChatRun } from "./options.js";

/** The page that reads a run. */
export interface RunPage {
  /** Called when the ids of the run are known. */
  onRun(run: RunIds): void;
  onPart(part: Part): void;
  /** Called when the connection broke, and could not be replaced at once. */
  onOffline(): void;
  join(runId: string, cursor: string | undefined): ChatRun;
  /** Aborted when the page leaves the run. */
  signal: AbortSignal;
}

/**
 * Reads a run to its end, over as many streams as necessary. Returns the ids of the run if the server has no more of its
 * events, so that only its result can be had.
 */
export async function readRun(first: ChatRun, page: RunPage): Promise<RunIds | undefined> {
  let ids: RunIds | undefined;
  first.run.then(
    (run) => page.onRun((ids = run)),
    // Reading has the same error.
    () => {},
  );
  for (let run = first, failed = 0; ; failed += 1) {
    try {
      for await (const part of run.parts()) page.onPart(part);
      return undefined;
    } catch (error) {
      if (ids === undefined || !isDisconnected(error)) throw error;
      if (!isBroken(error)) return ids;
      page.onOffline();
      await backOnline(failed, page.signal);
      if (page.signal.aborted) return undefined;
      run = page.join(ids.runId, run.cursor);
    }
  }
}

function isDisconnected(error: unknown): boolean {
  return error instanceof StreamDisconnectedError || error instanceof ConnectionError;
}

/** True if the network is the reason, and not that the server lacks events. */
function isBroken(error: unknown): boolean {
  return (
    error instanceof ConnectionError || (error instanceof Error && error.cause instanceof ConnectionError)
  );
}
