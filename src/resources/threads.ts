import { check, checkArray, checkId, checkOptions, isSignal } from "../checks.js";
import { BadRequestError } from "../errors.js";
import type { DefaultState, DefaultUpdate, InterruptFor, OutputFor, StateFor, UpdateFor } from "../graphs.js";
import { checkLastEventId } from "../streaming/cursor.js";
import type { ThreadStreamEvent } from "../streaming/events.js";
import { checkModes } from "../streaming/modes.js";
import { ThreadStream } from "../streaming/thread-stream.js";
import { ApiPromise } from "../transport/api-promise.js";
import type { WithResponse } from "../transport/api-promise.js";
import { splitOptions } from "../transport/call-options.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/call-options.js";
import { toWire } from "../transport/names.js";
import { NO_RESULT, operationSpec } from "../transport/transport.js";
import type { OperationKey, OperationRules } from "../transport/transport.js";
import { threadStreamModes } from "../types.js";
import type {
  Checkpoint,
  Options,
  Params,
  Thread,
  ThreadState,
  ThreadStateUpdateResponse,
  ThreadStorage,
} from "../types.js";
import { checkCheckpoint, checkpointIdOf, hasFilter, namesThreadAlone } from "./checkpoints.js";
import { cursorPages, searchPages, selectionOf } from "./pages.js";
import { Resource } from "./resource.js";
import { COUNT, LIST, inQuery, isRows, refuseHalfCreated, searchRules } from "./rules.js";
import type { Page, WithPagination, WithoutPagination } from "./rules.js";
import type {
  HistoryOptions,
  StateUpdateOptions,
  ThreadCreateOptions,
  ThreadGetOptions,
  ThreadJoinStreamOptions,
  ThreadSearchOptions,
  ThreadStateOptions,
  ThreadUpdateOptions,
  Ttl,
} from "./thread-options.js";

/** Threads: conversations with their state and history. */
export class ThreadsClient<out Graphs extends object = {}> extends Resource {
  /**
   * Get a thread. `include: ["ttl"]` adds its time to live. The type parameter is its state, or the id of a graph.
   * `GET /threads/{thread_id}`
   */
  get<Named = DefaultState<Graphs>>(
    threadId: string,
    options?: ThreadGetOptions,
  ): ApiPromise<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>> {
    return this.transport.call("GET /threads/{thread_id}", [threadId], options, {
      place: (query) => ({ query: { ...query, include: joined(options?.include, "include") } }),
    });
  }

  /** Create a thread. `POST /threads` */
  create<Named = DefaultState<Graphs>>(
    options?: ThreadCreateOptions,
  ): ApiPromise<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>> {
    // Servers apply supersteps to an existing thread, too.
    const hasSupersteps = options?.supersteps?.length || options?.extraBody?.["supersteps"];
    const isRepeatable =
      options?.threadId !== undefined && options.ifExists === "do_nothing" && !hasSupersteps;
    return this.transport.call("POST /threads", [], options, {
      idempotency: isRepeatable ? "idempotent" : "once",
      convert: refuseHalfCreated<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>,
      place: ({ graph_id, ...fields }) => {
        const { metadata, supersteps, ttl }: ThreadCreateOptions = options ?? {};
        return {
          body: {
            ...fields,
            metadata: graph_id === undefined ? metadata : { ...metadata, graph_id },
            supersteps: supersteps?.map(({ updates }) => ({ updates: updates.map(toWire) })),
            ttl: ttlOf(ttl),
          },
        };
      },
    });
  }

  /** Copy a thread with its history to a new id. `POST /threads/{thread_id}/copy` */
  copy<Named = DefaultState<Graphs>>(
    threadId: string,
    options?: MethodOptions<Params["POST /threads/{thread_id}/copy"]>,
  ): ApiPromise<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>> {
    return this.transport.call("POST /threads/{thread_id}/copy", [threadId], options, { place: inQuery });
  }

  /**
   * Merge metadata into a thread's, or change its time to live. With `returnMinimal: true` the server leaves the thread
   * out of the response. `PATCH /threads/{thread_id}`
   */
  update(threadId: string, options: ThreadUpdateOptions & { returnMinimal: true }): ApiPromise<void>;
  update<Named = DefaultState<Graphs>>(
    threadId: string,
    options?: ThreadUpdateOptions & { returnMinimal?: false | undefined },
  ): ApiPromise<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>;
  update(
    threadId: string,
    options?: ThreadUpdateOptions & { returnMinimal?: boolean | undefined },
  ): ApiPromise<Thread | void> {
    return this.transport.call("PATCH /threads/{thread_id}", [threadId], options, {
      idempotency: "idempotent",
      // Servers that do not know the header return the thread.
      ...(options?.returnMinimal && NO_RESULT),
      place: ({ return_minimal: isMinimal, ...fields }) => ({
        body: { ...fields, ttl: ttlOf(options?.ttl) },
        headers: isMinimal ? { prefer: "return=minimal" } : {},
      }),
    });
  }

  /** Delete a thread with its runs and history. `DELETE /threads/{thread_id}` */
  delete(threadId: string, options?: MethodOptions<Params["DELETE /threads/{thread_id}"]>): ApiPromise<void> {
    return this.transport.call("DELETE /threads/{thread_id}", [threadId], options, NO_RESULT);
  }

  /** Delete threads, or all but their latest states (`strategy: "keep_latest"`). `POST /threads/prune` */
  prune(
    threadIds: string[],
    options?: Options["POST /threads/prune"] & CallOptions,
  ): ApiPromise<{ pruned_count: number }> {
    return this.transport.call("POST /threads/prune", [], options, {
      idempotency: "idempotent",
      place: (fields) => {
        const ids = checkArray("threadIds", threadIds);
        return {
          body: { thread_ids: ids.map((id, index) => checkId(`threadIds[${index}]`, id)), ...fields },
        };
      },
    });
  }

  /**
   * Search for threads. The type parameter is their state, or the id of a graph. Returns at most `limit` rows (default:
   * 10). `includePagination: true` adds the position of the next page. `POST /threads/search`
   */
  search<Named = DefaultState<Graphs>>(
    options: ThreadSearchOptions & WithPagination,
  ): ApiPromise<Page<"threads", Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>>;
  search<Named = DefaultState<Graphs>>(
    options?: ThreadSearchOptions & WithoutPagination,
  ): ApiPromise<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>[]>;
  search<Named = DefaultState<Graphs>>(
    options?: ThreadSearchOptions & { includePagination?: boolean | undefined },
  ): ApiPromise<
    | Page<"threads", Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>
    | Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>[]
  > {
    const rules = searchRules<"threads", Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>(
      "threads",
      options,
    );
    return this.transport.call("POST /threads/search", [], options, rules);
  }

  /** Iterate over all results of a search; `limit` is the page size (default: 100). `POST /threads/search` */
  iterate<Named = DefaultState<Graphs>>(
    options?: ThreadSearchOptions,
  ): AsyncGenerator<Thread<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>, void, undefined> {
    return searchPages((page) => this.search<Named>(page), "thread_id", options);
  }

  /** Count the threads that match. `POST /threads/count` */
  count(options?: Params["POST /threads/count"] & CallOptions): ApiPromise<number> {
    return this.transport.call("POST /threads/count", [], options, COUNT);
  }

  /** Get how much data a thread stores. `GET /threads/{thread_id}/storage` */
  getStorage(
    threadId: string,
    options?: MethodOptions<Params["GET /threads/{thread_id}/storage"]>,
  ): ApiPromise<ThreadStorage> {
    return this.transport.call("GET /threads/{thread_id}/storage", [threadId], options);
  }

  /**
   * Get a thread's latest state, or its state at a checkpoint, of which the id is enough. The type parameter is the state,
   * or the id of a graph.
   * `GET /threads/{thread_id}/state`, with a checkpoint `POST /threads/{thread_id}/state/checkpoint`, with an id
   * `GET /threads/{thread_id}/state/{checkpoint_id}`
   */
  getState<Values extends object = DefaultState<Graphs>>(
    threadId: string,
    checkpoint?: Partial<Checkpoint> | string | null,
    options?: ThreadStateOptions,
  ): ApiPromise<ThreadState<Values>>;
  getState<Named>(
    threadId: string,
    checkpoint?: Partial<Checkpoint> | string | null,
    options?: ThreadStateOptions,
  ): ApiPromise<ThreadState<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>;
  getState(
    threadId: string,
    checkpoint?: Partial<Checkpoint> | string | null,
    options?: ThreadStateOptions,
  ): ApiPromise<ThreadState<unknown>> {
    if (typeof checkpoint === "string") {
      const operation = "GET /threads/{thread_id}/state/{checkpoint_id}";
      return this.transport.call(operation, [threadId, checkpoint], options, { place: stateQuery });
    }
    if (checkpoint === undefined || checkpoint === null || namesThreadAlone(checkpoint)) {
      const rules = { place: stateQuery };
      return this.transport.call("GET /threads/{thread_id}/state", [threadId], options, rules);
    }
    return this.transport.call("POST /threads/{thread_id}/state/checkpoint", [threadId], options, {
      idempotency: "safe",
      place: (fields) => {
        checkCheckpoint(checkpoint);
        return { body: { checkpoint, ...stateQuery(fields).query } };
      },
    });
  }

  /**
   * Write to a thread's state as a node would. `values: null` writes nothing; with `asNode` it sets where the graph goes
   * on. The type parameter is the type of the values, or the id of a graph. `POST /threads/{thread_id}/state`
   */
  updateState<Named = DefaultUpdate<Graphs>>(
    threadId: string,
    options: StateUpdateOptions<UpdateFor<Graphs, Named>>,
  ): ApiPromise<ThreadStateUpdateResponse> {
    return this.transport.call("POST /threads/{thread_id}/state", [threadId], options, {
      place: (body) => {
        const { values } = body;
        check("values", values !== undefined, "an object, as in { values: { … } }, or null", values);
        return { body };
      },
    });
  }

  /**
   * Get a thread's past states, the newest first. Returns at most `limit` (default: 10).
   * `POST /threads/{thread_id}/history`; with `before` and without a filter `GET /threads/{thread_id}/history`.
   */
  getHistory<Values extends object = DefaultState<Graphs>>(
    threadId: string,
    options?: HistoryOptions,
  ): ApiPromise<ThreadState<Values>[]>;
  getHistory<Named>(
    threadId: string,
    options?: HistoryOptions,
  ): ApiPromise<ThreadState<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>[]>;
  getHistory(threadId: string, options?: HistoryOptions): ApiPromise<ThreadState<unknown>[]> {
    return new ApiPromise(this.#history<ThreadState<unknown>[]>(threadId, options));
  }

  async #history<States>(threadId: string, options: HistoryOptions = {}): Promise<WithResponse<States>> {
    checkOptions("options", options);
    const { before, ...rest } = options;
    const id = checkpointIdOf(before);
    const request = <T>(operation: OperationKey, rules: OperationRules<T>) =>
      this.transport.callWithResponse<T>(operation, [threadId], rest, {
        ...LIST,
        defaults: { limit: 10 },
        ...rules,
      });
    const post = (position: unknown) =>
      request<States>("POST /threads/{thread_id}/history", {
        place: (fields) => ({ body: { ...fields, before: position } }),
      });
    if (id === undefined) return post(undefined);
    if (!hasFilter(rest)) {
      // Both servers read it in the same form.
      const place = ({ limit }: Fields) => ({ query: { limit, before: id } });
      return request("GET /threads/{thread_id}/history", { place });
    }
    try {
      return await post({ configurable: { checkpoint_id: id } });
    } catch (error) {
      // The JS server takes ids only.
      if (error instanceof BadRequestError) return post(id);
      throw error;
    }
  }

  /**
   * Iterate over all past states of a thread, the newest first; `limit` is the page size (default: 100).
   * `GET /threads/{thread_id}/history`; with `metadata`, `checkpoint` or `select` `POST /threads/{thread_id}/history`.
   */
  async *iterateHistory<Named = DefaultState<Graphs>>(
    threadId: string,
    options: HistoryOptions = {},
  ): AsyncGenerator<ThreadState<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>, void, undefined> {
    checkOptions("options", options);
    const { before, limit = 100, ...rest } = options;
    const first = checkpointIdOf(before);
    const { fields, pick } = selectionOf<ThreadState<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>>(
      rest,
      "checkpoint",
    );
    const fetchPage = (
      cursor = first,
    ): Promise<ThreadState<StateFor<Graphs, Named>, InterruptFor<Graphs, Named>>[]> => {
      const page = { ...rest, ...fields, limit, before: cursor };
      if (cursor !== undefined || hasFilter(rest)) return this.getHistory<Named>(threadId, page);
      return this.transport.call("GET /threads/{thread_id}/history", [threadId], rest, {
        expects: isRows,
        place: () => ({ query: { limit } }),
      });
    };
    yield* pick(cursorPages(fetchPage, (state) => state.checkpoint?.checkpoint_id ?? undefined, limit));
  }

  /**
   * Stream everything that happens on a thread, run after run. The stream does not end by itself. Python server only.
   * `GET /threads/{thread_id}/stream`
   */
  joinStream<Named = DefaultState<Graphs>>(
    threadId: string,
    options: ThreadJoinStreamOptions = {},
  ): ThreadStream<ThreadStreamEvent<OutputFor<Graphs, Named>>> {
    const open = async (signal: AbortSignal) => {
      checkOptions("options", options);
      const { call, fields } = splitOptions(options);
      const { last_event_id: _, stream_mode: __, ...query } = fields;
      const { streamMode } = options;
      const lastEventId = options.lastEventId ? checkLastEventId(options.lastEventId) : undefined;
      const modes = checkModes(threadStreamModes, streamMode ?? undefined);
      return this.transport.stream({
        ...operationSpec("GET /threads/{thread_id}/stream", [threadId]),
        query: { ...query, stream_modes: joined(modes) },
        headers: { "last-event-id": lastEventId },
        timeoutMs: null,
        call: { ...call, signal },
      });
    };
    // An invalid signal is refused when the stream opens.
    return new ThreadStream(threadId, open, isSignal(options?.signal) ? options.signal : undefined);
  }
}

/** A list as the API reads it from a query; an empty one is left out. */
function joined(list: readonly string[] | undefined, argument = "streamMode"): string | undefined {
  return list && (checkArray(argument, list).join(",") || undefined);
}

/** The servers take any value of `subgraphs` in a query for true. */
function stateQuery(fields: Fields): { query: Fields } {
  return { query: fields["subgraphs"] === false ? { ...fields, subgraphs: undefined } : fields };
}

function ttlOf(ttl: number | Ttl | undefined): Ttl | undefined {
  return typeof ttl === "number" ? { ttl, strategy: "delete" } : ttl;
}
