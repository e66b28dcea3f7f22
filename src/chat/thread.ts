import { isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import { ConnectionError, InvalidArgumentError, LangGraphError } from "../errors.js";
import { getInterrupts } from "../interrupts.js";
import type { Message, MessageContent } from "../messages/types.js";
import type { Part } from "../parts/types.js";
import type { RunIds } from "../streaming/run-api.js";
import type { Checkpoint, ThreadState } from "../types.js";
import { activeRun } from "./active-run.js";
import { originOf, stepsOf } from "./branches.js";
import type { MessageOrigin } from "./branches.js";
import { inputOf, messagesIn, newId } from "./input.js";
import type { ChatInput, ChatOptions, ChatRun, SubmitOptions } from "./options.js";
import { classicRuns, sessionRuns } from "./protocols.js";
import type { OpenThread, RunSource } from "./protocols.js";
import { readRun } from "./read-run.js";
import { RunMemory } from "./run-memory.js";
import { EMPTY, started, withInput, withPart, withState } from "./snapshot.js";
import type { ChatSnapshot, ChatStatus } from "./snapshot.js";
import { UnseenMessages } from "./unseen-messages.js";

/** Options of a chat, with those that its types know more exactly. */
export type AnyChatOptions = ChatOptions & { thread?: OpenThread | undefined };

const HISTORY = 1_000;

type Begin = (runs: RunSource, options: Record<string, unknown>) => ChatRun;

/** The chat on one thread: its snapshot, and the inputs and runs that change it. */
export class ThreadChat {
  snapshot: ChatSnapshot;
  readonly #client: LangGraphClient;
  readonly #options: AnyChatOptions;
  readonly #key: string;
  /** Called after each change; `true` if it must be shown at once. */
  readonly #onChange: (isUrgent: boolean) => void;
  readonly #memory: RunMemory;
  /** Aborted when nobody looks at the thread, and no input waits. */
  readonly #left = new AbortController();
  #isLeft = false;
  #runs: RunSource | undefined;
  #run: ChatRun | undefined;
  /** The number of inputs whose runs have not started yet. */
  #unsent = 0;
  /** Settled when the inputs so far have been run. */
  #tail: Promise<unknown> = Promise.resolve();
  readonly #unseen = new UnseenMessages();
  /** Sends the input again that failed. */
  #again: (() => Promise<void>) | undefined;
  #loading: Promise<void> | undefined;

  constructor(
    client: LangGraphClient,
    options: AnyChatOptions,
    threadId: string | null,
    onChange: (isUrgent: boolean) => void,
  ) {
    this.#client = client;
    this.#options = options;
    this.#key = options.messagesKey ?? "messages";
    this.#onChange = onChange;
    this.#memory = new RunMemory(options.reconnectOnMount);
    this.snapshot = { ...EMPTY, threadId, status: threadId === null ? "idle" : "loading" };
  }

  /** Shows a state that the page has already. */
  show(state: ThreadState<unknown>): void {
    this.#set(this.#withThreadState(state));
    this.#show(this.#restingStatus);
  }

  /** Shows other values, until the server sends its own. */
  mutate(change: unknown): void {
    const { values } = this.snapshot;
    const changed: unknown = typeof change === "function" ? change(values) : change;
    const known = isRecord(values) ? values : {};
    this.#set(
      this.#unseen.addTo(
        withState(this.snapshot, { ...known, ...(isRecord(changed) && changed) }, this.#key),
      ),
    );
  }

  /** Shows the thread's state, then the run at work. */
  load(): Promise<void> {
    const { threadId } = this.snapshot;
    if (threadId === null) return Promise.resolve();
    if (this.#loading === undefined) {
      this.#loading = this.#joinActive(threadId);
      this.#tail = this.#loading.catch(() => (this.#loading = undefined));
    }
    return this.#loading;
  }

  async submit(input: ChatInput, options: SubmitOptions): Promise<void> {
    const values = inputOf(input, this.#key);
    const messages = messagesIn(values, this.#key);
    if (options.optimisticValues !== undefined) this.mutate(options.optimisticValues);
    this.#set(withInput(this.snapshot, messages), true);
    const begin: Begin = (runs, rest) => runs.start(values === undefined ? rest : { input: values, ...rest });
    await this.#send(messages, () => this.#enqueue(options, begin));
  }

  resume(answer: unknown, options: SubmitOptions): Promise<void> {
    return this.#send([], () => this.#enqueue(options, (runs, rest) => runs.resume(answer, rest)));
  }

  joinStream(runId: string): Promise<void> {
    return this.#enqueue({}, (runs) => runs.join(runId, undefined));
  }

  async stop(): Promise<void> {
    if (this.#run === undefined) return;
    const { runId, threadId } = await this.#run.run;
    await this.#client.runs.cancel(threadId ?? this.snapshot.threadId ?? "", runId, true);
  }

  async retry(): Promise<void> {
    const { status, messages } = this.snapshot;
    if (status === "error") return (this.#again ?? (() => this.load()))();
    const asked = messages.findLastIndex(({ type }) => type === "human");
    const answer = messages[asked + 1];
    if (asked === -1) throw new LangGraphError("The thread has no message of the user to answer again.");
    return answer?.id === undefined ? this.submit(null, {}) : this.#fork(answer.id, () => null);
  }

  edit(messageId: string, content: MessageContent): Promise<void> {
    return this.#fork(messageId, (message) => ({ [this.#key]: [{ ...message, id: newId(), content }] }));
  }

  setBranch(branch: string): void {
    const state = stepsOf(this.snapshot.history, branch).at(-1)?.state;
    const shown = state === undefined ? this.snapshot : this.#withThreadState(state);
    this.#set({ ...shown, branch }, true);
  }

  originOf(messageId: string): MessageOrigin {
    return originOf(this.snapshot.history, this.snapshot.branch, messageId, this.#key);
  }

  /** Closes the connections, once all inputs are sent. The run at work goes on, on the server. */
  leave(): void {
    this.#isLeft = true;
    if (this.#unsent > 0) return;
    this.#left.abort();
    this.#run?.close();
  }

  fail(error: unknown): void {
    if (this.#left.signal.aborted) return;
    this.#set({ ...this.snapshot, status: "error", error }, true);
    this.#options.onError?.(error);
  }

  /** Sends an input. If that fails, `retry` sends it again, unless the server has it by then. */
  async #send(messages: readonly Message[], send: () => Promise<void>): Promise<void> {
    this.#unseen.add(messages);
    try {
      await send();
      this.#again = undefined;
    } catch (error) {
      this.#unseen.fail(messages, this.snapshot.messages);
      this.#again = async () => {
        if (!(await this.#wasProcessed(error, messages))) await this.#send(messages, send);
      };
      throw error;
    }
  }

  /** Finds out if the server has an input, although its request failed. If a run is at work, reads it to its end. */
  async #wasProcessed(error: unknown, messages: readonly Message[]): Promise<boolean> {
    const { threadId } = this.snapshot;
    if (!(error instanceof ConnectionError) || !error.mayHaveBeenProcessed || threadId === null) return false;
    await this.#joinActive(threadId);
    if (messages.length === 0) return this.snapshot.interrupts.length === 0;
    return messages.every((message) => !this.#unseen.has(message));
  }

  /** Runs after the runs before. */
  async #enqueue(options: SubmitOptions, begin: Begin): Promise<void> {
    const { runOptions } = this.#options;
    const { whenBusy = this.#options.whenBusy ?? "queue", optimisticValues: _, ...own } = options;
    const rest = { ...runOptions, ...own };
    // If it cannot be stopped, the next one waits for it.
    if (whenBusy === "replace") void this.stop().catch(() => {});
    const turn = this.#tail.then(async () => {
      this.#set({ ...this.snapshot, queued: this.snapshot.queued - 1 });
      const runs = await this.#open();
      const { checkpoint = this.#branchEnd() } = rest;
      const run = begin(runs, checkpoint === undefined ? rest : { ...rest, checkpoint });
      const reading = this.#read(run);
      await Promise.race([run.run, reading]).then(onSent, onSent);
      await reading;
    });
    this.#unsent += 1;
    const onSent = once(() => {
      this.#unsent -= 1;
      if (this.#isLeft) this.leave();
    });
    this.#set({ ...this.snapshot, queued: this.snapshot.queued + 1 }, true);
    this.#tail = turn.then(onSent, onSent);
    await turn;
  }

  /** The checkpoint at the end of the branch that is shown, if the page has chosen one. */
  #branchEnd(): Checkpoint | undefined {
    const { branch, history } = this.snapshot;
    return branch === "" ? undefined : stepsOf(history, branch).at(-1)?.state.checkpoint;
  }

  async #open(): Promise<RunSource> {
    const { onThreadId, thread, assistantId } = this.#options;
    let { threadId } = this.snapshot;
    if (threadId === null) {
      ({ thread_id: threadId } = await this.#client.threads.create({ signal: this.#left.signal }));
      this.#set({ ...this.snapshot, threadId }, true);
      // Its first run is read here: there is nothing to load.
      this.#loading = Promise.resolve();
      onThreadId?.(threadId);
    }
    this.#runs ??=
      thread === undefined
        ? classicRuns(this.#client, threadId, assistantId)
        : sessionRuns(thread, this.#client, threadId, assistantId);
    return this.#runs;
  }

  /** Shows a run until it ends. */
  async #read(run: ChatRun): Promise<void> {
    this.#set(started(this.snapshot), true);
    this.#run = run;
    const runs = await this.#open();
    try {
      const rest = await readRun(run, {
        onRun: (ids) => {
          this.#memory.keep(this.snapshot.threadId, ids.runId);
          this.#options.onRun?.(ids);
        },
        onPart: (part) => this.#add(part),
        onOffline: () => this.#show("offline"),
        join: (runId, cursor) => (this.#run = runs.join(runId, cursor)),
        signal: this.#left.signal,
      });
      if (rest !== undefined) await this.#waitFor(rest);
    } catch (error) {
      this.#endRun();
      throw error;
    }
    if (this.#left.signal.aborted) return;
    this.#endRun();
    await this.#refresh();
    this.#show(this.#restingStatus);
    this.#options.onFinish?.();
  }

  #add(part: Part): void {
    this.#options.onPart?.(part);
    const next = withPart(this.snapshot, part, this.#key);
    const shown: ChatSnapshot = next.status === "streaming" ? next : { ...next, status: "streaming" };
    this.#set(part.type === "values" ? this.#unseen.addTo(shown) : shown);
  }

  /** Waits for the end of a run, and shows the state. */
  async #waitFor({ runId, threadId }: RunIds): Promise<void> {
    const { signal } = this.#left;
    const id = threadId ?? this.snapshot.threadId ?? "";
    await this.#client.runs.join(id, runId, { signal });
    const state = await this.#client.threads.getState(id, null, { signal });
    this.#set(this.#unseen.addTo(this.#withThreadState(state)));
  }

  #endRun(): void {
    this.#run = undefined;
    this.#memory.keep(this.snapshot.threadId, undefined);
  }

  /** Runs the graph from the place before a message, with another input. */
  async #fork(messageId: string, change: (message: Message) => ChatInput): Promise<void> {
    const message = this.snapshot.messages.find(({ id }) => id === messageId);
    const history = await this.#readHistory(this.#options.history || HISTORY);
    const origin = originOf(history, this.snapshot.branch, messageId, this.#key);
    const checkpoint = origin.firstState?.parent_checkpoint;
    if (message === undefined || !checkpoint) {
      throw new InvalidArgumentError("messageId", "is not the id of a message in the thread's history.");
    }
    const id = checkpoint.checkpoint_id;
    const before = history.find((state) => state.checkpoint.checkpoint_id === id);
    this.#set({ ...withState(this.snapshot, before?.values, this.#key), branch: "" }, true);
    return this.submit(change(message), { checkpoint });
  }

  async #joinActive(threadId: string): Promise<void> {
    const { signal } = this.#left;
    // Before the state: that of a run which ends meanwhile is then whole.
    const runId = await activeRun(this.#client, threadId, this.#memory.find(threadId), signal);
    if (runId === undefined) this.#memory.keep(threadId, undefined);
    const state = await this.#client.threads.getState(threadId, null, { signal });
    this.#set(this.#unseen.addTo(this.#withThreadState(state)), true);
    await this.#readHistory(this.#options.history);
    if (runId === undefined) return this.#show(this.#restingStatus);
    await this.#read((await this.#open()).join(runId, undefined));
  }

  /** Reads the history again after a run. */
  async #refresh(): Promise<void> {
    // The messages of the run are shown already: an error here is not one of the run.
    await this.#readHistory(this.#options.history).catch((error: unknown) => this.#options.onError?.(error));
  }

  async #readHistory(limit: boolean | number | undefined): Promise<readonly ThreadState<unknown>[]> {
    const { threadId } = this.snapshot;
    if (!limit || threadId === null) return [];
    const options = { limit: limit === true ? HISTORY : limit, signal: this.#left.signal };
    const history = await this.#client.threads.getHistory(threadId, options);
    this.#set({ ...this.snapshot, history });
    return history;
  }

  #withThreadState(state: ThreadState<unknown>): ChatSnapshot {
    return { ...withState(this.snapshot, state.values, this.#key), interrupts: getInterrupts(state) };
  }

  /** The status while no run works. */
  get #restingStatus(): ChatStatus {
    return this.snapshot.interrupts.length > 0 ? "interrupted" : "idle";
  }

  #show(status: ChatStatus): void {
    this.#set({ ...this.snapshot, status }, true);
  }

  #set(snapshot: ChatSnapshot, isUrgent = false): void {
    this.snapshot = snapshot;
    this.#onChange(isUrgent);
  }
}

function once(call: () => void): () => void {
  let isCalled = false;
  return () => {
    if (!isCalled) call();
    isCalled = true;
  };
}
