import type { Interrupt, ThreadState } from "./types.js";

type Waiting<Value> = Pick<ThreadState<unknown, Value>, "tasks" | "interrupts">;

/**
 * Get the interrupts that a thread waits at, from its state: those of all its tasks, and of its subgraphs if the state
 * includes them (`getState(threadId, null, { subgraphs: true })`). Each is listed once.
 */
export function getInterrupts<Value = unknown>(state: Waiting<Value>): Interrupt<Value>[] {
  const all: Interrupt<Value>[] = [];
  const visit = ({ tasks, interrupts }: Waiting<Value>): void => {
    // Servers omit the tasks of a thread that has not run yet.
    for (const task of tasks ?? []) {
      all.push(...(task.interrupts ?? []));
      if (task.state) visit(task.state);
    }
    all.push(...(interrupts ?? []));
  };
  visit(state);
  // A parent repeats the interrupts of its subgraphs.
  const isFirst = ({ id }: Interrupt<Value>, index: number): boolean =>
    id === undefined || id === null || all.findIndex((other) => other.id === id) === index;
  return all.filter(isFirst);
}
