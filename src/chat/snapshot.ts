import { isRecord } from "../checks.js";
import type { Message } from "../messages/types.js";
import { isSamePath } from "../parts/wire.js";
import type { MessagePart, Part, SubgraphPart, ToolPart } from "../parts/types.js";
import type { PendingInterrupt, ThreadState } from "../types.js";
import { share, shareList } from "./share.js";

/** The state of a chat: `offline` while a broken connection is replaced, `interrupted` while the graph waits for an answer. */
export type ChatStatus = "idle" | "loading" | "streaming" | "interrupted" | "offline" | "error";

/** A tool call with its result. */
export interface ChatToolCall {
  id: string;
  name: string;
  /** The text so far while `status` is `streaming`; then the parsed arguments. */
  args: string | Record<string, unknown>;
  status: ToolPart["status"];
  /** The content of the tool's message, with `done`. */
  output?: unknown;
  /** The reason, with `failed`. */
  error?: string | undefined;
}

/** A subgraph of the current run. */
export interface ChatSubgraph {
  /** The path of the subgraph, as `name:task` for each. */
  namespace: readonly string[];
  name: string;
  status: SubgraphPart["status"];
  messages: readonly Message[];
  values?: unknown;
  error?: string | undefined;
  /** The reason for its start, such as a tool call, if the server sends it: only with a session. */
  cause?: SubgraphPart["cause"];
}

/** All that a page shows. Each change makes a new snapshot, which shares with the last one what has not changed. */
export interface ChatSnapshot<State = unknown, InterruptValue = unknown, Custom = unknown> {
  /** `null` before the first message of a new thread. */
  readonly threadId: string | null;
  /** The messages of the state, with those that arrive now and those that were sent just now. */
  readonly messages: readonly Message[];
  /** The state; `undefined` before the first run. */
  readonly values: State | undefined;
  /** The interrupts that wait for an answer. */
  readonly interrupts: readonly PendingInterrupt<InterruptValue>[];
  readonly toolCalls: readonly ChatToolCall[];
  /** The subgraphs of the last run. */
  readonly subgraphs: readonly ChatSubgraph[];
  /** The custom data of the last run, the newest last, at most 100. */
  readonly custom: readonly Custom[];
  readonly status: ChatStatus;
  /** The error that the last action ended with. */
  readonly error: unknown;
  /** The number of inputs that wait for the current run to end. */
  readonly queued: number;
  /** The branch that is shown; empty for the newest one. */
  readonly branch: string;
  /** The states of the thread, the newest first; empty unless `history` was asked for. */
  readonly history: readonly ThreadState<State>[];
}

export const EMPTY: ChatSnapshot<never, never, never> = {
  threadId: null,
  messages: [],
  values: undefined,
  interrupts: [],
  toolCalls: [],
  subgraphs: [],
  custom: [],
  status: "idle",
  error: undefined,
  queued: 0,
  branch: "",
  history: [],
};

const MAX_CUSTOM = 100;

/** The messages of a state. */
export function messagesOf(values: unknown, key: string): readonly Message[] {
  const list = isRecord(values) ? values[key] : undefined;
  return Array.isArray(list) ? list.filter(isRecord).filter(isMessage) : [];
}

function isMessage(value: object): value is Message {
  return "type" in value && typeof value.type === "string";
}

const idOf = ({ id }: Message): string | undefined => id;

/** True if a thread has other values or interrupts than the page shows. */
export function hasChanged(
  shown: ChatSnapshot,
  values: unknown,
  interrupts: readonly { id?: string | undefined }[],
): boolean {
  const idsOf = (list: typeof interrupts): string => [...new Set(list.map(({ id }) => id))].sort().join();
  if (idsOf(interrupts) !== idsOf(shown.interrupts)) return true;
  return share(shown.values, values ?? undefined) !== shown.values;
}

/** A snapshot with the state of a thread. */
export function withState<Snapshot extends ChatSnapshot>(
  snapshot: Snapshot,
  values: unknown,
  key: string,
): Snapshot {
  const messages = shareList(snapshot.messages, messagesOf(values, key), idOf);
  const toolCalls = shareList(snapshot.toolCalls, toolCallsOf(messages, snapshot.toolCalls), ({ id }) => id);
  return { ...snapshot, values: share(snapshot.values, values), messages, toolCalls };
}

/** A snapshot with messages that were sent just now, behind the others. */
export function withInput<Snapshot extends ChatSnapshot>(
  snapshot: Snapshot,
  input: readonly Message[],
): Snapshot {
  let { messages } = snapshot;
  for (const message of input) messages = withMessage(messages, message);
  return { ...snapshot, messages };
}

/** A snapshot at the start of a run. */
export function started<Snapshot extends ChatSnapshot>(snapshot: Snapshot): Snapshot {
  return { ...snapshot, status: "streaming", error: undefined, interrupts: [], subgraphs: [], custom: [] };
}

/** Adds what a part means. Returns the same snapshot if it changes nothing. */
export function withPart<Snapshot extends ChatSnapshot>(
  snapshot: Snapshot,
  part: Part,
  key: string,
): Snapshot {
  switch (part.type) {
    case "values":
      return withState(snapshot, part.values, key);
    case "message":
      return withMessagePart(snapshot, part);
    case "removed": {
      if (part.namespace.length > 0) return snapshot;
      return { ...snapshot, messages: snapshot.messages.filter(({ id }) => id !== part.id) };
    }
    case "tool":
      return { ...snapshot, toolCalls: withTool(snapshot.toolCalls, part) };
    case "interrupt":
      return { ...snapshot, interrupts: [...snapshot.interrupts, part.interrupt] };
    case "custom":
      return { ...snapshot, custom: [...snapshot.custom, part.payload].slice(-MAX_CUSTOM) };
    case "subgraph":
      return { ...snapshot, subgraphs: withSubgraph(snapshot.subgraphs, part) };
    default:
      return snapshot;
  }
}

function withMessagePart<Snapshot extends ChatSnapshot>(snapshot: Snapshot, part: MessagePart): Snapshot {
  const { namespace, message, replaces } = part;
  if (namespace.length === 0) {
    return { ...snapshot, messages: withMessage(snapshot.messages, message, replaces) };
  }
  const index = indexOf(snapshot.subgraphs, namespace);
  const name = namespace.at(-1)?.split(":")[0] ?? "";
  const known = snapshot.subgraphs[index] ?? { namespace, name, status: "running", messages: [] };
  const next = { ...known, messages: withMessage(known.messages, message, replaces) };
  const subgraphs = index === -1 ? [...snapshot.subgraphs, next] : snapshot.subgraphs.with(index, next);
  return { ...snapshot, subgraphs };
}

function indexOf(subgraphs: readonly ChatSubgraph[], namespace: readonly string[]): number {
  return subgraphs.findIndex((each) => isSamePath(each.namespace, namespace));
}

/** Replaces the message with the same id, or appends it. */
function withMessage(
  messages: readonly Message[],
  message: Message,
  replaces = message.id,
): readonly Message[] {
  const index = messages.findLastIndex(
    ({ id }) => id !== undefined && (id === message.id || id === replaces),
  );
  return index === -1 ? [...messages, message] : messages.with(index, message);
}

function withTool(calls: readonly ChatToolCall[], part: ToolPart): readonly ChatToolCall[] {
  const { id, name, args, status, output, error } = part;
  const call: ChatToolCall = { id, name, args, status, output, error };
  const index = calls.findLastIndex((each) => each.id === id);
  return index === -1 ? [...calls, call] : calls.with(index, call);
}

function withSubgraph(subgraphs: readonly ChatSubgraph[], part: SubgraphPart): readonly ChatSubgraph[] {
  const { namespace, name, status, values, error, cause } = part;
  const index = indexOf(subgraphs, namespace);
  const last = subgraphs[index];
  const next: ChatSubgraph = { namespace, name, status, messages: [], ...last, error };
  next.status = status;
  if (values !== undefined) next.values = values;
  if (cause !== undefined) next.cause = cause;
  return last === undefined ? [...subgraphs, next] : subgraphs.with(index, next);
}

/** The tool calls of messages with their results. Of a call without one, what was known of it before. */
function toolCallsOf(messages: readonly Message[], known: readonly ChatToolCall[]): ChatToolCall[] {
  const results = new Map(
    messages.flatMap((each) => (each.type === "tool" ? [[each.tool_call_id, each] as const] : [])),
  );
  const before = new Map(known.map((call) => [call.id, call]));
  return messages.flatMap((message) => {
    if (message.type !== "ai") return [];
    return (message.tool_calls ?? []).map(({ id = "", name, args }): ChatToolCall => {
      const result = results.get(id);
      if (result === undefined) return before.get(id) ?? { id, name, args, status: "called" };
      const status = result.status === "error" ? "failed" : "done";
      const error = status === "failed" ? String(result.content) : undefined;
      return { id, name, args, status, output: result.content, error };
    });
  });
}
