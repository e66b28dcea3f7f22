import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { LangGraphClient } from "langgraph-client";

// Your service: the LangGraph server sends it the run when the run has ended.
const service = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    const run = JSON.parse(body);
    console.log("webhook:", request.method, run.status, run.values.messages.length);
    response.end();
    service.close();
  });
});
service.listen(0, "127.0.0.1");
await once(service, "listening");
const { port } = service.address() as AddressInfo;

const client = new LangGraphClient({ apiUrl: "http://localhost:2024" });
const { thread_id: threadId } = await client.threads.create();
await client.runs.create(threadId, "agent", {
  input: { messages: [{ role: "user", content: "Hello" }] },
  webhook: `http://127.0.0.1:${port}/done`,
});
