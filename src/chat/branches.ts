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

/** The branch of a thread that is shown, and the places at which its messages first appeared. */
export class Branch<State = unknown> {
  readonly #steps: readonly Step<State>[];
  /** The index of the first state that has a message. */
  readonly #firsts = new Map<string | undefined, number>();
  /** The number of messages of each state. */
  readonly #counts: readonly number[];

  constructor(history: readonly ThreadState<State>[], branch: string, key: string) {
    this.#steps = stepsOf(history, branch);
    this.#counts = this.#steps.map(({ state }, index) => {
      const messages = messagesOf(state.values, key);
      for (const { id } of messages) if (!this.#firsts.has(id)) this.#firsts.set(id, index);
      return messages.length;
    });
  }

  /** The state at its end. */
  get end(): ThreadState<State> | undefined {
    return this.#steps.at(-1)?.state;
  }

  /**
   * Finds the state in which a message first appeared. The run that brought it may have written states without new messages
   * before it: the branches begin at the first of these.
   */
  originOf(messageId: string): MessageOrigin<State> {
    const index = this.#firsts.get(messageId) ?? -1;
    const bringsNone = (at: number): boolean => at >= 0 && this.#counts[at] === (this.#counts[at - 1] ?? 0);
    let fork = index;
    while (this.#steps[fork]?.branches.length === 0 && bringsNone(fork - 1)) fork -= 1;
    const { branch, branches = [] } = this.#steps[fork] ?? {};
    return { firstState: this.#steps[index]?.state, branch: branch || undefined, branches };
  }
}
