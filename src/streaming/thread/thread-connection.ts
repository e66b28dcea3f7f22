import { throwIfAborted } from "../../abort.js";
import { ConnectionError, TimeoutError } from "../../errors.js";
import { Deferred } from "../deferred.js";
import type { Heartbeats } from "../heartbeats.js";
import { readerOf } from "../sse.js";
import type { Chunk, Source, SseMessage, SseReader } from "../sse.js";
import { parseFrame } from "./frame.js";
import type { Frame } from "./frame.js";

/** Milliseconds until a response begins: a half-open connection has none, and a proxy may hold its headers back. */
const OPEN_MS = 30_000;

/** No event arrived within the time. */
export const SILENCE: unique symbol = Symbol("silence");

/** One HTTP response of a thread's stream. */
export class ThreadConnection {
  readonly #source: Source;
  readonly #reader: SseReader;
  /** The number of events that this connection has missed: its own numbers are too low by it. */
  #missed = 0;
  #unread: Frame[] = [];
  /** A read that was not awaited to its end. */
  #pending: Promise<Chunk> | undefined;
  #limit: Deferred<typeof SILENCE> | undefined;
  readonly #openedAt = performance.now();
  /** Ends the wait for an abort of the stream. */
  readonly #release: () => void;

  private constructor(source: Source, reader: SseReader, release: () => void) {
    this.#source = source;
    this.#reader = reader;
    this.#release = release;
  }

  /**
   * Opens a connection with a signal of its own: a stream has many connections, and `fetch` leaves a listener on the signal
   * of each.
   */
  static async open(
    request: (signal: AbortSignal) => Promise<Source>,
    heartbeats: Heartbeats | undefined,
    signal: AbortSignal,
  ): Promise<ThreadConnection> {
    const own = new AbortController();
    const abort = (): void => own.abort(signal.reason);
    const release = (): void => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort);
    const late = new TimeoutError(`No response within ${OPEN_MS} ms`, { method: "POST", url: "" });
    const timer = setTimeout(() => own.abort(late), OPEN_MS);
    try {
      throwIfAborted(signal);
      const source = await request(own.signal).finally(() => clearTimeout(timer));
      return new ThreadConnection(source, readerOf(source, own.signal, heartbeats), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Waits for events. Throws at the end of the body: a thread's stream has none. */
  async read(limitMs: number): Promise<Frame[] | typeof SILENCE> {
    const until = performance.now() + limitMs;
    while (this.#unread.length === 0) {
      const leftMs = until - performance.now();
      const messages = leftMs <= 0 ? SILENCE : await this.#next(leftMs);
      if (messages === SILENCE) return SILENCE;
      for (const message of messages) this.#keep(message);
    }
    const frames = this.#unread;
    this.#unread = [];
    return frames;
  }

  async #next(limitMs: number): Promise<SseMessage[] | typeof SILENCE> {
    this.#pending ??= this.#reader.read();
    const limit = new Deferred<typeof SILENCE>();
    this.#limit = limit;
    const timer = setTimeout(() => this.wake(), limitMs);
    try {
      const chunk = await Promise.race([this.#pending, limit.promise]);
      if (chunk === SILENCE) return SILENCE;
      this.#pending = undefined;
      const messages = this.#reader.decode(chunk);
      if (messages !== undefined) return messages;
      throw new ConnectionError("The stream of the thread was closed", this.#source);
    } catch (error) {
      this.close();
      throw this.#reader.errorOf(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the current wait as if its time was over. */
  wake(): void {
    this.#limit?.resolve(SILENCE);
  }

  #keep(message: SseMessage): void {
    const frame = parseFrame(message);
    if (frame === undefined) return;
    frame.number += this.#missed;
    this.#unread.push(frame);
  }

  /** Waits for one event. `undefined`: the server is silent, also for longer than the caller's limit of silence. */
  async readOne(limitMs: number): Promise<Frame | undefined> {
    try {
      const frames = await this.read(limitMs);
      if (frames === SILENCE) return undefined;
      const [first, ...others] = frames;
      this.unread(others);
      return first;
    } catch (error) {
      if (error instanceof TimeoutError) return undefined;
      throw error;
    }
  }

  /** Gives back events, which the next read returns. */
  unread(frames: readonly Frame[]): void {
    this.#unread = [...frames, ...this.#unread];
  }

  /** The connection has missed events: corrects the numbers of those to come. */
  correct(missed: number): void {
    this.#missed += missed;
    for (const frame of this.#unread) frame.number += missed;
  }

  /** Milliseconds since the connection opened. */
  get ageMs(): number {
    return performance.now() - this.#openedAt;
  }

  close(): void {
    this.#release();
    this.#pending?.catch(() => {});
    this.#reader.cancel();
  }
}
