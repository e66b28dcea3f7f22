/** Log lines, the hook for responses, and the warning of keys in browsers. */
import { LangGraphClient } from "langgraph-client";
import type { ClientOptions, ResponseInfo } from "langgraph-client";
import { createFakeServer } from "langgraph-client/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { all, caught, failure } from "../helpers/async.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const LEVELS = ["debug", "info", "warn", "error"] as const;

/** A logger that records its lines, without their times and hosts. */
function recorder() {
  const lines: string[] = [];
  const entries = LEVELS.map((level) => [
    level,
    (line: string) =>
      void lines.push(`${level} ${line.replace(/\d+ ms/g, "0 ms").replace(/[0-9a-f-]{36}/g, "1")}`),
  ]);
  return { lines, logger: Object.fromEntries(entries) as Required<ClientOptions>["logger"] };
}

function fake(options: ClientOptions = {}) {
  const server = createFakeServer({
    graphs: {
      agent: () => "Hello there",
      thrower: () => {
        throw new TypeError("secret of the graph");
      },
    },
  });
  const client = new LangGraphClient({
    apiUrl: "http://fake",
    apiKey: "secret-key",
    fetch: server.fetch,
    ...options,
  });
  return { server, client };
}

const input = { messages: "secret message" };

describe("the lines of a stream", () => {
  test("tell when it opened, was cut, reconnected and ended", async () => {
    const { lines, logger } = recorder();
    const { client, server } = fake({ logger });
    server.fail("POST /runs/stream", { cutAfter: 1 });
    await all(client.runs.stream(null, "agent", { input, onCompletion: "keep" }));
    expect(lines.filter((line) => !line.startsWith("debug"))).toEqual([
      "info run 1: connection 1 opened",
      expect.stringMatching(/^warn run 1: reconnect 1 in 0 ms: ConnectionError: /),
      "info run 1: connection 2 opened, replaying after -1",
      // A replay without new events proves the end.
      "info run 1: connection 3 opened, replaying after 1",
      "info run 1: complete after 3 events",
    ]);
    expect(lines[0]).toBe("debug POST http://fake/runs/stream: HTTP 200 in 0 ms");
    expect(lines.join("\n")).not.toContain("secret");
  });

  test("have an error if the server has lost its events", async () => {
    const { lines, logger } = recorder();
    const { client, server } = fake({ logger });
    server.fail("POST /runs/stream", { cutAfter: 1 });
    await failure(all(client.runs.stream(null, "agent", { input, maxReconnects: 0 })));
    expect(lines.filter((line) => line.startsWith("error"))).toEqual([
      expect.stringMatching(/^error run 1: StreamDisconnectedError: /),
    ]);
  });
});

test("the line of a response has its attempt and the id of the request", async () => {
  const { lines, logger } = recorder();
  const { client, server } = fake({ logger });
  server.fail("POST /threads/search", {
    status: 503,
    headers: { "retry-after": "0", "x-request-id": "req_1" },
  });
  await client.threads.search();
  expect(lines).toEqual([
    "debug POST http://fake/threads/search: HTTP 503 in 0 ms, request req_1",
    "warn POST http://fake/threads/search: HTTP 503; attempt 2 of 4 in 0 ms",
    "debug POST http://fake/threads/search: HTTP 200 in 0 ms, attempt 2",
  ]);
});

describe("LANGGRAPH_LOG", () => {
  test.each([
    ["debug", ["debug", "warn", "debug"]],
    ["info", ["warn"]],
    ["warn", ["warn"]],
    ["error", []],
    ["off", []],
  ])("%s is the lowest level, also of a given logger", async (level, expected) => {
    vi.stubEnv("LANGGRAPH_LOG", level);
    const own = recorder();
    const calls: string[] = [];
    for (const name of LEVELS) vi.spyOn(console, name).mockImplementation(() => void calls.push(name));
    for (const options of [{ logger: own.logger }, {}]) {
      const { client, server } = fake(options);
      server.fail("POST /threads/search", { status: 503, headers: { "retry-after": "0" } });
      await client.threads.search();
    }
    expect(own.lines.map((line) => line.split(" ")[0])).toEqual(expected);
    expect(calls).toEqual(expected);
  });

  test("with an unknown level throws InvalidArgumentError", () => {
    vi.stubEnv("LANGGRAPH_LOG", "verbose");
    expect(caught(fake)).toMatchObject({
      argument: "LANGGRAPH_LOG",
      message: "LANGGRAPH_LOG: expected debug, info, warn, error or off.",
    });
  });
});

describe("onResponse", () => {
  test("is called for every attempt, with its facts", async () => {
    const seen: [number, ResponseInfo][] = [];
    const { client, server } = fake({ onResponse: ({ status }, info) => void seen.push([status, info]) });
    server.fail("POST /threads/search", {
      status: 503,
      headers: { "retry-after": "0", "x-request-id": "req_1" },
    });
    await client.threads.search();
    const request = {
      method: "POST",
      url: "http://fake/threads/search",
      durationMs: expect.any(Number) as number,
    };
    expect(seen).toEqual([
      [503, { ...request, attempt: 1, requestId: "req_1" }],
      [200, { ...request, attempt: 2, requestId: undefined }],
    ]);
  });

  test("cannot fail a call", async () => {
    const onResponse = () => {
      throw new Error("mine");
    };
    expect(await fake({ onResponse }).client.threads.search()).toEqual([]);
  });

  test("must be a function", () => {
    expect(caught(() => fake({ onResponse: 1 as never }))).toMatchObject({ argument: "onResponse" });
  });
});

describe("an API key in a page", () => {
  const inPage = (options: ClientOptions = {}) => {
    vi.stubGlobal("window", { document: {} });
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    warn.mockClear();
    const { lines, logger } = recorder();
    fake({ ...options, ...(options.logger && { logger }) });
    return [...warn.mock.calls.flat(), ...lines].map(String);
  };
  const warning = /^(warn )?Everyone who opens this page can read the API key\./;

  test("is warned of, by the console or by the logger", () => {
    expect(inPage()).toEqual([expect.stringMatching(warning)]);
    expect(inPage({ logger: {} })).toEqual([expect.stringMatching(warning)]);
    expect(inPage({ apiKey: null, defaultHeaders: { "X-API-Key": "secret-key" } })).toHaveLength(1);
    expect(inPage().join("")).not.toContain("secret");
  });

  test("is not warned of with dangerouslyAllowBrowser, without a key, and outside of a page", () => {
    expect(inPage({ dangerouslyAllowBrowser: true })).toEqual([]);
    expect(inPage({ apiKey: null })).toEqual([]);
    const warn = vi.spyOn(console, "warn");
    vi.stubGlobal("window", {});
    fake();
    expect(warn).not.toHaveBeenCalled();
  });
});
