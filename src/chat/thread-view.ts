import { isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import { RunFailedError } from "../errors.js";
import { getInterrupts } from "../interrupts.js";
import type { ThreadCreateOptions } from "../resources/thread-options.js";
import type { Part } from "../parts/types.js";
import type { RunIds } from "../streaming/run-api.js";
import type { Thread, ThreadState } from "../types.js";
import { Branch } from "./branches.js";
import type { MessageOrigin } from "./branches.js";
import { failedRun } from "./failed-run.js";
import type { ChatOptions, ChatRun } from "./options.js";
import { watchPage } from "./page-events.js";
import { classicRuns, sessionRuns } from "./protocols.js";
import type { OpenThread, RunSource } from "./protocols.js";
import { readRun } from "./read-run.js";
import { RunMemory } from "./run-memory.js";
import { EMPTY, hasChanged, started, withPart, withState } from "./snapshot.js";
import type { ChatSnapshot, ChatStatus } from "./snapshot.js";
import { ThreadRequests } from "./thread-requests.js";
import { Turns } from "./turns.js";
import { UnseenMessages } from "./unseen-messages.js";

/** Options of a chat, with those that its types know more exactly. */
export type AnyChatOptions = ChatOptions & { thread?: OpenThread | undefined };

/** The number of states that are read if the page gives none. */
const HISTORY = 1_000;

/** A thread as a page shows it: its snapshot, and the states and runs that change it. */
export class ThreadView {
  snapshot: ChatSnapshot;
  protected readonly client: LangGraphClient;
  protected readonly options: AnyChatOptions;
  /** The name of the list of messages in the state. */
  protected readonly key: string;
  protected readonly requests: ThreadRequests;
  protected readonly turns = new Turns();
  protected readonly unseen = new UnseenMessages();
  /** The run that is read. */
  protected run: ChatRun | undefined;
  /** True if the server starts runs at the checkpoint of an earlier one, instead of the newest: the JS server does. */
  protected isPinned = false;
  /** The ids of the runs that were read here. */
  protected readonly known = new Set<string>();
  /** Called after each change; `true` if it must be shown at once. */
  readonly #onChange: (isUrgent: boolean) => void;
  readonly #memory: RunMemory;
  readonly #left = new AbortController();
  #runs: RunSource | undefined;
  #loading: Promise<void> | undefined;
  #isWatched = false;
  #isLooking = false;
  #branch: { history: unknown; name: string; branch: Branch } | undefined;

  constructor(
    client: LangGraphClient,
    options: AnyChatOptions,
    threadId: string | null,
    onChange: (isUrgent: boolean) => void,
  ) {
    this.client = client;
    this.options = options;
    this.key = options.messagesKey ?? "messages";
    this.requests = new ThreadRequests(client, this.#left.signal);
    this.#onChange = onChange;
    this.#memory = new RunMemory(options.reconnectOnMount);
    this.snapshot = { ...EMPTY, threadId, status: threadId === null ? "idle" : "loading" };
  }

  /** Shows a state that the page has already. */
  showState(state: ThreadState<unknown>): void {
    this.set(this.#withThreadState(state));
    this.show(this.#restingStatus);
  }

  /** Shows other values, until the server sends its own. */
  mutate(change: unknown): void {
    const { values } = this.snapshot;
    const known = isRecord(values) ? values : {};
    const changed: unknown = typeof change === "function" ? change(known) : change;
    const next = { ...known, ...(isRecord(changed) && changed) };
    this.set(this.unseen.addTo(withState(this.snapshot, next, this.key)));
  }

  setBranch(branch: string): void {
    const { end } = this.branchOf({ ...this.snapshot, branch });
    const shown = end === undefined ? this.snapshot : this.#withThreadState(end);
    this.set({ ...shown, branch }, true);
  }

  originOf(messageId: string): MessageOrigin {
    return this.branchOf(this.snapshot).originOf(messageId);
  }

  /** Shows the thread, and from then on what other pages do with it. */
  load(): Promise<void> {
    const { threadId } = this.snapshot;
    if (!this.#isWatched) {
      this.#isWatched = true;
      if (threadId !== null) this.#watch(threadId);
    }
    if (threadId === null) return Promise.resolve();
    this.#loading ??= this.reload();
    return this.#loading;
  }

  /** False before the thread is loaded, or if that failed. */
  protected get isLoaded(): boolean {
    return this.#loading !== undefined;
  }

  /** Shows the thread's state, then the run at work. */
  protected async reload(): Promise<void> {
    try {
      await this.turns.take(() => this.#load(this.snapshot.threadId ?? ""));
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  protected async readThread(threadId: string): Promise<Thread> {
    const thread = await this.requests.get(threadId);
    this.isPinned = Boolean(thread.config?.configurable?.["checkpoint_id"]);
    return thread;
  }

  async #load(threadId: string): Promise<void> {
    // Before the state: that of a run which ends meanwhile is then whole.
    const thread = await this.readThread(threadId);
    const known = this.#memory.find(threadId);
    const runId = thread.status === "busy" ? await this.requests.activeRun(threadId, known) : undefined;
    if (runId === undefined) this.#memory.keep(threadId, undefined);
    const state = await this.#readState(threadId);
    await this.readHistory(this.options.history);
    if (runId !== undefined) return this.#joinActive(runId);
    if (!(await this.requests.hasFailed(thread))) return this.show(this.#restingStatus);
    this.set({ ...this.snapshot, status: "error", error: failedRun(state, threadId) }, true);
  }

  /** Shows the run at work. If that fails, the thread is still loaded: `retry` goes on with it. */
  async #joinActive(runId: string): Promise<void> {
    try {
      await this.join(runId);
    } catch (error) {
      if (!(error instanceof RunFailedError)) throw error;
      this.fail(error);
    }
  }

  async #readState(threadId: string): Promise<ThreadState> {
    const state = await this.requests.state(threadId);
    this.set(this.unseen.addTo(this.#withThreadState(state)), true);
    return state;
  }

  protected async readHistory(limit: boolean | number | undefined): Promise<readonly ThreadState<unknown>[]> {
    const { threadId } = this.snapshot;
    if (!limit || threadId === null) return [];
    const history = await this.requests.history(threadId, limit === true ? HISTORY : limit);
    this.set({ ...this.snapshot, history });
    return history;
  }

  #watch(threadId: string): void {
    const { refreshMs, thread } = this.options;
    const runs = this.runsOf(threadId);
    const follow = thread && ((signal: AbortSignal) => this.#follow(runs, signal));
    watchPage({ look: () => this.#look(), follow, intervalMs: refreshMs }, this.#left.signal);
  }

  /** Reads the runs that other pages start. */
  async #follow(runs: RunSource, signal: AbortSignal): Promise<void> {
    const begun = runs.begun?.();
    signal.addEventListener("abort", () => void begun?.return());
    try {
      for await (const run of begun ?? []) void this.#readForeign(run);
    } catch {
      // Without this connection, the chat still looks at the thread when the user comes back.
    }
  }

  async #readForeign(run: ChatRun): Promise<void> {
    try {
      await this.turns.take(async () => {
        const { runId, threadId } = await run.run;
        if (this.known.has(runId) || this.snapshot.branch !== "") return run.close();
        // Read after a later one, it would show an old state.
        if (await this.#showIfNew(await this.readThread(threadId ?? ""))) return run.close();
        await this.read(run, true);
        this.#look();
      });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Shows what other pages did meanwhile. */
  #look(): void {
    const { queued, branch, threadId } = this.snapshot;
    const isBusy = this.#isLooking || this.run !== undefined || queued > 0;
    if (isBusy || this.#loading === undefined || branch !== "" || threadId === null) return;
    this.#isLooking = true;
    const look = async (): Promise<void> => {
      const runId = await this.#readChanges(threadId).finally(() => (this.#isLooking = false));
      if (runId !== undefined) await this.join(runId).catch((error: unknown) => this.fail(error));
    };
    // The user has done nothing that can fail: the next look may work.
    this.turns.take(look).catch(() => {});
  }

  /** Shows the state if another page has changed it. Returns the run of another page that is at work. */
  async #readChanges(threadId: string): Promise<string | undefined> {
    const thread = await this.readThread(threadId);
    const runId = thread.status === "busy" ? await this.requests.activeRun(threadId) : undefined;
    if (runId !== undefined) return this.known.has(runId) ? undefined : runId;
    // If its run has ended meanwhile, the thread has the values of before.
    await (thread.status === "busy" ? this.#showStateIfNew(threadId) : this.#showIfNew(thread));
    return undefined;
  }

  /** Shows the state of a thread that is not busy, if another page has changed it. Returns true in that case. */
  async #showIfNew({ thread_id: threadId, status, values, interrupts }: Thread): Promise<boolean> {
    if (status === "busy") return false;
    const isNew = hasChanged(this.snapshot, values, Object.values(interrupts ?? {}).flat());
    return isNew && this.#showStateIfNew(threadId);
  }

  async #showStateIfNew(threadId: string): Promise<boolean> {
    const state = await this.requests.state(threadId);
    // The user may have chosen a branch meanwhile.
    if (this.snapshot.branch !== "") return true;
    // After a run that was cancelled, a thread of the JS server has older values than its state.
    const next = this.#withThreadState(state);
    if (!hasChanged(this.snapshot, state.values, next.interrupts)) return false;
    this.set(this.unseen.addTo(next));
    if (this.snapshot.status !== "error") this.show(this.#restingStatus);
    await this.readHistory(this.options.history);
    return true;
  }

  /** Creates the thread, if it is new. */
  protected async open(options: ThreadCreateOptions = {}): Promise<RunSource> {
    let { threadId } = this.snapshot;
    if (threadId === null) {
      ({ thread_id: threadId } = await this.client.threads.create({ ...options, signal: this.#left.signal }));
      this.set({ ...this.snapshot, threadId }, true);
      // Its first run is read here: there is nothing to load.
      this.#loading = Promise.resolve();
      if (this.#isWatched) this.#watch(threadId);
      this.options.onThreadId?.(threadId);
    }
    return this.runsOf(threadId);
  }

  protected runsOf(threadId: string): RunSource {
    const { thread, assistantId } = this.options;
    this.#runs ??=
      thread === undefined
        ? classicRuns(this.client, threadId, assistantId)
        : sessionRuns(thread, this.client, threadId, assistantId);
    return this.#runs;
  }

  protected async join(runId: string): Promise<void> {
    await this.read((await this.open()).join(runId, undefined), true);
  }

  /**
   * Shows a run until it ends.
   *
   * @param isJoined - The run was started elsewhere, or before the page was loaded.
   */
  protected async read(run: ChatRun, isJoined: boolean): Promise<void> {
    const { interrupts } = this.snapshot;
    this.set(started(this.snapshot), true);
    this.run = run;
    let isKnown = false;
    const runs = await this.open();
    try {
      const rest = await readRun(run, {
        onRun: (ids) => {
          isKnown = true;
          this.#onRun(ids, isJoined);
        },
        onPart: (part) => this.#add(part),
        onOffline: () => this.show("offline"),
        join: (runId, cursor) => (this.run = runs.join(runId, cursor)),
        signal: this.#left.signal,
      });
      if (rest !== undefined) await this.#waitFor(rest);
    } catch (error) {
      this.#endRun();
      // Without a run, they still wait.
      if (!isKnown) this.set({ ...this.snapshot, interrupts });
      throw error;
    }
    if (!this.#left.signal.aborted) await this.#finish();
  }

  #onRun(ids: RunIds, isJoined: boolean): void {
    this.known.add(ids.runId);
    this.#memory.keep(this.snapshot.threadId, ids.runId);
    this.options.onRun?.(ids, isJoined);
  }

  #add(part: Part): void {
    this.options.onPart?.(part);
    const next = withPart(this.snapshot, part, this.key);
    const shown: ChatSnapshot = next.status === "streaming" ? next : { ...next, status: "streaming" };
    this.set(part.type === "values" ? this.unseen.addTo(shown) : shown);
  }

  /** Waits for the end of a run, and shows the state. */
  async #waitFor({ runId, threadId }: RunIds): Promise<void> {
    const id = threadId ?? this.snapshot.threadId ?? "";
    await this.requests.wait(id, runId);
    await this.#readState(id);
  }

  #endRun(): void {
    this.run = undefined;
    this.#memory.keep(this.snapshot.threadId, undefined);
  }

  async #finish(): Promise<void> {
    this.#endRun();
    const { history, onError, onFinish, thread } = this.options;
    // The messages of the run are shown already: an error here is not one of the run.
    await this.readHistory(history).catch((error: unknown) => onError?.(error));
    this.show(this.#restingStatus);
    onFinish?.();
    // A session tells of the runs that follow.
    if (thread === undefined && this.#isWatched) this.#look();
  }

  /** The branch that a snapshot shows. */
  protected branchOf({ history, branch: name }: ChatSnapshot): Branch {
    if (this.#branch?.history !== history || this.#branch.name !== name)
      this.#branch = { history, name, branch: new Branch(history, name, this.key) };
    return this.#branch.branch;
  }

  #withThreadState(state: ThreadState<unknown>): ChatSnapshot {
    return { ...withState(this.snapshot, state.values, this.key), interrupts: getInterrupts(state) };
  }

  /** The status while no run works. */
  get #restingStatus(): ChatStatus {
    return this.snapshot.interrupts.length > 0 ? "interrupted" : "idle";
  }

  fail(error: unknown): void {
    if (this.#left.signal.aborted) return;
    this.set({ ...this.snapshot, status: "error", error }, true);
    this.options.onError?.(error);
  }

  protected show(status: ChatStatus): void {
    this.set({ ...this.snapshot, status }, true);
  }

  protected set(snapshot: ChatSnapshot, isUrgent = false): void {
    this.snapshot = snapshot;
    this.#onChange(isUrgent);
  }

  /** Closes the connections. The run at work goes on, on the server. */
  protected close(): void {
    this.#left.abort();
    this.run?.close();
  }
}
