import { throwIfAborted } from "../abort.js";
import { ConnectionError, StreamDisconnectedError } from "../errors.js";
import type { StreamMode } from "../types.js";
import { BEGINNING_MISSING, EVENTS_EXPIRE, concludeFrom, isCleanEnd } from "./conclude.js";
import type { Conclusion, ConnectionEnd, StreamFacts } from "./conclude.js";
import { Connection } from "./connection.js";
import type { Cursor, Pending } from "./cursor.js";
import type { Messages } from "./event-stream.js";
import { isForeign, typeOf } from "./events.js";
import { modeFilter } from "./modes.js";
import { ReconnectingReader } from "./reconnecting-reader.js";
import type { LogLevel } from "./reconnecting-reader.js";
import { Reconnects } from "./reconnects.js";
import type { ReconnectSettings } from "./reconnects.js";
import { ReplayFilter } from "./replay-filter.js";
import type { RunApi, RunIds, RunOutcome } from "./run-api.js";
import { RunMonitor } from "./run-monitor.js";
import type { RunMonitorSettings } from "./run-monitor.js";
import { LAST_CHUNK } from "./sse.js";
import type { Chunk, SseMessage } from "./sse.js";

/** Settings of a {@link RunReader}. */
export interface RunReaderSettings extends RunMonitorSettings, ReconnectSettings {
  /** The position at which the stream starts. */
  cursor: Cursor;
  /** The events that the caller asked for. */
  from: StreamFacts["from"];
  /** Selects the events to deliver by their type. Default: all. */
  accepts?: ((type: string) => boolean) | undefined;
  /** The reason why the server stores no events of the run, if that is known. */
  obstacle?: string | undefined;
  /** True if it is unknown whether the server stores the run's events. */
  isStorageUncertain: boolean;
  /** Opens a stream of the events behind a cursor. */
  rejoin(run: RunIds, cursor: string): AsyncGenerator<unknown, void, undefined>;
}

/** The Python server stores no events of this mode. */
export const NO_MESSAGES_MODE = 'the server does not store events of the mode "messages"';

/** Reads the events of a run, each once, over as many connections as necessary. */
export class RunReader extends ReconnectingReader<SseMessage, Chunk> {
  readonly #api: RunApi;
  /** The ids and the end of the run. */
  readonly monitor: RunMonitor;
  readonly #settings: RunReaderSettings;
  /** The position up to which events were delivered. */
  readonly cursor: Cursor;
  /** The stream modes of a new run whose caller chose none. */
  modes: readonly StreamMode[] = ["values"];
  #connection: Connection | undefined;
  #previousWasClean = false;
  #obstacle: string | undefined;
  #delivered = 0;
  readonly #reconnects: Reconnects;
  #emptyReplays = 0;
  /** The name of the first event of the run. */
  #firstEvent: string | undefined;
  /** True if it came on a reconnect. */
  #beganLate = false;
  /** Ends the stream, once its last event is delivered. */
  #lastError: string | undefined;
  /** The `error` event of a failed run whose server stored none. */
  #synthesized: SseMessage | undefined;
  #accepts: ((type: string) => boolean) | undefined;

  constructor(api: RunApi, settings: RunReaderSettings) {
    super();
    this.#api = api;
    this.#settings = settings;
    this.monitor = new RunMonitor(api, settings);
    this.#reconnects = new Reconnects(settings, this.monitor);
    this.cursor = settings.cursor;
    this.#obstacle = settings.obstacle;
    this.#accepts = settings.accepts;
    this.isOver = settings.cursor.ending !== undefined;
  }

  /** Waits for a chunk of the connection, which it opens first if necessary. */
  read(signal: AbortSignal): Promise<Chunk> {
    if (this.isOver) return Promise.resolve(LAST_CHUNK);
    if (this.#lastError !== undefined) throw this.endWith(this.#disconnectedError(this.#lastError));
    return this.#connection?.read() ?? this.#connectAndRead(signal);
  }

  /** Selects the events to deliver; `undefined` when the stream is over. Only few chunks need a promise. */
  select(chunk: Chunk, signal: AbortSignal): Messages | Promise<Messages> {
    const connection = this.#connection;
    if (connection === undefined) return undefined;
    const messages = connection.decode(chunk);
    if (messages === undefined) return this.#withoutEvents(connection, true, signal);
    if (messages.length > 0) return this.#withEvents(connection, messages, signal);
    const isOver = connection.isSilent || this.monitor.isHanging(connection);
    return isOver ? this.#withoutEvents(connection, false, signal) : messages;
  }

  override recover(cause: unknown, signal: AbortSignal): Promise<SseMessage[]> {
    return super.recover(this.#connection === undefined ? cause : this.#connection.errorOf(cause), signal);
  }

  /** Records an event as delivered. Returns false if it is not of the requested modes. */
  deliver(message: SseMessage): boolean {
    // The synthesized `error` event has no position on the server.
    if (message !== this.#synthesized) this.cursor.advance(message);
    if (this.#accepts?.(typeOf(message.event ?? "")) === false) return false;
    this.#delivered += 1;
    return true;
  }

  /** Leaves out the events of other modes. */
  onlyModes(modes: readonly StreamMode[]): void {
    this.#accepts = modeFilter(modes);
  }

  /** The position of the last delivered event; `undefined` if no stream can continue there. */
  cursorText(pending?: Pending): string | undefined {
    return this.#obstacle === undefined ? this.cursor.toText(pending) : undefined;
  }

  async #connectAndRead(signal: AbortSignal): Promise<Chunk> {
    this.#connection = await this.#connect(signal);
    return this.#connection.read();
  }

  async #connect(signal: AbortSignal): Promise<Connection> {
    const { heartbeats, run: joined } = this.#settings;
    const isFirst = this.connections === 0;
    const from = this.cursor.reconnectFrom;
    const openedAfterEnd = this.monitor.outcome !== undefined;
    const source = await (isFirst ? this.#open(signal) : this.#reopen(from, signal));
    if (openedAfterEnd) heartbeats.onLateReplay();
    const isJoined = joined !== undefined || !isFirst;
    const isReplay = !isFirst || (isJoined && from !== undefined);
    const filter = isReplay ? new ReplayFilter(this.cursor) : undefined;
    // Counted before the body is read: from now on the run exists, even if the body cannot be read.
    this.connections += 1;
    const connection = new Connection({ source, heartbeats, filter, isJoined, openedAfterEnd }, signal);
    const position = from === undefined ? "without Last-Event-ID" : `replaying after ${from}`;
    this.trace(`connection ${this.connections} opened${isReplay ? `, ${position}` : ""}`, "info");
    return connection;
  }

  async #open(signal: AbortSignal) {
    const source = await this.#api.open(this.modes, signal);
    try {
      if (source.run !== undefined) this.monitor.learn(source.run);
    } catch (error) {
      // A callback of the caller threw: nothing reads the body.
      source.body.cancel().catch(() => {});
      throw error;
    }
    return source;
  }

  #reopen(from: string | undefined, signal: AbortSignal) {
    this.#reconnects.onReconnect();
    // Without the ids of the run the stream has an obstacle, and does not reconnect.
    if (this.monitor.run === undefined) throw this.endWith(this.#disconnectedError("The run is unknown"));
    return this.#api.reconnect(this.monitor.run, from, signal);
  }

  #withEvents(
    connection: Connection,
    messages: SseMessage[],
    signal: AbortSignal,
  ): SseMessage[] | Promise<SseMessage[]> {
    const { heartbeats } = this.#settings;
    const first = messages.find((message) => !isForeign(message));
    if (first === undefined) {
      heartbeats.onForeignEvent();
      if (this.monitor.isHanging(connection)) return this.#withoutEvents(connection, false, signal);
    } else {
      heartbeats.onEvent();
    }
    const isFirst = connection.isEmpty && (connection.isJoined || this.#firstEvent === undefined);
    if (isFirst && first?.event === "error" && (connection.isJoined || !first.id)) {
      return this.#withError(connection, messages, signal);
    }
    // Without Last-Event-ID, Aegra sends only `end` for a run that has ended: a replay without events.
    if (first?.event === "end" && !first.id && connection.isBehind) {
      // A whole body would have had the event.
      this.#previousWasClean = false;
      return this.#withoutEvents(connection, true, signal);
    }
    return this.#accept(connection, messages);
  }

  /** Takes the first events of a connection, of which the very first is an error. */
  async #withError(
    connection: Connection,
    messages: SseMessage[],
    signal: AbortSignal,
  ): Promise<SseMessage[]> {
    // Servers send such an event for unknown runs, too, so the run's status decides.
    const run = await this.monitor.status(signal).catch(() => undefined);
    throwIfAborted(signal);
    const isMissing = run?.type === "deleted" || run?.type === "gone";
    return isMissing ? this.#actOn({ type: "absent" }, run) : this.#accept(connection, messages);
  }

  #accept(connection: Connection, messages: SseMessage[]): SseMessage[] {
    if (messages.some(({ event }) => event?.startsWith("messages/"))) this.#obstacle ??= NO_MESSAGES_MODE;
    const { events, stoppedBy } = connection.accept(messages);
    // Events without an id prove no progress: gateways send some on each connection.
    if (events.some(({ id }) => id)) this.#reconnects.onNewEvent();
    if (this.#firstEvent === undefined) {
      this.#firstEvent = events.find((message) => !isForeign(message))?.event;
      this.#beganLate = this.connections > 1;
    }
    if (stoppedBy?.verdict === "ambiguous") {
      this.trace("an event may be a duplicate: reconnecting");
      this.cancel();
    } else if (stoppedBy !== undefined) {
      // Events before the gap are delivered first.
      if (events.length === 0) throw this.endWith(this.#gapError(stoppedBy.message));
      connection.unread(messages.slice(messages.indexOf(stoppedBy.message)));
    }
    return this.#untilFinal(events);
  }

  /** Ends the stream at a final event. */
  #untilFinal(events: SseMessage[]): SseMessage[] {
    const last = events.findIndex(({ event }) => event === "error" || event === "end");
    if (last === -1) return events;
    const { event } = events[last] ?? {};
    const { from, lacksBeginning, connections } = this.#facts;
    const isAlone = this.#firstEvent === "end" && (lacksBeginning || connections > 1);
    const mustBegin = from === "first event" || (from === "new run" && this.#beganLate);
    const lacksEvents = isAlone || (mustBegin && this.#firstEvent !== "metadata");
    if (event === "end" && lacksEvents) {
      this.#lastError = BEGINNING_MISSING;
      this.cancel();
      return events.slice(0, isAlone ? last : last + 1);
    }
    this.endStream(`complete: the run sent "${event}"`);
    return events.slice(0, last + 1);
  }

  async #withoutEvents(
    connection: Connection,
    isClosed: boolean,
    signal: AbortSignal,
  ): Promise<SseMessage[]> {
    const end = connection.endOf(isClosed);
    this.trace(isClosed ? "connection closed" : "only heartbeats since the run ended");
    const expected = end.isClean && isClosed ? "end" : undefined;
    return this.#actOn(end, await this.monitor.status(signal, expected));
  }

  /** Acts on the end of a connection. Returns events to deliver. */
  #actOn(end: ConnectionEnd, run: RunOutcome | undefined): SseMessage[] {
    const conclusion = concludeFrom(end, this.#facts, run);
    const isEmpty = end.type === "closed" && end.openedAfterEnd && end.isEmpty && end.isClean;
    this.#emptyReplays = isEmpty ? this.#emptyReplays + (end.isHanging ? 2 : 1) : 0;
    switch (conclusion.type) {
      case "complete":
        return this.#endComplete();
      case "prove":
        this.#previousWasClean = isCleanEnd(end, this.connections);
        this.trace("reconnecting to prove the end");
        this.cancel();
        return [];
      case "tail":
        return this.#unreadTail();
      default:
        throw this.#errorOf(conclusion);
    }
  }

  /** Makes a truncated body's last event the next one to read. */
  #unreadTail(): SseMessage[] {
    const tail = this.#connection?.takeTail();
    if (tail === undefined) throw this.#brokenError("The stream ended in the middle of an event");
    this.#connection?.unread([tail]);
    return [];
  }

  #errorOf(conclusion: Exclude<Conclusion, { type: "complete" | "prove" | "tail" }>): Error {
    if (conclusion.type === "retry") return this.#brokenError(conclusion.message);
    if (conclusion.type === "unknown-run") return this.endWith(conclusion.error);
    return this.endWith(this.#disconnectedError(conclusion.message, conclusion.cause));
  }

  protected async reconnect(cause: unknown, signal: AbortSignal): Promise<SseMessage[]> {
    this.#previousWasClean = false;
    const connection = this.#connection;
    this.cancel();
    const { obstacle } = this.#facts;
    const reason = obstacle ?? (await this.#reconnects.wait(cause, connection, signal));
    if (reason === undefined) return [];
    const run = await this.monitor.status(signal).catch(() => undefined);
    return this.#actOn({ type: "failed", reason, cause }, run);
  }

  get #facts(): StreamFacts {
    const { from, isStorageUncertain } = this.#settings;
    const unknownRun = this.monitor.run === undefined ? "the server has not named the run yet" : undefined;
    const asksForBeginning = from === "first event" || from === "stored events";
    return {
      obstacle: this.#obstacle ?? unknownRun ?? this.cursor.obstacle,
      isStorageUncertain,
      from,
      hasBegun: this.#firstEvent !== undefined,
      lacksBeginning: asksForBeginning && this.#firstEvent !== "metadata",
      connections: this.connections,
      previousWasClean: this.#previousWasClean,
      emptyReplays: this.#emptyReplays,
      isStateless: this.#api.threadId === null,
    };
  }

  /** Ends the stream. If the run failed and the server did not store its `error` event, delivers one first. */
  #endComplete(): SseMessage[] {
    this.endStream(`complete after ${this.#delivered} events`);
    const failure = this.monitor.outcome?.type === "ended" ? this.monitor.outcome.failure : undefined;
    if (failure === undefined) return [];
    this.#synthesized = { id: undefined, event: "error", data: JSON.stringify(failure) };
    return [this.#synthesized];
  }

  #brokenError(message: string): ConnectionError {
    return new ConnectionError(message, this.#connection?.source ?? { method: "", url: "" });
  }

  #gapError({ id, event }: SseMessage): StreamDisconnectedError {
    const { lastEventId, reconnectFrom } = this.cursor;
    const next = id ? `event ${id}` : `"${event}"`;
    const missing = `The replay does not contain event ${lastEventId ?? reconnectFrom}, and continues with ${next}`;
    return this.#disconnectedError(`${missing}. ${EVENTS_EXPIRE}`);
  }

  #disconnectedError(message: string, cause?: unknown): StreamDisconnectedError {
    const { run } = this.monitor;
    const cursorText = this.cursorText();
    const canContinue = run !== undefined && cursorText !== undefined;
    return new StreamDisconnectedError(message, {
      runId: run?.runId ?? null,
      threadId: run?.threadId ?? this.#api.threadId,
      lastEventId: this.cursor.lastEventId,
      cursor: canContinue ? cursorText : undefined,
      received: this.#delivered,
      cause,
      reconnect: canContinue ? () => this.#settings.rejoin(run, cursorText) : undefined,
    });
  }

  protected trace(step: string, level?: LogLevel): void {
    this.monitor.trace(step, level);
  }

  cancel(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }
}
