import { isRecord } from "../checks.js";
import type { Checkpoint } from "./checkpoint.js";
import type { Database, ThreadRecord } from "./database.js";
import type { Execution } from "./execution.js";
import { copyOf } from "./failure.js";
import { nodesAfter, reduce, waitingTasks } from "./graph.js";
import type { FakeGraph, Level, Task } from "./graph.js";
import { completeMessages } from "./messages.js";
import { checkpointIdOf, findCheckpoint } from "./thread-state.js";

interface Beginning {
  database: Database;
  graph: FakeGraph;
  record: ThreadRecord;
  payload: Record<string, unknown>;
  execution: Execution;
  save(level: Level, source: string, next?: readonly string[]): void;
  /** Takes the checkpoint that the run continues. */
  from(checkpoint: Checkpoint | undefined): void;
}

/** The state in which a run begins: with a new input, at the interrupts that it answers, or where the thread stopped. */
export function beginLevel(beginning: Beginning): Level {
  const { graph, record, payload, execution, save, from, database } = beginning;
  const { command, input } = payload;
  const checkpointId = checkpointIdOf(payload);
  const checkpoint = findCheckpoint(record, checkpointId);
  from(checkpoint);
  if (isRecord(command)) return resumed(beginning, checkpoint, command);
  if (input === null || input === undefined) return continued(execution, checkpoint, checkpointId);
  const before = checkpoint?.level.values ?? graph.initial ?? {};
  save({ values: checkpoint?.level.values ?? {}, tasks: [] }, "input", ["__start__"]);
  const values = reduce(graph, before, completeMessages(copyOf(recordOf(input)), database.newId));
  const level = { values, tasks: execution.tasksOf(nodesAfter(graph, "__start__", copyOf(values))) };
  save(level, "loop");
  return level;
}

function recordOf(input: unknown): Record<string, unknown> {
  if (isRecord(input)) return input;
  throw Object.assign(new Error(`Expected the input to be an object, got ${JSON.stringify(input)}`), {
    name: "InvalidUpdateError",
  });
}

function emptyInput(): Error {
  const error = new Error("Received no input for __start__");
  return Object.assign(error, { name: "EmptyInputError" });
}

/** Continues at a checkpoint. A checkpoint that the request names is a fork: its nodes run again. */
function continued(execution: Execution, checkpoint: Checkpoint | undefined, id: string | undefined): Level {
  if (checkpoint === undefined) throw emptyInput();
  const { level, next } = checkpoint;
  if (id === undefined) return level;
  return { ...level, tasks: execution.tasksOf(next.filter((name) => name !== "__start__")) };
}

function resumed(
  { graph, execution, save, database }: Beginning,
  checkpoint: Checkpoint | undefined,
  { resume, update, goto }: Record<string, unknown>,
): Level {
  if (checkpoint === undefined) throw emptyInput();
  const nodes = (Array.isArray(goto) ? goto : goto === undefined || goto === null ? [] : [goto]).map((each) =>
    String(isRecord(each) ? each["node"] : each),
  );
  const hasChanged = Boolean(update) || nodes.length > 0;
  const level = hasChanged ? { ...checkpoint.level } : checkpoint.level;
  if (resume !== undefined && resume !== null) answer(level, resume);
  else if (!hasChanged) throw emptyInput();
  if (update) {
    const fields = Array.isArray(update)
      ? (Object.fromEntries(update) as Record<string, unknown>)
      : recordOf(update);
    level.values = reduce(graph, level.values, completeMessages(copyOf(fields), database.newId));
  }
  if (nodes.length > 0) level.tasks = execution.tasksOf(nodes);
  if (hasChanged) save(level, "update");
  return level;
}

/** Gives the tasks that wait their answers: an object of answers by interrupt id, or one answer. */
function answer(level: Level, resume: unknown): void {
  const waiting = waitingTasks(level);
  const ids = waiting.map(({ interrupts }) => String(interrupts[0]?.id));
  const isById =
    isRecord(resume) &&
    Object.keys(resume).length > 0 &&
    Object.keys(resume).every((id) => /^[0-9a-f]{32}$/.test(id));
  if (!isById && waiting.length > 1) {
    throw new Error(
      "When there are multiple pending interrupts, you must specify the interrupt id when resuming.",
    );
  }
  for (const [index, task] of waiting.entries()) {
    const id = ids[index] ?? "";
    if (isById && !(id in resume)) continue;
    task.answers.push(isById ? resume[id] : resume);
    clear(level.tasks, task);
  }
}

/** Removes the interrupts of a task, and of the subgraphs that it is in. */
function clear(tasks: readonly Task[], answered: Task): boolean {
  for (const task of tasks) {
    if (task !== answered && !clear(task.inner?.tasks ?? [], answered)) continue;
    task.interrupts = [];
    return true;
  }
  return false;
}
