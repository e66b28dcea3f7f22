import type { Messages } from "../event-stream.js";
import { ReconnectingReader } from "../reconnecting-reader.js";
import { Reconnects } from "../reconnects.js";
import type { ReconnectSettings } from "../reconnects.js";
import { phaseOf, runIdOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { SILENCE } from "./thread-connection.js";
import { AnchorMissing, SETTLE_MS, ThreadFeed } from "./thread-feed.js";
import type { ThreadFeedSettings } from "./thread-feed.js";
import { ThreadPosition } from "./thread-position.js";

/** Milliseconds without an event or a heartbeat after which a new connection replaces an old one, which may be dead. */
const QUIET_MS = 60_000;

/** Settings of a {@link ThreadWatch}. */
export interface ThreadWatchSettings extends ThreadFeedSettings, ReconnectSettings {
  /** Lists the ids of the runs that have begun. */
  begun(signal: AbortSignal): Promise<string[]>;
  warn(line: string): void;
}

/** Reads the ids of the runs that begin on a thread. */
export class ThreadWatch extends ReconnectingReader<string> {
  readonly #settings: ThreadWatchSettings;
  readonly #feed: ThreadFeed;
  readonly #reconnects: Reconnects;
  /** The runs that began before, and those that were delivered. */
  #known: Set<string> | undefined;
  /** The time to list the runs once more: the connection listens by then, and one may have begun before. */
  #listAt = Infinity;
  /** True while the last run that began is unknown: the JS server names it with its first task. */
  #isUnnamed = false;

  constructor(settings: ThreadWatchSettings) {
    super();
    this.#settings = settings;
    this.#feed = new ThreadFeed(settings, new ThreadPosition());
    // An open stream is of use, whether a run is active or not.
    const status = () => Promise.resolve({ type: "active" } as const);
    this.#reconnects = new Reconnects(settings, { status, warn: (line) => settings.warn(line) });
  }

  async read(signal: AbortSignal): Promise<Messages<string>> {
    if (this.isOver) return undefined;
    this.#known ??= new Set(await this.#settings.begun(signal));
    if (this.#feed.connection === undefined) {
      await this.#feed.connect(undefined, signal);
      this.connections += 1;
      this.#listAt = performance.now() + SETTLE_MS;
    }
    const waitMs = this.#listAt - performance.now();
    if (waitMs <= 0) return this.#list(signal);
    const { heartbeats } = this.#settings;
    const { count } = heartbeats;
    const frames = await this.#feed.read(Math.min(waitMs, QUIET_MS), signal);
    if (frames === SILENCE) {
      if (waitMs >= QUIET_MS && heartbeats.count === count) this.#feed.close();
      return [];
    }
    this.#reconnects.onNewEvent();
    return this.#unknown(frames.flatMap((frame) => this.#begunAt(frame) ?? []));
  }

  /** The run that begins at an event, if any. */
  #begunAt(frame: Frame): string | undefined {
    this.#feed.position.advance(frame);
    if (phaseOf(frame.event) === "running") this.#isUnnamed = true;
    const runId = this.#isUnnamed ? runIdOf(frame.event) : undefined;
    if (runId !== undefined) this.#isUnnamed = false;
    return runId;
  }

  /** The runs that the connection may have missed. That of an exact server misses none. */
  async #list(signal: AbortSignal): Promise<string[]> {
    const begun = this.#feed.isExact ? [] : this.#unknown(await this.#settings.begun(signal));
    this.#listAt = Infinity;
    return begun;
  }

  /** The runs that are new, which are known from then on. */
  #unknown(runIds: readonly string[]): string[] {
    const unknown = runIds.filter((runId) => !this.#known?.has(runId));
    for (const runId of unknown) this.#known?.add(runId);
    return unknown;
  }

  protected async reconnect(cause: unknown, signal: AbortSignal): Promise<string[]> {
    const { connection } = this.#feed;
    this.#feed.close();
    if (cause instanceof AnchorMissing) {
      // The history is replayed from its beginning.
      this.#feed.position = new ThreadPosition();
      return [];
    }
    const reason = await this.#reconnects.wait(cause, connection, signal);
    if (reason !== undefined) throw this.endWith(cause);
    return [];
  }

  cancel(): void {
    this.#feed.close();
  }

  protected trace(step: string): void {
    this.#settings.trace(step);
  }
}
