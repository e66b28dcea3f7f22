import { InvalidArgumentError, LangGraphError, RunFailedError } from "../errors.js";
import type { Message } from "../messages/types.js";
import { isRecord } from "../record.js";
import type { CancelAction, Interrupt, StreamMode, ThreadState } from "../types.js";
import { Deferred } from "../waiting.js";
import { EventStream } from "./event-stream.js";
import type { Consumer } from "./event-stream.js";
import type { MessagesTupleStreamEvent, WireEvent } from "./events.js";
import { getInterrupts } from "../interrupts.js";
import { MessageBuilder, isModels, textOf } from "../messages/message-builder.js";
import { RunReader } from "./run-reader.js";
import type { Outcome, Reconnect, RunConnections, RunIds, RunReaderOptions } from "./run-reader.js";

/** What a {@link RunStream} asks of its run. */
export interface RunSource extends Pick<RunConnections, "reopen" | "outcome" | "resume"> {
  /** `null` for a run without a thread. */
  threadId: string | null;
  /** Opens the stream. `mode` is for a new run whose caller chose none. */
  open(mode: StreamMode, signal: AbortSignal): ReturnType<RunConnections["open"]>;
  /** Waits for what the run ends with. */
  join(run: RunIds): Promise<unknown>;
  state(run: RunIds): Promise<ThreadState<unknown>>;
  cancel(run: RunIds, options: CancelOptions): Promise<void>;
}

/** How a {@link RunStream} behaves. */
export interface RunStreamSettings extends RunReaderOptions {
  /** The modes that the caller chose. */
  modes: readonly StreamMode[] | undefined;
  raiseError: boolean;
  signal: AbortSignal | undefined;
  onRun?: ((run: RunIds) => void) | undefined;
  onReconnect(reconnect: Reconnect): void;
}

/** What {@link RunStream.cancel} takes. */
export interface CancelOptions {
  /** Whether to wait until the run has stopped. Default: false. */
  wait?: boolean | undefined;
  /** `"interrupt"` keeps what the run did, `"rollback"` also undoes it. Default: `"interrupt"`. */
  action?: CancelAction | undefined;
}

/** Which graph the text or the messages are of. */
export interface NamespaceOptions {
  /**
   * A subgraph: its path, such as `["child"]`, of names with or without the id of the task (`child:1b2c`); or a name
   * alone. It needs `streamSubgraphs: true`. Default: the graph itself.
   */
  namespace?: string | readonly string[] | undefined;
}

/** What a run came to. */
export interface RunResult<State> {
  /** `interrupted`: it waits for an answer or at a breakpoint, or it was cancelled. */
  status: "success" | "interrupted";
  /** The graph's state after the run. */
  values: State;
  /** The questions that wait for an answer; none when the run was cancelled. */
  interrupts: Interrupt[];
}

/** A path of names with or without ids, as it is given, and as it is on the wire. */
function isNamespace(asked: readonly string[], namespace: readonly string[]): boolean {
  return (
    asked.length === namespace.length &&
    asked.every((name, index) => name === namespace[index] || name === namespace[index]?.split(":")[0])
  );
}

/** The error that an `error` event says. The data is text alone for some of the JS server's. */
function failureOf(data: unknown): { error: string; detail: string } {
  if (!isRecord(data)) return { error: "Error", detail: String(data) };
  return { error: String(data["error"] ?? "Error"), detail: String(data["message"] ?? "") };
}

/**
 * A run's events, each exactly once, whatever becomes of the connection. Nothing is sent before something is asked of it.
 * It is read in one way: by a loop, or as {@link RunStream.text} or {@link RunStream.messages}; {@link RunStream.final}
 * goes with each of them, or reads it alone.
 *
 * The loop throws a {@link RunFailedError} behind the event `error` of a run that fails, and a `StreamInterruptedError`
 * where the stream was cut and could not be reopened.
 */
export class RunStream<Event extends WireEvent, State = unknown> extends EventStream<Event> {
  readonly #source: RunSource;
  readonly #settings: RunStreamSettings;
  readonly #reader: RunReader;
  /** How it is read, as far as the request for it must know. */
  readonly #use: { consumer: Consumer };
  readonly #run: Deferred<RunIds>;
  readonly #end = new Deferred<"complete" | "closed">();
  #values: unknown;
  #interrupts: Interrupt[] = [];
  #interrupted = false;

  /** @internal */
  constructor(source: RunSource, settings: RunStreamSettings) {
    const use = { consumer: "loop" as Consumer };
    const run = new Deferred<RunIds>();
    const reader = new RunReader(
      {
        open: (signal) =>
          source.open(/text|messages/.test(use.consumer) ? "messages-tuple" : "values", signal),
        reopen: source.reopen,
        outcome: source.outcome,
        resume: source.resume,
        onReconnect: settings.onReconnect,
        onRun: (ids) => {
          run.resolve(ids);
          settings.onRun?.(ids);
        },
      },
      settings,
    );
    super(reader, settings.signal);
    if (settings.run !== undefined) run.resolve(settings.run);
    this.#source = source;
    this.#settings = settings;
    this.#reader = reader;
    this.#use = use;
    this.#run = run;
  }

  /**
   * The ids of the run, as soon as the server names them. Reading it sends nothing. Rejects if the stream ends before that.
   */
  get run(): Promise<RunIds> {
    return this.#run.promise;
  }

  /**
   * The id of the last event delivered. On the Python server in memory a join from it can miss events, because events of
   * one millisecond share their id: `cursor` misses none.
   */
  get lastEventId(): string | undefined {
    return this.#reader.position.lastEventId;
  }

  /**
   * How far the stream was read, exactly: `runs.joinStream(threadId, runId, { cursor })` goes on from there, in another
   * process too, and misses and repeats nothing. `undefined` while there is nothing to hold on to, as in streams whose
   * events have no ids.
   */
  get cursor(): string | undefined {
    return this.#reader.cursor;
  }

  protected override claim(consumer: Consumer): void {
    super.claim(consumer);
    this.#use.consumer = consumer;
  }

  protected override observe({ type, event, data }: WireEvent): void {
    // Of the graph itself: a subgraph's has another name.
    if (type !== event) return;
    if (type === "error") this.#settings.position.ending = { failure: data };
    if (type === "end") this.#settings.position.ending = {};
    if (!isRecord(data)) return;
    if (type === "metadata" && typeof data["run_id"] === "string") {
      const threadId = typeof data["thread_id"] === "string" ? data["thread_id"] : null;
      this.#reader.learn({ runId: data["run_id"], threadId: this.#source.threadId ?? threadId });
    }
    if (type !== "values" && type !== "updates") return;
    const { __interrupt__: interrupts, ...values } = data;
    this.#interrupted = interrupts !== undefined;
    if (Array.isArray(interrupts)) this.#interrupts = interrupts as Interrupt[];
    // The JS server leaves the state out where a run waits.
    if (type === "values" && (interrupts === undefined || Object.keys(values).length > 0))
      this.#values = values;
  }

  protected override onEnd(why: { error: unknown } | "closed" | "complete"): void {
    if (typeof why === "object") {
      this.#run.reject(why.error);
      return this.#end.reject(why.error);
    }
    if (this.#reader.run === undefined)
      this.#run.reject(new LangGraphError("The stream was closed before the server named the run"));
    const { ending } = this.#settings.position;
    if (ending === undefined || !("failure" in ending)) return this.#end.resolve(why);
    const ids = this.#reader.run ?? { runId: null, threadId: this.#source.threadId };
    const error = new RunFailedError({ ...failureOf(ending.failure), ...ids, data: ending.failure });
    this.#end.reject(error);
    if (this.#settings.raiseError && why === "complete") throw error;
  }

  /** Cancel the run on the server. Its stream then ends by itself. */
  async cancel(options: CancelOptions = {}): Promise<void> {
    if (!this.begun && this.#reader.run === undefined) {
      throw new LangGraphError("There is no run to cancel: nothing was asked of this stream yet.");
    }
    await this.#source.cancel(await this.run, options);
  }

  /**
   * What the run comes to: its state and the questions that wait. Before, during or after a loop; where nobody reads, it
   * reads the stream itself. Rejects with a {@link RunFailedError} when the run failed or ran out of time, and with a
   * `NotFoundError` when it was rolled back.
   */
  async final(): Promise<RunResult<State>> {
    const { modes } = this.#settings;
    if (this.#source.threadId === null && modes !== undefined && !modes.includes("values")) {
      const message = 'final() needs "values" among the modes of a run without a thread.';
      throw new InvalidArgumentError("streamMode", message);
    }
    // A loop that begins in the same breath is the one that reads.
    await Promise.resolve();
    if (this.consumer === undefined && !this.begun) void this.#drain();
    const how = await this.#end.promise;
    const run = await this.run;
    const output = how === "closed" ? await this.#source.join(run) : this.#values;
    return this.#conclude(run, output);
  }

  async #drain(): Promise<void> {
    try {
      this.claim("final()");
      while (!(await this.pull()).done);
    } catch {
      // Whoever asked is told by the end of the stream.
    }
  }

  async #conclude(run: RunIds, output: unknown): Promise<RunResult<State>> {
    const outcome: Outcome | undefined =
      this.#reader.outcome ?? (await this.#source.outcome(run, this.#settings.signal));
    if (outcome?.state === "deleted") throw outcome.error;
    const cancelled = outcome?.state === "ended" && outcome.cancelled;
    const latest = run.threadId === null ? undefined : await this.#source.state(run);
    // Another run may have been there since.
    const state = latest?.metadata?.["run_id"] === run.runId ? latest : undefined;
    const values = output === undefined ? state?.values : output;
    if (values === undefined) {
      throw new LangGraphError(
        'The state after this run is not known any more: the thread has moved on. Stream "values" to have it.',
      );
    }
    const interrupts = cancelled ? [] : state === undefined ? this.#interrupts : getInterrupts(state);
    const waits = state === undefined ? this.#interrupted : state.next.length > 0;
    const status = cancelled || waits || interrupts.length > 0 ? "interrupted" : "success";
    // The graph's own state, which only the caller knows.
    return { status, values: withoutInterrupts(values) as State, interrupts };
  }

  /**
   * The text that the model writes, as it writes it. A stream without a mode is opened in the mode `messages-tuple`, which
   * must be among those that are given.
   */
  text(options: NamespaceOptions = {}): AsyncGenerator<string, void, undefined> {
    return this.#each("text()", options, (event) => {
      if (event.type !== "messages") return [];
      const [piece] = event.data;
      const text = isModels(piece) ? textOf(piece) : "";
      return text === "" ? [] : [text];
    });
  }

  /**
   * Messages as they grow: with every piece the whole message so far, as an object of its own. Messages that are written at
   * the same time come in turn; their `id` tells them apart. Where the mode `values` is streamed too, a message comes once
   * more if the state's is different. Modes are as with {@link RunStream.text}.
   */
  messages(options: NamespaceOptions = {}): AsyncGenerator<Message, void, undefined> {
    const builder = new MessageBuilder();
    return this.#each("messages()", options, ({ type, data }) =>
      type === "values" ? builder.reconcile(data) : [builder.add(...data)],
    );
  }

  /** What is read off the events of one graph that have messages. */
  async *#each<T>(
    consumer: "text()" | "messages()",
    { namespace = [] }: NamespaceOptions,
    read: (event: MessagesTupleStreamEvent | { type: "values"; data: unknown }) => readonly T[],
  ): AsyncGenerator<T, void, undefined> {
    const { modes } = this.#settings;
    if (modes !== undefined && !modes.includes("messages-tuple")) {
      const message = `${consumer} needs "messages-tuple" among the modes, or none at all.`;
      throw new InvalidArgumentError("streamMode", message);
    }
    this.claim(consumer);
    const asked = typeof namespace === "string" ? [namespace] : namespace;
    try {
      for (;;) {
        const { done, value } = await this.pull();
        if (done || value === undefined) return;
        if (!isNamespace(asked, value.namespace)) continue;
        // By its type; both servers' events of it have this shape.
        if (value.type === "messages" || value.type === "values")
          for (const one of read(value as never)) yield one;
      }
    } finally {
      this.close();
    }
  }
}

function withoutInterrupts(values: unknown): unknown {
  if (!isRecord(values) || !("__interrupt__" in values)) return values;
  const { __interrupt__: _, ...state } = values;
  return state;
}
