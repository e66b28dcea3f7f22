import { isRecord, toText } from "../checks.js";
import { CommandError } from "../command-error.js";
import { ApiError, ConflictError, NotFoundError } from "../errors.js";
import type { RunIds } from "../streaming/run-api.js";
import type { Source } from "../streaming/sse.js";
import type { ThreadStreamRequest } from "../streaming/thread/thread-feed.js";
import type { CallOptions } from "../transport/call-options.js";
import { operationSpec } from "../transport/transport.js";
import type { OperationKey, Transport } from "../transport/transport.js";
import type { Run } from "../types.js";
import { activeRuns, byAge, listRuns } from "./active-runs.js";
import { cancelRun } from "./api.js";

/** The treatment of a new run while another one of the thread is active. */
export type BusyStrategy = "enqueue" | "interrupt" | "rollback" | "reject";

const COMMAND = { method: "POST", path: "/threads/{thread_id}/commands" } as const;
const COMMANDS: OperationKey = `${COMMAND.method} ${COMMAND.path}`;
const EVENTS: OperationKey = "POST /threads/{thread_id}/stream/events";
/** The pause before the next request for active runs, in milliseconds. */
const POLL_MS = 100;
const MAX_POLL_MS = 1_000;

/** Opens the stream of a thread. */
export async function openThreadStream(
  transport: Transport,
  threadId: string,
  request: ThreadStreamRequest,
  call: CallOptions,
): Promise<Source> {
  const spec = operationSpec(EVENTS, [threadId]);
  try {
    // It only reads. The server limits the time of silence, not the time until the end.
    return await transport.stream({ ...spec, idempotency: "safe", timeoutMs: null, body: request, call });
  } catch (error) {
    throw error instanceof ApiError && (error.status === 404 || error.status === 405)
      ? unsupported(error)
      : error;
  }
}

function unsupported(error: ApiError): ApiError {
  const detail = `The server lacks the protocol of thread streams, which requires langgraph-api 0.10 or later, or it does not know the thread: ${error.detail}`;
  return ApiError.of({ ...error, detail });
}

/** The response to a command. */
export interface CommandResult {
  result: Record<string, unknown>;
  /** The number of the first event of the run that the command started, on the JS server. */
  number: number | undefined;
}

/** Sends a command. Throws if the server refuses it, also with the status 200. */
export async function sendCommand(
  transport: Transport,
  threadId: string,
  method: string,
  params: Record<string, unknown>,
  call: CallOptions,
): Promise<CommandResult> {
  const { data, response } = await transport.callWithResponse<Record<string, unknown>>(
    COMMANDS,
    [threadId],
    call,
    {
      // The number only has to differ from those of commands on the same connection, and each has its own.
      place: () => ({ body: { id: 1, method, params } }),
    },
  );
  if (data["type"] === "error") throw refusal(method, data, response);
  const { result, meta } = data;
  const number = isRecord(meta) ? meta["applied_through_seq"] : undefined;
  return {
    result: isRecord(result) ? result : {},
    number: typeof number === "number" && number > 0 ? number : undefined,
  };
}

/** The Python server writes the status that a classic request would have had before the message. */
function refusal(method: string, body: Record<string, unknown>, { url, headers }: Response): Error {
  const message = toText(body["message"]);
  const [, status, detail = ""] = /^([45]\d\d): ([^]*)$/.exec(message) ?? [];
  if (status === undefined)
    return new CommandError({ command: method, code: toText(body["error"]), detail: message });
  const text = JSON.stringify(body);
  return ApiError.of({ ...COMMAND, url, status: Number(status), detail, body, text, headers });
}

/** Finds the newest run of a thread. Servers differ in the order of their lists. */
async function newestRun(
  transport: Transport,
  threadId: string,
  call: CallOptions,
): Promise<Run | undefined> {
  const active = await activeRuns(transport, threadId, call);
  const runs = active.length > 0 ? active : await listRuns(transport, threadId, {}, call);
  return runs.sort(byAge).at(-1);
}

/** Lists the ids of the runs that have begun, and of those that have ended. */
export async function begunRuns(
  transport: Transport,
  threadId: string,
  call: CallOptions,
): Promise<string[]> {
  const runs = await listRuns(transport, threadId, {}, call);
  return runs.filter(({ status }) => status !== "pending").map(({ run_id: runId }) => runId);
}

/**
 * Waits until no run of the thread is active, or stops those that are. The JS server has no strategies of its own: the
 * events of a run end when another one begins. The Python server has them, but answers only after 5 seconds.
 */
export async function freeThread(
  transport: Transport,
  threadId: string,
  strategy: BusyStrategy,
  call: CallOptions,
): Promise<void> {
  for (let ms = POLL_MS; ; ms = Math.min(2 * ms, MAX_POLL_MS)) {
    const runs = await activeRuns(transport, threadId, call);
    const [first] = runs;
    if (first === undefined) return;
    if (strategy === "reject") throw busyError(threadId, first);
    if (strategy !== "enqueue") await stopRuns(transport, threadId, runs, strategy, call);
    await transport.sleep(ms, call.signal);
  }
}

async function stopRuns(
  transport: Transport,
  threadId: string,
  runs: readonly Run[],
  action: "interrupt" | "rollback",
  call: CallOptions,
): Promise<void> {
  // The newest first: otherwise the next one in the queue would begin.
  for (const { run_id: runId } of [...runs].reverse()) {
    try {
      await cancelRun(transport, { threadId, runId }, { wait: true, action }, call);
    } catch (error) {
      // It has ended meanwhile.
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
}

function busyError(threadId: string, { run_id: runId }: Run): ConflictError {
  const detail = `Run ${runId} of this thread is active, and multitaskStrategy is "reject"`;
  const url = `/threads/${threadId}/commands`;
  const headers = new Headers();
  return new ConflictError({ ...COMMAND, url, status: 409, detail, body: undefined, text: "", headers });
}

/** Finds the run that a command has started. */
export async function runOfCommand(
  transport: Transport,
  threadId: string,
  { result }: CommandResult,
  call: CallOptions,
): Promise<RunIds> {
  const runId = typeof result["run_id"] === "string" ? result["run_id"] : undefined;
  // The responses to resumes lack it.
  const id = runId ?? (await newestRun(transport, threadId, call))?.run_id;
  if (id === undefined)
    throw new CommandError({
      command: "input.respond",
      code: "no_such_run",
      detail: "The thread has no run",
    });
  return { runId: id, threadId };
}
