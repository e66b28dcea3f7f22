import { LangGraphClient } from "langgraph-client";

interface Graphs {
  slow: { state: { ticks: number; done: number }; input: { ticks: number; delay_ms: number } };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });

const runs = await client.runs.createBatch(
  [1, 2, 3].map((ticks) => ({
    assistantId: "slow",
    input: { ticks, delay_ms: 5 },
    onCompletion: "keep", // otherwise the server deletes the result with the run
  })),
);
const results = await Promise.all(runs.map((run) => client.runs.join<"slow">(run.thread_id, run.run_id)));
console.log(results.map(({ done }) => done));
