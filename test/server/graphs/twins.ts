import { START, StateGraph, interrupt } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ first: z.unknown().optional(), second: z.unknown().optional() });

const asking = (name: "first" | "second") =>
  new StateGraph(State)
    .addNode("ask", () => ({ [name]: interrupt(`${name}?`) }))
    .addEdge(START, "ask")
    .compile();

/** Two subgraphs at the same time, each of which raises an interrupt. */
export const graph = new StateGraph(State)
  .addNode("one", asking("first"))
  .addNode("two", asking("second"))
  .addEdge(START, "one")
  .addEdge(START, "two")
  .compile();
