/** Steps with RemoteGraph. */
import { RemoteGraph } from "@langchain/langgraph/remote";
import type { AnyClient } from "./clients.js";
import type { Step } from "./compare.js";

interface Config {
  configurable: { thread_id: string };
}

type Run = (graph: RemoteGraph, config: Config, client: AnyClient) => Promise<unknown>;

/** A step that gets a remote graph, and a config with a new thread. */
export function step(
  does: string,
  graphId: string,
  run: Run,
  gives: unknown,
  differs?: Step["differs"],
): Step {
  const go: Step["run"] = async (newClient) => {
    const client = newClient();
    const { thread_id } = await client.threads.create();
    return run(new RemoteGraph({ graphId, client }), { configurable: { thread_id } }, client);
  };
  return { does, run: go, gives, ...(differs && { differs }) };
}

export const human = (content: string) => ({ messages: [{ role: "user", content }] });
