import type { RunOutcome } from "../run-api.js";

/** The facts about a run whose connection is silent. */
export interface Silence {
  /** True if an event at which the run may end was delivered: it waits at an interrupt, or was cancelled. */
  mayEnd: boolean;
  /** True once an event of the run was delivered. */
  hasBegun: boolean;
  /** True if the end of the run was known before the connection fell silent. */
  wasOver: boolean;
  /** The number of connections in a row that were silent although they were opened after the end of the run. */
  silentAfterEnd: number;
  /** The number of connections that had no event of the run, although it was active. */
  silentBeforeStart: number;
  /** True if the connection may be dead: nothing arrived for long, not even a heartbeat. */
  mayBeDead: boolean;
}

/** The consequence of a silence. */
export type AfterSilence =
  | { type: "wait" }
  /** Reconnect: a new connection has what this one lacks. */
  | { type: "reopen" }
  /** The run has ended, if nothing follows its last event. */
  | { type: "end at last event" }
  | { type: "end" }
  | { type: "disconnected"; message: string };

const RUN_MISSING =
  "The server sends no events of this run. It was started in another way, by runs.stream for example";
const END_MISSING = "The run has ended, and the server did not send its last events";

/**
 * Decides what a silence means.
 *
 * @param run - The run's state; `undefined` if the server cannot tell.
 */
export function afterSilence(run: RunOutcome | undefined, silence: Silence): AfterSilence {
  if (silence.mayEnd && silence.wasOver) return { type: "end at last event" };
  if (run === undefined) return { type: "wait" };
  if (run.type === "ended") return afterEnd(run.cancelled, silence);
  if (run.type !== "active") return { type: "end" };
  if (silence.hasBegun) return { type: silence.mayBeDead ? "reopen" : "wait" };
  if (run.isPending) return { type: "wait" };
  return silence.silentBeforeStart > 2 ? { type: "disconnected", message: RUN_MISSING } : { type: "reopen" };
}

function afterEnd(wasCancelled: boolean, silence: Silence): AfterSilence {
  // More events may be on their way.
  if (silence.mayEnd) return { type: "wait" };
  // One or two may be half-open.
  if (silence.silentAfterEnd < 3) return { type: "reopen" };
  // A run that was cancelled before it began has no events.
  if (wasCancelled && !silence.hasBegun) return { type: "end" };
  return { type: "disconnected", message: END_MISSING };
}
