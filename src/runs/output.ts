import { abortReason, throwIfAborted, untilAborted } from "../abort.js";
import { LASTING_MS, MIN_PAUSE_MS, delayAfterBreak } from "../backoff.js";
import { isRecord } from "../checks.js";
import { ApiError, ConnectionError, NotFoundError, RunFailedError, TimeoutError } from "../errors.js";
import { getInterrupts, mergeInterrupts, withIds } from "../interrupts.js";
import { Heartbeats } from "../streaming/heartbeats.js";
import type { RunIds } from "../streaming/run-api.js";
import type { WithResponse } from "../transport/api-promise.js";
import type { CallOptions } from "../transport/call-options.js";
import { brokenBody } from "../transport/fetch.js";
import type { Reply } from "../transport/fetch.js";
import { discardBody, readText } from "../transport/read-text.js";
import type { RequestSpec } from "../transport/request.js";
import { invalidResponse, readValue } from "../transport/response.js";
import { timeoutError } from "../transport/timeout.js";
import { operationSpec } from "../transport/transport.js";
import type { Transport } from "../transport/transport.js";
import type { Interrupt } from "../types.js";
import { failureOf, isThreadGone, stateAfter, isWorking, statusOf } from "./outcome.js";

/** Options of methods that wait for a run. */
export interface RaiseOption {
  /** Throw a {@link RunFailedError} if the run fails. With `false`, its `__error__` is the result. Default: true. */
  raiseError?: boolean | undefined;
}

/** The output of a run: the graph's state, with `__interrupt__` if the run waits. */
export type RunOutput<State, InterruptValue = unknown> = State & {
  __interrupt__?: Interrupt<InterruptValue>[] | undefined;
  /** Only with `raiseError: false`. */
  __error__?: { error: string; message: string } | undefined;
};

/** The response of `wait` or `join`. */
export interface AwaitedRun {
  output: unknown;
  response: Response;
  /** `undefined` if the server has not sent the ids. */
  run: RunIds | undefined;
  /** True if the output comes from `join`. */
  isJoined: boolean;
  /** True if the caller named no thread. */
  isStateless: boolean;
}

/** The request that joins a run. */
export function joinSpec({ runId, threadId }: RunIds, call: CallOptions): RequestSpec {
  const operation = "GET /threads/{thread_id}/runs/{run_id}/join";
  return { ...operationSpec(operation, [threadId, runId]), call };
}

/**
 * Starts or joins a run, and waits for its output. After a broken connection the run is joined; it is never started twice.
 *
 * @param runOf - Reads the ids of the run from the response.
 */
export async function awaitOutput(
  transport: Transport,
  request: RequestSpec,
  runOf: (response: Response) => RunIds | undefined,
): Promise<AwaitedRun> {
  const { call = {} } = request;
  const send = (spec: RequestSpec) => transport.send({ ...spec, timeoutMs: null, streamBody: true });
  const heartbeats = new Heartbeats();
  const maxRetries = transport.maxRetries(call);
  let reply = await send(request);
  const run = runOrClose(reply.response, runOf);
  const isStateless = request.pathParams?.["thread_id"] === undefined;
  for (let attempt = 0; ; attempt += 1) {
    const isJoined = reply.request.method === "GET";
    const openedAt = performance.now();
    try {
      return { ...(await readOutputBody(reply, heartbeats)), run, isJoined, isStateless };
    } catch (cause) {
      if (!(cause instanceof ConnectionError)) throw cause;
      // The caller's time limit ends the wait for a new run; a join may be repeated.
      const isLimit = cause instanceof TimeoutError;
      if ((isLimit && !isJoined) || run === undefined || run.threadId === null) throw cause;
      const lasted = isJoined && !isLimit && performance.now() - openedAt >= LASTING_MS;
      if (lasted && (await isActive(transport, run, call))) attempt = 0;
      if (attempt >= maxRetries) throw cause;
      const delay = Math.max(isJoined ? MIN_PAUSE_MS : 0, delayAfterBreak(attempt));
      transport.logger.warn?.(`${cause.message}; joining the run in ${Math.round(delay)} ms`);
      await transport.sleep(delay, call.signal);
      // The join is a GET, which cannot have a body.
      reply = await send(joinSpec(run, { ...call, extraBody: undefined }));
    }
  }
}

/** Reads the ids of a run. What `runOf` throws must not leave the connection open. */
function runOrClose(
  response: Response,
  runOf: (response: Response) => RunIds | undefined,
): RunIds | undefined {
  try {
    return runOf(response);
  } catch (error) {
    discardBody(response);
    throw error;
  }
}

async function isActive(transport: Transport, run: RunIds, call: CallOptions): Promise<boolean> {
  try {
    const status = await statusOf(transport, run, { ...sharedOptions(call), maxRetries: 0 });
    return isWorking(status);
  } catch {
    // An abort ends the pause that follows.
    return false;
  }
}

/**
 * Starts or joins a run, waits for its output, and completes it. The errors of a new run's further requests have its ids,
 * and tell that it was started.
 */
export async function outputOf(
  transport: Transport,
  request: RequestSpec,
  runOf: (response: Response) => RunIds | undefined,
  raiseError: boolean,
): Promise<WithResponse<unknown>> {
  let run: RunIds | undefined;
  try {
    const awaited = await awaitOutput(transport, request, (response) => (run = runOf(response)));
    const data = await readOutput(transport, awaited, raiseError, request.call ?? {});
    return { data, response: awaited.response };
  } catch (error) {
    const isJoin = request.method === "GET";
    // A new run's thread is missing before the run starts.
    const hasStarted = isJoin || run !== undefined;
    if (hasStarted && error instanceof NotFoundError && isThreadGone(error)) error.message += `. ${KEEP}`;
    throw isJoin || run === undefined ? error : errorOfNewRun(error, run);
  }
}

const KEEP =
  'The thread of a run that was started without one is deleted at its end, unless onCompletion is "keep"';

/** Turns the error of a request about a new run, usually of a join, into one of the request that started the run. */
function errorOfNewRun(error: unknown, { runId, threadId }: RunIds): unknown {
  const isConnection = error instanceof ConnectionError;
  if (!isConnection && !(error instanceof ApiError)) return error;
  const { method, url, message } = error;
  const init = { method, url, cause: error, mayHaveBeenProcessed: true, runId, threadId };
  if (!isConnection)
    return new ConnectionError(`The run was started, but a further request failed: ${message}`, init);
  return Object.assign(error, { mayHaveBeenProcessed: true, runId, threadId });
}

async function readOutputBody(reply: Reply, heartbeats: Heartbeats) {
  const { response } = reply;
  const complete = { ...reply, text: await readBody(reply, heartbeats) };
  const output = readValue(complete);
  // An empty body is never a run's output: even null arrives as JSON.
  if (output === undefined) throw invalidResponse(complete, "does not have the run's output");
  return { output, response };
}

/** Reads a body for which servers send newlines as heartbeats until the run has ended. */
async function readBody({ request, response }: Reply, heartbeats: Heartbeats): Promise<string> {
  const { signal, timeoutMs } = request;
  const limit = new AbortController();
  const onTimeout = (): void => limit.abort(timeoutError(request));
  const timer = timeoutMs === null ? undefined : setTimeout(onTimeout, timeoutMs);
  heartbeats.onConnect();
  try {
    return await readText(response, {
      wait: (next) => {
        const alive = heartbeats.wait(next, request);
        return untilAborted(untilAborted(alive, limit.signal), signal);
      },
      onChunk: (chunk) => {
        if (isBlank(chunk)) heartbeats.onHeartbeat();
      },
    });
  } catch (cause) {
    throwIfAborted(signal);
    if (limit.signal.aborted) throw abortReason(limit.signal);
    throw brokenBody(request, cause);
  } finally {
    clearTimeout(timer);
  }
}

function isBlank(chunk: Uint8Array): boolean {
  return chunk.every((byte) => byte <= 0x20);
}

/**
 * Completes a run's output, and throws if the run failed: servers send failures as a success.
 *
 * A joined run's status is requested, because servers also call unknown runs failed, and the JS server sends a failure only
 * once. The thread's state is requested, because for a run that waits, servers send the interrupts without the state, the
 * state without the interrupts, or some of the interrupts.
 */
export async function readOutput(
  transport: Transport,
  { output, run, isJoined, isStateless }: AwaitedRun,
  raiseError: boolean,
  call: CallOptions,
): Promise<unknown> {
  const ids = run ?? { runId: null, threadId: null };
  const shared = sharedOptions(call);
  const fields = isRecord(output) ? output : {};
  const { __error__: sent, __interrupt__: interrupts, ...values } = fields;
  const isEmpty = Object.keys(values).length === 0;
  const status = isJoined ? await statusOf(transport, ids, shared) : undefined;
  const isComplete = isStateless && !isJoined && (interrupts === undefined || !isEmpty);
  const state = isComplete || isRecord(sent) ? undefined : await stateAfter(transport, ids, shared);
  const failure = failureOf({ output, status, state });
  if (failure !== undefined) {
    const data = isRecord(sent) ? sent : failure;
    if (!raiseError) return { ...fields, __error__: data };
    throw new RunFailedError({ error: failure.error, detail: failure.message, ...ids, data });
  }
  if (state === undefined || !isRecord(output)) return output;
  const pending = mergeInterrupts(getInterrupts(state), withIds(interrupts));
  if (pending.length > 0 || interrupts !== undefined) {
    return { ...(isEmpty ? state.values : values), __interrupt__: pending };
  }
  // Servers of other makes leave fields out.
  if (!state.next?.length) return output;
  // The run waits at a breakpoint, or was cancelled.
  const end = status ?? (await statusOf(transport, ids, shared));
  return end === "interrupted" ? output : { ...output, __interrupt__: [] };
}

/** The options of a call that its further requests share. */
export function sharedOptions({ signal, headers, maxRetries, extraQuery }: CallOptions): CallOptions {
  return { signal, headers, maxRetries, extraQuery };
}
