import type { Chat, ChatSnapshot } from "langgraph-client/chat";
import { onScopeDispose, shallowRef, type ShallowRef } from "vue";

/** The snapshot of a chat as a ref: `const snapshot = useChat(chat)`. */
export function useChat<State>(chat: Chat<State>): ShallowRef<ChatSnapshot<State>> {
  const snapshot = shallowRef(chat.getSnapshot());
  onScopeDispose(chat.subscribe((next) => (snapshot.value = next)));
  return snapshot;
}
