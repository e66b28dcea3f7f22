/** What a client is made of: addresses, keys, headers and the fetch that it uses. */
import { LangGraphClient, ThreadsClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";

const VARIABLES = ["LANGGRAPH_API_URL", "LANGGRAPH_API_KEY", "LANGSMITH_API_KEY", "LANGCHAIN_API_KEY"];
const globals = globalThis as Record<PropertyKey, unknown>;

let before: Record<string, string | undefined>;
beforeEach(() => {
  before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  for (const name of VARIABLES) delete process.env[name];
});
afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const name of ["window", "importScripts", "location"]) delete globals[name];
  for (const name of ["langgraph_api:fetch", "langgraph_api:url"]) delete globals[Symbol.for(name)];
});

/** A fetch that notes what it is called with. */
function recorder() {
  const calls: { url: string; init: RequestInit; headers: Headers }[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    calls.push({ url, init, headers: new Headers(init.headers) });
    return Response.json({});
  };
  return { calls, fetch };
}

/** Where the client goes, and with which headers. */
async function sent(options: ClientOptions): Promise<{ url: string; headers: Headers }> {
  const { calls, fetch } = recorder();
  await new LangGraphClient({ ...options, fetch }).threads.get("t");
  return calls[0]!;
}

describe("apiUrl", () => {
  test.each([
    ["http://example.com", "http://example.com/threads/t"],
    ["http://example.com/", "http://example.com/threads/t"],
    ["https://example.com/api//", "https://example.com/api/threads/t"],
    ["https://example.com:8443/a/b", "https://example.com:8443/a/b/threads/t"],
  ])("%s", async (apiUrl, url) => {
    expect((await sent({ apiUrl })).url).toBe(url);
  });

  test("is read from the environment", async () => {
    process.env["LANGGRAPH_API_URL"] = "https://from.env/x";
    expect((await sent({})).url).toBe("https://from.env/x/threads/t");
    expect((await sent({ apiUrl: "https://given" })).url).toBe("https://given/threads/t");
  });

  test("is given where reading the environment is not allowed, as in Deno", async () => {
    const { process } = globalThis;
    const env = new Proxy(
      {},
      {
        get: () => {
          throw new Error("NotCapable");
        },
      },
    );
    globals["process"] = { ...process, env };
    try {
      const { url, headers } = await sent({ apiUrl: "https://given" });
      expect([url, headers.get("x-api-key")]).toEqual(["https://given/threads/t", null]);
    } finally {
      globals["process"] = process;
    }
  });

  test("is the local server's where there is nothing else", async () => {
    expect((await sent({})).url).toBe("http://localhost:8123/threads/t");
  });

  test("is relative to the page in a browser", async () => {
    globals["window"] = globalThis;
    globals["location"] = { href: "https://shop.example/cart?x=1" };
    expect((await sent({ apiUrl: "/api" })).url).toBe("https://shop.example/api/threads/t");
  });

  test("is the server's own loopback inside of one", async () => {
    const { calls, fetch } = recorder();
    globals[Symbol.for("langgraph_api:fetch")] = fetch;
    globals[Symbol.for("langgraph_api:url")] = "http://inside:1";
    await new LangGraphClient().threads.get("t");
    expect(calls.map(({ url }) => url)).toEqual(["http://inside:1/threads/t"]);
    expect((await sent({ apiUrl: "https://given" })).url).toBe("https://given/threads/t");
  });
});

describe("a key", () => {
  test.each<[string, ClientOptions, Record<string, string>, string | null]>([
    ["given", { apiKey: "given" }, { LANGGRAPH_API_KEY: "env" }, "given"],
    [
      "from LANGGRAPH_API_KEY",
      {},
      { LANGGRAPH_API_KEY: "1", LANGSMITH_API_KEY: "2", LANGCHAIN_API_KEY: "3" },
      "1",
    ],
    ["from LANGSMITH_API_KEY", {}, { LANGSMITH_API_KEY: "2", LANGCHAIN_API_KEY: "3" }, "2"],
    ["from LANGCHAIN_API_KEY", { apiKey: undefined }, { LANGCHAIN_API_KEY: "3" }, "3"],
    ["in quotes and spaces", {}, { LANGGRAPH_API_KEY: ' "quoted" ' }, "quoted"],
    ["that is empty in the environment", {}, { LANGGRAPH_API_KEY: " ", LANGSMITH_API_KEY: "2" }, "2"],
    ["of null", { apiKey: null }, { LANGGRAPH_API_KEY: "env" }, null],
    ["that is empty", { apiKey: "" }, { LANGGRAPH_API_KEY: "env" }, null],
    ["in the headers alone", { defaultHeaders: { "X-Api-Key": "own" } }, { LANGGRAPH_API_KEY: "env" }, "own"],
    ["in the headers, with null", { apiKey: null, defaultHeaders: { "X-API-KEY": "own" } }, {}, "own"],
    [
      "of an undefined header",
      { defaultHeaders: { "x-api-key": undefined } },
      { LANGGRAPH_API_KEY: "env" },
      "env",
    ],
    ["beside auth", { auth: () => ({ authorization: "Bearer b" }) }, { LANGGRAPH_API_KEY: "env" }, null],
    ["beside auth, given", { apiKey: "given", auth: () => ({}) }, { LANGGRAPH_API_KEY: "env" }, "given"],
  ])("%s", async (_, options, environment, key) => {
    Object.assign(process.env, environment);
    expect((await sent(options)).headers.get("x-api-key")).toBe(key);
  });

  test.each(["window", "importScripts"])(
    "is not read from the environment of a browser (%s)",
    async (name) => {
      process.env["LANGGRAPH_API_KEY"] = "env";
      process.env["LANGGRAPH_API_URL"] = "https://from.env";
      globals[name] = name === "window" ? globalThis : () => {};
      const { url, headers } = await sent({});
      expect(headers.get("x-api-key")).toBeNull();
      expect(url).toBe("http://localhost:8123/threads/t");
    },
  );
});

describe("headers", () => {
  test("of the call stand above the client's, whatever their case; null leaves one out", async () => {
    const { calls, fetch } = recorder();
    const defaultHeaders = {
      "X-A": "client",
      "X-B": "client",
      "x-c": "client",
      "x-d": null,
      "x-e": undefined,
    };
    const client = new LangGraphClient({ fetch, apiKey: "key", defaultHeaders });
    await client.threads.get("t", {
      headers: { "x-a": "call", "X-C": null, "x-f": "call", "x-b": undefined },
    });
    const { headers } = calls[0]!;
    expect(Object.fromEntries(headers)).toEqual({
      "x-a": "call",
      "x-b": "client",
      "x-f": "call",
      "x-api-key": "key",
    });
  });

  test("of a call can take the key away", async () => {
    const { calls, fetch } = recorder();
    await new LangGraphClient({ fetch, apiKey: "key" }).threads.get("t", { headers: { "x-api-key": null } });
    expect(calls[0]!.headers.has("x-api-key")).toBe(false);
  });
});

describe("the caller's objects", () => {
  test("are not changed, nor looked at again", async () => {
    const { calls, fetch } = recorder();
    const defaultHeaders: Record<string, string> = Object.freeze({ "x-a": "1" });
    const options: ClientOptions = Object.freeze({ fetch, apiKey: "key-a", defaultHeaders });
    const first = new LangGraphClient(options);
    const second = new LangGraphClient({ ...options, apiKey: null });
    await Promise.all([first.threads.get("t"), second.threads.get("t")]);
    expect(calls.map(({ headers }) => headers.get("x-api-key"))).toEqual(["key-a", null]);
    expect(defaultHeaders).toEqual({ "x-a": "1" });
  });

  test("given to a call are not changed", async () => {
    const { fetch } = recorder();
    const client = new LangGraphClient({ fetch, apiKey: null });
    const deep = <T extends object>(value: T): T => {
      for (const inner of Object.values(value)) if (typeof inner === "object" && inner) deep(inner);
      return Object.freeze(value);
    };
    const payload = deep({ input: { a: [1] }, metadata: { b: {} }, headers: { "x-a": "1" } });
    const thread = deep({ metadata: { a: 1 }, graphId: "g", supersteps: [{ updates: [{ asNode: "n" }] }] });
    await client.runs.create("t", "agent", payload);
    await client.threads.create(thread);
    await client.threads.update("t", deep({ metadata: { a: 1 }, returnMinimal: true as const, headers: {} }));
  });
});

describe("fetch", () => {
  test("is called with a string and a plain init", async () => {
    const { calls, fetch } = recorder();
    const client = new LangGraphClient({ fetch, apiKey: null });
    await client.threads.create({ metadata: { a: 1 } });
    await client.raw.POST("/threads", { body: {} });
    for (const { url, init } of calls) {
      expect(url).toBe("http://localhost:8123/threads");
      expect(init).toMatchObject({ method: "POST" });
      expect(Object.getPrototypeOf(init)).toBe(Object.prototype);
    }
    expect(calls.map(({ init }) => init.body)).toEqual(['{"metadata":{"a":1}}', "{}"]);
  });

  test("of callerOptions works, and gives way to the direct one", async () => {
    const direct = recorder();
    const caller = recorder();
    await new LangGraphClient({ callerOptions: { fetch: caller.fetch } }).threads.get("t");
    expect(caller.calls).toHaveLength(1);
    await new LangGraphClient({ fetch: direct.fetch, callerOptions: { fetch: caller.fetch } }).threads.get(
      "t",
    );
    expect([direct.calls.length, caller.calls.length]).toEqual([1, 1]);
  });

  test("of the runtime is looked up at each call", async () => {
    const client = new LangGraphClient({ apiKey: null });
    const { calls, fetch } = recorder();
    const real = globalThis.fetch;
    globalThis.fetch = fetch as typeof globalThis.fetch;
    try {
      await client.threads.get("t");
    } finally {
      globalThis.fetch = real;
    }
    expect(calls).toHaveLength(1);
  });

  test("that throws anything at all gives a ConnectionError", async () => {
    const fetch = () => Promise.reject("no network today");
    const error = await failure(new LangGraphClient({ fetch, maxRetries: 0 }).threads.get("t"));
    expect(error).toMatchObject({ name: "ConnectionError", cause: "no network today" });
  });
});

test("a logger that throws changes nothing", async () => {
  const seen: string[] = [];
  const tell = (message: string) => {
    seen.push(message);
    throw new Error("no disk");
  };
  const server = await listen(({ url }, _, count) => {
    if (url.endsWith("/stream")) return sse("event: values\ndata: 1\n\n");
    return count === 0 ? { status: 503, headers: { "retry-after": "0" } } : json({ a: 1 });
  });
  const client = new LangGraphClient({
    apiUrl: server.url,
    apiKey: null,
    logger: { debug: tell, warn: tell },
  });
  expect(await client.threads.get("t")).toEqual({ a: 1 });
  expect(await all(client.runs.stream("t", "a"))).toHaveLength(1);
  expect(seen.slice(0, 3)).toEqual([
    expect.stringMatching(/HTTP 503$/),
    expect.stringMatching(/attempt 2 of 4/),
    expect.stringMatching(/HTTP 200$/),
  ]);
});

test("a logger is called as a method", async () => {
  const { fetch } = recorder();
  const logger = {
    lines: 0,
    debug() {
      this.lines += 1;
    },
  };
  await new LangGraphClient({ fetch, apiKey: null, logger }).threads.get("t");
  expect(logger.lines).toBe(1);
});

describe("onRequest", () => {
  test("sees the URL and every header, and what it gives is sent", async () => {
    const server = await listen(json({}));
    const seen: { url: URL; init: RequestInit }[] = [];
    const client = new LangGraphClient({
      apiUrl: server.url,
      apiKey: "key",
      onRequest: async (url, init) => {
        seen.push({ url, init });
        const headers = new Headers(init.headers);
        headers.set("x-signed", String(init.body));
        return { ...init, headers };
      },
    });
    await client.threads.create({ metadata: { a: 1 } }).withResponse();
    await client.raw.GET("/ok");
    await client.request("GET", "/own");
    expect(seen.map(({ url }) => url.pathname)).toEqual(["/threads", "/ok", "/own"]);
    expect(seen[0]!.url).toBeInstanceOf(URL);
    expect(seen[0]!.init.headers).toEqual({ "content-type": "application/json", "x-api-key": "key" });
    expect(server.requests[0]!.headers).toMatchObject({
      "x-signed": '{"metadata":{"a":1}}',
      "x-api-key": "key",
    });
  });

  test("that throws rejects the call, and nothing is sent", async () => {
    const { calls, fetch } = recorder();
    const onRequest = () => {
      throw new Error("not today");
    };
    expect(await failure(new LangGraphClient({ fetch, onRequest }).threads.get("t"))).toMatchObject({
      message: "not today",
    });
    expect(calls).toEqual([]);
  });
});

test("a resource can be made of a client's options", async () => {
  const { calls, fetch } = recorder();
  await new ThreadsClient({ apiUrl: "http://alone", apiKey: "key", fetch }).get("t");
  expect(calls[0]!.url).toBe("http://alone/threads/t");
  expect(calls[0]!.headers.get("x-api-key")).toBe("key");
});
