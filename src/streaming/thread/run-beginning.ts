import { isExact, phaseOf, runIdOf } from "./frame.js";
import type { Frame } from "./frame.js";

/** The place of a run in its thread's stream. */
export interface RunPlace {
  runId: string;
  /** The number of its first event, if an exact server has sent it. */
  number?: number | undefined;
}

/**
 * Finds the first event of a run among the events of its thread: the root event `running`. It names the run on the Python
 * server. On the JS server, the response to the command has its number; without one, the run's first task names the run.
 */
export class RunBeginning {
  readonly #place: RunPlace;
  /** The events since the last `running`, while their run is unknown. */
  #held: Frame[] = [];
  #isFound = false;

  constructor(place: RunPlace) {
    this.#place = place;
  }

  /** Takes the events of a connection, in order. Returns those of the run and the ones behind them. */
  find(frames: Frame[]): Frame[] {
    if (this.#isFound) return frames;
    for (const [index, frame] of frames.entries()) {
      const isLate = isExact(frame) && frame.number > (this.#place.number ?? Infinity);
      if (isLate && this.#held.length > 0) return this.#found(frames.slice(index));
      if (phaseOf(frame.event) === "running") this.#held = [frame];
      else if (this.#held.length > 0) this.#held.push(frame);
      if (this.#held.length > 0 && this.#isOwn(frame)) return this.#found(frames.slice(index + 1));
    }
    return [];
  }

  #isOwn(frame: Frame): boolean {
    const { runId, number } = this.#place;
    if (number !== undefined && isExact(frame)) return frame.number === number;
    const named = runIdOf(frame.event);
    if (named !== undefined && named !== runId) this.#held = [];
    return named === runId;
  }

  #found(rest: Frame[]): Frame[] {
    this.#isFound = true;
    const held = this.#held;
    this.#held = [];
    return [...held, ...rest];
  }
}
