import { AIMessageChunk, HumanMessage, ToolMessage, isAIMessage } from "@langchain/core/messages";
import type { BaseMessage } from "@langchain/core/messages";
import { END, START, StateGraph, interrupt } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";

/** The answer to an interrupt of this graph, as agents of LangChain have it. */
interface Answer {
  decisions: [
    | { type: "approve" }
    | { type: "edit"; edited_action: { name: string; args: Record<string, unknown> } }
    | { type: "reject"; message?: string },
  ];
}

const PAUSE_MS = 25;

const HELP = `I answer by **keywords**, without a model:

| say | to see |
| --- | --- |
| *weather in Paris* | a tool call |
| *order 2 pizzas* | an interrupt |
| *research tea* | a subgraph |
| *tell me a story* | a long answer |
| *fail* | an error |

\`\`\`ts
for await (const text of stream.text()) process.stdout.write(text);
\`\`\`
`;

const STORY = [
  "### The lighthouse",
  ...["The keeper", "A gull", "The storm", "A ship", "The lamp", "The morning"].map(
    (who) =>
      `${who} waited at the end of the pier, where the waves came in **one after another**, and none was ever lost on its way to the shore.`,
  ),
  "*The end.*",
].join("\n\n");

const requestOf = (messages: BaseMessage[]): HumanMessage | undefined =>
  messages.findLast((message) => message instanceof HumanMessage);
const textOf = (messages: BaseMessage[]): string => requestOf(messages)?.text ?? "";

/** A call of a tool, whose arguments arrive in chunks like those of a real model. */
function call(name: string, args: object): AIMessageChunk[] {
  const id = `call_${crypto.randomUUID()}`;
  const chunks = JSON.stringify(args).split(/(?<=[,:])/);
  return chunks.map(
    (text, index) =>
      new AIMessageChunk({
        content: "",
        tool_call_chunks: [
          { type: "tool_call_chunk", index: 0, args: text, ...(index === 0 ? { id, name } : {}) },
        ],
      }),
  );
}

const model = new ScriptedModel((messages) => {
  const last = messages.at(-1);
  if (last instanceof ToolMessage) return spoken(last.status === "error" ? "Understood." : last.text);
  const text = textOf(messages);
  if (/weather/i.test(text))
    return call("get_weather", { city: /\bin (\w+)/.exec(text)?.[1] ?? "Paris", unit: "celsius" });
  if (/order/i.test(text))
    return call("place_order", { item: "pizza", quantity: Number(/\d+/.exec(text)?.[0] ?? 1) });
  if (/research/i.test(text)) return spoken("Three sources agree: it is **worth a closer look**.");
  return spoken(/story/i.test(text) ? STORY : HELP);
}, PAUSE_MS);

/** Asks before an order is placed. Returns the result, or the reason of a refusal. */
function placeOrder(args: Record<string, unknown>): { content: string; status: "success" | "error" } {
  const { decisions } = interrupt<unknown, Answer>({
    action_requests: [{ name: "place_order", args, description: "Place this order?" }],
    review_configs: [{ action_name: "place_order", allowed_decisions: ["approve", "edit", "reject"] }],
  });
  const [decision] = decisions;
  if (decision.type === "reject")
    return { content: `Rejected: ${decision.message ?? "no reason"}`, status: "error" };
  const { item, quantity } = decision.type === "edit" ? decision.edited_action.args : args;
  return { content: `Ordered ${String(quantity)} × ${String(item)}.`, status: "success" };
}

const reader = new ScriptedModel(
  (messages) => spoken(`Reading a source about "${messages.at(-1)?.text}": it has a lot to say.`),
  PAUSE_MS,
);
const researcher = new StateGraph(Conversation)
  .addNode("read", async ({ messages }) => ({ messages: [await reader.invoke(messages)] }))
  .addEdge(START, "read")
  .compile();

/** The messages that have failed: each fails once. */
const failed = new Set<string | undefined>();

/** The agent of the example page: it answers by keywords, with a tool, an interrupt, a subgraph or an error. */
export const graph = new StateGraph(Conversation)
  .addNode("model", async ({ messages }) => {
    const { id, text = "" } = requestOf(messages) ?? {};
    if (/fail/i.test(text) && !failed.has(id)) {
      failed.add(id);
      throw new Error("The model is overloaded.");
    }
    return { messages: [await model.invoke(messages)] };
  })
  .addNode("tools", ({ messages }) => {
    const last = messages.at(-1);
    const calls = last && isAIMessage(last) ? (last.tool_calls ?? []) : [];
    const results = calls.map(({ id = "", name, args }) => {
      const weather = { content: `Sunny in ${String(args["city"])}, 21 °C.`, status: "success" as const };
      const result = name === "place_order" ? placeOrder(args) : weather;
      return new ToolMessage({ tool_call_id: id, name, ...result });
    });
    return { messages: results };
  })
  .addNode("research", async ({ messages }) => {
    const topic = textOf(messages).replace(/^.*research\s*/i, "") || "tea";
    await researcher.invoke({ messages: [new HumanMessage(topic)] });
    return {};
  })
  .addConditionalEdges(START, ({ messages }) => (/research/i.test(textOf(messages)) ? "research" : "model"))
  .addEdge("research", "model")
  .addConditionalEdges("model", ({ messages }) => {
    const last = messages.at(-1);
    return last && isAIMessage(last) && last.tool_calls?.length ? "tools" : END;
  })
  .addEdge("tools", "model")
  .compile();
