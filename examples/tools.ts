import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const stream = client.runs.stream(threadId, "toolcall", {
  input: { messages: [{ role: "user", content: "Is it sunny in Paris?" }] },
});
for await (const part of stream.parts()) {
  if (part.type === "tool") console.log(part.name, part.status, part.output ?? part.args);
  else if (part.type === "message" && part.message.type === "ai") process.stdout.write(part.text);
}
