import type { Chat } from "../chat/chat.js";
import type { ChatOptions, SubmitOptions } from "../chat/options.js";
import type { OpenThread } from "../chat/protocols.js";
import type { ChatSnapshot } from "../chat/snapshot.js";
import type { LangGraphClient } from "../client.js";
import type { AIMessage, Message } from "../messages/types.js";
import type { ClientOptions } from "../transport/options.js";
import type { PendingInterrupt, ThreadState } from "../types.js";
import type { ToolCallWithResult, ToolProgress } from "./tool-calls.js";

/** The ids of a run, in the form of the official hook. */
export interface RunMeta {
  run_id: string;
  thread_id: string;
}

/** The second argument of a callback for an event. */
export interface EventContext<State> {
  /** The path of the subgraph; `undefined` for the graph itself. */
  namespace: string[] | undefined;
  /** Show other values, until the server sends its own. */
  mutate(values: Partial<State> | ((values: State) => Partial<State>)): void;
}

/** Types of a graph besides its state, under the names of the official hook. */
export interface BagTemplate {
  /** The value that a graph gives to `interrupt`. */
  InterruptType?: unknown;
  CustomEventType?: unknown;
  /** An input, and the update of a node. Default: a part of the state. */
  UpdateType?: unknown;
  ConfigurableType?: object;
  MetaType?: unknown;
}

/** A type of a bag; `Default` if the bag does not have it. */
export type TypeIn<Bag, Name extends keyof BagTemplate, Default = unknown> =
  Bag extends Record<Name, infer Type> ? Type : Default;

/** Options of {@link useStream}: those of the official hook. */
export interface UseStreamOptions<State extends object, Bag extends BagTemplate = BagTemplate>
  extends
    Pick<ClientOptions, "apiUrl" | "apiKey" | "defaultHeaders" | "callerOptions">,
    Pick<
      ChatOptions<State>,
      | "threadId"
      | "onThreadId"
      | "messagesKey"
      | "initialState"
      | "reconnectOnMount"
      | "runOptions"
      | "refreshMs"
      | "whenBusy"
    > {
  assistantId: string;
  /** The client. Default: one that is made of `apiUrl`, `apiKey` and `defaultHeaders`. */
  client?: LangGraphClient | undefined;
  /** Values to show before the thread is read. */
  initialValues?: State | null | undefined;
  /** Read the history of the thread, for branches. Default: false. */
  fetchStateHistory?: boolean | { limit: number } | undefined;
  /** Milliseconds between two updates while a run streams. `true`: 16, `false`: none. Default: true. */
  throttle?: boolean | number | undefined;
  /** `threadStream` of `langgraph-client/thread`, to read runs by the newer protocol. Default: `runs.stream`. */
  thread?: OpenThread | undefined;
  /** Called when a run or a request has failed. */
  onError?: ((error: unknown, run: RunMeta | undefined) => void) | undefined;
  /** Called when a run has ended. */
  onFinish?: ((state: SnapshotOf<State, Bag>, run: RunMeta | undefined) => void) | undefined;
  /** Called when a run of this page has begun. */
  onCreated?: ((run: RunMeta) => void) | undefined;
  onStop?: ((context: Pick<EventContext<State>, "mutate">) => void) | undefined;
  onUpdateEvent?:
    | ((
        data: Record<string, TypeIn<Bag, "UpdateType", Partial<State>>>,
        context: EventContext<State>,
      ) => void)
    | undefined;
  onCustomEvent?: ((data: TypeIn<Bag, "CustomEventType">, context: EventContext<State>) => void) | undefined;
  onMetadataEvent?: ((data: unknown) => void) | undefined;
  onLangChainEvent?: ((data: unknown) => void) | undefined;
  onTaskEvent?: ((data: unknown, context: EventContext<State>) => void) | undefined;
  onCheckpointEvent?: ((data: unknown, context: EventContext<State>) => void) | undefined;
  /** Requests the stream mode `tools`, which the Python server refuses; with `thread`, both servers have these events. */
  onToolEvent?: ((data: unknown, context: EventContext<State>) => void) | undefined;
  onDebugEvent?: ((data: unknown, context: EventContext<State>) => void) | undefined;
}

/** The snapshot of a chat with these types. */
type SnapshotOf<State, Bag> = ChatSnapshot<
  State,
  TypeIn<Bag, "InterruptType">,
  TypeIn<Bag, "CustomEventType">
>;

/** The place of a message in the thread's history. */
export interface MessageMetadata<State> {
  messageId: string;
  firstSeenState: ThreadState<State> | undefined;
  branch: string | undefined;
  branchOptions: string[] | undefined;
}

/** The result of {@link useStream}: that of the official hook, and the actions that a chat adds. */
export interface UseStream<State extends object, Bag extends BagTemplate = BagTemplate> {
  values: State;
  messages: Message[];
  /** The interrupts that wait: answer them with `resume`. */
  interrupts: PendingInterrupt<TypeIn<Bag, "InterruptType">>[];
  /** The first of them. */
  interrupt: PendingInterrupt<TypeIn<Bag, "InterruptType">> | undefined;
  error: unknown;
  /** True while a run works, or an input waits for one. */
  isLoading: boolean;
  isThreadLoading: boolean;
  status: ChatSnapshot["status"];
  history: ThreadState<State>[];
  branch: string;
  /** The tool calls in the messages, each with its result. */
  toolCalls: ToolCallWithResult[];
  /** The tool calls since the last message of the user. */
  toolProgress: ToolProgress[];
  /** The tool calls of one message, each with its result. */
  getToolCalls(message: AIMessage): ToolCallWithResult[];
  getMessagesMetadata(message: Message): MessageMetadata<State> | undefined;
  /** Send an input, at once or after the run that works now. Resolves when its run has ended, or waits. */
  submit(
    values: TypeIn<Bag, "UpdateType", object> | string | null | undefined,
    options?: SubmitOptions<State> & {
      /** Called when this input has failed, besides the option of the hook. */
      onError?: ((error: unknown) => void) | undefined;
    },
  ): Promise<void>;
  resume: Chat["resume"];
  retry: Chat["retry"];
  edit: Chat["edit"];
  stop(): Promise<void>;
  setBranch(branch: string): void;
  switchThread(threadId: string | null): void;
  joinStream(runId: string): Promise<void>;
  client: LangGraphClient;
  assistantId: string;
  /** The chat behind the hook, for `useChat` in other components. */
  chat: Chat<State, TypeIn<Bag, "InterruptType">, TypeIn<Bag, "CustomEventType">>;
}
