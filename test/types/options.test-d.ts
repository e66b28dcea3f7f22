/** Options that programs write most, and mistakes that compile with wider types. */
import { LangGraphClient } from "langgraph-client";
import type { Config, RunStream } from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface Graphs {
  agent: { state: { count: number }; context: { tone: string }; nodes: "one" | "two" };
}

const client = new LangGraphClient();
const typed = new LangGraphClient<Graphs>();

describe("options", () => {
  test("the context and the config of an assistant are those of its runs", async () => {
    const { context, config } = await client.assistants.get("a");
    void client.runs.create("t", "agent", { context, config });
    void typed.runs.wait("t", "agent", { context, config });
    void client.assistants.create({ graphId: "agent", context, config });
    void client.crons.create("agent", { schedule: "* * * * *", context, config });
  });

  test("recursionLimit is an error, recursion_limit is not", () => {
    const own: Config = { recursion_limit: 3, configurable: { a: 1 } };
    void client.runs.create("t", "agent", { config: own });
    void client.runs.create("t", "agent", { config: { recursion_limit: 3, run_name: "x" } });
    // @ts-expect-error servers ignore this name
    void client.runs.create("t", "agent", { config: { recursionLimit: 3 } });
    // @ts-expect-error servers ignore this name
    client.runs.stream("t", "agent", { config: { recursionLimit: 3 } });
    // @ts-expect-error servers ignore this name
    void typed.runs.wait("t", "agent", { config: { recursionLimit: 3 } });
    // @ts-expect-error servers ignore this name
    client.runs.resume("t", "agent", "yes", { config: { recursionLimit: 3 } });
    // @ts-expect-error servers ignore this name
    void client.crons.create("agent", { schedule: "* * * * *", config: { recursionLimit: 3 } });
  });

  test("runs.create takes onDisconnect", () => {
    void client.runs.create("t", "agent", { onDisconnect: "cancel" });
    void client.runs.create(null, "agent", { onDisconnect: "continue" });
    // @ts-expect-error misspelled
    void client.runs.create("t", "agent", { onDisconnect: "stop" });
  });

  test("the entries of an update are a node and its writes", async () => {
    for await (const { event, data } of typed.runs.stream("t", "agent", { streamMode: "updates" })) {
      if (event !== "updates") continue;
      for (const [node, update] of Object.entries(data)) {
        expectTypeOf(node).toEqualTypeOf<string>();
        expectTypeOf(update).not.toBeAny();
      }
    }
  });

  test("a RunStream without type arguments is any run's stream", async () => {
    const streams: RunStream[] = [
      client.runs.stream("t", "agent"),
      typed.runs.stream("t", "agent", { streamMode: ["updates", "custom"] }),
      client.runs.joinStream("t", "r"),
    ];
    for await (const event of streams[0]!) expectTypeOf(event.event).toEqualTypeOf<string>();
  });
});
