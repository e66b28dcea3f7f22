import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const { data, error, response } = await client.raw.GET("/threads/{thread_id}", {
  params: { path: { thread_id: threadId } },
});
if (error === undefined) console.log(response.status, data?.status);

const missing = await client.raw.GET("/threads/{thread_id}", {
  params: { path: { thread_id: "00000000-0000-4000-8000-000000000000" } },
});
console.log(missing.response.status, missing.data === undefined);
