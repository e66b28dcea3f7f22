import { isRecord, toText } from "../../checks.js";
import { RunFailedError } from "../../errors.js";
import type { CustomOf, Graph, InterruptOf, StateOf, UpdateOf } from "../../graphs.js";
import type { MessageReader, Reader } from "../../parts/readers.js";
import type { Part } from "../../parts/types.js";
import { threadPartReader, threadReader } from "../../parts/thread-reader.js";
import type { AnyThreadEvent, ThreadEvent } from "../../protocol.js";
import { Deferred } from "../deferred.js";
import type { StreamEnd } from "../event-stream.js";
import { withinShape } from "../events.js";
import { unpackFailure } from "../failure.js";
import type { CancelOptions, RunIds, RunRequests } from "../run-api.js";
import { RunEventStream } from "../run-event-stream.js";
import type { RunEventStreamSettings } from "../run-event-stream.js";
import { phaseOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { ThreadReader } from "./thread-reader.js";
import type { ThreadReaderSettings } from "./thread-settings.js";

/** An event of a run of a known graph. */
export type RunEvent<Graphs, Id extends string> = ThreadEvent<
  StateOf<Graph<Graphs, Id>>,
  UpdateOf<Graph<Graphs, Id>>,
  CustomOf<Graph<Graphs, Id>>
>;

/** Settings of a {@link ThreadRun}. */
export interface ThreadRunSettings extends ThreadReaderSettings, RunEventStreamSettings {
  /** Selects the events to deliver. */
  accepts(event: AnyThreadEvent): boolean;
  /** Called once, at the end of the stream. */
  onEnd(): void;
}

/**
 * One run of a thread: its events, each exactly once, whatever happens to the connection. It starts when it is first read,
 * or asked for its ids or its result, and goes on, on the server, if a loop is left. It has one consumer: a loop,
 * {@link ThreadRun.parts}, {@link ThreadRun.messages} or {@link ThreadRun.text}. {@link ThreadRun.final} can be called
 * beside each of them, or alone.
 *
 * Throws a {@link RunFailedError} at the end of a failed run, and a `StreamDisconnectedError` if events are missing. The
 * error's `reconnect()` then reads all events of the run by the classic protocol.
 */
export class ThreadRun<Graphs = {}, Id extends string = string> extends RunEventStream<
  RunEvent<Graphs, Id>,
  Frame,
  StateOf<Graph<Graphs, Id>>,
  InterruptOf<Graph<Graphs, Id>>,
  CustomOf<Graph<Graphs, Id>>
> {
  readonly #settings: ThreadRunSettings;
  readonly #reader: ThreadReader;
  /** The data of the event `failed`. */
  #failed: unknown;
  /** The event that was read last. */
  #frame: Frame | undefined;
  /** True until the event of the cursor was read. */
  #isReplaying: boolean;

  /** @internal */
  constructor(requests: RunRequests, settings: ThreadRunSettings) {
    const run = new Deferred<RunIds>();
    const onRun = (ids: RunIds): void => run.resolve(ids);
    const reader = new ThreadReader(requests, { ...settings, onRun });
    // The types of a graph's data are the caller's.
    super(requests, reader, settings, run, ({ event }) => event as RunEvent<Graphs, Id>);
    this.#settings = settings;
    this.#reader = reader;
    this.#isReplaying = settings.cursor !== undefined;
  }

  /**
   * The position of the last delivered event: `join(runId, { cursor })` continues behind it, in another process too.
   * `undefined` before the first event.
   */
  get cursor(): string | undefined {
    return this.#reader.cursorText(this.pending);
  }

  /**
   * Cancel the run on the server. The stream then ends by itself. While the run waits for earlier ones of the thread, it is
   * not started at all. `POST /threads/{thread_id}/runs/{run_id}/cancel`
   */
  override async cancel(options: CancelOptions = {}): Promise<void> {
    if (this.hasStarted && this.#reader.isWaiting) return this.close();
    await super.cancel(options);
    this.#reader.expectEnd();
  }

  protected override admit(frame: Frame): boolean {
    const { event } = frame;
    this.#frame = frame;
    this.#reader.deliver(frame);
    withinShape(event, () => this.#observe(event));
    if (!this.#settings.accepts(event)) return false;
    // Without the events up to the cursor, messages would lack their beginning.
    return (
      this.#reader.matchOf(frame) === undefined || (this.consumer !== "loop" && this.consumer !== "final()")
    );
  }

  #observe(event: AnyThreadEvent): void {
    const { data } = event;
    const phase = phaseOf(event);
    if (phase !== undefined) this.#failed = phase === "failed" ? (data ?? {}) : undefined;
    if (event.event === "values" && event.namespace.length === 0)
      this.streamed.observe({ type: "values", data });
    if (event.event === "input.requested" && isRecord(data))
      this.streamed.waitAt([{ id: data["interrupt_id"], value: data["payload"] }]);
  }

  protected override failure(): RunFailedError | undefined {
    if (this.#failed === undefined) return undefined;
    const { outcome, run } = this.#reader.monitor;
    // The event has the message. Its error's name is missing on the Python server, which may know it from the thread's tasks.
    const known = outcome?.type === "ended" ? outcome.failure : undefined;
    const text = toText((isRecord(this.#failed) ? this.#failed["error"] : this.#failed) ?? "");
    const sent = unpackFailure(known?.error ?? "Error", text) ?? { error: known?.error, message: text };
    return new RunFailedError({
      error: sent.error ?? "Error",
      detail: sent.message || (known?.message ?? ""),
      runId: run?.runId ?? null,
      threadId: run?.threadId ?? null,
      data: this.#failed,
    });
  }

  protected override onEnd(end: StreamEnd): void {
    this.#settings.onEnd();
    super.onEnd(end);
  }

  protected override partReader(): Reader<Part, RunEvent<Graphs, Id>> {
    return threadPartReader();
  }

  protected override readerOf<Item>(reader: MessageReader<Item>): Reader<Item, RunEvent<Graphs, Id>> {
    return threadReader(reader);
  }

  protected override get isReplaying(): boolean {
    return this.#isReplaying;
  }

  protected override async readItems<Item>(
    reader: Reader<Item, RunEvent<Graphs, Id>>,
  ): Promise<readonly Item[] | undefined> {
    const items = await super.readItems(reader);
    const match = this.#frame && this.#reader.matchOf(this.#frame);
    this.#isReplaying &&= match === "other";
    if (items === undefined || match === undefined) return items;
    return match === "anchor" ? this.#left(items) : [];
  }

  /** The items of the cursor's event that the other stream left undelivered. */
  #left<Item>(items: readonly Item[]): readonly Item[] {
    const pending = this.#settings.cursor?.pending;
    return pending !== undefined && pending.consumer === this.consumer ? items.slice(-pending.items) : [];
  }
}
