/** Types of threads as one stream: sessions, their runs, events and parts, typed by the graphs. */
import { LangGraphClient } from "langgraph-client";
import type {
  InterruptPart,
  Message,
  Part,
  PendingInterrupt,
  RunIds,
  RunResult,
  StreamedMessage,
} from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type {
  AnyThreadEvent,
  Channel,
  CommandError,
  MessageData,
  ResumeOptions,
  RunEvent,
  StartOptions,
  ThreadRun,
  ThreadSession,
  ToolData,
} from "langgraph-client/thread";
import { describe, expectTypeOf, test } from "vitest";

interface Graphs {
  agent: {
    state: { messages: Message[] };
    input: { question: string };
    update: { draft: string };
    custom: { progress: number };
    interrupt: { ask: string };
  };
  plain: { state: { count: number } };
}
const client = new LangGraphClient<Graphs>();
const thread = () => threadStream(client, "t", { assistantId: "agent" });

describe("a session", () => {
  test("a session has the type of its assistant, for a new thread and an existing one", () => {
    expectTypeOf(thread()).toEqualTypeOf<ThreadSession<Graphs, "agent">>();
    expectTypeOf(threadStream(client, { assistantId: "plain" })).toEqualTypeOf<
      ThreadSession<Graphs, "plain">
    >();
    expectTypeOf(thread().threadId).toEqualTypeOf<Promise<string>>();
    expectTypeOf(thread().activeRun()).resolves.toEqualTypeOf<ThreadRun<Graphs, "agent"> | undefined>();
    expectTypeOf(thread().runs()).toExtend<AsyncGenerator<ThreadRun<Graphs, "agent">>>();
    expectTypeOf(thread().close()).toEqualTypeOf<void>();
  });

  test("a session takes its own options, and no others", () => {
    const id = { assistantId: "agent" } as const;
    const channels: Channel[] = ["values", "custom:progress"];
    const { signal } = new AbortController();
    const call = { signal, headers: { a: "b", c: null }, maxRetries: 1 };
    const behavior = { raiseError: false, maxReconnects: 1, idleTimeoutMs: null, onReconnect: () => {} };
    threadStream(client, { ...id, channels, namespaces: [["research"]], depth: 1, ...call, ...behavior });
    // @ts-expect-error the assistant is missing
    threadStream(client, "t", {});
    // @ts-expect-error the options are missing
    threadStream(client, "t");
    // @ts-expect-error unknown channel
    threadStream(client, { ...id, channels: ["value"] });
    // @ts-expect-error a namespace is a path
    threadStream(client, { ...id, namespaces: ["research"] });
    // @ts-expect-error an option of runs.stream
    threadStream(client, { ...id, streamMode: "values" });
    // @ts-expect-error sessions have no context
    threadStream(client, { ...id, context: {} });
    // @ts-expect-error the limit of time is that of a run's requests
    threadStream(client, { ...id, timeoutMs: 1 });
    // @ts-expect-error not a client
    threadStream({ apiUrl: "http://localhost" }, id);
    // @ts-expect-error a thread that is not known yet is left out
    threadStream(client, undefined, id);
  });

  test("an unknown assistant has values of any shape", async () => {
    const session = threadStream(new LangGraphClient(), { assistantId: "any" });
    const { values } = await session.start({ input: { a: 1 } }).final();
    expectTypeOf(values).toExtend<object>();
  });
});

describe("starting and resuming", () => {
  test("start takes the graph's input and the protocol's options, and no others", () => {
    const options: StartOptions<{ question: string }> = {
      input: { question: "Why?" },
      config: { tags: ["a"] },
      metadata: { a: 1 },
      checkpointId: "c",
      multitaskStrategy: "rollback",
      timeoutMs: null,
    };
    expectTypeOf(thread().start(options)).toEqualTypeOf<ThreadRun<Graphs, "agent">>();
    thread().start();
    thread().start({ input: null });
    // @ts-expect-error another type
    thread().start({ input: { question: 1 } });
    // @ts-expect-error a field is missing
    thread().start({ input: {} });
    // @ts-expect-error unknown field of the input
    thread().start({ input: { question: "Why?", answer: "" } });
    // @ts-expect-error unknown strategy
    thread().start({ multitaskStrategy: "wait" });
    // @ts-expect-error the protocol has no context
    thread().start({ context: {} });
    // @ts-expect-error the protocol has no breakpoints
    thread().start({ interruptBefore: "*" });
    // @ts-expect-error the protocol has no breakpoints
    thread().start({ interruptAfter: ["node"] });
    // @ts-expect-error the protocol has no webhooks
    thread().start({ webhook: "https://example.com" });
    // @ts-expect-error the protocol has no durability
    thread().start({ durability: "sync" });
    // @ts-expect-error a run is resumed with resume()
    thread().start({ command: { resume: "yes" } });
    // @ts-expect-error the channels are the session's
    thread().start({ streamMode: "values" });
  });

  test("resume takes any answer, and an update", () => {
    const options: ResumeOptions = { interruptId: "i", update: { a: 1 }, goto: ["a"], metadata: {} };
    expectTypeOf(thread().resume({ id: "yes" }, options)).toEqualTypeOf<ThreadRun<Graphs, "agent">>();
    // @ts-expect-error the answer is missing
    thread().resume();
    // @ts-expect-error the answer is the input
    thread().resume("yes", { input: {} });
    // @ts-expect-error a resume waits for other runs
    thread().resume("yes", { multitaskStrategy: "reject" });
    // @ts-expect-error the protocol has no context
    thread().resume("yes", { context: {} });
  });

  test("join takes a run's id and a cursor", () => {
    const { cursor } = thread().start();
    expectTypeOf(thread().join("r", { cursor })).toEqualTypeOf<ThreadRun<Graphs, "agent">>();
    // @ts-expect-error a cursor contains the event's id
    thread().join("r", { lastEventId: "1" });
    // @ts-expect-error the run is missing
    thread().join();
  });
});

describe("a run", () => {
  const run = () => thread().start();

  test("a run is an async generator, disposable, and not a promise", async () => {
    expectTypeOf(run()).toExtend<AsyncGenerator<RunEvent<Graphs, "agent">, void, undefined>>();
    expectTypeOf(run()).toExtend<AsyncDisposable>();
    expectTypeOf<"then" extends keyof ThreadRun ? true : false>().toEqualTypeOf<false>();
    expectTypeOf(run().next()).resolves.toEqualTypeOf<IteratorResult<RunEvent<Graphs, "agent">, void>>();
    await using closed = run();
    void closed;
  });

  test("events narrow by name, even if destructured", async () => {
    for await (const { event, data, namespace, node, time } of run()) {
      expectTypeOf(namespace).toEqualTypeOf<string[]>();
      expectTypeOf(node).toEqualTypeOf<string | undefined>();
      expectTypeOf(time).toEqualTypeOf<number>();
      if (event === "values") expectTypeOf(data.messages).toEqualTypeOf<Message[]>();
      if (event === "updates")
        expectTypeOf(data).toEqualTypeOf<{ draft: string } | Record<string, { draft: string }>>();
      if (event === "custom")
        expectTypeOf(data).toEqualTypeOf<
          { name?: string | undefined; payload: { progress: number } } | { progress: number }
        >();
      if (event === "messages") expectTypeOf(data).toEqualTypeOf<MessageData>();
      if (event === "tools") expectTypeOf(data).toEqualTypeOf<ToolData>();
      if (event === "input.requested")
        expectTypeOf(data).toEqualTypeOf<{ interrupt_id: string; payload: unknown }>();
      // @ts-expect-error no event has this name
      if (event === "metadata") break;
    }
  });

  test("data of messages and tools narrow by their step", async () => {
    for await (const { event, data } of run()) {
      if (event === "messages" && data.event === "content-block-delta" && data.delta?.type === "text-delta")
        expectTypeOf(data.delta.text).toEqualTypeOf<string>();
      if (event === "tools" && data.event === "tool-started")
        expectTypeOf(data.tool_name).toEqualTypeOf<string>();
    }
  });

  test("parts have the graph's state, custom data and interrupts", async () => {
    for await (const part of run().parts()) {
      switch (part.type) {
        case "values":
          expectTypeOf(part.values.messages).toEqualTypeOf<Message[]>();
          break;
        case "custom":
          expectTypeOf(part.payload).toEqualTypeOf<{ progress: number }>();
          expectTypeOf(part.name).toEqualTypeOf<string | undefined>();
          break;
        case "interrupt":
          expectTypeOf(part).toEqualTypeOf<InterruptPart<{ ask: string }>>();
          break;
        case "message":
          expectTypeOf(part.message).toEqualTypeOf<StreamedMessage>();
          break;
        case "event":
          expectTypeOf(part.event).toEqualTypeOf<RunEvent<Graphs, "agent">>();
          break;
      }
      // A component that renders parts takes those of both protocols.
      const render = (_: Part): void => {};
      render(part);
    }
    for await (const part of threadStream(client, { assistantId: "plain" }).start().parts()) {
      if (part.type === "values") expectTypeOf(part.values.count).toEqualTypeOf<number>();
    }
  });

  test("final(), text(), messages() and the other members have their types", async () => {
    const result = await run().final();
    expectTypeOf(result).toEqualTypeOf<RunResult<{ messages: Message[] }, { ask: string }>>();
    expectTypeOf(result.interrupts).toEqualTypeOf<PendingInterrupt<{ ask: string }>[]>();
    expectTypeOf(run().run).toEqualTypeOf<Promise<RunIds>>();
    expectTypeOf(run().cursor).toEqualTypeOf<string | undefined>();
    expectTypeOf(run().text({ namespace: "research" })).toExtend<AsyncGenerator<string>>();
    expectTypeOf(run().messages({ node: "agent" })).toExtend<AsyncGenerator<StreamedMessage>>();
    expectTypeOf(run().cancel({ action: "rollback" })).toEqualTypeOf<Promise<void>>();
    expectTypeOf(run().close()).toEqualTypeOf<void>();
    // @ts-expect-error unknown field of the state
    void result.values.answer;
    // @ts-expect-error unknown action
    await run().cancel({ action: "stop" });
    // @ts-expect-error cursor is readonly
    run().cursor = "";
  });

  test("an event of a known graph is an event of any graph", () => {
    expectTypeOf<RunEvent<Graphs, "agent">>().toExtend<AnyThreadEvent>();
    expectTypeOf<CommandError["command"]>().toEqualTypeOf<string>();
    expectTypeOf<CommandError["code"]>().toEqualTypeOf<string>();
  });
});
