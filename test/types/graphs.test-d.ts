/** What `langgraph-client types` makes of the graphs of the two test servers, at work. */
import { LangGraphClient } from "langgraph-client";
import type { Interrupt, Message, MessageChunk, RunOutput } from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";
import type { Graphs as Js } from "./graphs/js.js";
import type { Graphs as Python } from "./graphs/python.js";

const client = new LangGraphClient<Js>();
const python = new LangGraphClient<Python>();

describe("what compiles", () => {
  test("events have the types of their mode and node", async () => {
    const stream = client.runs.stream("t", "agent", {
      input: { messages: [{ role: "user", content: "Hi" }] },
      streamMode: ["values", "updates", "messages-tuple"],
    });
    for await (const { event, data } of stream) {
      if (event === "values") expectTypeOf(data.messages).toEqualTypeOf<Message[]>();
      // A node may write one message, several, or nothing.
      if (event === "updates") {
        expectTypeOf(data["agent"]?.messages).toEqualTypeOf<Message | Message[] | undefined>();
      }
      if (event === "messages") expectTypeOf(data[0]).toEqualTypeOf<MessageChunk>();
    }
    for await (const { event, data } of client.runs.stream("t", "slow", { streamMode: "updates" })) {
      if (event !== "updates") continue;
      expectTypeOf(data["tick"]?.done).toEqualTypeOf<number | undefined>();
      expectTypeOf<keyof typeof data>().toEqualTypeOf<"tick" | "__interrupt__">();
      expectTypeOf(data.__interrupt__).toEqualTypeOf<Interrupt[] | undefined>();
    }
  });

  test("states and what runs end with", async () => {
    const { values } = await client.threads.getState<"agent">("t");
    expectTypeOf(values.messages).toEqualTypeOf<Message[]>();
    expectTypeOf((await client.threads.getHistory<"slow">("t"))[0]!.values.done).toEqualTypeOf<number>();
    const output = await client.runs.wait("t", "interrupt", { input: { request: "lunch" } });
    expectTypeOf(output).toEqualTypeOf<RunOutput<Js["interrupt"]["state"]>>();
    expectTypeOf(output.request).toEqualTypeOf<string>();
    expectTypeOf(output.done).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(output.__interrupt__).toEqualTypeOf<Interrupt[] | undefined>();
    expectTypeOf((await client.runs.join<"nested">("t", "r")).path).toEqualTypeOf<string>();
    expectTypeOf((await python.threads.getState<"toolcall">("t")).values.messages).toEqualTypeOf<Message[]>();
    expectTypeOf((await python.runs.wait("t", "slow")).ticks).toEqualTypeOf<number>();
  });

  test("inputs, of messages in every form", () => {
    const written = { role: "user", content: "Hi" };
    const whole: Message = { type: "human", content: "Hi" };
    void client.runs.create("t", "agent", { input: { messages: [written, whole] } });
    void python.runs.create("t", "agent", { input: { messages: [written, whole] } });
    void client.runs.create("t", "slow", { input: { ticks: 2, delay_ms: 0 } });
    void client.runs.create("t", "slow", { input: null, command: { resume: 1 } });
    void client.runs.create("t", "trivial", { input: { value: [null, "x"] } });
  });

  test("outputs that are not the state", async () => {
    interface Graphs {
      ask: { state: { question: string; answer: string }; output: { answer: string } };
    }
    const asking = new LangGraphClient<Graphs>();
    expectTypeOf(await asking.runs.wait("t", "ask")).toEqualTypeOf<RunOutput<{ answer: string }>>();
    expectTypeOf((await asking.threads.getState<"ask">("t")).values.question).toEqualTypeOf<string>();
    for await (const { event, data } of asking.runs.stream("t", "ask")) {
      // @ts-expect-error the question is not in the output
      if (event === "values") void data.question;
    }
  });

  test("messages go from a state into the next input", async () => {
    const { messages } = (await client.threads.getState<"agent">("t")).values;
    void client.runs.create("t", "agent", { input: { messages } });
  });
});

test("a function of any client takes these", () => {
  const find = (any: LangGraphClient) => any.threads.search();
  void find(client);
  void find(python);
});

describe("what must not compile", () => {
  test("inputs", () => {
    // @ts-expect-error a message without content
    void client.runs.create("t", "agent", { input: { messages: [{ role: "user" }] } });
    // @ts-expect-error text is no list of messages
    void client.runs.stream("t", "agent", { input: { messages: "Hi" } });
    // @ts-expect-error a field that the graph has not
    client.runs.stream("t", "nested", { input: { pth: "start" } });
    // @ts-expect-error a field that the graph has not, where the run is waited for
    void client.runs.wait("t", "nested", { input: { pth: "start" } });
    // @ts-expect-error a number of ticks
    void client.runs.create("t", "slow", { input: { ticks: "2" } });
    // @ts-expect-error the graph needs messages
    void python.runs.create("t", "agent", { input: {} });
  });

  test("nodes that the graph has not", async () => {
    for await (const { event, data } of client.runs.stream("t", "agent", { streamMode: "updates" })) {
      // @ts-expect-error a misspelled node
      if (event === "updates") void data.agnet;
    }
  });

  test("states, events and graphs", async () => {
    // @ts-expect-error a field that the state has not
    void client.threads.getState<"agent">("t").then(({ values }) => values.mesages);
    // @ts-expect-error a field that the output has not
    void client.runs.wait("t", "slow").then((output) => output.tick);
    // @ts-expect-error a graph that is none: nothing is known of its state
    void client.threads.getState<"agnt">("t").then(({ values }) => values.messages);
    for await (const { event, data } of client.runs.stream("t", "slow", { streamMode: "updates" })) {
      // @ts-expect-error a node may write nothing
      if (event === "updates") void data["tick"].done;
      // @ts-expect-error a field that no node writes
      if (event === "updates") void data["tick"]?.dne;
    }
  });
});
