import { LangGraphClient } from "langgraph-client";

interface Order {
  request: string;
  answer?: { type: "approve" } | { type: "edit"; request: string } | { type: "reject"; reason: string };
}
interface Graphs {
  interrupt: { state: Order; interrupt: { question: string } };
}

const client = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

const paused = await client.runs.stream(threadId, "interrupt", { input: { request: "two pizzas" } }).final();
console.log(paused.status, paused.interrupts[0]?.value.question);

// Later, in any process: the thread keeps the interrupt until somebody answers it.
const answer = { type: "edit", request: "three pizzas" };
const finished = await client.runs.resume(threadId, "interrupt", answer).final();
console.log(finished.status, finished.values.answer);
