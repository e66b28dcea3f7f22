import type { Interrupt, ThreadState } from "./types.js";

/**
 * The questions that wait for an answer in a thread's state: those of all its tasks, and of the subgraphs' tasks where
 * they were asked for (`getState(threadId, null, { subgraphs: true })`), each once.
 */
export function getInterrupts<Value = unknown>(
  state: Pick<ThreadState<unknown, Value>, "tasks" | "interrupts">,
): Interrupt<Value>[] {
  const all: Interrupt<Value>[] = [];
  const visit = ({ tasks, interrupts }: Pick<ThreadState<unknown, Value>, "tasks" | "interrupts">): void => {
    // Servers answer states without tasks for threads that have not run yet.
    for (const task of tasks ?? []) {
      all.push(...(task.interrupts ?? []));
      if (task.state) visit(task.state);
    }
    all.push(...(interrupts ?? []));
  };
  visit(state);
  // A subgraph's question is its parent's too.
  const isFirst = ({ id }: Interrupt<Value>, index: number): boolean =>
    id === undefined || id === null || all.findIndex((other) => other.id === id) === index;
  return all.filter(isFirst);
}
