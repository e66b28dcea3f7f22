import { START, StateGraph, interrupt } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ request: z.string(), answer: z.unknown().optional(), done: z.boolean().optional() });

/** Interrupts for an approval; the value that resumes it becomes `answer`. */
export const graph = new StateGraph(State)
  .addNode("approve", ({ request }) => ({ answer: interrupt({ question: `Approve "${request}"?` }) }))
  .addNode("finish", () => ({ done: true }))
  .addEdge(START, "approve")
  .addEdge("approve", "finish")
  .compile();
