import { START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ message: z.string() });

/** Throws a TypeError with the message of the input. */
export const graph = new StateGraph(State)
  .addNode("fail", ({ message }): { message: string } => {
    throw new TypeError(message);
  })
  .addEdge(START, "fail")
  .compile();
