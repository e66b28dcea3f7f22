/** Options of the client: URL, API key, headers, fetch, logger and onRequest. */
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

/** Creates a fetch that records its calls. */
function recorder() {
  const calls: { url: string; init: RequestInit; headers: Headers }[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    calls.push({ url, init, headers: new Headers(init.headers) });
    return Response.json({});
  };
  return { calls, fetch };
}

/** Sends a request with a client of these options. Returns its URL and headers. */
async function sent(options: ClientOptions): Promise<{ url: string; headers: Headers }> {
  const { calls, fetch } = recorder();
  await new LangGraphClient({ ...options, fetch }).threads.get("t");
  return calls[0]!;
}

test("null as callerOptions counts as absent", () => {
  // Untyped programs may pass null.
  const options = JSON.parse('{"callerOptions":null}') as ClientOptions;
  expect(() => new LangGraphClient(options)).not.toThrow();
});

describe("apiUrl", () => {
  test.each([
    ["http://example.com", "http://example.com/threads/t"],
    ["http://example.com/", "http://example.com/threads/t"],
    ["https://example.com/api//", "https://example.com/api/threads/t"],
    ["https://example.com:8443/a/b", "https://example.com:8443/a/b/threads/t"],
  ])("sends requests of a client with apiUrl %s to %s", async (apiUrl, url) => {
    expect((await sent({ apiUrl })).url).toBe(url);
  });

  test("reads apiUrl from LANGGRAPH_API_URL if the option is missing", async () => {
    process.env["LANGGRAPH_API_URL"] = "https://from.env/x";
    expect((await sent({})).url).toBe("https://from.env/x/threads/t");
    expect((await sent({ apiUrl: "https://given" })).url).toBe("https://given/threads/t");
  });

  test("uses the option apiUrl when reading the environment throws, as in Deno", async () => {
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

  test("uses http://localhost:8123 by default", async () => {
    expect((await sent({})).url).toBe("http://localhost:8123/threads/t");
  });

  test("resolves a relative apiUrl against the page in a browser", async () => {
    globals["window"] = globalThis;
    globals["location"] = { href: "https://shop.example/cart?x=1" };
    expect((await sent({ apiUrl: "/api" })).url).toBe("https://shop.example/api/threads/t");
  });

  test("uses the fetch and URL that a LangGraph server provides to its own graphs", async () => {
    const { calls, fetch } = recorder();
    globals[Symbol.for("langgraph_api:fetch")] = fetch;
    globals[Symbol.for("langgraph_api:url")] = "http://inside:1";
    await new LangGraphClient().threads.get("t");
    expect(calls.map(({ url }) => url)).toEqual(["http://inside:1/threads/t"]);
    expect((await sent({ apiUrl: "https://given" })).url).toBe("https://given/threads/t");
  });
});

describe("the API key", () => {
  test.each<[string, ClientOptions, Record<string, string>, string | null]>([
    [
      "the option apiKey rather than the environment",
      { apiKey: "given" },
      { LANGGRAPH_API_KEY: "env" },
      "given",
    ],
    [
      "the key from LANGGRAPH_API_KEY before the other variables",
      {},
      { LANGGRAPH_API_KEY: "1", LANGSMITH_API_KEY: "2", LANGCHAIN_API_KEY: "3" },
      "1",
    ],
    [
      "the key from LANGSMITH_API_KEY before LANGCHAIN_API_KEY",
      {},
      { LANGSMITH_API_KEY: "2", LANGCHAIN_API_KEY: "3" },
      "2",
    ],
    [
      "the key from LANGCHAIN_API_KEY if the other variables are missing",
      { apiKey: undefined },
      { LANGCHAIN_API_KEY: "3" },
      "3",
    ],
    [
      "a key in the environment without its quotes and spaces",
      {},
      { LANGGRAPH_API_KEY: ' "quoted" ' },
      "quoted",
    ],
    [
      "the key from the next variable when one is blank",
      {},
      { LANGGRAPH_API_KEY: " ", LANGSMITH_API_KEY: "2" },
      "2",
    ],
    ["no key with apiKey: null", { apiKey: null }, { LANGGRAPH_API_KEY: "env" }, null],
    ["no key with an empty apiKey", { apiKey: "" }, { LANGGRAPH_API_KEY: "env" }, null],
    [
      "the X-Api-Key of defaultHeaders rather than the environment",
      { defaultHeaders: { "X-Api-Key": "own" } },
      { LANGGRAPH_API_KEY: "env" },
      "own",
    ],
    [
      "the X-API-KEY of defaultHeaders with apiKey: null",
      { apiKey: null, defaultHeaders: { "X-API-KEY": "own" } },
      {},
      "own",
    ],
    [
      "the key from the environment when the x-api-key of defaultHeaders is undefined",
      { defaultHeaders: { "x-api-key": undefined } },
      { LANGGRAPH_API_KEY: "env" },
      "env",
    ],
    [
      "no key from the environment with auth",
      { auth: () => ({ authorization: "Bearer b" }) },
      { LANGGRAPH_API_KEY: "env" },
      null,
    ],
    [
      "the option apiKey together with auth",
      { apiKey: "given", auth: () => ({}) },
      { LANGGRAPH_API_KEY: "env" },
      "given",
    ],
  ])("sends %s", async (_, options, environment, key) => {
    Object.assign(process.env, environment);
    expect((await sent(options)).headers.get("x-api-key")).toBe(key);
  });

  test.each(["window", "importScripts"])(
    "ignores the environment in a browser, which has the global %s",
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
  test("headers of a call override the client's case-insensitively, and null removes one", async () => {
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

  test("removes the API key with the header x-api-key: null of a call", async () => {
    const { calls, fetch } = recorder();
    await new LangGraphClient({ fetch, apiKey: "key" }).threads.get("t", { headers: { "x-api-key": null } });
    expect(calls[0]!.headers.has("x-api-key")).toBe(false);
  });
});

describe("the caller's objects", () => {
  test("does not change the options that clients share", async () => {
    const { calls, fetch } = recorder();
    const defaultHeaders: Record<string, string> = Object.freeze({ "x-a": "1" });
    const options: ClientOptions = Object.freeze({ fetch, apiKey: "key-a", defaultHeaders });
    const first = new LangGraphClient(options);
    const second = new LangGraphClient({ ...options, apiKey: null });
    await Promise.all([first.threads.get("t"), second.threads.get("t")]);
    expect(calls.map(({ headers }) => headers.get("x-api-key"))).toEqual(["key-a", null]);
    expect(defaultHeaders).toEqual({ "x-a": "1" });
  });

  test("does not change the payload of a call", async () => {
    const { fetch } = recorder();
    const client = new LangGraphClient({ fetch, apiKey: null });
    const payload = { input: { a: [1] }, metadata: { b: {} }, headers: { "x-a": "1" } };
    const thread = { metadata: { a: 1 }, graphId: "g", supersteps: [{ updates: [{ asNode: "n" }] }] };
    const update = { metadata: { a: 1 }, returnMinimal: true as const, headers: {} };
    const before = structuredClone([payload, thread, update]);
    await client.runs.create("t", "agent", payload);
    await client.threads.create(thread);
    await client.threads.update("t", update);
    expect([payload, thread, update]).toEqual(before);
  });
});

describe("the option fetch", () => {
  test("calls fetch with a string and a plain object", async () => {
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

  test("uses the fetch of callerOptions unless the option fetch is set", async () => {
    const direct = recorder();
    const caller = recorder();
    await new LangGraphClient({ callerOptions: { fetch: caller.fetch } }).threads.get("t");
    expect(caller.calls).toHaveLength(1);
    await new LangGraphClient({ fetch: direct.fetch, callerOptions: { fetch: caller.fetch } }).threads.get(
      "t",
    );
    expect([direct.calls.length, caller.calls.length]).toEqual([1, 1]);
  });

  test("looks up the global fetch at each call", async () => {
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

  test("throws ConnectionError when fetch rejects with a value that is not an Error", async () => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the test needs a rejection that is not an Error
    const fetch = () => Promise.reject("no network today");
    const error = await failure(new LangGraphClient({ fetch, maxRetries: 0 }).threads.get("t"));
    expect(error).toMatchObject({ name: "ConnectionError", cause: "no network today" });
  });
});

test("ignores errors that a logger throws", async () => {
  const seen: string[] = [];
  const failingLog = (message: string) => {
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
    logger: { debug: failingLog, warn: failingLog },
  });
  expect(await client.threads.get("t")).toEqual({ a: 1 });
  expect(await all(client.runs.stream("t", "a"))).toHaveLength(1);
  expect(seen.slice(0, 3)).toEqual([
    expect.stringMatching(/HTTP 503 in \d+ ms$/),
    expect.stringMatching(/attempt 2 of 4/),
    expect.stringMatching(/HTTP 200 in \d+ ms, attempt 2$/),
  ]);
});

test("calls debug as a method of the logger", async () => {
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

describe("the option onRequest", () => {
  test("passes URL and headers to onRequest and sends the init that it returns", async () => {
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

  test("rejects the call and sends no request when onRequest throws", async () => {
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

test("creates a resource client from the options of a client", async () => {
  const { calls, fetch } = recorder();
  await new ThreadsClient({ apiUrl: "http://alone", apiKey: "key", fetch }).get("t");
  expect(calls[0]!.url).toBe("http://alone/threads/t");
  expect(calls[0]!.headers.get("x-api-key")).toBe("key");
});
