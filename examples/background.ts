import { LangGraphClient } from "langgraph-client";

interface Graphs {
  slow: { state: { ticks: number; done: number }; input: { ticks: number; delay_ms: number } };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const run = await client.runs.create(threadId, "slow", { input: { ticks: 3, delay_ms: 20 } });
console.log("started", run.status !== "error");

const { done } = await client.runs.join<"slow">(threadId, run.run_id);
console.log("finished after", done, "ticks:", (await client.runs.get(threadId, run.run_id)).status);
