import type { LangGraphClient, RunResult } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { say, type Graphs } from "./graphs.js";

/** Stops a run. Its loop then ends by itself. */
export async function stop(
  client: LangGraphClient<Graphs>,
  mustStop: (text: string) => boolean,
): Promise<RunResult<Graphs["chat"]["state"]>> {
  const thread = threadStream(client, { assistantId: "chat" });
  const run = thread.start({ input: { ...say("Count"), n: 500, ms: 20 } });
  let isStopping = false;
  for await (const text of run.text()) {
    if (isStopping || !mustStop(text)) continue;
    isStopping = true;
    await run.cancel();
  }
  return run.final();
}
