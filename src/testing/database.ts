import type { Assistant, Cron, Run, Thread } from "../types.js";
import type { Checkpoint } from "./checkpoint.js";
import { Deferred } from "../streaming/deferred.js";
import { graphOf } from "./graph.js";
import type { FakeGraph, FakeNode } from "./graph.js";
import { HttpError, notFound } from "./http.js";
import { Log } from "./log.js";
import type { RunEvent } from "./run-events.js";
import { ThreadEvents } from "./thread-events.js";

/** A run with its events. */
export class RunRecord {
  readonly events = new Log<RunEvent>();
  readonly abort = new AbortController();
  readonly ended = new Deferred<void>();
  /** The output of `wait` and `join`. */
  output: unknown = null;
  readonly run: Run;
  /** The body of the request that has created the run. */
  readonly payload: Record<string, unknown>;

  constructor(run: Run, payload: Record<string, unknown>) {
    this.run = run;
    this.payload = payload;
  }

  get isActive(): boolean {
    return this.run.status === "pending" || this.run.status === "running";
  }
}

/** A thread with all that belongs to it. */
export interface ThreadRecord {
  thread: Thread;
  checkpoints: Checkpoint[];
  runs: RunRecord[];
  /** The events of the thread protocol. */
  events: ThreadEvents;
  /** The events of `threads.joinStream`, with their mode. */
  stream: Log<RunEvent & { mode: string }>;
}

/** An assistant with its versions. */
export interface AssistantRecord {
  current: Assistant;
  versions: Assistant[];
}

/** An item of the store. */
export interface ItemRecord {
  item: {
    namespace: string[];
    key: string;
    value: Record<string, unknown>;
    created_at: string;
    updated_at: string;
  };
  ttlMinutes: number | undefined;
  expiresAt: number;
}

/** Throws for an id that no server accepts. */
export function checkUuid(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new HttpError(400, `Invalid uuid: ${id}`);
}

/** A webhook that a run has called at its end. */
export interface FakeWebhook {
  url: string;
  body: Record<string, unknown>;
}

/** The data of a fake server. Ids and times count up, so that they are in the order of creation. */
export class Database {
  readonly graphs = new Map<string, FakeGraph>();
  readonly assistants = new Map<string, AssistantRecord>();
  readonly threads = new Map<string, ThreadRecord>();
  /** The runs without a thread of the caller, whose events outlive their thread. */
  readonly stateless = new Map<string, RunRecord>();
  readonly crons = new Map<string, Cron>();
  readonly items = new Map<string, ItemRecord>();
  readonly webhooks: FakeWebhook[] = [];
  #count = 0;
  #time = 0;

  constructor(graphs: Readonly<Record<string, FakeNode<never> | FakeGraph<never>>>) {
    for (const [graphId, graph] of Object.entries(graphs)) {
      this.graphs.set(graphId, graphOf(graphId, graph));
      this.addAssistant({ graph_id: graphId, name: graphId, metadata: { created_by: "system" } });
    }
  }

  /** The next id: a uuid. */
  readonly newId = (): string => {
    this.#count += 1;
    return `00000000-0000-4000-8000-${this.#count.toString(16).padStart(12, "0")}`;
  };

  /** The time, later than the last one by at least a millisecond: the order of times is the order of events. */
  now(): string {
    this.#time = Math.max(Date.now(), this.#time + 1);
    return new Date(this.#time).toISOString();
  }

  graph(graphId: string): FakeGraph {
    const graph = this.graphs.get(graphId);
    if (graph !== undefined) return graph;
    throw new HttpError(
      404,
      `Graph '${graphId}' not found. Expected one of: ${[...this.graphs.keys()].join(", ")}`,
    );
  }

  addAssistant(fields: Partial<Assistant> & { graph_id: string }): Assistant {
    const time = this.now();
    const assistant: Assistant = {
      assistant_id: this.newId(),
      name: fields.graph_id,
      description: null,
      config: {},
      context: {},
      metadata: {},
      version: 1,
      created_at: time,
      updated_at: time,
      ...fields,
    };
    this.assistants.set(assistant.assistant_id, { current: assistant, versions: [assistant] });
    return assistant;
  }

  hasAssistant(id: string): boolean {
    return this.assistants.has(id) || this.graphs.has(id);
  }

  /** Finds an assistant by its id, or the first one of a graph by the graph's name. */
  assistant(id: string): AssistantRecord {
    const records = [...this.assistants.values()];
    const found = this.assistants.get(id) ?? records.find(({ current }) => current.graph_id === id);
    if (found === undefined) throw notFound("Assistant", id);
    return found;
  }

  addThread(threadId: string, metadata: Record<string, unknown> = {}): ThreadRecord {
    const time = this.now();
    const record: ThreadRecord = {
      thread: {
        thread_id: threadId,
        created_at: time,
        updated_at: time,
        state_updated_at: time,
        metadata,
        status: "idle",
        config: {},
        values: null as never,
        interrupts: {},
        error: null,
      },
      checkpoints: [],
      runs: [],
      events: new ThreadEvents(),
      stream: new Log(),
    };
    this.threads.set(threadId, record);
    return record;
  }

  thread(threadId: string): ThreadRecord {
    checkUuid(threadId);
    const record = this.threads.get(threadId);
    if (record === undefined) throw notFound("Thread", threadId);
    return record;
  }

  run(threadId: string, runId: string): RunRecord {
    const found = this.thread(threadId).runs.find(({ run }) => run.run_id === runId);
    if (found === undefined) throw notFound("Run", runId);
    return found;
  }
}
