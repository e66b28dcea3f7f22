/** Reconnects after cuts, with every kind of replay. Each event is delivered once, or the stream throws an error. */
import { StreamInterruptedError } from "langgraph-client";
import { describe, expect, test, vi } from "vitest";
import { failure } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { Body, FakeRunOptions } from "../helpers/fake-run.js";
import { skipDelays } from "../helpers/delays.js";
import { clientOf, fake, read, readRest, script } from "../helpers/script.js";

/** Delays between attempts, which are skipped. */
const delays = skipDelays();

const letters = (text: string) =>
  script(text)
    .map(({ data }) => String(JSON.parse(data)))
    .join("");
const posts = ({ requests }: FakeRun) => requests.filter((request) => request.startsWith("POST"));
const after = (count: number, how: "reset" | "end" = "reset", at = 0): Body => ({
  cut: { after: count, at, how },
});

describe("a stream that reconnects", () => {
  const unique = "0:a 1:b 2:c 3:d 4:e";
  const groups = "100-0:a 200-0:b 200-0:c 200-0:d 300-0:e";

  /** Name, events, options of the run, and the Last-Event-ID of each reconnect. The last one proves the end. */
  test.each<[string, string, FakeRunOptions, string[]]>([
    ["the stream is not cut", unique, {}, ["3"]],
    ["the stream is reset before the first event", unique, { bodies: [after(0)] }, ["-1", "3"]],
    ["the stream closes cleanly before the first event", unique, { bodies: [after(0, "end")] }, ["-1", "3"]],
    ["the stream is reset within the first event", unique, { bodies: [after(0, "reset", 9)] }, ["-1", "3"]],
    [
      "the stream is reset within the last line of the first event",
      unique,
      { bodies: [after(1, "reset", -2)] },
      ["-1", "3"],
    ],
    ["the stream is reset between events", unique, { bodies: [after(2)] }, ["0", "3"]],
    ["the stream closes cleanly between events", unique, { bodies: [after(2, "end")] }, ["0", "3"]],
    ["the stream closes cleanly between data and id", unique, { bodies: [after(3, "end", -7)] }, ["0", "3"]],
    [
      "the stream closes cleanly before the blank line of an event",
      unique,
      { bodies: [after(3, "end", -1)] },
      ["0", "3"],
    ],
    ["the stream is reset after the last event", unique, { bodies: [after(5)] }, ["3", "3"]],
    [
      "the stream is reset after every event",
      unique,
      { bodies: [1, 2, 2, 2, 2].map((n) => after(n)) },
      "-1 0 1 2 3 3".split(" "),
    ],
    [
      "the stream is reset again before a new event",
      unique,
      { bodies: [after(2), after(0), after(1)] },
      "0 0 0 3".split(" "),
    ],
    ["the stream is reset within a group of equal ids", groups, { bodies: [after(3)] }, ["100-0", "200-0"]],
    ["the stream is reset after a group of equal ids", groups, { bodies: [after(4)] }, ["100-0", "200-0"]],
    [
      "the stream is reset several times within a group of equal ids",
      groups,
      { bodies: [after(3), after(1), after(3)] },
      "100-0 100-0 100-0 200-0".split(" "),
    ],
    [
      "all events have the same id",
      "7-0:a 7-0:b 7-0:c",
      { bodies: [after(2), after(3)] },
      ["-1", "-1", "-1"],
    ],
    [
      "equal events share an id",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { bodies: [after(2), after(2), after(3)] },
      "1-0 1-0 1-0 2-0".split(" "),
    ],
    [
      "lines end with CRLF and the stream closes within a group of equal ids",
      groups,
      { newline: "\r\n", bodies: [after(3, "end", -2)] },
      ["100-0", "200-0"],
    ],
    ["ids are opaque", "x:a k:b k:c b:d z:e", { bodies: [after(2), after(3)] }, ["x", "k", "b"]],
    [
      "the server ignores Last-Event-ID",
      groups,
      { bodies: [after(3), after(4)], ignoresLastEventId: true },
      "100-0 100-0 200-0".split(" "),
    ],
    [
      "the server ignores Last-Event-ID and ids are opaque",
      "x:a k:b k:c z:d",
      { bodies: [after(2), after(3)], ignoresLastEventId: true },
      ["x", "x", "k"],
    ],
    [
      "the live events begin with events that were delivered before",
      unique,
      { bodies: [after(3), { happened: 4, overlap: 4 }] },
      ["1", "3"],
    ],
    ["all remaining events are live", unique, { bodies: [after(3), { happened: 3 }] }, ["1", "3"]],
    [
      "live events repeat replayed events",
      "1-0:a 2-0:b 3-0:c 4-0:d 5-0:e",
      { bodies: [after(1), { happened: 4, overlap: 2 }] },
      ["-1", "4-0"],
    ],
    [
      "live events repeat replayed events of the same id",
      "1-0:a 2-0:b 2-0:c 2-0:d 3-0:e",
      { bodies: [after(1), { happened: 3, overlap: 1 }] },
      ["-1", "1-0", "2-0"],
    ],
    [
      "the stream is reset between equal events",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { bodies: [after(2)] },
      ["1-0", "2-0"],
    ],
    [
      "equal events follow live events that repeat replayed ones",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { bodies: [after(0), { happened: 2, overlap: 2 }] },
      ["-1", "2-0"],
    ],
    [
      "ids have sequence numbers and live events repeat replayed ones",
      "1-0:a 1-1:b 1-2:c 1-3:d",
      { bodies: [after(1), { happened: 3, overlap: 2 }] },
      ["-1", "1-2"],
    ],
    [
      "the stream closes cleanly twice between events of an ended run",
      unique,
      { isOver: true, bodies: [after(2, "end"), after(2, "end")] },
      ["0", "1", "3"],
    ],
    [
      "one of two equal events is replayed and the other is live",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { bodies: [after(1), { happened: 2 }] },
      ["-1", "1-0", "2-0"],
    ],
  ])("delivers every event once when %s", async (_, text, options, asked) => {
    const { run, client } = fake(text, options);
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: letters(text), error: undefined });
    expect(run.asked).toEqual(asked);
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
    const events = script(text);
    const wrong: string[] = [];
    let tried = 0;
    for (let cut = 0; cut <= events.length; cut += 1) {
      const group = events.findLastIndex(({ id }) => id === events[cut - 1]?.id) + 1;
      for (let happened = group; happened <= events.length; happened += 1) {
        for (let overlap = 0; overlap <= happened - group; overlap += 1) {
          const run = new FakeRun(events, { bodies: [after(cut), { happened, overlap }] });
          const { said, error } = await read(clientOf(run).runs.stream("t", "agent"));
          tried += 1;
          if (said !== letters(text) || error !== undefined)
            wrong.push(`cut ${cut}, happened ${happened}, overlap ${overlap}: ${said} ${String(error)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(25);
  });
});

test("delivers every event once when the replay that proves the end closes between CR and LF", async () => {
  const bodies = [after(2, "end"), after(1, "end", -1)];
  const { run, client } = fake("0:a 1:b 2:c 3:d", { newline: "\r\n", bodies, isOver: true });
  expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "abcd", error: undefined });
  expect(run.asked).toEqual(["0", "0", "2"]);
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
  ])("retries the reconnect and calls onReconnect after %s", async (_, answers, causes) => {
    const bodies = [after(2), ...answers.map((answer) => ({ answer }))];
    const { run, client } = fake("0:a 1:b 2:c", { bodies });
    const reconnects: { attempt: number; delayMs: number; cause: unknown }[] = [];
    const stream = client.runs.stream("t", "agent", { onReconnect: (attempt) => reconnects.push(attempt) });
    expect(await read(stream)).toEqual({ said: "abc", error: undefined });
    expect(reconnects.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: causes.length + 1 }, (_, n) => n + 1),
    );
    expect(reconnects.map(({ cause }) => (cause as Error).name)).toEqual(["ConnectionError", ...causes]);
    expect(reconnects[0]?.delayMs).toBe(0);
    // The first reconnect is immediate, the others are delayed by `delayMs`.
    expect(delays()).toEqual(reconnects.slice(1).map(({ delayMs }) => delayMs));
    expect(posts(run)).toHaveLength(1);
  });

  test("waits with growing delays of about twelve seconds in total before it gives up a reconnect", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { client } = fake("0:a 1:b", { bodies: [after(1), ...Array<Body>(10).fill({ answer: at(503) })] });
    expect((await read(client.runs.stream("t", "agent"))).error).toBeInstanceOf(StreamInterruptedError);
    expect(delays()).toHaveLength(5);
    expect(delays()).toEqual(delays().toSorted((left, right) => left - right));
    const total = delays().reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(14_000);
  });

  test("waits for Retry-After before the next reconnect", async () => {
    const busy = (status: number, seconds: string) => ({
      answer: () => new Response(null, { status, headers: { "retry-after": seconds } }),
    });
    const bodies = [after(1), busy(503, "7"), busy(429, "30"), busy(503, "0")];
    const { client } = fake("0:a 1:b", { bodies });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    expect(delays()).toEqual([7_000, 30_000]);
  });

  test("does not retry a reconnect when Retry-After is longer than a minute", async () => {
    const answer = () => new Response(null, { status: 503, headers: { "retry-after": "61" } });
    const { client } = fake("0:a 1:b", { bodies: [after(1), { answer }] });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("a");
    expect(error).toMatchObject({
      name: "StreamInterruptedError",
      cause: { name: "InternalServerError", headers: new Headers({ "retry-after": "61" }) },
    });
    expect(delays()).toEqual([]);
    expect(await readRest(error)).toEqual({ said: "b", error: undefined });
  });

  test("randomizes the delay before a reconnect", async () => {
    const options = { bodies: [after(1), { answer: at(503) }] };
    for (let client = 0; client < 5; client += 1)
      await read(fake("0:a 1:b", options).client.runs.stream("t", "a"));
    expect(new Set(delays()).size).toBe(5);
  });

  test("resets the number of reconnect attempts after every new event", async () => {
    const bodies = Array.from({ length: 8 }, (_, count) => after(Math.min(count + 1, 2)));
    const { client } = fake("0:a 1:b 2:c 3:d 4:e 5:f 6:g 7:h", { bodies });
    const attempts: number[] = [];
    const options = {
      maxReconnects: 1,
      onReconnect: ({ attempt }: { attempt: number }) => attempts.push(attempt),
    };
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({
      said: "abcdefgh",
      error: undefined,
    });
    expect(new Set(attempts)).toEqual(new Set([1]));
    expect(attempts).toHaveLength(8);
  });

  test("does not reset the number of reconnect attempts after a duplicate", async () => {
    const bodies = [after(2), ...Array<Body>(9).fill(after(1))];
    const { run, client } = fake("0:a 1:b 2:c", { bodies });
    const { said, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 3 }));
    expect(said).toBe("ab");
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(run.asked).toEqual(["0", "0", "0"]);
  });
});

test("calls auth again and retries once when a reconnect returns 401", async () => {
  const run = new FakeRun(script("0:a 1:b 2:c"), { bodies: [after(2), { answer: at(401) }] });
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
  expect(await read(stream)).toEqual({ said: "abc", error: undefined });
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
    "throws StreamInterruptedError with the cause after one reconnect that returns %s",
    async (_, answer, name) => {
      const { run, client } = fake("0:a 1:b 2:c", { bodies: [after(2), { answer }] });
      const { said, error } = await read(client.runs.stream("t", "agent"));
      expect(said).toBe("ab");
      expect(error).toMatchObject({ name: "StreamInterruptedError", cause: { name } });
      expect(run.asked).toEqual(["0"]);
      expect(delays()).toEqual([]);
    },
  );

  test("throws StreamInterruptedError with the position after all reconnects failed, and allows a later reconnect", async () => {
    const bodies = [after(3), { answer: at(503) }, { answer: refuseConnection }];
    const { run, client } = fake("1-0:a 2-0:b 2-0:c 2-0:d 3-0:e", { bodies });
    const stream = client.runs.stream("t", "agent", { maxReconnects: 2 });
    const { said, error } = await read(stream);
    expect(said).toBe("abc");
    expect(error).toMatchObject({
      name: "StreamInterruptedError",
      message: expect.stringMatching(/run r\b.*3 events.*2-0/),
      runId: "r",
      threadId: "t",
      lastEventId: "2-0",
      cursor: stream.cursor,
      received: 3,
      cause: { name: "ConnectionError", cause: { message: "fetch failed" } },
    });
    expect(await readRest(error)).toEqual({ said: "de", error: undefined });
    expect(posts(run)).toHaveLength(1);
  });

  test("delivers all events when the caller reconnects after a disconnect before the first event", async () => {
    const { client } = fake("0:a 1:b", { bodies: [after(0), { answer: at(404) }] });
    const { error } = await read(client.runs.stream("t", "agent"));
    expect(error).toMatchObject({ received: 0, lastEventId: undefined, runId: "r" });
    expect(await readRest(error)).toEqual({ said: "ab", error: undefined });
  });

  test("keeps the options of the stream in each stream that continues it", async () => {
    const bodies = [after(2), { answer: at(404) }, after(2), { answer: at(404) }];
    const { client } = fake("0:a 1:b 2:c 3:error", { bodies, status: "error" });
    const causes: unknown[] = [];
    const options = { raiseError: false, onReconnect: ({ cause }: { cause: unknown }) => causes.push(cause) };
    const first = await read(client.runs.stream("t", "agent", options));
    const second = await readRest(first.error);
    expect(second).toMatchObject({ said: "c", error: { name: "StreamInterruptedError", received: 1 } });
    expect(await readRest(second.error)).toEqual({ said: "!", error: undefined });
    expect(causes).toHaveLength(2);
  });

  test.each([0, 1])("stops reconnecting after maxReconnects: %i", async (maxReconnects) => {
    const { run, client } = fake("0:a 1:b", {
      bodies: [after(1), ...Array<Body>(5).fill({ answer: at(500) })],
    });
    const { error } = await read(client.runs.stream("t", "agent", { maxReconnects }));
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(run.asked).toHaveLength(maxReconnects);
  });

  test("throws StreamInterruptedError at a gap and delivers no event after it", async () => {
    const keeps = ({ id }: { id?: string | undefined }) => Number(id) > 3;
    const { client } = fake("0:a 1:b 2:c 3:d 4:e", { bodies: [after(2)], keeps });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("ab");
    expect(error).toMatchObject({ name: "StreamInterruptedError", received: 2, lastEventId: "1" });
  });

  test("throws StreamInterruptedError when the server stores no events of a resumable stream", async () => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2)], keeps: () => false, isOver: true });
    const { said, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 2 }));
    expect(said).toBe("ab");
    expect(error).toBeInstanceOf(StreamInterruptedError);
  });
});

describe("a stream that is not resumable", () => {
  const rows: [string, object][] = [
    ["streamResumable: false", { streamResumable: false }],
    ['onDisconnect: "cancel"', { onDisconnect: "cancel" }],
    ["the mode messages, which the Python server does not store", { streamMode: ["values", "messages"] }],
  ];

  test.each(rows)(
    "throws StreamInterruptedError without a reconnect after a reset with %s",
    async (_, options) => {
      const { run, client } = fake("0:a 1:b 2:c", { bodies: [after(2)] });
      const { said, error } = await read(client.runs.stream("t", "agent", options));
      expect(said).toBe("ab");
      expect(error).toMatchObject({
        name: "StreamInterruptedError",
        runId: "r",
        received: 2,
        cursor: undefined,
      });
      expect((error as StreamInterruptedError).resume).toBeUndefined();
      expect(run.asked).toEqual([]);
    },
  );

  test.each(rows)(
    "throws StreamInterruptedError after a clean close of a running run's stream with %s",
    async (_, options) => {
      const { client } = fake("0:a 1:b 2:c", { bodies: [after(2, "end")] });
      expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
        StreamInterruptedError,
      );
    },
  );

  test.each(rows)(
    "throws StreamInterruptedError after a clean close within an event of an ended run with %s",
    async (_, options) => {
      const { client } = fake("0:a 1:b 2:c", { bodies: [after(2, "end", 9)], isOver: true });
      expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
        StreamInterruptedError,
      );
    },
  );

  test.each(rows)("ends after a clean close of an ended run's stream with %s", async (_, options) => {
    const { run, client } = fake("0:a 1:b 2:c");
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({ said: "abc", error: undefined });
    expect(run.asked).toEqual([]);
  });

  test("delivers a last event without its blank line when the run has ended", async () => {
    const { client } = fake("0:a 1:b", { bodies: [after(2, "end", -1)], isOver: true });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    expect(await read(stream)).toEqual({ said: "ab", error: undefined });
  });

  test('reconnects with onDisconnect: "cancel" when streamResumable is true', async () => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2)] });
    const options = { onDisconnect: "cancel", streamResumable: true } as const;
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({ said: "abc", error: undefined });
  });

  test("delivers equal events without ids and throws StreamInterruptedError after a cut", async () => {
    const { client } = fake("x x x", { isOver: true });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "xxx", error: undefined });
    const cut = fake("x x x", { bodies: [after(2)] });
    expect(await read(cut.client.runs.stream("t", "agent"))).toMatchObject({
      said: "xx",
      error: { name: "StreamInterruptedError", cursor: undefined, resume: undefined },
    });
  });
});

test("does not reconnect when the run could not be started", async () => {
  const { run, client } = fake("0:a", { bodies: [{ answer: at(409) }] });
  expect(await failure(client.runs.stream("t", "agent").next())).toMatchObject({ name: "ConflictError" });
  expect(run.requests).toHaveLength(1);
});
