import { isRecord, toText } from "./checks.js";
import type { PendingInterrupt, ThreadState, ThreadTask } from "./types.js";

type Waiting<Value> = Pick<ThreadState<unknown, Value>, "tasks" | "interrupts">;

/**
 * Get the interrupts that a thread waits at, from its state: those of all its tasks, and of its subgraphs if the state
 * includes them (`getState(threadId, null, { subgraphs: true })`). An interrupt that a parent repeats is listed once. Tasks
 * with a result have been resumed, so their interrupts are left out.
 */
export function getInterrupts<Value = unknown>(state: Waiting<Value>): PendingInterrupt<Value>[] {
  const answered = new Set(answeredIds(state));
  return pendingIn(state).filter(({ id }) => id === "" || !answered.has(id));
}

/** The tasks of a state. Servers omit those of a thread that has not run yet. */
export function tasksOf<Value>({ tasks }: Waiting<Value>): ThreadState<unknown, Value>["tasks"] {
  return Array.isArray(tasks) ? tasks.filter(isRecord) : [];
}

/** True for a task that has ended. The JS server keeps its interrupts in the state. */
export function isDone({ result }: ThreadTask): boolean {
  return result !== undefined && result !== null;
}

function pendingIn<Value>(state: Waiting<Value>): PendingInterrupt<Value>[] {
  const ofTasks = tasksOf(state).flatMap((task) => {
    if (isDone(task)) return [];
    return mergeInterrupts(withIds<Value>(task.interrupts), task.state ? pendingIn(task.state) : []);
  });
  return mergeInterrupts(ofTasks, withIds<Value>(state.interrupts));
}

function answeredIds(state: Waiting<unknown>): string[] {
  return tasksOf(state).flatMap((task) => {
    const own = isDone(task) ? withIds(task.interrupts).map(({ id }) => id) : [];
    return task.state ? [...own, ...answeredIds(task.state)] : own;
  });
}

/** Gives an id to interrupts of servers that send none. */
export function withIds<Value>(interrupts: unknown): PendingInterrupt<Value>[] {
  // The servers send a list, or nothing.
  const list: unknown[] = Array.isArray(interrupts) ? interrupts : [];
  // The type of the values is the caller's.
  return list.filter(isRecord).map((each) => ({ ...each, id: each["id"] ?? "" }) as PendingInterrupt<Value>);
}

/**
 * Merges two lists that repeat each other's interrupts. One task can raise several interrupts with one id, so the longer
 * list of an id counts. One without an id repeats a known one with the same value.
 */
export function mergeInterrupts<Value>(
  known: readonly PendingInterrupt<Value>[],
  others: readonly PendingInterrupt<Value>[],
): PendingInterrupt<Value>[] {
  const values = new Set(known.filter(({ id }) => id !== "").map(valueOf));
  const added = others.filter((each) => each.id !== "" || !values.has(valueOf(each)));
  const isNew = ({ id }: PendingInterrupt<Value>): boolean => count(added, id) > count(known, id);
  return [...known.filter((each) => !isNew(each)), ...added.filter(isNew)];
}

function count(interrupts: readonly PendingInterrupt[], id: string): number {
  return interrupts.filter((each) => each.id === id).length;
}

/**
 * Adds the interrupts of an event to those of earlier events. Servers send one event for each task that waits, and repeat
 * it for each stream mode.
 */
export function addInterrupts(
  known: readonly PendingInterrupt[],
  added: readonly PendingInterrupt[],
): PendingInterrupt[] {
  const rest = known.map(keyOf);
  const isNew = (interrupt: PendingInterrupt): boolean => {
    const index = rest.indexOf(keyOf(interrupt));
    if (index !== -1) rest.splice(index, 1);
    return index === -1;
  };
  return [...known, ...added.filter(isNew)];
}

function keyOf({ id, value }: PendingInterrupt): string {
  return JSON.stringify([id, value]);
}

function valueOf({ value }: PendingInterrupt): string {
  return toText(value);
}
