import type { BaseMessage } from "@langchain/core/messages";
import { AIMessage, ToolMessage } from "@langchain/core/messages";
import { END, MessagesValue, START, StateGraph, StateSchema, interrupt } from "@langchain/langgraph";

const State = new StateSchema({ messages: MessagesValue });
type Answer = { type: "approve" } | { type: "edit"; item: string } | { type: "reject"; reason?: string };

/** The tool. It asks before it sends. It runs again from here when the answer arrives. */
function sendOrder(item: string): string {
  const answer: Answer = interrupt({ question: `Send the order "${item}"?` });
  if (answer.type === "approve") return `sent: ${item}`;
  if (answer.type === "edit") return `sent: ${answer.item}`;
  // Also an answer that nobody expects.
  return `not sent: ${answer.reason ?? "no reason given"}`;
}

/** Calls the tool once, with the text of the user. Put a real model here, with `bindTools`. */
function model(last: { text: string }): AIMessage {
  if (last instanceof ToolMessage) return new AIMessage(`The order was ${last.text}`);
  const call = { id: `call-${Date.now()}`, name: "send_order", args: { item: last.text } };
  return new AIMessage({ content: "", tool_calls: [call] });
}

const callsOf = ({ messages }: { messages: BaseMessage[] }) => {
  const last = messages.at(-1);
  return last instanceof AIMessage ? (last.tool_calls ?? []) : [];
};

export const graph = new StateGraph(State)
  .addNode("model", ({ messages }) => ({ messages: [model(messages.at(-1) ?? { text: "" })] }))
  .addNode("tools", (state) => ({
    messages: callsOf(state).map(
      ({ id = "", name, args }) =>
        new ToolMessage({ tool_call_id: id, name, content: sendOrder(String(args["item"])) }),
    ),
  }))
  .addEdge(START, "model")
  .addConditionalEdges("model", (state) => (callsOf(state).length > 0 ? "tools" : END))
  .addEdge("tools", "model")
  .compile();
