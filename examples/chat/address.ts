import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** The id of the thread, which the address of the page ends with: it survives a reload, and the back button works. */
export function useThreadId(): string | null {
  return useSyncExternalStore(subscribe, () => location.hash).slice(1) || null;
}

export function openThread(threadId: string | null): void {
  location.hash = threadId ?? "";
}
