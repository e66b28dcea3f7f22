import { START, StateGraph, interrupt } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ left: z.unknown().optional(), right: z.unknown().optional() });

/** Two parallel nodes, each with an interrupt. */
export const graph = new StateGraph(State)
  .addNode("ask_left", () => ({ left: interrupt("left?") }))
  .addNode("ask_right", () => ({ right: interrupt("right?") }))
  .addEdge(START, "ask_left")
  .addEdge(START, "ask_right")
  .compile();
