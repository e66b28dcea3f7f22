import type { Database, RunRecord, ThreadRecord } from "../database.js";
import { EVENT_STREAM, HttpError, json, sse, streamed } from "../http.js";
import type { Call, Handler } from "../http.js";
import type { Runner } from "../runner.js";

const RUN = "/threads/{thread_id}/runs/{run_id}";

export function runRoutes(database: Database, runner: Runner): Record<string, Handler> {
  const start = (call: Call) => startRun(database, runner, call.ids[0] ?? null, call.body);
  const threadOf = ({ ids: [id = ""] }: Call) => database.thread(id);
  const create: Handler = (call) => {
    const { run } = start(call);
    return json(run, { headers: locationsOf(run, "") });
  };
  const wait: Handler = (call) => waited(start(call), runner, database, call);
  const stream: Handler = (call) => streamOf(start(call), runner, database, call);

  return {
    "POST /threads/{thread_id}/runs": create,
    "POST /threads/{thread_id}/runs/stream": stream,
    "POST /threads/{thread_id}/runs/wait": wait,
    "POST /runs": create,
    "POST /runs/stream": stream,
    "POST /runs/wait": wait,
    "POST /runs/batch": ({ list }) =>
      list.map((body) => startRun(database, runner, null, body as Record<string, unknown>).run),
    "POST /runs/cancel": (call) => cancelMany(database, runner, call),
    "GET /threads/{thread_id}/runs": (call) => {
      const { query } = call;
      const status = query.get("status");
      const runs = threadOf(call)
        .runs.map(({ run }) => run)
        .filter((run) => status === null || run.status === status);
      const offset = Number(query.get("offset") ?? 0);
      return runs.reverse().slice(offset, offset + Number(query.get("limit") ?? 10));
    },
    ...oneRunRoutes(database, runner),
  };
}

/** The routes of one run. */
function oneRunRoutes(database: Database, runner: Runner): Record<string, Handler> {
  const found = ({ ids: [threadId = "", runId = ""] }: Call) => database.run(threadId, runId);
  const threadOf = ({ ids: [id = ""] }: Call) => database.thread(id);
  return {
    [`GET ${RUN}`]: (call) => found(call).run,
    [`DELETE ${RUN}`]: (call) => {
      const record = threadOf(call);
      const { run } = found(call);
      record.runs = record.runs.filter((each) => each.run !== run);
      return undefined;
    },
    [`GET ${RUN}/join`]: async (call) => {
      const record = findRun(database, call);
      if (record === undefined) return { __error__: { error: "NotFoundError", message: "Run not found" } };
      await record.ended.promise;
      return record.output;
    },
    "GET /runs/{run_id}/stream": (call) => {
      const record = database.stateless.get(call.ids[0] ?? "");
      return record === undefined
        ? streamed(unknownRun(), call, { headers: EVENT_STREAM })
        : joinedStream(record, runner, database, call);
    },
    [`GET ${RUN}/stream`]: (call) => {
      const record = findRun(database, call);
      if (record === undefined) return streamed(unknownRun(), call, { headers: EVENT_STREAM });
      return joinedStream(record, runner, database, call);
    },
    [`POST ${RUN}/cancel`]: async (call) => {
      const record = found(call);
      if (!record.isActive) throw new HttpError(404, "No active run to cancel");
      runner.cancel(threadOf(call), record, call.query.get("action") ?? "interrupt");
      if (call.query.get("wait") === null || call.query.get("wait") === "0")
        return new Response(null, { status: 202 });
      await record.ended.promise;
      return undefined;
    },
  };
}

function findRun(database: Database, { ids: [threadId = "", runId = ""] }: Call): RunRecord | undefined {
  return database.threads.get(threadId)?.runs.find(({ run }) => run.run_id === runId);
}

async function* unknownRun(): AsyncGenerator<string> {
  yield sse("error", "Run not found");
}

/** Starts a run. A run without a thread has one of its own, which is deleted at its end. */
export function startRun(
  database: Database,
  runner: Runner,
  threadId: string | null,
  body: Record<string, unknown>,
): RunRecord {
  if (!database.hasAssistant(String(body["assistant_id"])))
    throw new HttpError(
      422,
      `Invalid assistant: '${String(body["assistant_id"])}'. Must be either: a UUID, or a graph: ${[...database.graphs.keys()].join(", ")}`,
    );
  if (threadId !== null) {
    const isMissing = !database.threads.has(threadId) && body["if_not_exists"] === "create";
    return runner.create(isMissing ? database.addThread(threadId) : database.thread(threadId), body);
  }
  const record = database.addThread(database.newId());
  const created = runner.create(record, body);
  database.stateless.set(created.run.run_id, created);
  if (body["on_completion"] !== "keep") {
    void created.ended.promise.then(() => database.threads.delete(record.thread.thread_id));
  }
  return created;
}

function locationsOf({ thread_id, run_id }: { thread_id: string; run_id: string }, suffix: string) {
  const location = `/threads/${thread_id}/runs/${run_id}`;
  return { "content-location": location, location: location + suffix };
}

/** Cancels the run when the caller disconnects, if its body asks for that. */
function cancelOn(created: RunRecord, runner: Runner, database: Database): () => void {
  return () => {
    const record = database.threads.get(created.run.thread_id);
    const isWanted = created.payload["on_disconnect"] === "cancel";
    if (isWanted && record !== undefined && created.isActive) runner.cancel(record, created, "interrupt");
  };
}

async function waited(created: RunRecord, runner: Runner, database: Database, call: Call): Promise<Response> {
  call.signal?.addEventListener("abort", cancelOn(created, runner, database));
  await created.ended.promise;
  return json(created.output, { headers: locationsOf(created.run, "/join") });
}

function streamOf(created: RunRecord, runner: Runner, database: Database, call: Call): Response {
  return streamed(eventsOf(created, 0), call, {
    headers: { ...EVENT_STREAM, ...locationsOf(created.run, "/stream") },
    onCancel: cancelOn(created, runner, database),
  });
}

function joinedStream(created: RunRecord, runner: Runner, database: Database, call: Call): Response {
  const last = call.headers["last-event-id"];
  const isStored = created.payload["stream_resumable"] === true && last !== undefined;
  const from = isStored ? Number(last) + 1 : created.events.items.length;
  const record = database.threads.get(created.run.thread_id);
  const leave = (): void => {
    if (created.isActive && record !== undefined) runner.cancel(record, created, "interrupt");
  };
  return streamed(eventsOf(created, Math.max(0, from)), call, {
    headers: EVENT_STREAM,
    ...(/^(1|true)$/.test(call.query.get("cancel_on_disconnect") ?? "") && { onCancel: leave }),
  });
}

async function* eventsOf({ events, payload }: RunRecord, from: number): AsyncGenerator<string> {
  let index = from;
  for await (const { event, data } of events.read(from)) {
    // Events that cannot be replayed have no ids.
    yield sse(event, data, payload["stream_resumable"] === true ? String(index) : undefined);
    index += 1;
  }
}

function cancelMany(database: Database, runner: Runner, { body, query }: Call): undefined {
  const { thread_id: threadId, run_ids: ids, status } = body;
  const records: [ThreadRecord, RunRecord][] = [...database.threads.values()].flatMap((record) =>
    record.runs.map((run): [ThreadRecord, RunRecord] => [record, run]),
  );
  const chosen = records.filter(([, { run }]) => {
    const isOfThread = threadId === undefined || run.thread_id === threadId;
    if (Array.isArray(ids)) return isOfThread && ids.includes(run.run_id);
    return isOfThread && (status === "all" || status === run.status);
  });
  if (Array.isArray(ids) && chosen.length === 0) throw new HttpError(404, "No runs found to cancel");
  const active = chosen.filter(([, each]) => each.isActive);
  // The newest first: otherwise the next one in the queue would begin.
  for (const [record, each] of active.reverse())
    runner.cancel(record, each, query.get("action") ?? "interrupt");
  return undefined;
}
