import { SyncLangGraphClient } from "langgraph-client/sync";

const client = new SyncLangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = client.threads.create();

const input = { messages: [{ role: "user", content: "Hello" }] };
for (const event of client.runs.stream(threadId, "agent", { input })) console.log(event.event);

const { values } = client.threads.getState<{ messages: unknown[] }>(threadId);
console.log(values.messages.length, "messages");
