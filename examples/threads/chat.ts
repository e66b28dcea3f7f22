import type { LangGraphClient, Message } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { say, type Graphs } from "./graphs.js";

/** A chat: text and tool calls as they arrive. Each turn is a run of its own. Returns the messages of the thread. */
export async function chat(
  client: LangGraphClient<Graphs>,
  show: (text: string) => void,
): Promise<Message[]> {
  const thread = threadStream(client, { assistantId: "chat" });
  const turn = thread.start({ input: { ...say("What time is it?"), useTool: true } });
  for await (const part of turn.parts()) {
    if (part.type === "message") show(part.text);
    else if (part.type === "tool") show(`[${part.name}: ${part.status}]`);
  }
  const { values } = await thread.start({ input: { ...say("And now?"), useTool: false } }).final();
  return values.messages;
}
