import { LangGraphClient, type Message } from "langgraph-client";

interface Graphs {
  agent: {
    state: { messages: Message[] };
    update: { messages: { id?: string; role: "user"; content: string }[] };
  };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
await client.runs.wait(threadId, "agent", { input: { messages: [{ role: "user", content: "Tea?" }] } });

// Find the state before the reply. Its last message is the one of the user.
const history = await client.threads.getHistory<"agent">(threadId);
const before = history.find(({ next }) => next.includes("agent"));
const message = before?.values.messages.at(-1);
if (before === undefined || message?.id == null) throw new Error("The thread has no such state.");

// A message with a known id replaces the old one. Continue from the checkpoint that this update creates.
const { checkpoint } = await client.threads.updateState<"agent">(threadId, {
  values: { messages: [{ id: message.id, role: "user", content: "Coffee?" }] },
  checkpoint: before.checkpoint,
  asNode: "__start__",
});
const { values } = await client.runs.stream(threadId, "agent", { input: null, checkpoint }).final();
console.log(values.messages.map(({ content }) => content));
