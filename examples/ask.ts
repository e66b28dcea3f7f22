import { createInterface } from "node:readline";
import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
const terminal = createInterface({ input: process.stdin });
const lines = terminal[Symbol.asyncIterator]();

let run = client.runs.stream(threadId, "orders", {
  input: { messages: [{ role: "user", content: "two pizzas" }] },
});
for (;;) {
  for await (const part of run.parts()) {
    if (part.type === "message" && part.message.type === "ai") console.log(part.text);
    else if (part.type === "tool") console.log(part.name, part.status, part.output ?? part.args);
  }
  const [interrupt] = (await run.final()).interrupts;
  if (interrupt === undefined) break;
  console.log(interrupt.value, "y or n?");
  const { value: line } = await lines.next();
  const answer = line === "y" ? { type: "approve" } : { type: "reject", reason: "the user said no" };
  run = client.runs.resume(threadId, "orders", { [interrupt.id]: answer });
}
terminal.close();
