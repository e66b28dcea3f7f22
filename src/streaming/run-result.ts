import { isRecord } from "../checks.js";
import { LangGraphError } from "../errors.js";
import { getInterrupts } from "../interrupts.js";
import type { Interrupt, ThreadState } from "../types.js";
import type { WireEvent } from "./events.js";

/** The result of a run. */
export interface RunResult<State> {
  /** `interrupted`: the run waits at an interrupt or a breakpoint, or was cancelled. */
  status: "success" | "interrupted";
  /** The graph's state after the run. */
  values: State;
  /** The interrupts that the run waits at; empty if it was cancelled. */
  interrupts: Interrupt[];
}

/** The state and the interrupts of a run, as far as its events show them. */
export class StreamedState {
  values: unknown;
  interrupts: Interrupt[] = [];
  /** True if the last event with a state or an update had interrupts. */
  isWaiting = false;

  /** Takes an event of the graph itself, not of a subgraph. */
  observe({ type, data }: WireEvent): void {
    if ((type !== "values" && type !== "updates") || !isRecord(data)) return;
    const { __interrupt__: interrupts, ...values } = data;
    this.isWaiting = interrupts !== undefined;
    // The servers send a list of interrupts.
    if (Array.isArray(interrupts)) this.interrupts = interrupts as Interrupt[];
    // The JS server omits the state when the run waits.
    const hasState = interrupts === undefined || Object.keys(values).length > 0;
    if (type === "values" && hasState) this.values = values;
  }
}

/**
 * Puts a run's result together.
 *
 * @param output - The output of the run; `undefined` if the stream had none.
 * @param state - The thread's state; `undefined` if the run has no thread, or a later run has changed it.
 */
export function runResult(
  output: unknown,
  streamed: StreamedState,
  state: ThreadState<unknown> | undefined,
  isCancelled: boolean,
): RunResult<unknown> {
  const values = output === undefined ? state?.values : output;
  if (values === undefined) {
    throw new LangGraphError(
      'A later run has changed the thread. To get the state after this run, include "values" in streamMode.',
    );
  }
  const waiting = state === undefined ? streamed.interrupts : getInterrupts(state);
  const interrupts = isCancelled ? [] : waiting;
  const isWaiting = state === undefined ? streamed.isWaiting : state.next.length > 0;
  const isInterrupted = isCancelled || isWaiting || interrupts.length > 0;
  return {
    status: isInterrupted ? "interrupted" : "success",
    values: withoutInterrupts(values),
    interrupts,
  };
}

function withoutInterrupts(values: unknown): unknown {
  if (!isRecord(values) || !("__interrupt__" in values)) return values;
  const { __interrupt__: _, ...state } = values;
  return state;
}
