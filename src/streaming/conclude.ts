import type { ApiError } from "../errors.js";
import type { RunOutcome } from "./run-api.js";

/** The end of one connection. */
export type ConnectionEnd =
  /** The connection brings no more events: its body ended, or (`isHanging`) it stays open after the run's end. */
  | {
      type: "closed";
      isHanging: boolean;
      /** The body ended after a complete event. */
      isClean: boolean;
      /** The run had ended before the connection opened. */
      openedAfterEnd: boolean;
      /** No event with an id arrived. */
      isEmpty: boolean;
      /** An event with an id was not a duplicate. */
      hasNewEvents: boolean;
      /** The replay sent exactly the delivered events with the last id. */
      hasOnlyDuplicates: boolean;
    }
  /** The connection failed, and retrying cannot help. */
  | { type: "failed"; reason: string; cause: unknown }
  /** An `error` event without an id arrived, and the run does not exist. */
  | { type: "absent" };

/** The facts about a stream that outlive its connections. */
export interface StreamFacts {
  /** The reason why the stream cannot reconnect; `undefined` if it can. */
  obstacle: string | undefined;
  /** True if it is unknown whether the server stores the run's events. */
  isStorageUncertain: boolean;
  /** The events that the caller asked for. `stored events`: all that the server has, which may lack the first ones. */
  from: "new run" | "first event" | "stored events" | "middle";
  /** True if the stream has had an event of the run. */
  hasBegun: boolean;
  /** True if the stream of an existing run should begin with its first event, and has not. */
  lacksBeginning: boolean;
  /** The number of connections so far. */
  connections: number;
  /** True if the previous connection closed after a complete event. */
  previousWasClean: boolean;
  /** The number of replays in a row that were opened after the end of the run, and had no event. Silent ones count twice. */
  emptyReplays: number;
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

export const BEGINNING_MISSING =
  "The stream does not begin with the run's first event. Either the run was started without streamResumable, or a proxy drops the header Last-Event-ID";
export const EVENTS_EXPIRE = "Servers store events for a limited time, the hosted platform for 2 minutes";
const NOT_REPLAYED = `The server did not replay the run's last events. ${EVENTS_EXPIRE}. A proxy that drops the header Last-Event-ID is another cause`;

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
  const conclusion = concludeClosed(end, stream, run);
  if (conclusion.type !== "complete" || !stream.lacksBeginning) return conclusion;
  const hasStored = stream.from === "stored events" && end.openedAfterEnd && !end.isEmpty;
  // The failure of the run says more than a missing event.
  return hasStored || hasFailed(run) ? conclusion : { type: "disconnected", message: BEGINNING_MISSING };
}

function concludeClosed(
  end: ConnectionEnd & { type: "closed" },
  stream: StreamFacts,
  run: RunOutcome | undefined,
): Conclusion {
  if (run?.type === "active") return { type: "retry", message: "The stream ended before the run did" };
  const isGone = run?.type === "gone";
  // The JS server sends the events of another thread's run, too.
  if ((run?.type === "deleted" || (isGone && !stream.hasBegun)) && isFirstOfJoin(stream)) {
    return { type: "unknown-run", error: run.error };
  }
  if (isGone && !stream.isStateless) return gone(run);
  if (end.isHanging && stream.hasBegun && stream.obstacle !== undefined) {
    const message = `The run has ended, but its stream stays open, and cannot reconnect: ${stream.obstacle}`;
    return { type: "disconnected", message };
  }
  const isProof = end.openedAfterEnd && end.isClean && end.hasOnlyDuplicates;
  if (isProof && (stream.hasBegun || stream.from === "middle")) return { type: "complete" };
  if (run !== undefined && !isGone && stream.obstacle === undefined) return prove(end, stream, run);
  // Without a proof, a clean end counts. If the run has ended, its last event may lack only a blank line.
  if (end.isClean && (stream.hasBegun || mayBeEmpty(stream, run))) return { type: "complete" };
  return run === undefined ? truncated : { type: "tail" };
}

const truncated: Conclusion = { type: "retry", message: "The stream ended in the middle of an event" };

/** True if a stream without events can be complete: of a run that was cancelled or deleted before it began, for example. */
function mayBeEmpty({ from }: StreamFacts, run: RunOutcome | undefined): boolean {
  return from !== "new run" || run?.type === "deleted" || (run?.type === "ended" && run.cancelled);
}

function hasFailed(run: RunOutcome | undefined): boolean {
  return run?.type === "ended" && run.failure !== undefined;
}

function prove(end: ConnectionEnd & { type: "closed" }, stream: StreamFacts, run: RunOutcome): Conclusion {
  if (!end.openedAfterEnd || end.hasNewEvents) return { type: "prove" };
  const retry: Conclusion = { type: "retry", message: "The server did not replay the run's last events" };
  if (!end.isEmpty || !end.isClean) return retry;
  // The only connection ended cleanly, and its replay is empty: the server stores no events, or a proxy drops
  // Last-Event-ID. After several connections, events between them could be missing.
  const isWhole = stream.connections === 2 && stream.from !== "middle" && hasBegunOrNeverWill(stream, run);
  const isCertain = !end.isHanging && stream.previousWasClean;
  if (isCertain && (isWhole || stream.isStorageUncertain)) return { type: "complete" };
  // A busy JS server ends some replays early.
  if (stream.emptyReplays < 2) return retry;
  if (!stream.lacksBeginning) return { type: "disconnected", message: NOT_REPLAYED };
  return hasFailed(run) ? { type: "complete" } : { type: "disconnected", message: BEGINNING_MISSING };
}

/** True if the stream has events, or is that of a new run which was cancelled or deleted before it began. */
function hasBegunOrNeverWill(stream: StreamFacts, run: RunOutcome): boolean {
  return stream.hasBegun || (stream.from === "new run" && mayBeEmpty(stream, run));
}

/** True on the first connection to an existing run. */
function isFirstOfJoin({ connections, from }: StreamFacts): boolean {
  return connections === 1 && from !== "new run";
}

function concludeAbsent(stream: StreamFacts, run: RunOutcome | undefined): Conclusion {
  if (run?.type !== "deleted" && run?.type !== "gone") return { type: "complete" };
  if (isFirstOfJoin(stream)) return { type: "unknown-run", error: run.error };
  return run.type === "gone" ? gone(run) : { type: "complete" };
}

function concludeFailed(
  { reason, cause }: ConnectionEnd & { type: "failed" },
  run: RunOutcome | undefined,
): Conclusion {
  if (hasFailed(run) || run?.type === "deleted") return { type: "complete" };
  const message = `The connection broke, and the stream cannot reconnect: ${reason}`;
  return { type: "disconnected", message, cause };
}

function gone(run: RunOutcome & { type: "gone" | "deleted" }): Conclusion {
  const message = "The run and its thread no longer exist on the server";
  return { type: "disconnected", message, cause: run.error };
}

/** True if the body ended after a complete event. A reconnect that sent no event does not count. */
export function isCleanEnd(end: ConnectionEnd, connections: number): boolean {
  return end.type === "closed" && !end.isHanging && end.isClean && (connections === 1 || !end.isEmpty);
}
