import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const user = { user: crypto.randomUUID() }; // the id of your user

for (const title of ["Pizza", "Soup"]) {
  const thread = await client.threads.create({ metadata: { ...user, title } });
  const input = { messages: [{ role: "user", content: `I like ${title}` }] };
  await client.runs.wait(thread.thread_id, "agent", { input });
}

// The side bar of a chat: the threads of one user, the newest first.
const threads = await client.threads.search({
  metadata: user,
  sortBy: "updated_at",
  sortOrder: "desc",
  limit: 20,
});
for (const { metadata, status } of threads) console.log(metadata?.["title"], status);

for (const { thread_id: threadId } of threads) await client.threads.delete(threadId);
console.log(await client.threads.count({ metadata: user }));
