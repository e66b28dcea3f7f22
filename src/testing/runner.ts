import { isRecord } from "../checks.js";
import type { Assistant, Run } from "../types.js";
import type { Checkpoint } from "./checkpoint.js";
import type { Database, ThreadRecord } from "./database.js";
import { RunRecord } from "./database.js";
import { Execution } from "./execution.js";
import type { ExecutionSettings } from "./execution.js";
import { copyOf, failureOf } from "./failure.js";
import { interruptsOf } from "./graph.js";
import type { Level } from "./graph.js";
import type { GraphEvent } from "./graph-events.js";
import { HttpError } from "./http.js";
import { beginLevel } from "./run-input.js";
import { runEvents } from "./run-events.js";
import type { RunEvent } from "./run-events.js";
import { saveCheckpoint, showState } from "./thread-state.js";

const DEFAULT_RECURSION_LIMIT = 25;

/** The names in an option that takes one or several. */
function namesOf(given: unknown): string[] {
  if (given === undefined || given === null) return [];
  return (Array.isArray(given) ? given : [given]).map(String);
}

/** Creates runs, and executes those of a thread one after the other. */
export class Runner {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Creates a run, which begins once the thread is free. */
  create(record: ThreadRecord, payload: Record<string, unknown>): RunRecord {
    const { multitask_strategy: strategy = "enqueue", context } = payload;
    const { current: assistant } = this.#database.assistant(String(payload["assistant_id"]));
    const active = record.runs.filter(({ isActive }) => isActive);
    if (strategy === "reject" && active.length > 0) {
      throw new HttpError(
        409,
        "Thread is already running a task. Wait for it to finish or choose a different multitask strategy.",
      );
    }
    if (strategy === "interrupt" || strategy === "rollback") {
      for (const run of active) this.cancel(record, run, strategy);
    }
    const run = this.#newRun(record, assistant, payload);
    const created = new RunRecord(run, { context: context ?? assistant.context, ...payload });
    record.runs.push(created);
    record.thread.status = "busy";
    Object.assign(record.thread.metadata, {
      graph_id: assistant.graph_id,
      assistant_id: assistant.assistant_id,
    });
    void this.#work(record);
    return created;
  }

  #newRun(record: ThreadRecord, assistant: Assistant, payload: Record<string, unknown>): Run {
    const { multitask_strategy: strategy = "enqueue", metadata, config } = payload;
    const time = this.#database.now();
    return {
      run_id: this.#database.newId(),
      thread_id: record.thread.thread_id,
      assistant_id: assistant.assistant_id,
      status: "pending",
      created_at: time,
      updated_at: time,
      metadata: { ...(isRecord(metadata) && metadata) },
      kwargs: { ...payload, config: { ...assistant.config, ...(isRecord(config) && config) } },
      multitask_strategy: strategy as Run["multitask_strategy"],
    };
  }

  /** Cancels a run. A run that is rolled back is deleted with its checkpoints. */
  cancel(record: ThreadRecord, { run, abort }: RunRecord, action: string): void {
    const isPending = run.status === "pending";
    abort.abort(new HttpError(409, action));
    if (isPending) this.#end(record, this.#find(record, run), "interrupted");
    if (action !== "rollback") return;
    record.checkpoints = record.checkpoints.filter(({ metadata }) => metadata["run_id"] !== run.run_id);
    record.runs = record.runs.filter((other) => other.run !== run);
    showState(record, this.#database.now());
  }

  #find({ runs }: ThreadRecord, run: Run): RunRecord {
    // The caller has taken it from this list.
    return runs.find((each) => each.run === run) as RunRecord;
  }

  async #work(record: ThreadRecord): Promise<void> {
    // The response to the request comes first.
    await Promise.resolve();
    const isBusy = record.runs.some(({ run }) => run.status === "running");
    const next = record.runs.find(({ run }) => run.status === "pending");
    if (isBusy || next === undefined) return;
    next.run.status = "running";
    await this.#execute(record, next);
    void this.#work(record);
  }

  async #execute(record: ThreadRecord, created: RunRecord): Promise<void> {
    const { run, abort, payload } = created;
    const { current: assistant } = this.#database.assistant(run.assistant_id);
    const about = { graph_id: assistant.graph_id, assistant_id: assistant.assistant_id, run_id: run.run_id };
    this.#send(record, created, { event: "metadata", data: { run_id: run.run_id, attempt: 1 } });
    record.events.add("lifecycle", { event: "running", graph_name: assistant.graph_id });
    let level: Level = { values: {}, tasks: [] };
    try {
      const graph = this.#database.graph(assistant.graph_id);
      const emit = (event: GraphEvent): void => this.#emit(record, created, event, about);
      let parent: Checkpoint | undefined;
      const save = (saved: Level, source = "loop", next?: readonly string[]): void => {
        const metadata = { ...record.thread.metadata, ...about };
        const state = { level: saved, source, metadata, ...(next && { next }) };
        parent = saveCheckpoint(this.#database, record, parent, state);
        emit({ namespace: [], type: "checkpoint", checkpoint: parent });
      };
      const from = (found: Checkpoint | undefined): void => void (parent = found);
      const execution = new Execution({
        ...this.#settingsOf(created, about),
        emit,
        save: (saved) => save(saved),
      });
      level = beginLevel({ database: this.#database, graph, record, payload, execution, save, from });
      emit({ namespace: [], type: "values", values: level.values });
      const end = await execution.run(graph, level);
      level = end.level;
      this.#finish(record, created, level, end.isDone);
    } catch (error) {
      if (abort.signal.aborted) this.#end(record, created, "interrupted", level);
      else this.#fail(record, created, error);
    }
  }

  #settingsOf(
    { run, abort, payload }: RunRecord,
    about: Record<string, unknown>,
  ): Omit<ExecutionSettings, "emit" | "save"> {
    const { config = {} } = run.kwargs as { config?: Record<string, unknown> };
    const ids = { thread_id: run.thread_id, run_id: run.run_id };
    return {
      config: {
        ...config,
        configurable: { ...(isRecord(config["configurable"]) && config["configurable"]), ...ids },
      },
      context: payload["context"],
      signal: abort.signal,
      interruptBefore: namesOf(payload["interrupt_before"]),
      interruptAfter: namesOf(payload["interrupt_after"]),
      recursionLimit: Number(config["recursion_limit"] ?? DEFAULT_RECURSION_LIMIT),
      metadata: { ...about, thread_id: run.thread_id },
      hasSubgraphs: payload["stream_subgraphs"] === true,
      newId: this.#database.newId,
    };
  }

  #finish(record: ThreadRecord, created: RunRecord, level: Level, isDone: boolean): void {
    const interrupts = interruptsOf(level);
    created.output = interrupts.length > 0 ? { ...level.values, __interrupt__: interrupts } : level.values;
    this.#end(record, created, "success", level, isDone ? "idle" : "interrupted");
  }

  #fail(record: ThreadRecord, created: RunRecord, thrown: unknown): void {
    const failure = failureOf(thrown);
    created.output = { __error__: failure };
    record.thread.error = failure;
    this.#send(record, created, { event: "error", data: failure });
    this.#end(record, created, "error", undefined, "error");
  }

  #end(
    record: ThreadRecord,
    created: RunRecord,
    status: "success" | "error" | "interrupted",
    level: Level = { values: {}, tasks: [] },
    threadStatus: "idle" | "interrupted" | "error" = interruptsOf(level).length > 0 ? "interrupted" : "idle",
  ): void {
    const { run, events, ended } = created;
    const time = this.#database.now();
    const hasBegun = run.status === "running";
    Object.assign(run, { status, updated_at: time });
    showState(record, time);
    const isBusy = record.runs.some(({ isActive }) => isActive);
    record.thread.status = isBusy ? "busy" : threadStatus;
    if (status === "interrupted") created.output = level.values;
    const phase =
      status === "error"
        ? "failed"
        : threadStatus === "interrupted" || status === "interrupted"
          ? "interrupted"
          : "completed";
    const failure = status === "error" ? (created.output as { __error__: object }).__error__ : undefined;
    const graph_name = record.thread.metadata["graph_id"] as unknown;
    if (hasBegun)
      record.events.add("lifecycle", {
        event: phase,
        graph_name,
        ...(failure && { error: JSON.stringify(failure) }),
      });
    const done = { status: "run_done", run_id: run.run_id };
    record.stream.push({ mode: "lifecycle", event: "metadata", data: done });
    this.#callWebhook(created);
    events.close();
    ended.resolve();
  }

  #callWebhook({ payload, run, output }: RunRecord): void {
    const { webhook: url } = payload;
    if (typeof url === "string")
      this.#database.webhooks.push({ url, body: { ...run, values: copyOf(output) } });
  }

  #emit(record: ThreadRecord, created: RunRecord, event: GraphEvent, about: Record<string, unknown>): void {
    // Later steps change the tasks and values.
    const copy = copyOf(event);
    record.events.addGraphEvent(copy, about);
    const modes = new Set(namesOf(created.payload["stream_mode"] ?? "values"));
    if (event.namespace.length > 0 && created.payload["stream_subgraphs"] !== true) return;
    for (const each of runEvents(copy, modes, about)) this.#send(record, created, each);
  }

  #send(record: ThreadRecord, { events }: RunRecord, event: RunEvent): void {
    events.push(event);
    record.stream.push({ ...event, mode: event.event === "metadata" ? "lifecycle" : "run_modes" });
  }
}
