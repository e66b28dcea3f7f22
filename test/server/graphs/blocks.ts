import { AIMessageChunk, ToolMessage, type BaseMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { END, START, StateGraph } from "@langchain/langgraph";
import { ToolNode, toolsCondition } from "@langchain/langgraph/prebuilt";
import { z } from "zod";
import { Conversation, ScriptedModel } from "../model.js";

const usage_metadata = { input_tokens: 3, output_tokens: 5, total_tokens: 8 };

const chunk = (content: object[], more: object = {}) =>
  new AIMessageChunk({ content: content as { type: "text"; text: string }[], ...more });

const call = (args: string, more: object = {}) =>
  chunk([], { tool_call_chunks: [{ type: "tool_call_chunk", index: 2, args, ...more }] });

function script(messages: BaseMessage[]): AIMessageChunk[] {
  if (messages.at(-1) instanceof ToolMessage) {
    return [
      chunk([{ type: "text", index: 0, text: "Listen: " }]),
      chunk([{ type: "audio", index: 1, mime_type: "audio/wav", data: "UklG" }]),
      chunk([{ type: "audio", index: 1, mime_type: "audio/wav", data: "RgAA" }]),
      chunk([]),
    ];
  }
  return [
    chunk([{ type: "reasoning", index: 0, reasoning: "I should " }]),
    chunk([{ type: "reasoning", index: 0, reasoning: "look it up." }]),
    chunk([{ type: "text", index: 1, text: "One " }]),
    chunk([{ type: "text", index: 1, text: "moment" }]),
    call('{"bird": ', { id: "call_lookup", name: "lookup" }),
    call('"owl"}'),
    chunk([], { usage_metadata }),
  ];
}

/** Reports its progress. */
const lookup = tool(
  async function* ({ bird }) {
    yield "Looking ";
    yield `for the ${bird}`;
    return `The ${bird} hoots`;
  },
  { name: "lookup", description: "Looks up a bird", schema: z.object({ bird: z.string() }) },
);

const model = new ScriptedModel(script);

/** A model that reasons, writes and calls a tool, the tool, and a model that answers with a recording. */
export const graph = new StateGraph(Conversation)
  .addNode("model", async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addNode("tools", new ToolNode([lookup]))
  .addEdge(START, "model")
  .addConditionalEdges("model", toolsCondition, ["tools", END])
  .addEdge("tools", "model")
  .compile();
