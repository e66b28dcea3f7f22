/** The types of interrupts, and of their values if the graph declares one. */
import { Client, LangGraphClient, getInterrupts } from "langgraph-client";
import type {
  GraphTypes,
  Interrupt,
  PendingInterrupt,
  RunOutput,
  RunResult,
  Thread,
  ThreadState,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface Approval {
  question: string;
}
interface Graphs {
  pay: { state: { paid: boolean }; interrupt: Approval; nodes: "ask" | "pay" };
  plain: { state: { text: string } };
}
const client = new LangGraphClient<Graphs>();

describe("a graph that declares the value of its interrupts", () => {
  test("types the interrupts of final()", async () => {
    const result = await client.runs.stream("t", "pay").final();
    expectTypeOf(result).toEqualTypeOf<RunResult<{ paid: boolean }, Approval>>();
    expectTypeOf(result.interrupts).toEqualTypeOf<PendingInterrupt<Approval>[]>();
    for (const { id, value } of result.interrupts) {
      expectTypeOf(value.question).toEqualTypeOf<string>();
      const resumed = await client.runs.resume("t", "pay", { [id]: "yes" }).final();
      expectTypeOf(resumed.interrupts[0]?.value).toEqualTypeOf<Approval | undefined>();
      // @ts-expect-error unknown field of the value
      void value.answer;
    }
  });

  test("types the interrupts of outputs", async () => {
    const output = await client.runs.wait("t", "pay");
    expectTypeOf(output).toEqualTypeOf<RunOutput<{ paid: boolean }, Approval>>();
    expectTypeOf(output.__interrupt__).toEqualTypeOf<Interrupt<Approval>[] | undefined>();
    const joined = await client.runs.join<"pay">("t", "r");
    expectTypeOf(joined.__interrupt__?.[0]?.value).toEqualTypeOf<Approval | undefined>();
  });

  test("types the interrupts of events", async () => {
    for await (const { event, data } of client.runs.stream("t", "pay", {
      streamMode: ["values", "updates", "tasks"],
    })) {
      if (event === "values") {
        expectTypeOf(data.__interrupt__).toEqualTypeOf<Interrupt<Approval>[] | undefined>();
      }
      if (event === "updates") {
        expectTypeOf(data.__interrupt__).toEqualTypeOf<Interrupt<Approval>[] | undefined>();
      }
      if (event === "tasks") expectTypeOf(data.interrupts).toEqualTypeOf<Interrupt<Approval>[] | undefined>();
    }
    for await (const { event, data } of client.runs.resume("t", "pay", "yes")) {
      if (event === "values")
        expectTypeOf(data.__interrupt__?.[0]?.value).toEqualTypeOf<Approval | undefined>();
    }
  });

  test("types the interrupts of a state", async () => {
    const state = await client.threads.getState<"pay">("t");
    expectTypeOf(state).toEqualTypeOf<ThreadState<{ paid: boolean }, Approval>>();
    expectTypeOf(getInterrupts(state)).toEqualTypeOf<PendingInterrupt<Approval>[]>();
    const [older] = await client.threads.getHistory<"pay">("t");
    expectTypeOf(older?.tasks[0]?.interrupts[0]?.value).toEqualTypeOf<Approval | undefined>();
    for await (const each of client.threads.iterateHistory<"pay">("t")) {
      expectTypeOf(getInterrupts(each)[0]?.value).toEqualTypeOf<Approval | undefined>();
    }
  });
});

describe("a graph that does not declare the value of its interrupts", () => {
  test("has values of unknown type", async () => {
    expectTypeOf((await client.runs.stream("t", "plain").final()).interrupts).toEqualTypeOf<
      PendingInterrupt[]
    >();
    expectTypeOf((await client.runs.stream("t", "other").final()).interrupts).toEqualTypeOf<
      PendingInterrupt[]
    >();
    expectTypeOf((await client.runs.wait("t", "plain")).__interrupt__).toEqualTypeOf<
      Interrupt[] | undefined
    >();
    expectTypeOf((await client.runs.joinStream("t", "r").final()).interrupts).toEqualTypeOf<
      PendingInterrupt[]
    >();
    const state = await client.threads.getState("t");
    expectTypeOf(getInterrupts(state)).toEqualTypeOf<PendingInterrupt[]>();
    expectTypeOf(await client.threads.getState<"plain">("t")).toEqualTypeOf<ThreadState<{ text: string }>>();
    const own = await new Client<{ title: string }>().threads.getState("t");
    expectTypeOf(getInterrupts(own)[0]?.value).toEqualTypeOf<unknown>();
  });
});

test("the id of a pending interrupt is a string, and pending interrupts are interrupts", () => {
  expectTypeOf<PendingInterrupt["id"]>().toEqualTypeOf<string>();
  expectTypeOf<PendingInterrupt<Approval>["value"]>().toEqualTypeOf<Approval>();
  expectTypeOf<PendingInterrupt<Approval>>().toExtend<Interrupt<Approval>>();
  // @ts-expect-error the id is missing
  const wrong: PendingInterrupt = { value: 1 };
  void wrong;
});

test("a state whose interrupts have a declared value is accepted where none is declared", () => {
  const read = (state: ThreadState): PendingInterrupt[] => getInterrupts(state);
  void read({} as ThreadState<Record<string, unknown>, Approval>);
  const search = (any: LangGraphClient): Promise<Thread[]> => any.threads.search();
  void search(client);
  const types: GraphTypes = { state: {}, interrupt: "any value" };
  void types;
});
