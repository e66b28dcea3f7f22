/** States and drawings of LangChain's RemoteGraph. */
import { expect } from "vitest";
import { all, failure } from "../helpers/async.js";
import { compare, httpError } from "./compare.js";
import { human, step } from "./remote-graph.js";

compare([
  step(
    "RemoteGraph.getState reads the latest state, and an earlier one by its checkpoint",
    "trivial",
    async (graph, config) => {
      await graph.invoke({ value: 1 }, config);
      const latest = await graph.getState(config);
      return [latest, await graph.getState(latest.config), await graph.getState(latest.parentConfig!)];
    },
    [
      { values: { value: 1, seen: true }, next: [], config: { configurable: { checkpoint_id: "id 2" } } },
      { values: { value: 1, seen: true }, next: [], config: { configurable: { checkpoint_id: "id 2" } } },
      { values: { value: 1 }, next: ["keep"] },
    ],
  ),
  step(
    "RemoteGraph.getState of a thread without a run returns an empty state",
    "trivial",
    (graph, config) => graph.getState(config),
    { values: {}, next: [], tasks: [], config: { configurable: { thread_id: "id 1" } } },
  ),
  step(
    "RemoteGraph.getState of an unknown thread throws an HTTP error",
    "trivial",
    (graph) => graph.getState({ configurable: { thread_id: "00000000-0000-4000-8000-000000000000" } }),
    ...httpError("NotFoundError", "HTTP 404: Thread with ID id 1 not found"),
  ),
  step(
    "RemoteGraph.getState includes the states of subgraphs",
    "team",
    async (graph, config) => {
      await failure(graph.invoke(human("ask"), config));
      return graph.getState(config, { subgraphs: true });
    },
    { error: "Error", message: expect.stringContaining('"path":["subgraphs"]') as string },
    {
      because: "The JS server wants a text here, which this client sends.",
      gives: { next: ["research"], tasks: [{ state: { next: ["search"] } }] },
    },
  ),
  step(
    "RemoteGraph.updateState writes as a node, and from an earlier state",
    "nested",
    async (graph, config) => {
      await graph.invoke({ path: "a" }, config);
      const earlier = (await graph.getState(config)).config;
      await graph.updateState(config, { path: "b" }, "before");
      const asNode = await graph.getState(config);
      const forked = await graph.getState(await graph.updateState(earlier, { path: "c" }));
      return { asNode, forked, earlier };
    },
    {
      asNode: { values: { path: "b" }, next: ["child"] },
      forked: { values: { path: "c" }, next: [], metadata: { source: "update", step: 4 } },
    },
  ),
  step(
    "RemoteGraph.getStateHistory returns a number of states, the latest first",
    "slow",
    async (graph, config) => {
      await graph.invoke({ ticks: 2, delay_ms: 1 }, config);
      return [
        await all(graph.getStateHistory(config)),
        await all(graph.getStateHistory(config, { limit: 1 })),
      ];
    },
    [
      [{ values: { done: 2 } }, { values: { done: 1 } }, { values: { done: 0 } }, { next: ["__start__"] }],
      [{ values: { done: 2 } }],
    ],
  ),
  step(
    "RemoteGraph.getStateHistory begins before a state",
    "slow",
    async (graph, config) => {
      await graph.invoke({ ticks: 2, delay_ms: 1 }, config);
      const { config: before } = await graph.getState(config);
      return all(graph.getStateHistory(config, { before, limit: 2 }));
    },
    { error: "Error", message: expect.stringContaining('"path":["before"]') as string },
    {
      because: "The JS server wants the id of a checkpoint here, which this client sends.",
      gives: [{ values: { done: 1 } }, { values: { done: 0 } }],
    },
  ),
  step(
    "RemoteGraph.getStateHistory filters by metadata",
    "slow",
    async (graph, config) => {
      await graph.invoke({ ticks: 1, delay_ms: 1 }, config);
      return all(graph.getStateHistory(config, { filter: { source: "loop" } }));
    },
    [{ values: { done: 1 } }, { values: { done: 0 } }],
  ),
  step(
    "RemoteGraph.getGraphAsync draws the graph",
    "nested",
    async (graph) => (await graph.getGraphAsync()).toJSON(),
    { nodes: ["__start__", "before", "child", "after", "__end__"].map((id) => ({ id })) },
  ),
  step(
    "RemoteGraph.getSubgraphsAsync lists the subgraphs",
    "nested",
    async (graph) => (await all(graph.getSubgraphsAsync())).map(([name]) => name),
    ["child"],
  ),
]);
