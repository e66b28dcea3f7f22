import { AIMessage, ToolMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { FakeListChatModel } from "@langchain/core/utils/testing";
import { MessagesValue, START, StateGraph, StateSchema } from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";

const State = new StateSchema({ messages: MessagesValue });

const getWeather = tool(({ city }: { city: string }) => `sunny in ${city}`, {
  name: "get_weather",
  description: "Get the weather of a city",
  schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
});

/** Calls the tool, then streams a text with its result. Put a real model here, with `bindTools([getWeather])`. */
async function model(messages: BaseMessage[]): Promise<BaseMessage> {
  const last = messages.at(-1);
  if (last instanceof ToolMessage) {
    return new FakeListChatModel({ responses: [`The weather: ${last.text}`], sleep: 20 }).invoke(messages);
  }
  const call = { id: `call-${Date.now()}`, name: "get_weather", args: { city: "Paris" } };
  return new AIMessage({ content: "", tool_calls: [call] });
}

export const graph = new StateGraph(State)
  .addNode("model", async ({ messages }) => ({ messages: [await model(messages)] }))
  .addNode("tools", new ToolNode([getWeather]))
  .addEdge(START, "model")
  .addConditionalEdges("model", toolsCondition)
  .addEdge("tools", "model")
  .compile();
