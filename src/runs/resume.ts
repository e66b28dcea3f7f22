import { isPlain } from "../checks.js";
import { InvalidArgumentError } from "../errors.js";
import { getInterrupts } from "../interrupts.js";
import type { CallOptions } from "../transport/call-options.js";
import type { Transport } from "../transport/transport.js";
import type { Config, PendingInterrupt, ThreadState } from "../types.js";

/** Throws if a server cannot read the answer. */
export function checkAnswer(answer: unknown): void {
  if (answer === undefined) throw new InvalidArgumentError("answer", "missing.");
  if (answer === null) {
    const remedy = "Answer by id: { [interrupt.id]: null }.";
    throw new InvalidArgumentError("answer", `null is refused by the servers as an empty command. ${remedy}`);
  }
}

/** The options of a run that set the checkpoint at which it continues. */
export interface CheckpointOptions {
  checkpoint?: object | null | undefined;
  checkpointId?: string | null | undefined;
  config?: Config | null | undefined;
}

/** Gets the interrupts that a run would answer. A parent's state repeats the interrupts of its subgraphs. */
export async function pendingInterrupts(
  transport: Transport,
  threadId: string,
  { checkpoint, checkpointId, config }: CheckpointOptions,
  call: CallOptions,
): Promise<PendingInterrupt[]> {
  if (checkpoint) {
    const operation = "POST /threads/{thread_id}/state/checkpoint";
    const rules = { idempotency: "safe", place: () => ({ body: { checkpoint } }) } as const;
    return getInterrupts(await transport.call<ThreadState>(operation, [threadId], call, rules));
  }
  const id = checkpointId ?? config?.configurable?.["checkpoint_id"];
  const state =
    typeof id === "string"
      ? transport.call<ThreadState>("GET /threads/{thread_id}/state/{checkpoint_id}", [threadId, id], call)
      : transport.call<ThreadState>("GET /threads/{thread_id}/state", [threadId], call);
  return getInterrupts(await state);
}

/** The form of interrupt ids on both servers. */
const INTERRUPT_ID = /^[\da-f]{32}$/i;

/**
 * Throws if the answer does not fit the pending interrupts. The JS server gives a plain answer to all of them, and takes an
 * object with an unknown id for a plain answer.
 *
 * @param call - The beginning of the right call, for the message.
 * @returns True if the answer is by id.
 */
export function checkPending(
  answer: unknown,
  pending: readonly PendingInterrupt[],
  call = "resume(threadId, assistantId, ",
): boolean {
  const ids = [...new Set(pending.map(({ id }) => id))].filter((id) => id !== "");
  const [first] = ids;
  // Without an id no other answer is possible.
  if (first === undefined) return false;
  const keys = isPlain(answer) ? Object.keys(answer as object) : [];
  const unknown = keys.filter((key) => !ids.includes(key));
  const isById = unknown.length < keys.length;
  const [wrong] = isById ? unknown : unknown.filter((key) => INTERRUPT_ID.test(key));
  const refuse = (problem: string): never => {
    const list = `Pending: ${ids.map((id) => JSON.stringify(id)).join(", ")}.`;
    const remedy = `Answer by id, as in ${call}{ ${JSON.stringify(first)}: answer }).`;
    throw new InvalidArgumentError("answer", `${problem} ${list} ${remedy}`);
  };
  if (wrong !== undefined) refuse(`${JSON.stringify(wrong)} is not the id of a pending interrupt.`);
  if (isById) return true;
  if (pending.length > 1) {
    refuse(`a plain answer fits one interrupt, and ${pending.length} are pending.`);
  }
  if (isPlain(answer) && keys.length === 0) refuse("the Python server ignores an empty object.");
  return false;
}
