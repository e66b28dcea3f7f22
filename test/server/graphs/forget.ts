import { AIMessage, RemoveMessage } from "@langchain/core/messages";
import { REMOVE_ALL_MESSAGES, START, StateGraph } from "@langchain/langgraph";
import { Conversation } from "../model.js";

/** Adds two messages without a model, removes one of them, and then removes all and adds another one. */
export const graph = new StateGraph(Conversation)
  .addNode("greet", () => ({
    messages: [
      new AIMessage({ id: "hello", content: "Hello" }),
      new AIMessage({ id: "welcome", content: "Welcome" }),
    ],
  }))
  .addNode("forget", () => ({ messages: [new RemoveMessage({ id: "hello" })] }))
  .addNode("clear", () => ({
    messages: [
      new RemoveMessage({ id: REMOVE_ALL_MESSAGES }),
      new AIMessage({ id: "again", content: "Hello again" }),
    ],
  }))
  .addEdge(START, "greet")
  .addEdge("greet", "forget")
  .addEdge("forget", "clear")
  .compile();
