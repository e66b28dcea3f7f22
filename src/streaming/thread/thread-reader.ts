import { StreamDisconnectedError } from "../../errors.js";
import type { Pending } from "../cursor.js";
import { resolvesWithin } from "../deferred.js";
import type { Messages } from "../event-stream.js";
import { ReconnectingReader } from "../reconnecting-reader.js";
import type { LogLevel } from "../reconnecting-reader.js";
import { Reconnects } from "../reconnects.js";
import type { RunIds, RunRequests } from "../run-api.js";
import { RunMonitor } from "../run-monitor.js";
import { isEnd, phaseOf, runIdOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { RunBeginning } from "./run-beginning.js";
import { afterSilence } from "./silence.js";
import { SILENCE } from "./thread-connection.js";
import { AnchorMissing, REPLAY_MS, SETTLE_MS, ThreadFeed } from "./thread-feed.js";
import { ThreadPosition } from "./thread-position.js";
import type { Match } from "./thread-position.js";
import type { ThreadReaderSettings } from "./thread-settings.js";

/** Milliseconds without an event of an active run after which its status is requested. */
const QUIET_MS = 10_000;
const MAX_QUIET_MS = 60_000;
/** The same before its first event: a server may have started it before the connection listened. */
const BEGIN_MS = 1_000;
/**
 * Milliseconds for the headers of the stream to arrive. A proxy may hold them back until the first event, which a command
 * causes: so the command is then sent without them.
 */
const HEADERS_MS = 3_000;

const HISTORY = "Servers keep the events of a thread for a limited time";
const ANCHOR_MISSING = `The server has dropped the last event from its history. ${HISTORY}`;
const CURSOR_MISSING = `The server has dropped the event of the cursor from its history. ${HISTORY}`;
/** Requests for the status of a run that is being deleted, about 0.4 s apart. */
const DELETION_CHECKS = 10;
const OTHER_RUN = "Another run of the thread began, and the server sends no more events of this one";
const EVENTS_MISSING = "The server has left out events of this run";

/** Reads the events of one run of a thread, each once, over as many connections as necessary. */
export class ThreadReader extends ReconnectingReader<Frame> {
  readonly monitor: RunMonitor;
  readonly #settings: ThreadReaderSettings;
  readonly #feed: ThreadFeed;
  readonly #reconnects: Reconnects;
  #isPrepared = false;
  /** True once the server knows the run. */
  #isStarted = false;
  /** True once an event of the run was delivered. */
  #hasBegun = false;
  /** The run waits at an interrupt, or was cancelled: a few more events may follow. */
  #mayEnd = false;
  /** The event at the end of the run was read. */
  #hasEnded = false;
  /** True once missing events were read again. */
  #isRepaired = false;
  #isCancelled = false;
  #silentAfterEnd = 0;
  #silentBeforeStart = 0;
  /** The last event of the run that was read. */
  #last: Frame | undefined;
  #quietMs = BEGIN_MS;
  /** The heartbeats before the current silence. */
  #heartbeats = 0;
  #delivered = 0;
  /** Compares events with the cursor, until its event is found. */
  #match: ((frame: Frame) => Match) | undefined;
  /** The events up to the cursor. */
  readonly #past = new WeakMap<Frame, Match>();

  constructor(api: RunRequests, settings: ThreadReaderSettings) {
    super();
    this.#settings = settings;
    this.monitor = new RunMonitor(api, settings);
    this.#reconnects = new Reconnects(settings, this.monitor);
    this.#match = settings.cursor?.matcher();
    const open: ThreadReaderSettings["open"] = async (request, signal) => {
      const source = await settings.open(request, signal);
      this.connections += 1;
      return source;
    };
    const trace = (step: string): void => this.trace(step);
    this.#feed = new ThreadFeed({ ...settings, open, trace }, new ThreadPosition());
  }

  /** The position of the anchor event as a cursor. */
  cursorText(pending?: Pending): string | undefined {
    const { cursor, channels } = this.#settings;
    const isReplaying = !this.#hasBegun || this.#match !== undefined;
    return isReplaying
      ? cursor?.toText(channels, cursor.pending)
      : this.#feed.position.toText(channels, pending);
  }

  /** `anchor` for the event of the cursor, `other` for those before it. Only readers of messages need them. */
  matchOf(frame: Frame): Match | undefined {
    return this.#past.get(frame);
  }

  /** Records an event as delivered. */
  deliver(frame: Frame): void {
    this.#hasBegun = true;
    this.#feed.position.advance(frame);
    this.#settings.memory.position = this.#feed.position;
    if (!this.#past.has(frame)) this.#delivered += 1;
  }

  /** True while the run must not be started yet. */
  get isWaiting(): boolean {
    return !this.#isPrepared && this.monitor.run === undefined;
  }

  /** The run was cancelled: its end may come without an event. */
  expectEnd(): void {
    this.#isCancelled = true;
    this.#quietMs = BEGIN_MS;
    this.#feed.wake();
  }

  cancel(): void {
    this.#feed.close();
  }

  async read(signal: AbortSignal): Promise<Messages<Frame>> {
    if (this.isOver) return undefined;
    if (this.#hasBegun) this.#feed.selectAll();
    if (!this.#isStarted) await this.#begin(signal);
    else if (this.#feed.connection === undefined) await this.#reopen(signal);
    this.#heartbeats = this.#settings.heartbeats.count;
    const frames = await this.#feed.read(this.#limitMs, signal);
    if (frames === SILENCE) return this.#onSilence(signal);
    this.#reconnects.onNewEvent();
    this.#quietMs = this.#usualQuietMs;
    this.#silentAfterEnd = 0;
    return this.#upToEnd(this.#markPast(frames), signal);
  }

  get #usualQuietMs(): number {
    if (this.#mayEnd) return SETTLE_MS;
    return this.#isCancelled ? BEGIN_MS : QUIET_MS;
  }

  get #limitMs(): number {
    if (this.#mayEnd)
      return Math.min(this.#quietMs, this.monitor.outcome === undefined ? MAX_QUIET_MS : SETTLE_MS);
    return this.monitor.outcome === undefined ? this.#quietMs : REPLAY_MS;
  }

  /** Opens the stream, then starts the run: so none of its events is missed. */
  async #begin(signal: AbortSignal): Promise<void> {
    const { start, memory } = this.#settings;
    await this.#prepare(signal);
    if (start === undefined) {
      const run = await this.monitor.status(signal);
      if (run?.type === "deleted" || run?.type === "gone") throw this.endWith(run.error);
      await this.#feed.connect(run?.type === "ended" ? undefined : "active", signal);
      return this.#onStarted(undefined);
    }
    this.#feed.position = memory.position.copy();
    const opening = this.#feed.connect(memory.isDoubtful ? "active" : "early", signal);
    // If the command fails, nothing awaits the stream.
    opening.catch(() => {});
    const isOpen = await resolvesWithin(opening, HEADERS_MS);
    this.#onStarted(await this.#start(start, signal));
    await opening;
    // The run began before the connection was open.
    if (!isOpen) this.#feed.doubt = "active";
  }

  #onStarted(number: number | undefined): void {
    const { runId } = this.#run;
    this.#feed.select(() => new RunBeginning({ runId, number }));
    this.#isStarted = true;
  }

  async #prepare(signal: AbortSignal): Promise<void> {
    if (this.#isPrepared) return;
    const run = await this.#settings.prepare(signal);
    if (run !== undefined) this.monitor.learn(run);
    this.#isPrepared = true;
  }

  async #start(
    start: NonNullable<ThreadReaderSettings["start"]>,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    try {
      const { run, number } = await start(signal);
      this.monitor.learn(run);
      return number;
    } catch (error) {
      // The server may have processed the command: it must not be sent again.
      throw this.endWith(error);
    }
  }

  async #reopen(signal: AbortSignal): Promise<void> {
    this.#reconnects.onReconnect();
    const isOver = this.monitor.outcome !== undefined || this.#hasEnded;
    await this.#feed.connect(isOver ? undefined : "active", signal);
    this.trace(`connection ${this.connections} opened`, "info");
  }

  get #run(): RunIds {
    const { run } = this.monitor;
    if (run === undefined) throw new TypeError("The run is unknown");
    return run;
  }

  #markPast(frames: Frame[]): Frame[] {
    for (const frame of frames) {
      const match = this.#match?.(frame);
      if (match === "younger") throw this.endWith(this.#disconnectedError(CURSOR_MISSING));
      if (match !== undefined) this.#past.set(frame, match);
      if (match === "anchor") this.#match = undefined;
    }
    return frames;
  }

  /** Returns the events before the one that ends the run, or that one alone. */
  async #upToEnd(frames: Frame[], signal: AbortSignal): Promise<Frame[]> {
    const index = frames.findIndex((frame, at) => isEnd(frame) || this.#isOther(frame, at === 0));
    if (index !== 0) {
      const before = index === -1 ? frames : frames.slice(0, index);
      this.#feed.unread(frames.slice(before.length));
      this.#last = before.at(-1) ?? this.#last;
      return before;
    }
    const [frame] = frames;
    if (frame === undefined) return [];
    if (!isEnd(frame)) return this.#onOtherRun(signal);
    const phase = phaseOf(frame.event);
    if (phase === "interrupted") return this.#onInterrupt(frame, frames.slice(1), signal);
    this.#hasEnded = true;
    // The event has the message of the graph's error, but on some servers not its name.
    if (phase === "failed") await this.monitor.status(signal, "end");
    const isComplete = await this.#feed.isComplete(frame, signal);
    return isComplete ? this.#endWhole([frame], phase ?? "") : this.#readAgain();
  }

  async #onInterrupt(frame: Frame, rest: Frame[], signal: AbortSignal): Promise<Frame[]> {
    if (!(await this.#feed.isComplete(frame, signal))) return this.#readAgain();
    this.#feed.unread(rest);
    this.#last = frame;
    this.#mayEnd = true;
    this.#quietMs = SETTLE_MS;
    await this.monitor.status(signal);
    return [frame];
  }

  /** True for the first event of another run. That of this run is the first one of all. */
  #isOther({ event }: Frame, isFirst: boolean): boolean {
    if (phaseOf(event) !== "running" || (isFirst && this.#last === undefined)) return false;
    return runIdOf(event) !== this.#run.runId;
  }

  /** Another run has begun, and this one's end did not arrive: it was rolled back, or the server sends no more of it. */
  async #onOtherRun(signal: AbortSignal): Promise<Frame[]> {
    return this.#mayEnd ? this.#endAtLast(signal) : this.#endIfDeleted(OTHER_RUN, signal);
  }

  /** Ends the stream of a run that was rolled back, whose events are gone. For any other run, their lack is an error. */
  async #endIfDeleted(message: string, signal: AbortSignal): Promise<Frame[]> {
    // A busy Python server deletes the events of such a run some time before the run. The JS server deletes neither.
    const { isExact } = this.#feed;
    for (let check = 0; check < (isExact ? 1 : DELETION_CHECKS); check += 1) {
      const run = await this.monitor.status(signal, isExact ? "end" : "deletion");
      if (run?.type === "deleted" || run?.type === "gone") return this.#endStreamWith([], `run ${run.type}`);
    }
    throw this.endWith(this.#disconnectedError(message));
  }

  async #onSilence(signal: AbortSignal): Promise<Frame[]> {
    const wasOver = this.monitor.outcome !== undefined;
    const run = await this.monitor.status(signal);
    if (wasOver) this.#silentAfterEnd += 1;
    if (run?.type === "active" && !run.isPending && !this.#hasBegun) this.#silentBeforeStart += 1;
    const conclusion = afterSilence(run, {
      mayEnd: this.#mayEnd,
      hasBegun: this.#hasBegun,
      wasOver,
      silentAfterEnd: this.#silentAfterEnd,
      silentBeforeStart: this.#silentBeforeStart,
      // Without heartbeats, a dead connection looks like a graph that thinks.
      mayBeDead: this.#quietMs >= QUIET_MS && this.#settings.heartbeats.count === this.#heartbeats,
    });
    switch (conclusion.type) {
      case "end at last event":
        return this.#endAtLast(signal);
      case "end":
        return this.#endStreamWith([], `run ${run?.type}`);
      case "disconnected":
        throw this.endWith(this.#disconnectedError(conclusion.message));
      case "reopen":
        this.#feed.close();
    }
    this.#quietMs = Math.min(2 * this.#quietMs, MAX_QUIET_MS);
    return [];
  }

  /** Ends the stream at the last event that was read, which was delivered, unless a new connection has others behind it. */
  async #endAtLast(signal: AbortSignal): Promise<Frame[]> {
    if (this.#last === undefined) return [];
    const tail = await this.#feed.tailOf(this.#last, signal);
    if (tail === "missing") return this.#readAgain();
    if (tail === "none") return this.#endWhole([], "no event follows");
    this.#feed.close();
    return [];
  }

  /** Ends the stream, which has all events of the run. */
  #endWhole(frames: Frame[], step: string): Frame[] {
    if (this.#match !== undefined) throw this.endWith(this.#disconnectedError(CURSOR_MISSING));
    return this.#endStreamWith(frames, `complete: ${step}`);
  }

  /** Events are missing. A new connection may have those behind the anchor event; if it has not, throws. */
  #readAgain(): Frame[] {
    if (this.#isRepaired) throw this.endWith(this.#disconnectedError(EVENTS_MISSING));
    this.trace("events are missing: reading again behind the last one delivered");
    this.#isRepaired = true;
    this.#settings.memory.isDoubtful = true;
    this.#feed.close();
    return [];
  }

  #endStreamWith(frames: Frame[], step: string): Frame[] {
    this.endStream(step);
    return frames;
  }

  protected async reconnect(cause: unknown, signal: AbortSignal): Promise<Frame[]> {
    const { connection } = this.#feed;
    this.#feed.close();
    this.#silentAfterEnd = 0;
    if (cause instanceof AnchorMissing) {
      if (this.#hasBegun) return this.#endIfDeleted(ANCHOR_MISSING, signal);
      // The run has no event yet: its first one is found without the end of the run before.
      this.#feed.position = this.#settings.memory.position = new ThreadPosition();
      return [];
    }
    const reason = await this.#reconnects.wait(cause, connection, signal);
    if (reason === undefined) return [];
    if (!this.#isStarted) throw this.endWith(cause);
    const message = `The connection broke, and the stream cannot reconnect: ${reason}`;
    throw this.endWith(this.#disconnectedError(message, cause));
  }

  #disconnectedError(message: string, cause?: unknown): StreamDisconnectedError {
    const run = this.#run;
    return new StreamDisconnectedError(message, {
      ...run,
      lastEventId: undefined,
      cursor: this.cursorText(),
      received: this.#delivered,
      cause,
      reconnect: () => this.#settings.rejoin(run),
    });
  }

  protected trace(step: string, level?: LogLevel): void {
    this.monitor.trace(step, level);
  }
}
