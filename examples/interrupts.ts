import { LangGraphClient, textOf } from "langgraph-client";
import type { Message } from "langgraph-client";

interface Graphs {
  orders: { state: { messages: Message[] }; interrupt: { question: string } };
}
type Answer = { type: "approve" } | { type: "edit"; item: string } | { type: "reject"; reason: string };

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const answers: Answer[] = [
  { type: "approve" },
  { type: "edit", item: "three pizzas" },
  { type: "reject", reason: "it is too late" },
];

for (const answer of answers) {
  const { thread_id: threadId } = await client.threads.create();
  const input = { messages: [{ role: "user" as const, content: "two pizzas" }] };
  const { status, interrupts } = await client.runs.stream(threadId, "orders", { input }).final();
  console.log(status, interrupts[0]?.value.question);

  // Later, in any process: the thread keeps the interrupt until somebody answers it.
  const { values } = await client.runs.resume(threadId, "orders", answer).final();
  const last = values.messages.at(-1);
  console.log(`${answer.type}:`, last && textOf(last));
}
