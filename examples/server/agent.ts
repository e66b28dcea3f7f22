import { FakeListChatModel } from "@langchain/core/utils/testing";
import { MessagesValue, START, StateGraph, StateSchema } from "@langchain/langgraph";

const State = new StateSchema({ messages: MessagesValue });
const model = new FakeListChatModel({ responses: ["I am not a real model, but I stream."], sleep: 20 });

export const graph = new StateGraph(State)
  .addNode("agent", async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addEdge(START, "agent")
  .compile();
