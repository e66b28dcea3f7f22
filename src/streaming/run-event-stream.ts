import { LangGraphError } from "../errors.js";
import type { RunFailedError } from "../errors.js";
import type { StreamedMessage } from "../messages/types.js";
import { checkFilter, messageReader, textReader } from "../parts/readers.js";
import type { MessageFilter, MessageReader, Reader } from "../parts/readers.js";
import type { Part } from "../parts/types.js";
import type { Pending } from "./cursor.js";
import { Deferred } from "./deferred.js";
import { EventStream } from "./event-stream.js";
import type { Consumer, MessageSource, StreamEnd } from "./event-stream.js";
import { shapeError } from "./events.js";
import type { NamedEvent } from "./events.js";
import { ItemStream } from "./item-stream.js";
import type { CancelOptions, RunIds, RunRequests } from "./run-api.js";
import type { RunMonitor } from "./run-monitor.js";
import { StreamedState, runResult } from "./run-result.js";
import type { RunResult } from "./run-result.js";

/** Settings of a {@link RunEventStream}. */
export interface RunEventStreamSettings {
  /** Throw a {@link RunFailedError} at the end of a failed run. */
  raiseError: boolean;
  signal: AbortSignal | undefined;
}

/** The source of a run's events, and of its ids. */
export interface RunSource<Message> extends MessageSource<Message, unknown> {
  readonly monitor: RunMonitor;
}

/**
 * The events of a run, whichever protocol sends them: with the run's ids and result, and the ways to read it. Its
 * subclasses connect them to the server's two protocols.
 */
export abstract class RunEventStream<
  Event extends NamedEvent,
  Message,
  State,
  InterruptValue,
  Custom,
> extends EventStream<Event, Message> {
  readonly #api: RunRequests;
  readonly #settings: RunEventStreamSettings;
  readonly #monitor: RunMonitor;
  readonly #run: Deferred<RunIds>;
  readonly #end = new Deferred<"complete" | "closed">();
  /** The state and interrupts so far. */
  protected readonly streamed = new StreamedState();
  /** The end of the stream, once it has ended. */
  protected ended: StreamEnd | undefined;
  /** The iterator over parts, messages or texts. */
  #items: ItemStream<unknown> | undefined;

  /** @param run - Resolves to the ids of the run. */
  constructor(
    api: RunRequests,
    source: RunSource<Message>,
    settings: RunEventStreamSettings,
    run: Deferred<RunIds>,
    decode: (message: Message) => Event,
  ) {
    super(source, settings.signal, decode);
    this.#api = api;
    this.#settings = settings;
    this.#monitor = source.monitor;
    this.#run = run;
    if (source.monitor.run !== undefined) run.resolve(source.monitor.run);
  }

  /**
   * The ids of the run, once the server has sent them. Reading this property starts the stream after one microtask, so that
   * a loop in the same tick comes first. Its events wait for their consumer. Rejects if the stream ends before that.
   */
  get run(): Promise<RunIds> {
    if (this.#monitor.run === undefined) void this.#start();
    return this.#run.promise;
  }

  async #start(): Promise<void> {
    await Promise.resolve();
    if (this.consumer !== undefined || this.hasStarted || this.ended !== undefined) return;
    this.prepare("parts()");
    try {
      await this.prefetch((messages) => this.learnFrom(messages));
      if (this.#monitor.run === undefined) throw new LangGraphError("The server did not send the run's id");
    } catch (error) {
      this.#run.reject(error);
    }
  }

  /** Called before the first request. If no consumer has come yet, it is `parts()`, which needs the most. */
  protected prepare(_consumer: Consumer): void {}

  /** Learns the ids from the first events, if possible. Returns true if later events cannot have them. */
  protected learnFrom(_messages: readonly Message[]): boolean {
    return this.#monitor.run !== undefined;
  }

  /** The items of the last event that were not delivered. */
  protected get pending(): Pending | undefined {
    const items = this.ended === "complete" ? 0 : (this.#items?.pending ?? 0);
    return items === 0 ? undefined : { consumer: this.consumer ?? "loop", items };
  }

  /** The error of the run, if it failed as far as its events show. */
  protected abstract failure(): RunFailedError | undefined;

  protected override onEnd(end: StreamEnd): void {
    this.ended = end;
    if (typeof end === "object") {
      this.#run.reject(end.error);
      return this.#end.reject(end.error);
    }
    if (this.#monitor.run === undefined) {
      this.#run.reject(new LangGraphError("The stream was closed before the server sent the run's id"));
    }
    const error = this.failure();
    if (error === undefined) return this.#end.resolve(end);
    this.#end.reject(error);
    if (this.#settings.raiseError && end === "complete") throw error;
  }

  /** Cancel the run on the server. The stream then ends by itself. */
  async cancel(options: CancelOptions = {}): Promise<void> {
    if (!this.hasStarted && this.#monitor.run === undefined) {
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
    // Wait one microtask: if a `for await` starts in this tick, it reads the stream.
    await Promise.resolve();
    if (this.consumer === undefined && this.ended === undefined) void this.#drain();
    const end = await this.#end.promise;
    const run = await this.#run.promise;
    const output = end === "closed" ? await this.#api.join(run) : this.streamed.values;
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
    const outcome = this.#monitor.outcome ?? (await this.#api.status(run, this.#settings.signal));
    const isGone = outcome?.type === "gone" && output === undefined;
    if (outcome?.type === "deleted" || isGone) throw outcome.error;
    const isStopped = outcome?.type === "ended" && outcome.cancelled;
    const state = await this.#api.state(run);
    const result = runResult({ runId: run.runId, output, streamed: this.streamed, state, isStopped });
    // Only the caller knows the types of the state and the interrupts.
    return result as RunResult<State, InterruptValue>;
  }

  /**
   * Iterate over the text of models as it arrives. The text of a second message waits until the first is complete. To tell
   * messages apart, use `parts()`.
   */
  text(filter: MessageFilter = {}): AsyncGenerator<string, void, undefined> {
    return this.#readMessages("text()", filter, textReader);
  }

  /**
   * Iterate over messages as they grow: each item is the whole message so far, a new object. Messages that stream at the
   * same time alternate; their `id` distinguishes them. A message is yielded once more if the state's version has another
   * content, other tool calls or another id.
   */
  messages(filter: MessageFilter = {}): AsyncGenerator<StreamedMessage, void, undefined> {
    return this.#readMessages("messages()", filter, messageReader);
  }

  /**
   * Iterate over everything that the run sends, assembled: messages, tool calls, states, interrupts, subgraphs and custom
   * data, each a {@link Part} of its own `type`. All other events arrive as parts of the type `event`.
   */
  parts(): AsyncGenerator<Part<State, Custom, Event, InterruptValue>, void, undefined> {
    // The graph decides the types of states, custom data and interrupts.
    return this.#read(
      "parts()",
      () => this.partReader() as Reader<Part<State, Custom, Event, InterruptValue>, Event>,
    );
  }

  /** Makes the parts of the events. */
  protected abstract partReader(): Reader<Part, Event>;

  /** Makes a reader of messages one of this stream's events. */
  protected abstract readerOf<Item>(reader: MessageReader<Item>): Reader<Item, Event>;

  /** Throws if the stream has no messages. */
  protected checkMessages(_consumer: Consumer): void {}

  #readMessages<Item>(
    consumer: "text()" | "messages()",
    filter: MessageFilter,
    newReader: (filter: MessageFilter) => MessageReader<Item>,
  ): AsyncGenerator<Item, void, undefined> {
    return this.#read(consumer, () => {
      this.checkMessages(consumer);
      checkFilter(filter);
      return this.readerOf(newReader(filter));
    });
  }

  /** Iterates over the items that a reader makes of the events. */
  #read<Item>(consumer: Consumer, start: () => Reader<Item, Event>): AsyncGenerator<Item, void, undefined> {
    let reader: Reader<Item, Event>;
    let hasEnded = false;
    const end = (): readonly Item[] | undefined => {
      if (hasEnded || this.ended !== "complete") return undefined;
      hasEnded = true;
      return reader.end();
    };
    const stream = new ItemStream<Item>({
      start: () => {
        reader = tolerant(start());
        this.claim(consumer);
        this.#items = stream;
        this.onItems();
      },
      take: () => {
        const event = this.isReplaying ? undefined : this.take();
        return event && reader.add(event);
      },
      read: async () => (await this.readItems(reader)) ?? end(),
      close: () => this.close(),
    });
    return stream;
  }

  /** Called when an iterator over items starts. */
  protected onItems(): void {}

  /** True while events before the first one to deliver are read. */
  protected get isReplaying(): boolean {
    return false;
  }

  /** Waits for an event. Resolves to its items, or to `undefined` at the end. */
  protected async readItems<Item>(reader: Reader<Item, Event>): Promise<readonly Item[] | undefined> {
    const { value: event } = await this.pull();
    return event === undefined ? undefined : reader.add(event);
  }
}

/** A reader of events whose data may be of any shape and depth. */
function tolerant<Item, Event extends NamedEvent>(reader: Reader<Item, Event>): Reader<Item, Event> {
  return {
    add(event) {
      try {
        return reader.add(event);
      } catch (cause) {
        throw shapeError(event, cause);
      }
    },
    end: () => reader.end(),
  };
}
