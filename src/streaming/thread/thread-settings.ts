import type { ReconnectSettings } from "../reconnects.js";
import type { RunIds } from "../run-api.js";
import type { RunMonitorSettings } from "../run-monitor.js";
import type { ThreadFeedSettings } from "./thread-feed.js";
import type { ThreadPosition } from "./thread-position.js";

/** The knowledge that the runs of a session share. */
export interface SessionMemory {
  /** The anchor event of the last run that was read, behind which the next one is read. */
  position: ThreadPosition;
  /** True once the sequence check of a run has failed although its connection opened before the run began. */
  isDoubtful: boolean;
}

/** Settings of a {@link ThreadReader}. */
export interface ThreadReaderSettings
  extends RunMonitorSettings, ReconnectSettings, Omit<ThreadFeedSettings, "trace"> {
  memory: SessionMemory;
  /** Called once, before the first connection opens. Resolves to the ids of a run that exists. */
  prepare(signal: AbortSignal): Promise<RunIds | undefined>;
  /** Starts the run, once the stream is open. */
  start?: ((signal: AbortSignal) => Promise<{ run: RunIds; number?: number | undefined }>) | undefined;
  /** The position up to which another stream was read. */
  cursor: ThreadPosition | undefined;
  /** Opens a stream of the run's events by the other protocol. */
  rejoin(run: RunIds): AsyncGenerator<unknown, void, undefined>;
}
