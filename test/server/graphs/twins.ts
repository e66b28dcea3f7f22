import { START, StateGraph, interrupt } from "@langchain/langgraph";
import { z } from "zod";

const First = z.object({ first: z.unknown().optional() });
const Second = z.object({ second: z.unknown().optional() });

const one = new StateGraph(First)
  .addNode("ask", () => ({ first: interrupt("first?") }))
  .addEdge(START, "ask")
  .compile();

const two = new StateGraph(Second)
  .addNode("ask", () => ({ second: interrupt("second?") }))
  .addEdge(START, "ask")
  .compile();

/** Two subgraphs at the same time, each of which raises an interrupt. */
export const graph = new StateGraph(First.extend(Second.shape))
  .addNode("one", one)
  .addNode("two", two)
  .addEdge(START, "one")
  .addEdge(START, "two")
  .compile();
