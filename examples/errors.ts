import { LangGraphClient, NotFoundError, RunFailedError } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024", maxRetries: 2, timeoutMs: 10_000 });
const { thread_id: threadId } = await client.threads.create();

try {
  await client.runs.wait(threadId, "thrower", { input: { message: "the oven is broken" } });
} catch (error) {
  if (!(error instanceof RunFailedError)) throw error;
  console.log("the graph failed:", error.detail);
}

try {
  await client.threads.get("00000000-0000-4000-8000-000000000000");
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error;
  console.log(error.status, error.path);
}
