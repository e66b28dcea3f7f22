import { GraphInterrupt, START, StateGraph, interrupt } from "@langchain/langgraph";
import { z } from "zod";

const State = z.object({
  ask: z.array(z.string()),
  one: z.unknown().optional(),
  two: z.unknown().optional(),
  three: z.unknown().optional(),
  left: z.unknown().optional(),
  right: z.unknown().optional(),
  twin: z.unknown().optional(),
  both: z.unknown().optional(),
  work: z.unknown().optional(),
});

const later = (ms: number) => async () => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return { work: "done" };
};

/** Raises two interrupts at once, as parallel tool calls of one node do. */
function askBoth() {
  const raised: GraphInterrupt["interrupts"] = [];
  const answers = ["this?", "that?"].map((question): unknown => {
    try {
      return interrupt(question);
    } catch (error) {
      if (error instanceof GraphInterrupt) raised.push(...error.interrupts);
      return undefined;
    }
  });
  if (raised.length > 0) throw new GraphInterrupt(raised);
  return { both: answers };
}

const child = new StateGraph(State)
  .addNode("ask_left", () => ({ left: interrupt("left?") }))
  .addNode("ask_right", () => ({ right: interrupt("right?") }))
  .addEdge(START, "ask_left")
  .addEdge(START, "ask_right")
  .compile();

/** Its state is its own: two subgraphs must not write the same field in one step. */
const twin = new StateGraph(z.object({ twin: z.unknown().optional() }))
  .addNode("ask_up", () => ({ twin: interrupt("twin?") }))
  .addEdge(START, "ask_up")
  .compile();

/** Runs the nodes of `ask` in parallel: some have interrupts, in a subgraph or two in one task, and some none. */
export const graph = new StateGraph(State)
  .addNode("ask_one", () => ({ one: interrupt("one?") }))
  .addNode("ask_two", () => ({ two: interrupt("two?") }))
  .addNode("ask_three", () => ({ three: interrupt("three?") }))
  .addNode("ask_both", askBoth)
  .addNode("ask_child", child)
  .addNode("ask_twin", twin)
  .addNode("work_short", later(50))
  .addNode("work_long", later(5_000))
  .addConditionalEdges(START, ({ ask }) => ask as "work_short"[])
  .compile();
