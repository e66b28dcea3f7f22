import type { GraphEvent } from "./graph-events.js";
import { Log } from "./log.js";
import { MessageBlocks } from "./message-blocks.js";

/** An event of the thread protocol, numbered by the thread. */
export interface ThreadEvent {
  seq: number;
  method: string;
  namespace: readonly string[];
  node?: string | undefined;
  timestamp: number;
  data: unknown;
}

const PHASES: Record<string, string> = {
  start: "tool-started",
  output: "tool-output-delta",
  end: "tool-finished",
  error: "tool-error",
};

/** The thread protocol has another name for the error of a tool. */
function toolData({ error, ...fields }: { error?: unknown }): object {
  return error === undefined ? fields : { ...fields, message: error };
}

/** The events of a thread's runs by the thread protocol. */
export class ThreadEvents {
  readonly log = new Log<ThreadEvent>();
  /** The messages that are not complete, by their ids. */
  readonly #blocks = new Map<string, MessageBlocks>();
  /** The tasks that have sent messages, by their path: like the JS server, the start of these nodes is told. */
  readonly #telling = new Set<string>();

  get nextNumber(): number {
    return this.log.items.length + 1;
  }

  add(method: string, data: unknown, namespace: readonly string[] = [], node?: string): void {
    this.log.push({ seq: this.nextNumber, method, namespace, node, timestamp: Date.now(), data });
  }

  /** Adds the events of a graph. */
  addGraphEvent(event: GraphEvent, run: Record<string, unknown>): void {
    const { namespace } = event;
    switch (event.type) {
      case "values":
        if (event.interrupts === undefined) this.add("values", event.values, namespace);
        break;
      case "updates":
        this.add("updates", event.update, namespace, event.node);
        break;
      case "custom":
        this.add("custom", { payload: event.data }, namespace, event.node);
        break;
      case "tool": {
        const { phase, id, name, fields, node, task } = event;
        const data = { event: PHASES[phase], tool_call_id: id, tool_name: name, ...toolData(fields) };
        this.add("tools", data, [...namespace, `${node}:${task}`]);
        break;
      }
      case "checkpoint": {
        const { id, parentId, metadata } = event.checkpoint;
        const { step, source } = metadata;
        this.add("checkpoints", { id, parent_id: parentId, step, source }, namespace);
        break;
      }
      case "task":
      case "task-result":
        this.#addTask(event, run);
        break;
      case "subgraph":
        this.add("lifecycle", { event: event.status, graph_name: event.name }, namespace);
        break;
      case "message":
        if (!event.isRepeated) this.#addMessage(event);
        break;
      case "interrupts":
        break;
    }
  }

  #addTask(event: GraphEvent & { type: "task" | "task-result" }, run: Record<string, unknown>): void {
    const { namespace } = event;
    const { id, name, error, result = {}, interrupts, inner } = event.task;
    if (event.type === "task") {
      const begun = { input: event.input, triggers: [`branch:to:${name}`], interrupts: [] };
      return this.add("tasks", { id, name, ...begun, metadata: run }, namespace);
    }
    // The interrupts of a subgraph were told by their own tasks.
    for (const { id: interrupt_id, value: payload } of inner === undefined ? interrupts : [])
      this.add("input.requested", { interrupt_id, payload }, namespace);
    this.add("tasks", { id, name, result, interrupts, error }, namespace);
    const path = [...namespace, `${name}:${id}`];
    if (!this.#telling.delete(path.join("|"))) return;
    this.add("lifecycle", { event: error === null ? "completed" : "failed", graph_name: name }, path);
  }

  #addMessage({ path, node, chunk, message, isFirst, isLast }: GraphEvent & { type: "message" }): void {
    const id = String(message.id);
    const place = path.join("|");
    if (!this.#telling.has(place)) this.add("lifecycle", { event: "started", graph_name: node }, path);
    this.#telling.add(place);
    const send = (data: object): void => this.add("messages", { ...data, run_id: id }, path);
    const blocks = this.#blocks.get(id) ?? new MessageBlocks();
    this.#blocks.set(id, blocks);
    const role = message.type === "ai" ? {} : { role: message.type };
    const call = message.type === "tool" ? { tool_call_id: message.tool_call_id } : {};
    if (isFirst) send({ event: "message-start", id, ...role, ...call });
    for (const data of blocks.read(chunk)) send(data);
    if (!isLast) return;
    for (const data of blocks.end(message)) send(data);
    const usage = message.type === "ai" ? message.usage_metadata : undefined;
    send({ event: "message-finish", reason: "stop", ...(usage && { usage }) });
    this.#blocks.delete(id);
  }
}
