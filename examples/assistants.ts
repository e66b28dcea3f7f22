import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });

const created = await client.assistants.create({
  graphId: "agent",
  name: "Dry agent",
  config: { configurable: { tone: "dry" } },
});
const updated = await client.assistants.update(created.assistant_id, {
  config: { configurable: { tone: "warm" } },
});
console.log(updated.version, updated.config);

// Go back to the first version. Runs use the latest one.
await client.assistants.setLatest(created.assistant_id, 1);
const { version, config } = await client.assistants.get(created.assistant_id);
console.log(version, config);

const output = await client.runs.wait(null, created.assistant_id, {
  input: { messages: [{ role: "user", content: "Hello" }] },
});
console.log(Object.keys(output));
await client.assistants.delete(created.assistant_id);
