import { useEffect, useMemo, useRef } from "react";
import type { RefObject } from "react";
import { Chat } from "../chat/chat.js";
import type { ChatInput } from "../chat/options.js";
import type { ChatSnapshot } from "../chat/snapshot.js";
import { LangGraphClient } from "../client.js";
import { InvalidArgumentError } from "../errors.js";
import type { Message } from "../messages/types.js";
import type { PendingInterrupt, ThreadState } from "../types.js";
import { callPart, modesOf } from "./callbacks.js";
import { findToolCalls, progressOf } from "./tool-calls.js";
import type { BagTemplate, RunMeta, UseStream, UseStreamOptions } from "./types.js";
import { useChat } from "./use-chat.js";

type Action =
  | "submit"
  | "resume"
  | "retry"
  | "edit"
  | "stop"
  | "setBranch"
  | "switchThread"
  | "joinStream"
  | "getToolCalls"
  | "getMessagesMetadata";

/** Chat with an assistant: the messages and state of a thread, and what the buttons of a page do. */
export function useStream<
  State extends object = Record<string, unknown>,
  Bag extends BagTemplate = BagTemplate,
>(options: UseStreamOptions<State, Bag>): UseStream<State, Bag> {
  // The types of the bag are the caller's.
  return useAnyStream(options as UseStreamOptions<State>) as UseStream<State, Bag>;
}

function useAnyStream<State extends object>(options: UseStreamOptions<State>): UseStream<State> {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { assistantId, client: given, apiUrl, threadId } = options;
  if (given === undefined && apiUrl === undefined)
    throw new InvalidArgumentError("client", "missing. Pass the option client, or apiUrl.");
  const client = useMemo(() => given ?? newClient(latest.current), [given, apiUrl]);
  const chat = useMemo(() => newChat(client, assistantId, latest), [client, assistantId]);
  useEffect(() => {
    if (threadId !== undefined) chat.switchThread(threadId);
  }, [chat, threadId]);
  const snapshot = useChat(chat);
  const { messages, toolCalls } = snapshot;
  const toolProgress = useMemo(() => progressOf(messages, toolCalls), [messages, toolCalls]);
  const actions = useMemo(() => actionsOf(chat, latest), [chat]);
  return { ...actions, ...fieldsOf(snapshot), toolProgress, chat, client, assistantId };
}

/** The fields of the hook that are in the snapshot. */
function fieldsOf<State extends object>(snapshot: ChatSnapshot<State>) {
  const { messages, values, interrupts, status, queued, history, branch, error } = snapshot;
  return {
    values: values ?? ({} as State),
    // As in the official hook, the types do not say that they never change.
    messages: messages as Message[],
    interrupts: interrupts as PendingInterrupt[],
    interrupt: interrupts[0],
    toolCalls: findToolCalls(messages).all,
    error,
    isLoading: status === "streaming" || status === "offline" || queued > 0,
    isThreadLoading: status === "loading",
    status,
    history: history as ThreadState<State>[],
    branch,
  };
}

function newClient<State extends object>({
  apiUrl,
  apiKey,
  defaultHeaders,
  callerOptions,
}: UseStreamOptions<State>): LangGraphClient {
  return new LangGraphClient({ apiUrl, apiKey, defaultHeaders, callerOptions });
}

/** Creates the chat. Callbacks are looked up when they are called: each drawing of the page has new ones. */
function newChat<State extends object>(
  client: LangGraphClient,
  assistantId: string,
  latest: RefObject<UseStreamOptions<State>>,
): Chat<State> {
  const { throttle = true, fetchStateHistory: history, thread, ...rest } = latest.current;
  const { threadId, messagesKey, initialState, initialValues, reconnectOnMount, refreshMs, whenBusy } = rest;
  // Refuses callbacks that can't be called.
  modesOf(latest.current);
  let run: RunMeta | undefined;
  const chat: Chat<State> = new Chat(client, {
    assistantId,
    threadId,
    messagesKey,
    initialState,
    initialValues: initialValues ?? undefined,
    reconnectOnMount,
    refreshMs,
    whenBusy,
    thread,
    history: typeof history === "object" ? history.limit : history,
    get runOptions() {
      return runOptionsOf(latest.current);
    },
    throttleMs: typeof throttle === "number" ? throttle : throttle ? undefined : 0,
    onThreadId: (id) => latest.current.onThreadId?.(id),
    onError: (error) => latest.current.onError?.(error, run),
    onRun: ({ runId, threadId: id }, isJoined) => {
      run = { run_id: runId, thread_id: id ?? "" };
      if (!isJoined) latest.current.onCreated?.(run);
      // A session has no event for it.
      if (thread !== undefined) latest.current.onMetadataEvent?.(run);
    },
    onFinish: () => latest.current.onFinish?.(chat.getSnapshot(), run),
    onPart: (part) => callPart(latest.current, part, (values) => chat.mutate(values)),
  });
  return chat;
}

/** The options of the next run: with the modes that the callbacks need, besides those that the page asks for. */
function runOptionsOf<State extends object>(options: UseStreamOptions<State>): Record<string, unknown> {
  const { runOptions } = options;
  return { ...runOptions, streamMode: [modesOf(options), runOptions?.["streamMode"] ?? []].flat() };
}

/** The functions of a page, the same ones as long as the chat is the same. */
function actionsOf<State extends object>(
  chat: Chat<State>,
  latest: RefObject<UseStreamOptions<State>>,
): Pick<UseStream<State>, Action> {
  return {
    submit: (values, { onError, ...options } = {}) => {
      const done = chat.submit(values as ChatInput, options);
      if (onError !== undefined) done.catch(onError);
      return done;
    },
    stop: () => {
      const stopped = chat.stop();
      // Its error is in the snapshot.
      stopped.then(
        () => latest.current.onStop?.({ mutate: (values) => chat.mutate(values) }),
        () => {},
      );
      return stopped;
    },
    resume: (answer, options) => chat.resume(answer, options),
    retry: () => chat.retry(),
    edit: (messageId, content) => chat.edit(messageId, content),
    setBranch: (branch) => chat.setBranch(branch),
    switchThread: (threadId) => {
      if (threadId === chat.getSnapshot().threadId) return;
      chat.switchThread(threadId);
      // The official hook passes null, too.
      latest.current.onThreadId?.(threadId as string);
    },
    joinStream: (runId) => chat.joinStream(runId),
    getToolCalls: ({ id }) => findToolCalls(chat.getSnapshot().messages).byMessage.get(id) ?? [],
    getMessagesMetadata: ({ id }) => {
      if (id === undefined) return undefined;
      const { firstState, branch, branches } = chat.originOf(id);
      return { messageId: id, firstSeenState: firstState, branch, branchOptions: [...branches] };
    },
  };
}
