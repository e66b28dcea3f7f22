/** LangChain's RemoteGraph, which calls a server through a client of the same interface. */
import { Command } from "@langchain/langgraph";
import { RemoteGraph } from "@langchain/langgraph/remote";
import { InternalServerError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { assistantOf, client, deviates, newThread } from "./setup.js";

/** The parameter has the class of another package, which has private members. */
const remote = (graphId: string) => new RemoteGraph({ graphId, client: client as never });
const onThread = async () => ({ configurable: { thread_id: await newThread() } });
const human = (content: string) => ({ messages: [{ role: "user", content }] });

describe("RemoteGraph over this client", () => {
  test("invoke and getState run a graph on a thread and return its latest state", async () => {
    const graph = remote("trivial");
    const config = await onThread();
    expect(await graph.invoke({ value: 1 }, config)).toEqual({ value: 1, seen: true });
    const state = await graph.getState(config);
    expect(state).toMatchObject({ values: { value: 1, seen: true }, next: [] });
    // Its own config, which has a checkpoint, gives the same state.
    expect(await graph.getState(state.config)).toMatchObject({ values: { value: 1, seen: true } });
    const threadId = config.configurable.thread_id;
    expect(await client.threads.getState(threadId, { thread_id: threadId, checkpoint_ns: "" })).toEqual(
      await client.threads.getState(threadId),
    );
  });

  test("invoke works without a thread, and getState with a subgraph's states", async () => {
    expect(await remote("trivial").invoke({ value: 2 })).toEqual({ value: 2, seen: true });
    const config = await onThread();
    await remote("nested").invoke({ path: "a" }, config);
    expect(await remote("nested").getState(config, { subgraphs: true })).toMatchObject({ next: [] });
  });

  test("stream delivers several modes, and a thread's messages", async () => {
    const config = await onThread();
    const stream = await remote("agent").stream(human("Hi"), {
      ...config,
      streamMode: ["values", "messages"],
    });
    const modes = new Set((await all(stream)).map((chunk: unknown) => (chunk as unknown[])[0]));
    expect([...modes].sort()).toEqual(expect.arrayContaining(["messages", "values"]));
  });

  test("getStateHistory pages, filters and begins before a state", async () => {
    const graph = remote("slow");
    const config = await onThread();
    await graph.invoke({ ticks: 3, delay_ms: 1 }, config);
    const states = await all(graph.getStateHistory(config));
    expect(states.length).toBeGreaterThan(3);
    const ids = (some: typeof states) =>
      some.map(({ config: { configurable } }) => String(configurable?.["checkpoint_id"]));
    const [first, ...older] = ids(states);
    const before = states[0]!.config;
    expect(first).toBeDefined();
    expect(ids(await all(graph.getStateHistory(config, { before })))).toEqual(older);
    expect(ids(await all(graph.getStateHistory(config, { before, limit: 1 })))).toEqual(older.slice(0, 1));
    expect(ids(await all(graph.getStateHistory(config, { before: config })))).toEqual(ids(states));
    const filter = { source: "loop" };
    if (deviates("history-filter-500")) {
      const error = await failure(all(graph.getStateHistory(config, { filter })));
      return expect(error).toBeInstanceOf(InternalServerError);
    }
    const looped = ids(await all(graph.getStateHistory(config, { filter, limit: 100 })));
    expect(looped.length).toBeGreaterThan(1);
    expect(ids(await all(graph.getStateHistory(config, { filter, before })))).toEqual(
      looped.filter((id) => id !== first),
    );
  });

  test("updateState writes as a node, from the latest or an earlier state", async () => {
    const graph = remote("trivial");
    const config = await onThread();
    await graph.invoke({ value: 1 }, config);
    const earlier = (await graph.getState(config)).config;
    await graph.updateState(config, { value: 2 });
    expect((await graph.getState(config)).values).toMatchObject({ value: 2 });
    await graph.updateState(earlier, { value: 3 });
    expect((await graph.getState(config)).values).toMatchObject({ value: 3 });
  });

  test("an interrupt is thrown and resumed, and a failure is thrown", async () => {
    const graph = remote("interrupt");
    const config = await onThread();
    expect(await failure(graph.invoke({ request: "?" }, config))).toMatchObject({ name: "GraphInterrupt" });
    expect((await graph.getState(config)).tasks[0]?.interrupts).toHaveLength(1);
    expect(await graph.invoke(new Command({ resume: "yes" }), config)).toMatchObject({ answer: "yes" });
    const failed = remote("thrower").invoke({ message: "m" }, await onThread());
    expect(await failure(failed)).toMatchObject({ name: "RemoteException" });
  });

  test("getGraphAsync draws the graph", async () => {
    const graphId = deviates("name-404") ? await assistantOf("agent") : "agent";
    const { nodes } = await remote(graphId).getGraphAsync();
    expect(Object.keys(nodes)).toContain("__start__");
  });
});
