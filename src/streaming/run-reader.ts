import { ApiError, ConnectionError, StreamInterruptedError, isTransient } from "../errors.js";
import { pauseAfterBreak, pauseAfterRefusal, sleep, throwIfAborted } from "../waiting.js";
import { ENDED_MS } from "./heartbeats.js";
import type { Heartbeats } from "./heartbeats.js";
import type { Position } from "./cursor.js";
import { typeOf } from "./events.js";
import { readerOf } from "./sse.js";
import type { MessageReader, Source, SseMessage, SseReader } from "./sse.js";

/** The ids of a run. `threadId` is `null` for a stateless run whose thread the server does not reveal. */
export interface RunIds {
  runId: string;
  threadId: string | null;
}

/** Why a run failed. */
export interface Failure {
  error: string;
  message: string;
}

/**
 * How a run stands: at work, ended, deleted (by a rollback, for example), or lost together with its thread, as by a server
 * that was started anew; the last two with the error that says so.
 */
export type Outcome =
  | { state: "active" }
  | { state: "ended"; cancelled: boolean; failure?: Failure | undefined }
  | { state: "deleted" | "lost"; error: ApiError };

/** An attempt to reopen a stream. */
export interface Reconnect {
  /** 1 for the first attempt since an event came. */
  attempt: number;
  /** Milliseconds until it is made. */
  delayMs: number;
  cause: unknown;
}

/** What the messages of a run come from. */
export interface RunConnections {
  /** Opens the stream as its caller wants it; `run`, as far as the answer tells. */
  open(signal: AbortSignal): Promise<Source & { run: RunIds | undefined }>;
  /** Opens it once more, from behind an event on. */
  reopen(run: RunIds, after: string | undefined, signal: AbortSignal): Promise<Source>;
  /** `undefined` where the server cannot be asked. With `timeoutMs` it is asked once, and no longer than that. */
  outcome(run: RunIds, signal: AbortSignal | undefined, timeoutMs?: number): Promise<Outcome | undefined>;
  /** Told once, when the ids of a new run are known. */
  onRun(run: RunIds): void;
  onReconnect(reconnect: Reconnect): void;
  /** A stream of what comes behind a cursor. */
  resume(run: RunIds, cursor: string): AsyncGenerator<unknown, void, undefined>;
}

export interface RunReaderOptions {
  position: Position;
  /** `null` for a run without a thread. */
  threadId: string | null;
  /** The run that is joined; a new one is not known yet. */
  run: RunIds | undefined;
  /** Events for whose type it says no are left out. Default: none are. */
  accepts?: ((type: string) => boolean) | undefined;
  /** Whether the server keeps the events; `undefined`: nobody knows. */
  resumable: boolean | undefined;
  heartbeats: Heartbeats;
  /** How many attempts in a row may fail without an event in between. */
  maxReconnects: number;
}

/** One body of the stream. */
interface Body {
  reader: SseReader;
  /** Whether the run was there before the first request. */
  isJoined: boolean;
  /** Whether the run had ended before it was opened: then it proves the end. */
  isProof: boolean;
  /** Whether it has said anything. */
  isSilent: boolean;
  /** After so many milliseconds of nothing but heartbeats the server is asked whether the run has ended. */
  askAfter: number;
}

/** Milliseconds until the next attempt, so many of which have failed; `undefined`: another would come no further. */
function delayAfter(cause: unknown, failed: number): number | undefined {
  if (cause instanceof ConnectionError) return pauseAfterBreak(failed);
  // The attempt that was refused is one of those that failed.
  const refused = cause instanceof ApiError && isTransient(cause.status);
  return refused ? pauseAfterRefusal(cause.headers, Math.max(0, failed - 1)) : undefined;
}

/**
 * The messages of a run, each once, over as many connections as it takes. That a body ends is no end of the run: the run
 * must have ended, and its stream, asked once more after that, have nothing more to say.
 */
export class RunReader implements MessageReader {
  readonly #connections: RunConnections;
  readonly #options: RunReaderOptions;
  readonly position: Position;
  /** The ids, as soon as they are known. */
  run: RunIds | undefined;
  /** How the run ended, as soon as that is known. */
  outcome: Outcome | undefined;

  #source: Source | undefined;
  #body: Body | undefined;
  #bodies = 0;
  /** Whether the body before ended as if everything was said. */
  #seemsOver = false;
  #received = 0;
  /** The Python server keeps no events of the mode `messages`. */
  #isKept: boolean;
  #attempt = 0;
  #over = false;
  /** Ends the question that is asked while the stream is read. */
  #inquiry: AbortController | undefined;
  /** A message that is no matter of the body at hand. */
  #late: SseMessage | undefined;
  /** The error with which the body of a joined run begins: there may be no such run. */
  #suspect: SseMessage | undefined;

  constructor(connections: RunConnections, options: RunReaderOptions) {
    this.#connections = connections;
    this.#options = options;
    this.position = options.position;
    this.run = options.run;
    this.#isKept = options.resumable !== false;
    this.#over = options.position.ending !== undefined;
  }

  take(): SseMessage | undefined {
    if (this.#late !== undefined) {
      const late = this.#late;
      this.#late = undefined;
      return this.#deliver(late);
    }
    while (this.#body !== undefined && this.#suspect === undefined) {
      const message = this.#body.reader.take();
      if (message === undefined) return undefined;
      if (this.#body.isJoined && this.#body.isSilent && message.event === "error") this.#suspect = message;
      else if (this.#accept(message) && this.#wants(message)) return this.#deliver(message);
    }
    return undefined;
  }

  #accept(message: SseMessage): boolean {
    if (this.#body !== undefined) this.#body.isSilent = false;
    this.#options.heartbeats.quietMs = 0;
    const verdict = this.position.accept(message);
    if (verdict === "deliver") this.#attempt = 0;
    if (message.event?.startsWith("messages/")) this.#isKept = false;
    if (verdict === "ambiguous") this.#disconnect();
    if (verdict === "lost") throw this.#interrupted("The server did not keep the events in between");
    return verdict === "deliver";
  }

  #wants({ event = "" }: SseMessage): boolean {
    return this.#options.accepts === undefined || this.#options.accepts(typeOf(event));
  }

  #deliver(message: SseMessage): SseMessage {
    this.#received += 1;
    // Nothing comes after them.
    if (message.event === "error" || message.event === "end") this.#close();
    return message;
  }

  async fill(signal: AbortSignal): Promise<boolean> {
    if (this.#over) return false;
    if (this.#suspect !== undefined) return this.#examine(this.#suspect, signal);
    try {
      const body = this.#body;
      if (body === undefined) return await this.#connect(signal);
      const more = await body.reader.fill();
      // What is more than an end, and no message, is a heartbeat.
      if (more && !(body.reader.isEmpty && this.#hangs(body))) return true;
      return await this.#ended(body, signal);
    } catch (cause) {
      throwIfAborted(signal);
      if (this.#source === undefined || cause instanceof StreamInterruptedError) throw cause;
      return this.#broken(cause, signal);
    }
  }

  async #connect(signal: AbortSignal): Promise<true> {
    const isProof = this.outcome !== undefined;
    if (this.#source === undefined) {
      const opened = await this.#connections.open(signal);
      if (opened.run !== undefined) this.learn(opened.run);
      this.#source = opened;
    } else if (this.run !== undefined) {
      this.#source = await this.#connections.reopen(this.run, this.position.after, signal);
      this.position.reopen();
    }
    if (isProof) this.#options.heartbeats.endRun();
    this.#body = {
      reader: readerOf(this.#source, signal, this.#options.heartbeats),
      isJoined: this.#options.run !== undefined || this.#bodies > 0,
      isProof,
      isSilent: true,
      askAfter: ENDED_MS,
    };
    this.#bodies += 1;
    return true;
  }

  /** A new run's ids, from the answer or from its first event. */
  learn(run: RunIds): void {
    if (this.run !== undefined) return;
    this.run = run;
    this.#connections.onRun(run);
  }

  async #ask(signal: AbortSignal): Promise<Outcome | undefined> {
    if (this.outcome === undefined && this.run !== undefined) {
      const outcome = await this.#connections.outcome(this.run, signal);
      if (outcome?.state === "active") return outcome;
      this.outcome = outcome;
    }
    return this.outcome;
  }

  /**
   * Some servers keep the stream of a run open that has ended, and send heartbeats: whether it has is asked meanwhile, so
   * that no event waits for the answer. What still was to come after the end has had its time then.
   */
  #hangs(body: Body): boolean {
    const { quietMs } = this.#options.heartbeats;
    if (this.outcome === undefined) {
      if (quietMs < body.askAfter) return false;
      body.askAfter = 2 * quietMs;
      void this.#inquire();
      return false;
    }
    if (quietMs < ENDED_MS) return false;
    // A run has at least its first event.
    if (body.isProof && body.isSilent && this.position.after === "-1")
      throw this.#cut("The server does not say what it was asked for");
    if (!this.#canReopen) throw this.#interrupted("The run has ended, and its stream does not");
    return true;
  }

  async #inquire(): Promise<void> {
    if (this.run === undefined) return;
    this.#inquiry?.abort();
    const { signal } = (this.#inquiry = new AbortController());
    // Who cannot be asked just now is asked later; and a run whose stream is open is there, whatever is said of it.
    const outcome = await this.#connections.outcome(this.run, signal, ENDED_MS).catch(() => undefined);
    if (outcome?.state !== "ended" || signal.aborted) return;
    this.outcome ??= outcome;
    this.#options.heartbeats.endRun();
  }

  /** A joined body that begins with an error: the run failed, or there is none. */
  async #examine(suspect: SseMessage, signal: AbortSignal): Promise<boolean> {
    const outcome = await this.#ask(signal).catch(() => undefined);
    throwIfAborted(signal);
    this.#suspect = undefined;
    if (outcome?.state === "deleted" || outcome?.state === "lost") {
      // It never was there, or it was when the stream began.
      if (this.#bodies === 1) throw outcome.error;
      if (outcome.state === "lost") throw this.#lost(outcome.error);
      return this.#conclude();
    }
    if (this.#accept(suspect)) this.#late = suspect;
    return true;
  }

  /** The body ended in good order. */
  async #ended({ reader, isProof, isSilent }: Body, signal: AbortSignal): Promise<boolean> {
    // The first event of a new run names it: where nothing came, something is missing.
    const whole = reader.whole && (this.position.received > 0 || this.#options.run !== undefined);
    if (isProof && whole && this.position.isEnd) return this.#conclude();
    const outcome = await this.#ask(signal);
    if (outcome?.state === "active") throw this.#cut("The stream ended before the run did");
    // A run that was given no thread takes its own with it when it ends.
    const isLost = outcome?.state === "lost";
    if (isLost && this.#options.threadId !== null) throw this.#lost(outcome.error);
    if (outcome !== undefined && !isLost && this.#canReopen) {
      // All was said, or so it seems: asked once more, the stream must have nothing more to say.
      // A server that keeps nothing has nothing to prove it by.
      const forgot = isProof && isSilent && this.#seemsOver;
      if (forgot && this.#options.resumable === undefined) return this.#conclude();
      if (isProof && !this.position.progressed)
        throw this.#cut("The stream ended without what it was asked for");
      this.#seemsOver = whole && (this.#bodies === 1 || !isSilent);
      this.#disconnect();
      return true;
    }
    if (whole) return this.#conclude();
    const tail = outcome && reader.takeTail();
    if (tail === undefined) throw this.#cut("The stream ended before its time");
    if (this.#accept(tail)) this.#late = tail;
    return true;
  }

  /** The body broke, or could not be opened, or ended too early. */
  async #broken(cause: unknown, signal: AbortSignal): Promise<boolean> {
    this.#seemsOver = false;
    this.#disconnect();
    const mayReopen = this.#canReopen && this.#attempt < this.#options.maxReconnects;
    const delayMs = mayReopen ? delayAfter(cause, this.#attempt) : undefined;
    if (delayMs === undefined) {
      const outcome = await this.#ask(signal).catch(() => undefined);
      if (this.#failure !== undefined || outcome?.state === "deleted") return this.#conclude();
      throw this.#interrupted("The stream was cut, and cannot be reopened", cause);
    }
    this.#attempt += 1;
    this.#connections.onReconnect({ attempt: this.#attempt, delayMs, cause });
    if (delayMs > 0) await sleep(delayMs, signal);
    return true;
  }

  get #canReopen(): boolean {
    return this.#isKept && this.run !== undefined && this.position.isKnown;
  }

  /** How far it was read, where it can go on from there. */
  get cursor(): string | undefined {
    return this.#isKept ? this.position.cursor : undefined;
  }

  get #failure(): Failure | undefined {
    return this.outcome?.state === "ended" ? this.outcome.failure : undefined;
  }

  /** All was said; except that a run failed, which not all servers keep. */
  #conclude(): boolean {
    if (this.#failure === undefined) {
      this.#close();
      return false;
    }
    this.#disconnect();
    this.#late = { id: undefined, event: "error", data: JSON.stringify(this.#failure) };
    return true;
  }

  #close(): void {
    this.#over = true;
    this.#disconnect();
  }

  #lost(cause: ApiError): StreamInterruptedError {
    return this.#interrupted("The server knows neither the run nor its thread any more", cause);
  }

  #cut(message: string): ConnectionError {
    const { method = "", url = "" } = this.#source ?? {};
    return new ConnectionError(message, { method, url });
  }

  #interrupted(message: string, cause?: unknown): StreamInterruptedError {
    const { run, cursor } = this;
    const { lastEventId } = this.position;
    const possible = run !== undefined && cursor !== undefined;
    return new StreamInterruptedError(message, {
      runId: run?.runId ?? null,
      threadId: run?.threadId ?? this.#options.threadId,
      lastEventId,
      cursor: possible ? cursor : undefined,
      received: this.#received,
      cause,
      resume: possible ? () => this.#connections.resume(run, cursor) : undefined,
    });
  }

  #disconnect(): void {
    this.#inquiry?.abort();
    this.#body?.reader.cancel();
    this.#body = undefined;
  }

  cancel(): void {
    this.#disconnect();
  }
}
