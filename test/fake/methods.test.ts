/** Every method of the client works against the fake server. */
import { LangGraphClient } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";
import { threadStream } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";

const UNKNOWN = "00000000-0000-4000-8000-ffffffffffff";
const schedule = "0 9 * * *";

/** A client with one of everything. */
async function world() {
  const server = createFakeServer({
    graphs: {
      agent: () => "Hello there",
      ask: (_, { interrupt }) => ({ answer: interrupt("Why?") }),
      endless: () => new Promise(() => {}),
    },
  });
  const client = new LangGraphClient({ apiUrl: "http://fake/prefix", apiKey: null, fetch: server.fetch });
  const { thread_id: threadId } = await client.threads.create();
  const { run_id: runId } = await client.runs.create(threadId, "agent", {
    input: { messages: "Hi" },
    streamResumable: true,
  });
  await client.runs.join(threadId, runId);
  const { cron_id: cronId } = await client.crons.create("agent", { schedule });
  const { assistant_id: assistantId } = await client.assistants.create({ graphId: "agent" });
  await client.store.putItem(["users", "ada"], "tea", { likes: "green" });
  return { server, client, threadId, runId, cronId, assistantId };
}

test("a graph without a first node says so", async () => {
  const { fetch } = createFakeServer({
    graphs: { agent: { nodes: { model: () => "Hi" }, next: () => undefined } },
  });
  const client = new LangGraphClient({ apiUrl: "http://fake", apiKey: null, fetch });
  const run = client.runs.wait(null, "agent", { input: { messages: "Hi" } });
  await expect(run).rejects.toThrow('The graph has no first node: next("__start__") returned none.');
});

type World = Awaited<ReturnType<typeof world>>;

const input = { messages: "Hi" };

/** A call of each method, by its name. */
const calls: Record<string, (world: World) => PromiseLike<unknown>> = {
  "assistants.get": ({ client, assistantId }) => client.assistants.get(assistantId),
  "assistants.getGraph": ({ client }) => client.assistants.getGraph("agent"),
  "assistants.getSchemas": ({ client }) => client.assistants.getSchemas("agent"),
  "assistants.getSubgraphs": ({ client }) => client.assistants.getSubgraphs("agent", { namespace: "a" }),
  "assistants.create": ({ client }) => client.assistants.create({ graphId: "agent", name: "Ada" }),
  "assistants.update": ({ client, assistantId }) => client.assistants.update(assistantId, { name: "Ada" }),
  "assistants.delete": ({ client, assistantId }) => client.assistants.delete(assistantId),
  "assistants.search": ({ client }) => client.assistants.search({ includePagination: true }),
  "assistants.iterate": ({ client }) => all(client.assistants.iterate()),
  "assistants.count": ({ client }) => client.assistants.count(),
  "assistants.getVersions": ({ client, assistantId }) => client.assistants.getVersions(assistantId),
  "assistants.setLatest": ({ client, assistantId }) => client.assistants.setLatest(assistantId, 1),
  "threads.get": ({ client, threadId }) => client.threads.get(threadId),
  "threads.create": ({ client }) => client.threads.create({ ttl: 5 }),
  "threads.copy": ({ client, threadId }) => client.threads.copy(threadId),
  "threads.update": ({ client, threadId }) => client.threads.update(threadId, { metadata: { a: 1 } }),
  "threads.delete": ({ client, threadId }) => client.threads.delete(threadId),
  "threads.prune": ({ client, threadId }) => client.threads.prune([threadId, UNKNOWN]),
  "threads.search": ({ client }) =>
    client.threads.search({ extract: { last: "values.messages[-1].content" } }),
  "threads.iterate": ({ client }) => all(client.threads.iterate()),
  "threads.count": ({ client }) => client.threads.count(),
  "threads.getStorage": ({ client, threadId }) => client.threads.getStorage(threadId),
  "threads.getState": ({ client, threadId }) => client.threads.getState(threadId),
  "threads.updateState": ({ client, threadId }) => client.threads.updateState(threadId, { values: { a: 1 } }),
  "threads.getHistory": ({ client, threadId }) => client.threads.getHistory(threadId),
  "threads.iterateHistory": ({ client, threadId }) => all(client.threads.iterateHistory(threadId)),
  "threads.joinStream": async ({ client, threadId }) => {
    const iterator = client.threads.joinStream(threadId, { lastEventId: "-1" })[Symbol.asyncIterator]();
    const { value } = await iterator.next();
    await iterator.return(undefined);
    return value;
  },
  "runs.stream": ({ client, threadId }) => all(client.runs.stream(threadId, "agent", { input })),
  "runs.resume": async ({ client, threadId }) => {
    await client.runs.wait(threadId, "ask", { input });
    return client.runs.resume(threadId, "ask", "because").final();
  },
  "runs.create": ({ client }) => client.runs.create(null, "agent", { input }),
  "runs.createBatch": ({ client }) => client.runs.createBatch([{ assistantId: "agent", input }]),
  "runs.wait": ({ client, threadId }) => client.runs.wait(threadId, "agent", { input }),
  "runs.list": ({ client, threadId }) => client.runs.list(threadId),
  "runs.iterate": ({ client, threadId }) => all(client.runs.iterate(threadId)),
  "runs.get": ({ client, threadId, runId }) => client.runs.get(threadId, runId),
  "runs.cancel": async ({ client, threadId }) => {
    const { run_id: runId } = await client.runs.create(threadId, "endless", { input });
    await client.runs.cancel(threadId, runId, true);
    expect(await client.runs.get(threadId, runId)).toMatchObject({ status: "interrupted" });
  },
  "runs.cancelMany": ({ client }) => client.runs.cancelMany({ status: "all" }),
  "runs.join": ({ client, threadId, runId }) => client.runs.join(threadId, runId),
  "runs.joinStream": ({ client, threadId, runId }) => all(client.runs.joinStream(threadId, runId)),
  "runs.delete": ({ client, threadId, runId }) => client.runs.delete(threadId, runId),
  "crons.createForThread": ({ client, threadId }) =>
    client.crons.createForThread(threadId, "agent", { schedule }),
  "crons.create": ({ client }) => client.crons.create("agent", { schedule }),
  "crons.get": ({ client, cronId }) => client.crons.get(cronId),
  "crons.update": ({ client, cronId }) => client.crons.update(cronId, { enabled: false }),
  "crons.delete": ({ client, cronId }) => client.crons.delete(cronId),
  "crons.search": ({ client }) => client.crons.search(),
  "crons.iterate": ({ client }) => all(client.crons.iterate()),
  "crons.count": ({ client }) => client.crons.count(),
  "store.putItem": ({ client }) => client.store.putItem(["a"], "b", {}, { ttl: 1 }),
  "store.getItem": ({ client }) => client.store.getItem(["users", "ada"], "tea"),
  "store.deleteItem": ({ client }) => client.store.deleteItem(["users", "ada"], "tea"),
  "store.searchItems": ({ client }) => client.store.searchItems(["users"]),
  "store.iterateItems": ({ client }) => all(client.store.iterateItems(["users"])),
  "store.listNamespaces": ({ client }) => client.store.listNamespaces(),
  "store.iterateNamespaces": ({ client }) => all(client.store.iterateNamespaces()),
  "thread.start": ({ client }) => threadStream(client, { assistantId: "agent" }).start({ input }).final(),
};

describe("every method of the client", () => {
  test("has a call", () => {
    const { assistants, threads, runs, crons, store } = new LangGraphClient({ apiKey: null });
    const methods = Object.entries({ assistants, threads, runs, crons, store }).flatMap(([name, resource]) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(resource))
        .filter((method) => method !== "constructor")
        .map((method) => `${name}.${method}`),
    );
    expect(methods.filter((method) => !(method in calls))).toEqual([]);
  });

  test.each(Object.entries(calls))("%s reaches a route", async (_, call) => {
    const found = await world();
    await call(found);
    expect(found.server.requests.filter(({ operation }) => operation === undefined)).toEqual([]);
  });
});

describe("the fake server", () => {
  test("replays a run without a thread after its end", async () => {
    const { client } = await world();
    const stream = client.runs.stream(null, "agent", { input });
    const events = await all(stream);
    const { runId } = await stream.run;
    expect(await all(client.runs.joinStream(null, runId, { lastEventId: "-1" }))).toEqual(events);
  });

  test("expires items of the store", async () => {
    const { client } = await world();
    await client.store.putItem(["a"], "b", { c: 1 }, { ttl: 0 });
    expect(await client.store.getItem(["a"], "b")).toBeNull();
  });

  test("starts the run of a cron, and records its webhook", async () => {
    const { client, server, threadId } = await world();
    const options = { schedule, input, webhook: "http://hook" };
    const { cron_id: cronId } = await client.crons.createForThread(threadId, "agent", options);
    const { runId } = server.runCron(cronId);
    await client.runs.join(threadId, runId);
    expect(server.webhooks).toMatchObject([
      { url: "http://hook", body: { run_id: runId, status: "success" } },
    ]);
  });

  test("refuses graphs, faults and crons that do not exist", async () => {
    const { server } = await world();
    expect(() => createFakeServer({} as never)).toThrow("graphs: expected an object");
    expect(() => createFakeServer({ graphs: { agent: 1 as never } })).toThrow("graphs.agent");
    expect(() => server.fail("POST /nowhere" as never, { status: 500 })).toThrow("operation: unknown");
    expect(() => server.runCron("c")).toThrow("cronId: no cron has this id");
  });
});
