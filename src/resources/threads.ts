import { check, isSignal } from "../transport/options.js";
import { ApiError, InvalidArgumentError } from "../errors.js";
import type { DefaultState, StateFor } from "../graphs.js";
import { checkModes } from "../streaming/events.js";
import type { ThreadStreamEvent } from "../streaming/events.js";
import { ThreadStream } from "../streaming/thread-stream.js";
import { isRecord } from "../record.js";
import type { ApiPromise } from "../transport/api-promise.js";
import { cursorPages, offsetPages } from "./pages.js";
import { NO_VALUE } from "../transport/transport.js";
import { checkArray, checkId, checkOptions, splitOptions, toWire } from "../transport/wire.js";
import type { CallOptions, Fields, MethodOptions } from "../transport/wire.js";
import { threadStreamModes } from "../types.js";
import type {
  Checkpoint,
  Config,
  Metadata,
  Options,
  Params,
  Thread,
  ThreadState,
  ThreadStateUpdateResponse,
  ThreadStorage,
  ThreadStreamMode,
} from "../types.js";
import { COUNT, LIST, searchBody, searchOf } from "./search.js";
import type { Page } from "./search.js";
import { Resource } from "./resource.js";

type Create = Params["POST /threads"];
type CreateFields = Options["POST /threads"];
type Superstep = NonNullable<Create["supersteps"]>[number];
type Update = NonNullable<Superstep["updates"]>[number];
type Find = Params["POST /threads/search"];
type HistoryFields = Options["POST /threads/{thread_id}/history"];
type JoinFields = Options["GET /threads/{thread_id}/stream"];
type GetFields = Options["GET /threads/{thread_id}"];
type UpdateFields = Options["POST /threads/{thread_id}/state"];

interface Search extends Find, CallOptions {}
interface SearchPage extends Search {
  includePagination: true;
}
interface SearchList extends Search {
  includePagination?: false | undefined;
}
interface GetOptions extends GetFields, CallOptions {
  /** Further fields to give, such as `ttl`. */
  include?: string[] | undefined;
}
interface UpdateOptions<Values> extends UpdateFields, CallOptions {
  /** What to write. `null` writes nothing and moves the graph on. */
  values: Values | Record<string, unknown> | unknown[] | null;
}

type StateOptions = { select?: string[] | undefined } & Params["GET /threads/{thread_id}/state"] &
  CallOptions;
type Ttl = NonNullable<Create["ttl"]>;
type Patch = Options["PATCH /threads/{thread_id}"] & TtlOption & CallOptions;

/** A number of minutes stands for a lifetime after which the thread is deleted. */
interface TtlOption {
  ttl?: number | Ttl | undefined;
}

/** What {@link ThreadsClient.create} takes. */
export interface ThreadCreateOptions extends CreateFields, TtlOption, CallOptions {
  /** The graph of the thread: kept as `metadata.graph_id`. A state update before the first run needs it. */
  graphId?: string | undefined;
  /** Builds the thread's history: each superstep applies its updates to the state. */
  supersteps?: { updates: (Omit<Update, "as_node"> & { asNode: string })[] }[] | undefined;
}

/** What {@link ThreadsClient.getHistory} takes. */
export interface HistoryOptions extends HistoryFields, CallOptions {
  /**
   * Only states older than this one. The Python server takes a {@link Config} or {@link Checkpoint}, the JS server an
   * id; `iterateHistory` works on both.
   */
  before?: string | Checkpoint | Config | undefined;
}

/** What {@link ThreadsClient.joinStream} takes. */
export interface ThreadJoinStreamOptions extends JoinFields, CallOptions {
  /** The id of the last event seen; `"-"` for all that the server still has. Default: what comes from now on. */
  lastEventId?: string | undefined;
  /** Default: `run_modes`, the events of the thread's runs. */
  streamMode?: ThreadStreamMode | ThreadStreamMode[] | undefined;
}

/** Conversations: their state, their history, and what happens on them. */
export class ThreadsClient<out Graphs extends object = {}> extends Resource {
  /** Get a thread. `include: ["ttl"]` adds its lifetime. `GET /threads/{thread_id}` */
  get(threadId: string, options?: GetOptions): ApiPromise<Thread<DefaultState<Graphs>>> {
    return this.transport.invoke("GET /threads/{thread_id}", { repeat: "safe" }, options, (fields) => ({
      path: { thread_id: threadId },
      query: { ...fields, include: options?.include?.join(",") },
    }));
  }

  /** Create a thread. `POST /threads` */
  create(options?: ThreadCreateOptions): ApiPromise<Thread<DefaultState<Graphs>>> {
    const isOwn = options?.threadId !== undefined && options.ifExists === "do_nothing";
    const repeat = isOwn ? "idempotent" : "once";
    const convert = refuseHalfCreated<DefaultState<Graphs>>;
    return this.transport.invoke("POST /threads", { repeat, convert }, options, ({ graph_id, ...fields }) => {
      const { metadata, supersteps, ttl }: ThreadCreateOptions = options ?? {};
      const body = {
        ...fields,
        metadata: graph_id === undefined ? metadata : { ...metadata, graph_id },
        supersteps: supersteps?.map(({ updates }) => ({ updates: updates.map(toWire) })),
        ttl: ttlOf(ttl),
      };
      return { body };
    });
  }

  /** Copy a thread with its history, under a new id. `POST /threads/{thread_id}/copy` */
  copy(
    threadId: string,
    options?: MethodOptions<Params["POST /threads/{thread_id}/copy"]>,
  ): ApiPromise<Thread<DefaultState<Graphs>>> {
    return this.transport.invoke("POST /threads/{thread_id}/copy", { repeat: "once" }, options, (query) => ({
      path: { thread_id: threadId },
      query,
    }));
  }

  /**
   * Merge metadata into a thread's, or change its lifetime. `returnMinimal: true` has the server answer without the
   * thread. `PATCH /threads/{thread_id}`
   */
  update(
    threadId: string,
    options: Patch & { metadata?: Metadata | undefined; returnMinimal: true },
  ): ApiPromise<void>;
  update(
    threadId: string,
    options: Patch & { metadata?: Metadata | undefined; returnMinimal?: false | undefined },
  ): ApiPromise<Thread<DefaultState<Graphs>>>;
  update(
    threadId: string,
    options?: Patch & { metadata?: Metadata | undefined; returnMinimal?: boolean | undefined },
  ): ApiPromise<Thread<DefaultState<Graphs>> | void> {
    // A server that does not know the header answers with the thread all the same.
    const behaviour = { repeat: "idempotent", ...(options?.returnMinimal && NO_VALUE) } as const;
    return this.transport.invoke(
      "PATCH /threads/{thread_id}",
      behaviour,
      options,
      ({ return_minimal: isMinimal, ...fields }) => ({
        path: { thread_id: threadId },
        body: { ...fields, ttl: ttlOf(options?.ttl) },
        headers: isMinimal ? { prefer: "return=minimal" } : {},
      }),
    );
  }

  /** Delete a thread with its runs and history. `DELETE /threads/{thread_id}` */
  delete(threadId: string, options?: MethodOptions<Params["DELETE /threads/{thread_id}"]>): ApiPromise<void> {
    return this.transport.invoke(
      "DELETE /threads/{thread_id}",
      { repeat: "idempotent", ...NO_VALUE },
      options,
      (query) => ({
        path: { thread_id: threadId },
        query,
      }),
    );
  }

  /** Delete threads, or all but their latest states (`strategy: "keep_latest"`). `POST /threads/prune` */
  prune(
    threadIds: string[],
    options?: Options["POST /threads/prune"] & CallOptions,
  ): ApiPromise<{ pruned_count: number }> {
    return this.transport.invoke("POST /threads/prune", { repeat: "idempotent" }, options, (fields) => ({
      body: {
        thread_ids: checkArray("threadIds", threadIds).map((id, index) => checkId(`threadIds[${index}]`, id)),
        ...fields,
      },
    }));
  }

  /**
   * Find threads: 10 of them, unless `limit` says otherwise. `includePagination: true` also gives what comes after.
   * `POST /threads/search`
   */
  search<Values = DefaultState<Graphs>>(options: SearchPage): ApiPromise<Page<"threads", Thread<Values>>>;
  search<Values = DefaultState<Graphs>>(options?: SearchList): ApiPromise<Thread<Values>[]>;
  search<Values = DefaultState<Graphs>>(
    options?: SearchPage | SearchList,
  ): ApiPromise<Page<"threads", Thread<Values>> | Thread<Values>[]> {
    const behaviour = searchOf<"threads", Thread<Values>>("threads", options);
    return this.transport.invoke("POST /threads/search", behaviour, options, searchBody);
  }

  /** All threads that a search finds, page by page: `limit` is the size of a page (100). `POST /threads/search` */
  iterate<Values = DefaultState<Graphs>>(options?: Search): AsyncGenerator<Thread<Values>, void, undefined> {
    const sorted: Search = { sortBy: "created_at", sortOrder: "asc", ...options };
    return offsetPages(
      (offset, limit) => this.search<Values>({ ...sorted, offset, limit }),
      (thread) => thread.thread_id,
      options,
    );
  }

  /** Count the threads that fit. `POST /threads/count` */
  count(options?: Params["POST /threads/count"] & CallOptions): ApiPromise<number> {
    return this.transport.invoke("POST /threads/count", COUNT, options, (body) => ({ body }));
  }

  /** How much a thread stores. `GET /threads/{thread_id}/storage` */
  getStorage(
    threadId: string,
    options?: MethodOptions<Params["GET /threads/{thread_id}/storage"]>,
  ): ApiPromise<ThreadStorage> {
    return this.transport.invoke(
      "GET /threads/{thread_id}/storage",
      { repeat: "safe" },
      options,
      (query) => ({
        path: { thread_id: threadId },
        query,
      }),
    );
  }

  /**
   * Get a thread's latest state, or the one at a checkpoint. The type parameter names the state, or the graph it is of.
   * `GET /threads/{thread_id}/state`, with a checkpoint `POST /threads/{thread_id}/state/checkpoint`, with an id
   * `GET /threads/{thread_id}/state/{checkpoint_id}`
   */
  getState<Named = DefaultState<Graphs>>(
    threadId: string,
    checkpoint?: Checkpoint | string | null,
    options?: StateOptions,
  ): ApiPromise<ThreadState<StateFor<Graphs, Named>>> {
    const path = { thread_id: threadId };
    const readOf = (fields: Fields): Fields =>
      fields["subgraphs"] === false ? { ...fields, subgraphs: undefined } : fields;
    if (typeof checkpoint === "string") {
      const key = "GET /threads/{thread_id}/state/{checkpoint_id}";
      return this.transport.invoke(key, { repeat: "safe" }, options, (fields) => ({
        path: { ...path, checkpoint_id: checkpoint },
        query: readOf(fields),
      }));
    }
    if (checkpoint !== undefined && checkpoint !== null) {
      const key = "POST /threads/{thread_id}/state/checkpoint";
      return this.transport.invoke(key, { repeat: "safe" }, options, (fields) => {
        const isRight =
          isRecord(checkpoint) && Object.keys(checkpoint).some((name) => /^checkpoint_/.test(name));
        check("checkpoint", isRight, "a checkpoint, its id, or null with options behind it", checkpoint);
        return { path, body: { checkpoint, ...readOf(fields) } };
      });
    }
    return this.transport.invoke("GET /threads/{thread_id}/state", { repeat: "safe" }, options, (fields) => ({
      path,
      query: readOf(fields),
    }));
  }

  /**
   * Write to a thread's state as a node would. `values: null` writes nothing: with `asNode` it says where the graph goes
   * on. `POST /threads/{thread_id}/state`
   */
  updateState<Values = Partial<DefaultState<Graphs>>>(
    threadId: string,
    options: UpdateOptions<Values>,
  ): ApiPromise<ThreadStateUpdateResponse> {
    return this.transport.invoke("POST /threads/{thread_id}/state", { repeat: "once" }, options, (body) => {
      check(
        "values",
        body["values"] !== undefined,
        "what to write, as in { values: { … } }, or null",
        body["values"],
      );
      return { path: { thread_id: threadId }, body };
    });
  }

  /**
   * Get a thread's past states, the newest first: 10 of them, unless `limit` says otherwise.
   * `POST /threads/{thread_id}/history`
   */
  getHistory<Named = DefaultState<Graphs>>(
    threadId: string,
    options?: HistoryOptions,
  ): ApiPromise<ThreadState<StateFor<Graphs, Named>>[]> {
    return this.transport.invoke("POST /threads/{thread_id}/history", LIST, options, (fields) => ({
      path: { thread_id: threadId },
      body: { limit: 10, ...fields, before: configOf(options?.before) },
    }));
  }

  /**
   * All past states of a thread, the newest first, page by page: `limit` is the size of a page (100).
   * `GET /threads/{thread_id}/history`, which both servers page alike; with `metadata`, `checkpoint` or `select`
   * `POST /threads/{thread_id}/history`, whose pages the JS server refuses.
   */
  async *iterateHistory<Named = DefaultState<Graphs>>(
    threadId: string,
    options: HistoryOptions = {},
  ): AsyncGenerator<ThreadState<StateFor<Graphs, Named>>, void, undefined> {
    checkOptions("options", options);
    const { before, limit = 100, ...rest } = options;
    const filtered = rest.metadata ?? rest.checkpoint ?? rest.select;
    const fetchPage = (cursor: string | undefined): Promise<ThreadState<StateFor<Graphs, Named>>[]> => {
      if (filtered !== undefined) {
        const from = cursor === undefined ? before : { configurable: { checkpoint_id: cursor } };
        return this.getHistory<Named>(threadId, { ...rest, limit, before: from });
      }
      return this.transport.invoke("GET /threads/{thread_id}/history", LIST, rest, () => ({
        path: { thread_id: threadId },
        query: { limit, before: cursor ?? checkpointIdOf(before) },
      }));
    };
    yield* cursorPages(fetchPage, (state) => state.checkpoint?.checkpoint_id ?? undefined, limit);
  }

  /**
   * Follow everything that happens on a thread, run after run. It does not end by itself. Only the Python server has it.
   * `GET /threads/{thread_id}/stream`
   */
  joinStream(
    threadId: string,
    options: ThreadJoinStreamOptions = {},
  ): ThreadStream<ThreadStreamEvent<DefaultState<Graphs>>> {
    const open = async (signal: AbortSignal) => {
      const { call, fields } = splitOptions(options);
      const { last_event_id: _, stream_mode: __, ...query } = fields;
      const { lastEventId, streamMode } = options;
      const modes = streamMode && checkModes(threadStreamModes, [streamMode].flat());
      const parts = {
        path: { thread_id: threadId },
        query: { ...query, stream_modes: modes?.join(",") },
        headers: { "last-event-id": lastEventId },
      };
      const behaves = { repeat: "safe", patient: true } as const;
      return this.transport.open("GET /threads/{thread_id}/stream", behaves, parts, { ...call, signal });
    };
    // Another is refused when the stream is opened.
    return new ThreadStream(threadId, open, isSignal(options?.signal) ? options.signal : undefined);
  }
}

function ttlOf(ttl: number | Ttl | undefined): Ttl | undefined {
  return typeof ttl === "number" ? { ttl, strategy: "delete" } : ttl;
}

/** The Python server answers a plain checkpoint with an internal error; it wants it inside of a config. */
function configOf(before: HistoryOptions["before"]): string | Config | undefined {
  if (before === undefined || typeof before === "string" || "configurable" in before) return before;
  return { configurable: { checkpoint_id: checkpointIdOf(before) } };
}

function checkpointIdOf(before: HistoryOptions["before"]): string | undefined {
  if (before === undefined || typeof before === "string") return before;
  // A config or a checkpoint: the id is in the one or is the other's.
  const { configurable = before } = before as Config;
  const id = (configurable as Record<string, unknown>)["checkpoint_id"];
  if (typeof id !== "string") {
    throw new InvalidArgumentError("before", "has no checkpoint_id. Give the id of a checkpoint.");
  }
  return id;
}

/** When supersteps fail, the Python server has made the thread, and answers 201 with an error for a body. */
function refuseHalfCreated<Values>(data: unknown, response: Response): Thread<Values> {
  if (isRecord(data) && typeof data["detail"] === "string" && data["thread_id"] === undefined) {
    const { status, url, headers } = response;
    const detail = data["detail"];
    throw new ApiError({
      method: "POST",
      url,
      status,
      detail,
      body: data,
      text: JSON.stringify(data),
      headers,
    });
  }
  // Otherwise the body is what the document promises.
  return data as Thread<Values>;
}
