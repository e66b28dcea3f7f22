import { LangGraphClient, textOf } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const stream = client.runs.stream(threadId, "team", {
  input: { messages: [{ role: "user", content: "Find tea" }] },
  streamSubgraphs: true,
});
for await (const part of stream.parts()) {
  const where = part.type === "message" ? [...part.namespace, part.node].join(" > ") : "";
  if (part.type === "message" && part.done) console.log(`${where}:`, textOf(part.message));
  else if (part.type === "subgraph" && part.status === "completed") console.log(`${part.name} has ended`);
}
