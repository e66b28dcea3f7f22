import { AIMessageChunk, ToolMessage, isAIMessage } from "@langchain/core/messages";
import { END, START, StateGraph } from "@langchain/langgraph";
import { Conversation, ScriptedModel, spoken } from "../model.js";

const model = new ScriptedModel((messages) => {
  const last = messages.at(-1);
  if (last instanceof ToolMessage) return spoken(`The weather: ${last.text}`);
  // Like a real model, streams the arguments in chunks that are not valid JSON by themselves.
  const chunks = ['{"city": "', "Par", 'is"}'];
  return chunks.map(
    (args, index) =>
      new AIMessageChunk({
        content: "",
        tool_call_chunks: [
          {
            type: "tool_call_chunk",
            index: 0,
            args,
            ...(index === 0 ? { id: "call_weather", name: "get_weather" } : {}),
          },
        ],
      }),
  );
});

/** The model calls a tool in streamed chunks, the tool returns a result, and the model repeats it. */
export const graph = new StateGraph(Conversation)
  .addNode("model", async ({ messages }) => ({ messages: [await model.invoke(messages)] }))
  .addNode("tools", ({ messages }) => {
    const last = messages.at(-1);
    const calls = last && isAIMessage(last) ? (last.tool_calls ?? []) : [];
    return {
      messages: calls.map(
        ({ id, name, args }) =>
          new ToolMessage({ tool_call_id: id ?? "", name, content: `sunny in ${String(args["city"])}` }),
      ),
    };
  })
  .addEdge(START, "model")
  .addConditionalEdges("model", ({ messages }) => {
    const last = messages.at(-1);
    return last && isAIMessage(last) && last.tool_calls?.length ? "tools" : END;
  })
  .addEdge("tools", "model")
  .compile();
