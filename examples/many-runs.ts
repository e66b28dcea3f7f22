import { setTimeout as sleep } from "node:timers/promises";
import { LangGraphClient, RunFailedError, textOf, type Message } from "langgraph-client";

const client = new LangGraphClient<{ team: { state: { messages: Message[] } } }>({
  apiUrl: "http://localhost:2024",
});

/** Waits for the result of a run. Starts it again if it fails, with growing delays. */
async function ask(question: string, attempts = 3): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const input = { messages: [{ role: "user" as const, content: question }] };
      const { messages } = await client.runs.wait(null, "team", { input });
      return messages.map(textOf).at(-1) ?? "";
    } catch (error) {
      // The client itself retries requests. Other errors, such as a wrong key, would be the same again.
      if (!(error instanceof RunFailedError) || attempt === attempts) throw error;
      console.log(`"${question}" failed: ${error.detail}. Attempt ${attempt + 1} follows.`);
      await sleep(250 * 2 ** attempt);
    }
  }
}

/** Calls the tasks, at most `limit` of them at the same time. The results have the order of the tasks. */
async function settle<T>(tasks: (() => Promise<T>)[], limit: number): Promise<PromiseSettledResult<T>[]> {
  const results: PromiseSettledResult<T>[] = [];
  const queue = tasks.entries(); // the workers share it, so that each task is taken once
  const worker = async () => {
    for (const [index, task] of queue) [results[index]] = await Promise.allSettled([task()]);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

const questions = ["Find tea", "fail", "Find milk", "Find sugar"];
const tasks = questions.map((question) => () => ask(question));
for (const [index, result] of (await settle(tasks, 2)).entries()) {
  const outcome = result.status === "fulfilled" ? result.value : `given up, ${result.reason}`;
  console.log(`${questions[index]}: ${outcome}`);
}
