import assert from "node:assert/strict";
import { LangGraphClient } from "langgraph-client";
import type { AIMessage, Message } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";
import type { FakeGraph } from "langgraph-client/testing";

const call = { id: "call_1", name: "weather", args: { city: "Paris" } };

/** The model calls a tool, the tool runs, and the model answers. */
const agent: FakeGraph<{ messages: Message[] }> = {
  nodes: {
    model: ({ messages }) =>
      messages.at(-1)?.type === "tool"
        ? "It is sunny."
        : { messages: [{ type: "ai", content: "", tool_calls: [call] }] },
    tools: async ({ messages }, { tool }) => {
      const { tool_calls: calls = [] } = messages.at(-1) as AIMessage;
      return { messages: await Promise.all(calls.map((each) => tool(each, () => "sunny"))) };
    },
  },
  next: (node, { messages }) => {
    if (node !== "model") return "model";
    const last = messages.at(-1);
    return last?.type === "ai" && last.tool_calls?.length ? "tools" : undefined;
  },
};

const server = createFakeServer({ graphs: { agent } });
const client = new LangGraphClient({ apiUrl: "http://fake", fetch: server.fetch });

const statuses: string[] = [];
const run = client.runs.stream(null, "agent", { input: { messages: "Weather?" } });
for await (const part of run.parts()) if (part.type === "tool") statuses.push(`${part.name}: ${part.status}`);
assert.deepEqual(statuses.slice(-2), ["weather: called", "weather: done"]);
