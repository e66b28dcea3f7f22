import type { Interrupt } from "../types.js";

/** The interrupts of a run. */
export class InterruptTracker {
  /** The number of times that each interrupt was reported. */
  readonly #counts = new Map<string, number>();

  /**
   * Takes the interrupts of one event. Returns those that are new: the JS server repeats them in several events, and a graph
   * those of its subgraphs. One task can raise several with the same id and value.
   */
  add(interrupts: readonly Interrupt[]): Interrupt[] {
    const counts = new Map<string, number>();
    return interrupts.filter(({ id, value }) => {
      const key = JSON.stringify([id, value]);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= (this.#counts.get(key) ?? 0)) return false;
      this.#counts.set(key, count);
      return true;
    });
  }

  /** True if the run waits. */
  get hasSome(): boolean {
    return this.#counts.size > 0;
  }
}
