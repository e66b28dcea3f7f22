/**
 * Shows the client's main features in a short program: `npm run demo`.
 * Starts a LangGraph server; to use another one, change `apiUrl`.
 */
import { LangGraphClient, type Message } from "langgraph-client";
import { startServer } from "../../test/server/start.js";

/** The states of the server's graphs. */
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
});
for await (const text of stream.text()) process.stdout.write(text);
console.log();

title("A stream that is closed, and continued at its cursor");
const first = client.runs.stream(threadId, "agent", {
  input: { messages: [{ role: "user", content: "tell me half of it" }] },
  streamMode: "messages-tuple",
});
for await (const event of first) {
  if (event.event !== "messages") continue;
  process.stdout.write(`${String(event.data[0].content)}… `);
  break;
}
const { runId } = await first.run;
const rest = client.runs.joinStream(threadId, runId, { cursor: first.cursor });
for await (const text of rest.text()) process.stdout.write(text);
console.log();

title("The state and the history of the thread");
const state = await client.threads.getState<"agent">(threadId);
for (const { type, content } of state.values.messages) console.log(`${type}: ${String(content)}`);
const history = await client.threads.getHistory<"agent">(threadId);
console.log(`${history.length} checkpoints`);

title("An interrupt, and the answer that resumes the run");
const { thread_id: orderId } = await client.threads.create();
const interrupted = await client.runs
  .stream(orderId, "interrupt", { input: { request: "two pizzas" } })
  .final();
console.log(`${interrupted.status}:`, interrupted.interrupts[0]?.value);
const order = await client.runs.resume(orderId, "interrupt", "yes, please").final();
console.log(`${order.status}:`, order.values);

title("Assistants");
for (const { name, graph_id } of await client.assistants.search())
  console.log(`${name} runs the graph ${graph_id}`);

title("The store");
await client.store.putItem(["people", "ada"], "likes", { food: "pizza" });
const { items } = await client.store.searchItems(["people"], { filter: { food: "pizza" } });
for (const { namespace, key, value } of items) console.log(`${namespace.join("/")} ${key}:`, value);
