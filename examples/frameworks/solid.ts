import { createChat } from "langgraph-client/chat";
import { from } from "solid-js";
import { client } from "./client.js";

export const chat = createChat(client, { assistantId: "agent" });
/** The snapshot as a signal: `snapshot()?.messages`. */
export const snapshot = from(chat);
