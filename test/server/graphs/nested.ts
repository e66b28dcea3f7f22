import { START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ path: z.string() });

const child = new StateGraph(State)
  .addNode("inside", ({ path }) => ({ path: `${path} > inside` }))
  .addEdge(START, "inside")
  .compile();

/** A graph with a subgraph: `child` runs between `before` and `after`, and each node appends its name to the path. */
export const graph = new StateGraph(State)
  .addNode("before", ({ path }) => ({ path: `${path} > before` }))
  .addNode("child", child)
  .addNode("after", ({ path }) => ({ path: `${path} > after` }))
  .addEdge(START, "before")
  .addEdge("before", "child")
  .addEdge("child", "after")
  .compile();
