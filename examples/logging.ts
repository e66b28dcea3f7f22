import { LangGraphClient } from "langgraph-client";

const client = new LangGraphClient({
  apiUrl: "http://localhost:2024",
  // `console` as a whole has a method for debug lines, too.
  logger: { info: console.log, warn: console.log, error: console.log },
  onRequest: (_, init) => ({ ...init, headers: { ...init.headers, "x-request-id": crypto.randomUUID() } }),
  onResponse: ({ status }, { method, url }) => console.log(method, new URL(url).pathname, status),
});

const { thread_id: threadId } = await client.threads.create();
const run = client.runs.stream(threadId, "agent", {
  input: { messages: [{ role: "user", content: "Hello" }] },
  metadata: { user: "ada" }, // LangSmith shows it with the run
  _langsmithTracer: { projectName: "support" }, // of a server that traces to LangSmith
});
console.log("The run:", (await run.final()).status);
