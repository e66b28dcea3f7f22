import { isRecord } from "../checks.js";
import { InvalidArgumentError, LangGraphError, RunFailedError } from "../errors.js";
import { MessageBuilder } from "../messages/message-builder.js";
import { isModelMessage, textOf } from "../messages/text.js";
import type { Message } from "../messages/types.js";
import type { StreamMode } from "../types.js";
import { Deferred } from "./deferred.js";
import { EventStream } from "./event-stream.js";
import type { Consumer, StreamEnd } from "./event-stream.js";
import type { MessagesTupleStreamEvent, WireEvent } from "./events.js";
import type { CancelOptions, RunApi, RunIds } from "./run-api.js";
import { RunReader } from "./run-reader.js";
import type { RunReaderSettings } from "./run-reader.js";
import { StreamedState, runResult } from "./run-result.js";
import type { RunResult } from "./run-result.js";
import type { SseMessage } from "./sse.js";

/** Settings of a {@link RunStream}. */
export interface RunStreamSettings extends RunReaderSettings {
  /** The modes that the caller chose. */
  modes: readonly StreamMode[] | undefined;
  /** Throw a {@link RunFailedError} after the `error` event of a failed run. */
  raiseError: boolean;
  signal: AbortSignal | undefined;
}

/** Options of {@link RunStream.text} and {@link RunStream.messages}. */
export interface NamespaceOptions {
  /**
   * The path of a subgraph, such as `["child"]`: names with or without the task's id (`child:1b2c`); or a single name.
   * Requires `streamSubgraphs: true`. Default: the graph itself.
   */
  namespace?: string | readonly string[] | undefined;
}

/**
 * The events of a run, each exactly once, whatever happens to the connection. The run starts when the stream is first read.
 * A stream has one consumer: a loop, {@link RunStream.text} or {@link RunStream.messages}. {@link RunStream.final} can be
 * called beside each of them, or alone.
 *
 * The loop throws a {@link RunFailedError} after the `error` event of a failed run, and a `StreamDisconnectedError` if the
 * connection broke and the stream could not reconnect without loss.
 */
export class RunStream<
  Event extends WireEvent,
  State = unknown,
  InterruptValue = unknown,
> extends EventStream<Event> {
  readonly #api: RunApi;
  readonly #settings: RunStreamSettings;
  readonly #reader: RunReader;
  readonly #run: Deferred<RunIds>;
  readonly #end = new Deferred<"complete" | "closed">();
  readonly #streamed = new StreamedState();

  /** @internal */
  constructor(api: RunApi, settings: RunStreamSettings) {
    const run = new Deferred<RunIds>();
    const onRun = (ids: RunIds): void => {
      run.resolve(ids);
      settings.onRun?.(ids);
    };
    const reader = new RunReader(api, { ...settings, onRun });
    super(reader, settings.signal);
    if (settings.run !== undefined) run.resolve(settings.run);
    this.#api = api;
    this.#settings = settings;
    this.#reader = reader;
    this.#run = run;
  }

  /**
   * The ids of the run, once the server has sent them. Reading this property sends nothing. Rejects if the stream ends
   * before that.
   */
  get run(): Promise<RunIds> {
    return this.#run.promise;
  }

  /**
   * The id of the last delivered event. On the Python server, events of one millisecond share their id, so that a join from
   * it can miss events: use `cursor`.
   */
  get lastEventId(): string | undefined {
    return this.#reader.cursor.lastEventId;
  }

  /**
   * The position of the last delivered event: `runs.joinStream(threadId, runId, { cursor })` continues behind it, in
   * another process too, without loss or duplicates. `undefined` if no stream can continue there, for example because the
   * events have no ids.
   */
  get cursor(): string | undefined {
    return this.#reader.cursorText;
  }

  protected override claim(consumer: Consumer): void {
    super.claim(consumer);
    if (consumer === "text()" || consumer === "messages()") this.#reader.mode = "messages-tuple";
  }

  protected override admit(message: SseMessage): boolean {
    return this.#reader.deliver(message);
  }

  protected override observe(event: WireEvent): void {
    const { type, data } = event;
    // Events of subgraphs have a namespace in their name.
    if (type !== event.event) return;
    if (type === "error") this.#reader.cursor.ending = { failure: data };
    if (type === "end") this.#reader.cursor.ending = {};
    if (type === "metadata" && isRecord(data) && typeof data["run_id"] === "string") {
      const threadId = typeof data["thread_id"] === "string" ? data["thread_id"] : null;
      this.#reader.learn({ runId: data["run_id"], threadId: this.#api.threadId ?? threadId });
    }
    this.#streamed.observe(event);
  }

  protected override onEnd(end: StreamEnd): void {
    if (typeof end === "object") {
      this.#run.reject(end.error);
      return this.#end.reject(end.error);
    }
    const { run, cursor } = this.#reader;
    if (run === undefined) {
      this.#run.reject(new LangGraphError("The stream was closed before the server sent the run's id"));
    }
    if (cursor.ending === undefined || !("failure" in cursor.ending)) return this.#end.resolve(end);
    const { failure } = cursor.ending;
    const ids = run ?? { runId: null, threadId: this.#api.threadId };
    const error = new RunFailedError({ ...readFailure(failure), ...ids, data: failure });
    this.#end.reject(error);
    if (this.#settings.raiseError && end === "complete") throw error;
  }

  /** Cancel the run on the server. The stream then ends by itself. */
  async cancel(options: CancelOptions = {}): Promise<void> {
    if (!this.hasStarted && this.#reader.run === undefined) {
      throw new LangGraphError("The run has not started: a stream starts when it is first read.");
    }
    await this.#api.cancel(await this.run, options);
  }

  /**
   * Get the result of the run: its state and its interrupts. Call it before, during or after a loop; without another
   * consumer it reads the stream itself. Rejects with a {@link RunFailedError} if the run failed or timed out, and with a
   * `NotFoundError` if it was rolled back.
   */
  async final(): Promise<RunResult<State, InterruptValue>> {
    const { modes } = this.#settings;
    if (this.#api.threadId === null && modes !== undefined && !modes.includes("values")) {
      const message = 'final() of a run without a thread requires "values" among the modes.';
      throw new InvalidArgumentError("streamMode", message);
    }
    // Wait one microtask: if a `for await` starts in this tick, it reads the stream.
    await Promise.resolve();
    if (this.consumer === undefined && !this.hasStarted) void this.#drain();
    const end = await this.#end.promise;
    const run = await this.run;
    const output = end === "closed" ? await this.#api.join(run) : this.#streamed.values;
    return this.#result(run, output);
  }

  async #drain(): Promise<void> {
    try {
      this.claim("final()");
      while (!(await this.pull()).done);
    } catch {
      // The error reaches the caller through `#end`.
    }
  }

  async #result(run: RunIds, output: unknown): Promise<RunResult<State, InterruptValue>> {
    const outcome = this.#reader.outcome ?? (await this.#api.status(run, this.#settings.signal));
    const isGone = outcome?.type === "gone" && output === undefined;
    if (outcome?.type === "deleted" || isGone) throw outcome.error;
    const isStopped = outcome?.type === "ended" && outcome.cancelled;
    const state = await this.#api.state(run);
    const result = runResult({ runId: run.runId, output, streamed: this.#streamed, state, isStopped });
    // Only the caller knows the types of the state and the interrupts.
    return result as RunResult<State, InterruptValue>;
  }

  /**
   * Iterate over the text of the model as it arrives. A stream without a mode uses `messages-tuple`; modes of your own
   * must include it.
   */
  text(options: NamespaceOptions = {}): AsyncGenerator<string, void, undefined> {
    return this.#each("text()", options, (event) => {
      if (event.type !== "messages") return [];
      const [chunk] = event.data;
      const text = isModelMessage(chunk) ? textOf(chunk) : "";
      return text === "" ? [] : [text];
    });
  }

  /**
   * Iterate over messages as they grow: each item is the whole message so far, a new object. Messages that stream at the
   * same time alternate; their `id` distinguishes them. With the mode `values`, a message is yielded once more if the
   * state's version differs. Modes are as in {@link RunStream.text}.
   */
  messages(options: NamespaceOptions = {}): AsyncGenerator<Message, void, undefined> {
    const builder = new MessageBuilder();
    return this.#each("messages()", options, ({ type, data }) =>
      type === "values" ? builder.reconcile(data) : [builder.add(...data)],
    );
  }

  /** Yields what `read` makes of the events with messages, of one graph. */
  async *#each<T>(
    consumer: "text()" | "messages()",
    { namespace = [] }: NamespaceOptions,
    read: (event: MessagesTupleStreamEvent | { type: "values"; data: unknown }) => readonly T[],
  ): AsyncGenerator<T, void, undefined> {
    const { modes } = this.#settings;
    if (modes !== undefined && !modes.includes("messages-tuple")) {
      const message = `${consumer} requires "messages-tuple" among the modes, or no modes.`;
      throw new InvalidArgumentError("streamMode", message);
    }
    this.claim(consumer);
    const path = typeof namespace === "string" ? [namespace] : namespace;
    try {
      for (;;) {
        const { done, value } = await this.pull();
        if (done || value === undefined) return;
        if (!isNamespace(path, value.namespace)) continue;
        if (value.type !== "messages" && value.type !== "values") continue;
        // `type` was checked; both servers send this shape.
        yield* read(value as never);
      }
    } finally {
      this.close();
    }
  }
}

/** Compares a path of names, with or without task ids, with that of an event. */
function isNamespace(path: readonly string[], namespace: readonly string[]): boolean {
  return (
    path.length === namespace.length &&
    path.every((name, index) => name === namespace[index] || name === namespace[index]?.split(":")[0])
  );
}

/** Reads the data of an `error` event. The JS server sends some as plain text. */
function readFailure(data: unknown): { error: string; detail: string } {
  if (!isRecord(data)) return { error: "Error", detail: String(data) };
  return { error: String(data["error"] ?? "Error"), detail: String(data["message"] ?? "") };
}
