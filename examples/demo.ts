/**
 * The client's main job in one short program: `npm run demo`.
 * It starts a LangGraph server of its own; with yours, only `apiUrl` changes.
 */
import { LangGraphClient, type Message } from "langgraph-client";
import { startServer } from "../test/server/start.js";

/** What the graphs of the server keep as their state. */
interface Graphs {
  agent: { state: { messages: Message[] } };
  interrupt: { state: { request: string; answer?: unknown; done?: boolean } };
}

await using server = await startServer({ graphs: ["agent", "interrupt"] });
const client = new LangGraphClient<Graphs>({ apiUrl: server.url });
const title = (text: string) => console.log(`\n— ${text}`);

title("A conversation, token by token");
const { thread_id: threadId } = await client.threads.create({ metadata: { topic: "demo" } });
const stream = client.runs.stream(threadId, "agent", {
  input: { messages: [{ role: "user", content: "streams are fun when they never lose a word" }] },
  streamMode: "messages-tuple",
});
for await (const event of stream) {
  if (event.event !== "messages") continue;
  const [token] = event.data;
  process.stdout.write(String(token.content));
}
console.log();

title("What the thread remembers");
const state = await client.threads.getState<"agent">(threadId);
for (const { type, content } of state.values.messages) console.log(`${type}: ${String(content)}`);
const history = await client.threads.getHistory<"agent">(threadId);
console.log(`${history.length} checkpoints`);

title("A graph that asks first");
const { thread_id: orderId } = await client.threads.create();
await client.runs.wait(orderId, "interrupt", { input: { request: "two pizzas" } });
const { interrupts } = await client.threads.get(orderId);
console.log("it asks:", Object.values(interrupts).flat()[0]?.value);
const order = await client.runs.wait<"interrupt">(orderId, "interrupt", {
  command: { resume: "yes, please" },
});
console.log("resumed:", order);

title("Assistants");
for (const { name, graph_id } of await client.assistants.search())
  console.log(`${name} runs the graph ${graph_id}`);

title("The store");
await client.store.putItem(["people", "ada"], "likes", { food: "pizza" });
const { items } = await client.store.searchItems(["people"], { filter: { food: "pizza" } });
for (const { namespace, key, value } of items) console.log(`${namespace.join("/")} ${key}:`, value);
