/** Behavior that all calls share: the promise, the options of a call, and the iterators over lists. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { Respond } from "../helpers/server.js";

async function clientOf(respond: Respond | ReturnType<typeof json>) {
  const server = await listen(respond);
  return { server, client: new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 }) };
}

describe("the promise of a call", () => {
  test("sends the request at once and is a Promise whose then() returns a plain Promise", async () => {
    const { client, server } = await clientOf(json({ thread_id: "t" }));
    const promise = client.threads.get("t");
    expect(promise).toBeInstanceOf(Promise);
    const child = promise.then((thread) => thread.thread_id);
    expect("withResponse" in child).toBe(false);
    expect(await child).toBe("t");
    expect(await promise).toEqual({ thread_id: "t" });
    expect(server.requests).toHaveLength(1);
  });

  test("returns the response and the data from withResponse()", async () => {
    const { client, server } = await clientOf(json([], { headers: { "x-pagination-total": "4" } }));
    const { data, response } = await client.threads.search().withResponse();
    expect(data).toEqual([]);
    expect([response.status, response.headers.get("x-pagination-total")]).toEqual([200, "4"]);
    expect(server.requests).toHaveLength(1);
  });

  test("causes no unhandled rejection when only withResponse() is awaited and the call fails", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    try {
      const { client } = await clientOf({ status: 404 });
      expect(await failure(client.threads.get("t").withResponse())).toMatchObject({ status: 404 });
      // Node reports unhandled rejections after all microtasks.
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", listener);
    }
  });
});

describe("options of a call", () => {
  test("sends extraBody and extraQuery without converting names", async () => {
    const { client, server } = await clientOf(json({}));
    await client.threads.create({
      extraBody: { newField: { aB: 1 } },
      extraQuery: { dryRun: true, tags: ["a", "b"] },
    });
    await client.threads.get("t", { extraQuery: { none: undefined, nothing: null } });
    await client.threads.copy("t", { extraBody: { deep: true } });
    expect(server.requests.map(({ url, body }) => [url, body])).toEqual([
      ["/threads?dryRun=true&tags=a&tags=b", '{"newField":{"aB":1}}'],
      ["/threads/t", ""],
      ["/threads/t/copy", '{"deep":true}'],
    ]);
  });

  test("rejects with the signal's reason and sends no request when the signal is already aborted", async () => {
    const { client, server } = await clientOf(json({}));
    const reason = new Error("changed my mind");
    const signal = AbortSignal.abort(reason);
    expect(await failure(client.threads.get("t", { signal }))).toBe(reason);
    expect(await failure(client.raw.GET("/ok", { signal }))).toBe(reason);
    expect(await failure(client.request("GET", "/own", { signal }))).toBe(reason);
    expect(await failure(all(client.runs.stream("t", "agent", { signal })))).toBe(reason);
    expect(await failure(all(client.threads.iterate({ signal })))).toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test("accepts the signal of an AbortController polyfill", async () => {
    const polyfilledSignal = () => {
      const target = new EventTarget();
      return {
        aborted: false,
        reason: undefined as unknown,
        addEventListener: target.addEventListener.bind(target),
        removeEventListener: target.removeEventListener.bind(target),
        abort(reason: unknown) {
          Object.assign(this, { aborted: true, reason });
          target.dispatchEvent(new Event("abort"));
        },
      };
    };
    const calls: ((client: LangGraphClient, signal: AbortSignal) => PromiseLike<unknown>)[] = [
      (client, signal) => client.threads.get("t", { signal }),
      (client, signal) => client.runs.wait("t", "a", { signal }),
      (client, signal) => client.raw.GET("/ok", { signal, parseAs: "blob" }),
      (client, signal) => all(client.runs.stream("t", "a", { signal })),
      (client, signal) => all(client.runs.joinStream("t", "r", signal)),
      (client, signal) => all(client.raw.stream("GET", "/ok", { signal })),
    ];
    for (const call of calls) {
      const signal = polyfilledSignal();
      const reason = new Error("changed my mind");
      const { client, server } = await clientOf(() => {
        signal.abort(reason);
        return undefined;
      });
      // A polyfill has only the members of an AbortSignal that the client uses.
      expect(await failure(call(client, signal as unknown as AbortSignal))).toBe(reason);
      expect(server.requests).toHaveLength(1);
    }
    const client = new LangGraphClient({
      apiKey: null,
      // Browsers throw for a signal that is not an AbortSignal.
      fetch: async (_, { signal }) => {
        if (signal && !(signal instanceof AbortSignal)) throw new TypeError("not of type AbortSignal");
        return Response.json({ a: 1 });
      },
    });
    const signal = polyfilledSignal() as unknown as AbortSignal;
    expect(await client.runs.wait("t", "a", { signal })).toEqual({ a: 1 });
  });

  test("treats signal: null as no signal", async () => {
    const { client } = await clientOf(json({}));
    const none = { signal: null } as unknown as { signal?: AbortSignal };
    expect(await client.threads.get("t", none)).toEqual({});
    expect((await client.raw.GET("/ok", none)).data).toEqual({});
    expect(await client.request("GET", "/own", none)).toEqual({});
  });

  test("sends a path with {constructor} and {toString} unchanged through request()", async () => {
    const { client, server } = await clientOf(json({}));
    await client.request("GET", "/my/{constructor}/{toString}");
    expect(server.requests.map(({ url }) => decodeURI(url))).toEqual(["/my/{constructor}/{toString}"]);
  });

  test("rejects with an AbortError when the signal is aborted while a request is pending", async () => {
    const controller = new AbortController();
    const { client } = await clientOf(() => {
      controller.abort();
      return undefined;
    });
    const error = await failure(client.runs.wait("t", "agent", { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError" });
    expect(error).toBe(controller.signal.reason);
  });
});

test("calls onRunCreated with the run's ids for create, wait and stream", async () => {
  const { client } = await clientOf(({ url }) => ({
    headers: {
      "content-type": url.includes("stream") ? "text/event-stream" : "application/json",
      "content-location": "/threads/t/runs/r?x=1",
    },
    body: url.includes("stream") ? "event: end\ndata: null\n\n" : "{}",
  }));
  const seen: unknown[] = [];
  const onRunCreated = (run: unknown) => seen.push(run);
  await client.runs.create("t", "agent", { onRunCreated });
  await client.runs.wait("t", "agent", { onRunCreated });
  await all(client.runs.stream("t", "agent", { onRunCreated }));
  expect(seen).toEqual(Array(3).fill({ run_id: "r", thread_id: "t" }));
});

describe("iterators over lists", () => {
  /** Serves rows by `limit` and `offset`. `change` may change the rows after each page. */
  function list(ids: string[], change: (page: number, rows: string[]) => void = () => {}): Respond {
    return ({ body }, _, count) => {
      const { limit, offset } = JSON.parse(body) as { limit: number; offset: number };
      const page = json(ids.slice(offset, offset + limit).map((thread_id) => ({ thread_id })));
      change(count, ids);
      return page;
    };
  }
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
  const read = async (respond: Respond, limit: number) => {
    const { client, server } = await clientOf(respond);
    const threads = await all(client.threads.iterate({ limit }));
    return { ids: threads.map(({ thread_id }) => thread_id), requests: server.requests.length };
  };

  test.each([0, 1, 2, 3, 4, 9, 10, 11])("an iterator yields all of %i rows in pages of 3", async (count) => {
    expect((await read(list(ids(count)), 3)).ids).toEqual(ids(count));
  });

  test("an iterator yields each row once when new rows are inserted before the current page", async () => {
    const { ids: seen } = await read(
      list(ids(7), (page, rows) => page === 0 && rows.unshift("new1", "new2")),
      3,
    );
    expect(seen.filter((id) => id.startsWith("t"))).toEqual(ids(7));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("an iterator skips no row when rows before the current page are deleted", async () => {
    const { ids: seen } = await read(
      list(ids(9), (page, rows) => page === 0 && rows.splice(0, 2)),
      3,
    );
    expect(seen).toEqual(ids(9));
  });

  test("an iterator skips no row when so many rows are deleted that the next page is empty", async () => {
    const { ids: seen } = await read(
      list(ids(9), (page, rows) => page === 1 && rows.splice(0, 5)),
      3,
    );
    expect(seen).toEqual(ids(9));
  });

  test("an iterator ends when all rows are deleted while it reads", async () => {
    const { ids: seen } = await read(
      list(ids(9), (page, rows) => page === 1 && rows.splice(0)),
      3,
    );
    expect(seen).toEqual(ids(6));
  });

  test("an iterator requests a page only when it is read", async () => {
    const { client, server } = await clientOf(list(ids(9)));
    for await (const { thread_id } of client.threads.iterate({ limit: 3 })) if (thread_id === "t2") break;
    expect(server.requests).toHaveLength(1);
  });

  test("an iterator rejects and sends no further request after an abort between pages", async () => {
    const controller = new AbortController();
    const { client, server } = await clientOf(list(ids(9)));
    const seen: string[] = [];
    const reading = async () => {
      for await (const { thread_id } of client.threads.iterate({ limit: 3, signal: controller.signal })) {
        seen.push(thread_id);
        if (thread_id === "t2") controller.abort();
      }
    };
    expect(await failure(reading())).toBe(controller.signal.reason);
    expect([seen, server.requests.length]).toEqual([["t0", "t1", "t2"], 1]);
  });

  test("runs.iterate yields all runs when the server takes `limit` for the end of the page", async () => {
    const all25 = Array.from({ length: 25 }, (_, index) => ({ run_id: `r${index}` }));
    const { client } = await clientOf(({ url }) => {
      const query = new URL(url, "http://x").searchParams;
      return json(all25.slice(Number(query.get("offset")), Number(query.get("limit"))));
    });
    expect(await all(client.runs.iterate("t", { limit: 10 }))).toEqual(all25);
  });

  test("runs.iterate sends one more request when a page is short, because servers may cap it", async () => {
    const { client, server } = await clientOf(json([{ run_id: "r0" }]));
    expect(await all(client.runs.iterate("t", { limit: 10 }))).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, (asked: number) => number, number]>([
    ["after the checkpoint in `before`", (asked) => asked + 1, 5],
    ["with the checkpoint in `before`", (asked) => Math.max(asked, 0), 5],
  ])(
    "threads.iterateHistory yields each state once when the server's pages begin %s",
    async (_, beginAt, count) => {
      const checkpoints = ["c0", "c1", "c2", "c3", "c4"];
      const { client } = await clientOf(({ url }) => {
        const begin = beginAt(checkpoints.indexOf(new URL(url, "http://x").searchParams.get("before") ?? ""));
        return json(
          checkpoints.slice(begin, begin + 2).map((checkpoint_id) => ({ checkpoint: { checkpoint_id } })),
        );
      });
      const states = await all(client.threads.iterateHistory("t", { limit: 2 }));
      expect(states.map(({ checkpoint }) => checkpoint.checkpoint_id)).toEqual(checkpoints.slice(0, count));
    },
  );
});

test("methods of a client can be bound and replaced", async () => {
  const { client, server } = await clientOf(json({}));
  const get = client.threads.get.bind(client.threads);
  const seen: string[] = [];
  client.threads.get = (id, options) => {
    seen.push(id);
    return get(id, options);
  };
  await client.threads.get("t");
  expect([seen, server.requests.length]).toEqual([["t"], 1]);
});
