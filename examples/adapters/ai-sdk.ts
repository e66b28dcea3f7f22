import { toUIMessageStream } from "@ai-sdk/langchain";
import { createUIMessageStreamResponse, type UIMessage } from "ai";
import { client } from "./client.js";

type RunEvents = AsyncIterable<{ type: string; namespace: string[]; data: unknown }>;

/** Gives events the form of `graph.stream()`, which toUIMessageStream reads. Its type names models only. */
export async function* graphStream(events: RunEvents): AsyncGenerator<any> {
  for await (const { type, namespace, data } of events) {
    if (!["messages", "values", "custom"].includes(type)) continue;
    yield namespace.length > 0 ? [namespace, type, data] : [type, data];
  }
}

/** A route for `useChat`, whose `body` option has the thread's id. */
export async function POST(request: Request): Promise<Response> {
  const { threadId, messages } = (await request.json()) as { threadId: string; messages: UIMessage[] };
  const content = messages
    .at(-1)
    ?.parts.map((part) => (part.type === "text" ? part.text : ""))
    .join("");
  const events = client.runs.stream(threadId, "agent", {
    input: { messages: [{ role: "user", content }] },
    streamMode: ["messages-tuple", "values", "custom"],
    signal: request.signal,
  });
  return createUIMessageStreamResponse({ stream: toUIMessageStream(graphStream(events)) });
}
