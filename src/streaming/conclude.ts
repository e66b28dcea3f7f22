import { delayAfterBreak, delayAfterStatus, isTransient } from "../backoff.js";
import { ApiError, ConnectionError } from "../errors.js";
import type { RunOutcome } from "./run-api.js";

/** The end of one connection. */
export type ConnectionEnd =
  /** The connection brings no more events: its body ended, or (`isHanging`) it stays open after the run's end. */
  | {
      type: "closed";
      isHanging: boolean;
      /** The body ended after a complete event. The stream of a new run must also have had an event. */
      isClean: boolean;
      /** The run had ended before the connection opened. */
      openedAfterEnd: boolean;
      /** No event arrived. */
      isEmpty: boolean;
      /** An event was not a duplicate. */
      hasNewEvents: boolean;
      /** The replay sent exactly the delivered events with the last id. */
      hasOnlyDuplicates: boolean;
    }
  /** The connection failed, and retrying cannot help. */
  | { type: "failed"; reason: string; cause: unknown }
  /** The first event of a joined run was `error`, and the run does not exist. */
  | { type: "absent" };

/** The facts about a stream that outlive its connections. */
export interface StreamFacts {
  /** The reason why the stream cannot reconnect; `undefined` if it can. */
  obstacle: string | undefined;
  /** True if it is unknown whether the server stores the run's events. */
  isStorageUncertain: boolean;
  /** True while a replay must begin with the first event of the run. */
  expectsFirstEvent: boolean;
  /** The number of connections so far. */
  connections: number;
  /** True if the previous connection closed after a complete event. */
  previousWasClean: boolean;
  /** True if the caller named no thread: the server deletes such a run's thread when it ends. */
  isStateless: boolean;
}

/** The consequence of a connection's end. */
export type Conclusion =
  | { type: "complete" }
  /** Reconnect once to prove the end. */
  | { type: "prove" }
  /** Reconnect with backoff: events are missing. */
  | { type: "retry"; message: string }
  /** Deliver the last event, which lacks only its blank line. */
  | { type: "tail" }
  | { type: "disconnected"; message: string; cause?: unknown }
  /** The run never existed. */
  | { type: "unknown-run"; error: ApiError };

/**
 * Decides whether a stream is over.
 *
 * The end of a body is not the end of the run: the run must have ended, and a replay that was opened after that must have
 * no new events. Servers that store no events cannot prove the end; there, a body that ended cleanly counts.
 *
 * @param run - The run's state; `undefined` if the server cannot tell.
 */
export function concludeFrom(
  end: ConnectionEnd,
  stream: StreamFacts,
  run: RunOutcome | undefined,
): Conclusion {
  if (end.type === "absent") return concludeAbsent(stream, run);
  if (end.type === "failed") return concludeFailed(end, run);
  if (run?.type === "active") return { type: "retry", message: "The stream ended before the run did" };
  const isGone = run?.type === "gone";
  if (isGone && !stream.isStateless) return gone(run);
  if (end.isHanging && end.openedAfterEnd && end.isEmpty && stream.expectsFirstEvent) {
    return { type: "retry", message: "The server did not replay the run's events" };
  }
  if (end.isHanging && stream.obstacle !== undefined) {
    const message = `The run has ended, but its stream stays open, and cannot reconnect: ${stream.obstacle}`;
    return { type: "disconnected", message };
  }
  if (end.openedAfterEnd && end.isClean && end.hasOnlyDuplicates) return { type: "complete" };
  if (run !== undefined && !isGone && stream.obstacle === undefined) return prove(end, stream);
  // Without a proof, a clean end counts. If the run has ended, its last event may lack only a blank line.
  if (end.isClean) return { type: "complete" };
  return run === undefined ? truncated : { type: "tail" };
}

const truncated: Conclusion = { type: "retry", message: "The stream ended in the middle of an event" };

function prove(end: ConnectionEnd & { type: "closed" }, stream: StreamFacts): Conclusion {
  if (!end.openedAfterEnd) return { type: "prove" };
  // The previous connection ended cleanly, and this one sent no event: probably the server stores none.
  if (end.isEmpty && stream.previousWasClean && stream.isStorageUncertain) return { type: "complete" };
  if (end.hasNewEvents) return { type: "prove" };
  return { type: "retry", message: "The server did not replay the last events" };
}

function concludeAbsent(stream: StreamFacts, run: RunOutcome | undefined): Conclusion {
  if (run?.type !== "deleted" && run?.type !== "gone") return { type: "complete" };
  if (stream.connections === 1) return { type: "unknown-run", error: run.error };
  return run.type === "gone" ? gone(run) : { type: "complete" };
}

function concludeFailed(
  { reason, cause }: ConnectionEnd & { type: "failed" },
  run: RunOutcome | undefined,
): Conclusion {
  const hasFailed = run?.type === "ended" && run.failure !== undefined;
  if (hasFailed || run?.type === "deleted") return { type: "complete" };
  const message = `The connection broke, and the stream cannot reconnect: ${reason}`;
  return { type: "disconnected", message, cause };
}

function gone(run: RunOutcome & { type: "gone" | "deleted" }): Conclusion {
  const message = "The run and its thread no longer exist on the server";
  return { type: "disconnected", message, cause: run.error };
}

/** The next reconnect after a failure: its delay in milliseconds, or the reason why it cannot help. */
export function nextReconnect(
  cause: unknown,
  failedReconnects: number,
  maxReconnects: number,
): { delayMs: number } | { reason: string } {
  if (!(cause instanceof ConnectionError) && !(cause instanceof ApiError)) {
    return { reason: `${String(cause)}` };
  }
  if (cause instanceof ApiError && !isTransient(cause.status)) {
    return { reason: `the server responded with ${cause.status}` };
  }
  if (failedReconnects >= maxReconnects) {
    const isDisabled = maxReconnects === 0;
    return { reason: isDisabled ? "maxReconnects is 0" : `${failedReconnects} reconnects failed` };
  }
  if (cause instanceof ConnectionError) return { delayMs: delayAfterBreak(failedReconnects) };
  // `failedReconnects` includes this request.
  const delayMs = delayAfterStatus(cause.headers, Math.max(0, failedReconnects - 1));
  return delayMs === undefined ? { reason: "Retry-After is longer than a minute" } : { delayMs };
}
