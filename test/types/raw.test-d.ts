import { LangGraphClient } from "langgraph-client";
import type { paths } from "langgraph-client";
import type { Client } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";

type MediaType = `${string}/${string}`;

const { raw } = new LangGraphClient();

describe("raw", () => {
  test("raw types paths, parameters, bodies and responses", async () => {
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
    // The Python server returns 201 with a detail if supersteps fail.
    if (made.data && "status" in made.data)
      expectTypeOf(made.data.status).toEqualTypeOf<"idle" | "busy" | "interrupted" | "error">();
    await raw.GET("/ok");
  });

  test("raw.request types the same calls by their method", async () => {
    const path = { thread_id: "t" };
    const { data } = await raw.request("get", "/threads/{thread_id}", { params: { path }, timeoutMs: 5 });
    expectTypeOf(data?.thread_id).toEqualTypeOf<string | undefined>();
    const text = await raw.request("get", "/ok", { parseAs: "text" });
    expectTypeOf(text.data).toEqualTypeOf<string | undefined>();
  });

  test("the overload for libraries leaves the parameters of a raw method as they are", () => {
    expectTypeOf<Parameters<typeof raw.GET>[0]>().toExtend<`/${string}`>();
    expectTypeOf<"/ok">().toExtend<Parameters<typeof raw.GET>[0]>();
  });

  test("raw is a client of openapi-fetch, whose paths the compiler infers", () => {
    const take = <Paths extends {}, Media extends MediaType>(client: Client<Paths, Media>): Paths =>
      client as never;
    expectTypeOf(take(raw)).toEqualTypeOf<paths>();
  });

  test("raw.stream yields events with unknown data", async () => {
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

  test("raw accepts the paths of a custom document", async () => {
    interface Own {
      "/own": {
        get: { responses: { 200: { content: { "application/json": { own: true } } } } };
      };
    }
    const { data } = await new LangGraphClient<{}, Own>().raw.GET("/own");
    expectTypeOf(data).toEqualTypeOf<{ own: true } | undefined>();
  });
});

describe("raw rejects", () => {
  test("wrong calls of raw are errors", () => {
    // @ts-expect-error unknown path
    void raw.GET("/thread/{thread_id}", { params: { path: { thread_id: "t" } } });
    // @ts-expect-error unknown method of a path
    void raw.PUT("/threads", {});
    // @ts-expect-error missing id
    void raw.GET("/threads/{thread_id}", {});
    // @ts-expect-error misspelled id
    void raw.GET("/threads/{thread_id}", { params: { path: { threadId: "t" } } });
    // @ts-expect-error wrong type in the body
    void raw.POST("/threads", { body: { thread_id: 5 } });
    // @ts-expect-error requests must not send the key to another origin
    void raw.GET("/ok", { baseUrl: "http://elsewhere" });
    // @ts-expect-error a call cannot replace the client's fetch
    void raw.GET("/ok", { fetch });
    // @ts-expect-error a call by `request` cannot replace it either
    void raw.request("get", "/ok", { fetch });
    // @ts-expect-error unknown method of a path
    void raw.request("put", "/threads", {});
    // @ts-expect-error unknown path of any method
    void raw.TRACE("/ok");
    // @ts-expect-error middlewares are not supported
    raw.use({ onRequest: () => undefined });
    // @ts-expect-error no arguments, which only the overload for libraries has
    void raw.GET();
    const { GET } = raw;
    // @ts-expect-error the same without `raw`
    void GET();
  });
});
