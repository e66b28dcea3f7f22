import { createChat } from "langgraph-client/chat";
import { derived } from "svelte/store";
import { client } from "./client.js";

/** A chat is a store: `$chat.messages` in a component. */
export const chat = createChat(client, { assistantId: "agent" });
export const isBusy = derived(chat, ({ status }) => status === "streaming");
