import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const stream = client.runs.stream(threadId, "agent", {
  input: { messages: [{ role: "user", content: "Hello" }] },
});
for await (const text of stream.text()) process.stdout.write(text);
