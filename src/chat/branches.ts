import type { Checkpoint, ThreadState } from "../types.js";
import { messagesOf } from "./snapshot.js";

/** The state in which a message first appeared, and the branches that begin there. */
export interface MessageOrigin<State = unknown> {
  firstState: ThreadState<State> | undefined;
  /** The branch of the message; `undefined` where the thread has no other one. */
  branch: string | undefined;
  /** All branches that begin at the same place, the oldest first. */
  branches: readonly string[];
}

/** A branch is named by the checkpoints at which it was chosen, one for each fork. */
const SEPARATOR = ">";

function idOf(checkpoint: Checkpoint | null | undefined): string | undefined {
  return checkpoint?.checkpoint_id ?? undefined;
}

/** The states of a thread by their parents. History begins with the newest state. */
class Tree<State> {
  readonly #children = new Map<string | undefined, ThreadState<State>[]>();

  constructor(history: readonly ThreadState<State>[]) {
    const known = new Set(history.map(({ checkpoint }) => idOf(checkpoint)));
    for (const state of [...history].reverse()) {
      const parent = idOf(state.parent_checkpoint);
      // The parent of the oldest state may lie before the history.
      const key = known.has(parent) ? parent : undefined;
      this.#children.set(key, [...(this.#children.get(key) ?? []), state]);
    }
  }

  /** The states that follow another one, the oldest first. */
  after(state: ThreadState<State> | undefined): readonly ThreadState<State>[] {
    return this.#children.get(state && idOf(state.checkpoint)) ?? [];
  }
}

/** One state of a branch, with those that could be in its place. */
interface Step<State> {
  state: ThreadState<State>;
  /** The branch up to this state. */
  branch: string;
  branches: readonly string[];
}

/** The states of a branch, the oldest first. */
export function stepsOf<State>(history: readonly ThreadState<State>[], branch: string): Step<State>[] {
  const tree = new Tree(history);
  const chosen = new Set(branch.split(SEPARATOR));
  const steps: Step<State>[] = [];
  let path: string[] = [];
  for (let states = tree.after(undefined); states.length > 0;) {
    const state = states.find(({ checkpoint }) => chosen.has(idOf(checkpoint) ?? "")) ?? states.at(-1);
    if (state === undefined) break;
    const before = path;
    const nameOf = ({ checkpoint }: ThreadState<State>) => [...before, idOf(checkpoint)].join(SEPARATOR);
    const isFork = states.length > 1;
    steps.push({ state, branch: isFork ? nameOf(state) : "", branches: isFork ? states.map(nameOf) : [] });
    if (isFork) path = [...path, idOf(state.checkpoint) ?? ""];
    states = tree.after(state);
  }
  return steps;
}

/**
 * Finds the state in which a message first appeared, on a branch. The run that brought it may have written states without new
 * messages before it: the branches begin at the first of these.
 */
export function originOf<State>(
  history: readonly ThreadState<State>[],
  branch: string,
  messageId: string,
  key: string,
): MessageOrigin<State> {
  const steps = stepsOf(history, branch);
  const countOf = (index: number): number => messagesOf(steps[index]?.state.values, key).length;
  const index = steps.findIndex(({ state }) =>
    messagesOf(state.values, key).some(({ id }) => id === messageId),
  );
  const bringsNone = (at: number): boolean => at >= 0 && countOf(at) === countOf(at - 1);
  let fork = index;
  while (steps[fork]?.branches.length === 0 && bringsNone(fork - 1)) fork -= 1;
  const { branch: name, branches = [] } = steps[fork] ?? {};
  return { firstState: steps[index]?.state, branch: name || undefined, branches };
}
