import { AIMessage, AIMessageChunk, ToolMessage, isAIMessage } from "@langchain/core/messages";
import { END, START, StateGraph } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";
import type { AIMessageChunkFields, BaseMessage } from "@langchain/core/messages";

/** The user's message as JSON: the chunks, tags of the model's call, and another id for the model's message. */
interface Script {
  chunks: AIMessageChunkFields[];
  tags?: string[];
  id?: string;
}

const scriptOf = ([user]: BaseMessage[]) => JSON.parse(user?.text ?? "") as Script;
const callsOf = (last?: BaseMessage) => (last && isAIMessage(last) && last.tool_calls) || [];

const model = new ScriptedModel((messages) => {
  if (messages.length > 1) return spoken("That is all");
  return scriptOf(messages).chunks.map((fields) => new AIMessageChunk(fields));
});

/** The model streams the chunks that the user's message lists, then tools answer its calls. A tool `broken` fails. */
export const graph = new StateGraph(Conversation)
  .addNode("model", async ({ messages }) => {
    const { tags = [], id } = scriptOf(messages);
    const message = await model.invoke(messages, { tags });
    return {
      messages: [id && messages.length === 1 ? new AIMessage({ content: message.content, id }) : message],
    };
  })
  .addNode("tools", ({ messages }) => ({
    messages: callsOf(messages.at(-1)).map(({ id = "", name }) => {
      const status = name === "broken" ? ("error" as const) : ("success" as const);
      return new ToolMessage({ tool_call_id: id, name, status, content: `${name}: ${status}` });
    }),
  }))
  .addEdge(START, "model")
  .addConditionalEdges("model", ({ messages }) => (callsOf(messages.at(-1)).length > 0 ? "tools" : END))
  .addEdge("tools", "model")
  .compile();
