import type { LangGraphClient } from "../client.js";
import { LangGraphError } from "../errors.js";
import type { MessageContent } from "../messages/types.js";
import type { MessageOrigin } from "./branches.js";
import { checkChatOptions } from "./options.js";
import type { ChatInput, SubmitOptions } from "./options.js";
import type { ChatSnapshot } from "./snapshot.js";
import { ThreadChat } from "./thread.js";
import type { AnyChatOptions } from "./thread-view.js";

/** Milliseconds of about a frame of a screen. */
const FRAME_MS = 16;

/**
 * The chat of a page: what it shows, and what its buttons do. Actions resolve when their run has ended, or waits at an
 * interrupt. An action that fails rejects with the error that the snapshot has, too; a page may leave the promise alone.
 */
export class Chat<State = unknown, InterruptValue = unknown, Custom = unknown> {
  readonly #client: LangGraphClient;
  readonly #options: AnyChatOptions;
  // Without the types of the snapshot: a chat with a state is then assignable to one of any state.
  readonly #listeners = new Set<(snapshot: never) => void>();
  #thread: ThreadChat;
  /** Calls the listeners, at a time in milliseconds. */
  #timer: { at: number; handle: ReturnType<typeof setTimeout> } | undefined;
  /** The time of the last call of the listeners. */
  #notifiedAt = -Infinity;
  #isClosed = false;

  /** @internal */
  constructor(client: LangGraphClient, options: AnyChatOptions) {
    checkChatOptions(options);
    this.#client = client;
    this.#options = options;
    this.#thread = this.#open(options.threadId ?? null);
    if (options.initialValues !== undefined) this.#thread.mutate(options.initialValues);
    if (options.initialState !== undefined) this.#thread.showState(options.initialState);
  }

  /**
   * Call a function with the snapshot, now and after each change. Returns a function that ends this. The first listener loads
   * the thread; when the last one has left, connections are closed, and runs go on, on the server.
   */
  readonly subscribe = (
    listener: (snapshot: ChatSnapshot<State, InterruptValue, Custom>) => void,
  ): (() => void) => {
    this.#listeners.add(listener);
    this.#load();
    listener(this.getSnapshot());
    return () => {
      this.#listeners.delete(listener);
      // A component that is mounted twice in a row subscribes again at once.
      setTimeout(() => {
        if (this.#listeners.size > 0) return;
        const { snapshot } = this.#thread;
        this.#show(snapshot.threadId);
        // The messages stay until the thread is loaded again.
        this.#thread.snapshot = { ...snapshot, queued: 0, status: this.#thread.snapshot.status };
      });
    };
  };

  /** The current snapshot: the same object until something changes. */
  readonly getSnapshot = (): ChatSnapshot<State, InterruptValue, Custom> =>
    // The types are the caller's.
    this.#thread.snapshot as ChatSnapshot<State, InterruptValue, Custom>;

  /** Send an input, at once or after the run that works now. `null` runs the graph without an input. */
  submit(input: ChatInput, options: SubmitOptions<State> = {}): Promise<void> {
    return this.#act((thread) => thread.submit(input, options));
  }

  /** Answer the interrupts that wait: with a value for the only one, or `{ [interrupt.id]: answer }`. */
  resume(answer: unknown, options: SubmitOptions<State> = {}): Promise<void> {
    return this.#act((thread) => thread.resume(answer, options));
  }

  /** Cancel the run at work. What has arrived stays. */
  stop(): Promise<void> {
    return this.#act((thread) => thread.stop());
  }

  /**
   * After an error, send the last input again, go on with the failed run, or load the thread again. Otherwise answer the last
   * message of the user once more, on a new branch.
   */
  retry(): Promise<void> {
    return this.#act((thread) => thread.retry());
  }

  /** Replace a message of the user, and run the graph again from there, on a new branch. */
  edit(messageId: string, content: MessageContent): Promise<void> {
    return this.#act((thread) => thread.edit(messageId, content));
  }

  /** Show a run that was started elsewhere, from its first event. */
  joinStream(runId: string): Promise<void> {
    return this.#act((thread) => thread.joinStream(runId));
  }

  /**
   * Show other values, until the server sends its own: a part of them, or a function of the current ones, which are `{}`
   * before the first run.
   */
  mutate(values: Partial<State> | ((values: State) => Partial<State>)): void {
    this.#thread.mutate(values);
  }

  /** Show another branch: one of `originOf(messageId).branches`, or `""` for the newest one. Requires `history`. */
  setBranch(branch: string): void {
    this.#thread.setBranch(branch);
  }

  /** The place at which a message first appeared, with the branches that begin there. Requires `history`. */
  originOf(messageId: string): MessageOrigin<State> {
    return this.#thread.originOf(messageId) as MessageOrigin<State>;
  }

  /** Show another thread, or with `null` a new one. The runs of the old one go on, on the server. */
  switchThread(threadId: string | null): void {
    if (threadId === this.#thread.snapshot.threadId) return;
    this.#show(threadId);
    if (this.#listeners.size > 0) this.#load();
    this.#schedule(true);
  }

  /** Close all connections. Runs go on, on the server. Actions are refused from then on. */
  close(): void {
    this.#isClosed = true;
    this.#thread.leave();
  }

  #open(threadId: string | null): ThreadChat {
    const thread: ThreadChat = new ThreadChat(this.#client, this.#options, threadId, (isUrgent) => {
      if (thread === this.#thread) this.#schedule(isUrgent);
    });
    return thread;
  }

  #show(threadId: string | null): void {
    this.#thread.leave();
    this.#thread = this.#open(threadId);
  }

  #load(): void {
    void this.#act((thread) => thread.load());
  }

  #act(action: (thread: ThreadChat) => Promise<void>): Promise<void> {
    const thread = this.#thread;
    const run = async (): Promise<void> => {
      if (this.#isClosed) throw new LangGraphError("The chat is closed.");
      await action(thread);
    };
    const done = run().catch((error: unknown) => {
      thread.fail(error);
      throw error;
    });
    done.catch(() => {});
    return done;
  }

  /** Calls the listeners after a change: at once if it is urgent and they were not called within the last frame. */
  #schedule(isUrgent: boolean): void {
    const { throttleMs = FRAME_MS } = this.#options;
    const now = performance.now();
    const pause = isUrgent ? Math.min(throttleMs, FRAME_MS) : throttleMs;
    const at = Math.max(this.#notifiedAt + pause, now);
    if (isUrgent && at === now) return this.#notify();
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.handle);
    this.#timer = { at, handle: setTimeout(() => this.#notify(), at - now) };
  }

  #notify(): void {
    clearTimeout(this.#timer?.handle);
    this.#timer = undefined;
    this.#notifiedAt = performance.now();
    for (const listener of this.#listeners) listener(this.getSnapshot() as never);
  }
}
