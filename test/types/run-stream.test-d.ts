/** Types of a run's stream: the generator itself, its events, and its other members. */
import { Client, LangGraphClient, StreamDisconnectedError } from "langgraph-client";
import type {
  CustomStreamEvent,
  DefaultValues,
  PendingInterrupt,
  Message,
  Reconnect,
  RunIds,
  RunResult,
  RunResumeOptions,
  RunStream,
  StreamEvent,
  StreamMode,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface Graphs {
  agent: {
    state: { messages: Message[] };
    output: { answer: string };
    update: { draft: string };
    custom: { progress: number };
  };
}
type State = { messages: Message[] };
const client = new LangGraphClient<Graphs>();
const stream = () => client.runs.stream("t", "agent", { streamMode: ["updates", "custom"] });
type Events = StreamEvent<["updates", "custom"], false, State, { draft: string }, { progress: number }>;

describe("a stream", () => {
  test("a stream is an async generator, iterable and disposable", async () => {
    expectTypeOf(stream()).toExtend<AsyncGenerator<Events, void, undefined>>();
    expectTypeOf(stream()).toExtend<AsyncGenerator<{ event: string; data: unknown }>>();
    expectTypeOf(stream()).toExtend<AsyncIterableIterator<Events>>();
    expectTypeOf(stream()).toExtend<AsyncDisposable>();
    const held: { stream: AsyncGenerator<unknown> | undefined } = { stream: undefined };
    held.stream = stream();
    await held.stream.return(undefined);
    await held.stream.throw(new Error("enough")).catch(() => {});
    expectTypeOf(stream().next()).resolves.toEqualTypeOf<IteratorResult<Events, void>>();
  });

  test("a stream can be delegated to with yield*, and returned as an AsyncIterable", () => {
    const outer = async function* (): AsyncGenerator<Events> {
      yield* stream();
    };
    const either = (isNew: boolean): AsyncIterable<{ event: string }> =>
      isNew ? stream() : client.runs.joinStream("t", "r");
    void [outer, either];
  });

  test("a stream is not a promise, and await returns the stream", async () => {
    const made = stream();
    // oxlint-disable-next-line typescript/await-thenable -- the test checks that a stream is not thenable
    expectTypeOf(await made).toEqualTypeOf<typeof made>();
    expectTypeOf<"then" extends keyof typeof made ? true : false>().toEqualTypeOf<false>();
    // @ts-expect-error a stream has no `then`
    void made.then;
    // @ts-expect-error a stream has no `catch`
    void made.catch;
  });

  test("a stream can be declared with await using", async () => {
    await using made = stream();
    await made.next();
  });
});

describe("events", () => {
  test("events narrow by type and by name, even if destructured", async () => {
    for await (const chunk of stream()) {
      if (chunk.type === "custom") expectTypeOf(chunk.data).toEqualTypeOf<{ progress: number }>();
      if (chunk.event === "custom")
        expectTypeOf(chunk).toEqualTypeOf<CustomStreamEvent<{ progress: number }>>();
      if (chunk.type === "updates") expectTypeOf(chunk.data["a"]?.draft).toEqualTypeOf<string | undefined>();
      const { type, data } = chunk;
      switch (type) {
        case "custom":
          expectTypeOf(data.progress).toEqualTypeOf<number>();
          break;
        case "metadata":
          expectTypeOf(data.run_id).toEqualTypeOf<string>();
          break;
        case "error":
          expectTypeOf(data).toEqualTypeOf<{ error: string; message: string }>();
          break;
      }
      // @ts-expect-error neither mode sends values
      if (type === "values") break;
      // @ts-expect-error unknown events are not in the union: it would not narrow otherwise
      if (type === "other") break;
    }
  });

  test("events of every mode are included if the modes are only known at run time", async () => {
    const modes: StreamMode[] = [];
    for await (const event of client.runs.stream("t", "agent", { streamMode: modes })) {
      expectTypeOf(event.type).toEqualTypeOf<StreamEvent<StreamMode>["type"]>();
      if (event.type === "messages/complete") expectTypeOf(event.data).toEqualTypeOf<Message[]>();
      if (event.type === "messages") expectTypeOf(event.data[0].id).toEqualTypeOf<string | undefined>();
      if (event.type === "values") expectTypeOf(event.data.answer).toEqualTypeOf<string>();
    }
  });

  test("values of a subgraph are unknown", async () => {
    const options = { streamMode: "values", streamSubgraphs: true } as const;
    for await (const event of client.runs.stream("t", "agent", options)) {
      if (event.type !== "values") continue;
      if (event.event === "values") expectTypeOf(event.data.answer).toEqualTypeOf<string>();
      else expectTypeOf(event.data).toEqualTypeOf<unknown>();
      // @ts-expect-error may be the values of a subgraph
      void event.data.answer;
    }
  });

  test("joinStream and resume type their events by mode; resume rejects input and command", async () => {
    for await (const event of client.runs.joinStream("t", "r", { streamMode: ["updates"] })) {
      if (event.event === "updates")
        expectTypeOf(event.data["a"]).toEqualTypeOf<Record<string, unknown> | undefined>();
      // @ts-expect-error not one of the modes
      if (event.event === "custom") break;
    }
    for await (const event of client.runs.resume("t", "agent", { id: "yes" }, { streamMode: "custom" })) {
      if (event.event === "custom") expectTypeOf(event.data.progress).toEqualTypeOf<number>();
    }
    // @ts-expect-error the answer is the input
    client.runs.resume("t", "agent", "yes", { input: {} });
    // @ts-expect-error the answer is the command
    client.runs.resume("t", "agent", "yes", { command: { resume: "no" } });
    const options: RunResumeOptions = { checkInterrupts: false, streamMode: "values" };
    client.runs.resume("t", "agent", "yes", options);
    // @ts-expect-error a boolean
    client.runs.resume("t", "agent", "yes", { checkInterrupts: 1 });
    // @ts-expect-error a new run answers nothing
    client.runs.stream("t", "agent", { checkInterrupts: false });
  });
});

describe("members of a stream", () => {
  test("run, lastEventId and cursor have their types, and cursor is readonly", () => {
    expectTypeOf(stream().run).toEqualTypeOf<Promise<RunIds>>();
    expectTypeOf<RunIds>().toEqualTypeOf<{ runId: string; threadId: string | null }>();
    expectTypeOf(stream().lastEventId).toEqualTypeOf<string | undefined>();
    expectTypeOf(stream().cursor).toEqualTypeOf<string | undefined>();
    // @ts-expect-error cursor is readonly
    stream().cursor = "";
    client.runs.joinStream("t", "r", { cursor: stream().cursor, lastEventId: stream().lastEventId });
  });

  test("final() returns the graph's output", async () => {
    const result = await stream().final();
    expectTypeOf(result).toEqualTypeOf<RunResult<{ answer: string }>>();
    expectTypeOf(result.status).toEqualTypeOf<"success" | "interrupted" | "cancelled">();
    expectTypeOf(result.values.answer).toEqualTypeOf<string>();
    expectTypeOf(result.interrupts).toEqualTypeOf<PendingInterrupt[]>();
    const unknown = await client.runs.stream(null, "uuid").final();
    expectTypeOf(unknown.values).toEqualTypeOf<DefaultValues>();
    const joined = await client.runs.joinStream("t", "r").final();
    expectTypeOf(joined.values).toEqualTypeOf<DefaultValues>();
    const own = await new Client<{ title: string }>().runs.stream("t", "any").final();
    expectTypeOf(own.values.title).toEqualTypeOf<string>();
    // @ts-expect-error unknown field of the output
    void result.values.messages;
  });

  test("text(), messages(), close() and cancel() have their types", async () => {
    expectTypeOf(stream().text()).toExtend<AsyncGenerator<string>>();
    expectTypeOf(stream().messages({ namespace: ["child"] })).toExtend<AsyncGenerator<Message>>();
    expectTypeOf(stream().close()).toEqualTypeOf<void>();
    expectTypeOf(stream().cancel({ wait: true, action: "rollback" })).toEqualTypeOf<Promise<void>>();
    // @ts-expect-error unknown action
    await stream().cancel({ action: "stop" });
    // @ts-expect-error a namespace is a path or a name
    stream().text({ namespace: 1 });
  });

  test("stream options type onReconnect, and reject wrong values", () => {
    client.runs.stream("t", "agent", {
      raiseError: false,
      maxReconnects: 3,
      idleTimeoutMs: null,
      onReconnect: (reconnect) => {
        expectTypeOf(reconnect).toEqualTypeOf<Reconnect>();
        expectTypeOf(reconnect).toEqualTypeOf<{ attempt: number; delayMs: number; cause: unknown }>();
      },
    });
    // @ts-expect-error milliseconds must be a number
    client.runs.stream("t", "agent", { idleTimeoutMs: "5s" });
    // @ts-expect-error a new run has no earlier events
    client.runs.stream("t", "agent", { lastEventId: "-1" });
  });

  test("a disconnected stream has an optional function that continues it", async () => {
    const error = new Error() as unknown;
    if (!(error instanceof StreamDisconnectedError)) return;
    expectTypeOf(error.runId).toEqualTypeOf<string | null>();
    expectTypeOf(error.received).toEqualTypeOf<number>();
    // @ts-expect-error may be undefined
    error.reconnect();
    for await (const event of error.reconnect?.() ?? []) expectTypeOf(event).toEqualTypeOf<unknown>();
  });

  test("a thread's stream has no members that need a single run", () => {
    const thread = client.threads.joinStream("t");
    expectTypeOf(thread.lastEventId).toEqualTypeOf<string | undefined>();
    expectTypeOf(thread.close()).toEqualTypeOf<void>();
    expectTypeOf(thread).toExtend<AsyncGenerator<{ event: string }> & AsyncDisposable>();
    type OfOneRun = Extract<keyof typeof thread, "run" | "cursor" | "final" | "text" | "messages" | "cancel">;
    expectTypeOf<OfOneRun>().toEqualTypeOf<never>();
    // @ts-expect-error a thread's stream is not a RunStream
    const run: RunStream<never> = thread;
    void run;
  });
});
