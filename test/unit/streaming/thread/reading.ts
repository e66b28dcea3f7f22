/** Reads a run of a {@link ThreadModel} to its end. */
import { vi } from "vitest";
import { Heartbeats } from "../../../../src/streaming/heartbeats.js";
import { sleep } from "../../../../src/backoff.js";
import type { RunOutcome } from "../../../../src/streaming/run-api.js";
import { ThreadPosition } from "../../../../src/streaming/thread/thread-position.js";
import { ThreadReader } from "../../../../src/streaming/thread/thread-reader.js";
import type {
  SessionMemory,
  ThreadReaderSettings,
} from "../../../../src/streaming/thread/thread-settings.js";
import type { Channel } from "../../../../src/protocol.js";
import { Delivered } from "../delivered.js";
import type { ThreadModel } from "./thread-model.js";

/** The channels of the streams. */
export const CHANNELS: Channel[] = ["values", "messages", "lifecycle", "input", "tasks"];

export interface Reading {
  /** Starts the run on the model, when the command is sent. `undefined`: joins it. */
  start?: (() => void) | undefined;
  runId?: string;
  /** The run's status, each time it is requested. Default: active until its last event. */
  status?: () => RunOutcome | undefined;
  settings?: Partial<ThreadReaderSettings>;
  memory?: SessionMemory;
  /** Called after each event that is read, delivered or not. */
  onRead?: (reader: ThreadReader) => void;
  /** Called with the number of events delivered so far. */
  onDelivered?: (count: number, reader: ThreadReader) => void;
}

export interface Read {
  events: unknown[];
  error: unknown;
  statusRequests: number;
  memory: SessionMemory;
  reader: ThreadReader;
  /** Milliseconds of the fake clock. */
  ms: number;
}

/** Reads the run `r` with a fake clock, which runs on until the stream has ended. */
export async function readRun(model: ThreadModel, reading: Reading): Promise<Read> {
  const { runId = "r", start, onDelivered, onRead, settings } = reading;
  const memory = reading.memory ?? { position: new ThreadPosition(), isDoubtful: false };
  const isOver = (): boolean =>
    model.history.some(({ runId: id, method, namespace, data }) => {
      const { event } = data as { event?: string };
      const isEnd = ["completed", "failed", "interrupted"].includes(event ?? "");
      return id === runId && method === "lifecycle" && namespace.length === 0 && isEnd;
    });
  const ended: RunOutcome = { type: "ended", cancelled: false };
  const status = reading.status ?? (() => (isOver() ? ended : { type: "active" }));
  let statusRequests = 0;
  const run = { runId, threadId: "t" };
  const requests = {
    status: () => {
      statusRequests += 1;
      return Promise.resolve(status());
    },
    join: () => Promise.reject(new Error("not expected")),
    state: () => Promise.reject(new Error("not expected")),
    cancel: () => Promise.resolve(),
  };
  const reader = new ThreadReader(requests, {
    run: undefined,
    heartbeats: new Heartbeats(),
    logger: {},
    sleep,
    maxReconnects: 6,
    memory,
    channels: CHANNELS,
    cursor: undefined,
    open: (request) => model.open(request),
    prepare: () => Promise.resolve(start === undefined ? run : undefined),
    start: start && (() => Promise.resolve(start()).then(() => ({ run, number: numberOf(model, runId) }))),
    rejoin: () => rejoined,
    ...settings,
  });
  const began = Date.now();
  const events: unknown[] = [];
  let error: unknown;
  let isDone = false;
  const read = async (): Promise<void> => {
    for await (const frame of new Delivered(reader)) {
      const { event, namespace, data } = frame.event;
      if (reader.matchOf(frame) === undefined) events.push([event, namespace, data]);
      onRead?.(reader);
      onDelivered?.(events.length, reader);
    }
  };
  const reads = read()
    .catch((reason: unknown) => (error = reason))
    .finally(() => (isDone = true));
  for (let round = 0; !isDone && round < 5_000; round += 1) await vi.advanceTimersByTimeAsync(50);
  if (!isDone) throw new Error("The stream has not ended");
  await reads;
  const ms = Date.now() - began;
  // A stream that ended too early lacks what the server sends now.
  await vi.advanceTimersByTimeAsync(2_000);
  return { events, error, statusRequests, memory, reader, ms };
}

/** The stream that `reconnect()` returns. */
export const rejoined: AsyncGenerator<unknown, void, undefined> = (async function* () {})();

/** The number that the JS server sends in the response to a command. */
function numberOf({ kind, history }: ThreadModel, runId: string): number | undefined {
  const index = history.findIndex((event) => event.runId === runId);
  return kind === "js" && index !== -1 ? index + 1 : undefined;
}
