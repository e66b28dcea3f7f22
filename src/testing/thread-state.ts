import { isRecord } from "../checks.js";
import type { Checkpoint } from "./checkpoint.js";
import { stateOf } from "./checkpoint.js";
import type { Database, ThreadRecord } from "./database.js";
import { newTasks } from "./execution.js";
import { copyOf } from "./failure.js";
import { interruptsOf, nodesAfter, reduce } from "./graph.js";
import type { Level, Values } from "./graph.js";
import { HttpError } from "./http.js";
import { completeMessages } from "./messages.js";

/** The id of the checkpoint that the body of a request names. */
export function checkpointIdOf(body: Record<string, unknown>): string | undefined {
  const { checkpoint, checkpoint_id, config } = body;
  const configurable = isRecord(config) ? config["configurable"] : undefined;
  const places = [checkpoint, { checkpoint_id }, configurable];
  for (const place of places) {
    const id = isRecord(place) ? place["checkpoint_id"] : undefined;
    if (typeof id === "string") return id;
  }
  return undefined;
}

/** Finds a checkpoint of a thread, the newest one by default. */
export function findCheckpoint({ checkpoints }: ThreadRecord, id?: string): Checkpoint | undefined {
  if (id === undefined) return checkpoints.at(-1);
  const found = checkpoints.find((checkpoint) => checkpoint.id === id);
  if (found === undefined) throw new HttpError(404, `Checkpoint ${id} not found`);
  return found;
}

/** Stores a state as the newest checkpoint of a thread. */
export function saveCheckpoint(
  database: Database,
  record: ThreadRecord,
  parent: Checkpoint | undefined,
  state: { level: Level; source: string; metadata: Values; next?: readonly string[] },
): Checkpoint {
  const { level, source, metadata } = state;
  const newest = record.checkpoints.at(-1);
  const checkpoint: Checkpoint = {
    id: database.newId(),
    threadId: record.thread.thread_id,
    parentId: parent?.id,
    // Not a copy: the results of its tasks are seen while the step runs.
    level,
    next: state.next ?? level.tasks.map(({ name }) => name),
    metadata: { ...metadata, source, step: ((parent ?? newest)?.metadata.step ?? -2) + 1, parents: {} },
    createdAt: database.now(),
  };
  record.checkpoints.push(checkpoint);
  showState(record, checkpoint.createdAt);
  return checkpoint;
}

/** Copies the newest state into the thread's own fields. */
export function showState({ thread, checkpoints }: ThreadRecord, time: string): void {
  const { level } = checkpoints.at(-1) ?? { level: { values: {}, tasks: [] } };
  thread.values = level.values;
  const waiting = level.tasks.filter((task) => task.result === undefined && task.interrupts.length > 0);
  thread.interrupts = Object.fromEntries(waiting.map(({ id, interrupts }) => [id, interrupts]));
  Object.assign(thread, { updated_at: time, state_updated_at: time });
}

/** Writes values to a thread's state, as if a node had returned them. */
export function updateState(database: Database, record: ThreadRecord, body: Values): Checkpoint {
  const { thread } = record;
  const graphId = thread.metadata["graph_id"] as string | undefined;
  if (thread.status === "busy")
    throw new HttpError(409, "Thread is busy with a running job. Cannot update state");
  if (graphId === undefined)
    throw new HttpError(400, `Thread '${thread.thread_id}' has no assigned graph ID`);
  const graph = database.graph(graphId);
  const parent = findCheckpoint(record, checkpointIdOf(body));
  const before: Level = parent?.level ?? { values: {}, tasks: [] };
  const given = body["values"];
  const updates = (Array.isArray(given) ? given : [given]) as (Values | null | undefined)[];
  let { values } = before;
  for (const update of updates)
    values = reduce(graph, values, completeMessages(copyOf(update ?? {}), database.newId));
  const node = (body["as_node"] as string | undefined) ?? lastNode(record, parent);
  // Without values the state is copied, with the nodes that follow.
  const isCopy = given === null && body["as_node"] === undefined;
  const names = isCopy || node === undefined ? (parent?.next ?? []) : nodesAfter(graph, node, values);
  const level = { values, tasks: newTasks(names, database.newId) };
  const checkpoint = saveCheckpoint(database, record, parent, {
    level,
    source: "update",
    metadata: thread.metadata,
  });
  thread.status = interruptsOf(level).length > 0 ? "interrupted" : "idle";
  const state = { state: stateOf(checkpoint), thread_id: thread.thread_id };
  record.stream.push({ mode: "state_update", event: "state_update", data: state });
  return checkpoint;
}

/** The node whose update led to a checkpoint. */
function lastNode({ checkpoints }: ThreadRecord, checkpoint: Checkpoint | undefined): string | undefined {
  const parent = checkpoints.find(({ id }) => id === checkpoint?.parentId);
  if (parent === undefined || checkpoint?.metadata.source === "input") return undefined;
  return parent.next.at(-1);
}
