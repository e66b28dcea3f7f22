/** Options, errors and the end of the synchronous client. */
import {
  InvalidArgumentError,
  LangGraphError,
  NotFoundError,
  RateLimitError,
  TimeoutError,
  ConnectionError,
} from "langgraph-client";
import { SyncLangGraphClient } from "langgraph-client/sync";
import type { SyncClientOptions } from "langgraph-client/sync";
import { afterAll, describe, expect, test } from "vitest";
import { caught, until } from "../helpers/async.js";
import { json, sse } from "../helpers/server.js";
import { startServers } from "./start.js";

const servers = startServers();
afterAll(() => servers[Symbol.asyncDispose]());

const settings = { apiKey: null, maxRetries: 0 };
const thread = json({ thread_id: "t" });

describe("options of the constructor", () => {
  test.each([
    ["fetch", { fetch: () => Promise.reject(new Error("unused")) }, /^fetch: .* Use LangGraphClient\.$/],
    ["onRequest", { onRequest: () => ({}) }, /^onRequest: .* Use defaultHeaders or auth\.$/],
    ["callerOptions.fetch", { callerOptions: { fetch } }, /^callerOptions\.fetch: /],
    ["apiURL", { apiURL: "http://localhost" }, /^apiURL: unknown option/],
    ["apiUrl", { apiUrl: "localhost:2024" }, /Did you mean "http:\/\/localhost:2024"/],
    ["options", "http://localhost:2024", /^options: expected an object, as in new SyncLangGraphClient/],
  ])("the constructor refuses %s", (argument, options, message) => {
    // Programs without types pass them.
    const error = caught(() => new SyncLangGraphClient(options as SyncClientOptions));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument, message: expect.stringMatching(message) as string });
  });

  test("the options are read when the client is created", async () => {
    const { url } = await servers.listen(thread);
    process.env["LANGGRAPH_API_KEY"] = "first";
    using client = new SyncLangGraphClient({ apiUrl: url });
    process.env["LANGGRAPH_API_KEY"] = "second";
    client.threads.get("t");
    delete process.env["LANGGRAPH_API_KEY"];
    expect((await servers.state(url)).requests[0]?.headers["x-api-key"]).toBe("first");
  });

  test("a client inside a LangGraph server is refused, because it would stop the server", () => {
    const globals = globalThis as Record<symbol, unknown>;
    globals[Symbol.for("langgraph_api:fetch")] = fetch;
    const error = caught(() => new SyncLangGraphClient());
    delete globals[Symbol.for("langgraph_api:fetch")];
    expect(error).toMatchObject({ argument: "apiUrl" });
  });
});

describe("functions of the caller", () => {
  test("auth is called before every attempt, and once more after a 401", async () => {
    const { url } = await servers.listen([json({}, { status: 401 }), thread]);
    let count = 0;
    const auth = () => ({ authorization: `Bearer ${(count += 1)}` });
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url, auth });
    expect(client.threads.get("t")).toEqual({ thread_id: "t" });
    const { requests } = await servers.state(url);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer 1", "Bearer 2"]);
  });

  test("auth can make a call of the same client", async () => {
    const { url } = await servers.listen([json({ token: "abc" }), thread]);
    let isOpen = false;
    using client: SyncLangGraphClient = new SyncLangGraphClient({
      ...settings,
      apiUrl: url,
      auth: () => {
        if (isOpen) return {};
        isOpen = true;
        const { token } = client.request("POST", "/token") as { token: string };
        return { authorization: token };
      },
    });
    expect(client.threads.get("t")).toEqual({ thread_id: "t" });
    const { requests } = await servers.state(url);
    expect(requests.map(({ url: path, headers }) => [path, headers.authorization])).toEqual([
      ["/token", undefined],
      ["/threads/t", "abc"],
    ]);
  });

  test("an error of auth is thrown by the call, as it is", async () => {
    const { url } = await servers.listen(thread);
    const reason = new RangeError("no token");
    const auth = () => {
      throw reason;
    };
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url, auth });
    expect(caught(() => client.threads.get("t"))).toBe(reason);
  });

  test("a promise of auth is refused", async () => {
    const { url } = await servers.listen(thread);
    // Programs without types pass it.
    const auth = (async () => ({})) as unknown as () => {};
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url, auth });
    expect(caught(() => client.threads.get("t"))).toMatchObject({
      message: expect.stringMatching(/^auth: returned a promise/) as string,
    });
  });

  test("the logger gets its lines while the call waits", async () => {
    const { url } = await servers.listen([json({}, { status: 503 }), thread]);
    const lines: string[] = [];
    const logger = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    using client = new SyncLangGraphClient({ apiUrl: url, apiKey: null, logger });
    client.threads.get("t");
    expect(lines).toEqual([
      expect.stringMatching(/threads\/t: HTTP 503 in \d+ ms$/),
      expect.stringMatching(/HTTP 503; attempt 2 of 4/),
      expect.stringMatching(/threads\/t: HTTP 200 in \d+ ms, attempt 2$/),
    ]);
  });

  test("onRunCreated is called by the call that starts the run", async () => {
    const headers = { "content-location": "/threads/t/runs/r" };
    const { url } = await servers.listen(json({ run_id: "r" }, { headers }));
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const runs: unknown[] = [];
    client.runs.create("t", "agent", { onRunCreated: (run) => runs.push(run) });
    expect(runs).toEqual([{ run_id: "r", thread_id: "t" }]);
  });
});

describe("arguments", () => {
  test.each([
    ["signal", (client: SyncLangGraphClient) => client.threads.get("t", { signal: AbortSignal.timeout(9) })],
    ["signal", (client: SyncLangGraphClient) => client.runs.joinStream("t", "r", AbortSignal.timeout(9))],
    ["body", (client: SyncLangGraphClient) => client.request("POST", "/a", { body: new FormData() })],
    ["parseAs", (client: SyncLangGraphClient) => client.raw.GET("/ok", { parseAs: "stream" as "text" })],
    [
      "querySerializer",
      (client: SyncLangGraphClient) => client.raw.GET("/info", { querySerializer: () => "a=b" }),
    ],
    ["threadId", (client: SyncLangGraphClient) => client.threads.get("")],
    ["middleware", (client: SyncLangGraphClient) => client.raw.use()],
  ] as const)("a call refuses %s", (argument, call) => {
    using client = new SyncLangGraphClient({ ...settings, apiUrl: "http://127.0.0.1:9" });
    expect(caught(() => call(client))).toMatchObject({ name: "InvalidArgumentError", argument });
  });

  test("values are sent as JSON has them", async () => {
    const { url } = await servers.listen(json({}));
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    class Point {
      readonly x = 1;
      toJSON() {
        return { point: this.x };
      }
    }
    const own = new (class Own {
      readonly y = 2;
    })();
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const body = {
      date: new Date(0),
      point: new Point(),
      own,
      none: undefined,
      call: () => 1,
      list: [() => 1],
    };
    client.request("POST", "/a", { body });
    client.request("POST", "/a", { body: new TextEncoder().encode("bytes") });
    client.request("POST", "/a", { body: JSON.parse('{"__proto__": {"a": 1}}') as object });
    const { requests } = await servers.state(url);
    expect(requests.map((request) => request.body)).toEqual([
      JSON.stringify(body),
      "bytes",
      '{"__proto__":{"a":1}}',
    ]);
    expect(caught(() => client.request("POST", "/a", { body: cycle }))).toMatchObject({ argument: "body" });
  });
});

describe("errors", () => {
  test("an error has its class, its fields and the frames of the caller", async () => {
    const headers = { "x-request-id": "q", "retry-after": "99" };
    const { url } = await servers.listen(json({ detail: "slow down" }, { status: 429, headers }));
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const error = caught(() => client.threads.get("t")) as RateLimitError;
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      name: "RateLimitError",
      message: "HTTP 429: slow down (GET /threads/{thread_id})",
      status: 429,
      detail: "slow down",
      body: { detail: "slow down" },
      requestId: "q",
      method: "GET",
      path: "/threads/{thread_id}",
      url: `${url}/threads/t`,
    });
    expect(error.headers).toBeInstanceOf(Headers);
    expect(error.headers.get("retry-after")).toBe("99");
    expect(error.stack).toContain("client.test.ts");
  });

  test("a failed connection has its cause", () => {
    using client = new SyncLangGraphClient({
      ...settings,
      apiUrl: "http://127.0.0.1:9",
      apiKey: "secret-key",
    });
    const error = caught(() => client.threads.get("t")) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.mayHaveBeenProcessed).toBe(false);
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(JSON.stringify(error) + String(error) + error.stack).not.toContain("secret-key");
  });

  test("timeoutMs ends a call that waits", async () => {
    const { url } = await servers.listen([{ then: "late" }]);
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    expect(caught(() => client.threads.get("t", { timeoutMs: 50 }))).toBeInstanceOf(TimeoutError);
  });

  test("raw calls return HTTP errors, with the parts of the response that can cross", async () => {
    const { url } = await servers.listen(json({ detail: "no" }, { status: 404, headers: { "x-a": "b" } }));
    using client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    const { data, error, response } = client.raw.GET("/ok");
    expect({ data, error }).toEqual({ data: undefined, error: { detail: "no" } });
    expect(response).toMatchObject({ status: 404, ok: false, url: `${url}/ok` });
    expect(response.headers.get("x-a")).toBe("b");
  });
});

describe("the end of a client", () => {
  test("a closed client refuses calls, and its connections are closed", async () => {
    const body = 'event: metadata\ndata: {"run_id":"r"}\n\n';
    const { url } = await servers.listen([{ ...sse(body), then: "event: end\ndata: null\n\n" }]);
    const client = new SyncLangGraphClient({ ...settings, apiUrl: url });
    expect(client.runs.stream("t", "agent").next()).toMatchObject({ value: { event: "metadata" } });
    client.close();
    await until(
      () => servers.state(url),
      ({ closed }) => closed === 1,
    );
    const error = caught(() => client.threads.get("t"));
    expect(error).toBeInstanceOf(LangGraphError);
    expect(error).toMatchObject({ message: "This client is closed. Create a new one." });
  });

  test("a client without calls can be closed", () => {
    new SyncLangGraphClient({ ...settings, apiUrl: "http://127.0.0.1:9" }).close();
  });

  test("one client can be closed while another one works", async () => {
    const { url } = await servers.listen(thread);
    using first = new SyncLangGraphClient({ ...settings, apiUrl: url });
    using second = new SyncLangGraphClient({ ...settings, apiUrl: url });
    expect([first, second].map((client) => client.threads.get("t"))).toHaveLength(2);
    first.close();
    expect(second.threads.get("t")).toEqual({ thread_id: "t" });
  });
});
