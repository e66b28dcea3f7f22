import { AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { START, StateGraph } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";

const model = new ScriptedModel((messages) => spoken(`${messages.at(-1)?.text ?? ""} one two three`), 5);

/** Like OpenAI's Responses API, sends an id with the first chunk only. */
const responses = new ScriptedModel(
  (messages) => [
    new AIMessageChunk({ content: "", id: `resp_${messages.at(-1)?.text}` }),
    ...spoken(`${messages.at(-1)?.text} one two three`),
  ],
  5,
);

const say = (text: string, by = model) => by.invoke([new HumanMessage(text)]);

/** Calls a model in each way: one call after the other, two calls at the same time, and two nodes at the same time. */
export const graph = new StateGraph(Conversation)
  .addNode("turns", async () => ({ messages: [await say("first"), await say("second")] }))
  .addNode("together", async () => ({ messages: await Promise.all([say("third"), say("fourth")]) }))
  .addNode("named", async () => ({
    messages: await Promise.all([say("fifth", responses), say("sixth", responses)]),
  }))
  .addNode("left", async () => ({ messages: [await say("left")] }))
  .addNode("right", async () => ({ messages: [await say("right")] }))
  .addEdge(START, "turns")
  .addEdge("turns", "together")
  .addEdge("together", "named")
  .addEdge("named", "left")
  .addEdge("named", "right")
  .compile();
