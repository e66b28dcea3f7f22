import { LangGraphError, NotFoundError } from "../errors.js";
import { isRecord } from "../record.js";
import type { Outcome, RunIds } from "../streaming/run-reader.js";
import type { RunSource } from "../streaming/run-stream.js";
import { NO_VALUE } from "../transport/transport.js";
import type { Transport } from "../transport/transport.js";
import type { CallOptions } from "../transport/wire.js";
import type { Run } from "../types.js";
import {
  awaitOutput,
  readFailure,
  readOutput,
  sharedOptions,
  startJoin,
  unexplainedFailure,
} from "./output.js";

/** The two routes of a run's stream. Only the JS server has the one without a thread. */
export function streamKey(threadId: string | null) {
  return threadId === null ? "GET /runs/{run_id}/stream" : "GET /threads/{thread_id}/runs/{run_id}/stream";
}

function pathOf({ runId, threadId }: RunIds): Record<string, unknown> {
  return threadId === null ? { run_id: runId } : { run_id: runId, thread_id: threadId };
}

/** What a stream asks of its run after it was opened. */
export function runSource(
  transport: Transport,
  options: CallOptions,
  query: Record<string, unknown>,
): Pick<RunSource, "reopen" | "outcome" | "join" | "state" | "cancel"> {
  const shared = sharedOptions(options);
  return {
    // The place that a `Location` names is the same, where it can be read at all, and may lack the path of `apiUrl`.
    reopen: (run, after, signal) => {
      const parts = { path: pathOf(run), query, headers: { "last-event-id": after } };
      // The stream has attempts of its own.
      const call = { ...shared, signal, maxRetries: 0 };
      return transport.open(streamKey(run.threadId), { repeat: "safe" }, parts, call);
    },

    outcome: (run, signal, timeoutMs) => {
      const once = timeoutMs === undefined ? {} : { timeoutMs, maxRetries: 0 };
      return outcomeOf(transport, run, { ...shared, signal, ...once });
    },

    join: (run) => output(transport, run, true, shared),

    state: ({ threadId }) => {
      const path = { thread_id: threadId };
      return transport.call("GET /threads/{thread_id}/state", { repeat: "safe" }, { path }, shared);
    },

    cancel: async (run, { wait = false, action = "interrupt" }) => {
      if (run.threadId === null) {
        throw new LangGraphError(
          'A run without a thread cannot be cancelled. Start it with onDisconnect: "cancel" and close its stream.',
        );
      }
      const key = "POST /threads/{thread_id}/runs/{run_id}/cancel";
      // Any value of `wait` counts as true on the JS server: false is not sent.
      const parts = { path: pathOf(run), query: { wait: wait || undefined, action } };
      await transport.call(key, { repeat: "idempotent", patient: wait, ...NO_VALUE }, parts, shared);
    },
  };
}

async function output(
  transport: Transport,
  run: RunIds,
  raiseError: boolean,
  call: CallOptions,
): Promise<unknown> {
  const start = () => startJoin(transport, run, call);
  const { data } = await awaitOutput(transport, start, () => run, call);
  return readOutput(transport, data, run, { raiseError, joined: true }, call);
}

async function outcomeOf(transport: Transport, run: RunIds, call: CallOptions): Promise<Outcome | undefined> {
  // Without its thread no run can be asked for.
  if (run.threadId === null) return undefined;
  try {
    const key = "GET /threads/{thread_id}/runs/{run_id}";
    const { status } = await transport.call<Run>(key, { repeat: "safe" }, { path: pathOf(run) }, call);
    if (status === "pending" || status === "running") return { state: "active" };
    const cancelled = status === "interrupted";
    if (status !== "error" && status !== "timeout") return { state: "ended", cancelled };
    const ended = await output(transport, run, false, call).catch(() => undefined);
    const said = isRecord(ended) ? ended["__error__"] : undefined;
    const { error, detail } = readFailure(isRecord(said) ? said : unexplainedFailure(status));
    return { state: "ended", cancelled, failure: { error, message: detail } };
  } catch (error) {
    if (error instanceof NotFoundError) return absence(transport, run, error, call);
    throw error;
  }
}

/** What has become of a run that there is not: it was deleted, its thread is gone too, or the server has no such routes. */
async function absence(
  transport: Transport,
  run: RunIds,
  error: NotFoundError,
  call: CallOptions,
): Promise<Outcome | undefined> {
  try {
    const path = { thread_id: run.threadId };
    await transport.call("GET /threads/{thread_id}", { repeat: "safe" }, { path }, call);
    return { state: "deleted", error };
  } catch (other) {
    if (!(other instanceof NotFoundError)) throw other;
    // Both servers say "Thread with ID … not found".
    return /\bthread\b.* not found/i.test(other.detail) ? { state: "lost", error } : undefined;
  }
}
