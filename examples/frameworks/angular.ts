import { DestroyRef, inject, signal, type Signal } from "@angular/core";
import type { Chat, ChatSnapshot } from "langgraph-client/chat";

/** The snapshot of a chat as a signal, in a constructor or a field of a component. */
export function snapshotOf<State>(chat: Chat<State>): Signal<ChatSnapshot<State>> {
  const snapshot = signal(chat.getSnapshot());
  inject(DestroyRef).onDestroy(chat.subscribe((next) => snapshot.set(next)));
  return snapshot.asReadonly();
}
