import { eitherSignal, untilAborted } from "../abort.js";
import { checkId, checkSignal } from "../checks.js";
import { NotFoundError } from "../errors.js";
import type { AnyThreadEvent, Channel } from "../protocol.js";
import { Deferred } from "../streaming/deferred.js";
import { EventStream } from "../streaming/event-stream.js";
import type { MessageSource } from "../streaming/event-stream.js";
import { Heartbeats } from "../streaming/heartbeats.js";
import type { RunIds } from "../streaming/run-api.js";
import { ThreadPosition } from "../streaming/thread/thread-position.js";
import type { SessionMemory } from "../streaming/thread/thread-settings.js";
import { ThreadRun } from "../streaming/thread/thread-run.js";
import { ThreadWatch } from "../streaming/thread/thread-watch.js";
import { checkCall, splitOptions } from "../transport/call-options.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Transport } from "../transport/transport.js";
import type { Thread } from "../types.js";
import { activeRuns } from "./active-runs.js";
import { HttpRunRequests } from "./api.js";
import { sharedOptions } from "./output.js";
import { pendingInterrupts } from "./resume.js";
import { joinedStream } from "./stream.js";
import type { splitBehavior } from "./stream.js";
import { begunRuns, freeThread, openThreadStream, runOfCommand, sendCommand } from "./thread-commands.js";
import type { BusyStrategy } from "./thread-commands.js";
import { checkResume, checkStart, resumeParams, startParams } from "./thread-payloads.js";
import type { ResumeOptions, StartOptions } from "./thread-payloads.js";

/** Settings that the runs of a session share. */
export interface SessionSettings {
  transport: Transport;
  assistantId: string;
  /** The channels to request. */
  channels: readonly Channel[];
  /** Selects the events to deliver. */
  accepts(event: AnyThreadEvent): boolean;
  behavior: ReturnType<typeof splitBehavior>["behavior"];
  call: CallOptions;
}

/** The beginning of a run: the steps before its stream opens, and after that. */
interface Beginning {
  /** Called before the commands of earlier runs were sent. */
  interfere?: ((threadId: string, call: CallOptions) => Promise<unknown>) | undefined;
  /** Resolves to the ids of a run that exists. */
  prepare(threadId: string, call: CallOptions): Promise<RunIds | undefined>;
  /** The run that exists, if its thread is known already. */
  run?: RunIds | undefined;
  command?: (() => [method: string, params: Record<string, unknown>]) | undefined;
  cursor?: string | undefined;
}

/** The runs that begin on a thread, which a session keeps until they are no longer read. */
class RunList<Graphs, Id extends string> extends EventStream<ThreadRun<Graphs, Id>, string> {
  readonly #onEnd: () => void;

  constructor(
    source: MessageSource<string>,
    signal: AbortSignal | undefined,
    join: (runId: string) => ThreadRun<Graphs, Id>,
    onEnd: () => void,
  ) {
    super(source, signal, join);
    this.#onEnd = onEnd;
  }

  protected override onEnd(): void {
    this.#onEnd();
  }
}

/** The runs of a thread that a session reads. Each has a connection of its own. Their commands are sent one by one. */
export class ThreadRuns {
  readonly #settings: SessionSettings;
  readonly #memory: SessionMemory = { position: new ThreadPosition(), isDoubtful: false };
  readonly #open = new Set<{ close(): void }>();
  /** The thread that the caller has named. */
  readonly #named: string | undefined;
  #threadId: Promise<string> | undefined;
  /** True while no run of a thread that this session has created was started. */
  #isFresh = false;
  /** Settled once the last command was sent, or its run was left. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(settings: SessionSettings, threadId: string | undefined) {
    this.#settings = settings;
    this.#named = threadId;
    if (threadId !== undefined) this.#threadId = Promise.resolve(threadId);
  }

  /** The thread's id. The first call of a session for a new thread creates the thread. */
  threadId(): Promise<string> {
    this.#threadId ??= this.#create();
    return this.#threadId;
  }

  async #create(): Promise<string> {
    try {
      const { transport, call } = this.#settings;
      const { thread_id: threadId } = await transport.call<Thread>("POST /threads", [], call);
      this.#isFresh = true;
      return threadId;
    } catch (error) {
      // The next call tries again.
      this.#threadId = undefined;
      throw error;
    }
  }

  start<Graphs, Id extends string>(options: StartOptions): ThreadRun<Graphs, Id> {
    checkStart(options);
    const { multitaskStrategy: strategy = "enqueue" } = options;
    const free = (threadId: string, call: CallOptions) => this.#free(threadId, strategy, call);
    return this.#newRun(options, {
      // An earlier run of this session may wait for the active one.
      interfere: strategy === "enqueue" ? undefined : free,
      prepare: free,
      command: () => ["run.start", startParams(this.#settings.assistantId, options)],
    });
  }

  resume<Graphs, Id extends string>(answer: unknown, options: ResumeOptions): ThreadRun<Graphs, Id> {
    checkResume(answer, options);
    let params = {};
    return this.#newRun(options, {
      prepare: async (threadId, call) => {
        await freeThread(this.#settings.transport, threadId, "enqueue", call);
        params = resumeParams(
          answer,
          options,
          await pendingInterrupts(this.#settings.transport, threadId, {}, call),
        );
        return undefined;
      },
      command: () => ["input.respond", params],
    });
  }

  join<Graphs, Id extends string>(runId: string, cursor: string | undefined): ThreadRun<Graphs, Id> {
    checkId("runId", runId);
    return this.#newRun(
      {},
      {
        run: this.#named === undefined ? undefined : { runId, threadId: this.#named },
        prepare: (threadId) => Promise.resolve({ runId, threadId }),
        cursor,
      },
    );
  }

  /** Waits for the active runs of a thread, or stops them. A thread that the caller has named may not exist yet. */
  async #free(threadId: string, strategy: BusyStrategy, call: CallOptions): Promise<undefined> {
    const { transport } = this.#settings;
    if (this.#isFresh) {
      this.#isFresh = false;
      return;
    }
    try {
      await freeThread(transport, threadId, strategy, call);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const place = () => ({ body: { thread_id: threadId, if_exists: "do_nothing" } });
      await transport.call("POST /threads", [], call, { idempotency: "idempotent", place });
    }
  }

  #newRun<Graphs, Id extends string>(options: CallOptions, beginning: Beginning): ThreadRun<Graphs, Id> {
    const { run: ids, command, cursor } = beginning;
    const { transport, behavior, channels, accepts } = this.#settings;
    const call = this.#callOf(splitOptions(options).call);
    const shared = sharedOptions(call);
    const turn = new Deferred<void>();
    let threadId = this.#named ?? "";
    // Whoever asked for the ids only gets the error, and does not end the stream.
    const leave = (error: unknown): never => {
      turn.resolve();
      throw error;
    };
    const run: ThreadRun<Graphs, Id> = new ThreadRun(new HttpRunRequests(transport, call), {
      ...this.#streamSettings,
      accepts,
      memory: this.#memory,
      run: ids,
      cursor: cursor === undefined ? undefined : ThreadPosition.parse(cursor, channels),
      signal: call.signal,
      open: (request, signal) =>
        openThreadStream(transport, threadId, request, { ...shared, signal }).catch(leave),
      prepare: async (signal) => {
        this.#open.add(run);
        threadId = await untilAborted(this.threadId(), signal).catch(leave);
        return this.#prepare(threadId, beginning, turn, { ...shared, signal }).catch(leave);
      },
      start:
        command && ((signal) => this.#send(threadId, command(), { ...call, signal }).finally(turn.resolve)),
      rejoin: ({ runId }) => joinedStream(transport, threadId, runId, { ...behavior, ...shared }),
      onEnd: () => {
        turn.resolve();
        this.#open.delete(run);
      },
    });
    return run;
  }

  async #prepare(
    threadId: string,
    { interfere, prepare, command }: Beginning,
    turn: Deferred<void>,
    call: CallOptions,
  ): Promise<RunIds | undefined> {
    await interfere?.(threadId, call);
    if (command !== undefined) await this.#takeTurn(turn, call.signal);
    return prepare(threadId, call);
  }

  /** The settings that are the same for each stream. */
  get #streamSettings() {
    const { transport, behavior, channels } = this.#settings;
    const { logger, sleep } = transport;
    return { ...behavior, logger, sleep, channels, heartbeats: new Heartbeats(behavior.idleTimeoutMs) };
  }

  /** Sends the command that starts a run. */
  async #send(
    threadId: string,
    [method, params]: [string, Record<string, unknown>],
    call: CallOptions,
  ): Promise<{ run: RunIds; number: number | undefined }> {
    const { transport } = this.#settings;
    const result = await sendCommand(transport, threadId, method, params, call);
    const run = await runOfCommand(transport, threadId, result, sharedOptions(call));
    return { run, number: result.number };
  }

  /** Waits until the commands before this one were sent. */
  async #takeTurn(turn: Deferred<void>, signal: AbortSignal | undefined): Promise<void> {
    const before = this.#turn;
    this.#turn = before.then(() => turn.promise);
    await untilAborted(before, signal);
  }

  /** The options of a run's requests: its own win over those of the session. */
  #callOf(options: CallOptions): CallOptions {
    checkCall(options);
    const { signal, headers, maxRetries, ...others } = options;
    const { call } = this.#settings;
    return {
      ...others,
      signal: eitherSignal(call.signal, checkSignal(signal)),
      headers: { ...call.headers, ...headers },
      maxRetries: maxRetries ?? call.maxRetries,
    };
  }

  /** The oldest run of the thread that is active. */
  async active<Graphs, Id extends string>(): Promise<ThreadRun<Graphs, Id> | undefined> {
    const { transport, call } = this.#settings;
    const [run] = await activeRuns(transport, await this.threadId(), call);
    return run && this.join(run.run_id, undefined);
  }

  /** The runs of the thread that begin from now on. */
  watch<Graphs, Id extends string>(): AsyncGenerator<ThreadRun<Graphs, Id>, void, undefined> {
    const { transport, call } = this.#settings;
    const { logger } = transport;
    let threadId = "";
    const line = (step: string): string => `runs of thread ${threadId}: ${step}`;
    const source = new ThreadWatch({
      ...this.#streamSettings,
      channels: ["lifecycle", "tasks"],
      begun: async (signal) => {
        threadId = await untilAborted(this.threadId(), signal);
        return begunRuns(transport, threadId, { ...call, signal });
      },
      open: (request, signal) => openThreadStream(transport, threadId, request, { ...call, signal }),
      trace: (step) => logger.debug?.(line(step)),
      warn: (step) => logger.warn?.(line(step)),
    });
    const join = (runId: string) => this.join<Graphs, Id>(runId, undefined);
    const stream: RunList<Graphs, Id> = new RunList(source, call.signal, join, () =>
      this.#open.delete(stream),
    );
    this.#open.add(stream);
    return stream;
  }

  /** Closes the connections. */
  close(): void {
    for (const stream of this.#open) stream.close();
  }
}
