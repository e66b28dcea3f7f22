import { useSyncExternalStore } from "react";
import type { Chat } from "../chat/chat.js";
import type { ChatSnapshot } from "../chat/snapshot.js";

/**
 * Read the snapshot of a chat, or a part of it. With a selector, the component is drawn again only if the part that it
 * returns is another object: `useChat(chat, ({ messages }) => messages)`.
 */
export function useChat<State, InterruptValue, Custom, Part = ChatSnapshot<State, InterruptValue, Custom>>(
  chat: Chat<State, InterruptValue, Custom>,
  // Without a selector, the whole snapshot is the part.
  select: (snapshot: ChatSnapshot<State, InterruptValue, Custom>) => Part = (snapshot) => snapshot as Part,
): Part {
  const read = (): Part => select(chat.getSnapshot());
  return useSyncExternalStore(chat.subscribe, read, read);
}
