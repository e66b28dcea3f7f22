import { START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ count: z.number() });

/** Emits `count` custom events, numbered from 0, without pauses. */
export const graph = new StateGraph(State)
  .addNode("emit", ({ count }, config) => {
    for (let index = 0; index < count; index += 1) config.writer?.({ index });
    return { count };
  })
  .addEdge(START, "emit")
  .compile();
