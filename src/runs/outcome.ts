import { isRecord, toText } from "../checks.js";
import { NotFoundError } from "../errors.js";
import { tasksOf } from "../interrupts.js";
import { asText, unpackFailure } from "../streaming/failure.js";
import type { RunFailure, RunIds, RunOutcome } from "../streaming/run-api.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Transport } from "../transport/transport.js";
import type { Run, RunStatus, ThreadState } from "../types.js";

/** The ids of a run, as far as they are known. */
export interface PartialRunIds {
  runId: string | null;
  threadId: string | null;
}

/** The information that the server has sent about a run that has ended. */
export interface RunEvidence {
  /** The output of `wait` or `join`. A failed run's has `__error__`. */
  output?: unknown;
  status?: RunStatus | undefined;
  /** The thread's state after the run. */
  state?: ThreadState<unknown> | undefined;
}

/** Decides whether a run failed, and with which error. */
export function failureOf({ output, status, state }: RunEvidence): RunFailure | undefined {
  const sent = isRecord(output) ? output["__error__"] : undefined;
  if (isRecord(sent)) {
    const error = asText(sent["error"]) ?? "Error";
    const message = asText(sent["message"]) ?? "";
    // Only the JS server packs errors, and it calls all of them "Error".
    return (error === "Error" ? unpackFailure(error, message) : undefined) ?? { error, message };
  }
  if (!isFailure(status)) return undefined;
  const sentByTask: unknown = state && tasksOf(state).find((task) => task.error)?.error;
  const message = asText(sentByTask) || `The run ended with the status "${status}"`;
  return unpackFailure(status, message) ?? { error: status, message };
}

/**
 * Gets the status of a run; `undefined` without a thread, for which the API has no route, or if the server responds with
 * another run.
 */
export async function statusOf(
  transport: Transport,
  { runId, threadId }: PartialRunIds,
  call: CallOptions,
): Promise<RunStatus | undefined> {
  if (runId === null || threadId === null) return undefined;
  const operation = "GET /threads/{thread_id}/runs/{run_id}";
  // Servers of other makes leave fields out.
  const run: Partial<Run> = await transport.call<Run>(operation, [threadId, runId], call);
  const isOther = run.run_id !== undefined && !isSameId(run.run_id, runId);
  return isOther ? undefined : run.status;
}

/** True for a run that has begun or will, and has not ended. */
export function isWorking(status: RunStatus | undefined): boolean {
  return status === "pending" || status === "running";
}

/** True for a run that has failed. */
export function isFailure(status: RunStatus | undefined): status is "error" | "timeout" {
  return status === "error" || status === "timeout";
}

/** Servers spell a uuid in lower case, whatever the caller does. */
function isSameId(left: unknown, right: string): boolean {
  return toText(left).toLowerCase() === right.toLowerCase();
}

/**
 * Gets the state of a run's thread after the run. `undefined` if a later run has changed it, or if the server has none: it
 * may have deleted the thread of a stateless run.
 */
export async function stateAfter(
  transport: Transport,
  { runId, threadId }: PartialRunIds,
  call: CallOptions,
): Promise<ThreadState | undefined> {
  if (runId === null || threadId === null) return undefined;
  try {
    const state = await transport.call<ThreadState>("GET /threads/{thread_id}/state", [threadId], call);
    const writer = state.metadata?.["run_id"];
    if (writer === runId) return state;
    // A run writes no checkpoint if it has not completed a step, such as one that answers one of several interrupts.
    const isCurrent =
      typeof writer === "string" && (await isEarlier(transport, threadId, [writer, runId], call));
    return isCurrent ? state : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** True if the first of two runs of a thread was created before the second. */
async function isEarlier(
  transport: Transport,
  threadId: string,
  runIds: [string, string],
  call: CallOptions,
): Promise<boolean> {
  const operation = "GET /threads/{thread_id}/runs/{run_id}";
  const times = runIds.map(async (runId) => {
    const { created_at: createdAt } = await transport.call<Run>(operation, [threadId, runId], call);
    return Date.parse(toText(createdAt));
  });
  const [first = NaN, second = NaN] = await Promise.all(times);
  return first < second;
}

/**
 * Gets the state of a run on the server; `undefined` if the server cannot tell.
 *
 * @param join - Gets the run's output.
 */
export async function outcomeOf(
  transport: Transport,
  run: RunIds,
  join: () => Promise<unknown>,
  call: CallOptions,
): Promise<RunOutcome | undefined> {
  // The API has no route for the run.
  if (run.threadId === null) return undefined;
  try {
    const status = await statusOf(transport, run, call);
    if (status === "success") return { type: "ended", cancelled: false };
    if (status === "interrupted") return { type: "ended", cancelled: true };
    if (status === "pending") return { type: "active", isPending: true };
    if (isWorking(status)) return { type: "active" };
    // A status that this version does not know is not an end.
    if (!isFailure(status)) return { type: "active", isUncertain: true };
    const output = await join().catch(() => undefined);
    const sent = failureOf({ output });
    const state = sent ? undefined : await stateAfter(transport, run, call).catch(() => undefined);
    return { type: "ended", cancelled: false, failure: sent ?? failureOf({ status, state }) };
  } catch (error) {
    if (error instanceof NotFoundError) return outcomeOfMissing(transport, run, error, call);
    throw error;
  }
}

/** Explains a run's 404: deleted, gone with its thread, or (`undefined`) a server without this route. */
async function outcomeOfMissing(
  transport: Transport,
  { threadId }: RunIds,
  error: NotFoundError,
  call: CallOptions,
): Promise<RunOutcome | undefined> {
  try {
    await transport.call("GET /threads/{thread_id}", [threadId], call);
    return { type: "deleted", error };
  } catch (other) {
    if (!(other instanceof NotFoundError)) throw other;
    return isThreadGone(other) ? { type: "gone", error } : undefined;
  }
}

/** True for a 404 that concerns the thread: both servers send "Thread with ID … not found". */
export function isThreadGone({ detail }: NotFoundError): boolean {
  return /\bthread\b.* not found/i.test(detail);
}
