import type { Chat } from "langgraph-client/chat";

/** Sends a message. The first one of a thread is its title, too. */
export function send(chat: Chat, text: string): void {
  const { threadId } = chat.getSnapshot();
  void chat.submit(text, threadId === null ? { metadata: { title: text.slice(0, 80) } } : {});
}
