import type { Sleep } from "../backoff.js";
import type { Connection } from "./connection.js";
import { ENDED_MS } from "./heartbeats.js";
import type { Heartbeats } from "./heartbeats.js";
import type { LogLevel } from "./reconnecting-reader.js";
import type { RunIds, RunOutcome, RunRequests } from "./run-api.js";

/** Pauses before the status is requested again after a clean end, in milliseconds. */
const STATUS_LAG_MS = [150, 250];

/** Settings of a {@link RunMonitor}. */
export interface RunMonitorSettings {
  /** The run that is joined; `undefined` for a new run. */
  run: RunIds | undefined;
  heartbeats: Heartbeats;
  /** Receives a line for each step in the stream's life, and a `warn` line for each reconnect after a failure. */
  logger: { [Name in LogLevel | "warn"]?: ((line: string) => void) | undefined };
  sleep: Sleep;
  /** Called once, when the ids of a new run are known. */
  onRun?: ((run: RunIds) => void) | undefined;
}

/** Learns the ids of a run, and whether it has ended. */
export class RunMonitor {
  readonly #api: Pick<RunRequests, "status">;
  readonly #settings: RunMonitorSettings;
  /** The ids of the run, once they are known. */
  run: RunIds | undefined;
  /** The end of the run, once it is known. */
  outcome: RunOutcome | undefined;

  constructor(api: Pick<RunRequests, "status">, settings: RunMonitorSettings) {
    this.#api = api;
    this.#settings = settings;
    this.run = settings.run;
  }

  /** Records the ids of a new run, from the response or from the first event. */
  learn(run: RunIds): void {
    if (this.run !== undefined) return;
    this.run = run;
    this.#settings.onRun?.(run);
  }

  /**
   * Gets the state of the run, unless its end is known already.
   *
   * @param expected - What the stream shows already. The status may lag behind it: request it again, briefly. A run that is
   * rolled back is interrupted until the server deletes it.
   */
  async status(signal: AbortSignal, expected?: "end" | "deletion"): Promise<RunOutcome | undefined> {
    const mayChange = (run: RunOutcome | undefined): boolean =>
      run?.type === "active" || (expected === "deletion" && run?.type === "ended" && run.cancelled);
    const { outcome } = this;
    if (this.run === undefined || (outcome !== undefined && !mayChange(outcome))) return outcome;
    let run = await this.#api.status(this.run, signal);
    for (const ms of expected === undefined ? [] : STATUS_LAG_MS) {
      if (!mayChange(run)) break;
      await this.#settings.sleep(ms, signal);
      run = await this.#api.status(this.run, signal);
    }
    if (run !== undefined && run.type !== "active") this.#end(run);
    return run;
  }

  /**
   * Some servers keep the stream of an ended run open. After a while without events, requests the status beside the stream,
   * so that no event waits for it. Returns true once the run has ended, and late events have had `ENDED_MS` to arrive.
   */
  isHanging(connection: Connection): boolean {
    const { heartbeats } = this.#settings;
    if (this.outcome !== undefined) return heartbeats.isOver;
    if (heartbeats.quietMs >= heartbeats.askAfterMs) {
      heartbeats.askAfterMs = 2 * heartbeats.quietMs;
      void this.#statusBeside(connection);
    }
    return false;
  }

  async #statusBeside(connection: Connection): Promise<void> {
    if (this.run === undefined) return;
    const signal = connection.besideSignal();
    // If the request fails, try again later. Ignore a 404: the stream is open, so the run exists.
    const run = await this.#api.status(this.run, signal, ENDED_MS).catch(() => undefined);
    if (run?.type !== "ended" || signal.aborted) return;
    if (this.outcome === undefined) this.#end(run);
    this.#settings.heartbeats.onRunEnd();
  }

  #end(run: RunOutcome): void {
    this.outcome = run;
    const failure = run.type === "ended" && run.failure !== undefined ? " with a failure" : "";
    this.trace(`run status: ${run.type}${failure}`);
  }

  /** Logs a step in the stream's life. */
  trace(step: string, level: LogLevel = "debug"): void {
    this.#settings.logger[level]?.(`${this.#label}: ${step}`);
  }

  /** Logs a reconnect after a failure. */
  warn(line: string): void {
    this.#settings.logger.warn?.(`${this.#label}: ${line}`);
  }

  get #label(): string {
    return this.run === undefined ? "new run" : `run ${this.run.runId}`;
  }
}
