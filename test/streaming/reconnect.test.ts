/** Reconnects after cuts, with every kind of replay. Each event is delivered once, or the stream throws an error. */
import { StreamDisconnectedError } from "langgraph-client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failure } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeConnection, FakeRunOptions } from "../helpers/fake-run.js";
import { clientOf, fake, parseEvents, read, readRest } from "../helpers/fake-client.js";

afterEach(() => void vi.restoreAllMocks());

const letters = (text: string) =>
  parseEvents(text)
    .map(({ data }) => String(JSON.parse(data)))
    .join("");
const posts = ({ requests }: FakeRun) => requests.filter((request) => request.startsWith("POST"));
const cutAfter = (count: number, how: "reset" | "end" = "reset", at = 0): FakeConnection => ({
  cut: { after: count, at, how },
});

describe("a stream that reconnects", () => {
  const unique = "0:a 1:b 2:c 3:d 4:e";
  const groups = "100-0:a 200-0:b 200-0:c 200-0:d 300-0:e";

  /** Name, events, options of the run, and the Last-Event-ID of each reconnect. The last one proves the end. */
  test.each<[string, string, FakeRunOptions, string[]]>([
    ["the stream is not cut", unique, {}, ["3"]],
    ["the stream is reset before the first event", unique, { connections: [cutAfter(0)] }, ["-1", "3"]],
    [
      "the stream closes cleanly before the first event",
      unique,
      { connections: [cutAfter(0, "end")] },
      ["-1", "3"],
    ],
    [
      "the stream is reset within the first event",
      unique,
      { connections: [cutAfter(0, "reset", 9)] },
      ["-1", "3"],
    ],
    [
      "the stream is reset within the last line of the first event",
      unique,
      { connections: [cutAfter(1, "reset", -2)] },
      ["-1", "3"],
    ],
    ["the stream is reset between events", unique, { connections: [cutAfter(2)] }, ["0", "3"]],
    ["the stream closes cleanly between events", unique, { connections: [cutAfter(2, "end")] }, ["0", "3"]],
    [
      "the stream closes cleanly between data and id",
      unique,
      { connections: [cutAfter(3, "end", -7)] },
      ["0", "3"],
    ],
    [
      "the stream closes cleanly before the blank line of an event",
      unique,
      { connections: [cutAfter(3, "end", -1)] },
      ["0", "3"],
    ],
    ["the stream is reset after the last event", unique, { connections: [cutAfter(5)] }, ["3", "3"]],
    [
      "the stream is reset after every event",
      unique,
      { connections: [1, 2, 2, 2, 2].map((n) => cutAfter(n)) },
      "-1 0 1 2 3 3".split(" "),
    ],
    [
      "the stream is reset again before a new event",
      unique,
      { connections: [cutAfter(2), cutAfter(0), cutAfter(1)] },
      "0 0 0 3".split(" "),
    ],
    [
      "the stream is reset within a group of equal ids",
      groups,
      { connections: [cutAfter(3)] },
      ["100-0", "200-0"],
    ],
    [
      "the stream is reset after a group of equal ids",
      groups,
      { connections: [cutAfter(4)] },
      ["100-0", "200-0"],
    ],
    [
      "the stream is reset several times within a group of equal ids",
      groups,
      { connections: [cutAfter(3), cutAfter(1), cutAfter(3)] },
      "100-0 100-0 100-0 200-0".split(" "),
    ],
    [
      "all events have the same id",
      "7-0:a 7-0:b 7-0:c",
      { connections: [cutAfter(2), cutAfter(3)] },
      ["-1", "-1", "-1"],
    ],
    [
      "equal events share an id",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { connections: [cutAfter(2), cutAfter(2), cutAfter(3)] },
      "1-0 1-0 1-0 2-0".split(" "),
    ],
    [
      "lines end with CRLF and the stream closes within a group of equal ids",
      groups,
      { newline: "\r\n", connections: [cutAfter(3, "end", -2)] },
      ["100-0", "200-0"],
    ],
    ["ids are opaque", "x:a k:b k:c b:d z:e", { connections: [cutAfter(2), cutAfter(3)] }, ["x", "k", "b"]],
    [
      "the server ignores Last-Event-ID",
      groups,
      { connections: [cutAfter(3), cutAfter(4)], ignoresLastEventId: true },
      "100-0 100-0 200-0".split(" "),
    ],
    [
      "the server ignores Last-Event-ID and ids are opaque",
      "x:a k:b k:c z:d",
      { connections: [cutAfter(2), cutAfter(3)], ignoresLastEventId: true },
      ["x", "x", "k"],
    ],
    [
      "the live events begin with events that were delivered before",
      unique,
      { connections: [cutAfter(3), { happened: 4, overlap: 4 }] },
      ["1", "3"],
    ],
    ["all remaining events are live", unique, { connections: [cutAfter(3), { happened: 3 }] }, ["1", "3"]],
    [
      "live events repeat replayed events",
      "1-0:a 2-0:b 3-0:c 4-0:d 5-0:e",
      { connections: [cutAfter(1), { happened: 4, overlap: 2 }] },
      ["-1", "4-0"],
    ],
    [
      "live events repeat replayed events of the same id",
      "1-0:a 2-0:b 2-0:c 2-0:d 3-0:e",
      { connections: [cutAfter(1), { happened: 3, overlap: 1 }] },
      ["-1", "1-0", "2-0"],
    ],
    [
      "the stream is reset between equal events",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { connections: [cutAfter(2)] },
      ["1-0", "2-0"],
    ],
    [
      "equal events follow live events that repeat replayed ones",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { connections: [cutAfter(0), { happened: 2, overlap: 2 }] },
      ["-1", "2-0"],
    ],
    [
      "ids have sequence numbers and live events repeat replayed ones",
      "1-0:a 1-1:b 1-2:c 1-3:d",
      { connections: [cutAfter(1), { happened: 3, overlap: 2 }] },
      ["-1", "1-2"],
    ],
    [
      "the stream closes cleanly twice between events of an ended run",
      unique,
      { hasEnded: true, connections: [cutAfter(2, "end"), cutAfter(2, "end")] },
      ["0", "1", "3"],
    ],
    [
      "one of two equal events is replayed and the other is live",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { connections: [cutAfter(1), { happened: 2 }] },
      ["-1", "1-0", "2-0"],
    ],
  ])("delivers every event once when %s", async (_, text, options, lastEventIds) => {
    const { run, client } = fake(text, options);
    expect(await read(client.runs.stream("t", "agent"))).toEqual({
      delivered: letters(text),
      error: undefined,
    });
    expect(run.lastEventIds).toEqual(lastEventIds);
    expect(posts(run)).toHaveLength(1);
    expect(run.open).toBe(0);
  });

  /**
   * All combinations for a small run: a cut after `cut` events, then `happened` stored events in the replay, of which
   * `overlap` are sent again as live events. Events with the id of a delivered event are always stored by then.
   */
  test.each([
    "1-0:a 2-0:b 3-0:c 4-0:d 5-0:e 6-0:f",
    "1-0:a 1-0:b 1-0:c 1-0:d 1-0:e 1-0:f",
    "1-0:a 1-0:b 2-0:c 2-0:d 2-0:e 3-0:f",
    "1-0:a 2-0:x 2-0:x 2-0:x 2-0:y 3-0:x",
    "1-0:x 1-0:y 1-0:x 1-0:y 2-0:x 2-0:x",
    "0:a 1:x 2:x 3:x 4:x 5:x",
  ])("delivers every event once for every split between replayed and live events: %s", async (text) => {
    const events = parseEvents(text);
    const wrong: string[] = [];
    let tried = 0;
    for (let cut = 0; cut <= events.length; cut += 1) {
      const group = events.findLastIndex(({ id }) => id === events[cut - 1]?.id) + 1;
      for (let happened = group; happened <= events.length; happened += 1) {
        for (let overlap = 0; overlap <= happened - group; overlap += 1) {
          const run = new FakeRun(events, { connections: [cutAfter(cut), { happened, overlap }] });
          const { delivered, error } = await read(clientOf(run).runs.stream("t", "agent"));
          tried += 1;
          if (delivered !== letters(text) || error !== undefined)
            wrong.push(`cut ${cut}, happened ${happened}, overlap ${overlap}: ${delivered} ${String(error)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(25);
  });
});

test("delivers every event once when the replay that proves the end closes between CR and LF", async () => {
  const connections = [cutAfter(2, "end"), cutAfter(1, "end", -1)];
  const { run, client } = fake("0:a 1:b 2:c 3:d", { newline: "\r\n", connections, hasEnded: true });
  expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "abcd", error: undefined });
  expect(run.lastEventIds).toEqual(["0", "0", "2"]);
});

const at = (status: number) => (): Response => Response.json({ detail: "not now" }, { status });
const refuseConnection = (): never => {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  throw new TypeError("fetch failed", { cause });
};

describe("a temporarily unavailable server", () => {
  test.each<[string, (() => Response)[], string[]]>([
    ["502, 503, 504", [at(502), at(503), at(504)], Array<string>(3).fill("InternalServerError")],
    ["429", [at(429)], ["RateLimitError"]],
    ["ECONNREFUSED", [refuseConnection, refuseConnection], ["ConnectionError", "ConnectionError"]],
    [
      "a fetch error without a cause",
      [() => Promise.reject(new TypeError("Load failed")) as never],
      ["ConnectionError"],
    ],
  ])("retries the reconnect and calls onReconnect after %s", async (_, responses, causes) => {
    const connections = [cutAfter(2), ...responses.map((respond) => ({ respond }))];
    const { run, client, delays } = fake("0:a 1:b 2:c", { connections });
    const reconnects: { attempt: number; delayMs: number; cause: unknown }[] = [];
    const stream = client.runs.stream("t", "agent", { onReconnect: (attempt) => reconnects.push(attempt) });
    expect(await read(stream)).toEqual({ delivered: "abc", error: undefined });
    expect(reconnects.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: causes.length + 1 }, (_, n) => n + 1),
    );
    expect(reconnects.map(({ cause }) => (cause as Error).name)).toEqual(["ConnectionError", ...causes]);
    expect(reconnects[0]?.delayMs).toBe(0);
    // The first reconnect is immediate, the others are delayed by `delayMs`.
    expect(delays).toEqual(reconnects.slice(1).map(({ delayMs }) => delayMs));
    expect(posts(run)).toHaveLength(1);
  });

  test("waits with growing delays of about twelve seconds in total before it gives up a reconnect", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { client, delays } = fake("0:a 1:b", {
      connections: [cutAfter(1), ...Array<FakeConnection>(10).fill({ respond: at(503) })],
    });
    expect((await read(client.runs.stream("t", "agent"))).error).toBeInstanceOf(StreamDisconnectedError);
    expect(delays).toHaveLength(5);
    expect(delays).toEqual(delays.toSorted((left, right) => left - right));
    const total = delays.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(14_000);
  });

  test("waits for Retry-After before the next reconnect", async () => {
    const busy = (status: number, seconds: string) => ({
      respond: () => new Response(null, { status, headers: { "retry-after": seconds } }),
    });
    const connections = [cutAfter(1), busy(503, "7"), busy(429, "30"), busy(503, "0")];
    const { client, delays } = fake("0:a 1:b", { connections });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "ab", error: undefined });
    // Without a new event, the pause never falls below 500 ms.
    expect(delays).toEqual([7_000, 30_000, expect.any(Number)]);
    expect(delays[2]).toBeGreaterThanOrEqual(500);
  });

  test("does not retry a reconnect when Retry-After is longer than a minute", async () => {
    const respond = () => new Response(null, { status: 503, headers: { "retry-after": "61" } });
    const { client, delays } = fake("0:a 1:b", { connections: [cutAfter(1), { respond }] });
    const { delivered, error } = await read(client.runs.stream("t", "agent"));
    expect(delivered).toBe("a");
    expect(error).toMatchObject({
      name: "StreamDisconnectedError",
      cause: { name: "InternalServerError", headers: new Headers({ "retry-after": "61" }) },
    });
    expect(delays).toEqual([]);
    expect(await readRest(error)).toEqual({ delivered: "b", error: undefined });
  });

  test("randomizes the delay before a reconnect", async () => {
    const options = { connections: [cutAfter(1), { respond: at(503) }] };
    const seen = new Set<number | undefined>();
    for (let run = 0; run < 5; run += 1) {
      const { client, delays } = fake("0:a 1:b", options);
      await read(client.runs.stream("t", "a"));
      seen.add(delays[0]);
    }
    expect(seen.size).toBe(5);
  });

  test("resets the number of reconnect attempts after every new event", async () => {
    const connections = Array.from({ length: 8 }, (_, count) => cutAfter(Math.min(count + 1, 2)));
    const { client } = fake("0:a 1:b 2:c 3:d 4:e 5:f 6:g 7:h", { connections });
    const attempts: number[] = [];
    const options = {
      maxReconnects: 1,
      onReconnect: ({ attempt }: { attempt: number }) => attempts.push(attempt),
    };
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({
      delivered: "abcdefgh",
      error: undefined,
    });
    expect(new Set(attempts)).toEqual(new Set([1]));
    expect(attempts).toHaveLength(8);
  });

  test("does not reset the number of reconnect attempts after a duplicate", async () => {
    const connections = [cutAfter(2), ...Array<FakeConnection>(9).fill(cutAfter(1))];
    const { run, client } = fake("0:a 1:b 2:c", { connections });
    const { delivered, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 3 }));
    expect(delivered).toBe("ab");
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(run.lastEventIds).toEqual(["0", "0", "0"]);
  });
});

test("calls auth again and retries once when a reconnect returns 401", async () => {
  const run = new FakeRun(parseEvents("0:a 1:b 2:c"), { connections: [cutAfter(2), { respond: at(401) }] });
  const tokens: (string | null)[] = [];
  let made = 0;
  const client = clientOf(run, {
    auth: () => ({ authorization: `Bearer ${(made += 1)}` }),
    fetch: (url, init) => {
      tokens.push(new Headers(init.headers).get("authorization"));
      return run.fetch(url, init);
    },
  });
  const causes: unknown[] = [];
  const stream = client.runs.stream("t", "agent", { onReconnect: ({ cause }) => causes.push(cause) });
  expect(await read(stream)).toEqual({ delivered: "abc", error: undefined });
  expect(causes).toHaveLength(1);
  // The first request, the 401, its retry, the run's status and the proof of the end: each has a new token.
  expect(tokens).toEqual([1, 2, 3, 4, 5].map((token) => `Bearer ${token}`));
});

describe("a stream that cannot reconnect", () => {
  const htmlPage = () => new Response("<html>", { headers: { "content-type": "text/html" } });

  test.each<[string, () => Response, string]>([
    ["status 400", at(400), "BadRequestError"],
    ["status 401", at(401), "AuthenticationError"],
    ["status 403", at(403), "PermissionDeniedError"],
    ["status 404 although the run exists", at(404), "NotFoundError"],
    ["an HTML page", htmlPage, "InvalidResponseError"],
    ["status 204", () => new Response(null, { status: 204 }), "InvalidResponseError"],
  ])(
    "throws StreamDisconnectedError with the cause after one reconnect that returns %s",
    async (_, respond, name) => {
      const { run, client, delays } = fake("0:a 1:b 2:c", { connections: [cutAfter(2), { respond }] });
      const { delivered, error } = await read(client.runs.stream("t", "agent"));
      expect(delivered).toBe("ab");
      expect(error).toMatchObject({ name: "StreamDisconnectedError", cause: { name } });
      expect(run.lastEventIds).toEqual(["0"]);
      expect(delays).toEqual([]);
    },
  );

  test("throws StreamDisconnectedError with the position after all reconnects failed, and allows a later reconnect", async () => {
    const connections = [cutAfter(3), { respond: at(503) }, { respond: refuseConnection }];
    const { run, client } = fake("1-0:a 2-0:b 2-0:c 2-0:d 3-0:e", { connections });
    const stream = client.runs.stream("t", "agent", { maxReconnects: 2 });
    const { delivered, error } = await read(stream);
    expect(delivered).toBe("abc");
    expect(error).toMatchObject({
      name: "StreamDisconnectedError",
      message: expect.stringMatching(/run r\b.*3 events.*2-0/),
      runId: "r",
      threadId: "t",
      lastEventId: "2-0",
      cursor: stream.cursor,
      received: 3,
      cause: { name: "ConnectionError", cause: { message: "fetch failed" } },
    });
    expect(await readRest(error)).toEqual({ delivered: "de", error: undefined });
    expect(posts(run)).toHaveLength(1);
  });

  test("delivers all events when the caller reconnects after a disconnect before the first event", async () => {
    const { client } = fake("0:a 1:b", { connections: [cutAfter(0), { respond: at(404) }] });
    const { error } = await read(client.runs.stream("t", "agent"));
    expect(error).toMatchObject({ received: 0, lastEventId: undefined, runId: "r" });
    expect(await readRest(error)).toEqual({ delivered: "ab", error: undefined });
  });

  test("keeps the options of the stream in each stream that continues it", async () => {
    const connections = [cutAfter(2), { respond: at(404) }, cutAfter(2), { respond: at(404) }];
    const { client } = fake("0:a 1:b 2:c 3:error", { connections, status: "error" });
    const causes: unknown[] = [];
    const options = { raiseError: false, onReconnect: ({ cause }: { cause: unknown }) => causes.push(cause) };
    const first = await read(client.runs.stream("t", "agent", options));
    const second = await readRest(first.error);
    expect(second).toMatchObject({ delivered: "c", error: { name: "StreamDisconnectedError", received: 1 } });
    expect(await readRest(second.error)).toEqual({ delivered: "!", error: undefined });
    expect(causes).toHaveLength(2);
  });

  test.each([0, 1])("stops reconnecting after maxReconnects: %i", async (maxReconnects) => {
    const { run, client } = fake("0:a 1:b", {
      connections: [cutAfter(1), ...Array<FakeConnection>(5).fill({ respond: at(500) })],
    });
    const { error } = await read(client.runs.stream("t", "agent", { maxReconnects }));
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(run.lastEventIds).toHaveLength(maxReconnects);
  });

  test("throws StreamDisconnectedError at a gap and delivers no event after it", async () => {
    const stores = ({ id }: { id?: string | undefined }) => Number(id) > 3;
    const { client } = fake("0:a 1:b 2:c 3:d 4:e", { connections: [cutAfter(2)], stores });
    const { delivered, error } = await read(client.runs.stream("t", "agent"));
    expect(delivered).toBe("ab");
    expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 2, lastEventId: "1" });
  });

  test("throws StreamDisconnectedError when the server stores no events of a resumable stream", async () => {
    const { client } = fake("0:a 1:b 2:c", {
      connections: [cutAfter(2)],
      stores: () => false,
      hasEnded: true,
    });
    const { delivered, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 2 }));
    expect(delivered).toBe("ab");
    expect(error).toBeInstanceOf(StreamDisconnectedError);
  });
});

describe("a stream that is not resumable", () => {
  const rows: [string, object][] = [
    ["streamResumable: false", { streamResumable: false }],
    ['onDisconnect: "cancel"', { onDisconnect: "cancel" }],
    ["the mode messages, which the Python server does not store", { streamMode: ["values", "messages"] }],
  ];

  test.each(rows)(
    "throws StreamDisconnectedError without a reconnect after a reset with %s",
    async (_, options) => {
      const { run, client } = fake("0:a 1:b 2:c", { connections: [cutAfter(2)] });
      const { delivered, error } = await read(client.runs.stream("t", "agent", options));
      expect(delivered).toBe("ab");
      expect(error).toMatchObject({
        name: "StreamDisconnectedError",
        runId: "r",
        received: 2,
        cursor: undefined,
      });
      expect((error as StreamDisconnectedError).reconnect).toBeUndefined();
      expect(run.lastEventIds).toEqual([]);
    },
  );

  test.each(rows)(
    "throws StreamDisconnectedError after a clean close of a running run's stream with %s",
    async (_, options) => {
      const { client } = fake("0:a 1:b 2:c", { connections: [cutAfter(2, "end")] });
      expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
        StreamDisconnectedError,
      );
    },
  );

  test.each(rows)(
    "throws StreamDisconnectedError after a clean close within an event of an ended run with %s",
    async (_, options) => {
      const { client } = fake("0:a 1:b 2:c", { connections: [cutAfter(2, "end", 9)], hasEnded: true });
      expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
        StreamDisconnectedError,
      );
    },
  );

  test.each(rows)("ends after a clean close of an ended run's stream with %s", async (_, options) => {
    const { run, client } = fake("0:a 1:b 2:c");
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({
      delivered: "abc",
      error: undefined,
    });
    expect(run.lastEventIds).toEqual([]);
  });

  test("delivers a last event without its blank line when the run has ended", async () => {
    const { client } = fake("0:a 1:b", { connections: [cutAfter(2, "end", -1)], hasEnded: true });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    expect(await read(stream)).toEqual({ delivered: "ab", error: undefined });
  });

  test('reconnects with onDisconnect: "cancel" when streamResumable is true', async () => {
    const { client } = fake("0:a 1:b 2:c", { connections: [cutAfter(2)] });
    const options = { onDisconnect: "cancel", streamResumable: true } as const;
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({
      delivered: "abc",
      error: undefined,
    });
  });

  test("delivers equal events without ids and throws StreamDisconnectedError after a cut", async () => {
    const { client } = fake("x x x", { hasEnded: true });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "xxx", error: undefined });
    const cut = fake("x x x", { connections: [cutAfter(2)] });
    expect(await read(cut.client.runs.stream("t", "agent"))).toMatchObject({
      delivered: "xx",
      error: { name: "StreamDisconnectedError", cursor: undefined, reconnect: undefined },
    });
  });
});

test("does not reconnect when the run could not be started", async () => {
  const { run, client } = fake("0:a", { connections: [{ respond: at(409) }] });
  expect(await failure(client.runs.stream("t", "agent").next())).toMatchObject({ name: "ConflictError" });
  expect(run.requests).toHaveLength(1);
});
