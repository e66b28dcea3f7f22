import { setTimeout as sleep } from "node:timers/promises";
import { END, START, StateGraph } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({ ticks: z.number(), delay_ms: z.number(), done: z.number().default(0) });

/** Ticks until `done` equals `ticks`. Each tick is one step with one checkpoint and one custom event. */
export const graph = new StateGraph(State)
  .addNode("tick", async ({ delay_ms, done }, config) => {
    await sleep(delay_ms, undefined, { signal: config.signal });
    config.writer?.({ tick: done + 1 });
    return { done: done + 1 };
  })
  .addEdge(START, "tick")
  .addConditionalEdges("tick", ({ done, ticks }) => (done < ticks ? "tick" : END))
  .compile();
