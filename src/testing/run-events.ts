import { stateOf } from "./checkpoint.js";
import type { GraphEvent } from "./graph-events.js";

/** An event of a run's stream. */
export interface RunEvent {
  event: string;
  data: unknown;
}

/** The events of a graph, in the form of a run's stream modes. */
export function runEvents(
  event: GraphEvent,
  modes: ReadonlySet<string>,
  run: Record<string, unknown>,
): RunEvent[] {
  const found: [mode: string, name: string, data: unknown][] = [];
  const add = (mode: string, data: unknown, name = mode): void => void found.push([mode, name, data]);
  const step = (type: string, payload: unknown): void =>
    add("debug", { type, step: 0, timestamp: new Date().toISOString(), payload });
  const plain = plainData(event);
  if (plain !== undefined) add(...plain);
  if (event.type === "checkpoint") addCheckpoint(event, add, step);
  if (event.type === "task" || event.type === "task-result") addTask(event, run, add, step);
  if (event.type === "message") addMessage(event, run, add);
  return found
    .filter(([mode]) => modes.has(mode))
    .map(([, name, data]) => ({ event: [name, ...event.namespace].join("|"), data }));
}

/** The mode of an event that only one mode has, and its data there. */
function plainData(event: GraphEvent): [mode: string, data: unknown] | undefined {
  switch (event.type) {
    case "values": {
      const { values, interrupts } = event;
      return ["values", interrupts ? { ...values, __interrupt__: interrupts } : values];
    }
    case "updates":
      return ["updates", { [event.node]: event.update }];
    case "interrupts":
      return ["updates", { __interrupt__: event.interrupts }];
    case "custom":
      return ["custom", event.data];
    case "tool": {
      const { phase, id, name, fields } = event;
      return ["tools", { event: `on_tool_${phase}`, toolCallId: id, name, ...fields }];
    }
    default:
      return undefined;
  }
}

function addCheckpoint(
  { checkpoint }: GraphEvent & { type: "checkpoint" },
  add: Add,
  step: (type: string, payload: unknown) => void,
): void {
  const data = checkpointData(checkpoint);
  add("checkpoints", data);
  step("checkpoint", data);
}

type Add = (mode: string, data: unknown, name?: string) => void;

function addTask(
  event: GraphEvent & { type: "task" | "task-result" },
  run: Record<string, unknown>,
  add: Add,
  step: (type: string, payload: unknown) => void,
): void {
  const { id, name, error, result = {}, interrupts } = event.task;
  const isStart = event.type === "task";
  const begun = { input: isStart ? event.input : undefined, triggers: [`branch:to:${name}`], interrupts: [] };
  const data = isStart ? { id, name, ...begun, metadata: run } : { id, name, error, result, interrupts };
  add("tasks", data);
  step(isStart ? "task" : "task_result", data);
  const details = isStart ? { input: event.input } : { output: result };
  add("events", langchainEvent(isStart ? "on_chain_start" : "on_chain_end", name, run, details));
}

function addMessage(event: GraphEvent & { type: "message" }, run: Record<string, unknown>, add: Add): void {
  const { chunk, message, metadata, isFirst, node } = event;
  add("messages-tuple", [chunk, metadata], "messages");
  if (isFirst) add("messages", { [String(message.id)]: { metadata } }, "messages/metadata");
  if (message.type === "ai") add("messages", [message], "messages/partial");
  else add("messages", [message], "messages/complete");
  add("events", langchainEvent("on_chat_model_stream", node, run, { chunk }));
}

function langchainEvent(name: string, node: string, run: Record<string, unknown>, data: object) {
  return { event: name, name: node, data, tags: [], metadata: run, run_id: run["run_id"] };
}

function checkpointData(checkpoint: Parameters<typeof stateOf>[0]) {
  const { values, next, tasks, metadata, checkpoint: own, parent_checkpoint: parent } = stateOf(checkpoint);
  return {
    config: { configurable: own },
    parent_config: parent && { configurable: parent },
    values,
    metadata,
    next,
    tasks,
  };
}
