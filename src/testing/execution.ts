import { throwIfAborted, untilAborted } from "../abort.js";
import { isRecord, kindOf } from "../checks.js";
import type { Config } from "../types.js";
import { copyOf, failureOf } from "./failure.js";
import { interruptsOf, nodesAfter, reduce } from "./graph.js";
import type { FakeGraph, Level, Task, Values } from "./graph.js";
import type { GraphEvent } from "./graph-events.js";
import { completeMessages, messagesOf } from "./messages.js";
import { Pause, TaskContext } from "./node-context.js";

/** Settings of an {@link Execution}. */
export interface ExecutionSettings {
  config: Config;
  context: unknown;
  signal: AbortSignal;
  /** The nodes to pause before and after, `*` for all. */
  interruptBefore: readonly string[];
  interruptAfter: readonly string[];
  recursionLimit: number;
  /** Fields of the metadata of messages. */
  metadata: Record<string, unknown>;
  /** True if the events of subgraphs are streamed. */
  hasSubgraphs: boolean;
  newId: () => string;
  emit(event: GraphEvent): void;
  /** Stores the state of the graph itself, after each step. */
  save(level: Level): void;
}

/** Runs a graph step by step: the nodes of a step run at the same time, and their updates are applied at its end. */
export class Execution {
  readonly #settings: ExecutionSettings;
  #step = 0;

  constructor(settings: ExecutionSettings) {
    this.#settings = settings;
  }

  /** The tasks of the next step. */
  tasksOf(names: readonly string[]): Task[] {
    return newTasks([...new Set(names)], this.#settings.newId);
  }

  /**
   * Runs the tasks of a level and of all steps behind it.
   *
   * @returns The last level, and false if the graph waits.
   */
  async run(
    graph: FakeGraph,
    begin: Level,
    path: readonly string[] = [],
  ): Promise<{ level: Level; isDone: boolean }> {
    const { emit, save, interruptBefore, interruptAfter, recursionLimit } = this.#settings;
    let level = begin;
    for (let isFirst = true; level.tasks.length > 0; isFirst = false) {
      if (!isFirst && pausesAt(interruptBefore, level)) return { level, isDone: false };
      if (path.length === 0 && (this.#step += 1) > recursionLimit) throw recursionError(recursionLimit);
      await this.#runStep(graph, level, path);
      const values = valuesAfter(graph, level);
      const interrupts = interruptsOf(level);
      if (interrupts.length > 0) {
        // The state shows the updates of the tasks that have ended.
        level.values = values;
        for (const task of level.tasks) task.isApplied = task.result !== undefined;
        emit({ namespace: path, type: "interrupts", interrupts });
        emit({ namespace: path, type: "values", values: level.values, interrupts });
        return { level, isDone: false };
      }
      const isLast = pausesAt(interruptAfter, level);
      const next = level.tasks.flatMap(({ name }) => nodesAfter(graph, name, copyOf(values)));
      level = { values, tasks: this.tasksOf(next) };
      if (path.length === 0) save(level);
      emit({ namespace: path, type: "values", values });
      if (isLast) return { level, isDone: false };
    }
    return { level, isDone: true };
  }

  async #runStep(graph: FakeGraph, level: Level, path: readonly string[]): Promise<void> {
    const { emit, signal } = this.#settings;
    const open = level.tasks.filter((task) => task.result === undefined && task.interrupts.length === 0);
    for (const task of open) {
      task.error = null;
      emit({ namespace: path, type: "task", task, input: level.values });
    }
    const failures: unknown[] = [];
    const runs = open.map(async (task) => {
      try {
        await this.#runTask(graph, task, level, path);
      } catch (error) {
        throwIfAborted(signal);
        failures.push(error);
        task.error = failureOf(error).message;
      }
      emit({ namespace: path, type: "task-result", task });
    });
    await Promise.all(runs);
    if (failures.length > 0) throw failures[0];
  }

  async #runTask(graph: FakeGraph, task: Task, level: Level, path: readonly string[]): Promise<void> {
    const { emit, newId, signal } = this.#settings;
    throwIfAborted(signal);
    const node = graph.nodes[task.name];
    if (typeof node === "object") return this.#runSubgraph(node, task, level, path);
    const context = new TaskContext(this.#settings, task, path, this.#step);
    try {
      const result = (async () => node?.(copyOf(level.values), context))();
      const update = updateOf(await untilAborted(result, signal), task.name);
      const given = messagesOf(update ?? {}) as readonly unknown[];
      const complete = completeMessages(copyOf(update ?? {}), newId);
      task.result = complete;
      for (const [index, message] of messagesOf(complete).entries())
        context.sendOnce(message, isRecord(given[index]) && given[index]["id"] !== undefined);
      emit({ namespace: path, type: "updates", node: task.name, update: update ? complete : null });
    } catch (error) {
      if (!(error instanceof Pause)) throw error;
      task.interrupts = [{ value: copyOf(error.value), id: task.id.replaceAll("-", "") }];
    }
  }

  async #runSubgraph(graph: FakeGraph, task: Task, level: Level, path: readonly string[]): Promise<void> {
    const { emit } = this.#settings;
    const own = [...path, `${task.name}:${task.id}`];
    const tell = (status: "started" | "completed" | "failed" | "interrupted"): void =>
      emit({ namespace: own, type: "subgraph", name: task.name, status });
    const isNew = task.inner === undefined;
    const inner = (task.inner ??= { values: level.values, tasks: [] });
    if (isNew) inner.tasks = this.tasksOf(nodesAfter(graph, "__start__", copyOf(inner.values)));
    tell("started");
    emit({ namespace: own, type: "values", values: inner.values });
    try {
      const { level: end, isDone } = await this.run(graph, inner, own);
      task.inner = isDone ? undefined : end;
      if (isDone) {
        task.result = end.values;
        tell("completed");
        const context = new TaskContext(this.#settings, task, path, this.#step);
        const known = new Set(messagesOf(level.values).map(({ id }) => id));
        for (const message of messagesOf(end.values)) if (!known.has(message.id)) context.repeat(message);
        emit({ namespace: path, type: "updates", node: task.name, update: task.result });
      } else {
        task.interrupts = interruptsOf(end);
        tell("interrupted");
      }
    } catch (error) {
      tell("failed");
      throw error;
    }
  }
}

function pausesAt(nodes: readonly string[], { tasks }: Level): boolean {
  return tasks.some(({ name }) => nodes.includes("*") || nodes.includes(name));
}

/** The values of a state with the updates of the tasks that have ended. */
function valuesAfter(graph: FakeGraph, { values, tasks }: Level): Values {
  const results = tasks.flatMap(({ isApplied, result }) =>
    isApplied || result === undefined ? [] : [result],
  );
  return results.reduce((state, result) => reduce(graph, state, result), values);
}

/** The update of the state that a node has returned. */
function updateOf(result: unknown, node: string): Values | undefined {
  if (typeof result === "string") return { messages: [{ type: "ai", content: result }] };
  if (result === undefined || result === null || isRecord(result)) return result ?? undefined;
  throw new TypeError(`The node "${node}" must return an object, a text or nothing, got ${kindOf(result)}.`);
}

/** Makes tasks for nodes. */
export function newTasks(names: readonly string[], newId: () => string): Task[] {
  return names.map((name) => ({
    id: newId(),
    name,
    error: null,
    interrupts: [],
    result: undefined,
    isApplied: false,
    answers: [],
    inner: undefined,
  }));
}

function recursionError(limit: number): Error {
  const error = new Error(`Recursion limit of ${limit} reached without hitting a stop condition.`);
  error.name = "GraphRecursionError";
  return error;
}
