/** Types of the synchronous client: values instead of promises, narrowed as those of the asynchronous client. */
import type { Message, Thread, ThreadState } from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import type { SyncRunStream, SyncThreadsClient } from "langgraph-client/sync";
import { describe, expectTypeOf, test } from "vitest";

interface Graphs {
  agent: { state: { messages: Message[] }; input: { text: string }; custom: { progress: number } };
}

declare const client: SyncLangGraphClient<Graphs>;

describe("SyncLangGraphClient", () => {
  test("methods return values", () => {
    expectTypeOf(client.threads.getState<"agent">("t")).toEqualTypeOf<
      ThreadState<Graphs["agent"]["state"]>
    >();
    expectTypeOf(client.threads.delete("t")).toEqualTypeOf<void>();
    expectTypeOf(client.runs.wait("t", "agent").messages).toEqualTypeOf<Message[]>();
    expectTypeOf(client.request("GET", "/a")).toEqualTypeOf<unknown>();
    expectTypeOf(client.threads).toEqualTypeOf<SyncThreadsClient<Graphs>>();
    expectTypeOf<SyncLangGraphClient>().toExtend<Disposable>();
  });

  test("overloads are kept", () => {
    expectTypeOf(client.assistants.search({ includePagination: true }).next).toEqualTypeOf<string | null>();
    expectTypeOf(client.assistants.search()).toBeArray();
    expectTypeOf(client.threads.update("t", { returnMinimal: true })).toEqualTypeOf<void>();
  });

  test("events and parts narrow", () => {
    for (const event of client.runs.stream("t", "agent", { streamMode: ["values", "custom"] })) {
      if (event.event === "values") expectTypeOf(event.data.messages).toEqualTypeOf<Message[]>();
      if (event.event === "custom") expectTypeOf(event.data).toEqualTypeOf<{ progress: number }>();
      // @ts-expect-error not an event of these modes
      if (event.event === "updates") return;
    }
    for (const part of client.runs.stream("t", "agent").parts()) {
      if (part.type === "custom") expectTypeOf(part.payload.progress).toBeNumber();
    }
    for (const text of client.runs.stream("t", "agent").text()) expectTypeOf(text).toBeString();
    expectTypeOf(client.runs.stream("t", "agent").run.runId).toBeString();
    expectTypeOf(client.runs.stream("t", "agent").final().values.messages).toEqualTypeOf<Message[]>();
    expectTypeOf(client.runs.stream("t", "agent")).toExtend<SyncRunStream>();
  });

  test("lists are iterables", () => {
    for (const thread of client.threads.iterate()) expectTypeOf(thread).toExtend<Thread>();
    // @ts-expect-error not an asynchronous iterable
    expectTypeOf(client.threads.iterate()[Symbol.asyncIterator]).toBeFunction();
  });

  test("raw calls narrow, and have the parts of a response that can cross", () => {
    const { data, error, response } = client.raw.GET("/threads/{thread_id}", {
      params: { path: { thread_id: "t" } },
    });
    if (error === undefined) expectTypeOf(data.thread_id).toBeString();
    expectTypeOf(response.status).toBeNumber();
    expectTypeOf(response.headers).toEqualTypeOf<Headers>();
    // @ts-expect-error the body was read in the other thread
    response.json;
    // @ts-expect-error unknown path
    client.raw.GET("/nowhere");
    // @ts-expect-error a stream cannot cross
    client.raw.GET("/ok", { parseAs: "stream" });
  });

  test("what must not compile", () => {
    // @ts-expect-error a result cannot be awaited as a call with a response
    client.threads.get("t").withResponse;
    // @ts-expect-error a wrong input
    client.runs.create("t", "agent", { input: { text: 1 } });
    // @ts-expect-error functions that return promises cannot cross
    new SyncLangGraphClient({ fetch });
    // @ts-expect-error functions that return promises cannot cross
    new SyncLangGraphClient({ auth: async () => ({ a: "b" }) });
    new SyncLangGraphClient({ auth: () => ({ a: "b" }), logger: console });
  });
});
