import { randomUUID } from "node:crypto";
import {
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  UnprocessableEntityError,
} from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, until } from "../helpers/async.js";
import { client, deviates, goingOn, lacks, newThread } from "./setup.js";

/** Creates a thread and runs `slow` on it with `ticks` steps. */
async function tickedThread(ticks: number): Promise<string> {
  const threadId = await newThread();
  await client.runs.wait(threadId, "slow", { input: { ticks, delay_ms: 0 } });
  return threadId;
}

const ids = (threads: Iterable<{ thread_id: string }>) =>
  Array.from(threads, ({ thread_id }) => thread_id).sort();

describe("threads", () => {
  test("create returns the new thread, and get returns the same", async () => {
    const threadId = randomUUID();
    const thread = await client.threads.create({ threadId, metadata: { color: "red" }, graphId: "trivial" });
    expect(thread).toMatchObject({
      thread_id: threadId,
      status: "idle",
      metadata: { color: "red", graph_id: "trivial" },
    });
    const { data, response } = await client.threads.get(threadId).withResponse();
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(data).toMatchObject({ thread_id: threadId, created_at: thread.created_at });
  });

  test("create throws ConflictError for a taken id; do_nothing returns the existing thread", async () => {
    const { thread_id: threadId } = await client.threads.create({ metadata: { n: 1 } });
    await expect(client.threads.create({ threadId })).rejects.toThrow(ConflictError);
    const same = await client.threads.create({ threadId, ifExists: "do_nothing", metadata: { n: 2 } });
    expect(same).toMatchObject({ thread_id: threadId, metadata: { n: 1 } });
  });

  test("create with supersteps creates a thread with state", async () => {
    const { thread_id } = await client.threads.create({
      graphId: "trivial",
      supersteps: [
        { updates: [{ values: { value: "copied" }, asNode: "__start__" }] },
        { updates: [{ values: { seen: true }, asNode: "keep" }] },
      ],
    });
    const state = await client.threads.getState<"trivial">(thread_id);
    expect(state.values).toEqual(deviates("no-supersteps") ? {} : { value: "copied", seen: true });
  });

  test("get throws NotFoundError for an unknown thread, and an input error for an invalid id", async () => {
    await expect(client.threads.get(randomUUID())).rejects.toMatchObject({
      name: "NotFoundError",
      status: 404,
    });
    await expect(client.threads.get("no-uuid")).rejects.toThrow(
      deviates("invalid-id-404")
        ? NotFoundError
        : deviates("bad-request")
          ? BadRequestError
          : UnprocessableEntityError,
    );
  });

  test("update merges the metadata of a thread", async () => {
    const { thread_id } = await client.threads.create({ metadata: { a: 1 } });
    const more = { owner: "anonymous", graph_id: null, assistant_id: null, thread_name: "" };
    const both = { a: 1, b: 2, ...(deviates("thread-metadata") && more) };
    expect((await client.threads.update(thread_id, { metadata: { b: 2 } })).metadata).toEqual(both);
    expect((await client.threads.get(thread_id)).metadata).toEqual(both);
  });

  test("delete removes a thread; get then throws NotFoundError", async () => {
    const threadId = await newThread();
    await client.threads.delete(threadId);
    await expect(client.threads.get(threadId)).rejects.toThrow(NotFoundError);
  });

  test("copy creates a new thread with the same state", async ({ skip }) => {
    skip(lacks("POST /threads/{thread_id}/copy"));
    const threadId = await tickedThread(2);
    const copy = await client.threads.copy(threadId);
    expect(copy.thread_id).not.toBe(threadId);
    const [original, copied] = await Promise.all([
      client.threads.getState<"slow">(threadId),
      client.threads.getState<"slow">(copy.thread_id),
    ]);
    expect(copied.values).toEqual(original.values);
    expect(copied.checkpoint.thread_id).toBe(copy.thread_id);
  });

  test("search and count filter threads; search also sorts and selects fields", async () => {
    const metadata = { family: randomUUID() };
    const created: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      created.push((await client.threads.create({ metadata })).thread_id);
    }
    const [ran, ...rest] = created as [string, string, string];
    await client.runs.wait(ran, "interrupt", { input: { request: "lunch" } });

    expect(ids(await client.threads.search({ metadata }))).toEqual([...created].sort());
    const found = await client.threads.search({ metadata, ids: rest });
    expect(ids(found)).toEqual((deviates("search-unfiltered") ? created : rest).toSorted());
    expect(ids(await client.threads.search({ metadata, status: "interrupted" }))).toEqual([ran]);
    if (!lacks("POST /threads/count")) {
      expect(await client.threads.count({ metadata })).toBe(3);
      expect(await client.threads.count({ metadata, status: "idle" })).toBe(2);
    }
    const lunch = (search: object) =>
      client.threads.search({ metadata, values: { request: "lunch" }, maxRetries: 0, ...search });
    expect(ids(await lunch({ ids: [ran] }))).toEqual(
      deviates("search-unfiltered") ? created.toSorted() : [ran],
    );
    if (deviates("values-search-500")) await expect(lunch({})).rejects.toThrow(InternalServerError);
    else
      expect(ids(await lunch({}))).toEqual(
        deviates("values-search-unfiltered") || deviates("search-unfiltered") ? created.toSorted() : [ran],
      );

    const ascending = await client.threads.search({ metadata, sortBy: "thread_id", sortOrder: "asc" });
    expect(ascending.map(({ thread_id }) => thread_id)).toEqual([...created].sort());
    const selected = client.threads.search({ metadata, limit: 1, select: ["thread_id", "status"] });
    if (deviates("no-select")) await expect(selected).rejects.toThrow(UnprocessableEntityError);
    else expect(Object.keys((await selected)[0] ?? {}).sort()).toEqual(["status", "thread_id"]);
  });

  test("search with includePagination returns a page of threads and the total", async () => {
    const metadata = { family: randomUUID() };
    for (let index = 0; index < 3; index += 1) await client.threads.create({ metadata });
    const page = await client.threads.search({ metadata, limit: 2, includePagination: true });
    expect(page.threads).toHaveLength(2);
    expect(page.total).toBe(deviates("no-totals") ? null : 3);
  });

  test("iterate yields each thread once across pages", async () => {
    const metadata = { family: randomUUID() };
    const created = await Promise.all(Array.from({ length: 7 }, () => client.threads.create({ metadata })));
    const found = await all(client.threads.iterate({ metadata, limit: 3 }));
    expect(found).toHaveLength(7);
    expect(ids(found)).toEqual(ids(created));
  });
});

describe.skipIf(lacks("POST /threads/prune"))("thread operations that the JS server lacks", () => {
  test("update with returnMinimal returns undefined (204)", async () => {
    const threadId = await newThread();
    const minimal = client.threads.update(threadId, { metadata: { a: 1 }, ttl: 5, returnMinimal: true });
    const { data, response } = await minimal.withResponse();
    expect([data, response.status]).toEqual([undefined, deviates("no-minimal") ? 200 : 204]);
    expect((await client.threads.get(threadId)).metadata).toMatchObject({ a: 1 });
  });

  test("prune deletes existing threads and skips unknown ones", async () => {
    const threadIds = [await newThread(), await newThread(), randomUUID()];
    const pruned = await client.threads.prune(threadIds);
    if (deviates("prune-expired")) {
      expect(pruned).toEqual({ deleted: 0, pruned: 0 });
      expect(await client.threads.get(threadIds[0] ?? "")).toMatchObject({ status: "idle" });
      return;
    }
    expect(pruned).toEqual({ pruned_count: 2 });
    await expect(client.threads.get(threadIds[0] ?? "")).rejects.toThrow(NotFoundError);
  });

  test("getStorage returns the storage of a thread, and throws NotFoundError for an unknown one", async ({
    skip,
  }) => {
    skip(lacks("GET /threads/{thread_id}/storage"));
    const threadId = await newThread();
    expect(await client.threads.getStorage(threadId)).toMatchObject({ total_bytes: 0 });
    await client.runs.wait(threadId, "slow", { input: { ticks: 2, delay_ms: 0 } });
    const storage = await client.threads.getStorage(threadId);
    expect(storage.checkpoints.count).toBe(4);
    expect(storage.channel_values.by_channel).toHaveProperty("done");
    expect(storage.total_bytes).toBeGreaterThan(0);
    await expect(client.threads.getStorage(randomUUID())).rejects.toThrow(NotFoundError);
  });

  test("joinStream streams state_update events of a thread", async ({ skip }) => {
    skip(lacks("GET /threads/{thread_id}/stream"));
    const threadId = await tickedThread(1);
    const events = client.threads.joinStream(threadId, { streamMode: "state_update" });
    let arrived = false;
    const first = events[Symbol.asyncIterator]()
      .next()
      .finally(() => (arrived = true));
    // Earlier updates are not sent, and no event marks the opening of the stream: update until one arrives.
    const update = () => client.threads.updateState(threadId, { values: { done: 7 }, asNode: "tick" });
    await until(update, () => arrived);
    expect((await first).value).toMatchObject({
      event: "state_update",
      data: { thread_id: threadId, state: { values: { done: 7 } } },
    });
    events.close();
  });
});

describe("the state of a thread", () => {
  test("getState returns an empty state for a thread without a run", async () => {
    const state = await client.threads.getState(await newThread());
    expect(state).toMatchObject({ values: {}, next: [], tasks: [] });
  });

  test("getState returns the current state, or that of a checkpoint by id or object", async () => {
    const threadId = await tickedThread(3);
    const now = await client.threads.getState<"slow">(threadId);
    expect(now.values.done).toBe(3);
    expect(now.next).toEqual([]);

    const history = await client.threads.getHistory<"slow">(threadId);
    const past = history.find(({ values }) => values.done === 1);
    const checkpointId = past?.checkpoint.checkpoint_id;
    if (!past || !checkpointId) throw new Error("The history lacks the first tick");
    const byId = await client.threads.getState<"slow">(threadId, checkpointId);
    expect(byId).toMatchObject({
      values: { done: 1 },
      next: ["tick"],
      checkpoint: { checkpoint_id: checkpointId },
    });
    const byObject = await client.threads.getState<"slow">(threadId, {
      thread_id: threadId,
      checkpoint_ns: "",
      checkpoint_id: checkpointId,
    });
    expect(byObject.values).toEqual(byId.values);
    expect(byObject.checkpoint.checkpoint_id).toBe(checkpointId);
  });

  test("getState returns the task that a paused run waits before", async () => {
    const threadId = await newThread();
    await client.runs.wait(threadId, "nested", { input: { path: "start" }, interruptBefore: ["child"] });
    const state = await client.threads.getState<"nested">(threadId);
    expect(state).toMatchObject({ values: { path: "start > before" }, next: ["child"] });
    expect(state.tasks).toMatchObject([{ name: "child" }]);
  });

  test("updateState changes the state, and the next run continues from it", async () => {
    const threadId = await tickedThread(2);
    const updated = await client.threads.updateState(threadId, { values: { done: 1 }, asNode: "tick" });
    expect(updated.checkpoint).toMatchObject({ thread_id: threadId });
    expect(await client.threads.getState<"slow">(threadId)).toMatchObject({
      values: { done: 1 },
      next: ["tick"],
    });
    // The next run makes the one tick that the update removed.
    expect(await client.runs.wait<"slow">(threadId, "slow", goingOn())).toMatchObject({ done: 2 });
  });

  test("updateState at an earlier checkpoint creates a branch", async () => {
    const threadId = await tickedThread(3);
    const history = await client.threads.getHistory<"slow">(threadId);
    const past = history.find(({ values }) => values.done === 1);
    const checkpointId = past?.checkpoint.checkpoint_id;
    if (!checkpointId) throw new Error("The history lacks the first tick");
    await client.threads.updateState(threadId, { values: { ticks: 2 }, checkpointId });
    expect((await client.threads.getState<"slow">(threadId)).values).toMatchObject({ ticks: 2, done: 1 });
    expect(await client.threads.getHistory(threadId)).toHaveLength(history.length + 1);
  });

  test("updateState throws ConflictError for a busy thread", async () => {
    const threadId = await newThread();
    const run = await client.runs.create(threadId, "slow", { input: { ticks: 1000, delay_ms: 5 } });
    await until(
      () => client.runs.get(threadId, run.run_id),
      ({ status }) => status === "running",
    );
    const update = client.threads.updateState(threadId, { values: { done: 1 } });
    if (deviates("no-busy-threads")) expect(await update).toHaveProperty("checkpoint");
    else await expect(update).rejects.toThrow(ConflictError);
    await client.runs.cancel(threadId, run.run_id, true);
  });

  test("getHistory returns checkpoints newest first, up to the limit", async () => {
    const threadId = await tickedThread(3);
    const history = await client.threads.getHistory<"slow">(threadId);
    expect(history.slice(0, 4).map(({ values }) => values.done)).toEqual([3, 2, 1, 0]);
    expect(history.map(({ metadata }) => metadata?.["step"])).toEqual([3, 2, 1, 0, -1]);
    const page = await client.threads.getHistory<"slow">(threadId, { limit: 2 });
    expect(page.map(({ values }) => values.done)).toEqual([3, 2]);
  });

  test("iterateHistory yields every checkpoint once across pages", async () => {
    const threadId = await tickedThread(12);
    const states = await all(client.threads.iterateHistory<"slow">(threadId, { limit: 5 }));
    expect(states.map(({ metadata }) => metadata?.["step"])).toEqual(
      Array.from({ length: 14 }, (_, i) => 12 - i),
    );
    expect(new Set(states.map(({ checkpoint }) => checkpoint.checkpoint_id)).size).toBe(14);
  });
});
