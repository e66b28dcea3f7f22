import type { ApiError } from "../errors.js";
import type { CancelAction, StreamMode, ThreadState } from "../types.js";
import type { Source } from "./sse.js";

/** The ids of a run. `threadId` is `null` for a stateless run whose thread the server does not name. */
export interface RunIds {
  runId: string;
  threadId: string | null;
}

/** The error of a failed run. */
export interface RunFailure {
  error: string;
  message: string;
}

/**
 * The state of a run on the server. `cancelled`: its status is `interrupted`, which some servers also use for a run that
 * waits. `deleted`: by a rollback, for example. `gone`: with its thread, by a server that was restarted, for example.
 * `isPending`: it has not begun. `isUncertain`: the server sent a status that this version does not know.
 */
export type RunOutcome =
  | { type: "active"; isUncertain?: boolean | undefined; isPending?: boolean | undefined }
  | { type: "ended"; cancelled: boolean; failure?: RunFailure | undefined }
  | { type: "deleted" | "gone"; error: ApiError };

/** Options of {@link RunStream.cancel}. */
export interface CancelOptions {
  /** Wait until the run has stopped. Default: false. */
  wait?: boolean | undefined;
  /** `"interrupt"` keeps the run's checkpoints, `"rollback"` deletes the run and its checkpoints. Default: `"interrupt"`. */
  action?: CancelAction | undefined;
}

/** The requests about a run that every stream of one makes. */
export interface RunRequests {
  /**
   * Gets the state of the run; `undefined` if the server has no route for it.
   *
   * @param timeoutMs - Limits the request, which is then not retried.
   */
  status(run: RunIds, signal: AbortSignal | undefined, timeoutMs?: number): Promise<RunOutcome | undefined>;
  /** Waits for the run's output. */
  join(run: RunIds): Promise<unknown>;
  /** Gets the state of the run's thread after the run; `undefined` without a thread, or if a later run has changed it. */
  state(run: RunIds): Promise<ThreadState<unknown> | undefined>;
  cancel(run: RunIds, options: CancelOptions): Promise<void>;
}

/** The requests that a stream makes for its run. */
export interface RunApi extends RunRequests {
  /** The thread that the caller named; `null` for a stateless run. */
  readonly threadId: string | null;
  /**
   * Starts the run, or joins it.
   *
   * @param modes - The stream modes of a new run whose caller chose none.
   * @returns The response, and the ids of a new run if the response has them.
   */
  open(modes: readonly StreamMode[], signal: AbortSignal): Promise<Source & { run: RunIds | undefined }>;
  reconnect(run: RunIds, lastEventId: string | undefined, signal: AbortSignal): Promise<Source>;
}
