/** Uses the types that `langgraph-client types` writes for the graphs of the two test servers. */
import { LangGraphClient } from "langgraph-client";
import type { Interrupt, Message, MessageChunk, RunOutput } from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";
import type { Graphs as Js } from "./graphs/js.js";
import type { Graphs as Python } from "./graphs/python.js";

const client = new LangGraphClient<Js>();
const python = new LangGraphClient<Python>();

describe("generated types accept", () => {
  test("events have the types of their mode and node", async () => {
    const stream = client.runs.stream("t", "agent", {
      input: { messages: [{ role: "user", content: "Hi" }] },
      streamMode: ["values", "updates", "messages-tuple"],
    });
    for await (const { event, data } of stream) {
      if (event === "values") expectTypeOf(data.messages).toEqualTypeOf<Message[]>();
      // A node may return one message, several messages, or nothing.
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

  test("states and outputs have the graph's types", async () => {
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

  test("inputs accept messages in every form", () => {
    const written = { role: "user", content: "Hi" };
    const whole: Message = { type: "human", content: "Hi" };
    void client.runs.create("t", "agent", { input: { messages: [written, whole] } });
    void python.runs.create("t", "agent", { input: { messages: [written, whole] } });
    void client.runs.create("t", "slow", { input: { ticks: 2, delay_ms: 0 } });
    void client.runs.create("t", "slow", { input: null, command: { resume: 1 } });
    void client.runs.create("t", "trivial", { input: { value: [null, "x"] } });
  });

  test("an output type may differ from the state", async () => {
    interface Graphs {
      ask: { state: { question: string; answer: string }; output: { answer: string } };
    }
    const outputClient = new LangGraphClient<Graphs>();
    expectTypeOf(await outputClient.runs.wait("t", "ask")).toEqualTypeOf<RunOutput<{ answer: string }>>();
    expectTypeOf((await outputClient.threads.getState<"ask">("t")).values.question).toEqualTypeOf<string>();
    for await (const { event, data } of outputClient.runs.stream("t", "ask")) {
      // @ts-expect-error `question` is not in the output
      if (event === "values") void data.question;
    }
  });

  test("threads and joined streams are typed by the id of a graph, or by a state", async () => {
    type Slow = Awaited<ReturnType<typeof client.threads.get<"slow">>>["values"];
    interface Own {
      a: number;
    }
    const { threads, runs } = client;
    expectTypeOf((await threads.get<"slow">("t")).values).toEqualTypeOf<Slow>();
    expectTypeOf((await threads.get<Own>("t")).values).toEqualTypeOf<Own>();
    expectTypeOf((await threads.create<"slow">()).values).toEqualTypeOf<Slow>();
    expectTypeOf((await threads.copy<"slow">("t")).values).toEqualTypeOf<Slow>();
    expectTypeOf((await threads.update<"slow">("t", {})).values).toEqualTypeOf<Slow>();
    expectTypeOf((await threads.search<"slow">())[0]!.values).toEqualTypeOf<Slow>();
    const page = await threads.search<"slow">({ includePagination: true });
    expectTypeOf(page.threads[0]!.values).toEqualTypeOf<Slow>();
    for await (const { values } of threads.iterate<"slow">()) expectTypeOf(values).toEqualTypeOf<Slow>();
    for await (const { event, data } of runs.joinStream<"slow">("t", "r")) {
      if (event === "values") expectTypeOf(data.done).toEqualTypeOf<Slow["done"]>();
      // @ts-expect-error misspelled field
      if (event === "values") void data.dome;
    }
    expectTypeOf((await runs.joinStream<"slow">("t", "r").final()).values.done).toEqualTypeOf<Slow["done"]>();
    for await (const event of runs.joinStream("t", "r", { streamMode: ["updates"] })) {
      if (event.event === "updates") expectTypeOf(event.data).not.toBeAny();
    }
    for await (const { event, data } of threads.joinStream<"slow">("t")) {
      if (event === "values") expectTypeOf(data.done).toEqualTypeOf<Slow["done"]>();
    }
    // @ts-expect-error the client knows no graph of this id
    void (await threads.search<"unknown">())[0]?.values.done;
  });

  test("a checkpoint may be partial, and a history begins before an id, a checkpoint or a config", () => {
    const { threads } = client;
    void threads.getState("t", { thread_id: "t" });
    void threads.getState("t", { checkpoint_id: "c" });
    void threads.updateState("t", { values: null, checkpoint: { thread_id: "t" } });
    void client.runs.create("t", "slow", { checkpoint: { checkpoint_id: "c" } });
    for (const before of ["c", { checkpoint_id: "c" }, { configurable: { checkpoint_id: "c" } }, null]) {
      void threads.getHistory("t", { before });
      void threads.iterateHistory("t", { before });
    }
    // @ts-expect-error a checkpoint's id is a string
    void threads.getState("t", { checkpoint_id: 1 });
  });

  test("messages of a state are accepted as the next input", async () => {
    const { messages } = (await client.threads.getState<"agent">("t")).values;
    void client.runs.create("t", "agent", { input: { messages } });
  });
});

test("a function that takes any client accepts clients with generated types", () => {
  const search = (any: LangGraphClient) => any.threads.search();
  void search(client);
  void search(python);
});

describe("generated types reject", () => {
  test("inputs that do not match the graph are errors", () => {
    // @ts-expect-error a message without content
    void client.runs.create("t", "agent", { input: { messages: [{ role: "user" }] } });
    // @ts-expect-error messages must be a list
    void client.runs.stream("t", "agent", { input: { messages: "Hi" } });
    // @ts-expect-error unknown field of an input
    client.runs.stream("t", "nested", { input: { pth: "start" } });
    // @ts-expect-error unknown field of an input, with wait
    void client.runs.wait("t", "nested", { input: { pth: "start" } });
    // @ts-expect-error ticks must be a number
    void client.runs.create("t", "slow", { input: { ticks: "2" } });
    // @ts-expect-error messages are missing
    void python.runs.create("t", "agent", { input: {} });
  });

  test("an unknown node is an error", async () => {
    for await (const { event, data } of client.runs.stream("t", "agent", { streamMode: "updates" })) {
      // @ts-expect-error misspelled node
      if (event === "updates") void data.agnet;
    }
  });

  test("unknown fields and graphs are errors", async () => {
    // @ts-expect-error unknown field of the state
    void client.threads.getState<"agent">("t").then(({ values }) => values.mesages);
    // @ts-expect-error unknown field of the output
    void client.runs.wait("t", "slow").then((output) => output.tick);
    // @ts-expect-error unknown graph
    void client.threads.getState<"agnt">("t").then(({ values }) => values.messages);
    for await (const { event, data } of client.runs.stream("t", "slow", { streamMode: "updates" })) {
      // @ts-expect-error the node's update may be missing
      if (event === "updates") void data["tick"].done;
      // @ts-expect-error unknown field of an update
      if (event === "updates") void data["tick"]?.dne;
    }
  });
});
