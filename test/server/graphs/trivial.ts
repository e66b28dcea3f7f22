import { START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ value: z.unknown(), seen: z.boolean().optional() });

/** Keeps the value of its input. */
export const graph = new StateGraph(State)
  .addNode("keep", () => ({ seen: true }))
  .addEdge(START, "keep")
  .compile();
