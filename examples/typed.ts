import { LangGraphClient } from "langgraph-client";

interface Graphs {
  slow: {
    state: { ticks: number; done: number };
    input: { ticks: number; delay_ms: number };
    custom: { tick: number };
    nodes: "tick";
  };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const stream = client.runs.stream(threadId, "slow", {
  input: { ticks: 2, delay_ms: 0 }, // another field, or a text, does not compile
  streamMode: ["updates", "custom"],
});
for await (const event of stream) {
  if (event.event === "custom") console.log("tick", event.data.tick); // a number
  if (event.event === "updates") console.log("done", event.data.tick?.done); // the update of the node "tick"
}
