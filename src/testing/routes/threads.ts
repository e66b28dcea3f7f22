import { isRecord } from "../../checks.js";
import type { Thread } from "../../types.js";
import { emptyState, stateOf } from "../checkpoint.js";
import { checkUuid } from "../database.js";
import type { Database, ThreadRecord } from "../database.js";
import { copyOf } from "../failure.js";
import { EVENT_STREAM, HttpError, filterOf, matches, page, sorted, sse, streamed } from "../http.js";
import type { Call, Handler } from "../http.js";
import { checkpointIdOf, findCheckpoint, showState, updateState } from "../thread-state.js";

export function threadRoutes(database: Database): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call) => database.thread(id);
  return {
    "POST /threads": ({ body }) => createThread(database, body),
    "POST /threads/search": (call) => {
      const results = sorted(searchThreads(database, call), call);
      const { extract } = call.body;
      return page(
        isRecord(extract)
          ? results.map((each) => ({ ...each, extracted: extracted(each, extract) }))
          : results,
        call,
      );
    },
    "POST /threads/count": (call) => searchThreads(database, call).length,
    "POST /threads/prune": ({ body }) => prune(database, body),
    "GET /threads/{thread_id}": (call) => found(call).thread,
    "PATCH /threads/{thread_id}": (call) => {
      const { thread } = found(call);
      const { metadata, ttl } = call.body;
      Object.assign(thread.metadata, metadata);
      Object.assign(thread, { updated_at: database.now(), ...(ttl !== undefined && { ttl: ttlOf(ttl) }) });
      return call.headers["prefer"] === "return=minimal" ? undefined : thread;
    },
    "DELETE /threads/{thread_id}": (call) => {
      for (const { abort } of found(call).runs) abort.abort();
      database.threads.delete(found(call).thread.thread_id);
      return undefined;
    },
    "POST /threads/{thread_id}/copy": (call) => copyThread(database, call.ids[0] ?? ""),
    "GET /threads/{thread_id}/storage": (call) => storageOf(found(call)),
    "GET /threads/{thread_id}/stream": (call) => joinThread(found(call), call),
    ...stateRoutes(database),
  };
}

function stateRoutes(database: Database): Record<string, Handler> {
  const found = ({ ids: [id = ""] }: Call) => database.thread(id);
  const state = (record: ThreadRecord, id: string | undefined, subgraphs: boolean): object => {
    const checkpoint = findCheckpoint(record, id);
    return checkpoint === undefined ? emptyState(record.thread.thread_id) : stateOf(checkpoint, subgraphs);
  };
  const history = (call: Call, options: Record<string, unknown>): object[] => {
    const { limit = 10, before, metadata } = options;
    const { checkpoints } = found(call);
    const cursor = checkpointIdOf({ checkpoint: before, checkpoint_id: before, config: before });
    const end = cursor === undefined ? checkpoints.length : checkpoints.findIndex(({ id }) => id === cursor);
    const list = checkpoints.slice(0, Math.max(0, end)).reverse();
    return list
      .filter((each) => matches(each.metadata, metadata ?? undefined))
      .slice(0, Number(limit))
      .map((each) => stateOf(each));
  };
  return {
    "GET /threads/{thread_id}/state": (call) =>
      state(found(call), undefined, call.query.get("subgraphs") === "true"),
    "GET /threads/{thread_id}/state/{checkpoint_id}": (call) =>
      state(found(call), call.ids[1], call.query.get("subgraphs") === "true"),
    "POST /threads/{thread_id}/state/checkpoint": (call) =>
      state(found(call), checkpointIdOf(call.body), call.body["subgraphs"] === true),
    "POST /threads/{thread_id}/state": (call) => {
      const checkpoint = { ...updateState(database, found(call), call.body) };
      const own = { thread_id: checkpoint.threadId, checkpoint_ns: "", checkpoint_id: checkpoint.id };
      return { checkpoint: own, checkpoint_id: checkpoint.id, configurable: own };
    },
    "GET /threads/{thread_id}/history": (call) => history(call, Object.fromEntries(call.query)),
    "POST /threads/{thread_id}/history": (call) => history(call, call.body),
  };
}

function searchThreads(database: Database, { body }: Call): Thread[] {
  const { metadata, values, status, ids } = body;
  return [...database.threads.values()]
    .map(({ thread }) => thread)
    .filter((each) => matches(each.metadata, filterOf(metadata)) && matches(each.values, values ?? undefined))
    .filter((each) => matches(each.status, status ?? undefined))
    .filter((each) => !Array.isArray(ids) || ids.includes(each.thread_id));
}

function createThread(database: Database, body: Record<string, unknown>): Thread {
  const { thread_id: given, if_exists: ifExists, metadata, ttl, supersteps } = body;
  const id = typeof given === "string" ? given : database.newId();
  checkUuid(id);
  const existing = database.threads.get(id);
  if (existing !== undefined && ifExists === "do_nothing") return existing.thread;
  if (existing !== undefined) throw new HttpError(409, `Thread ${id} already exists`);
  const record = database.addThread(id, { ...(isRecord(metadata) && metadata) });
  if (ttl !== undefined) Object.assign(record.thread, { ttl: ttlOf(ttl) });
  for (const step of Array.isArray(supersteps) ? supersteps : []) {
    for (const update of (step as { updates: Record<string, unknown>[] }).updates)
      updateState(database, record, update);
  }
  return record.thread;
}

function ttlOf(ttl: unknown): Record<string, unknown> {
  return isRecord(ttl) ? ttl : { strategy: "delete", ttl_minutes: ttl };
}

function copyThread(database: Database, id: string): Thread {
  checkUuid(id);
  const source = database.threads.get(id);
  if (source === undefined) throw new HttpError(409, `Thread with ID ${id} not found`);
  const copy = database.addThread(database.newId(), { ...source.thread.metadata });
  copy.checkpoints = source.checkpoints.map((each) => ({ ...copyOf(each), threadId: copy.thread.thread_id }));
  copy.thread.status = source.thread.status === "busy" ? "idle" : source.thread.status;
  if (copy.checkpoints.length > 0) showState(copy, database.now());
  return copy.thread;
}

/** Deletes threads, or with the strategy `keep_latest` their earlier checkpoints. */
function prune(database: Database, body: Record<string, unknown>): object {
  const { thread_ids: ids, strategy } = body;
  const records = (ids as string[])
    .map((id) => database.threads.get(id))
    .filter((record) => record !== undefined);
  for (const record of records) {
    if (strategy === "keep_latest") record.checkpoints = record.checkpoints.slice(-1);
    else database.threads.delete(record.thread.thread_id);
  }
  return { pruned_count: records.length };
}

/** The fields of a thread that a search asks for by their path, such as `values.messages[-1].content`. */
function extracted(thread: Thread, paths: Record<string, unknown>): Record<string, unknown> {
  const read = (path: string): unknown => {
    let value: unknown = thread;
    for (const name of path.match(/[^.[\]]+/g) ?? []) {
      if (Array.isArray(value)) value = value.at(Number(name)) as unknown;
      else value = isRecord(value) ? value[name] : null;
    }
    return value ?? null;
  };
  return Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, read(String(path))]));
}

function storageOf({ thread, checkpoints }: ThreadRecord): object {
  const sizeOf = (value: unknown): number => JSON.stringify(value ?? null).length;
  const names = Object.keys(thread.values ?? {});
  const channels = names.map(
    (name) => [name, { bytes: sizeOf(thread.values[name]), versions: checkpoints.length }] as const,
  );
  const bytes = checkpoints.length === 0 ? 0 : sizeOf(checkpoints.map(({ level }) => level));
  return {
    thread_id: thread.thread_id,
    checkpoints: { count: checkpoints.length, bytes },
    channel_values: {
      count: names.length,
      bytes: channels.reduce((sum, [, each]) => sum + each.bytes, 0),
      by_channel: Object.fromEntries(channels),
    },
    pending_writes: { count: 0, bytes: 0 },
    total_bytes: bytes,
  };
}

function joinThread({ stream }: ThreadRecord, call: Call): Response {
  const modes = call.query
    .getAll("stream_modes")
    .concat(call.query.getAll("stream_mode"))
    .flatMap((text) => text.split(","));
  const last = call.headers["last-event-id"];
  const from = last === undefined ? stream.items.length : Number(last.split("-")[0]) + 1;
  const read = async function* (): AsyncGenerator<string> {
    let index = from;
    for await (const { mode, event, data } of stream.read(from)) {
      if (modes.length === 0 ? mode === "run_modes" : modes.includes(mode))
        yield sse(event, data, String(index));
      index += 1;
    }
  };
  return streamed(read(), call, { headers: EVENT_STREAM });
}
