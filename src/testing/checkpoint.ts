import { interruptsOf } from "./graph.js";
import type { Level, Task } from "./graph.js";

/** The state of a thread after a step. */
export interface Checkpoint {
  id: string;
  threadId: string;
  parentId: string | undefined;
  level: Level;
  /** `__start__` for the checkpoint before the input is read. */
  next: readonly string[];
  metadata: Record<string, unknown> & { source: string; step: number };
  createdAt: string;
}

function checkpointConfig(threadId: string, id: string | undefined, namespace = "") {
  return id === undefined ? null : { thread_id: threadId, checkpoint_ns: namespace, checkpoint_id: id };
}

/** The checkpoint in the form of the API: a thread's state. */
export function stateOf(checkpoint: Checkpoint, subgraphs = false): Record<string, unknown> {
  const { id, threadId, parentId, level, next, metadata, createdAt } = checkpoint;
  return {
    values: level.values,
    next,
    tasks: level.tasks.map((task) => taskOf(task, threadId, subgraphs)),
    metadata,
    created_at: createdAt,
    checkpoint: checkpointConfig(threadId, id),
    parent_checkpoint: checkpointConfig(threadId, parentId),
    interrupts: interruptsOf(level),
    checkpoint_id: id,
    parent_checkpoint_id: parentId ?? null,
  };
}

function taskOf(task: Task, threadId: string, subgraphs: boolean, parent = ""): Record<string, unknown> {
  const { id, name, error, interrupts, result, inner } = task;
  const namespace = `${parent}${name}:${id}`;
  return {
    id,
    name,
    path: ["__pregel_pull", name],
    error,
    interrupts: result === undefined ? interrupts : [],
    checkpoint: inner === undefined ? null : { thread_id: threadId, checkpoint_ns: namespace },
    state:
      inner === undefined || !subgraphs
        ? null
        : {
            values: inner.values,
            next: inner.tasks.map((each) => each.name),
            tasks: inner.tasks.map((each) => taskOf(each, threadId, true, `${namespace}|`)),
            metadata: {},
            created_at: null,
            checkpoint: { thread_id: threadId, checkpoint_ns: namespace },
            parent_checkpoint: null,
            interrupts: interruptsOf(inner),
          },
    result: result ?? null,
  };
}

/** The state of a thread that has none. */
export function emptyState(threadId: string): Record<string, unknown> {
  return {
    values: {},
    next: [],
    tasks: [],
    metadata: {},
    created_at: null,
    checkpoint: { thread_id: threadId, checkpoint_ns: "", checkpoint_id: null },
    parent_checkpoint: null,
    interrupts: [],
  };
}
