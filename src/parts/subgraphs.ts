import { isRecord } from "../checks.js";
import { copyOf } from "../messages/merge.js";
import type { SubgraphPart } from "./types.js";
import { isWithin, messageOf } from "./wire.js";

/** A task that runs. It is a subgraph if events of its own arrive. */
interface Task {
  namespace: readonly string[];
  isSubgraph: boolean;
  cause?: SubgraphPart["cause"];
}

/** The subgraphs of a run, from the start and the end of each node. */
export class SubgraphTracker {
  /** The running tasks, by their path. */
  readonly #tasks = new Map<string, Task>();

  /** Reports the subgraphs that the namespace of an event shows for the first time. */
  enter(namespace: readonly string[]): SubgraphPart[] {
    if (namespace.length === 0) return [];
    // Outer tasks start before inner ones.
    const entered = [...this.#tasks.values()].filter(
      (task) => !task.isSubgraph && isWithin(namespace, task.namespace),
    );
    for (const task of entered) task.isSubgraph = true;
    return entered.map((task) => partOf(task, "running"));
  }

  /** A task starts, which may be a subgraph. Reports the cause if it arrives late. */
  start(namespace: readonly string[], cause?: SubgraphPart["cause"]): SubgraphPart[] {
    const key = namespace.join("|");
    const task: Task = this.#tasks.get(key) ?? { namespace, isSubgraph: false };
    this.#tasks.set(key, task);
    if (cause === undefined) return [];
    task.cause = cause;
    return task.isSubgraph ? [partOf(task, "running")] : [];
  }

  /** A task has ended. */
  finish(namespace: readonly string[], status: SubgraphPart["status"], error?: string): SubgraphPart[] {
    const key = namespace.join("|");
    const task = this.#tasks.get(key);
    this.#tasks.delete(key);
    return task?.isSubgraph === true ? [{ ...partOf(task, status), error }] : [];
  }

  /** Takes an event of the mode `tasks`. Reports the end of a subgraph. */
  observe(namespace: readonly string[], data: unknown): SubgraphPart[] {
    if (!isRecord(data) || typeof data["id"] !== "string" || typeof data["name"] !== "string") return [];
    const { id, name, error, interrupts } = data;
    const path = [...namespace, `${name}:${id}`];
    if (!("result" in data) && !error) {
      this.start(path);
      return [];
    }
    if (error) return this.finish(path, "failed", messageOf(error));
    const isWaiting = Array.isArray(interrupts) && interrupts.length > 0;
    return this.finish(path, isWaiting ? "interrupted" : "completed");
  }

  /** Reports a new state of a subgraph. */
  values(namespace: readonly string[], values: unknown): SubgraphPart[] {
    const task = this.#tasks.get(namespace.join("|"));
    return task === undefined ? [] : [{ ...partOf(task, "running"), values }];
  }

  /** The run has ended: reports the subgraphs whose end it did not. */
  end(status: "failed" | "interrupted"): SubgraphPart[] {
    const open = [...this.#tasks.values()].filter(({ isSubgraph }) => isSubgraph).reverse();
    this.#tasks.clear();
    return open.map((task) => partOf(task, status));
  }
}

function partOf({ namespace, cause }: Task, status: SubgraphPart["status"]): SubgraphPart {
  const [name = ""] = namespace.at(-1)?.split(":") ?? [];
  return { type: "subgraph", namespace: [...namespace], name, status, cause: copyOf(cause) };
}
