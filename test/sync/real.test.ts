/** Calls every method of both clients on the LangGraph JS server, and compares the results. */
import { LangGraphClient } from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import { afterAll, expect, inject, test } from "vitest";

const settings = { apiUrl: inject("serverUrl"), apiKey: null };
const client = new LangGraphClient(settings);
const sync = new SyncLangGraphClient(settings);
afterAll(() => sync.close());

/** The objects that a call can use; each call has its own. */
interface Place {
  threadId: string;
  runId: string;
  assistantId: string;
  namespace: string[];
}

async function newPlace(): Promise<Place> {
  const { thread_id: threadId } = await client.threads.create();
  const { assistant_id: assistantId } = await client.assistants.create({ graphId: "agent" });
  const { run_id: runId } = await client.runs.create(threadId, "agent", { input });
  await client.runs.join(threadId, runId);
  const namespace = [crypto.randomUUID()];
  await client.store.putItem(namespace, "key", { a: 1 });
  return { threadId, runId, assistantId, namespace };
}

type Calls<Resource> = { [Method in keyof Resource]: (client: LangGraphClient, place: Place) => unknown };

const input = { messages: [{ role: "user", content: "one two" }] };
const slow = { input: { ticks: 50, delay_ms: 20 } };
const cron = { schedule: "* * * * *", input: {} };
const missing = crypto.randomUUID();

/** The calls of all methods. The compiler finds one that is missing. */
const calls: {
  [Name in "assistants" | "threads" | "runs" | "crons" | "store"]: Calls<LangGraphClient[Name]>;
} = {
  assistants: {
    get: ({ assistants }, { assistantId }) => assistants.get(assistantId),
    getGraph: ({ assistants }, { assistantId }) => assistants.getGraph(assistantId),
    getSchemas: ({ assistants }, { assistantId }) => assistants.getSchemas(assistantId),
    getSubgraphs: ({ assistants }, { assistantId }) => assistants.getSubgraphs(assistantId),
    create: ({ assistants }) => assistants.create({ graphId: "agent", metadata: { a: 1 } }),
    update: ({ assistants }, { assistantId }) => assistants.update(assistantId, { name: "other" }),
    delete: ({ assistants }, { assistantId }) => assistants.delete(assistantId),
    search: ({ assistants }) => assistants.search({ limit: 1 }),
    iterate: ({ assistants }) => assistants.iterate({ graphId: "slow" }),
    count: ({ assistants }) => assistants.count(),
    getVersions: ({ assistants }, { assistantId }) => assistants.getVersions(assistantId),
    setLatest: ({ assistants }, { assistantId }) => assistants.setLatest(assistantId, 1),
  },
  threads: {
    get: ({ threads }, { threadId }) => threads.get(threadId),
    create: ({ threads }) => threads.create({ metadata: { a: 1 } }),
    copy: ({ threads }, { threadId }) => threads.copy(threadId),
    update: ({ threads }, { threadId }) => threads.update(threadId, { metadata: { b: 1 } }),
    delete: ({ threads }, { threadId }) => threads.delete(threadId),
    prune: ({ threads }, { threadId }) => threads.prune([threadId]),
    search: ({ threads }) => threads.search({ limit: 1, status: "idle" }),
    iterate: ({ threads }, { threadId }) => threads.iterate({ ids: [threadId] }),
    count: ({ threads }) => threads.count(),
    getStorage: ({ threads }, { threadId }) => threads.getStorage(threadId),
    getState: ({ threads }, { threadId }) => threads.getState(threadId),
    updateState: ({ threads }, { threadId }) => threads.updateState(threadId, { values: { messages: [] } }),
    getHistory: ({ threads }, { threadId }) => threads.getHistory(threadId),
    iterateHistory: ({ threads }, { threadId }) => threads.iterateHistory(threadId, { limit: 1 }),
    joinStream: ({ threads }, { threadId }) => threads.joinStream(threadId),
  },
  runs: {
    stream: ({ runs }, { threadId }) => runs.stream(threadId, "agent", { input }),
    resume: ({ runs }, { threadId }) => runs.resume(threadId, "agent", "yes"),
    create: ({ runs }, { threadId }) => runs.create(threadId, "agent", { input }),
    createBatch: ({ runs }) => runs.createBatch([{ assistantId: "agent", input }]),
    wait: ({ runs }, { threadId }) => runs.wait(threadId, "agent", { input }),
    list: ({ runs }, { threadId }) => runs.list(threadId),
    iterate: ({ runs }, { threadId }) => runs.iterate(threadId),
    get: ({ runs }, { threadId, runId }) => runs.get(threadId, runId),
    cancel: async ({ runs }, { threadId }) => {
      const { run_id: runId } = await runs.create(threadId, "slow", slow);
      return runs.cancel(threadId, runId, true);
    },
    cancelMany: ({ runs }, { threadId, runId }) => runs.cancelMany({ threadId, runIds: [runId] }),
    join: ({ runs }, { threadId, runId }) => runs.join(threadId, runId),
    joinStream: ({ runs }, { threadId }) => runs.joinStream(threadId, missing),
    delete: ({ runs }, { threadId, runId }) => runs.delete(threadId, runId),
  },
  crons: {
    createForThread: ({ crons }, { threadId }) => crons.createForThread(threadId, "agent", cron),
    create: ({ crons }) => crons.create("agent", cron),
    get: ({ crons }) => crons.get(missing),
    update: ({ crons }) => crons.update(missing, { enabled: false }),
    delete: ({ crons }) => crons.delete(missing),
    search: ({ crons }) => crons.search(),
    iterate: ({ crons }) => crons.iterate(),
    count: ({ crons }) => crons.count(),
  },
  store: {
    putItem: ({ store }, { namespace }) => store.putItem(namespace, "other", { b: 1 }),
    getItem: ({ store }, { namespace }) => store.getItem(namespace, "key"),
    deleteItem: ({ store }, { namespace }) => store.deleteItem(namespace, "key"),
    searchItems: ({ store }, { namespace }) => store.searchItems(namespace),
    iterateItems: ({ store }, { namespace }) => store.iterateItems(namespace),
    listNamespaces: ({ store }, { namespace }) => store.listNamespaces({ prefix: namespace }),
    iterateNamespaces: ({ store }, { namespace }) => store.iterateNamespaces({ prefix: namespace }),
  },
};

const rows = Object.entries(calls).flatMap(([resource, methods]) =>
  Object.entries(methods).map(([method, call]) => [`${resource}.${method}`, call] as const),
);

/** The result of a call, the items of an iterator, or the error. */
async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    if (!(Symbol.asyncIterator in Object(result)) && !(Symbol.iterator in Object(result))) return result;
    const items: unknown[] = [];
    // One of the two.
    for await (const item of result as AsyncIterable<unknown>) items.push(item);
    return items;
  } catch (error) {
    return error;
  }
}

/** A value without its ids, dates and numbers. */
function shapeOf(value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, ...(shapeOf({ ...value }) as object) };
  if (Array.isArray(value)) return value.map(shapeOf);
  if (Object(value) !== value) return typeof value;
  return Object.fromEntries(
    Object.entries(Object(value) as object).map(([key, each]) => [key, shapeOf(each)]),
  );
}

test.each(rows)("%s has the result of the asynchronous method", async (_, call) => {
  const [place, other] = [await newPlace(), await newPlace()];
  const expected = await outcomeOf(() => call(client, place));
  const actual = await outcomeOf(() => call(sync as unknown as LangGraphClient, other));
  expect(shapeOf(actual)).toEqual(shapeOf(expected));
  expect(actual === undefined).toBe(expected === undefined);
});

test("the calls work, except those that the server lacks", async () => {
  const failed: string[] = [];
  for (const [name, call] of rows) {
    const place = await newPlace();
    if ((await outcomeOf(() => call(sync as unknown as LangGraphClient, place))) instanceof Error) {
      failed.push(name);
    }
  }
  expect(failed.filter((name) => !name.startsWith("crons."))).toEqual([
    "threads.prune",
    "threads.getStorage",
    "threads.joinStream",
    "runs.cancelMany",
    "runs.joinStream",
  ]);
});
