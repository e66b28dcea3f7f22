import { isRecord } from "../checks.js";
import { LangGraphError } from "../errors.js";
import { addInterrupts, getInterrupts, isDone, mergeInterrupts, tasksOf, withIds } from "../interrupts.js";
import type { PendingInterrupt, ThreadState } from "../types.js";
import type { WireEvent } from "./events.js";

/** The result of a run. */
export interface RunResult<State, InterruptValue = unknown> {
  /**
   * `interrupted`: the run waits at an interrupt or a breakpoint. `cancelled`: a caller or another run stopped it before
   * its end.
   */
  status: "success" | "interrupted" | "cancelled";
  /** The graph's state after the run. Empty if the run was cancelled before it began. */
  values: State;
  /** The interrupts that the run waits at; empty if it was cancelled. */
  interrupts: PendingInterrupt<InterruptValue>[];
}

/** The state and the interrupts of a run, as far as its events show them. */
export class StreamedState {
  values: unknown;
  interrupts: PendingInterrupt[] = [];
  /** True once an event had a list of interrupts, which is empty at a breakpoint. Parallel nodes may end after it. */
  isWaiting = false;

  /** Takes an event of the graph itself, not of a subgraph. */
  observe({ type, data }: Pick<WireEvent, "type" | "data">): void {
    if ((type !== "values" && type !== "updates") || !isRecord(data)) return;
    const { __interrupt__: interrupts, ...values } = data;
    if (interrupts !== undefined) this.waitAt(interrupts);
    // The JS server omits the state when the run waits.
    const hasState = interrupts === undefined || Object.keys(values).length > 0;
    if (type === "values" && hasState) this.values = values;
  }

  /** The run waits at interrupts. */
  waitAt(interrupts: unknown): void {
    this.isWaiting = true;
    this.interrupts = addInterrupts(this.interrupts, withIds(interrupts));
  }
}

/** The facts about a run that has ended. */
export interface EndedRun {
  runId: string;
  /** The output of the run; `undefined` if the stream had none. */
  output: unknown;
  streamed: StreamedState;
  /** The thread's state; `undefined` if the run has no thread, or a later run has changed it. */
  state: ThreadState<unknown> | undefined;
  /** True if the server's status is `interrupted`: of a cancelled run, or on some servers of a run that waits. */
  isStopped: boolean;
}

/** Puts a run's result together. */
export function runResult(run: EndedRun): RunResult<unknown> {
  const { output, streamed, state } = run;
  // A run that was cancelled before it began has no state of its own.
  const known = output === undefined ? state?.values : output;
  const values = known === undefined && run.isStopped ? {} : known;
  if (values === undefined) {
    throw new LangGraphError(
      'A later run has changed the thread. To get the state after this run, stream its "values", too.',
    );
  }
  const { __interrupt__: sent, ...fields } = isRecord(values) ? values : {};
  const result = { values: isRecord(values) ? fields : values };
  if (run.isStopped && !waitsThoughStopped(run)) return { ...result, status: "cancelled", interrupts: [] };
  const delivered = mergeInterrupts(streamed.interrupts, withIds(sent));
  // The state of a server can lack an interrupt that its stream had.
  const interrupts = mergeInterrupts(state === undefined ? [] : getInterrupts(state), delivered);
  const isPaused = streamed.isWaiting || (state?.next ?? []).length > 0;
  return { ...result, status: isPaused || interrupts.length > 0 ? "interrupted" : "success", interrupts };
}

/** True if a run whose status is `interrupted` waits for input: each task that has not ended has an interrupt of the run. */
function waitsThoughStopped({ runId, streamed, state }: EndedRun): boolean {
  // A cancelled run may have written nothing: the state is then that of the run before, with its interrupts.
  const own = state?.metadata?.["run_id"] === runId ? getInterrupts(state) : [];
  const pending = mergeInterrupts(own, streamed.interrupts);
  if (pending.length === 0) return streamed.isWaiting;
  const tasks = (state ? tasksOf(state) : []).map((task) => ({
    isDone: isDone(task),
    ids: idsOf(task.interrupts),
  }));
  const ids = idsOf(pending);
  const unlisted = ids.filter((id) => !tasks.some((task) => task.ids.includes(id)));
  const stopped = tasks.filter((task) => !task.isDone && !task.ids.some((id) => ids.includes(id)));
  return stopped.length <= unlisted.length;
}

function idsOf(interrupts: unknown): string[] {
  return withIds(interrupts).map(({ id }) => id);
}
