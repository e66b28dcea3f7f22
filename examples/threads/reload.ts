import type { LangGraphClient, Message, StreamedMessage } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { Graphs } from "./graphs.js";

/** A page that was loaded again: renders the thread's messages, and those of the run that is active. */
export async function reload(
  client: LangGraphClient<Graphs>,
  threadId: string,
  render: (messages: readonly (Message | StreamedMessage)[]) => void,
): Promise<void> {
  const { values } = await client.threads.getState<"chat">(threadId);
  const run = await threadStream(client, threadId, { assistantId: "chat" }).activeRun();
  const messages = new Map<string, Message | StreamedMessage>();
  for (const message of values.messages) messages.set(message.id ?? "", message);
  render([...messages.values()]);
  if (run === undefined) return;
  for await (const message of run.messages()) {
    messages.set(message.id, message);
    render([...messages.values()]);
  }
}
