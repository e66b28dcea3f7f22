/** What the table of faults does not show: several attempts, what servers ask for, and what lies between attempts. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { LangGraphClient } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { Answer, Respond } from "../helpers/server.js";

async function clientOf(respond: Respond | Answer | Answer[], options: ClientOptions = {}) {
  const server = await listen(respond);
  return { server, client: new LangGraphClient({ apiUrl: server.url, apiKey: null, ...options }) };
}

/** A client whose answers come from nowhere: sockets have timers of their own. The last answer stays. */
function stubbed(answers: Answer[], options: ClientOptions = {}) {
  let attempts = 0;
  const fetch = async () => {
    const { status = 200, headers = {}, body = "" } = answers[Math.min(attempts, answers.length - 1)] ?? {};
    attempts += 1;
    if (status === 0) throw new TypeError("fetch failed");
    return new Response(String(body), { status, headers });
  };
  return { client: new LangGraphClient({ fetch, apiKey: null, ...options }), count: () => attempts };
}

const at = (status: number, headers: Record<string, string> = { "retry-after": "0" }): Answer => ({
  status,
  headers,
});

describe("the number of attempts", () => {
  test.each<[string, ClientOptions, object, number]>([
    ["is four by default", {}, {}, 4],
    ["is the client's", { maxRetries: 1 }, {}, 2],
    ["is none", { maxRetries: 0 }, {}, 1],
    ["is the call's", { maxRetries: 1 }, { maxRetries: 2 }, 3],
    ["is that of callerOptions", { callerOptions: { maxRetries: 2 } }, {}, 3],
    [
      "is the direct option's before that of callerOptions",
      { maxRetries: 0, callerOptions: { maxRetries: 2 } },
      {},
      1,
    ],
  ])("%s", async (_, options, call, attempts) => {
    const { client, server } = await clientOf(at(503), options);
    expect(await failure(client.threads.get("t", call))).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(attempts);
  });

  test.each([-1, 1.5, NaN])("is checked: %s", async (maxRetries) => {
    expect(() => new LangGraphClient({ maxRetries })).toThrow(/^maxRetries: /);
    const { client, server } = await clientOf(json({}));
    expect(await failure(client.threads.get("t", { maxRetries }))).toMatchObject({ argument: "maxRetries" });
    expect(server.requests).toEqual([]);
  });

  test.each(["auth", "onRequest"] as const)("is one where %s fails", async (hook) => {
    const reason = new Error("mine");
    const asked = vi.fn(() => Promise.reject(reason));
    const { client, server } = await clientOf(json({}), { [hook]: asked });
    expect(await failure(client.threads.get("t"))).toBe(reason);
    expect(asked).toHaveBeenCalledOnce();
    expect(server.requests).toEqual([]);
  });

  test("a success in between ends it", async () => {
    const { client, server } = await clientOf([at(500), at(502), json({ thread_id: "t" })]);
    expect(await client.threads.get("t")).toEqual({ thread_id: "t" });
    expect(server.requests).toHaveLength(3);
  });
});

describe("between attempts", () => {
  /** The delays that are waited for; nothing really waits. */
  let delays: number[];
  beforeEach(() => {
    delays = [];
    const { setTimeout } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
      // The limit of an attempt is none of these, nor are the timers of idle connections of other tests.
      if (ms === 60_000 || ms === 3_000) return setTimeout(run, ms);
      delays.push(ms);
      return setTimeout(run, 0);
    }) as typeof setTimeout);
  });
  afterEach(() => void vi.restoreAllMocks());

  test("the pauses double, with chance in their second half", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client } = stubbed([at(500, {})], { maxRetries: 6 });
    await failure(client.threads.get("t"));
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
    vi.spyOn(Math, "random").mockReturnValue(1);
    delays.length = 0;
    await failure(client.threads.get("t"));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  test("a broken connection is tried again at once, and then after pauses", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client } = stubbed([at(0)]);
    await failure(client.threads.get("t"));
    expect(delays).toEqual([0, 250, 500]);
  });

  test.each([
    ["seconds", "7", 7_000],
    ["nothing", "0", 0],
    ["a date that is over", "Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ])("Retry-After is obeyed: %s", async (_, value, delay) => {
    const { client } = stubbed([at(503, { "retry-after": value }), json({})]);
    await client.threads.get("t");
    expect(delays).toEqual([delay]);
  });

  test("Retry-After is obeyed: a date to come", async () => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const { client } = stubbed([at(429, { "retry-after": date }), json({})]);
    await client.runs.create("t", "a");
    expect(delays).toHaveLength(1);
    expect(delays[0]).toBeGreaterThan(20_000);
    expect(delays[0]).toBeLessThanOrEqual(30_000);
  });

  test("Retry-After that makes no sense is ignored", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { client } = stubbed([at(503, { "retry-after": "soon" }), json({})]);
    await client.threads.get("t");
    expect(delays).toEqual([250]);
  });

  test("a server that wants more than a minute is not waited for", async () => {
    const { client, count } = stubbed([at(429, { "retry-after": "61" })]);
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "RateLimitError" });
    expect([delays, count()]).toEqual([[], 1]);
  });
});

describe("a deletion that meets 404", () => {
  const gone = json({ detail: "none" }, { status: 404 });

  test("after an attempt that may have worked is done", async () => {
    const { client } = await clientOf((_, response, count) =>
      count === 0 ? void response.socket?.resetAndDestroy() : gone,
    );
    expect(await client.threads.delete("t")).toBeUndefined();
  });

  test("after an internal error is done", async () => {
    const { client } = await clientOf([at(502), gone]);
    expect(await client.runs.delete("t", "r")).toBeUndefined();
  });

  test.each([429, 503])("after a refusal (%i) is an error", async (status) => {
    const { client } = await clientOf([at(status), gone]);
    expect(await failure(client.threads.delete("t"))).toMatchObject({ name: "NotFoundError" });
  });

  test("at first is an error", async () => {
    const { client } = await clientOf(gone);
    expect(await failure(client.threads.delete("t"))).toMatchObject({ name: "NotFoundError" });
  });

  test("is no matter of others", async () => {
    const { client } = await clientOf([at(502), gone]);
    expect(await failure(client.threads.update("t", {}))).toMatchObject({ name: "NotFoundError" });
  });
});

test.each<[string, boolean, (client: LangGraphClient) => PromiseLike<unknown>]>([
  ["a write may be done by one before", true, (client) => client.threads.update("t", {})],
  ["a read does nothing", false, (client) => client.threads.get("t")],
])("where the last attempt meets nobody, %s", async (_, mayHaveBeenProcessed, call) => {
  const nobody = createServer().listen(0, "127.0.0.1");
  await once(nobody, "listening");
  const { port } = nobody.address() as AddressInfo;
  await once(nobody.close(), "close");
  const answers = [500, 429].map((status) => new Response(null, { status, headers: { "retry-after": "0" } }));
  const client = new LangGraphClient({
    apiUrl: `http://127.0.0.1:${port}`,
    apiKey: null,
    maxRetries: 2,
    fetch: async (url, init) => answers.shift() ?? fetch(url, init),
  });
  expect(await failure(call(client))).toMatchObject({
    name: "ConnectionError",
    message: expect.stringContaining("ECONNREFUSED"),
    mayHaveBeenProcessed,
  });
});

/** A server that closes a connection at its second request, as one does whose idle time is over. */
async function forgetful() {
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
  test("is never seen by reads", async () => {
    const { client, count } = await forgetful();
    for (let round = 0; round < 10; round += 1) expect(await client.threads.get("t")).toEqual({});
    expect(count()).toBeGreaterThan(10);
  });

  test("is an ambiguous failure of a write, which goes out once", async () => {
    const { client, count } = await forgetful();
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

test("there is no limit to requests at a time: a cancel always goes out", async () => {
  const { client, server } = await clientOf(({ url }) => (url.includes("cancel") ? json({}) : undefined));
  const controllers = Array.from({ length: 60 }, () => new AbortController());
  const waits = controllers.map(({ signal }) => failure(client.runs.wait("t", "a", { signal })));
  await client.runs.cancel("t", "r");
  for (const controller of controllers) controller.abort();
  await Promise.all(waits);
  expect(server.requests.some(({ url }) => url.includes("cancel"))).toBe(true);
});

describe("a logger", () => {
  test("sees answers and retries, and no secrets", async () => {
    const lines: string[] = [];
    const logger = {
      debug: (line: string) => lines.push(`debug ${line}`),
      warn: (line: string) => lines.push(`warn ${line}`),
    };
    const { client, server } = await clientOf([at(503), json({ secret: "in the body" })], {
      apiKey: "lsv2_secret",
      logger,
    });
    await client.threads.create({ threadId: "t", ifExists: "do_nothing", metadata: { lsv2_secret: 1 } });
    expect(lines).toEqual([
      `debug POST ${server.url}/threads: HTTP 503`,
      `warn POST ${server.url}/threads: HTTP 503; attempt 2 of 4 in 0 ms`,
      `debug POST ${server.url}/threads: HTTP 200`,
    ]);
  });

  test("is called as a method", async () => {
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
