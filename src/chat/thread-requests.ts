import type { LangGraphClient } from "../client.js";
import { byAge, listRuns, unfinishedRuns } from "../runs/active-runs.js";
import { isFailure } from "../runs/outcome.js";
import { transportOf } from "../transport/hand-over.js";
import type { Transport } from "../transport/transport.js";
import type { Run, Thread, ThreadState } from "../types.js";

/** The key of an input's id in the metadata of its run, by which the run is found after an ambiguous failure. */
export const INPUT_ID = "chat_input_id";

/** The requests of a chat that read its thread. */
export class ThreadRequests {
  readonly #client: LangGraphClient;
  readonly #transport: Transport;
  readonly #signal: AbortSignal;

  constructor(client: LangGraphClient, signal: AbortSignal) {
    this.#client = client;
    this.#transport = transportOf(client, 'createChat(client, { assistantId: "agent" })');
    this.#signal = signal;
  }

  get(threadId: string): Promise<Thread> {
    return this.#client.threads.get(threadId, { signal: this.#signal });
  }

  state(threadId: string): Promise<ThreadState> {
    return this.#client.threads.getState(threadId, null, { signal: this.#signal });
  }

  history(threadId: string, limit: number): Promise<ThreadState[]> {
    return this.#client.threads.getHistory(threadId, { limit, signal: this.#signal });
  }

  /** Finds the active run of a thread: the one that was known before, or else the oldest. */
  async activeRun(threadId: string, known?: string): Promise<string | undefined> {
    const runs = await unfinishedRuns(this.#transport, threadId, { signal: this.#signal });
    const run = runs.find(({ run_id: runId }) => runId === known) ?? runs[0];
    return run?.run_id;
  }

  /** True if the last run of a thread, which has no active run, has failed. */
  async hasFailed({ thread_id: threadId, status }: Thread): Promise<boolean> {
    if (status !== "busy") return status === "error";
    // The run has ended since the thread was read.
    return isFailure((await this.#runs(threadId)).sort(byAge).at(-1)?.status);
  }

  /** Finds the run of an input. */
  async runOf(threadId: string, inputId: string): Promise<string | undefined> {
    const runs = await this.#runs(threadId);
    return runs.find(({ metadata }) => metadata?.[INPUT_ID] === inputId)?.run_id;
  }

  #runs(threadId: string): Promise<Run[]> {
    return listRuns(this.#transport, threadId, {}, { signal: this.#signal });
  }

  /** Waits for the end of a run. */
  async wait(threadId: string, runId: string): Promise<void> {
    await this.#client.runs.join(threadId, runId, { signal: this.#signal });
  }
}
