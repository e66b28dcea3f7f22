/** A chat page with all that the scenarios look at. It is written once, with the names that both hooks have. */
import { StrictMode, useRef, useState } from "react";
import type { AIMessage, Message } from "langgraph-client";
import { textOf } from "langgraph-client";

/** The part of a hook's options that the page uses. */
export interface HookOptions {
  apiUrl: string;
  apiKey: null;
  assistantId: string;
  threadId?: string | null | undefined;
  onThreadId: (threadId: string) => void;
  [option: string]: unknown;
}

interface Interrupt {
  id?: string | undefined;
  value?: unknown;
}

/** The part of a hook's result that the page uses. */
export interface HookResult {
  messages: readonly Message[];
  values: object;
  isLoading: boolean;
  isThreadLoading: boolean;
  error: unknown;
  interrupts: readonly Interrupt[];
  interrupt: Interrupt | readonly Interrupt[] | undefined;
  toolCalls: readonly { call: { name: string; args: object }; state: string }[];
  branch: string;
  submit(values: object | null | undefined, options?: object): Promise<void>;
  stop(): Promise<void>;
  switchThread(threadId: string | null): void;
  setBranch(branch: string): void;
  getToolCalls(message: AIMessage): readonly { result?: Message | undefined }[];
  getMessagesMetadata(message: Message):
    | {
        firstSeenState?: { parent_checkpoint?: object | null | undefined } | undefined;
        branch?: string | undefined;
        branchOptions?: readonly string[] | undefined;
      }
    | undefined;
}

export type Hook = (options: HookOptions) => HookResult;

/** All that a page is told. It is sent to a browser as JSON. */
export interface Settings {
  assistantId: string;
  apiUrl: string;
  threadId?: string | null | undefined;
  /** Threads with a button each. */
  threads?: readonly string[] | undefined;
  /** Options of the hook. */
  options?: { fetchStateHistory?: boolean; reconnectOnMount?: boolean; throttle?: boolean } | undefined;
  /** Further callbacks of the page. One for events selects their stream mode. */
  callbacks?: readonly ("onCustomEvent" | "onUpdateEvent" | "onFinish")[] | undefined;
  /** Values that are sent beside the message. */
  input?: object | undefined;
  /** Options of each run. */
  run?: object | undefined;
  isStrict?: boolean | undefined;
}

/** All that a page shows, as it is written on it. */
export interface Shown {
  threadId: string | null;
  messages: string[];
  isLoading: boolean;
  error?: string;
  interrupts: unknown[];
  /** The field `interrupt` is a list. */
  isList?: boolean;
  /** Each with its state and its result. */
  tools: string[];
  /** The values beside the messages. */
  values: object;
  /** The branch of each message that has several, such as `2 of 2`. */
  branches: string[];
  /** The callbacks that were called, with what they got. */
  calls: string[];
}

interface PageProps {
  useStream: Hook;
  settings: Settings;
  /** A place for the runs at work that only this page has. Default: that of the browser. */
  storage?: unknown;
  onThreadId: (threadId: string) => void;
}

/** A page with a button that leaves the chat. */
export function Page(props: PageProps) {
  const [isOpen, setOpen] = useState(true);
  const [threadId, setThreadId] = useState(props.settings.threadId);
  const onThreadId = (id: string): void => {
    setThreadId(id);
    props.onThreadId(id);
  };
  const page = (
    <>
      <button onClick={() => setOpen(!isOpen)}>{isOpen ? "Close" : "Open"}</button>
      {(props.settings.threads ?? []).map((id, index) => (
        <button key={id} onClick={() => setThreadId(id)}>{`Thread ${index}`}</button>
      ))}
      <button onClick={() => setThreadId(null)}>New thread</button>
      {isOpen && <Chat {...props} threadId={threadId} onThreadId={onThreadId} />}
    </>
  );
  return props.settings.isStrict ? <StrictMode>{page}</StrictMode> : page;
}

function Chat({
  useStream,
  settings,
  storage,
  threadId,
  onThreadId,
}: PageProps & Pick<Settings, "threadId">) {
  const field = useRef<HTMLInputElement>(null);
  const text = () => field.current?.value ?? "";
  const [calls, setCalls] = useState<string[]>([]);
  const note = (call: string) => setCalls((before) => [...before, call]);
  const { assistantId, apiUrl, options = {}, callbacks = [], input, run } = settings;
  const stream = useStream({
    apiUrl,
    apiKey: null,
    assistantId,
    threadId,
    onThreadId,
    ...options,
    ...(options.reconnectOnMount && storage !== undefined && { reconnectOnMount: () => storage }),
    ...(callbacks.includes("onCustomEvent") && {
      onCustomEvent: (data: unknown) => note(`onCustomEvent ${JSON.stringify(data)}`),
    }),
    ...(callbacks.includes("onUpdateEvent") && {
      onUpdateEvent: (data: object, { namespace }: { namespace: unknown }) =>
        note(`onUpdateEvent ${Object.keys(data).join()} in ${JSON.stringify(namespace)}`),
    }),
    onCreated: () => note("onCreated"),
    onFinish: callbacks.includes("onFinish")
      ? (state: { values: { messages: unknown[] } }, run?: { run_id: string }) =>
          note(`onFinish ${state.values.messages.length} messages ${run?.run_id}`)
      : () => note("onFinish"),
    onError: () => note("onError"),
    onStop: () => note("onStop"),
  });
  /** The input, with a message if there is a text. */
  const human = (content: string) => ({
    ...input,
    ...(content !== "" && { messages: [{ type: "human", content }] }),
  });
  const before = (message: Message) => ({
    ...run,
    checkpoint: stream.getMessagesMetadata(message)?.firstSeenState?.parent_checkpoint,
  });
  const answers = () => {
    const [first, ...others] = stream.interrupts;
    if (others.length === 0) return `${text()} ${String(first?.value)}`;
    return Object.fromEntries(stream.interrupts.map(({ id, value }) => [id, `${text()} ${String(value)}`]));
  };
  return (
    <>
      <output>{JSON.stringify(shownOf(stream, { calls, threadId: threadId ?? null }))}</output>
      <input ref={field} />
      <button onClick={() => void stream.submit(human(text()), run)}>Send</button>
      <button
        onClick={() =>
          void stream.submit(human(text()), {
            ...run,
            optimisticValues: (values: { messages?: Message[] }) => ({
              messages: [...(values.messages ?? []), { type: "human", id: "sent", content: text() }],
            }),
          })
        }
      >
        Send at once
      </button>
      <button onClick={() => void stream.submit(undefined, { ...run, command: { resume: answers() } })}>
        Answer
      </button>
      <button onClick={() => void stream.stop().then(() => note("stopped"))}>Stop</button>
      {stream.messages.map((message, index) => (
        <p key={message.id ?? index}>
          <button
            onClick={() => void stream.submit(human(text()), before(message))}
          >{`Edit ${index}`}</button>
          <button onClick={() => void stream.submit(undefined, before(message))}>{`Again ${index}`}</button>
          {stream.getMessagesMetadata(message)?.branchOptions?.map((branch, option) => (
            <button
              key={branch}
              onClick={() => stream.setBranch(branch)}
            >{`Branch ${index}.${option}`}</button>
          ))}
        </p>
      ))}
    </>
  );
}

function shownOf(stream: HookResult, rest: Pick<Shown, "calls" | "threadId">): Shown {
  const { messages, values, isLoading, error, interrupts, toolCalls } = stream;
  const { messages: _, __interrupt__, ...others } = values as Record<string, unknown>;
  const results = messages.flatMap((message) => (message.type === "ai" ? stream.getToolCalls(message) : []));
  return {
    ...rest,
    messages: messages.map((message) => `${message.type}: ${textOf(message)}`),
    isLoading: isLoading || stream.isThreadLoading,
    ...(Array.isArray(stream.interrupt) && { isList: true }),
    ...(error !== undefined && { error: error instanceof Error ? error.message : JSON.stringify(error) }),
    interrupts: interrupts.map(({ value }) => value),
    tools: toolCalls.map(({ call, state }, index) => {
      const result = results[index]?.result;
      return `${call.name} ${JSON.stringify(call.args)}: ${state}${result ? `, ${textOf(result)}` : ""}`;
    }),
    values: others,
    branches: messages.flatMap((message) => {
      const { branch, branchOptions = [] } = stream.getMessagesMetadata(message) ?? {};
      return branch === undefined || branchOptions.length < 2
        ? []
        : [`${branchOptions.indexOf(branch) + 1} of ${branchOptions.length}`];
    }),
  };
}
