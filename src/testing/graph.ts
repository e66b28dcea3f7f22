import { isRecord } from "../checks.js";
import type { AIMessageChunk, Message, ToolCall, ToolMessage } from "../messages/types.js";
import type { Config, GraphSchema, Interrupt } from "../types.js";
import { addMessages } from "./messages.js";

/** The values of a graph's state, by name. */
export type Values = Record<string, unknown>;

/** The second argument of a node: everything but the update that it returns. */
export interface NodeContext {
  /** The configuration of the run, with `thread_id` and `run_id` in `configurable`. */
  readonly config: Config;
  /** The context of the run, or of its assistant. */
  readonly context: unknown;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Pauses the run and asks for input. The resumed run calls the node again, and this call returns the answer. */
  interrupt(value: unknown): unknown;
  /** Sends a `custom` event. */
  write(data: unknown): void;
  /**
   * Sends a message of the model now. Messages that a node returns and that were not sent are sent at its end.
   *
   * @param message - The message or its text, which is split into words, or its chunks. Chunks may come over time.
   * @returns The whole message, for the node's update.
   */
  send(message: string | Message | Chunks): Promise<Message>;
  /**
   * Runs a tool, and sends its events. An error that the tool throws is its result.
   *
   * @param call - The call, from `tool_calls` of the model's message.
   * @returns The result, for the node's update.
   */
  tool(call: ToolCall, run: Tool): Promise<ToolMessage>;
}

/** The chunks of a message of the model: texts, or chunks with any fields. */
export type Chunks =
  Iterable<string | Partial<AIMessageChunk>> | AsyncIterable<string | Partial<AIMessageChunk>>;

/** A tool. It may report its progress. */
export type Tool = (args: ToolCall["args"], report: (progress: unknown) => void) => unknown;

/** The result of a node: an update of the state, the text of a message of the model, or nothing. */
export type NodeResult = Values | string | null | undefined | void;

/**
 * A node of a graph, called with a copy of the state. What it throws fails the run. Awaits in it delay the run: await a promise
 * that the test resolves, and the test decides when the run goes on.
 */
export type FakeNode<State = Values> = (
  state: State,
  context: NodeContext,
) => NodeResult | Promise<NodeResult>;

/** A graph: its nodes, and the way from one to the next. */
export interface FakeGraph<State = Values> {
  /** The nodes by name. A graph as a node is a subgraph, which has the same state. */
  nodes: Record<string, FakeNode<State> | FakeGraph<State>>;
  /**
   * Returns the node that follows, several that run at the same time, or `undefined` at the end of the graph. The first call is
   * with `__start__`. Default: the nodes follow each other in the order of `nodes`.
   */
  next?: ((node: string, state: State) => string | readonly string[] | undefined) | undefined;
  /**
   * Combines a value of the state with one of an update. Default: the update replaces it, and `messages` are added, replaced by
   * their id, and removed by messages of type `remove`.
   */
  reducers?: Record<string, (value: unknown, update: unknown) => unknown> | undefined;
  /** The state of a new thread, before its first input. */
  initial?: Values | undefined;
  /** The schemas that `assistants.getSchemas` returns. Default: objects without declared fields. */
  schemas?: Partial<GraphSchema> | undefined;
}

/** A task: one execution of a node. It lives until its step is complete, also while an interrupt waits. */
export interface Task {
  id: string;
  name: string;
  error: string | null;
  /** The interrupts that wait, also those of a subgraph. */
  interrupts: Interrupt[];
  /** The update of the node, once it has ended. */
  result: Values | undefined;
  /** True if the state has the update, although other tasks of the step wait. */
  isApplied: boolean;
  answers: unknown[];
  /** The state of the subgraph that the node is. */
  inner: Level | undefined;
}

/** The state of one graph between two steps. */
export interface Level {
  values: Values;
  tasks: Task[];
}

/** Applies an update to the values of a state. Returns new values. */
export function reduce(graph: FakeGraph, values: Values, update: Values): Values {
  const result = { ...values };
  for (const [name, value] of Object.entries(update)) {
    const reducer = graph.reducers?.[name] ?? (name === "messages" ? addMessages : undefined);
    result[name] = reducer === undefined ? value : reducer(result[name], value);
  }
  return result;
}

/** The nodes that follow one. */
export function nodesAfter(graph: FakeGraph, node: string, values: Values): readonly string[] {
  const names = Object.keys(graph.nodes);
  // Without `node`, -1 + 1 is the first one.
  const next = graph.next === undefined ? names[names.indexOf(node) + 1] : graph.next(node, values);
  const found = typeof next === "string" ? [next] : (next ?? []);
  if (node === "__start__" && found.length === 0)
    throw new Error('The graph has no first node: next("__start__") returned none.');
  for (const name of found) {
    if (name !== "__end__" && !names.includes(name))
      throw new Error(`The graph has no node "${name}". Its nodes are: ${names.join(", ")}.`);
  }
  return found.filter((name) => name !== "__end__");
}

/** The leaves of a level's tasks that an interrupt has paused. */
export function waitingTasks({ tasks }: Level): Task[] {
  return tasks.flatMap((task) => {
    if (task.result !== undefined || task.interrupts.length === 0) return [];
    return task.inner === undefined ? [task] : waitingTasks(task.inner);
  });
}

/** The interrupts of a level that wait. */
export function interruptsOf(level: Level): Interrupt[] {
  return waitingTasks(level).flatMap(({ interrupts }) => interrupts);
}

/** A graph that may be given as its only node. */
export function graphOf(name: string, given: FakeNode<never> | FakeGraph<never>): FakeGraph {
  const graph = typeof given === "function" ? { nodes: { [name]: given } } : given;
  if (!isRecord(graph) || !isRecord(graph.nodes))
    throw new TypeError(`graphs.${name}: expected a function, or an object with nodes.`);
  // The state has the type that the caller declares.
  return graph as unknown as FakeGraph;
}
