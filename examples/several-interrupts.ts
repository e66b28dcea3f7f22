import { LangGraphClient, getInterrupts } from "langgraph-client";

interface Graphs {
  interrupts: { state: { left?: string; right?: string }; interrupt: string };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
await client.runs.wait(threadId, "interrupts", { input: {} });

// Read the pending interrupts from the thread, for example when a page loads.
const pending = getInterrupts(await client.threads.getState<"interrupts">(threadId));
const answers: Record<string, string> = {};
for (const { id, value } of pending) answers[id] = `the answer to ${value}`;

const { status, values } = await client.runs.resume(threadId, "interrupts", answers).final();
console.log(status, values);
