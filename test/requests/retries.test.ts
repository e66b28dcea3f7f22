/** Retries beyond the table of faults: the number of attempts, Retry-After, and the delays between attempts. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { LangGraphClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";
import { withoutDelays } from "../helpers/skipped-delays.js";

async function clientOf(respond: Respond | CannedResponse | CannedResponse[], options: ClientOptions = {}) {
  const server = await listen(respond);
  return { server, client: new LangGraphClient({ apiUrl: server.url, apiKey: null, ...options }) };
}

/** Creates a client with a stubbed fetch that skips delays. The last response is repeated. */
function stubbed(responses: CannedResponse[], options: ClientOptions = {}) {
  let attempts = 0;
  const fetch = async () => {
    const {
      status = 200,
      headers = {},
      body = "",
    } = responses[Math.min(attempts, responses.length - 1)] ?? {};
    attempts += 1;
    if (status === 0) throw new TypeError("fetch failed");
    return new Response(String(body), { status, headers });
  };
  return { ...withoutDelays({ fetch, apiKey: null, ...options }), count: () => attempts };
}

const at = (status: number, headers: Record<string, string> = { "retry-after": "0" }): CannedResponse => ({
  status,
  headers,
});

describe("the number of attempts", () => {
  test.each<[string, ClientOptions, object, number]>([
    ["four times by default", {}, {}, 4],
    ["twice with maxRetries: 1 of the client", { maxRetries: 1 }, {}, 2],
    ["once with maxRetries: 0", { maxRetries: 0 }, {}, 1],
    ["three times with maxRetries: 2 of the call", { maxRetries: 1 }, { maxRetries: 2 }, 3],
    ["three times with maxRetries: 2 of callerOptions", { callerOptions: { maxRetries: 2 } }, {}, 3],
    [
      "once with maxRetries: 0 of the client and 2 of callerOptions",
      { maxRetries: 0, callerOptions: { maxRetries: 2 } },
      {},
      1,
    ],
  ])("sends a GET that returns 503 %s", async (_, options, call, attempts) => {
    const { client, server } = await clientOf(at(503), options);
    expect(await failure(client.threads.get("t", call))).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(attempts);
  });

  test.each([-1, 1.5, NaN])("rejects maxRetries: %s", async (maxRetries) => {
    expect(() => new LangGraphClient({ maxRetries })).toThrow(/^maxRetries: /);
    const { client, server } = await clientOf(json({}));
    expect(await failure(client.threads.get("t", { maxRetries }))).toMatchObject({ argument: "maxRetries" });
    expect(server.requests).toEqual([]);
  });

  test.each(["auth", "onRequest"] as const)("does not retry when %s rejects", async (hook) => {
    const reason = new Error("mine");
    const callback = vi.fn(() => Promise.reject(reason));
    const { client, server } = await clientOf(json({}), { [hook]: callback });
    expect(await failure(client.threads.get("t"))).toBe(reason);
    expect(callback).toHaveBeenCalledOnce();
    expect(server.requests).toEqual([]);
  });

  test("stops retrying after a success", async () => {
    const { client, server } = await clientOf([at(500), at(502), json({ thread_id: "t" })]);
    expect(await client.threads.get("t")).toEqual({ thread_id: "t" });
    expect(server.requests).toHaveLength(3);
  });
});

describe("the delay between attempts", () => {
  afterEach(() => void vi.restoreAllMocks());

  test("doubles the delays up to a limit and randomizes their upper half", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client, delays } = stubbed([at(500, {})], { maxRetries: 6 });
    await failure(client.threads.get("t"));
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
    vi.spyOn(Math, "random").mockReturnValue(1);
    delays.length = 0;
    await failure(client.threads.get("t"));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  test("retries at once after the first connection failure and after delays from then on", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client, delays } = stubbed([at(0)]);
    await failure(client.threads.get("t"));
    expect(delays).toEqual([0, 250, 500]);
  });

  test.each([
    ["seconds", "7", 7_000],
    ["zero seconds", "0", 0],
    ["a date in the past", "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("waits for Retry-After with %s", async (_, value, delay) => {
    const { client, delays } = stubbed([at(503, { "retry-after": value }), json({})]);
    await client.threads.get("t");
    expect(delays).toEqual([delay]);
  });

  test("waits for Retry-After with a date in the future", async () => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const { client, delays } = stubbed([at(429, { "retry-after": date }), json({})]);
    await client.runs.create("t", "a");
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThan(20_000);
    expect(delays[0]).toBeLessThanOrEqual(30_000);
  });

  test("ignores an invalid Retry-After", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client, delays } = stubbed([at(503, { "retry-after": "soon" }), json({})]);
    await client.threads.get("t");
    expect(delays).toEqual([250]);
  });

  test("does not retry when Retry-After is longer than a minute", async () => {
    const { client, delays, count } = stubbed([at(429, { "retry-after": "61" })]);
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "RateLimitError" });
    expect([delays, count()]).toEqual([[], 1]);
  });
});

describe("a cancel that returns 404", () => {
  const ended = json({ detail: "No matching runs to cancel." }, { status: 404 });
  const reset: Respond = (_, response) => void response.socket?.resetAndDestroy();
  type Cancel = (client: LangGraphClient) => PromiseLike<unknown>;
  const cancels: [string, Cancel][] = [
    ["runs.cancel", (client) => client.runs.cancel("t", "r")],
    ["runs.cancel with wait", (client) => client.runs.cancel("t", "r", true, "rollback")],
    ["runs.cancelMany", (client) => client.runs.cancelMany({ threadId: "t", runIds: ["r"] })],
  ];

  test.each(cancels)("%s resolves after a reset, because the first attempt did the work", async (_, call) => {
    const { client, server } = await clientOf((...args) => (args[2] === 0 ? reset(...args) : ended));
    expect(await call(client)).toBeUndefined();
    expect(server.requests).toHaveLength(2);
  });

  test.each(cancels)("%s resolves after a 502", async (_, call) => {
    const { client } = await clientOf([at(502), ended]);
    expect(await call(client)).toBeUndefined();
  });

  test.each(cancels)("%s rejects after a 429, which was not processed", async (_, call) => {
    const { client } = await clientOf([at(429), ended]);
    expect(await failure(call(client))).toMatchObject({ name: "NotFoundError" });
  });

  test.each(cancels)("%s rejects if the first attempt returns 404", async (_, call) => {
    const { client } = await clientOf(ended);
    expect(await failure(call(client))).toMatchObject({ name: "NotFoundError" });
  });

  test("runs.cancelMany by status is sent once, because runs may have been created since", async () => {
    const { client, server } = await clientOf((...args) => reset(...args));
    expect(await failure(client.runs.cancelMany({ status: "pending" }))).toMatchObject({
      mayHaveBeenProcessed: true,
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a DELETE that returns 404", () => {
  const gone = json({ detail: "none" }, { status: 404 });

  test("resolves a DELETE that returns 404 after a reset", async () => {
    const { client } = await clientOf((_, response, count) =>
      count === 0 ? void response.socket?.resetAndDestroy() : gone,
    );
    expect(await client.threads.delete("t")).toBeUndefined();
  });

  test("resolves a DELETE that returns 404 after a 502", async () => {
    const { client } = await clientOf([at(502), gone]);
    expect(await client.runs.delete("t", "r")).toBeUndefined();
  });

  test.each([429, 503])("rejects a DELETE that returns 404 after a %i", async (status) => {
    const { client } = await clientOf([at(status), gone]);
    expect(await failure(client.threads.delete("t"))).toMatchObject({ name: "NotFoundError" });
  });

  test("rejects a DELETE whose first attempt returns 404", async () => {
    const { client } = await clientOf(gone);
    expect(await failure(client.threads.delete("t"))).toMatchObject({ name: "NotFoundError" });
  });

  test("rejects a PATCH that returns 404 after a 502", async () => {
    const { client } = await clientOf([at(502), gone]);
    expect(await failure(client.threads.update("t", {}))).toMatchObject({ name: "NotFoundError" });
  });
});

test.each<[string, boolean, (client: LangGraphClient) => PromiseLike<unknown>]>([
  ["is true for a write", true, (client) => client.threads.update("t", {})],
  ["is false for a read", false, (client) => client.threads.get("t")],
])(
  "mayHaveBeenProcessed %s whose first attempt returned 500 and whose last one was not sent",
  async (_, mayHaveBeenProcessed, call) => {
    const closedServer = createServer().listen(0, "127.0.0.1");
    await once(closedServer, "listening");
    const { port } = closedServer.address() as AddressInfo;
    await once(closedServer.close(), "close");
    const responses = [500, 429].map(
      (status) => new Response(null, { status, headers: { "retry-after": "0" } }),
    );
    const client = new LangGraphClient({
      apiUrl: `http://127.0.0.1:${port}`,
      apiKey: null,
      maxRetries: 2,
      fetch: async (url, init) => responses.shift() ?? fetch(url, init),
    });
    expect(await failure(call(client))).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("ECONNREFUSED"),
      mayHaveBeenProcessed,
    });
  },
);

/** Starts a server that closes a connection at its second request, as servers do with connections idle for too long. */
async function serveWithStaleConnections() {
  const seen = new Map<Socket, number>();
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const count = (seen.get(request.socket) ?? 0) + 1;
    seen.set(request.socket, count);
    if (count === 2) request.socket.destroy();
    else
      request
        .resume()
        .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const client = new LangGraphClient({ apiUrl: `http://127.0.0.1:${port}`, apiKey: null });
  return { client, count: () => requests };
}

describe("an idle connection that the server closed", () => {
  test("retries a GET on a connection that the server closed while idle", async () => {
    const { client, count } = await serveWithStaleConnections();
    for (let round = 0; round < 10; round += 1) expect(await client.threads.get("t")).toEqual({});
    expect(count()).toBeGreaterThan(10);
  });

  test("sends a POST once on a connection that the server closed while idle and reports an ambiguous failure", async () => {
    const { client, count } = await serveWithStaleConnections();
    const failures: unknown[] = [];
    for (let round = 0; round < 10; round += 1) {
      await client.runs.create("t", "a").catch((error: unknown) => failures.push(error));
    }
    expect(failures.length).toBeGreaterThan(0);
    for (const error of failures)
      expect(error).toMatchObject({ name: "ConnectionError", mayHaveBeenProcessed: true });
    expect(count()).toBe(10);
  });
});

test("sends a cancel while 60 requests are pending", async () => {
  const { client, server } = await clientOf(({ url }) => (url.includes("cancel") ? json({}) : undefined));
  const controllers = Array.from({ length: 60 }, () => new AbortController());
  const waits = controllers.map(({ signal }) => failure(client.runs.wait("t", "a", { signal })));
  await client.runs.cancel("t", "r");
  for (const controller of controllers) controller.abort();
  await Promise.all(waits);
  expect(server.requests.some(({ url }) => url.includes("cancel"))).toBe(true);
});

describe("the option logger", () => {
  test("logs responses and retries without keys and bodies", async () => {
    const lines: string[] = [];
    const logger = {
      debug: (line: string) => lines.push(`debug ${line.replace(/\d+ ms/, "0 ms")}`),
      warn: (line: string) => lines.push(`warn ${line}`),
    };
    const { client, server } = await clientOf([at(503), json({ secret: "in the body" })], {
      apiKey: "lsv2_secret",
      logger,
    });
    await client.threads.create({ threadId: "t", ifExists: "do_nothing", metadata: { lsv2_secret: 1 } });
    expect(lines).toEqual([
      `debug POST ${server.url}/threads: HTTP 503 in 0 ms`,
      `warn POST ${server.url}/threads: HTTP 503; attempt 2 of 4 in 0 ms`,
      `debug POST ${server.url}/threads: HTTP 200 in 0 ms, attempt 2`,
    ]);
  });

  test("calls warn as a method of the logger", async () => {
    class Own {
      readonly lines: string[] = [];
      warn(line: string): void {
        this.lines.push(line);
      }
    }
    const logger = new Own();
    const { client } = await clientOf([at(503), json({})], { logger });
    await client.threads.get("t");
    expect(logger.lines).toHaveLength(1);
  });
});
