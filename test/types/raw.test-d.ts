import { LangGraphClient } from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

const { raw } = new LangGraphClient();

describe("what compiles", () => {
  test("paths, parameters, bodies and answers", async () => {
    const { data, error, response } = await raw.GET("/threads/{thread_id}", {
      params: { path: { thread_id: "t" } },
      timeoutMs: 5,
      maxRetries: 1,
      idempotent: true,
      headers: { a: null },
    });
    expectTypeOf(data?.thread_id).toEqualTypeOf<string | undefined>();
    expectTypeOf(response).toEqualTypeOf<Response>();
    void error;
    const made = await raw.POST("/threads", { body: { metadata: { a: 1 } } });
    // The Python server answers 201 with a detail when supersteps fail.
    if (made.data && "status" in made.data) expectTypeOf(made.data.status).toExtend<string>();
    await raw.GET("/ok");
  });

  test("streams", async () => {
    const events = raw.stream("POST", "/threads/{thread_id}/stream/events", {
      params: { path: { thread_id: "t" } },
      body: { channels: ["values"] },
    });
    for await (const { id, event, data } of events) {
      expectTypeOf(id).toEqualTypeOf<string | undefined>();
      expectTypeOf(event).toEqualTypeOf<string>();
      expectTypeOf(data).toEqualTypeOf<unknown>();
    }
  });

  test("paths of one's own document", async () => {
    interface Own {
      "/own": {
        get: { responses: { 200: { content: { "application/json": { own: true } } } } };
      };
    }
    const { data } = await new LangGraphClient<{}, Own>().raw.GET("/own");
    expectTypeOf(data).toEqualTypeOf<{ own: true } | undefined>();
  });
});

describe("what must not compile", () => {
  test("calls", () => {
    // @ts-expect-error a path that is none
    void raw.GET("/thread/{thread_id}", { params: { path: { thread_id: "t" } } });
    // @ts-expect-error a method that the path has not
    void raw.PUT("/threads", {});
    // @ts-expect-error no id
    void raw.GET("/threads/{thread_id}", {});
    // @ts-expect-error an id of another name
    void raw.GET("/threads/{thread_id}", { params: { path: { threadId: "t" } } });
    // @ts-expect-error a body that does not fit
    void raw.POST("/threads", { body: { thread_id: 5 } });
    // @ts-expect-error a key must not go to another place
    void raw.GET("/ok", { baseUrl: "http://elsewhere" });
    // @ts-expect-error nothing goes past the client's own way of sending
    void raw.GET("/ok", { fetch });
    // @ts-expect-error there are no middlewares
    void raw.use;
  });
});
