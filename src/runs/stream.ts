import { checkCount, checkFunction, checkTimeout } from "../transport/options.js";
import { InvalidArgumentError } from "../errors.js";
import { modeFilter } from "../streaming/events.js";
import type { WireEvent } from "../streaming/events.js";
import { Heartbeats } from "../streaming/heartbeats.js";
import { Position } from "../streaming/cursor.js";
import type { Reconnect } from "../streaming/run-reader.js";
import { RunStream } from "../streaming/run-stream.js";
import type { RunSource, RunStreamSettings } from "../streaming/run-stream.js";
import type { RequestParts } from "../transport/sender.js";
import type { Transport } from "../transport/transport.js";
import { checkId, checkOptions, splitOptions } from "../transport/wire.js";
import type { CallOptions } from "../transport/wire.js";
import type { Options, StreamMode } from "../types.js";
import { announce, checkRaise, createdRun, modesOf, runBody, splitPayload, threadPath } from "./body.js";
import type { RunExtras } from "./body.js";
import { runSource, streamKey } from "./api.js";

type Modes = StreamMode | StreamMode[];
type JoinFields = Options["GET /threads/{thread_id}/runs/{run_id}/stream"];

/** How a stream of a run behaves here; nothing of it is sent. */
export interface StreamBehaviour {
  /** Whether a failed run throws a {@link RunFailedError} behind its event `error`. Default: true. */
  raiseError?: boolean | undefined;
  /** How many attempts in a row to reopen a broken stream may fail, without an event in between. Default: 6, about 12 seconds. */
  maxReconnects?: number | undefined;
  /**
   * Milliseconds of silence after which a connection counts as dead. Default: three heartbeats, as soon as the server's
   * rhythm is known (the Python server's is 5 seconds), and at least 15 seconds; without heartbeats a graph may be
   * silent for as long as it takes. `null`: never.
   */
  idleTimeoutMs?: number | null | undefined;
  /** Called before every attempt to reopen the stream. */
  onReconnect?: ((reconnect: Reconnect) => void) | undefined;
}

/** What {@link RunsClient.joinStream} takes. */
export interface RunJoinStreamOptions<Mode extends Modes = Modes>
  extends JoinFields, StreamBehaviour, CallOptions {
  /** The `cursor` of another stream of the run: gives what comes behind it, and nothing twice. */
  cursor?: string | undefined;
  /** The id of the last event seen; `"-1"` for all from the start. Default: what comes from now on. */
  lastEventId?: string | undefined;
  /** Only the events of these modes, of those that the run streams. Default: all of them. */
  streamMode?: Mode | undefined;
  /** Only the events of these subgraphs. */
  streamNamespaces?: string[] | undefined;
}

const MAX_RECONNECTS = 6;

function splitBehaviour<Options extends StreamBehaviour>(argument: string, options: Options) {
  checkOptions(argument, options);
  const { raiseError = true, maxReconnects = MAX_RECONNECTS, idleTimeoutMs, onReconnect, ...rest } = options;
  checkRaise(raiseError);
  checkCount("maxReconnects", maxReconnects);
  if (idleTimeoutMs !== undefined) checkTimeout("idleTimeoutMs", idleTimeoutMs);
  checkFunction("onReconnect", onReconnect);
  return { behaviour: { raiseError, maxReconnects, idleTimeoutMs, onReconnect }, rest };
}

interface Stream {
  transport: Transport;
  threadId: string | null;
  call: CallOptions;
  behaviour: ReturnType<typeof splitBehaviour>["behaviour"];
  /** What also goes with every reopening. */
  query: Record<string, unknown>;
  open: RunSource["open"];
  /** What a stream that goes on behind this one is opened with, apart from its place. */
  rejoin(): RunJoinStreamOptions;
}

function makeStream<Event extends WireEvent, State>(
  { transport, threadId, call, behaviour, query, open, rejoin }: Stream,
  settings: Pick<RunStreamSettings, "position" | "run" | "resumable" | "modes" | "accepts" | "onRun">,
): RunStream<Event, State> {
  const { raiseError, maxReconnects, onReconnect, idleTimeoutMs } = behaviour;
  const source: RunSource = {
    ...runSource(transport, call, query),
    threadId,
    open,
    resume: (run, cursor) => joinedStream(transport, run.threadId, run.runId, { ...rejoin(), cursor }),
  };
  return new RunStream(source, {
    ...settings,
    threadId,
    raiseError,
    maxReconnects,
    signal: call.signal,
    heartbeats: new Heartbeats(idleTimeoutMs),
    onReconnect: (reconnect) => {
      const { attempt, delayMs, cause } = reconnect;
      const message = `attempt ${attempt} to reopen the stream, in ${Math.round(delayMs)} ms: ${String(cause)}`;
      transport.sender.logger.warn?.(message);
      onReconnect?.(reconnect);
    },
  });
}

/** Streams throw at their first `next()`, also what is wrong with their arguments. */
function orRefused<Event extends WireEvent, State>(
  transport: Transport,
  make: () => RunStream<Event, State>,
): RunStream<Event, State> {
  try {
    return make();
  } catch (error) {
    const open = () => Promise.reject(error);
    const { behaviour } = splitBehaviour("options", {});
    return makeStream(
      { transport, threadId: null, call: {}, behaviour, query: {}, open, rejoin: () => ({}) },
      { position: Position.ofNewRun(), run: undefined, resumable: false, modes: undefined },
    );
  }
}

type NewRunOptions = CallOptions &
  RunExtras &
  StreamBehaviour & {
    streamMode?: Modes | undefined;
    streamResumable?: boolean | null | undefined;
    streamNamespaces?: string[] | undefined;
    onDisconnect?: string | null | undefined;
    command?: unknown;
  };

/**
 * The stream of a run that is started with it.
 *
 * @param payloadOf - Gives the payload, or throws what is wrong with it.
 */
export function newStream<Event extends WireEvent, State>(
  transport: Transport,
  threadId: string | null,
  assistantId: string,
  payloadOf: () => NewRunOptions,
): RunStream<Event, State> {
  return orRefused(transport, () => {
    const { behaviour, rest } = splitBehaviour("payload", payloadOf());
    const { call, body, query, onRunCreated } = splitPayload(rest);
    const cancelOnDisconnect = rest.onDisconnect === "cancel";
    const resumable = rest.streamResumable ?? !cancelOnDisconnect;
    const modes = modesOf(rest.streamMode);
    const { streamNamespaces } = rest;
    const own = { streamNamespaces, cancelOnDisconnect };
    const rejoin = () => ({ ...behaviour, ...call, extraBody: undefined, ...own });
    const kept = { ...query, cancel_on_disconnect: cancelOnDisconnect || undefined };
    const parts = {
      path: threadPath(threadId),
      query,
      body: { stream_resumable: resumable, ...runBody(assistantId, body) },
    };
    const open = opener(transport, threadId, parts, call);
    return makeStream(
      { transport, threadId, call, behaviour, open, rejoin, query: kept },
      {
        position: Position.ofNewRun(),
        run: undefined,
        // The Python server keeps no events of this mode.
        resumable: resumable && !modes?.includes("messages"),
        modes,
        onRun: (created) => announce(onRunCreated, created),
      },
    );
  });
}

/** Starts a run, and opens its stream. */
function opener(
  transport: Transport,
  threadId: string | null,
  parts: RequestParts & { body: object },
  call: CallOptions,
): RunSource["open"] {
  const key = threadId === null ? "POST /runs/stream" : "POST /threads/{thread_id}/runs/stream";
  const behaves = { repeat: "once", patient: true } as const;
  return async (mode, signal) => {
    const body = { stream_mode: mode, ...parts.body };
    const opened = await transport.open(key, behaves, { ...parts, body }, { ...call, signal });
    const run = createdRun(opened.response);
    return { ...opened, run: run && { ...run, threadId: threadId ?? run.threadId } };
  };
}

/** Where a joined stream begins. */
function positionOf(cursor: string | undefined, lastEventId: string | undefined): Position {
  if (cursor === undefined) return Position.after(lastEventId);
  if (lastEventId === undefined) return Position.at(cursor);
  throw new InvalidArgumentError("lastEventId", "is given together with cursor. Give one of them.");
}

/** The stream of a run that is there already. */
export function joinedStream<Event extends WireEvent, State>(
  transport: Transport,
  threadId: string | null,
  runId: string,
  options: RunJoinStreamOptions = {},
): RunStream<Event, State> {
  return orRefused(transport, () => {
    const { behaviour, rest } = splitBehaviour("options", options);
    const { cursor, lastEventId, streamMode, streamNamespaces, cancelOnDisconnect, ...others } = rest;
    const { call, fields } = splitOptions(others);
    const query = {
      ...fields,
      cancel_on_disconnect: cancelOnDisconnect || undefined,
      namespace: streamNamespaces,
    };
    const modes = modesOf(streamMode);
    const path = { ...threadPath(threadId), run_id: checkId("runId", runId) };
    const position = positionOf(cursor, lastEventId);
    const parts = { path, query, headers: { "last-event-id": position.after } };
    const open: RunSource["open"] = async (_, signal) => {
      const behaves = { repeat: "safe", patient: true } as const;
      const opened = await transport.open(streamKey(threadId), behaves, parts, { ...call, signal });
      return { ...opened, run: undefined };
    };
    const rejoin = () => ({ ...options, lastEventId: undefined });
    return makeStream(
      { transport, threadId, call, behaviour, open, query, rejoin },
      {
        position,
        run: { runId, threadId },
        // A join that asks for nothing makes a run of the JS server one that cannot be resumed.
        resumable: position.after === undefined ? undefined : true,
        modes,
        // The servers' own filter loses events, of subgraphs and of all modes but one: it is never asked for.
        accepts: modeFilter(modes),
      },
    );
  });
}
