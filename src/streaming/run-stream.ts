import { isRecord, toText } from "../checks.js";
import { InvalidArgumentError, LangGraphError, RunFailedError } from "../errors.js";
import type { StreamedMessage } from "../messages/types.js";
import { PartBuilder } from "../parts/part-builder.js";
import { checkFilter, messageReader, textReader } from "../parts/readers.js";
import type { MessageFilter, Reader } from "../parts/readers.js";
import type { Part } from "../parts/types.js";
import type { StreamMode } from "../types.js";
import { isNewer } from "./cursor.js";
import type { Pending } from "./cursor.js";
import { Deferred } from "./deferred.js";
import { EventStream } from "./event-stream.js";
import type { Consumer, StreamEnd } from "./event-stream.js";
import { isForeign, parseEvent, withinShape } from "./events.js";
import type { WireEvent } from "./events.js";
import { ItemStream } from "./item-stream.js";
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
  /** True if the events of subgraphs were requested. */
  includesSubgraphs?: boolean | undefined;
  /** Opens a stream of all events of the run, if this stream begins behind some of them. */
  past?: (() => RunStream<WireEvent>) | undefined;
  signal: AbortSignal | undefined;
}

/**
 * The events of a run, each exactly once, whatever happens to the connection. The run starts when the stream is first read.
 * A stream has one consumer: a loop, {@link RunStream.parts}, {@link RunStream.messages} or {@link RunStream.text}.
 * {@link RunStream.final} can be called beside each of them, or alone.
 *
 * The loop throws a {@link RunFailedError} after the `error` event of a failed run, and a `StreamDisconnectedError` if the
 * connection broke and the stream could not reconnect without loss.
 */
export class RunStream<
  Event extends WireEvent = WireEvent,
  State = unknown,
  InterruptValue = unknown,
  Custom = unknown,
> extends EventStream<Event> {
  readonly #api: RunApi;
  readonly #settings: RunStreamSettings;
  readonly #reader: RunReader;
  readonly #run: Deferred<RunIds>;
  readonly #end = new Deferred<"complete" | "closed">();
  readonly #streamed = new StreamedState();
  /** The events before this stream, while they are read. */
  #past: RunStream<WireEvent> | undefined;
  /** The end of the stream, once it has ended. */
  #ended: StreamEnd | undefined;
  /** The iterator over parts, messages or texts. */
  #items: ItemStream<unknown> | undefined;
  /** The items that another stream left undelivered, until this one has read them. */
  #left: Pending | undefined;

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
    this.#left = settings.cursor.pending;
  }

  /**
   * The ids of the run, once the server has sent them. Reading this property starts the stream after one microtask, so that
   * a loop in the same tick comes first. Its events wait for their consumer. Rejects if the stream ends before that.
   */
  get run(): Promise<RunIds> {
    if (this.#reader.monitor.run === undefined) void this.#start();
    return this.#run.promise;
  }

  async #start(): Promise<void> {
    await Promise.resolve();
    if (this.consumer !== undefined || this.hasStarted || this.#ended !== undefined) return;
    // The consumer, which may be of any kind, comes later.
    this.#reader.modes = this.#defaultModes("parts()");
    try {
      await this.prefetch((messages) => this.#learnFrom(messages));
      if (this.#reader.monitor.run === undefined)
        throw new LangGraphError("The server did not send the run's id");
    } catch (error) {
      this.#run.reject(error);
    }
  }

  /** Learns the ids from the first event, if the server sent none in a header. Returns true if no later event has them. */
  #learnFrom(messages: readonly SseMessage[]): boolean {
    const first = messages.find((message) => !isForeign(message));
    if (first?.event === "metadata") this.#learn(parseEvent(first).data);
    return first !== undefined || this.#reader.monitor.run !== undefined;
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
    const items = this.#ended === "complete" ? 0 : (this.#items?.pending ?? 0);
    const pending = items === 0 ? undefined : { consumer: this.consumer ?? "loop", items };
    return this.#reader.cursorText(this.#left ?? pending);
  }

  protected override claim(consumer: Consumer): void {
    const isFirst = this.consumer === undefined;
    super.claim(consumer);
    if (!isFirst) return;
    if (this.#left?.consumer !== consumer) this.#left = undefined;
    const modes = this.#defaultModes(consumer);
    if (!this.hasStarted) this.#reader.modes = modes;
    // Started for any consumer, the stream has more modes than a loop expects.
    else if (this.#settings.modes === undefined) this.#reader.onlyModes(modes);
  }

  /** The modes of a new run whose caller chose none. */
  #defaultModes(consumer: Consumer): StreamMode[] {
    if (consumer === "loop" || consumer === "final()") return ["values"];
    // final() of a run without a thread needs the state.
    const needsValues = consumer !== "text()" || this.#api.threadId === null;
    const modes: StreamMode[] = needsValues ? ["messages-tuple", "values"] : ["messages-tuple"];
    if (consumer !== "parts()") return modes;
    return this.#settings.includesSubgraphs ? [...modes, "custom", "tasks"] : [...modes, "custom"];
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
    if (type === "metadata") this.#learn(data);
    if (type === "values" || type === "updates") withinShape(event, () => this.#streamed.observe(event));
  }

  /** Takes the ids of the run from the data of its first event. */
  #learn(data: unknown): void {
    if (!isRecord(data) || typeof data["run_id"] !== "string") return;
    const threadId = typeof data["thread_id"] === "string" ? data["thread_id"] : null;
    this.#reader.monitor.learn({ runId: data["run_id"], threadId: this.#api.threadId ?? threadId });
  }

  protected override onEnd(end: StreamEnd): void {
    this.#past?.close();
    this.#ended = end;
    if (typeof end === "object") {
      this.#run.reject(end.error);
      return this.#end.reject(end.error);
    }
    const { cursor, monitor } = this.#reader;
    const { run } = monitor;
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
    if (!this.hasStarted && this.#reader.monitor.run === undefined) {
      throw new LangGraphError("The run has not started: a stream starts when it is first read.");
    }
    await this.#api.cancel(await this.#run.promise, options);
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
    if (this.consumer === undefined && this.#ended === undefined) void this.#drain();
    const end = await this.#end.promise;
    const run = await this.#run.promise;
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
    const outcome = this.#reader.monitor.outcome ?? (await this.#api.status(run, this.#settings.signal));
    const isGone = outcome?.type === "gone" && output === undefined;
    if (outcome?.type === "deleted" || isGone) throw outcome.error;
    const isStopped = outcome?.type === "ended" && outcome.cancelled;
    const state = await this.#api.state(run);
    const result = runResult({ runId: run.runId, output, streamed: this.#streamed, state, isStopped });
    // Only the caller knows the types of the state and the interrupts.
    return result as RunResult<State, InterruptValue>;
  }

  /**
   * Iterate over the text of models as it arrives. The text of a second message waits until the first is complete. To tell
   * messages apart, use {@link RunStream.parts}. A stream without a mode uses `messages-tuple`; modes of your own must
   * include it.
   */
  text(filter: MessageFilter = {}): AsyncGenerator<string, void, undefined> {
    return this.#readMessages("text()", filter, textReader);
  }

  /**
   * Iterate over messages as they grow: each item is the whole message so far, a new object. Messages that stream at the
   * same time alternate; their `id` distinguishes them. With the mode `values`, a message is yielded once more if the
   * state's version has another content, other tool calls or another id. A stream without a mode uses `messages-tuple` and
   * `values`; modes of your own must include `messages-tuple`.
   */
  messages(filter: MessageFilter = {}): AsyncGenerator<StreamedMessage, void, undefined> {
    return this.#readMessages("messages()", filter, messageReader);
  }

  /**
   * Iterate over everything that the run sends, assembled: messages, tool calls, states, interrupts, subgraphs and custom
   * data, each a {@link Part} of its own `type`. All other events arrive as parts of the type `event`. A stream without a
   * mode uses `messages-tuple`, `values` and `custom`, with `streamSubgraphs: true` also `tasks`. Where your own modes lack
   * one, the parts made of it do not arrive.
   */
  parts(): AsyncGenerator<Part<State, Custom, Event, InterruptValue>, void, undefined> {
    const builder = new PartBuilder<{}, string, Event>();
    // The graph decides the types of states, custom data and interrupts.
    return this.#read("parts()", () => builder as Reader<Part<State, Custom, Event, InterruptValue>>);
  }

  #readMessages<Item>(
    consumer: "text()" | "messages()",
    filter: MessageFilter,
    readerOf: (filter: MessageFilter) => Reader<Item>,
  ): AsyncGenerator<Item, void, undefined> {
    return this.#read(consumer, () => {
      const { modes } = this.#settings;
      if (modes !== undefined && !modes.includes("messages-tuple")) {
        const message = `${consumer} requires "messages-tuple" among the modes, or no modes.`;
        throw new InvalidArgumentError("streamMode", message);
      }
      checkFilter(filter);
      return readerOf(filter);
    });
  }

  /** Iterates over the items that a reader makes of the events. */
  #read<Item>(consumer: Consumer, start: () => Reader<Item>): AsyncGenerator<Item, void, undefined> {
    let reader: Reader<Item>;
    let hasEnded = false;
    const end = (): readonly Item[] | undefined => {
      if (hasEnded || this.#ended !== "complete") return undefined;
      hasEnded = true;
      return reader.end();
    };
    const stream = new ItemStream<Item>({
      start: () => {
        reader = tolerant(start());
        this.claim(consumer);
        this.#items = stream;
        this.#past = this.#settings.past?.();
      },
      take: () => {
        const event = this.#past === undefined ? this.take() : undefined;
        return event && reader.add(event);
      },
      read: async () => {
        const left = this.#left?.items;
        if (left !== undefined) return (await this.#replayPast(reader, true)).slice(-left);
        const { value: event } = await this.pull();
        if (event === undefined) return end();
        // An error without an id follows the last event that has one.
        if (this.#hasPast(event)) await this.#replayPast(reader, event.id === undefined);
        // close() ended the replay: the messages are not whole.
        if (this.#ended === "closed") return undefined;
        return reader.add(event);
      },
      close: () => this.close(),
    });
    return stream;
  }

  /** True if a replay can find the events before an event. Servers send some errors without an id. */
  #hasPast({ type, id }: Event): boolean {
    const position = type === "error" ? (id ?? this.#reader.cursor.lastEventId) : id;
    return type !== "metadata" && position !== undefined;
  }

  /**
   * Gives the reader the events before a joined stream, once, so that it knows the messages, tool calls and subgraphs that
   * have begun. Returns the items of the last one.
   *
   * @param includesLast - Whether the event at the cursor is one of them.
   */
  async #replayPast<Item>(reader: Reader<Item>, includesLast: boolean): Promise<readonly Item[]> {
    const past = this.#past;
    const { lastEventId = "", count } = this.#reader.cursor;
    let items: readonly Item[] = [];
    if (past === undefined) {
      this.#left = undefined;
      return items;
    }
    for await (const event of past) {
      const isLast = event.id === lastEventId && past.#reader.cursor.count >= count;
      if (isNewer(event.id, lastEventId) || (isLast && !includesLast)) break;
      items = reader.add(event);
      if (isLast) break;
    }
    this.#past = undefined;
    this.#left = undefined;
    return items;
  }
}

/** A reader of events whose data may be of any shape and depth. */
function tolerant<Item>(reader: Reader<Item>): Reader<Item> {
  return { add: (event) => withinShape(event, () => reader.add(event)), end: () => reader.end() };
}

/** Reads the data of an `error` event. The JS server sends some as plain text. */
function readFailure(data: unknown): { error: string; detail: string } {
  if (!isRecord(data)) return { error: "Error", detail: toText(data) };
  return { error: toText(data["error"] ?? "Error"), detail: toText(data["message"] ?? "") };
}
