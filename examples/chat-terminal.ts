import { createInterface } from "node:readline";
import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();

/** Runs one turn, and prints the reply as it arrives. */
async function reply(content: string): Promise<void> {
  const stream = client.runs.stream(threadId, "agent", { input: { messages: [{ role: "user", content }] } });
  for await (const part of stream.parts()) {
    // Results of tools are messages, too.
    if (part.type === "message" && part.message.type === "ai") process.stdout.write(part.text);
    else if (part.type === "tool" && part.status !== "streaming")
      console.log(`\n[${part.name}] ${part.status}:`, part.error ?? part.output ?? part.args);
    else if (part.type === "interrupt") console.log("\nThe graph waits:", part.interrupt.value);
  }
}

const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "\nyou: " });
terminal.prompt();
for await (const line of terminal) {
  await reply(line);
  terminal.prompt();
}
