import { LangGraphClient } from "langgraph-client";
import type {
  CustomStreamEvent,
  DefaultValues,
  ErrorStreamEvent,
  Interrupt,
  Message,
  MessageChunk,
  OtherEvent,
  StreamEvent,
  StreamMode,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface Graphs {
  agent: { state: { messages: Message[] }; update: { draft: string }; custom: { progress: number } };
}
const client = new LangGraphClient<Graphs>();

describe("stream events", () => {
  test("data narrows by the event's name, for one mode", async () => {
    for await (const event of client.runs.stream("t", "agent", { streamMode: "messages-tuple" })) {
      if (event.event === "messages") {
        const [message, meta] = event.data;
        expectTypeOf(message).toEqualTypeOf<MessageChunk>();
        expectTypeOf(meta.langgraph_node).toEqualTypeOf<string | undefined>();
      }
      if (event.event === "metadata") expectTypeOf(event.data.run_id).toEqualTypeOf<string>();
      if (event.event === "error") expectTypeOf(event.data.message).toEqualTypeOf<string>();
    }
  });

  test("a stream without streamMode has values events", async () => {
    for await (const event of client.runs.stream("t", "agent")) {
      if (event.event === "values") {
        expectTypeOf(event.data.messages).toEqualTypeOf<Message[]>();
        expectTypeOf(event.data.__interrupt__?.[0]?.value).toEqualTypeOf<unknown>();
      }
    }
  });

  test("events of several modes narrow by name and by type, even if destructured", async () => {
    for await (const chunk of client.runs.stream("t", "agent", { streamMode: ["updates", "custom"] })) {
      if (chunk.type === "updates")
        expectTypeOf(chunk.data["node"]).toEqualTypeOf<{ draft: string } | undefined>();
      if (chunk.type === "custom") expectTypeOf(chunk.data).toEqualTypeOf<{ progress: number }>();
      const { event, data } = chunk;
      if (event === "custom") expectTypeOf(data.progress).toEqualTypeOf<number>();
      if (event === "updates") expectTypeOf(data["node"]?.draft).toEqualTypeOf<string | undefined>();
    }
  });

  test("updates accept any node name", async () => {
    const draft: { draft: string } = { draft: "" };
    for await (const { event, data } of client.runs.stream("t", "agent", { streamMode: "updates" })) {
      if (event !== "updates") continue;
      for (const [node, update] of Object.entries(data)) {
        expectTypeOf(update).toEqualTypeOf(draft);
        expectTypeOf(data[node]).toEqualTypeOf<{ draft: string } | undefined>();
      }
      for (const update of Object.values(data)) expectTypeOf(update).toEqualTypeOf(draft);
      const record: Record<string, { draft: string }> = data;
      expectTypeOf(data.__interrupt__).toEqualTypeOf<Interrupt[] | undefined>();
      void record;
    }
  });

  test("the mode messages has partial messages and metadata", async () => {
    for await (const event of client.runs.stream("t", "agent", { streamMode: "messages" })) {
      if (event.event === "messages/partial") expectTypeOf(event.data).toEqualTypeOf<Message[]>();
      if (event.event === "messages/metadata") {
        expectTypeOf(event.data["m"]?.metadata).toEqualTypeOf<Record<string, unknown> | undefined>();
      }
    }
  });

  test("modes that are only known at run time include the events of every mode", async () => {
    const modes: StreamMode[] = ["values"];
    for await (const event of client.runs.stream("t", "agent", { streamMode: modes })) {
      if (event.event === "values") expectTypeOf(event.data.messages).toEqualTypeOf<Message[]>();
      if (event.event === "custom")
        expectTypeOf(event).toEqualTypeOf<CustomStreamEvent<{ progress: number }>>();
    }
  });

  test("with subgraphs, only the graph's own values have its state", async () => {
    const stream = client.runs.stream("t", "agent", { streamMode: "values", streamSubgraphs: true });
    for await (const event of stream) {
      if (event.event === "values") expectTypeOf(event.data.messages).toEqualTypeOf<Message[]>();
      else if (event.type === "values") expectTypeOf(event.data).toEqualTypeOf<unknown>();
      if (event.event.startsWith("values|")) expectTypeOf(event.event.split("|")).toEqualTypeOf<string[]>();
    }
  });

  test("events of an unknown assistant have the default state", async () => {
    for await (const event of client.runs.stream(null, "uuid", { streamMode: "values" })) {
      if (event.event === "values") expectTypeOf(event.data["any"]).toEqualTypeOf<unknown>();
    }
  });

  test("a joined stream has the events of every mode", async () => {
    for await (const event of client.runs.joinStream("t", "r")) {
      if (event.event === "values")
        expectTypeOf(event.data).toEqualTypeOf<DefaultValues & { __interrupt__?: Interrupt[] | undefined }>();
      if (event.event === "error") expectTypeOf(event).toEqualTypeOf<ErrorStreamEvent>();
    }
    for await (const event of client.threads.joinStream("t")) {
      if (event.event === "state_update") expectTypeOf(event.data.thread_id).toEqualTypeOf<string>();
    }
  });

  test("a stream is an AsyncGenerator", async () => {
    const make = (): AsyncGenerator<StreamEvent<"values">> => new LangGraphClient().runs.stream("t", "a");
    const stream = make();
    await stream.next();
    await stream.return(undefined);
    async function* outer(): AsyncGenerator<StreamEvent<"values">> {
      yield* new LangGraphClient().runs.stream("t", "a");
    }
    void outer;
  });

  test("an unknown event has the type other and unknown data", () => {
    expectTypeOf<OtherEvent["type"]>().toEqualTypeOf<"other">();
    expectTypeOf<OtherEvent["data"]>().toEqualTypeOf<unknown>();
  });
});

describe("stream types reject", () => {
  test("unknown modes are errors", () => {
    // @ts-expect-error unknown mode
    client.runs.stream("t", "agent", { streamMode: "value" });
    // @ts-expect-error unknown mode in a list
    client.runs.stream("t", "agent", { streamMode: ["values", "upates"] });
    // @ts-expect-error a mode of runs, not of threads
    client.threads.joinStream("t", { streamMode: "values" });
  });

  test("events and fields of another mode are errors", async () => {
    for await (const event of client.runs.stream("t", "agent", { streamMode: "updates" })) {
      // @ts-expect-error the mode updates has no values events
      if (event.event === "values") break;
      // @ts-expect-error the name of the mode is not the name of its event
      if (event.event === "messages-tuple") break;
    }
    for await (const event of client.runs.stream("t", "agent", { streamMode: "custom" })) {
      // @ts-expect-error unknown field of the event
      if (event.event === "custom") void event.data.progres;
      // @ts-expect-error the event is not narrowed
      void event.data.progress;
    }
  });

  test("then of a stream is an error", async () => {
    // @ts-expect-error a stream is not a promise
    void client.runs.stream("t", "agent").then;
  });
});
