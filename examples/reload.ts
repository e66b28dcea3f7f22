import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
const storage = new Map<string, string>(); // in a browser: sessionStorage

const stream = client.runs.stream(threadId, "agent", {
  input: { messages: [{ role: "user", content: "Tell me a long story" }] },
});
for await (const text of stream.text()) {
  console.log(text);
  const { runId } = await stream.run;
  storage.set("stream", JSON.stringify({ threadId, runId, cursor: stream.cursor }));
  break; // The page is reloaded in the middle of a message. The run goes on, on the server.
}

// After the reload: continue behind the last event.
const saved = JSON.parse(storage.get("stream") ?? "{}");
const rest = client.runs.joinStream(saved.threadId, saved.runId, { cursor: saved.cursor });
for await (const text of rest.text()) console.log(text);
