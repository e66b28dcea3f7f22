import { START, StateGraph } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";

const model = new ScriptedModel((messages) => spoken(`You said: ${messages.at(-1)?.text ?? ""}`));

/** Repeats the last message, word by word. */
export const graph = new StateGraph(Conversation)
  .addNode("agent", async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addEdge(START, "agent")
  .compile();
