import { checkBoolean } from "../checks.js";
import { LangGraphError } from "../errors.js";
import { tasksOf } from "../interrupts.js";
import type { CancelOptions, RunApi, RunIds, RunRequests } from "../streaming/run-api.js";
import type { ApiPromise } from "../transport/api-promise.js";
import type { CallOptions, Fields } from "../transport/call-options.js";
import type { RequestSpec } from "../transport/request.js";
import { NO_RESULT, operationSpec } from "../transport/transport.js";
import type { OperationKey, Transport } from "../transport/transport.js";
import type { StreamMode, ThreadState } from "../types.js";
import { runOfResponse } from "./ids.js";
import { outcomeOf, stateAfter } from "./outcome.js";
import { awaitOutput, joinSpec, readOutput, sharedOptions } from "./output.js";

/** The route of a run's stream. Only the JS server has one for runs without a thread. */
export function streamSpec({ runId, threadId }: RunIds): RequestSpec {
  const operation: OperationKey =
    threadId === null ? "GET /runs/{run_id}/stream" : "GET /threads/{thread_id}/runs/{run_id}/stream";
  return operationSpec(operation, threadId === null ? [runId] : [threadId, runId]);
}

/** Cancels a run. */
export function cancelRun(
  transport: Transport,
  { threadId, runId }: { threadId: string; runId: string },
  { wait, action = "interrupt" }: CancelOptions,
  options?: object,
): ApiPromise<void> {
  const operation = "POST /threads/{thread_id}/runs/{run_id}/cancel";
  const waits = wait ?? false;
  return transport.call(operation, [threadId, runId], options, {
    ...NO_RESULT,
    idempotency: "idempotent",
    // The Python server returns 404 for a run that has ended.
    missingIsDone: true,
    timeoutMs: waits ? null : undefined,
    place: (fields) => {
      checkBoolean("wait", waits);
      // The JS server takes any value of `wait` for true, and Aegra takes numbers only.
      return { query: { wait: waits ? 1 : undefined, action, ...fields } };
    },
  });
}

/** The requests about a run, over HTTP. */
export class HttpRunRequests implements RunRequests {
  protected readonly transport: Transport;
  /** The options of the caller's method that apply to further requests. */
  protected readonly shared: CallOptions;

  constructor(transport: Transport, call: CallOptions) {
    this.transport = transport;
    this.shared = sharedOptions(call);
  }

  status(run: RunIds, signal: AbortSignal | undefined, timeoutMs?: number) {
    const once = timeoutMs === undefined ? {} : { timeoutMs, maxRetries: 0 };
    const call = { ...this.shared, signal, ...once };
    const join = async (): Promise<unknown> => {
      const { output } = await awaitOutput(this.transport, joinSpec(run, call), () => run);
      return output;
    };
    return outcomeOf(this.transport, run, join, call);
  }

  async join(run: RunIds): Promise<unknown> {
    const awaited = await awaitOutput(this.transport, joinSpec(run, this.shared), () => run);
    return readOutput(this.transport, awaited, true, this.shared);
  }

  async state(run: RunIds): Promise<ThreadState<unknown> | undefined> {
    const state = await stateAfter(this.transport, run, this.shared);
    return state && { ...state, tasks: tasksOf(state) };
  }

  async cancel({ threadId, runId }: RunIds, options: CancelOptions): Promise<void> {
    if (threadId === null) {
      throw new LangGraphError(
        'A run without a thread cannot be cancelled. Start it with onDisconnect: "cancel", and close its stream.',
      );
    }
    await cancelRun(this.transport, { threadId, runId }, options, this.shared);
  }
}

/** Options of {@link HttpRunApi}. */
export interface RunApiOptions {
  threadId: string | null;
  /** The options of the caller's method. */
  call: CallOptions;
  /** The request that starts or joins the run. */
  openSpec(modes: readonly StreamMode[]): RequestSpec;
  /** The query of every reconnect. */
  query: Fields;
  /** Called before the first request, with the options of the caller's method for further requests. May throw. */
  prepare?: ((call: CallOptions) => Promise<void>) | undefined;
}

/** The requests of a stream, over HTTP. */
export class HttpRunApi extends HttpRunRequests implements RunApi {
  readonly threadId: string | null;
  readonly #options: RunApiOptions;

  constructor(transport: Transport, options: RunApiOptions) {
    super(transport, options.call);
    this.threadId = options.threadId;
    this.#options = options;
  }

  async open(modes: readonly StreamMode[], signal: AbortSignal) {
    const { call, openSpec, prepare } = this.#options;
    // A request that reads has no body.
    await prepare?.({ ...call, extraBody: undefined, signal });
    const spec = { ...openSpec(modes), timeoutMs: null, call: { ...call, signal } };
    const opened = await this.transport.stream(spec);
    const run = runOfResponse(opened.response);
    return { ...opened, run: run && { ...run, threadId: this.threadId ?? run.threadId } };
  }

  reconnect(run: RunIds, lastEventId: string | undefined, signal: AbortSignal) {
    return this.transport.stream({
      ...streamSpec(run),
      query: this.#options.query,
      headers: { "last-event-id": lastEventId },
      // The stream counts its reconnects itself.
      call: { ...this.shared, signal, maxRetries: 0 },
    });
  }
}
