import type { ChatToolCall } from "../chat/snapshot.js";
import type { AIMessage, Message, ToolCall, ToolMessage } from "../messages/types.js";

/** A tool call with the message of its result, in the form of the official hook. */
export interface ToolCallWithResult {
  id: string;
  call: ToolCall;
  /** The message with the result; `undefined` until it arrives. */
  result: ToolMessage | undefined;
  /** The message of the model that calls the tool. */
  aiMessage: AIMessage;
  /** The position of the call in its message. */
  index: number;
  state: "pending" | "completed" | "error";
}

/** A tool call of the current turn, in the form of the official hook. */
export interface ToolProgress {
  toolCallId: string;
  name: string;
  state: "starting" | "running" | "completed" | "error";
  input: unknown;
  /** The output so far, with `running`: only where the server sends the events of tools. */
  data?: unknown;
  /** With `completed`. */
  result?: unknown;
  /** With `error`. */
  error?: unknown;
}

/** The tool calls of messages, with their results. */
function toolCallsOf(messages: readonly Message[]): ToolCallWithResult[] {
  const results = new Map<string, ToolMessage>();
  for (const message of messages) if (message.type === "tool") results.set(message.tool_call_id, message);
  const lastAnswer = messages.findLastIndex(({ type }) => type === "ai");
  return messages.flatMap((aiMessage, position) => {
    if (aiMessage.type !== "ai") return [];
    return (aiMessage.tool_calls ?? []).map((call, index) => {
      const id = call.id ?? `${aiMessage.id}-${index}`;
      const result = results.get(id);
      // The model goes on only when all tools have ended.
      const isDone = result !== undefined || position < lastAnswer;
      const state = result?.status === "error" ? "error" : isDone ? "completed" : "pending";
      return { id, call, result, aiMessage, index, state };
    });
  });
}

/** The tool calls of messages: all, and by the id of their message. */
interface ToolCalls {
  all: ToolCallWithResult[];
  byMessage: Map<string | undefined, ToolCallWithResult[]>;
}

const known = new WeakMap<readonly Message[], ToolCalls>();

/** Finds the tool calls of messages, once: a page asks for those of each message. */
export function findToolCalls(messages: readonly Message[]): ToolCalls {
  const found = known.get(messages);
  if (found !== undefined) return found;
  const calls: ToolCalls = { all: toolCallsOf(messages), byMessage: new Map() };
  for (const call of calls.all) {
    const { id } = call.aiMessage;
    const group = calls.byMessage.get(id);
    if (group === undefined) calls.byMessage.set(id, [call]);
    else group.push(call);
  }
  known.set(messages, calls);
  return calls;
}

const STATES = { called: "starting", running: "running", done: "completed", failed: "error" } as const;

/** The progress of the tools that were called since the last message of the user. */
export function progressOf(messages: readonly Message[], toolCalls: readonly ChatToolCall[]): ToolProgress[] {
  const asked = messages.findLastIndex(({ type }) => type === "human");
  const before = messages
    .slice(0, asked + 1)
    .flatMap((each) => (each.type === "ai" ? (each.tool_calls ?? []) : []));
  const old = new Set(before.map(({ id }) => id));
  return toolCalls.flatMap(({ id, name, args, status, output, error }) => {
    if (status === "streaming" || old.has(id)) return [];
    const state = STATES[status];
    const call = { toolCallId: id, name, state, input: args };
    if (status === "failed") return [{ ...call, error }];
    return [
      status === "done"
        ? { ...call, result: output }
        : output === undefined
          ? call
          : { ...call, data: output },
    ];
  });
}
