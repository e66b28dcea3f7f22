import { ConnectionError, RunFailedError, TimeoutError } from "../errors.js";
import { isRecord } from "../record.js";
import { Heartbeats } from "../streaming/heartbeats.js";
import { getInterrupts } from "../interrupts.js";
import type { Failure, RunIds } from "../streaming/run-reader.js";
import type { WithResponse } from "../transport/api-promise.js";
import type { Exchanged } from "../transport/exchange.js";
import { readValue, unexpected } from "../transport/response.js";
import type { Transport } from "../transport/transport.js";
import type { CallOptions } from "../transport/wire.js";
import type { Interrupt, Run, RunStatus, ThreadState } from "../types.js";
import { pauseAfterBreak, sleep, untilAborted } from "../waiting.js";

export interface Raise {
  /** Whether a failed run rejects with a {@link RunFailedError}; otherwise its `__error__` is the value. Default: true. */
  raiseError?: boolean | undefined;
}

/** What a run ends with: the graph's state, with `__interrupt__` when it waits for an answer. */
export type RunOutput<State> = State & {
  __interrupt__?: Interrupt[] | undefined;
  /** Only with `raiseError: false`. */
  __error__?: { error: string; message: string } | undefined;
};

/** Opens the answer of a run that is joined. */
export function startJoin(
  transport: Transport,
  { runId, threadId }: RunIds,
  call: CallOptions,
  query: Record<string, unknown> = {},
): Promise<Exchanged> {
  const key = "GET /threads/{thread_id}/runs/{run_id}/join";
  const parts = { path: { thread_id: threadId, run_id: runId }, query };
  return transport.start(key, { repeat: "safe", patient: true }, parts, call);
}

/**
 * Waits for what a run ends with. An answer that breaks off is no end of the run, which is joined again; it is never
 * started twice.
 *
 * @param start - Starts or joins the run, up to the headers of the answer.
 * @param runOf - The run, as far as the answer tells.
 */
export async function awaitOutput(
  transport: Transport,
  start: () => Promise<Exchanged>,
  runOf: (response: Response) => RunIds | undefined,
  call: CallOptions,
): Promise<WithResponse<unknown> & { run: RunIds | undefined; joined: boolean }> {
  const heartbeats = new Heartbeats(undefined);
  const maxRetries = transport.sender.maxRetries(call.maxRetries);
  let exchanged = await start();
  const run = runOf(exchanged.reply.response);
  for (let attempt = 0, heard = 0; ; attempt += 1) {
    try {
      const text = await readText(exchanged, heartbeats, call);
      const { request, reply } = exchanged;
      const whole = { request, reply: { ...reply, text } };
      const data = readValue(whole);
      // A graph may end with any value, but not with none.
      if (data === undefined) throw unexpected(whole, "not what the run ended with");
      return { data, response: reply.response, run, joined: request.method === "GET" };
    } catch (cause) {
      if (!(cause instanceof ConnectionError)) throw cause;
      // Where the server was heard meanwhile, the attempts begin anew.
      if (heartbeats.count > heard) attempt = 0;
      heard = heartbeats.count;
      // The caller's own limit ends a run that was started here; one that is joined may be joined once more.
      const asked = cause instanceof TimeoutError && cause.mayHaveBeenProcessed;
      if (asked || run === undefined || run.threadId === null || attempt >= maxRetries) throw cause;
      const delay = pauseAfterBreak(attempt);
      transport.sender.logger.warn?.(`${cause.message}; joining the run again in ${Math.round(delay)} ms`);
      await sleep(delay, call.signal);
      exchanged = await startJoin(transport, run, call);
    }
  }
}

/** The body of an answer. Servers write newlines until it is there: they are their heartbeats. */
async function readText(
  { request, reply: { response } }: Exchanged,
  heartbeats: Heartbeats,
  { signal, timeoutMs }: CallOptions,
): Promise<string> {
  const { method, url, repeat } = request;
  const mayHaveBeenProcessed = repeat !== "safe";
  // Some runtimes have no readable bodies.
  const reader = response.body?.getReader?.();
  heartbeats.restart();
  const read = async (): Promise<string> => {
    if (reader === undefined) return response.text();
    const decoder = new TextDecoder();
    for (let text = ""; ;) {
      const { done, value } = await heartbeats.listen(reader.read(), { method, url });
      if (done) return text + decoder.decode();
      const piece = decoder.decode(value, { stream: true });
      if (piece.trim() === "") heartbeats.beat();
      text += piece;
    }
  };
  const limited = timeoutMs ? new Heartbeats(timeoutMs).listen(read(), { method, url }) : read();
  try {
    return await untilAborted(limited, signal);
  } catch (cause) {
    reader?.cancel().catch(() => {});
    if (signal?.aborted) throw cause;
    const isLate = cause instanceof TimeoutError && Boolean(timeoutMs);
    const message = isLate ? `No complete answer within ${timeoutMs} ms` : "The answer broke off";
    const Class = isLate ? TimeoutError : ConnectionError;
    throw new Class(message, { method, url, cause, mayHaveBeenProcessed });
  }
}

/**
 * Reads what a run ended with, and raises its failure, which servers send as a success.
 *
 * @param joined - The run was there when it was asked for: then servers call also one failed that they do not know, and
 *   the JS server says only once of a run that it failed.
 */
export async function readOutput(
  transport: Transport,
  output: unknown,
  run: RunOfAnswer,
  { raiseError, joined }: { raiseError: boolean; joined: boolean },
  call: CallOptions,
): Promise<unknown> {
  const said = isRecord(output) ? output : {};
  const { __error__: told, __interrupt__: interrupts, ...values } = said;
  const status = joined ? await statusOf(transport, run, call) : undefined;
  // Of a run that waits, servers give the questions without the state, or the state without the questions, by when and
  // how they are asked.
  const isWhole = interrupts === undefined ? !joined : Object.keys(values).length > 0;
  const state = isWhole || isRecord(told) ? undefined : await stateAfter(transport, run, call);
  const failure = isRecord(told) ? told : failureIn(status, state);
  if (failure !== undefined) {
    if (raiseError) throw new RunFailedError({ ...readFailure(failure), ...run, data: failure });
    return { ...said, __error__: failure };
  }
  if (state === undefined || !isRecord(output)) return output;
  if (interrupts !== undefined) return { ...state.values, ...output };
  return state.next.length > 0 ? { ...output, __interrupt__: getInterrupts(state) } : output;
}

/** The run of an answer, as far as it is known. */
interface RunOfAnswer {
  runId: string | null;
  threadId: string | null;
}

async function statusOf(
  transport: Transport,
  { runId, threadId }: RunOfAnswer,
  call: CallOptions,
): Promise<RunStatus | undefined> {
  if (runId === null || threadId === null) return undefined;
  const path = { thread_id: threadId, run_id: runId };
  const key = "GET /threads/{thread_id}/runs/{run_id}";
  return (await transport.call<Run>(key, { repeat: "safe" }, { path }, sharedOptions(call))).status;
}

/** The state of the thread, if it is still that of the run. */
async function stateAfter(
  transport: Transport,
  { runId, threadId }: RunOfAnswer,
  call: CallOptions,
): Promise<ThreadState | undefined> {
  if (runId === null || threadId === null) return undefined;
  const key = "GET /threads/{thread_id}/state";
  const parts = { path: { thread_id: threadId } };
  const state = await transport.call<ThreadState>(key, { repeat: "safe" }, parts, sharedOptions(call));
  return state.metadata?.["run_id"] === runId ? state : undefined;
}

/** How a run failed of which nobody said it: its thread may know. */
function failureIn(status: RunStatus | undefined, state: ThreadState | undefined): Failure | undefined {
  if (status !== "error" && status !== "timeout") return undefined;
  const unexplained = unexplainedFailure(status);
  // Servers answer states without tasks for threads that have not run yet.
  const message = state?.tasks?.find(({ error }) => error)?.error ?? unexplained.message;
  const { error, detail } = readFailure({ ...unexplained, message });
  return { error, message: detail };
}

/** The failure of a run of which nothing but its status is known. */
export function unexplainedFailure(status: RunStatus): Failure {
  return { error: status, message: `The run ended as "${status}"` };
}

/** What a call has in common with those that belong to it. */
export function sharedOptions({ signal, headers, maxRetries, extraQuery }: CallOptions): CallOptions {
  return { signal, headers, maxRetries, extraQuery };
}

/** The JS server packs the error once more, as JSON into its own message. */
export function readFailure(failure: { error?: unknown; message?: unknown }): {
  error: string;
  detail: string;
} {
  const { error, message } = failure;
  try {
    const inner: unknown = JSON.parse(String(message));
    if (isRecord(inner) && typeof inner["message"] === "string") {
      return { error: String(inner["error"] ?? inner["name"] ?? error), detail: inner["message"] };
    }
  } catch {
    // The message is plain text.
  }
  return { error: String(error), detail: String(message) };
}
