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

/** The tool calls of messages, with their results. */
export function toolCallsOf(messages: readonly Message[]): ToolCallWithResult[] {
  const results = new Map<string, ToolMessage>();
  for (const message of messages) if (message.type === "tool") results.set(message.tool_call_id, message);
  return messages.flatMap((aiMessage) => {
    if (aiMessage.type !== "ai") return [];
    return (aiMessage.tool_calls ?? []).map((call, index) => {
      const id = call.id ?? `${aiMessage.id}-${index}`;
      const result = results.get(id);
      const state = result === undefined ? "pending" : result.status === "error" ? "error" : "completed";
      return { id, call, result, aiMessage, index, state };
    });
  });
}
