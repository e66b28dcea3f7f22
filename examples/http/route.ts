import { LangGraphClient } from "langgraph-client";
import type { ItemOf } from "langgraph-client/http";
import { readStream, toResponse } from "langgraph-client/http";
import { createFakeServer } from "langgraph-client/testing";

// On your server, with the key. Here the LangGraph server is a fake.
const { fetch } = createFakeServer({ graphs: { agent: () => "Hello from the agent" } });
const client = new LangGraphClient({ apiUrl: "http://fake", fetch });

const start = (question: string) =>
  client.runs.stream(null, "agent", { input: { messages: question }, onDisconnect: "cancel" }).parts();

/** A route handler, as Next.js, Hono, Bun and Deno have them. */
async function POST(request: Request): Promise<Response> {
  return toResponse(start(await request.text()), { onError: console.error });
}

// In the browser: `await fetch("/api/chat", { method: "POST", body: "Hello" })`.
const response = await POST(new Request("http://page/api/chat", { method: "POST", body: "Hello" }));
for await (const part of readStream<ItemOf<ReturnType<typeof start>>>(response)) {
  if (part.type === "message" && part.done) console.log(part.message.content);
}
