import { AIMessageChunk, ToolMessage } from "@langchain/core/messages";
import { START, StateGraph, interrupt } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";

const researcher = new ScriptedModel(() => [
  ...spoken("Let me search"),
  new AIMessageChunk({
    content: "",
    tool_call_chunks: [
      { type: "tool_call_chunk", index: 0, id: "call_search", name: "search", args: '{"for": "tea"}' },
    ],
  }),
]);
const writer = new ScriptedModel(() => spoken("Here it is"));

const research = new StateGraph(Conversation)
  .addNode("think", async ({ messages }) => ({ messages: [await researcher.invoke(messages)] }))
  .addNode("search", ({ messages }, config) => {
    const request = messages[0]?.text;
    if (request === "fail") throw new TypeError("The search is down");
    if (request === "ask") interrupt("May I search?");
    config.writer?.({ found: "tea" });
    return { messages: [new ToolMessage({ tool_call_id: "call_search", name: "search", content: "tea" })] };
  })
  .addEdge(START, "think")
  .addEdge("think", "search")
  .compile();

/** A subgraph with a model and a tool, then a model. The tool fails or interrupts if the request is "fail" or "ask". */
export const graph = new StateGraph(Conversation)
  .addNode("research", research)
  .addNode("write", async ({ messages }) => ({ messages: [await writer.invoke(messages)] }))
  .addEdge(START, "research")
  .addEdge("research", "write")
  .compile();
