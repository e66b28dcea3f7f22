/** toUIMessageStream of @ai-sdk/langchain over streams of this client, beside the official client's. */
import { LangSmithDeploymentTransport, toUIMessageStream } from "@ai-sdk/langchain";
import { Client } from "@langchain/langgraph-sdk";
import { readUIMessageStream, type UIMessage, type UIMessageChunk } from "ai";
import { describe, expect, inject, test } from "vitest";
import { POST, graphStream } from "../../examples/adapters/ai-sdk.js";
import { client } from "../../examples/adapters/client.js";

const official = new Client({ apiUrl: inject("serverUrl"), apiKey: null });
const human = (content: string) => ({ messages: [{ role: "user", content }] });
const newThread = async () => (await client.threads.create()).thread_id;

interface Payload {
  input?: Record<string, unknown>;
  streamMode: ("messages-tuple" | "values" | "custom")[];
  streamSubgraphs?: boolean;
}

/** The chunks of a run, with ids that are equal in every run. */
const sources = {
  ours: (threadId: string, graph: string, payload: Payload) =>
    graphStream(client.runs.stream(threadId, graph, payload)),
  official: async function* (threadId: string, graph: string, payload: Payload) {
    for await (const { event, data } of official.runs.stream(threadId, graph, payload)) {
      const [type = "", ...namespace] = event.split("|");
      yield* graphStream(one({ type, namespace, data }));
    }
  },
};

async function* one<T>(item: T): AsyncGenerator<T> {
  yield item;
}

async function all<T>(items: AsyncIterable<T> | ReadableStream<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items as AsyncIterable<T>) list.push(item);
  return list;
}

/** Replaces ids of messages and tasks by their order. */
function numbered(chunks: UIMessageChunk[]): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(chunks).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => {
    if (!ids.includes(id)) ids.push(id);
    return `id-${ids.indexOf(id)}`;
  });
  return JSON.parse(text);
}

async function chunksOf(source: keyof typeof sources, graph: string, payload: Payload) {
  return numbered(await all(toUIMessageStream(sources[source](await newThread(), graph, payload))));
}

const cases: [string, string, Payload, object[]][] = [
  [
    "a text",
    "agent",
    { input: human("Hi"), streamMode: ["values", "messages-tuple"] },
    [{ type: "text-delta", delta: "You " }],
  ],
  [
    "a text of messages alone",
    "agent",
    { input: human("Hi"), streamMode: ["messages-tuple"] },
    [{ type: "text-start" }, { type: "text-end" }],
  ],
  [
    "a tool call and its result",
    "toolcall",
    { input: human("Weather?"), streamMode: ["values", "messages-tuple"] },
    [
      { type: "tool-input-start", toolCallId: "call_weather", toolName: "get_weather" },
      { type: "tool-input-delta", inputTextDelta: 'is"}' },
      { type: "tool-output-available", output: "sunny in Paris" },
    ],
  ],
  [
    "custom data",
    "custom",
    { input: { count: 2 }, streamMode: ["values", "custom"] },
    [{ type: "data-custom", data: { index: 1 } }],
  ],
  [
    "messages of a subgraph",
    "team",
    { input: human("tea"), streamMode: ["values", "messages-tuple", "custom"], streamSubgraphs: true },
    [
      { type: "tool-input-start", toolCallId: "call_search" },
      { type: "data-custom", data: { found: "tea" } },
    ],
  ],
];

describe("toUIMessageStream", () => {
  test.each(cases)(
    "toUIMessageStream gives the same chunks for %s as with the official client",
    async (_, graph, payload, some) => {
      const ours = await chunksOf("ours", graph, payload);
      expect(ours).toEqual(await chunksOf("official", graph, payload));
      for (const chunk of some) expect(ours).toContainEqual(expect.objectContaining(chunk));
      expect(ours).toContainEqual({ type: "finish" });
    },
  );

  test("toUIMessageStream reports a failed run, which the official client's loop ends without an error", async () => {
    const payload: Payload = { input: {}, streamMode: ["values", "messages-tuple"] };
    const ours = await chunksOf("ours", "thrower", payload);
    expect(ours).toContainEqual({ type: "error", errorText: expect.any(String) as string });
    expect(await chunksOf("official", "thrower", payload)).not.toContainEqual(
      expect.objectContaining({ type: "error" }),
    );
  });
});

describe("LangSmithDeploymentTransport", () => {
  test("LangSmithDeploymentTransport with this client sends the same chunks as with the official one", async () => {
    const messages: UIMessage[] = [{ id: "1", role: "user", parts: [{ type: "text", text: "Hi" }] }];
    const send = async (options: object) => {
      const transport = new LangSmithDeploymentTransport({ graphId: "agent", ...options });
      const stream = await transport.sendMessages({
        trigger: "submit-message",
        chatId: "chat",
        messageId: undefined,
        messages,
        abortSignal: undefined,
      });
      return numbered(await all(stream));
    };
    const ours = await send({ client });
    expect(ours).toContainEqual(expect.objectContaining({ type: "text-delta", delta: "You " }));
    expect(ours).toEqual(await send({ client: official }));
  });
});

describe("the documented program", () => {
  test("the documented route streams the answer of the agent", async () => {
    const threadId = await newThread();
    const messages: UIMessage[] = [{ id: "1", role: "user", parts: [{ type: "text", text: "Hi" }] }];
    const body = JSON.stringify({ threadId, messages });
    const response = await POST(new Request("http://localhost/chat", { method: "POST", body }));
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const lines = (await response.text()).split("\n\n").filter((line) => line.startsWith("data: {"));
    const chunks = lines.map((line) => JSON.parse(line.slice(6)) as UIMessageChunk);
    const stream = new ReadableStream<UIMessageChunk>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const states = await all(readUIMessageStream({ stream }));
    expect(states.at(-1)?.parts).toContainEqual(
      expect.objectContaining({ type: "text", text: "You said: Hi", state: "done" }),
    );
  });
});
