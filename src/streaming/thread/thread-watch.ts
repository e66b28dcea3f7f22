import { ReconnectingReader } from "../reconnecting-reader.js";
import { Reconnects } from "../reconnects.js";
import type { ReconnectSettings } from "../reconnects.js";
import { phaseOf, runIdOf } from "./frame.js";
import type { Frame } from "./frame.js";
import { SILENCE } from "./thread-connection.js";
import { AnchorMissing, ThreadFeed } from "./thread-feed.js";
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
  /** The runs that began before, until the replay has passed them. */
  #before: Set<string> | undefined;
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

  protected async step(signal: AbortSignal): Promise<string[]> {
    this.#before ??= new Set(await this.#settings.begun(signal));
    if (this.#feed.connection === undefined) {
      // A run can begin between the replay and the time from which the server listens.
      await this.#feed.connect("active", signal);
      this.connections += 1;
    }
    const { heartbeats } = this.#settings;
    const { count } = heartbeats;
    const frames = await this.#feed.read(QUIET_MS, signal);
    if (frames === SILENCE) {
      if (heartbeats.count === count) this.#feed.close();
      return [];
    }
    this.#reconnects.onNewEvent();
    return frames.flatMap((frame) => this.#begunAt(frame));
  }

  /** The run that begins at an event, unless it is one of those before. */
  #begunAt(frame: Frame): string[] {
    this.#feed.position.advance(frame);
    if (phaseOf(frame.event) === "running") this.#isUnnamed = true;
    const runId = this.#isUnnamed ? runIdOf(frame.event) : undefined;
    if (runId === undefined) return [];
    this.#isUnnamed = false;
    return this.#before?.delete(runId) ? [] : [runId];
  }

  protected async recover(cause: unknown, signal: AbortSignal): Promise<string[]> {
    const { connection } = this.#feed;
    this.#feed.close();
    if (cause instanceof AnchorMissing) {
      // The history is replayed from its beginning: its runs are listed again.
      this.#before = undefined;
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
