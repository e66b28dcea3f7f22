import type { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { Graphs } from "./graphs.js";

/** Shows the text of every run of a thread, whoever starts it, such as another tab. */
export async function watch(
  client: LangGraphClient<Graphs>,
  threadId: string,
  show: (runId: string, text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const thread = threadStream(client, threadId, { assistantId: "chat", signal });
  for await (const run of thread.runs()) {
    const { runId } = await run.run;
    for await (const text of run.text()) show(runId, text);
  }
}
