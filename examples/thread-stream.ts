import { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const session = threadStream(client, { assistantId: "agent" });

for (const content of ["Hello", "Goodbye"]) {
  const run = session.start({ input: { messages: [{ role: "user", content }] } });
  for await (const text of run.text()) process.stdout.write(text);
  const { status } = await run.final();
  console.log(` (${status})`);
}

const state = await client.threads.getState<{ messages: unknown[] }>(await session.threadId);
console.log(`${state.values.messages.length} messages in the thread`);
