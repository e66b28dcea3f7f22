import { RemoteGraph } from "@langchain/langgraph/remote";
import { client } from "./client.js";

/** Runs a graph of the server on a thread, and returns the thread's state. */
export async function ask(content: string, threadId: string) {
  const graph = new RemoteGraph({ graphId: "agent", client: client as never });
  const config = { configurable: { thread_id: threadId } };
  await graph.invoke({ messages: [{ role: "user", content }] }, config);
  return graph.getState(config);
}
