import { toText } from "../checks.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Transport } from "../transport/transport.js";
import type { Run, RunStatus, Thread } from "../types.js";

const MAX_LIMIT = 1_000;

/** Lists the active runs of a thread, the oldest first. */
export async function activeRuns(transport: Transport, threadId: string, call: CallOptions): Promise<Run[]> {
  const { status } = await transport.call<Thread>("GET /threads/{thread_id}", [threadId], call);
  return status === "busy" ? unfinishedRuns(transport, threadId, call) : [];
}

/** Lists the active runs of a busy thread, the oldest first. */
export async function unfinishedRuns(
  transport: Transport,
  threadId: string,
  call: CallOptions,
): Promise<Run[]> {
  // In this order: a run that begins between the two requests is in both lists, not in neither.
  const pending = await listRuns(transport, threadId, { status: "pending" }, call);
  const running = await listRuns(transport, threadId, { status: "running" }, call);
  const ids = new Set(running.map(({ run_id: runId }) => runId));
  return [...running, ...pending.filter(({ run_id: runId }) => !ids.has(runId))].sort(byAge);
}

/** Lists the runs of a thread. Servers differ in their order. */
export function listRuns(
  transport: Transport,
  threadId: string,
  fields: { status?: RunStatus },
  call: CallOptions,
): Promise<Run[]> {
  return transport.call<Run[]>(
    "GET /threads/{thread_id}/runs",
    [threadId],
    { ...fields, ...call },
    {
      defaults: { limit: MAX_LIMIT },
      expects: Array.isArray,
    },
  );
}

export function byAge(left: Run, right: Run): number {
  return Date.parse(toText(left.created_at)) - Date.parse(toText(right.created_at));
}
