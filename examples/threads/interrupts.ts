import type { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { Graphs } from "./graphs.js";

/** Runs a graph that asks, and answers all of its questions in one command. Returns the state at the end. */
export async function answerAll(
  client: LangGraphClient<Graphs>,
  ask: string[],
  answer: (question: string) => Promise<unknown>,
): Promise<Graphs["questions"]["state"]> {
  const thread = threadStream(client, { assistantId: "questions" });
  const { interrupts } = await thread.start({ input: { ask } }).final();
  const [first] = interrupts;
  if (interrupts.length === 1 && first !== undefined)
    return (await thread.resume(await answer(first.value)).final()).values;
  const answers: Record<string, unknown> = {};
  for (const { id, value } of interrupts) answers[id] = await answer(value);
  return (await thread.resume(answers).final()).values;
}
