import { LangGraphClient, type Message } from "langgraph-client";

interface Graphs {
  agent: { state: { messages: Message[] } };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
const say = (content: string) => ({ messages: [{ role: "user" as const, content }] });
const show = ({ messages }: { messages: Message[] }) => console.log(messages.map(({ content }) => content));

await client.runs.wait(threadId, "agent", { input: say("one") });
await client.runs.wait(threadId, "agent", { input: say("two") });

// The newest state comes first. Find the state behind the first reply.
const history = await client.threads.getHistory<"agent">(threadId);
const before = history.find(({ values, next }) => values.messages.length === 2 && next.length === 0);

// Take another way from there. The first way stays in the history.
const checkpointId = before?.checkpoint.checkpoint_id;
if (checkpointId == null) throw new Error("The thread has no such checkpoint.");
const fork = await client.runs.stream(threadId, "agent", { input: say("three"), checkpointId }).final();
show(fork.values);
