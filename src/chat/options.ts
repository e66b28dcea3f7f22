import { check, checkId, isRecord } from "../checks.js";
import type { MessageInput } from "../messages/types.js";
import type { Part } from "../parts/types.js";
import type { RunIds } from "../streaming/run-api.js";
import type { ThreadState } from "../types.js";

/** A run as a chat reads it: that of `runs.stream`, or of a session of `langgraph-client/thread`. */
export interface ChatRun {
  parts(): AsyncGenerator<Part, void, undefined>;
  readonly run: Promise<RunIds>;
  readonly cursor: string | undefined;
  close(): void;
}

/** A place for the id of the run at work, such as `sessionStorage`. */
export interface RunStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Options of {@link Chat.submit}. Those of `runs.stream` are passed on. */
export interface SubmitOptions<State = unknown> {
  /**
   * The state to show at once, until the server sends its own: a part of it, or a function of the current one, which is `{}`
   * before the first run.
   */
  optimisticValues?: Partial<State> | ((values: State) => Partial<State>) | undefined;
  /** The place to continue at. Default: the end of the branch that is shown. */
  checkpoint?: { checkpoint_id?: string | null | undefined } | null | undefined;
  /** The id of the thread, if this input creates it. Default: one that the server chooses. */
  threadId?: string | undefined;
  /** The behavior while another run works: after it, or in its place. Default: that of the chat. */
  whenBusy?: "queue" | "replace" | undefined;
  /** Further options of the run: `command`, `config`, `context`, `metadata`, `interruptBefore` and so on. */
  [option: string]: unknown;
}

/** Options of {@link createChat}. */
export interface ChatOptions<State = unknown> {
  assistantId: string;
  /** An existing thread. Default: a new one, which the first input creates. */
  threadId?: string | null | undefined;
  /** The name of the list of messages in the state. Default: `messages`. */
  messagesKey?: string | undefined;
  /** The state to show before the thread is read, as a server has rendered it. */
  initialState?: ThreadState<State> | undefined;
  /** Values to show before the thread is read. */
  initialValues?: State | undefined;
  /** Read the history too, for `edit`, `retry` and branches. A number is how many states. Default: false. */
  history?: boolean | number | undefined;
  /** The behavior of an input while another run works: after it, or in its place. Default: `"queue"`. */
  whenBusy?: "queue" | "replace" | undefined;
  /** Options of every run, such as `config`, `context`, `streamMode` and `streamSubgraphs`. */
  runOptions?: Record<string, unknown> | undefined;
  /** Remember the run at work, to join it after a reload. `true` is `sessionStorage`. Default: false. */
  reconnectOnMount?: boolean | (() => RunStorage) | undefined;
  /** Milliseconds between two calls of listeners, while a run streams. `0`: no pause. Default: 16. */
  throttleMs?: number | undefined;
  /**
   * Milliseconds between two looks at the thread while the page is visible, to show what other pages do with it. Default:
   * none; the chat looks after each of its own runs, and when the user comes back to the page.
   */
  refreshMs?: number | undefined;
  /** Called when the first input has created a thread. */
  onThreadId?: ((threadId: string) => void) | undefined;
  /** Called when the server has named a run. `isJoined`: it was started elsewhere, or before the page was loaded. */
  onRun?: ((run: RunIds, isJoined: boolean) => void) | undefined;
  /** Called when a run has ended, or waits at an interrupt: the snapshot has its result. */
  onFinish?: (() => void) | undefined;
  /** Called with each part of a run. */
  onPart?: ((part: Part) => void) | undefined;
  /** Called when an action failed. */
  onError?: ((error: unknown) => void) | undefined;
}

/** An input: values of the state, or a text, which becomes a message of the user. */
export type ChatInput =
  string | { [key: string]: unknown; messages?: MessageInput | MessageInput[] } | null | undefined;

const NAMES: readonly string[] = [
  "assistantId",
  "threadId",
  "messagesKey",
  "initialState",
  "initialValues",
  "history",
  "whenBusy",
  "runOptions",
  "reconnectOnMount",
  "throttleMs",
  "refreshMs",
  "onThreadId",
  "onRun",
  "onFinish",
  "onPart",
  "onError",
  "thread",
];

export function checkChatOptions(options: ChatOptions): void {
  check("options", isRecord(options), 'an object, such as { assistantId: "agent" }', options);
  checkId("assistantId", options.assistantId);
  if (options.threadId !== undefined && options.threadId !== null) checkId("threadId", options.threadId);
  const { refreshMs = 1 } = options;
  check("refreshMs", refreshMs > 0, "milliseconds above 0", refreshMs);
  for (const name of Object.keys(options))
    check(name, NAMES.includes(name), `one of ${NAMES.join(", ")}`, name);
}
