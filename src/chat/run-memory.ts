import type { ChatOptions, RunStorage } from "./options.js";

/** Remembers the run at work on a thread across a reload of the page, where the official hook does. */
export class RunMemory {
  readonly #choice: ChatOptions["reconnectOnMount"];

  constructor(choice: ChatOptions["reconnectOnMount"]) {
    this.#choice = choice;
  }

  find(threadId: string): string | undefined {
    return this.#storage?.getItem(keyOf(threadId)) ?? undefined;
  }

  /** Keeps the id of a run; `undefined` forgets it. */
  keep(threadId: string | null, runId: string | undefined): void {
    if (threadId === null) return;
    if (runId === undefined) this.#storage?.removeItem(keyOf(threadId));
    else this.#storage?.setItem(keyOf(threadId), runId);
  }

  get #storage(): RunStorage | undefined {
    if (typeof this.#choice === "function") return this.#choice();
    return this.#choice ? globalThis.sessionStorage : undefined;
  }
}

function keyOf(threadId: string): string {
  return `lg:stream:${threadId}`;
}
