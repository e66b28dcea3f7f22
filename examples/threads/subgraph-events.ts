import type { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { say, type Graphs } from "./graphs.js";

/** Shows the raw events of one subgraph. */
export async function subgraphEvents(
  client: LangGraphClient<Graphs>,
  show: (event: string, node: string | undefined, data: unknown) => void,
): Promise<void> {
  const research = threadStream(client, { assistantId: "team", namespaces: [["research"]] });
  for await (const { event, node, data } of research.start({ input: say("Tea, please") }))
    show(event, node, data);
}
