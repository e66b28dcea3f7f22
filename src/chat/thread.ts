import { isRecord } from "../checks.js";
import {
  ConflictError,
  ConnectionError,
  InvalidArgumentError,
  LangGraphError,
  RunFailedError,
  UnprocessableEntityError,
} from "../errors.js";
import type { Message, MessageContent } from "../messages/types.js";
import { inputOf, messagesIn, newId } from "./input.js";
import type { ChatInput, ChatRun, SubmitOptions } from "./options.js";
import type { RunOptions, RunSource } from "./protocols.js";
import { withInput, withState } from "./snapshot.js";
import { INPUT_ID } from "./thread-requests.js";
import { ThreadView } from "./thread-view.js";

/** An input or an answer, which a run takes. */
interface Sending {
  /** Is in the metadata of the run. */
  id: string;
  messages: readonly Message[];
  options: SubmitOptions;
  begin(runs: RunSource, options: RunOptions): ChatRun;
}

/** The chat on one thread: what a page sends. */
export class ThreadChat extends ThreadView {
  #isLeft = false;
  /** True from the turn of an input until its run has begun. */
  #isSending = false;
  /** True after a run that began at an earlier checkpoint. */
  #hasForked = false;
  /** Sends the input again that failed. */
  #again: (() => Promise<void>) | undefined;

  async submit(input: ChatInput, options: SubmitOptions): Promise<void> {
    const values = inputOf(input, this.key);
    const messages = messagesIn(values, this.key);
    // Optimistic values have the messages, perhaps without their ids.
    if (options.optimisticValues === undefined) this.set(withInput(this.snapshot, messages), true);
    else this.mutate(options.optimisticValues);
    const begin: Sending["begin"] = (runs, rest) =>
      // Inputs wait here. On the server, a late first attempt could wait behind the second one.
      runs.start({ multitaskStrategy: "reject", ...(values !== undefined && { input: values }), ...rest });
    await this.#send({ id: newId(), messages, options, begin });
  }

  resume(answer: unknown, options: SubmitOptions): Promise<void> {
    const begin: Sending["begin"] = (runs, rest) => runs.resume(answer, rest);
    return this.#send({ id: newId(), messages: [], options, begin });
  }

  joinStream(runId: string): Promise<void> {
    return this.turns.take(() => this.join(runId));
  }

  async stop(): Promise<void> {
    if (this.run === undefined) return;
    const { runId, threadId } = await this.run.run;
    await this.client.runs.cancel(threadId ?? this.snapshot.threadId ?? "", runId, true);
  }

  async retry(): Promise<void> {
    const { status, messages } = this.snapshot;
    // The last run may have failed before the page was loaded: the graph goes on where it stopped.
    const goOn = () => (this.isLoaded ? this.submit(null, {}) : this.reload());
    if (status === "error") return (this.#again ?? goOn)();
    const asked = messages.findLastIndex(({ type }) => type === "human");
    const answer = messages[asked + 1];
    if (asked === -1) throw new LangGraphError("The thread has no message of the user to answer again.");
    return answer?.id === undefined ? this.submit(null, {}) : this.#fork(answer.id, () => null);
  }

  edit(messageId: string, content: MessageContent): Promise<void> {
    return this.#fork(messageId, (message) => ({ [this.key]: [{ ...message, id: newId(), content }] }));
  }

  /** Runs the graph from the place before a message, with another input. */
  async #fork(messageId: string, change: (message: Message) => ChatInput): Promise<void> {
    const message = this.snapshot.messages.find(({ id }) => id === messageId);
    const history = await this.readHistory(this.options.history || true);
    const { firstState } = this.branchOf({ ...this.snapshot, history }).originOf(messageId);
    const checkpoint = firstState?.parent_checkpoint;
    if (message === undefined || !checkpoint) {
      throw new InvalidArgumentError("messageId", "is not the id of a message in the thread's history.");
    }
    const id = checkpoint.checkpoint_id;
    const before = history.find((state) => state.checkpoint.checkpoint_id === id);
    this.set({ ...withState(this.snapshot, before?.values, this.key), branch: "" }, true);
    return this.submit(change(message), { checkpoint });
  }

  /** Leaves the thread, once all inputs are sent. */
  leave(): void {
    this.#isLeft = true;
    if (this.snapshot.queued === 0 && !this.#isSending) this.close();
  }

  /** Sends an input. If that fails, `retry` sends it again, unless the server has its run by then. */
  async #send(sending: Sending): Promise<void> {
    const { messages } = sending;
    this.unseen.add(messages);
    try {
      await this.#enqueue(sending);
      this.#again = undefined;
    } catch (error) {
      this.unseen.fail(messages, this.snapshot.messages);
      this.#again = async () => {
        const runId = await this.#runOf(sending, error);
        if (runId === undefined) return this.#send(sending);
        await this.joinStream(runId);
        this.#again = undefined;
      };
      throw error;
    }
  }

  /** Finds the run of an input whose request failed. */
  async #runOf({ id }: Sending, error: unknown): Promise<string | undefined> {
    const { threadId } = this.snapshot;
    const isAmbiguous = error instanceof ConnectionError && error.mayHaveBeenProcessed;
    return isAmbiguous && threadId !== null ? this.requests.runOf(threadId, id) : undefined;
  }

  /** Runs an input after the runs before. */
  async #enqueue(sending: Sending): Promise<void> {
    const { whenBusy = this.options.whenBusy, multitaskStrategy } = sending.options;
    const isReplacing =
      whenBusy === "replace" || multitaskStrategy === "interrupt" || multitaskStrategy === "rollback";
    // If it cannot be stopped, the next one waits for it.
    if (isReplacing) void this.stop().catch(() => {});
    this.set({ ...this.snapshot, queued: this.snapshot.queued + 1 }, true);
    await this.turns.take(async () => {
      this.#isSending = true;
      this.set({ ...this.snapshot, queued: this.snapshot.queued - 1 });
      try {
        await this.#start(sending);
      } finally {
        this.#onSent();
      }
    });
  }

  /** @param isLast - Throw if the server refuses the input although no run is active. */
  async #start(sending: Sending, isLast = false): Promise<void> {
    const { whenBusy: _, optimisticValues: __, threadId, ...own } = sending.options;
    const options: Record<string, unknown> = { ...this.options.runOptions, ...own };
    const modes = [this.options.runOptions, own].map((each) => each?.["streamMode"] ?? []);
    const metadata = isRecord(options["metadata"]) ? options["metadata"] : {};
    const runs = await this.open({ threadId, metadata });
    const run = sending.begin(runs, {
      ...(await this.#placed(options)),
      streamMode: modes.flat(),
      metadata: { ...metadata, [INPUT_ID]: sending.id },
    });
    const reading = this.read(run, false);
    const begun = run.run.then(
      () => this.#onSent(),
      () => {},
    );
    try {
      await reading;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const other = await this.#waitForOther(sending);
      // It may have ended just before.
      if (other === "none" && isLast) throw error;
      if (other !== "own") await this.#start(sending, other === "none");
    } finally {
      await begun;
    }
  }

  /** The options of a run that continues the branch that the page has chosen, or the newest one. */
  async #placed(options: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { branch, threadId } = this.snapshot;
    const chosen = branch === "" ? undefined : this.branchOf(this.snapshot).end?.checkpoint;
    const { checkpoint = chosen, ...rest } = options;
    if (this.#hasForked && threadId !== null) await this.readThread(threadId);
    this.#hasForked = isRecord(checkpoint);
    if (this.#hasForked) return { ...rest, checkpoint };
    if (!this.isPinned) return rest;
    const config = isRecord(rest["config"]) ? rest["config"] : {};
    const configurable = isRecord(config["configurable"]) ? config["configurable"] : {};
    return { ...rest, config: { ...config, configurable: { checkpoint_id: null, ...configurable } } };
  }

  /** After the server has refused an input, shows the run at work: that of another page, or of an earlier attempt. */
  async #waitForOther({ id }: Sending): Promise<"foreign" | "own" | "none"> {
    const threadId = this.snapshot.threadId ?? "";
    const own = await this.requests.runOf(threadId, id);
    const runId = own ?? (await this.requests.activeRun(threadId));
    if (runId === undefined) return "none";
    try {
      if (this.known.has(runId)) await this.requests.wait(threadId, runId);
      else await this.join(runId);
    } catch (error) {
      if (own !== undefined || !(error instanceof RunFailedError)) throw error;
    }
    return own === undefined ? "foreign" : "own";
  }

  /** The input is sent, or has failed. */
  #onSent(): void {
    this.#isSending = false;
    if (this.#isLeft) this.leave();
  }
}

/** True if a server has refused an input, as it does while a run works: the JS server with the status 422. */
function isRefusal(error: unknown): boolean {
  return error instanceof ConflictError || error instanceof UnprocessableEntityError;
}
