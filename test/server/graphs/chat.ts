import { AIMessageChunk, HumanMessage, ToolMessage, type BaseMessage } from "@langchain/core/messages";
import { END, START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";
import { Conversation, ScriptedModel } from "../model.js";

const State = Conversation.extend({
  n: z.number().default(3),
  ms: z.number().default(0),
  useTool: z.boolean().default(false),
});

const call = new AIMessageChunk({
  content: "",
  tool_call_chunks: [{ type: "tool_call_chunk", index: 0, id: "call_clock", name: "clock", args: "{}" }],
});

/** `n` words, each with the text of the last request in it. */
function words(messages: BaseMessage[], n: number): AIMessageChunk[] {
  const request = messages.findLast((message) => message instanceof HumanMessage)?.text;
  return Array.from({ length: n }, (_, index) => new AIMessageChunk({ content: `${request}${index} ` }));
}

/** Streams `n` words, `ms` milliseconds apart, and calls a tool before if `useTool` is set. */
export const graph = new StateGraph(State)
  .addNode("model", async ({ messages, n, ms, useTool }) => {
    const calls = useTool && messages.at(-1) instanceof HumanMessage;
    const model = new ScriptedModel(() => (calls ? [call] : words(messages, n)), ms);
    return { messages: [await model.invoke(messages)] };
  })
  .addNode("tools", () => ({
    messages: [new ToolMessage({ tool_call_id: "call_clock", name: "clock", content: "noon" })],
  }))
  .addEdge(START, "model")
  .addConditionalEdges("model", ({ messages, useTool }) =>
    useTool && !(messages.at(-2) instanceof ToolMessage) ? "tools" : END,
  )
  .addEdge("tools", "model")
  .compile();
