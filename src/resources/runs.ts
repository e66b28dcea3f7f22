import { check, isSignal } from "../transport/options.js";
import { InvalidArgumentError } from "../errors.js";
import type { AssistantId, DefaultState, EventTypesOf, OutputFor, StateOf } from "../graphs.js";
import type { GraphEvent, StreamEvent } from "../streaming/events.js";
import type { RunIds } from "../streaming/run-reader.js";
import type { RunStream } from "../streaming/run-stream.js";
import { ApiPromise } from "../transport/api-promise.js";
import type { WithResponse } from "../transport/api-promise.js";
import type { Exchanged } from "../transport/exchange.js";
import { offsetPages, tolerantPages } from "./pages.js";
import type { PageOptions } from "./pages.js";
import { NO_VALUE } from "../transport/transport.js";
import { checkArray, checkOptions } from "../transport/wire.js";
import type { CallOptions, MethodOptions } from "../transport/wire.js";
import type { CancelAction, Options, Params, Run, StreamMode } from "../types.js";
import { awaitOutput, readOutput, startJoin } from "../runs/output.js";
import type { Raise, RunOutput } from "../runs/output.js";
import { announce, checkRaise, createdRun, runBody, splitPayload, threadPath } from "../runs/body.js";
import type { RunExtras, RunPayload } from "../runs/body.js";
import { LIST } from "./search.js";
import { Resource } from "./resource.js";
import { joinedStream, newStream } from "../runs/stream.js";
import type { RunJoinStreamOptions, StreamBehaviour } from "../runs/stream.js";

type Modes = StreamMode | StreamMode[];
type Create = Options["POST /threads/{thread_id}/runs"] & Options["POST /runs"];
type Wait = Options["POST /threads/{thread_id}/runs/wait"] & Options["POST /runs/wait"];
type Stream = Options["POST /threads/{thread_id}/runs/stream"] & Options["POST /runs/stream"];
type Batch = Options["POST /runs/batch"];
type ListOptions = Params["GET /threads/{thread_id}/runs"] & CallOptions;

interface CreateFields extends Create, RunExtras, CallOptions {}
interface WaitFields extends Wait, RunExtras, Raise, CallOptions {}
interface StreamFields extends Stream, RunExtras, StreamBehaviour, CallOptions {}
interface BatchFields extends Batch, Pick<RunExtras, "_langsmithTracer"> {}

/** What {@link RunsClient.create} takes. */
export type RunCreateOptions<Graphs = {}, Id extends string = string> = RunPayload<CreateFields, Graphs, Id>;

/** What {@link RunsClient.wait} takes. */
export type RunWaitOptions<Graphs = {}, Id extends string = string> = RunPayload<WaitFields, Graphs, Id>;

/** One of the runs that {@link RunsClient.createBatch} starts. */
type BatchPayload<Graphs> = RunPayload<BatchFields, Graphs, string> & { assistantId: AssistantId<Graphs> };

/** What a stream takes of no graph in particular. */
interface StreamOptions<Mode, Subgraphs> extends StreamFields {
  /** What to stream: one mode or several. Default: `values`; with `text()` and `messages()`: `messages-tuple`. */
  streamMode?: Mode | undefined;
  /**
   * Whether the server keeps the events, so that a broken stream can be reopened. Default: true, unless `onDisconnect` is
   * `"cancel"`.
   */
  streamResumable?: boolean | undefined;
  /**
   * Whether subgraphs stream their events too, as `values|child:1b2c`. With the mode `values` the JS server then sends
   * `checkpoints` events as well. Default: false.
   */
  streamSubgraphs?: Subgraphs | undefined;
  /** Only the events of these subgraphs. */
  streamNamespaces?: string[] | undefined;
}

/** What {@link RunsClient.stream} takes. */
export type RunStreamOptions<
  Graphs = {},
  Id extends string = string,
  Mode extends Modes = Modes,
  Subgraphs extends boolean = boolean,
> = RunPayload<StreamOptions<Mode, Subgraphs>, Graphs, Id>;

/** An assistant id that is none of the known graphs', whose inputs are checked. */
type OtherId<Graphs, Id extends string> = Id extends keyof Graphs
  ? string extends keyof Graphs
    ? Id
    : never
  : Id;

/** The events of a run of a graph. */
type EventOf<Graphs, Id extends string, Mode, Subgraphs> = GraphEvent<
  Mode,
  Subgraphs,
  EventTypesOf<Graphs, Id>
>;

/** Executions of a graph, on a thread or (with `null` for the thread) without one. */
export class RunsClient<out Graphs extends object = {}> extends Resource {
  /**
   * Start a run and iterate over its events, each exactly once: a broken connection is reopened. Nothing is sent before the
   * first is asked for; `break` closes the connection, and what the run does then is its `onDisconnect`. The loop throws a
   * `RunFailedError` when the run fails, and a `StreamInterruptedError` where the stream cannot be reopened.
   * `POST /threads/{thread_id}/runs/stream`, stateless `POST /runs/stream`
   */
  stream<
    Id extends AssistantId<Graphs>,
    const Mode extends Modes = "values",
    Subgraphs extends boolean = false,
  >(
    threadId: string | null,
    assistantId: Id,
    payload: RunStreamOptions<Graphs, Id, Mode, Subgraphs> = {},
  ): RunStream<EventOf<Graphs, Id, Mode, Subgraphs>, StateOf<Graphs, Id>> {
    return newStream(this.transport, threadId, assistantId, () => payload);
  }

  /**
   * Answer the questions of an interrupted run, and iterate over what follows. `answer` goes to the one question that
   * waits; where several do, `{ [interrupt.id]: answer }` answers them, all or some.
   * `POST /threads/{thread_id}/runs/stream`
   */
  resume<
    Id extends AssistantId<Graphs>,
    const Mode extends Modes = "values",
    Subgraphs extends boolean = false,
  >(
    threadId: string,
    assistantId: Id,
    answer: unknown,
    options?: Omit<RunStreamOptions<Graphs, Id, Mode, Subgraphs>, "input" | "command">,
  ): RunStream<EventOf<Graphs, Id, Mode, Subgraphs>, StateOf<Graphs, Id>> {
    return newStream(this.transport, threadId, assistantId, () => {
      checkOptions("options", options);
      check("threadId", threadId !== null, "the thread that waits", threadId);
      check("answer", answer !== undefined, "an answer, if only null", answer);
      return { ...options, command: { resume: answer } };
    });
  }

  /**
   * Start a run in the background. `POST /threads/{thread_id}/runs`, stateless `POST /runs`
   */
  create<Id extends AssistantId<Graphs>>(
    threadId: string | null,
    assistantId: Id,
    payload?: RunCreateOptions<Graphs, Id>,
  ): ApiPromise<Run> {
    const convert = (run: unknown, response: Response): Run => {
      announce(payload?.onRunCreated, createdRun(response));
      // What the document promises.
      return run as Run;
    };
    const key = threadId === null ? "POST /runs" : "POST /threads/{thread_id}/runs";
    return this.transport.call(key, { repeat: "once", convert }, () => {
      const { call, body } = splitPayload(payload);
      return { call, path: threadPath(threadId), body: runBody(assistantId, body) };
    });
  }

  /** Start stateless runs, all or none of them. `POST /runs/batch` */
  createBatch(payloads: BatchPayload<Graphs>[], options?: CallOptions): ApiPromise<Run[]> {
    const behaviour = { repeat: "once", expects: Array.isArray } as const;
    return this.transport.invoke("POST /runs/batch", behaviour, options, () => ({
      body: checkArray("payloads", payloads).map((each, index) => {
        checkOptions(`payloads[${index}]`, each ?? null);
        const { assistantId, ...payload } = each;
        return runBody(assistantId, splitPayload(payload).body);
      }),
    }));
  }

  /**
   * Start a run and wait for what it ends with. Rejects with a {@link RunFailedError} when the run fails.
   * `POST /threads/{thread_id}/runs/wait`, stateless `POST /runs/wait`
   */
  wait<Id extends keyof Graphs & string>(
    threadId: string | null,
    assistantId: Id,
    payload?: RunWaitOptions<Graphs, Id>,
  ): ApiPromise<RunOutput<StateOf<Graphs, Id>>>;
  wait<Named = DefaultState<Graphs>, Id extends string = string>(
    threadId: string | null,
    assistantId: OtherId<Graphs, Id>,
    payload?: RunWaitOptions<Graphs>,
  ): ApiPromise<RunOutput<OutputFor<Graphs, Named>>>;
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
    payload: RunWaitOptions<Graphs>,
  ): Promise<WithResponse<RunOutput<unknown>>> {
    checkOptions("payload", payload);
    const { raiseError, ...rest } = payload;
    const { call, body, onRunCreated } = splitPayload(rest);
    const parts = { path: threadPath(threadId), body: runBody(assistantId, body) };
    const key = threadId === null ? "POST /runs/wait" : "POST /threads/{thread_id}/runs/wait";
    const start = () => this.transport.start(key, { repeat: "once", patient: true }, parts, call);
    const runOf = (response: Response): RunIds | undefined => {
      const run = createdRun(response);
      announce(onRunCreated, run);
      return run && { ...run, threadId: threadId ?? run.threadId };
    };
    return this.#output(start, runOf, raiseError, call);
  }

  async #output<State>(
    start: () => Promise<Exchanged>,
    runOf: (response: Response) => RunIds | undefined,
    raiseError = true,
    call: CallOptions,
  ): Promise<WithResponse<RunOutput<State>>> {
    checkRaise(raiseError);
    const { data, response, run, joined } = await awaitOutput(this.transport, start, runOf, call);
    const ids = run ?? { runId: null, threadId: null };
    const output = await readOutput(this.transport, data, ids, { raiseError, joined }, call);
    // The graph's own state, which only the caller knows.
    return { data: output as RunOutput<State>, response };
  }

  /** List a thread's runs: 10 of them, unless `limit` says otherwise. `GET /threads/{thread_id}/runs` */
  list(threadId: string, options?: ListOptions): ApiPromise<Run[]> {
    return this.transport.invoke("GET /threads/{thread_id}/runs", LIST, options, (query) => ({
      path: { thread_id: threadId },
      query: { limit: 10, offset: 0, ...query },
    }));
  }

  /** All runs of a thread, page by page: `limit` is the size of a page (100). `GET /threads/{thread_id}/runs` */
  iterate(threadId: string, options?: ListOptions & PageOptions): AsyncGenerator<Run, void, undefined> {
    const fetchPage = (offset: number, limit: number) => this.list(threadId, { ...options, offset, limit });
    return offsetPages(tolerantPages(fetchPage), (run) => run.run_id, options);
  }

  /** Get a run. `GET /threads/{thread_id}/runs/{run_id}` */
  get(
    threadId: string,
    runId: string,
    options?: MethodOptions<Params["GET /threads/{thread_id}/runs/{run_id}"]>,
  ): ApiPromise<Run> {
    return this.transport.invoke(
      "GET /threads/{thread_id}/runs/{run_id}",
      { repeat: "safe" },
      options,
      (query) => ({
        path: { thread_id: threadId, run_id: runId },
        query,
      }),
    );
  }

  /**
   * Cancel a run; `wait: true` answers when it has stopped. `POST /threads/{thread_id}/runs/{run_id}/cancel`
   *
   * @param action - `"interrupt"` keeps what the run did, `"rollback"` also undoes it.
   */
  cancel(
    threadId: string,
    runId: string,
    wait = false,
    action: CancelAction = "interrupt",
    options?: Options["POST /threads/{thread_id}/runs/{run_id}/cancel"] & CallOptions,
  ): ApiPromise<void> {
    const key = "POST /threads/{thread_id}/runs/{run_id}/cancel";
    const behaviour = { repeat: "idempotent", patient: wait, ...NO_VALUE } as const;
    return this.transport.invoke(key, behaviour, options, (fields) => {
      check("wait", typeof wait === "boolean", "a boolean, as in cancel(threadId, runId, true)", wait);
      // Any value of `wait` counts as true on the JS server: false is not sent.
      const query = { wait: wait || undefined, action, ...fields };
      return { path: { thread_id: threadId, run_id: runId }, query };
    });
  }

  /** Cancel the runs of a status, or some runs of a thread: one of both. `POST /runs/cancel` */
  cancelMany(options: Params["POST /runs/cancel"] & CallOptions): ApiPromise<void> {
    const behaviour = { repeat: "idempotent", ...NO_VALUE } as const;
    return this.transport.invoke("POST /runs/cancel", behaviour, options, ({ action, ...body }) => {
      checkCancelFilter(body);
      return { query: { action }, body };
    });
  }

  /**
   * Wait for what a run ends with. Rejects with a {@link RunFailedError} when it failed.
   * `GET /threads/{thread_id}/runs/{run_id}/join`
   */
  join<Named = DefaultState<Graphs>>(
    threadId: string,
    runId: string,
    options: Params["GET /threads/{thread_id}/runs/{run_id}/join"] & Raise & CallOptions = {},
  ): ApiPromise<RunOutput<OutputFor<Graphs, Named>>> {
    const join = async () => {
      checkOptions("options", options);
      const { raiseError, cancelOnDisconnect, ...call } = options;
      const run = { runId, threadId };
      const query = { cancel_on_disconnect: cancelOnDisconnect || undefined };
      const start = () => startJoin(this.transport, run, call, query);
      return this.#output<OutputFor<Graphs, Named>>(start, () => run, raiseError, call);
    };
    return new ApiPromise(join());
  }

  /**
   * Follow a run that is on its way, each of its events exactly once. Without `cursor` and `lastEventId` it gives what comes
   * from now on; on the JS server such a first join makes the run one that cannot be resumed, so that a cut is a
   * `StreamInterruptedError`. `null` for the thread works on the JS server only. Rejects with a `NotFoundError` when there
   * is no such run.
   * `GET /threads/{thread_id}/runs/{run_id}/stream`
   */
  joinStream<const Mode extends Modes = Modes>(
    threadId: string | null,
    runId: string,
    options: RunJoinStreamOptions<Mode> | AbortSignal = {},
  ): RunStream<StreamEvent<Mode, true, DefaultState<Graphs>>, DefaultState<Graphs>> {
    const given = isSignal(options) ? { signal: options } : options;
    return joinedStream(this.transport, threadId, runId, given);
  }

  /** Delete a run. `DELETE /threads/{thread_id}/runs/{run_id}` */
  delete(
    threadId: string,
    runId: string,
    options?: MethodOptions<Params["DELETE /threads/{thread_id}/runs/{run_id}"]>,
  ): ApiPromise<void> {
    return this.transport.invoke(
      "DELETE /threads/{thread_id}/runs/{run_id}",
      { repeat: "idempotent", ...NO_VALUE },
      options,
      (query) => ({
        path: { thread_id: threadId, run_id: runId },
        query,
      }),
    );
  }
}

function checkCancelFilter({ status, thread_id: threadId, run_ids: runIds }: Record<string, unknown>): void {
  const byIds = threadId !== undefined || runIds !== undefined;
  const right = "Give either status, or threadId together with runIds.";
  if (status !== undefined && byIds)
    throw new InvalidArgumentError("status", `given together with ids. ${right}`);
  if (status !== undefined) return;
  if (threadId === undefined) throw new InvalidArgumentError("threadId", `is missing. ${right}`);
  if (runIds === undefined) throw new InvalidArgumentError("runIds", `is missing. ${right}`);
}
