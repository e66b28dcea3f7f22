/** Types of the hook: those of a state, and of the bag that the official hook takes besides. */
import type { Message, PendingInterrupt } from "langgraph-client";
import type { UseStream } from "langgraph-client/react";
import { useStream } from "langgraph-client/react";
import { describe, expectTypeOf, test } from "vitest";

interface State {
  messages: Message[];
  draft?: string;
}
type Bag = { InterruptType: { question: string }; CustomEventType: { step: number } };

const options = { assistantId: "agent", apiUrl: "http://localhost:2024" };

describe("useStream", () => {
  test("has lists that fit the parameters of components", () => {
    const stream = useStream<State>(options);
    const show = (messages: Message[], interrupts: PendingInterrupt[]) => [messages, interrupts];
    show(stream.messages, stream.interrupts);
    expectTypeOf(stream.values).toEqualTypeOf<State>();
    expectTypeOf(stream.history[0]!.values).toEqualTypeOf<State>();
  });

  test("types interrupts and events by the bag", () => {
    const stream = useStream<State, Bag>({
      ...options,
      onCustomEvent: (data) => expectTypeOf(data).toEqualTypeOf<{ step: number }>(),
      onUpdateEvent: (data) => expectTypeOf(data["agent"]).toEqualTypeOf<Partial<State> | undefined>(),
      onFinish: ({ custom }) => expectTypeOf(custom[0]!).toEqualTypeOf<{ step: number }>(),
    });
    expectTypeOf(stream.interrupt?.value).toEqualTypeOf<{ question: string } | undefined>();
    expectTypeOf(stream.chat.getSnapshot().interrupts[0]!.value).toEqualTypeOf<{ question: string }>();
    // @ts-expect-error: another name
    useStream<State, { InterruptTyp: string }>(options);
  });

  test("types inputs by the bag, if it has their type", () => {
    const stream = useStream<State, { UpdateType: { draft: string } }>(options);
    void stream.submit({ draft: "a" });
    void stream.submit("a text");
    // @ts-expect-error: not an input of the graph
    void stream.submit({ draft: 1 });
    const untyped: UseStream<State> = useStream<State>(options);
    void untyped.submit({ messages: [{ role: "user", content: "a" }] });
  });

  test("leaves interrupts and events unknown without a bag", () => {
    const stream = useStream<State>({
      ...options,
      initialValues: null,
      onCustomEvent: (data) => expectTypeOf(data).toEqualTypeOf<unknown>(),
    });
    expectTypeOf(stream.interrupt?.value).toEqualTypeOf<unknown>();
    // @ts-expect-error: no assistant
    useStream<State>({ apiUrl: "http://localhost:2024" });
  });
});
