import { check, checkArray, checkCount, checkId } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import type { Graph, InputOf } from "../graphs.js";
import { originOf } from "../parts/thread-messages.js";
import { beginsWith } from "../parts/wire.js";
import type { AnyThreadEvent, Channel } from "../protocol.js";
import { splitBehavior } from "../runs/stream.js";
import type { StreamBehavior } from "../runs/stream.js";
import { checkFields } from "../runs/thread-payloads.js";
import type { ResumeOptions, StartOptions } from "../runs/thread-payloads.js";
import { ThreadRuns } from "../runs/thread-runs.js";
import type { SessionSettings } from "../runs/thread-runs.js";
import type { ThreadRun } from "../streaming/thread/thread-run.js";
import { checkCall, splitOptions } from "../transport/call-options.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Transport } from "../transport/transport.js";

/** Options of a {@link ThreadSession}. The call options apply to all of its requests. */
export interface ThreadSessionOptions<Id extends string = string>
  extends StreamBehavior, Pick<CallOptions, "signal" | "headers" | "maxRetries"> {
  /** The assistant that works on the thread, by its id or its graph's. */
  assistantId: Id;
  /** The kinds of events to receive; `lifecycle` and `input` are always included. Default: all. */
  channels?: readonly Channel[] | undefined;
  /**
   * Only events of these subgraphs and what is below them: paths of names, with or without the task's id, such as
   * `[["researcher"]]`. The client selects them: the server sends all. Default: all.
   */
  namespaces?: readonly (readonly string[])[] | undefined;
  /** The number of levels below a namespace to include. Requires `namespaces`. Default: all. */
  depth?: number | undefined;
}

const CHANNELS: readonly Channel[] = [
  "values",
  "updates",
  "messages",
  "tools",
  "lifecycle",
  "input",
  "checkpoints",
  "tasks",
  "custom",
];

const FIELDS: readonly string[] = [
  "assistantId",
  "channels",
  "namespaces",
  "depth",
  "raiseError",
  "maxReconnects",
  "idleTimeoutMs",
  "onReconnect",
  "signal",
  "headers",
  "maxRetries",
] satisfies (keyof ThreadSessionOptions)[];

/**
 * A thread, and the assistant that works on it. It sends nothing by itself: a run is started when something is first asked
 * of it. A connection is open while a run is read.
 */
export class ThreadSession<Graphs = {}, Id extends string = string> {
  readonly #runs: ThreadRuns;

  /** @internal */
  constructor(transport: Transport, threadId: string | undefined, options: ThreadSessionOptions<Id>) {
    if (threadId !== undefined) checkId("threadId", threadId);
    this.#runs = new ThreadRuns(settingsOf(transport, options), threadId);
  }

  /** The id of the thread. Reading it creates the thread, if the session is that of a new one. `POST /threads` */
  get threadId(): Promise<string> {
    return this.#runs.threadId();
  }

  /**
   * Start a run, when something is first asked of it. If another run of the thread is active, `multitaskStrategy` decides.
   * Throws an `InvalidArgumentError` for wrong options. The run rejects with a `CommandError` or an `ApiError` if the
   * server refuses it. `POST /threads/{thread_id}/stream/events`, `POST /threads/{thread_id}/commands`
   */
  start(options: StartOptions<InputOf<Graph<Graphs, Id>, unknown>> = {}): ThreadRun<Graphs, Id> {
    return this.#runs.start(options);
  }

  /**
   * Resume the graph at its interrupts, when something is first asked of the run. `answer` is the value for the only pending
   * interrupt, or `{ [interrupt.id]: answer }` for one or several. The run rejects with an `InvalidArgumentError`, and
   * nothing is sent, if the answer does not fit the pending interrupts, or none is pending. The answer `null` is refused:
   * `{ [interrupt.id]: null }` works. `GET /threads/{thread_id}/state`, `POST /threads/{thread_id}/commands`
   */
  resume(answer: unknown, options: ResumeOptions = {}): ThreadRun<Graphs, Id> {
    return this.#runs.resume(answer, options);
  }

  /**
   * Read a run that exists, from its first event, or behind the `cursor` of another stream of it, whose session has the same
   * `channels`. The JS server sends only runs that were started by this protocol. `POST /threads/{thread_id}/stream/events`
   */
  join(runId: string, options: { cursor?: string | undefined } = {}): ThreadRun<Graphs, Id> {
    checkFields(options, ["cursor"], "{ cursor }");
    return this.#runs.join(runId, options.cursor);
  }

  /** Find the run that is active now, the oldest of several; `undefined` if none is. `GET /threads/{thread_id}/runs` */
  activeRun(): Promise<ThreadRun<Graphs, Id> | undefined> {
    return this.#runs.active();
  }

  /**
   * Iterate over the runs that begin from now on, whoever starts them. A connection is open until the loop is left, or the
   * session closed. `POST /threads/{thread_id}/stream/events`
   */
  runs(): AsyncGenerator<ThreadRun<Graphs, Id>, void, undefined> {
    return this.#runs.watch();
  }

  /** Close the connections of all runs. The runs go on, on the server. */
  close(): void {
    this.#runs.close();
  }
}

function settingsOf(transport: Transport, options: ThreadSessionOptions): SessionSettings {
  checkFields(options, FIELDS, '{ assistantId: "agent" }');
  const { behavior, rest } = splitBehavior(options);
  const { assistantId, channels = CHANNELS, namespaces, depth, ...call } = rest;
  checkArray("channels", channels);
  for (const channel of channels) {
    const isKnown = CHANNELS.includes(channel) || /^custom:./.test(channel);
    check("channels", isKnown, `names among ${CHANNELS.join(", ")}, custom:<name>`, channel);
  }
  checkCall(call);
  return {
    transport,
    assistantId: checkId("assistantId", assistantId),
    // A run begins and ends with events of `lifecycle`. The JS server names it in `tasks`.
    channels: [...new Set<Channel>(["lifecycle", "input", "tasks", ...channels])],
    accepts: selector(channels.includes("tasks"), namespaces, depth),
    behavior,
    call: splitOptions(call).call,
  };
}

/** Selects the events to deliver. The servers' own filter leaves out the events at which runs begin and end. */
function selector(
  includesTasks: boolean,
  namespaces: readonly (readonly string[])[] | undefined,
  depth: number = Infinity,
): (event: AnyThreadEvent) => boolean {
  if (namespaces === undefined && depth !== Infinity) {
    throw new InvalidArgumentError("depth", "requires namespaces, such as [[]] for the graph itself.");
  }
  if (depth !== Infinity) checkCount("depth", depth);
  const paths =
    namespaces && checkArray("namespaces", namespaces).map((path) => checkArray("namespaces", path));
  return (event) => {
    if (event.event === "tasks" && !includesTasks) return false;
    if (paths === undefined) return true;
    const { namespace } = originOf(event);
    return paths.some((path) => beginsWith(namespace, path) && namespace.length - path.length <= depth);
  };
}
