/** The entry `langgraph-client/chat`: the state of a chat page, without a framework. */
import { check, isRecord } from "../checks.js";
import type { LangGraphClient } from "../client.js";
import type { AssistantId, CustomOf, Graph, GraphMap, InterruptOf, StateOf } from "../graphs.js";
import { Chat } from "./chat.js";
import type { ChatOptions } from "./options.js";
import type { OpenThread } from "./protocols.js";

export { Chat } from "./chat.js";
export type { MessageOrigin } from "./branches.js";
export type { ChatInput, ChatOptions, ChatRun, RunStorage, SubmitOptions } from "./options.js";
export type { ChatSnapshot, ChatStatus, ChatSubgraph, ChatToolCall } from "./snapshot.js";

/** Creates the chat of a page. It sends nothing before something listens to it, or is submitted. */
export function createChat<Graphs extends GraphMap<Graphs>, const Id extends AssistantId<Graphs>>(
  client: LangGraphClient<Graphs>,
  options: ChatOptions<StateOf<Graph<Graphs, Id>>> & {
    assistantId: Id;
    /** `threadStream` of `langgraph-client/thread`, to read runs by the newer protocol. Default: `runs.stream`. */
    thread?: OpenThread | undefined;
  },
): Chat<StateOf<Graph<Graphs, Id>>, InterruptOf<Graph<Graphs, Id>>, CustomOf<Graph<Graphs, Id>>> {
  check(
    "client",
    isRecord(client) && "runs" in client,
    'a client, as in createChat(client, { assistantId: "agent" })',
    client,
  );
  return new Chat(client, options);
}
