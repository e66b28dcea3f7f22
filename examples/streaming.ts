import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const stream = client.runs.stream(threadId, "slow", {
  input: { ticks: 2, delay_ms: 0 },
  streamMode: ["values", "updates", "custom"],
});
for await (const event of stream) {
  if (event.event === "values") console.log("the whole state:", event.data);
  else if (event.event === "updates") console.log("a step:", event.data);
  else if (event.event === "custom") console.log("data of the graph:", event.data);
}
const { status, values } = await stream.final();
console.log(status, values);
