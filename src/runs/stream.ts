import {
  check,
  checkBoolean,
  checkCount,
  checkFunction,
  checkId,
  checkOptions,
  checkTimeout,
} from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { Cursor, checkLastEventId } from "../streaming/cursor.js";
import type { WireEvent } from "../streaming/events.js";
import type { RunIds } from "../streaming/run-api.js";
import { Heartbeats } from "../streaming/heartbeats.js";
import { checkModes, modeFilter } from "../streaming/modes.js";
import { NO_MESSAGES_MODE } from "../streaming/run-reader.js";
import type { Reconnect } from "../streaming/reconnects.js";
import { RunStream } from "../streaming/run-stream.js";
import type { RunStreamSettings } from "../streaming/run-stream.js";
import { splitOptions } from "../transport/call-options.js";
import type { CallOptions } from "../transport/call-options.js";
import type { RequestSpec } from "../transport/request.js";
import { operationSpec } from "../transport/transport.js";
import type { Transport } from "../transport/transport.js";
import { streamModes } from "../types.js";
import type { Options, StreamMode, StreamModes } from "../types.js";
import { HttpRunApi, streamSpec } from "./api.js";
import type { RunApiOptions } from "./api.js";
import { followedRunBody, splitPayload, threadIds } from "./body.js";
import type { RunExtras } from "./body.js";
import { announceRun } from "./ids.js";

type JoinFields = Options["GET /threads/{thread_id}/runs/{run_id}/stream"];

/** Options of a run's stream that are not sent to the server. */
export interface StreamBehavior {
  /** Throw a `RunFailedError` after the `error` event of a failed run. Default: true. */
  raiseError?: boolean | undefined;
  /** The number of reconnects in a row that may fail without an event. Default: 6, about 12 seconds. */
  maxReconnects?: number | undefined;
  /**
   * Milliseconds of silence after which a connection counts as dead; `null`: no limit. Default: three heartbeats, and at
   * least 15 seconds, once the server's heartbeat interval is known (5 seconds on the Python server). Without heartbeats
   * silence has no limit, because a graph may think for as long as it takes.
   */
  idleTimeoutMs?: number | null | undefined;
  /** Called before every reconnect. */
  onReconnect?: ((reconnect: Reconnect) => void) | undefined;
}

/** Options of {@link RunsClient.joinStream}. */
export interface RunJoinStreamOptions<Mode extends StreamModes = StreamModes>
  extends JoinFields, StreamBehavior, CallOptions {
  /** The `cursor` of another stream of the run: continues behind it without duplicates. */
  cursor?: string | undefined;
  /** The id of the last event received: continues behind it. */
  lastEventId?: string | undefined;
  /**
   * `"start"`: all events of the run. If the server sends them only in part, the loop throws a `StreamDisconnectedError` at
   * its end. `"now"`: only events that follow. Default, without `cursor` and `lastEventId`: `"start"`.
   */
  from?: "start" | "now" | undefined;
  /** Only events of these modes, among those that the run streams. Default: all. */
  streamMode?: Mode | undefined;
  /** Only events of these subgraphs. */
  streamNamespaces?: string[] | undefined;
}

/** Options of a new run's stream, at run time. */
type NewRunOptions = CallOptions &
  RunExtras &
  StreamBehavior & {
    streamMode?: StreamModes | undefined;
    streamResumable?: boolean | null | undefined;
    streamSubgraphs?: boolean | undefined;
    streamNamespaces?: string[] | undefined;
    onDisconnect?: string | null | undefined;
    command?: unknown;
  };

/**
 * Creates the stream of a new run.
 *
 * @param payloadOf - Checks and returns the payload. Its errors reach the caller at the first `next()`.
 * @param prepare - Sends the requests that come before the run's. Its errors reach the caller in the same way.
 */
export function newStream<Event extends WireEvent, State, InterruptValue, Custom>(
  transport: Transport,
  threadId: string | null,
  assistantId: string,
  payloadOf: () => NewRunOptions,
  prepare?: RunApiOptions["prepare"],
): RunStream<Event, State, InterruptValue, Custom> {
  return orFailing(transport, () => {
    const { behavior, rest } = splitBehavior(payloadOf());
    const { call, body, query, onRunCreated } = splitPayload(rest);
    const { streamMode, streamResumable, streamNamespaces, onDisconnect } = rest;
    const modes = checkModes(streamModes, streamMode);
    const cancelOnDisconnect = onDisconnect === "cancel";
    const resumable = streamResumable ?? !cancelOnDisconnect;
    const spec = newRunSpec(threadId);
    const fields = { ...followedRunBody(assistantId, body), stream_resumable: resumable };
    const joinOptions = { streamNamespaces, cancelOnDisconnect, extraBody: undefined };
    const api: RunApiOptions = {
      threadId,
      call,
      openSpec: (modes) => ({ ...spec, query, body: { stream_mode: modes, ...fields } }),
      query: { ...query, cancel_on_disconnect: cancelOnDisconnect || undefined },
      prepare,
    };
    return createStream(transport, api, behavior, {
      cursor: Cursor.ofNewRun(),
      from: "new run",
      run: undefined,
      obstacle: storageObstacle(resumable, cancelOnDisconnect, modes),
      isStorageUncertain: false,
      modes,
      includesSubgraphs: rest.streamSubgraphs === true,
      onRun: (run) => announceRun(onRunCreated, run),
      rejoin: ({ threadId, runId }, cursor) =>
        joinedStream(transport, threadId, runId, { ...behavior, ...call, ...joinOptions, cursor }),
    });
  });
}

function newRunSpec(threadId: string | null): RequestSpec {
  const operation = threadId === null ? "POST /runs/stream" : "POST /threads/{thread_id}/runs/stream";
  return operationSpec(operation, threadIds(threadId));
}

/** The reason why the server stores no events of a new run. */
function storageObstacle(
  resumable: boolean,
  cancelOnDisconnect: boolean,
  modes: readonly StreamMode[] | undefined,
): string | undefined {
  if (!resumable && cancelOnDisconnect) return 'onDisconnect is "cancel"';
  if (!resumable) return "streamResumable is false";
  return modes?.includes("messages") ? NO_MESSAGES_MODE : undefined;
}

/** Creates the stream of an existing run. */
export function joinedStream<Event extends WireEvent, State, InterruptValue, Custom>(
  transport: Transport,
  threadId: string | null,
  runId: string,
  options: RunJoinStreamOptions = {},
): RunStream<Event, State, InterruptValue, Custom> {
  return orFailing(transport, () => {
    const run = { runId: checkId("runId", runId), threadId };
    checkOptions("options", options);
    const { behavior, rest } = splitBehavior(options);
    const { cursor, lastEventId, from, streamMode, streamNamespaces, cancelOnDisconnect, ...others } = rest;
    const { call, fields } = splitOptions(others);
    const modes = checkModes(streamModes, streamMode);
    const start = startOf({ cursor, lastEventId: lastEventId || undefined, from });
    const query = {
      ...fields,
      cancel_on_disconnect: cancelOnDisconnect || undefined,
      namespace: streamNamespaces,
    };
    const headers = { "last-event-id": start.reconnectFrom };
    const spec = { ...streamSpec(run), query, headers };
    return createStream(transport, { threadId, call, openSpec: () => spec, query }, behavior, {
      cursor: start,
      from: requestedEvents(start, options),
      run,
      // The JS server stops storing events when a run is joined without Last-Event-ID.
      isStorageUncertain: start.reconnectFrom === undefined,
      modes,
      // The servers' own filter loses events of subgraphs, and of all modes but one.
      accepts: modes && modeFilter(modes),
      past: start.isAtBeginning ? undefined : () => wholeStream(transport, run, options),
      rejoin: ({ runId, threadId }, cursor) =>
        joinedStream(transport, threadId, runId, {
          ...options,
          lastEventId: undefined,
          from: undefined,
          cursor,
        }),
    });
  });
}

/** Creates a stream of all events of a run, for a stream that begins behind some of them. */
function wholeStream(
  transport: Transport,
  { threadId, runId }: RunIds,
  options: RunJoinStreamOptions,
): RunStream<WireEvent> {
  const fromStart = {
    cursor: undefined,
    lastEventId: undefined,
    from: "start",
    raiseError: false,
    cancelOnDisconnect: undefined,
  } as const;
  return joinedStream(transport, threadId, runId, { ...options, ...fromStart });
}

function startOf(options: Pick<RunJoinStreamOptions, "cursor" | "lastEventId" | "from">): Cursor {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    throw new InvalidArgumentError(second[0], `cannot be combined with ${first[0]}. Pass one of them.`);
  }
  const { cursor, lastEventId, from } = options;
  check("from", from === undefined || from === "start" || from === "now", '"start" or "now"', from);
  if (cursor !== undefined) return Cursor.parse(cursor);
  if (from === "now") return Cursor.after(undefined);
  return Cursor.after(lastEventId === undefined ? "-1" : checkLastEventId(lastEventId));
}

/** The default promises the run's first event, an id or a cursor only the events that the server has stored. */
function requestedEvents(
  start: Cursor,
  { cursor, lastEventId, from }: RunJoinStreamOptions,
): RunStreamSettings["from"] {
  if (from === "now" || !start.isAtBeginning) return "middle";
  return cursor === undefined && !lastEventId ? "first event" : "stored events";
}

const MAX_RECONNECTS = 6;

type Behavior = ReturnType<typeof splitBehavior>["behavior"];

export function splitBehavior<Options extends StreamBehavior>(options: Options) {
  const {
    raiseError = true,
    maxReconnects = MAX_RECONNECTS,
    idleTimeoutMs: limit,
    onReconnect,
    ...rest
  } = options;
  checkBoolean("raiseError", raiseError);
  checkCount("maxReconnects", maxReconnects);
  const idleTimeoutMs = limit === undefined ? undefined : checkTimeout("idleTimeoutMs", limit);
  checkFunction("onReconnect", onReconnect);
  return { behavior: { raiseError, maxReconnects, idleTimeoutMs, onReconnect }, rest };
}

/** The settings in which the streams of new and of joined runs differ. */
type OwnSettings = Omit<RunStreamSettings, keyof Behavior | "signal" | "heartbeats" | "logger" | "sleep">;

function createStream<Event extends WireEvent, State, InterruptValue, Custom>(
  transport: Transport,
  options: RunApiOptions,
  { raiseError, maxReconnects, idleTimeoutMs, onReconnect }: Behavior,
  settings: OwnSettings,
): RunStream<Event, State, InterruptValue, Custom> {
  const { logger, sleep } = transport;
  return new RunStream(new HttpRunApi(transport, options), {
    ...settings,
    // One by one: a second spread, and one for each rejoin that may come, would take 6 % of the time to open a stream.
    raiseError,
    maxReconnects,
    onReconnect,
    signal: options.call.signal,
    heartbeats: new Heartbeats(idleTimeoutMs),
    logger,
    sleep,
  });
}

/** Streams throw at the first `next()`, also for invalid arguments. */
function orFailing<Event extends WireEvent, State, InterruptValue, Custom>(
  transport: Transport,
  create: () => RunStream<Event, State, InterruptValue, Custom>,
): RunStream<Event, State, InterruptValue, Custom> {
  try {
    return create();
  } catch (error) {
    const fail = (): never => {
      throw error;
    };
    const { behavior } = splitBehavior({});
    const api = { threadId: null, call: {}, openSpec: fail, query: {} };
    return createStream(transport, api, behavior, {
      cursor: Cursor.ofNewRun(),
      from: "new run",
      run: undefined,
      isStorageUncertain: false,
      modes: undefined,
      rejoin: fail,
    });
  }
}
