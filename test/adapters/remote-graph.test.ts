/** Runs of LangChain's RemoteGraph, which calls a graph of a server through a client. */
import { HumanMessage } from "@langchain/core/messages";
import { Command, START, StateGraph, StateSchema } from "@langchain/langgraph";
import { z } from "zod";
import { all, failure } from "../helpers/async.js";
import { compare, httpError, type Step } from "./compare.js";
import { human, step } from "./remote-graph.js";

const runs: Step[] = [
  step(
    "RemoteGraph.invoke returns the last state of a run on a thread",
    "trivial",
    (graph, config) => graph.invoke({ value: 1 }, config),
    { value: 1, seen: true },
  ),
  step(
    "RemoteGraph.invoke returns the last state of a run without a thread",
    "trivial",
    (graph) => graph.invoke({ value: 2 }),
    { value: 2, seen: true },
  ),
  step(
    "RemoteGraph.invoke keeps the conversation of a thread, with messages as objects",
    "agent",
    async (graph, config) => {
      await graph.invoke({ messages: [new HumanMessage({ id: "first", content: "One" })] }, config);
      return graph.invoke(human("Two"), config);
    },
    {
      messages: [
        { id: "first", content: "One" },
        { content: "You said: One" },
        { content: "Two" },
        { content: "You said: Two" },
      ],
    },
  ),
  step(
    "RemoteGraph.stream delivers updates by default",
    "nested",
    async (graph, config) => all(await graph.stream({ path: "a" }, config)),
    [
      { before: { path: "a > before" } },
      { child: { path: "a > before > inside" } },
      { after: { path: "a > before > inside > after" } },
    ],
  ),
  step(
    "RemoteGraph.stream delivers several modes with their names",
    "slow",
    async (graph, config) =>
      all(
        await graph.stream(
          { ticks: 1, delay_ms: 1 },
          { ...config, streamMode: ["values", "updates", "custom"] },
        ),
      ),
    [
      ["values", { ticks: 1, done: 0 }],
      ["custom", { tick: 1 }],
      ["updates", { tick: { done: 1 } }],
      ["values", { ticks: 1, done: 1 }],
    ],
  ),
  step(
    "RemoteGraph.stream delivers the states of subgraphs with their namespaces",
    "nested",
    async (graph, config) =>
      all(await graph.stream({ path: "a" }, { ...config, streamMode: "values", subgraphs: true })),
    [
      [[], { path: "a" }],
      [[], { path: "a > before" }],
      [["child:id 1"], { path: "a > before" }],
      [["child:id 1"], { path: "a > before > inside" }],
      [[], { path: "a > before > inside" }],
      [[], { path: "a > before > inside > after" }],
    ],
  ),
  step(
    "RemoteGraph.invoke throws at a breakpoint, and goes on without input",
    "nested",
    async (graph, config) => {
      const pause = await failure(graph.invoke({ path: "a" }, { ...config, interruptBefore: ["after"] }));
      const { next } = await graph.getState(config);
      return { pause, next, output: await graph.invoke(null, config) };
    },
    {
      pause: { error: "GraphInterrupt", message: "[]" },
      next: ["after"],
      output: { path: "a > before > inside > after" },
    },
  ),
  step(
    "RemoteGraph.stream ends when its signal aborts",
    "slow",
    async (graph, config, client) => {
      const abort = new AbortController();
      const input = { ticks: 1_000, delay_ms: 20 };
      const stream = await graph.stream(input, { ...config, signal: abort.signal, streamMode: "custom" });
      const seen: unknown[] = [];
      const read = async () => {
        for await (const chunk of stream) {
          seen.push(chunk);
          abort.abort();
        }
      };
      const error = await failure(read());
      const { thread_id } = config.configurable;
      for (const { run_id } of await client.runs.list(thread_id)) {
        await client.runs.cancel(thread_id, run_id, true);
      }
      return { seen, error };
    },
    { seen: [{ tick: 1 }], error: { error: "AbortError" } },
  ),
  step(
    "a local graph with RemoteGraph as a node streams the events of both",
    "nested",
    async (graph, config) => {
      const local = new StateGraph(new StateSchema({ path: z.string() }))
        .addNode("remote", graph as never)
        .addEdge(START, "remote")
        .compile();
      return all(await local.stream({ path: "a" }, { ...config, streamMode: "updates", subgraphs: true }));
    },
    [
      [["remote:id 1"], { before: { path: "a > before" } }],
      [["remote:id 1", "child:id 2"], { inside: { path: "a > before > inside" } }],
      [["remote:id 1"], { child: { path: "a > before > inside" } }],
      [["remote:id 1"], { after: { path: "a > before > inside > after" } }],
      [[], { remote: { path: "a > before > inside > after" } }],
    ],
  ),
  step(
    "RemoteGraph.streamEvents of version 3 reads the thread protocol",
    "trivial",
    async (graph, config) => {
      const run = await graph.streamEvents({ value: 1 }, { ...config, version: "v3" } as never);
      return (run as unknown as { output: Promise<unknown> }).output;
    },
    { value: 1, seen: true },
    {
      because: "threads.stream is left out: thread streams have an entry of their own, with other members.",
      gives: { error: "TypeError", message: "this.client.threads.stream is not a function" },
    },
  ),
];

const stops: Step[] = [
  step(
    "RemoteGraph.invoke throws an interrupt, and resumes with its answer",
    "interrupt",
    async (graph, config) => {
      const interrupt = await failure(graph.invoke({ request: "lunch" }, config));
      const { next, tasks } = await graph.getState(config);
      return { interrupt, next, tasks, output: await graph.invoke(new Command({ resume: "yes" }), config) };
    },
    {
      interrupt: { error: "GraphInterrupt" },
      next: ["approve"],
      tasks: [{ interrupts: [{ interrupt_id: "id 1", value: { question: 'Approve "lunch"?' } }] }],
      output: { request: "lunch", answer: "yes", done: true },
    },
  ),
  step(
    "RemoteGraph.invoke answers the interrupts of two nodes by their ids",
    "interrupts",
    async (graph, config) => {
      await failure(graph.invoke({}, config));
      const { tasks } = await graph.getState(config);
      const interrupts = tasks.flatMap(
        (task) => task.interrupts as { interrupt_id: string; value: string }[],
      );
      const answers = interrupts.map(({ interrupt_id, value }) => [interrupt_id, `${value} yes`]);
      return graph.invoke(new Command({ resume: Object.fromEntries(answers) as object }), config);
    },
    { left: "left? yes", right: "right? yes" },
  ),
  step(
    "RemoteGraph.invoke goes to the node of a command",
    "nested",
    async (graph, config) => {
      await graph.invoke({ path: "a" }, config);
      return graph.invoke(new Command({ goto: "after", update: { path: "b" } }), config);
    },
    { path: "b > after" },
  ),
  step(
    "RemoteGraph.invoke throws a failure of the graph",
    "thrower",
    (graph, config) => graph.invoke({ message: "no" }, config),
    { error: "RemoteException", message: '{"error":"TypeError","message":"no"}' },
  ),
  step(
    "RemoteGraph.stream throws a failure of a subgraph",
    "team",
    async (graph, config) => all(await graph.stream(human("fail"), { ...config, subgraphs: true })),
    { error: "RemoteException", message: '{"error":"TypeError","message":"The search is down"}' },
  ),
  step(
    "RemoteGraph.invoke of an unknown graph throws an HTTP error",
    "nowhere",
    (graph, config) => graph.invoke({}, config),
    ...httpError(
      "NotFoundError",
      'HTTP 404: No assistant found for "nowhere". Make sure the assistant ID is for a valid assistant or a valid graph ID.',
    ),
  ),
];

compare([...runs, ...stops]);
