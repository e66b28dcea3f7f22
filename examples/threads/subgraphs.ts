import type { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { say, type Graphs } from "./graphs.js";

/** The progress of subgraphs: shows each complete message with its subgraph. Returns the last status of each. */
export async function subgraphs(
  client: LangGraphClient<Graphs>,
  show: (line: string) => void,
): Promise<Map<string, string>> {
  const statuses = new Map<string, string>();
  const thread = threadStream(client, { assistantId: "team" });
  for await (const part of thread.start({ input: say("Tea, please") }).parts()) {
    if (part.type === "subgraph") statuses.set(part.name, part.status);
    if (part.type === "message" && part.done)
      show(`${part.namespace.join("/")}: ${JSON.stringify(part.message.content)}`);
  }
  return statuses;
}
