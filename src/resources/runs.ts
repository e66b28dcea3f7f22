import { InvalidArgumentError, RunFailedError } from "../errors.js";
import type { AssistantId, CustomOf, DefaultState, StateFor, StateOf, UpdateOf } from "../graphs.js";
import { EventStream } from "../streaming/event-stream.js";
import { checkModes, modeFilter } from "../streaming/events.js";
import type { StreamEvent } from "../streaming/events.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { offsetPages, tolerantPages } from "../transport/pages.js";
import type { PageOptions } from "../transport/pages.js";
import { checkArray, checkId, splitOptions } from "../transport/wire.js";
import type { CallOptions } from "../transport/wire.js";
import { streamModes } from "../types.js";
import type { CancelAction, Interrupt, Params, Run, StreamMode } from "../types.js";
import { announce, createdRun, runBody, splitPayload, threadPath } from "./payload.js";
import type { RunExtras, RunPayload } from "./payload.js";
import { Resource, isRecord } from "./resource.js";

type Modes = StreamMode | StreamMode[];
type CreateFields = Params["POST /threads/{thread_id}/runs"] & Params["POST /runs"];
type WaitFields = Params["POST /threads/{thread_id}/runs/wait"] & Params["POST /runs/wait"];
type StreamFields = Omit<
  Params["POST /threads/{thread_id}/runs/stream"] & Params["POST /runs/stream"],
  "streamMode" | "streamSubgraphs" | "namespace"
>;
type ListOptions = Params["GET /threads/{thread_id}/runs"] & CallOptions;

/** What {@link RunsClient.create} takes. */
export type RunCreateOptions<Graphs = {}, Id = string> = RunPayload<CreateFields, Graphs, Id> &
  RunExtras &
  CallOptions;

/** What {@link RunsClient.wait} takes. */
export type RunWaitOptions<Graphs = {}, Id = string> = RunPayload<WaitFields, Graphs, Id> &
  RunExtras &
  Raise &
  CallOptions;

/** What {@link RunsClient.stream} takes. */
export type RunStreamOptions<
  Graphs = {},
  Id = string,
  Mode extends Modes = Modes,
  Subgraphs extends boolean = boolean,
> = RunPayload<StreamFields, Graphs, Id> &
  RunExtras &
  CallOptions & {
    /** What to stream: one mode or several. Default: `values`. */
    streamMode?: Mode | undefined;
    /** Whether subgraphs stream their events too, as `values|child:1b2c`. Default: false. */
    streamSubgraphs?: Subgraphs | undefined;
    /** Only the events of these subgraphs. */
    streamNamespaces?: string[] | undefined;
  };

/** What {@link RunsClient.joinStream} takes. */
export interface RunJoinStreamOptions<Mode extends Modes = Modes> extends CallOptions {
  /** Cancels the run when this stream is closed. Default: false. */
  cancelOnDisconnect?: boolean | undefined;
  /** The id of the last event seen; `"-1"` for all from the start. Default: what comes from now on. */
  lastEventId?: string | undefined;
  /** Only the events of these modes, of those that the run streams. Default: all of them. */
  streamMode?: Mode | undefined;
  /** Only the events of these subgraphs. */
  streamNamespaces?: string[] | undefined;
  /** Only what comes after this checkpoint. */
  checkpointId?: string | undefined;
}

interface Raise {
  /** Whether a failed run rejects with a {@link RunFailedError}; otherwise its `__error__` is the value. Default: true. */
  raiseError?: boolean | undefined;
}

/** What a run ends with: the graph's state, with `__interrupt__` when it waits for an answer. */
export type RunOutput<State> = State & {
  __interrupt__?: Interrupt[] | undefined;
  /** Only with `raiseError: false`. */
  __error__?: { error: string; message: string } | undefined;
};

/** Executions of a graph, on a thread or (with `null` for the thread) without one. */
export class RunsClient<Graphs extends object = {}> extends Resource {
  /**
   * Start a run and iterate over its events. Nothing is sent before the first is asked for; `break` closes the connection,
   * and what the run does then is its `onDisconnect`.
   * `POST /threads/{thread_id}/runs/stream`, stateless `POST /runs/stream`
   */
  stream<
    Id extends AssistantId<Graphs>,
    const Mode extends Modes = "values",
    Subgraphs extends boolean = false,
  >(
    threadId: string | null,
    assistantId: Id,
    payload?: RunStreamOptions<Graphs, Id, Mode, Subgraphs>,
  ): EventStream<
    StreamEvent<Mode, Subgraphs, StateOf<Graphs, Id>, UpdateOf<Graphs, Id>, CustomOf<Graphs, Id>>
  > {
    const { call, body, query, onRunCreated } = splitPayload(payload);
    const parts = () => {
      checkModes(streamModes, payload?.streamMode);
      return { path: threadPath(threadId), query, body: runBody(assistantId, body) };
    };
    const key = threadId === null ? "POST /runs/stream" : "POST /threads/{thread_id}/runs/stream";
    const open = async (signal: AbortSignal) => {
      const source = await this.transport.open(key, "once", parts, { ...call, signal });
      announce(onRunCreated, source.response);
      return source;
    };
    return new EventStream(open, call.signal);
  }

  /**
   * Start a run in the background. `POST /threads/{thread_id}/runs`, stateless `POST /runs`
   */
  create<Id extends AssistantId<Graphs>>(
    threadId: string | null,
    assistantId: Id,
    payload?: RunCreateOptions<Graphs, Id>,
  ): ApiPromise<Run> {
    const { call, body, onRunCreated } = splitPayload(payload);
    const parts = () => ({ path: threadPath(threadId), body: runBody(assistantId, body) });
    const convert = (run: unknown, response: Response): Run => {
      announce(onRunCreated, response);
      // What the document promises.
      return run as Run;
    };
    const key = threadId === null ? "POST /runs" : "POST /threads/{thread_id}/runs";
    return this.transport.call(key, { repeat: "once", convert }, parts, call);
  }

  /** Start stateless runs, all or none of them. `POST /runs/batch` */
  createBatch(
    payloads: (RunPayload<Params["POST /runs/batch"], Graphs, string> &
      Pick<RunExtras, "_langsmithTracer"> & { assistantId: AssistantId<Graphs> })[],
    options?: CallOptions,
  ): ApiPromise<Run[]> {
    const parts = () => ({
      body: checkArray("payloads", payloads).map(({ assistantId, ...payload }) =>
        runBody(assistantId, splitPayload(payload).body),
      ),
    });
    return this.transport.call("POST /runs/batch", { repeat: "once" }, parts, options);
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
  wait<Named = DefaultState<Graphs>>(
    threadId: string | null,
    assistantId: AssistantId<Graphs>,
    payload?: RunWaitOptions<Graphs>,
  ): ApiPromise<RunOutput<StateFor<Graphs, Named>>>;
  wait(
    threadId: string | null,
    assistantId: string,
    payload: RunWaitOptions<Graphs> = {},
  ): ApiPromise<RunOutput<unknown>> {
    const { raiseError, ...rest } = payload;
    const { call, body, onRunCreated } = splitPayload(rest);
    const parts = () => ({ path: threadPath(threadId), body: runBody(assistantId, body) });
    const read = readOutput(raiseError, null, threadId);
    const convert = (output: unknown, response: Response): RunOutput<unknown> => {
      announce(onRunCreated, response);
      return read(output, response);
    };
    const key = threadId === null ? "POST /runs/wait" : "POST /threads/{thread_id}/runs/wait";
    return this.transport.call(key, { repeat: "once", patient: true, convert }, parts, call);
  }

  /** List a thread's runs: 10 of them, unless `limit` says otherwise. `GET /threads/{thread_id}/runs` */
  list(threadId: string, options?: ListOptions): ApiPromise<Run[]> {
    const { call, fields: query } = splitOptions({ limit: 10, offset: 0, ...options });
    const parts = { path: { thread_id: threadId }, query };
    return this.transport.call("GET /threads/{thread_id}/runs", { repeat: "safe" }, parts, call);
  }

  /** All runs of a thread, page by page: `limit` is the size of a page (100). `GET /threads/{thread_id}/runs` */
  iterate(threadId: string, options: ListOptions & PageOptions = {}): AsyncGenerator<Run, void, undefined> {
    const fetchPage = (offset: number, limit: number) => this.list(threadId, { ...options, offset, limit });
    return offsetPages(tolerantPages(fetchPage), (run) => run.run_id, options);
  }

  /** Get a run. `GET /threads/{thread_id}/runs/{run_id}` */
  get(threadId: string, runId: string, options?: CallOptions): ApiPromise<Run> {
    const path = { thread_id: threadId, run_id: runId };
    return this.transport.call(
      "GET /threads/{thread_id}/runs/{run_id}",
      { repeat: "safe" },
      { path },
      options,
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
    options?: Omit<Params["POST /threads/{thread_id}/runs/{run_id}/cancel"], "wait" | "action"> & CallOptions,
  ): ApiPromise<void> {
    const { call, fields } = splitOptions(options);
    // Any value of `wait` counts as true on the JS server: false is not sent.
    const query = { wait: wait || undefined, action, ...fields };
    const parts = { path: { thread_id: threadId, run_id: runId }, query };
    const convert = (): void => undefined;
    const key = "POST /threads/{thread_id}/runs/{run_id}/cancel";
    return this.transport.call(key, { repeat: "idempotent", patient: wait, convert }, parts, call);
  }

  /** Cancel the runs of a status, or some runs of a thread: one of both. `POST /runs/cancel` */
  cancelMany(options: Params["POST /runs/cancel"] & CallOptions): ApiPromise<void> {
    const { call, fields } = splitOptions(options);
    const { action, ...body } = fields;
    const parts = () => {
      checkCancelFilter(body);
      return { query: { action }, body };
    };
    return this.transport.call("POST /runs/cancel", { repeat: "idempotent" }, parts, call);
  }

  /**
   * Wait for what a run ends with. Rejects with a {@link RunFailedError} when it failed.
   * `GET /threads/{thread_id}/runs/{run_id}/join`
   */
  join<Named = DefaultState<Graphs>>(
    threadId: string,
    runId: string,
    options: Params["GET /threads/{thread_id}/runs/{run_id}/join"] & Raise & CallOptions = {},
  ): ApiPromise<RunOutput<StateFor<Graphs, Named>>> {
    const { raiseError, cancelOnDisconnect, ...call } = options;
    const path = { thread_id: threadId, run_id: runId };
    const query = { cancel_on_disconnect: cancelOnDisconnect || undefined };
    const convert = readOutput<StateFor<Graphs, Named>>(raiseError, runId, threadId);
    const key = "GET /threads/{thread_id}/runs/{run_id}/join";
    return this.transport.call(key, { repeat: "safe", patient: true, convert }, { path, query }, call);
  }

  /**
   * Follow a run that is on its way. Without `lastEventId` it gives what comes from now on; on the JS server such a first
   * join makes the run one that cannot be resumed. `null` for the thread works on the JS server only.
   * `GET /threads/{thread_id}/runs/{run_id}/stream`
   */
  joinStream<const Mode extends Modes = Modes>(
    threadId: string | null,
    runId: string,
    options: RunJoinStreamOptions<Mode> | AbortSignal = {},
  ): EventStream<StreamEvent<Mode, true, DefaultState<Graphs>>> {
    const given = options instanceof AbortSignal ? { signal: options } : options;
    const { cancelOnDisconnect, lastEventId, streamMode, streamNamespaces, checkpointId, ...call } = given;
    const parts = () => {
      checkModes(streamModes, streamMode);
      const query = {
        cancel_on_disconnect: cancelOnDisconnect || undefined,
        namespace: streamNamespaces,
        checkpoint_id: checkpointId,
      };
      const headers = { "last-event-id": lastEventId };
      return { path: { ...threadPath(threadId), run_id: checkId("runId", runId) }, query, headers };
    };
    const key =
      threadId === null ? "GET /runs/{run_id}/stream" : "GET /threads/{thread_id}/runs/{run_id}/stream";
    const open = (signal: AbortSignal) => this.transport.open(key, "safe", parts, { ...call, signal });
    // The servers' own filter loses events, of subgraphs and of all modes but one: it is never asked for.
    return new EventStream(open, call.signal, modeFilter(streamMode));
  }

  /** Delete a run. `DELETE /threads/{thread_id}/runs/{run_id}` */
  delete(threadId: string, runId: string, options?: CallOptions): ApiPromise<void> {
    const path = { thread_id: threadId, run_id: runId };
    const key = "DELETE /threads/{thread_id}/runs/{run_id}";
    return this.transport.call(key, { repeat: "idempotent" }, { path }, options);
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

/** Reads what a run ended with, and raises its failure, which servers send as a success. */
function readOutput<State>(raiseError = true, runId: string | null, threadId: string | null) {
  return (output: unknown, response: Response): RunOutput<State> => {
    const failure = isRecord(output) ? output["__error__"] : undefined;
    if (raiseError && isRecord(failure)) {
      const run = createdRun(response);
      const ids = { runId: runId ?? run?.run_id ?? null, threadId: threadId ?? run?.thread_id ?? null };
      throw new RunFailedError({ ...readFailure(failure), ...ids, data: failure });
    }
    // The graph's own state, which only the caller knows.
    return output as RunOutput<State>;
  };
}

/** The JS server packs the error once more, as JSON into its own message. */
function readFailure(failure: Record<string, unknown>): { error: string; detail: string } {
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
