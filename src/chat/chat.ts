import { isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import { ConnectionError, InvalidArgumentError, LangGraphError, StreamDisconnectedError } from "../errors.js";
import { getInterrupts } from "../interrupts.js";
import type { Message, MessageContent } from "../messages/types.js";
import type { RunIds } from "../streaming/run-api.js";
import type { Checkpoint, PendingInterrupt, ThreadState } from "../types.js";
import { originOf, stepsOf } from "./branches.js";
import type { MessageOrigin } from "./branches.js";
import { backOnline } from "./online.js";
import { checkChatOptions } from "./options.js";
import type { ChatInput, ChatOptions, ChatRun, RunStorage, SubmitOptions } from "./options.js";
import { EMPTY, started, withInput, withPart, withState } from "./snapshot.js";
import type { ChatSnapshot, ChatStatus } from "./snapshot.js";
import { classicThread, sessionThread } from "./thread.js";
import type { ChatThread, OpenThread } from "./thread.js";

type AnySnapshot = ChatSnapshot;

/** The thread that is shown, until another one is. */
interface Visit {
  threadId: string | null;
  /** Aborted when the chat leaves the thread. */
  readonly left: AbortController;
  thread: ChatThread | undefined;
  run: ChatRun | undefined;
  /** Settled when the inputs so far have been run. */
  tail: Promise<unknown>;
  /** Messages that were sent, and are not in the state yet. */
  unseen: Message[];
  /** Sends the last input again. */
  again: (() => Promise<void>) | undefined;
  isLoaded: boolean;
}

/** The chat on one thread: what a page shows, and what its buttons do. */
export class Chat<State = unknown, InterruptValue = unknown, Custom = unknown> {
  readonly #client: LangGraphClient;
  readonly #options: ChatOptions & { thread?: OpenThread | undefined };
  readonly #key: string;
  readonly #listeners = new Set<(snapshot: ChatSnapshot<State, InterruptValue, Custom>) => void>();
  #snapshot: AnySnapshot;
  #visit: Visit;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** @internal */
  constructor(client: LangGraphClient, options: ChatOptions & { thread?: OpenThread | undefined }) {
    checkChatOptions(options);
    this.#client = client;
    this.#options = options;
    this.#key = options.messagesKey ?? "messages";
    this.#visit = newVisit(options.threadId ?? null);
    const empty: AnySnapshot = { ...EMPTY, threadId: this.#visit.threadId };
    const { initialState } = options;
    this.#snapshot = initialState === undefined ? empty : this.#withThreadState(empty, initialState);
    if (initialState === undefined && this.#visit.threadId !== null)
      this.#snapshot = { ...empty, status: "loading" };
  }

  /**
   * Call a function with the snapshot, now and after each change. Returns a function that ends this. The first listener loads
   * the thread; when the last one has left, connections are closed, and runs go on, on the server.
   */
  readonly subscribe = (
    listener: (snapshot: ChatSnapshot<State, InterruptValue, Custom>) => void,
  ): (() => void) => {
    this.#listeners.add(listener);
    void this.#load(this.#visit);
    listener(this.getSnapshot());
    return () => {
      this.#listeners.delete(listener);
      // A component that is mounted twice in a row subscribes again at once.
      setTimeout(() => this.#listeners.size === 0 && this.#disconnect());
    };
  };

  /** The current snapshot: the same object until something changes. */
  readonly getSnapshot = (): ChatSnapshot<State, InterruptValue, Custom> =>
    // The types are the caller's.
    this.#snapshot as ChatSnapshot<State, InterruptValue, Custom>;

  /**
   * Send an input, at once or after the run that works now. Resolves when its run has ended, or waits at an interrupt. Rejects
   * with the error that the snapshot then has, too. `null` runs the graph without an input.
   */
  submit(input: ChatInput, options: SubmitOptions<State> = {}): Promise<void> {
    return this.#action(() => this.#submit(input, options));
  }

  /** Answer the interrupts that wait: with a value for the only one, or `{ [interrupt.id]: answer }`. */
  resume(answer: unknown, options: SubmitOptions<State> = {}): Promise<void> {
    return this.#action(() =>
      this.#enqueue(this.#visit, options, (thread, rest) => thread.resume(answer, rest)),
    );
  }

  /** Cancel the run at work. What has arrived stays. */
  stop(): Promise<void> {
    return this.#action(() => this.#stop(this.#visit));
  }

  /** Send the last input again if it failed. Otherwise answer the last message of the user once more, on a new branch. */
  retry(): Promise<void> {
    return this.#action(async () => {
      const { again } = this.#visit;
      if (again !== undefined && this.#snapshot.status === "error") return again();
      const last = this.#snapshot.messages.findLast(({ type }) => type === "human");
      if (last?.id === undefined) throw new LangGraphError("There is no message to answer again.");
      const next = this.#snapshot.messages[this.#snapshot.messages.indexOf(last) + 1];
      if (next?.id === undefined) return this.#submit(null, {});
      return this.#fork(next.id, () => null);
    });
  }

  /** Replace a message of the user, and run the graph again from there, on a new branch. */
  edit(messageId: string, content: MessageContent): Promise<void> {
    return this.#action(() =>
      this.#fork(messageId, (message) => ({
        [this.#key]: [{ ...message, id: newId(), content }] as Message[],
      })),
    );
  }

  /** Show another branch: one of `originOf(messageId).branches`, or `""` for the newest one. */
  setBranch(branch: string): void {
    const { history } = this.#snapshot;
    const state = stepsOf(history, branch).at(-1)?.state;
    const snapshot = state === undefined ? this.#snapshot : this.#withThreadState(this.#snapshot, state);
    this.#set({ ...snapshot, branch }, true);
  }

  /** The place at which a message first appeared, with the branches that begin there. Needs the option `history`. */
  originOf(messageId: string): MessageOrigin<State> {
    const { history, branch } = this.#snapshot;
    return originOf(history, branch, messageId, this.#key) as MessageOrigin<State>;
  }

  /** Show another thread, or with `null` a new one. The run of the old one goes on, on the server. */
  switchThread(threadId: string | null): void {
    if (threadId === this.#visit.threadId) return;
    this.#leave();
    this.#visit = newVisit(threadId);
    this.#set({ ...EMPTY, threadId, status: threadId === null ? "idle" : "loading" }, true);
    if (threadId !== null) this.#options.onThreadId?.(threadId);
    if (this.#listeners.size > 0) void this.#load(this.#visit);
  }

  /** Show a run that was started elsewhere, from its first event. */
  joinStream(runId: string): Promise<void> {
    return this.#action(() => this.#enqueue(this.#visit, {}, (thread) => thread.join(runId, undefined)));
  }

  /** Close all connections. Runs go on, on the server. Actions are refused from then on. */
  close(): void {
    this.#isClosed = true;
    this.#leave();
  }

  #action(act: () => Promise<void>): Promise<void> {
    const visit = this.#visit;
    const done = this.#refuseIfClosed()
      .then(act)
      .catch((error: unknown) => {
        this.#fail(visit, error);
        throw error;
      });
    // A page that does not await the action sees the error in the snapshot.
    done.catch(() => {});
    return done;
  }

  async #refuseIfClosed(): Promise<void> {
    if (this.#isClosed) throw new LangGraphError("The chat is closed.");
  }

  #fail(visit: Visit, error: unknown): void {
    if (visit !== this.#visit) return;
    this.#set({ ...this.#snapshot, status: "error", error }, true);
    this.#options.onError?.(error);
  }

  async #submit(input: ChatInput, options: SubmitOptions<State>): Promise<void> {
    const visit = this.#visit;
    const values = this.#valuesOf(input);
    const messages = listOf(values?.[this.#key]);
    visit.unseen.push(...messages);
    this.#showOptimistic(messages, options.optimisticValues);
    const send = (): Promise<void> =>
      this.#enqueue(visit, options, (thread, rest) =>
        thread.start(values === undefined ? rest : { input: values, ...rest }),
      );
    visit.again = send;
    await send();
    visit.again = undefined;
  }

  #showOptimistic(messages: readonly Message[], given: SubmitOptions<State>["optimisticValues"]): void {
    let snapshot = withInput(this.#snapshot, messages);
    if (given !== undefined) {
      const known = this.#snapshot.values as State | undefined;
      const added = typeof given === "function" ? given(known) : given;
      snapshot = withInput(withState(snapshot, { ...known, ...added }, this.#key), messages);
    }
    this.#set(snapshot, true);
  }

  /** The input of the graph. A message without an id gets one, by which the state's version of it is known. */
  #valuesOf(input: ChatInput): Record<string, unknown> | undefined {
    if (input === null || input === undefined) return undefined;
    const values =
      typeof input === "string" ? { [this.#key]: { type: "human", content: input } } : { ...input };
    const given = values[this.#key];
    if (given === undefined) return values;
    const list: unknown[] = Array.isArray(given) ? given : [given];
    values[this.#key] = list.map((each) =>
      isRecord(each)
        ? { ...each, type: each["type"] ?? typeOf(each["role"]), id: each["id"] ?? newId() }
        : { type: "human", content: each, id: newId() },
    );
    return values;
  }

  /** Runs after the runs before. */
  async #enqueue(
    visit: Visit,
    options: SubmitOptions<State>,
    begin: (thread: ChatThread, options: Record<string, unknown>) => ChatRun,
  ): Promise<void> {
    const { whenBusy = this.#options.whenBusy ?? "queue", optimisticValues: _, ...rest } = options;
    if (whenBusy === "replace" && visit.run !== undefined) void this.#stop(visit).catch(() => {});
    const turn = visit.tail.then(async () => {
      this.#set({ ...this.#snapshot, queued: this.#snapshot.queued - 1 });
      this.#refuseIfLeft(visit);
      const thread = await this.#threadOf(visit);
      const { checkpoint = this.#branchEnd() } = rest;
      await this.#read(visit, begin(thread, checkpoint === undefined ? rest : { ...rest, checkpoint }));
    });
    this.#set({ ...this.#snapshot, queued: this.#snapshot.queued + 1 }, true);
    visit.tail = turn.catch(() => {});
    await turn;
  }

  #refuseIfLeft(visit: Visit): void {
    if (!visit.left.signal.aborted) return;
    throw new LangGraphError("The input was not sent: the chat has left its thread.");
  }

  /** The checkpoint at the end of the branch that is shown, if the page has chosen one. */
  #branchEnd(): Checkpoint | undefined {
    const { branch, history } = this.#snapshot;
    return branch === "" ? undefined : stepsOf(history, branch).at(-1)?.state.checkpoint;
  }

  async #threadOf(visit: Visit): Promise<ChatThread> {
    if (visit.threadId === null) {
      const { thread_id: threadId } = await this.#client.threads.create({ signal: visit.left.signal });
      visit.threadId = threadId;
      this.#set({ ...this.#snapshot, threadId }, true);
      this.#options.onThreadId?.(threadId);
    }
    return this.#open(visit, visit.threadId);
  }

  #open(visit: Visit, threadId: string): ChatThread {
    const { thread, assistantId } = this.#options;
    visit.thread ??=
      thread === undefined
        ? classicThread(this.#client, threadId, assistantId)
        : sessionThread(thread, this.#client, threadId, assistantId);
    return visit.thread;
  }

  /** Reads a run to its end, over as many streams as necessary. */
  async #read(visit: Visit, first: ChatRun): Promise<void> {
    this.#set(started(this.#snapshot), true);
    let ids: RunIds | undefined;
    for (let run = first, failed = 0; ; failed += 1) {
      visit.run = run;
      run.run.then(
        (known) => {
          ids = known;
          this.#remember(visit, known.runId);
        },
        () => {},
      );
      try {
        await this.#readParts(visit, run);
        break;
      } catch (error) {
        visit.run = undefined;
        if (ids === undefined || !isBroken(error)) {
          this.#remember(visit, undefined);
          throw error;
        }
        this.#show(visit, "offline");
        await backOnline(failed, visit.left.signal);
        run = this.#open(visit, ids.threadId ?? "").join(ids.runId, run.cursor);
      }
    }
    visit.run = undefined;
    if (visit.left.signal.aborted) return;
    this.#remember(visit, undefined);
    await this.#refresh(visit);
    this.#show(visit, this.#snapshot.interrupts.length > 0 ? "interrupted" : "idle");
  }

  async #readParts(visit: Visit, run: ChatRun): Promise<void> {
    for await (const part of run.parts()) {
      if (visit !== this.#visit) return;
      this.#options.onPart?.(part);
      const snapshot = withPart(this.#snapshot, part, this.#key);
      const { status } = snapshot;
      const shown: AnySnapshot = status === "streaming" ? snapshot : { ...snapshot, status: "streaming" };
      this.#set(part.type === "values" ? this.#withUnseen(visit, shown) : shown);
    }
  }

  /** Keeps messages that were sent, and that the state does not have yet. */
  #withUnseen(visit: Visit, snapshot: AnySnapshot): AnySnapshot {
    const known = new Set(snapshot.messages.map(({ id }) => id));
    visit.unseen = visit.unseen.filter(({ id }) => !known.has(id));
    return withInput(snapshot, visit.unseen);
  }

  async #stop(visit: Visit): Promise<void> {
    const { run } = visit;
    if (run === undefined) return;
    const { runId, threadId } = await run.run;
    await this.#client.runs.cancel(threadId ?? visit.threadId ?? "", runId, true);
  }

  /** Runs the graph from the place before a message, with another input. */
  async #fork(messageId: string, inputOf: (message: Message) => ChatInput): Promise<void> {
    const message = this.#snapshot.messages.find(({ id }) => id === messageId);
    const history = await this.#readHistory(this.#visit, true);
    const { branch } = this.#snapshot;
    const checkpoint = originOf(history, branch, messageId, this.#key).firstState?.parent_checkpoint;
    if (message === undefined || !checkpoint) {
      throw new InvalidArgumentError("messageId", "is not the id of a message in the thread's history.");
    }
    const id = checkpoint.checkpoint_id;
    const before = history.find((state) => state.checkpoint.checkpoint_id === id);
    this.#set({ ...withState(this.#snapshot, before?.values, this.#key), branch: "" }, true);
    return this.#submit(inputOf(message), { checkpoint });
  }

  /** Shows the thread's state, then the run at work. */
  async #load(visit: Visit): Promise<void> {
    const { threadId } = visit;
    if (visit.isLoaded || threadId === null) return;
    visit.isLoaded = true;
    const joined = this.#joinActive(visit, threadId);
    visit.tail = joined.catch(() => {});
    await joined.catch((error: unknown) => {
      if (!visit.left.signal.aborted) this.#fail(visit, error);
    });
  }

  async #joinActive(visit: Visit, threadId: string): Promise<void> {
    const { signal } = visit.left;
    const state = await this.#client.threads.getState(threadId, null, { signal });
    if (signal.aborted) return;
    this.#set(this.#withThreadState(this.#snapshot, state), true);
    await this.#readHistory(visit);
    const runId = this.#storage?.getItem(keyOf(threadId)) ?? (await this.#activeRun(threadId, signal));
    if (signal.aborted) return;
    if (runId === undefined) return this.#show(visit, statusOf(this.#snapshot));
    await this.#read(visit, this.#open(visit, threadId).join(runId, undefined));
  }

  async #activeRun(threadId: string, signal: AbortSignal): Promise<string | undefined> {
    const { status } = await this.#client.threads.get(threadId, { signal });
    if (status !== "busy") return undefined;
    for (const wanted of ["running", "pending"] as const) {
      const runs = await this.#client.runs.list(threadId, { status: wanted, signal });
      const oldest = runs.sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))[0];
      if (oldest !== undefined) return oldest.run_id;
    }
    return undefined;
  }

  /** Reads the history again after a run. */
  async #refresh(visit: Visit): Promise<void> {
    if (!this.#options.history) return;
    // The messages of the run are shown already: an error here is not one of the run.
    await this.#readHistory(visit).catch((error: unknown) => this.#options.onError?.(error));
  }

  async #readHistory(visit: Visit, isNeeded = false): Promise<readonly ThreadState<unknown>[]> {
    const { history = isNeeded } = this.#options;
    if (history === false || visit.threadId === null) return [];
    const limit = typeof history === "number" ? history : 1_000;
    const { signal } = visit.left;
    const states = await this.#client.threads.getHistory(visit.threadId, { limit, signal });
    if (visit === this.#visit) this.#set({ ...this.#snapshot, history: states });
    return states;
  }

  #withThreadState(snapshot: AnySnapshot, state: ThreadState<unknown>): AnySnapshot {
    const interrupts: PendingInterrupt[] = getInterrupts(state);
    return { ...withState(snapshot, state.values, this.#key), interrupts };
  }

  get #storage(): RunStorage | undefined {
    const { reconnectOnMount } = this.#options;
    if (typeof reconnectOnMount === "function") return reconnectOnMount();
    return reconnectOnMount ? globalThis.sessionStorage : undefined;
  }

  #remember({ threadId }: Visit, runId: string | undefined): void {
    if (threadId === null) return;
    if (runId === undefined) this.#storage?.removeItem(keyOf(threadId));
    else this.#storage?.setItem(keyOf(threadId), runId);
  }

  #show(visit: Visit, status: ChatStatus): void {
    if (visit === this.#visit) this.#set({ ...this.#snapshot, status }, true);
  }

  /** Takes a snapshot over, and tells the listeners: at once, or with the next ones. */
  #set(snapshot: AnySnapshot, isUrgent = false): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    if (isUrgent) return this.#notify();
    this.#timer ??= setTimeout(() => this.#notify(), this.#options.throttleMs ?? 16);
  }

  #notify(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const listener of this.#listeners) listener(this.getSnapshot());
  }

  /** Closes the connections of a page that is not shown. They are opened again with the next listener. */
  #disconnect(): void {
    const { threadId } = this.#visit;
    this.#leave();
    this.#visit = newVisit(threadId);
  }

  #leave(): void {
    this.#visit.left.abort();
    this.#visit.thread?.close();
  }
}

function newVisit(threadId: string | null): Visit {
  return {
    threadId,
    left: new AbortController(),
    thread: undefined,
    run: undefined,
    tail: Promise.resolve(),
    unseen: [],
    again: undefined,
    isLoaded: false,
  };
}

/** The status of a thread on which no run works. */
function statusOf({ interrupts }: AnySnapshot): ChatStatus {
  return interrupts.length > 0 ? "interrupted" : "idle";
}

function isBroken(error: unknown): boolean {
  return error instanceof StreamDisconnectedError || error instanceof ConnectionError;
}

/** The key under which the official hook keeps the id of a run. */
function keyOf(threadId: string): string {
  return `lg:stream:${threadId}`;
}

function newId(): string {
  return globalThis.crypto.randomUUID();
}

/** The type of a message that has a role instead. */
function typeOf(role: unknown): string {
  return role === "assistant" ? "ai" : role === "system" || role === "tool" ? role : "human";
}

function listOf(messages: unknown): Message[] {
  return Array.isArray(messages) ? messages : [];
}
