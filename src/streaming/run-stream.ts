import { isRecord, toText } from "../checks.js";
import { InvalidArgumentError, RunFailedError } from "../errors.js";
import { PartBuilder } from "../parts/part-builder.js";
import type { MessageReader, Reader } from "../parts/readers.js";
import type { Part } from "../parts/types.js";
import type { StreamMode } from "../types.js";
import { isNewer } from "./cursor.js";
import type { Pending } from "./cursor.js";
import { Deferred } from "./deferred.js";
import type { Consumer, StreamEnd } from "./event-stream.js";
import { eventParser, isForeign, parseData, withinShape } from "./events.js";
import type { WireEvent } from "./events.js";
import { partModes } from "./modes.js";
import type { RunApi, RunIds } from "./run-api.js";
import { RunEventStream } from "./run-event-stream.js";
import { RunReader } from "./run-reader.js";
import type { RunReaderSettings } from "./run-reader.js";
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
 * Without modes of your own, each consumer requests what it needs: a loop `values`, `text()` `messages-tuple`, `messages()`
 * also `values`, and `parts()` also `custom` (with `streamSubgraphs: true` and `tasks`, for the parts of subgraphs). Modes
 * of your own must include `messages-tuple` for `text()` and `messages()`; parts that a missing mode makes do not arrive.
 *
 * The loop throws a {@link RunFailedError} after the `error` event of a failed run, and a `StreamDisconnectedError` if the
 * connection broke and the stream could not reconnect without loss.
 */
export class RunStream<
  Event extends WireEvent = WireEvent,
  State = unknown,
  InterruptValue = unknown,
  Custom = unknown,
> extends RunEventStream<Event, SseMessage, State, InterruptValue, Custom> {
  readonly #api: RunApi;
  readonly #settings: RunStreamSettings;
  readonly #reader: RunReader;
  /** The events before this stream, while they are read. */
  #past: RunStream<WireEvent> | undefined;
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
    super(api, reader, settings, run, eventParser<Event>());
    this.#api = api;
    this.#settings = settings;
    this.#reader = reader;
    this.#left = settings.cursor.pending;
  }

  protected override prepare(consumer: Consumer): void {
    this.#reader.modes = this.#defaultModes(consumer);
  }

  /** Learns the ids from the first event, if the server sent none in a header. */
  protected override learnFrom(messages: readonly SseMessage[]): boolean {
    const first = messages.find((message) => !isForeign(message));
    if (first?.event === "metadata") this.#learn(parseData(first.id, first.event, first.data));
    return first !== undefined || super.learnFrom(messages);
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
    return this.#reader.cursorText(this.#left ?? this.pending);
  }

  protected override claim(consumer: Consumer): void {
    const isFirst = this.consumer === undefined;
    super.claim(consumer);
    if (!isFirst) return;
    if (this.#left?.consumer !== consumer) this.#left = undefined;
    if (!this.hasStarted) this.prepare(consumer);
    // Started for any consumer, the stream has more modes than a loop expects.
    else if (this.#settings.modes === undefined) this.#reader.onlyModes(this.#defaultModes(consumer));
  }

  /** The modes of a new run whose caller chose none. */
  #defaultModes(consumer: Consumer): StreamMode[] {
    if (consumer === "loop" || consumer === "final()") return ["values"];
    if (consumer === "parts()") return partModes(this.#settings.includesSubgraphs === true);
    // final() of a run without a thread needs the state.
    const needsValues = consumer !== "text()" || this.#api.threadId === null;
    return needsValues ? ["messages-tuple", "values"] : ["messages-tuple"];
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
    if (type === "values" || type === "updates") withinShape(event, () => this.streamed.observe(event));
  }

  /** Takes the ids of the run from the data of its first event. */
  #learn(data: unknown): void {
    if (!isRecord(data) || typeof data["run_id"] !== "string") return;
    const threadId = typeof data["thread_id"] === "string" ? data["thread_id"] : null;
    this.#reader.monitor.learn({ runId: data["run_id"], threadId: this.#api.threadId ?? threadId });
  }

  protected override onEnd(end: StreamEnd): void {
    this.#past?.close();
    super.onEnd(end);
  }

  protected override failure(): RunFailedError | undefined {
    const { cursor, monitor } = this.#reader;
    if (cursor.ending === undefined || !("failure" in cursor.ending)) return undefined;
    const { failure } = cursor.ending;
    const ids = monitor.run ?? { runId: null, threadId: this.#api.threadId };
    return new RunFailedError({ ...readFailure(failure), ...ids, data: failure });
  }

  override async final(): Promise<RunResult<State, InterruptValue>> {
    const { modes } = this.#settings;
    if (this.#api.threadId === null && modes !== undefined && !modes.includes("values")) {
      const message = 'final() of a run without a thread requires "values" among the modes.';
      throw new InvalidArgumentError("streamMode", message);
    }
    return super.final();
  }

  protected override checkMessages(consumer: Consumer): void {
    const { modes } = this.#settings;
    if (modes !== undefined && !modes.includes("messages-tuple")) {
      const message = `${consumer} requires "messages-tuple" among the modes, or no modes.`;
      throw new InvalidArgumentError("streamMode", message);
    }
  }

  protected override partReader(): Reader<Part, Event> {
    return new PartBuilder<{}, string, Event>();
  }

  protected override readerOf<Item>(reader: MessageReader<Item>): Reader<Item, Event> {
    return reader;
  }

  protected override onItems(): void {
    this.#past = this.#settings.past?.();
  }

  protected override get isReplaying(): boolean {
    return this.#past !== undefined;
  }

  protected override async readItems<Item>(
    reader: Reader<Item, Event>,
  ): Promise<readonly Item[] | undefined> {
    const left = this.#left?.items;
    if (left !== undefined) return (await this.#replayPast(reader, true)).slice(-left);
    const { value: event } = await this.pull();
    if (event === undefined) return undefined;
    // An error without an id follows the last event that has one.
    if (this.#hasPast(event)) await this.#replayPast(reader, event.id === undefined);
    // close() ended the replay: the messages are not whole.
    return this.ended === "closed" ? undefined : reader.add(event);
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

/** Reads the data of an `error` event. The JS server sends some as plain text. */
function readFailure(data: unknown): { error: string; detail: string } {
  if (!isRecord(data)) return { error: "Error", detail: toText(data) };
  return { error: toText(data["error"] ?? "Error"), detail: toText(data["message"] ?? "") };
}
