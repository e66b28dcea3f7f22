import { check, checkArray, checkBoolean, checkOptions, isSignal } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type {
  AssistantId,
  CustomFor,
  CustomOf,
  DefaultInterrupt,
  DefaultState,
  Graph,
  InterruptFor,
  InterruptOf,
  NodesFor,
  NodesOf,
  OtherAssistantId,
  OutputFor,
  StateOf,
  UpdateOf,
  WritesFor,
} from "../graphs.js";
import { cancelRun } from "../runs/api.js";
import { followedRunBody, runBody, splitPayload, threadIds } from "../runs/body.js";
import type { OptionsFor, RunExtras } from "../runs/body.js";
import { announceRun, runOfResponse } from "../runs/ids.js";
import { joinSpec, outputOf } from "../runs/output.js";
import type { RaiseOption, RunOutput } from "../runs/output.js";
import { checkAnswer, checkPending, pendingInterrupts } from "../runs/resume.js";
import { joinedStream, newStream } from "../runs/stream.js";
import type { RunJoinStreamOptions } from "../runs/stream.js";
import type { StreamEvent } from "../streaming/events.js";
import type { RunIds } from "../streaming/run-api.js";
import type { RunStream } from "../streaming/run-stream.js";
import { ApiPromise } from "../transport/api-promise.js";
import type { WithResponse } from "../transport/api-promise.js";
import { splitOptions } from "../transport/call-options.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/call-options.js";
import type { RequestSpec } from "../transport/request.js";
import { NO_RESULT, operationSpec } from "../transport/transport.js";
import type { CancelAction, Options, Params, Run, StreamModes } from "../types.js";
import { offsetPages, selectionOf, tolerantPages } from "./pages.js";
import type { PageOptions } from "./pages.js";
import { Resource } from "./resource.js";
import type {
  RunBatchPayload,
  RunCreateOptions,
  RunListOptions,
  RunResumeOptions,
  RunStreamOptions,
  RunWaitOptions,
} from "./run-options.js";
import { LIST, isRows } from "./rules.js";

/** The interrupts of a joined run. */
export type JoinedInterrupt<Graphs, Named> = Named extends string
  ? InterruptOf<Graph<Graphs, Named>>
  : DefaultInterrupt<Graphs>;

/** Runs: executions of a graph on a thread, or without one (`null` for the thread: a stateless run). */
export class RunsClient<out Graphs extends object = {}> extends Resource {
  /**
   * Start a run and iterate over its events, each exactly once: after a broken connection the stream reconnects. The run
   * starts when the first event is requested. `break` closes the connection; the run then goes on or stops, as
   * `onDisconnect` says. The loop throws a `RunFailedError` if the run fails, and a `StreamDisconnectedError` if the stream
   * cannot reconnect without loss. `POST /threads/{thread_id}/runs/stream`, stateless `POST /runs/stream`
   */
  stream<
    Id extends AssistantId<Graphs>,
    const Mode extends StreamModes = "values",
    Subgraphs extends boolean = false,
    ThreadId extends string | null = string | null,
  >(
    threadId: ThreadId,
    assistantId: Id,
    payload?: RunStreamOptions<Graphs, Id, Mode, Subgraphs, OptionsFor<ThreadId>>,
  ): RunStream<
    StreamEvent<
      Mode,
      Subgraphs,
      StateOf<Graph<Graphs, Id>>,
      UpdateOf<Graph<Graphs, Id>>,
      CustomOf<Graph<Graphs, Id>>,
      NodesOf<Graph<Graphs, Id>>,
      InterruptOf<Graph<Graphs, Id>>
    >,
    StateOf<Graph<Graphs, Id>>,
    InterruptOf<Graph<Graphs, Id>>,
    CustomOf<Graph<Graphs, Id>>
  > {
    return newStream(this.transport, threadId, assistantId, () => {
      checkOptions("payload", payload, "{ input }");
      return payload ?? {};
    });
  }

  /**
   * Resume a run that waits at interrupts, and iterate over the events that follow. `answer` is the value for the only
   * interrupt; several are answered by id, all or some of them: `{ [interrupt.id]: answer }`. Before the run, the pending
   * interrupts are read (`checkInterrupts`, default: true). The loop throws an `InvalidArgumentError`, and no run starts, if
   * several wait and the answer is not by id, or if it has the id of an interrupt that is not pending. If none is pending,
   * the answer is sent as given. The answer `null` is refused: `{ [interrupt.id]: null }` works.
   * `GET /threads/{thread_id}/state`, `POST /threads/{thread_id}/runs/stream`
   */
  resume<
    Id extends AssistantId<Graphs>,
    const Mode extends StreamModes = "values",
    Subgraphs extends boolean = false,
  >(
    threadId: string,
    assistantId: Id,
    answer: unknown,
    options?: RunResumeOptions<Graphs, Id, Mode, Subgraphs>,
  ): RunStream<
    StreamEvent<
      Mode,
      Subgraphs,
      StateOf<Graph<Graphs, Id>>,
      UpdateOf<Graph<Graphs, Id>>,
      CustomOf<Graph<Graphs, Id>>,
      NodesOf<Graph<Graphs, Id>>,
      InterruptOf<Graph<Graphs, Id>>
    >,
    StateOf<Graph<Graphs, Id>>,
    InterruptOf<Graph<Graphs, Id>>,
    CustomOf<Graph<Graphs, Id>>
  > {
    const { checkInterrupts = true, ...payload } = { ...options };
    const payloadOf = () => {
      checkOptions("options", options);
      check("threadId", threadId !== null, "the id of the thread that waits", threadId);
      checkBoolean("checkInterrupts", checkInterrupts);
      checkAnswer(answer);
      return { ...payload, command: { resume: answer } };
    };
    const prepare = async (call: CallOptions): Promise<void> => {
      checkPending(answer, await pendingInterrupts(this.transport, threadId, payload, call));
    };
    return newStream(this.transport, threadId, assistantId, payloadOf, checkInterrupts ? prepare : undefined);
  }

  /** Start a run in the background. `POST /threads/{thread_id}/runs`, stateless `POST /runs` */
  create<Id extends AssistantId<Graphs>, ThreadId extends string | null = string | null>(
    threadId: ThreadId,
    assistantId: Id,
    payload?: RunCreateOptions<Graphs, Id, OptionsFor<ThreadId>>,
  ): ApiPromise<Run> {
    return new ApiPromise(this.#create(threadId, assistantId, payload));
  }

  async #create(
    threadId: string | null,
    assistantId: string,
    payload: CallOptions & RunExtras = {},
  ): Promise<WithResponse<Run>> {
    checkOptions("payload", payload, "{ input }");
    const { call, body, onRunCreated } = splitPayload(payload);
    const operation = threadId === null ? "POST /runs" : "POST /threads/{thread_id}/runs";
    const place = () => ({ body: runBody(assistantId, body) });
    const ids = threadIds(threadId);
    const created = await this.transport.callWithResponse<Run>(operation, ids, call, { place });
    announceRun(onRunCreated, runOfResponse(created.response));
    return created;
  }

  /** Start stateless runs: all of them, or none if one is refused. `POST /runs/batch` */
  createBatch(payloads: RunBatchPayload<Graphs>[], options?: CallOptions): ApiPromise<Run[]> {
    const bodyOf = (payload: RunBatchPayload<Graphs>, index: number): Fields => {
      checkOptions(`payloads[${index}]`, payload ?? null, "{ assistantId, input }");
      const { assistantId, ...rest } = payload;
      return runBody(assistantId, splitPayload(rest).body);
    };
    return this.transport.call("POST /runs/batch", [], options, {
      expects: isRows,
      place: () => ({ body: checkArray("payloads", payloads).map(bodyOf) }),
    });
  }

  /**
   * Start a run and wait for its output. Rejects with a {@link RunFailedError} if the run fails.
   * `POST /threads/{thread_id}/runs/wait`, stateless `POST /runs/wait`
   */
  wait<Id extends keyof Graphs & string, ThreadId extends string | null = string | null>(
    threadId: ThreadId,
    assistantId: Id,
    payload?: RunWaitOptions<Graphs, Id, OptionsFor<ThreadId>>,
  ): ApiPromise<RunOutput<StateOf<Graph<Graphs, Id>>, InterruptOf<Graph<Graphs, Id>>>>;
  wait<
    Named = DefaultState<Graphs>,
    Id extends string = string,
    ThreadId extends string | null = string | null,
  >(
    threadId: ThreadId,
    assistantId: OtherAssistantId<Graphs, Id>,
    payload?: RunWaitOptions<Graphs, string, OptionsFor<ThreadId>>,
  ): ApiPromise<RunOutput<OutputFor<Graphs, Named>, InterruptFor<Graphs, Named>>>;
  wait(
    threadId: string | null,
    assistantId: string,
    payload: RunWaitOptions<Graphs> = {},
  ): ApiPromise<RunOutput<unknown>> {
    return new ApiPromise(this.#wait(threadId, assistantId, payload));
  }

  async #wait(
    threadId: string | null,
    assistantId: string,
    payload: CallOptions & RunExtras & RaiseOption,
  ): Promise<WithResponse<RunOutput<unknown>>> {
    checkOptions("payload", payload, "{ input }");
    const { raiseError = true, ...rest } = payload;
    const { call, body, onRunCreated } = splitPayload(rest);
    const operation = threadId === null ? "POST /runs/wait" : "POST /threads/{thread_id}/runs/wait";
    const request = operationSpec(operation, threadIds(threadId));
    const runOf = (response: Response): RunIds | undefined => {
      const run = runOfResponse(response);
      announceRun(onRunCreated, run);
      return run && { ...run, threadId: threadId ?? run.threadId };
    };
    return this.#output({ ...request, body: followedRunBody(assistantId, body), call }, runOf, raiseError);
  }

  async #output<State, InterruptValue>(
    request: RequestSpec,
    runOf: (response: Response) => RunIds | undefined,
    raiseError: boolean,
  ): Promise<WithResponse<RunOutput<State, InterruptValue>>> {
    checkBoolean("raiseError", raiseError);
    const { data, response } = await outputOf(this.transport, request, runOf, raiseError);
    // Only the caller knows the state's type.
    return { data: data as RunOutput<State, InterruptValue>, response };
  }

  /** List a thread's runs. Returns at most `limit` (default: 10). `GET /threads/{thread_id}/runs` */
  list(threadId: string, options?: RunListOptions): ApiPromise<Run[]> {
    return this.transport.call("GET /threads/{thread_id}/runs", [threadId], options, LIST);
  }

  /** Iterate over all runs of a thread; `limit` is the page size (default: 100). `GET /threads/{thread_id}/runs` */
  iterate(threadId: string, options?: RunListOptions & PageOptions): AsyncGenerator<Run, void, undefined> {
    const { fields, pick } = selectionOf<Run>(options, "run_id");
    const fetchPage = (offset: number, limit: number) =>
      this.list(threadId, { ...options, ...fields, offset, limit });
    return pick(offsetPages(tolerantPages(fetchPage), (run) => run.run_id, options));
  }

  /** Get a run. `GET /threads/{thread_id}/runs/{run_id}` */
  get(
    threadId: string,
    runId: string,
    options?: MethodOptions<Params["GET /threads/{thread_id}/runs/{run_id}"]>,
  ): ApiPromise<Run> {
    return this.transport.call("GET /threads/{thread_id}/runs/{run_id}", [threadId, runId], options);
  }

  /**
   * Cancel a run. `POST /threads/{thread_id}/runs/{run_id}/cancel`
   *
   * @param wait - Resolve once the run has stopped. Default: false.
   * @param action - `"interrupt"` keeps the run's checkpoints, `"rollback"` deletes the run and its checkpoints.
   */
  cancel(
    threadId: string,
    runId: string,
    wait = false,
    action: CancelAction = "interrupt",
    options?: Options["POST /threads/{thread_id}/runs/{run_id}/cancel"] & CallOptions,
  ): ApiPromise<void> {
    return cancelRun(this.transport, { threadId, runId }, { wait, action }, options);
  }

  /** Cancel all runs with a status, or the given runs of a thread. `POST /runs/cancel` */
  cancelMany(options: Params["POST /runs/cancel"] & CallOptions): ApiPromise<void> {
    return this.transport.call("POST /runs/cancel", [], options, {
      ...NO_RESULT,
      // By status, a second attempt would also cancel runs that were created since.
      idempotency: options?.status === undefined ? "idempotent" : "once",
      missingIsDone: true,
      place: ({ action, ...body }) => {
        checkCancelFilter(body);
        return { query: { action }, body };
      },
    });
  }

  /**
   * Wait for the output of an existing run. Rejects with a {@link RunFailedError} if the run failed.
   * `GET /threads/{thread_id}/runs/{run_id}/join`
   */
  join<Named = DefaultState<Graphs>>(
    threadId: string,
    runId: string,
    options: Params["GET /threads/{thread_id}/runs/{run_id}/join"] & RaiseOption & CallOptions = {},
  ): ApiPromise<RunOutput<OutputFor<Graphs, Named>, InterruptFor<Graphs, Named>>> {
    const join = async () => {
      checkOptions("options", options);
      const { raiseError = true, cancelOnDisconnect, ...rest } = options;
      const { call } = splitOptions(rest);
      const run = { runId, threadId };
      const query = { cancel_on_disconnect: cancelOnDisconnect || undefined };
      const request = { ...joinSpec(run, call), query };
      return this.#output<OutputFor<Graphs, Named>, InterruptFor<Graphs, Named>>(
        request,
        () => run,
        raiseError,
      );
    };
    return new ApiPromise(join());
  }

  /**
   * Stream the events of an existing run, each exactly once: all from the first one, or those behind a `cursor` or a
   * `lastEventId`, or those that follow (`from: "now"`). On the JS server a first join from `"now"` stops the storage of
   * events, so that a broken connection is a `StreamDisconnectedError`. The loop ends with this error, too, if the server did
   * not store the run's first events: start the run with `streamResumable: true`. Without a thread (`null`, `undefined`) it
   * works on the JS server only. Rejects with a `NotFoundError` if the run does not exist. The first type parameter is the
   * output, or the id of a graph.
   * `GET /threads/{thread_id}/runs/{run_id}/stream`
   */
  joinStream<Named = DefaultState<Graphs>, const Mode extends StreamModes = StreamModes>(
    threadId: string | null | undefined,
    runId: string,
    options: RunJoinStreamOptions<Mode> | AbortSignal = {},
  ): RunStream<
    StreamEvent<
      Mode,
      true,
      OutputFor<Graphs, Named>,
      WritesFor<Graphs, Named>,
      CustomFor<Graphs, Named>,
      NodesFor<Graphs, Named>,
      JoinedInterrupt<Graphs, Named>
    >,
    OutputFor<Graphs, Named>,
    JoinedInterrupt<Graphs, Named>,
    CustomFor<Graphs, Named>
  > {
    const given = isSignal(options) ? { signal: options } : options;
    return joinedStream(this.transport, threadId ?? null, runId, given);
  }

  /** Delete a run. `DELETE /threads/{thread_id}/runs/{run_id}` */
  delete(
    threadId: string,
    runId: string,
    options?: MethodOptions<Params["DELETE /threads/{thread_id}/runs/{run_id}"]>,
  ): ApiPromise<void> {
    const operation = "DELETE /threads/{thread_id}/runs/{run_id}";
    return this.transport.call(operation, [threadId, runId], options, NO_RESULT);
  }
}

function checkCancelFilter({ status, thread_id: threadId, run_ids: runIds }: Fields): void {
  const hasIds = threadId !== undefined || runIds !== undefined;
  const remedy = "Pass either status, or threadId together with runIds.";
  if (status !== undefined && hasIds) {
    throw new InvalidArgumentError("status", `cannot be combined with ids. ${remedy}`);
  }
  if (status !== undefined) return;
  if (threadId === undefined) throw new InvalidArgumentError("threadId", `missing. ${remedy}`);
  if (runIds === undefined) throw new InvalidArgumentError("runIds", `missing. ${remedy}`);
}
