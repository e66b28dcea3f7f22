/** Streams that are cut, and servers that give the rest in every way they may: each event comes once, or an error says so. */
import { StreamInterruptedError } from "langgraph-client";
import { describe, expect, test, vi } from "vitest";
import { failure } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { Body, FakeRunOptions } from "../helpers/fake-run.js";
import { skipPauses } from "../helpers/pauses.js";
import { clientOf, fake, read, readRest, script } from "../helpers/script.js";

/** The pauses between attempts; nothing really waits. */
const pauses = skipPauses();

const letters = (text: string) =>
  script(text)
    .map(({ data }) => String(JSON.parse(data)))
    .join("");
const posts = ({ requests }: FakeRun) => requests.filter((request) => request.startsWith("POST"));
const after = (count: number, how: "reset" | "end" = "reset", at = 0): Body => ({
  cut: { after: count, at, how },
});

describe("every event comes once:", () => {
  const unique = "0:a 1:b 2:c 3:d 4:e";
  const groups = "100-0:a 200-0:b 200-0:c 200-0:d 300-0:e";

  /** Name, the run, what happens to it, and with which ids it is asked for again; the last time to see its end. */
  test.each<[string, string, FakeRunOptions, string[]]>([
    ["undisturbed", unique, {}, ["3"]],
    ["cut before the first event", unique, { bodies: [after(0)] }, ["-1", "3"]],
    ["ended before the first event", unique, { bodies: [after(0, "end")] }, ["-1", "3"]],
    ["cut within the first event", unique, { bodies: [after(0, "reset", 9)] }, ["-1", "3"]],
    ["cut within its last line", unique, { bodies: [after(1, "reset", -2)] }, ["-1", "3"]],
    ["cut between events", unique, { bodies: [after(2)] }, ["0", "3"]],
    ["ended between events", unique, { bodies: [after(2, "end")] }, ["0", "3"]],
    ["ended between data and id", unique, { bodies: [after(3, "end", -7)] }, ["0", "3"]],
    ["ended before the blank line", unique, { bodies: [after(3, "end", -1)] }, ["0", "3"]],
    ["cut behind the last event", unique, { bodies: [after(5)] }, ["3", "3"]],
    [
      "cut at every event",
      unique,
      { bodies: [1, 2, 2, 2, 2].map((n) => after(n)) },
      "-1 0 1 2 3 3".split(" "),
    ],
    [
      "cut again before anything came",
      unique,
      { bodies: [after(2), after(0), after(1)] },
      "0 0 0 3".split(" "),
    ],
    ["a group cut in the middle", groups, { bodies: [after(3)] }, ["100-0", "200-0"]],
    ["a group cut at its end", groups, { bodies: [after(4)] }, ["100-0", "200-0"]],
    [
      "a group cut again within it",
      groups,
      { bodies: [after(3), after(1), after(3)] },
      "100-0 100-0 100-0 200-0".split(" "),
    ],
    [
      "one group, and nothing else",
      "7-0:a 7-0:b 7-0:c",
      { bodies: [after(2), after(3)] },
      ["-1", "-1", "-1"],
    ],
    [
      "twins",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { bodies: [after(2), after(2), after(3)] },
      "1-0 1-0 1-0 2-0".split(" "),
    ],
    [
      "CRLF, a group cut in the middle",
      groups,
      { newline: "\r\n", bodies: [after(3, "end", -2)] },
      ["100-0", "200-0"],
    ],
    ["opaque ids", "x:a k:b k:c b:d z:e", { bodies: [after(2), after(3)] }, ["x", "k", "b"]],
    [
      "a server that ignores Last-Event-ID",
      groups,
      { bodies: [after(3), after(4)], ignoresLastEventId: true },
      "100-0 100-0 200-0".split(" "),
    ],
    [
      "one that ignores it, with opaque ids",
      "x:a k:b k:c z:d",
      { bodies: [after(2), after(3)], ignoresLastEventId: true },
      ["x", "x", "k"],
    ],
    [
      "one that begins too early, live",
      unique,
      { bodies: [after(3), { happened: 4, overlap: 4 }] },
      ["1", "3"],
    ],
    ["live events only, as many as are left", unique, { bodies: [after(3), { happened: 3 }] }, ["1", "3"]],
    [
      "live events that come a second time",
      "1-0:a 2-0:b 3-0:c 4-0:d 5-0:e",
      { bodies: [after(1), { happened: 4, overlap: 2 }] },
      ["-1", "4-0"],
    ],
    [
      "one more time, each of them, with one id",
      "1-0:a 2-0:b 2-0:c 2-0:d 3-0:e",
      { bodies: [after(1), { happened: 3, overlap: 1 }] },
      ["-1", "1-0", "2-0"],
    ],
    [
      "twins, of which one was delivered",
      "1-0:a 2-0:x 2-0:x 2-0:x 3-0:e",
      { bodies: [after(2)] },
      ["1-0", "2-0"],
    ],
    [
      "twins behind live events that come a second time",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { bodies: [after(0), { happened: 2, overlap: 2 }] },
      ["-1", "2-0"],
    ],
    [
      "ids with a number within their millisecond, some a second time",
      "1-0:a 1-1:b 1-2:c 1-3:d",
      { bodies: [after(1), { happened: 3, overlap: 2 }] },
      ["-1", "1-2"],
    ],
    [
      "ended twice between events, though the run is over",
      unique,
      { isOver: true, bodies: [after(2, "end"), after(2, "end")] },
      ["0", "1", "3"],
    ],
    [
      "twins in two calls of one millisecond",
      "1-0:a 2-0:x 2-0:x 3-0:d",
      { bodies: [after(1), { happened: 2 }] },
      ["-1", "1-0", "2-0"],
    ],
  ])("%s", async (_, text, options, asked) => {
    const { run, client } = fake(text, options);
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: letters(text), error: undefined });
    expect(run.asked).toEqual(asked);
    expect(posts(run)).toHaveLength(1);
    expect(run.open).toBe(0);
  });

  /**
   * All that a small run can meet with: cut behind `cut` events; `happened` of them are stored when it is asked for again,
   * of which `overlap` come once more. What shares the millisecond of a delivered event has happened by then.
   */
  test.each([
    "1-0:a 2-0:b 3-0:c 4-0:d 5-0:e 6-0:f",
    "1-0:a 1-0:b 1-0:c 1-0:d 1-0:e 1-0:f",
    "1-0:a 1-0:b 2-0:c 2-0:d 2-0:e 3-0:f",
    "1-0:a 2-0:x 2-0:x 2-0:x 2-0:y 3-0:x",
    "1-0:x 1-0:y 1-0:x 1-0:y 2-0:x 2-0:x",
    "0:a 1:x 2:x 3:x 4:x 5:x",
  ])("whatever was stored and comes live: %s", async (text) => {
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

test("lines end with CRLF, and the stream that is to prove the end is itself cut between the two: nothing is lost", async () => {
  const bodies = [after(2, "end"), after(1, "end", -1)];
  const { run, client } = fake("0:a 1:b 2:c 3:d", { newline: "\r\n", bodies, isOver: true });
  expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "abcd", error: undefined });
  expect(run.asked).toEqual(["0", "0", "2"]);
});

const at = (status: number) => (): Response => Response.json({ detail: "not now" }, { status });
const refused = (): never => {
  const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  throw new TypeError("fetch failed", { cause });
};

describe("a server that is away for a while", () => {
  test.each<[string, (() => Response)[], string[]]>([
    ["502, 503, 504", [at(502), at(503), at(504)], Array<string>(3).fill("InternalServerError")],
    ["429", [at(429)], ["RateLimitError"]],
    ["ECONNREFUSED", [refused, refused], ["ConnectionError", "ConnectionError"]],
    ["nobody says why", [() => Promise.reject(new TypeError("Load failed")) as never], ["ConnectionError"]],
  ])("%s: is asked again, and the caller is told", async (_, answers, causes) => {
    const bodies = [after(2), ...answers.map((answer) => ({ answer }))];
    const { run, client } = fake("0:a 1:b 2:c", { bodies });
    const told: { attempt: number; delayMs: number; cause: unknown }[] = [];
    const stream = client.runs.stream("t", "agent", { onReconnect: (attempt) => told.push(attempt) });
    expect(await read(stream)).toEqual({ said: "abc", error: undefined });
    expect(told.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: causes.length + 1 }, (_, n) => n + 1),
    );
    expect(told.map(({ cause }) => (cause as Error).name)).toEqual(["ConnectionError", ...causes]);
    expect(told[0]?.delayMs).toBe(0);
    // The first at once, the others as they said.
    expect(pauses()).toEqual(told.slice(1).map(({ delayMs }) => delayMs));
    expect(posts(run)).toHaveLength(1);
  });

  test("is left alone for longer and longer, about twelve seconds in all", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { client } = fake("0:a 1:b", { bodies: [after(1), ...Array<Body>(10).fill({ answer: at(503) })] });
    expect((await read(client.runs.stream("t", "agent"))).error).toBeInstanceOf(StreamInterruptedError);
    expect(pauses()).toHaveLength(5);
    expect(pauses()).toEqual(pauses().toSorted((left, right) => left - right));
    const total = pauses().reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(14_000);
  });

  test("says how long it wants to be left alone", async () => {
    const busy = (status: number, seconds: string) => ({
      answer: () => new Response(null, { status, headers: { "retry-after": seconds } }),
    });
    const bodies = [after(1), busy(503, "7"), busy(429, "30"), busy(503, "0")];
    const { client } = fake("0:a 1:b", { bodies });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    expect(pauses()).toEqual([7_000, 30_000]);
  });

  test("for longer than a minute: is not waited for, and the stream can go on later", async () => {
    const answer = () => new Response(null, { status: 503, headers: { "retry-after": "61" } });
    const { client } = fake("0:a 1:b", { bodies: [after(1), { answer }] });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("a");
    expect(error).toMatchObject({
      name: "StreamInterruptedError",
      cause: { name: "InternalServerError", headers: new Headers({ "retry-after": "61" }) },
    });
    expect(pauses()).toEqual([]);
    expect(await readRest(error)).toEqual({ said: "b", error: undefined });
  });

  test("and the pauses of many clients differ", async () => {
    const options = { bodies: [after(1), { answer: at(503) }] };
    for (let client = 0; client < 5; client += 1)
      await read(fake("0:a 1:b", options).client.runs.stream("t", "a"));
    expect(new Set(pauses()).size).toBe(5);
  });

  test("the attempts begin anew with every event", async () => {
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

  test("but not with those that come again", async () => {
    const bodies = [after(2), ...Array<Body>(9).fill(after(1))];
    const { run, client } = fake("0:a 1:b 2:c", { bodies });
    const { said, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 3 }));
    expect(said).toBe("ab");
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(run.asked).toEqual(["0", "0", "0"]);
  });
});

test("a token that has expired meanwhile is made anew, once, and the stream goes on", async () => {
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
  // The start, what was refused, the same again, the run's status and the end of its stream: never one twice.
  expect(tokens).toEqual([1, 2, 3, 4, 5].map((token) => `Bearer ${token}`));
});

describe("a server that will not go on", () => {
  const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });

  test.each<[string, () => Response, string]>([
    ["400", at(400), "BadRequestError"],
    ["401", at(401), "AuthenticationError"],
    ["403", at(403), "PermissionDeniedError"],
    ["404, though it has the run", at(404), "NotFoundError"],
    ["a page", page, "InvalidResponseError"],
    ["nothing at all", () => new Response(null, { status: 204 }), "InvalidResponseError"],
  ])("%s: is asked once, and that is the cause", async (_, answer, name) => {
    const { run, client } = fake("0:a 1:b 2:c", { bodies: [after(2), { answer }] });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("ab");
    expect(error).toMatchObject({ name: "StreamInterruptedError", cause: { name } });
    expect(run.asked).toEqual(["0"]);
    expect(pauses()).toEqual([]);
  });

  test("every attempt in vain: the error says where it stopped, and goes on from there", async () => {
    const bodies = [after(3), { answer: at(503) }, { answer: refused }];
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

  test("it goes on from the beginning where nothing came", async () => {
    const { client } = fake("0:a 1:b", { bodies: [after(0), { answer: at(404) }] });
    const { error } = await read(client.runs.stream("t", "agent"));
    expect(error).toMatchObject({ received: 0, lastEventId: undefined, runId: "r" });
    expect(await readRest(error)).toEqual({ said: "ab", error: undefined });
  });

  test("the stream that goes on behaves as the first did, and can be cut like it", async () => {
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

  test.each([0, 1])("no attempt more than is allowed: %i", async (maxReconnects) => {
    const { run, client } = fake("0:a 1:b", {
      bodies: [after(1), ...Array<Body>(5).fill({ answer: at(500) })],
    });
    const { error } = await read(client.runs.stream("t", "agent", { maxReconnects }));
    expect(error).toBeInstanceOf(StreamInterruptedError);
    expect(run.asked).toHaveLength(maxReconnects);
  });

  test("a server that has lost what is in between is told, and nothing behind it is delivered", async () => {
    const keeps = ({ id }: { id?: string | undefined }) => Number(id) > 3;
    const { client } = fake("0:a 1:b 2:c 3:d 4:e", { bodies: [after(2)], keeps });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("ab");
    expect(error).toMatchObject({ name: "StreamInterruptedError", received: 2, lastEventId: "1" });
  });

  test("one that keeps nothing, though it was asked to", async () => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2)], keeps: () => false, isOver: true });
    const { said, error } = await read(client.runs.stream("t", "agent", { maxReconnects: 2 }));
    expect(said).toBe("ab");
    expect(error).toBeInstanceOf(StreamInterruptedError);
  });
});

describe("a run that cannot be asked for again", () => {
  const rows: [string, object][] = [
    ["streamResumable: false", { streamResumable: false }],
    ['onDisconnect: "cancel"', { onDisconnect: "cancel" }],
    ["the mode messages, which the Python server does not keep", { streamMode: ["values", "messages"] }],
  ];

  test.each(rows)("with %s: a cut says so, and nobody is asked", async (_, options) => {
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
  });

  test.each(rows)("with %s: an end while it is at work is a cut", async (_, options) => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2, "end")] });
    expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
      StreamInterruptedError,
    );
  });

  test.each(rows)("with %s: an end within an event is a cut, though the run is over", async (_, options) => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2, "end", 9)], isOver: true });
    expect((await read(client.runs.stream("t", "agent", options))).error).toBeInstanceOf(
      StreamInterruptedError,
    );
  });

  test.each(rows)("with %s: its end is its end", async (_, options) => {
    const { run, client } = fake("0:a 1:b 2:c");
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({ said: "abc", error: undefined });
    expect(run.asked).toEqual([]);
  });

  test("a last event without its blank line is delivered where the run is over", async () => {
    const { client } = fake("0:a 1:b", { bodies: [after(2, "end", -1)], isOver: true });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    expect(await read(stream)).toEqual({ said: "ab", error: undefined });
  });

  test("both together are asked for as they are given", async () => {
    const { client } = fake("0:a 1:b 2:c", { bodies: [after(2)] });
    const options = { onDisconnect: "cancel", streamResumable: true } as const;
    expect(await read(client.runs.stream("t", "agent", options))).toEqual({ said: "abc", error: undefined });
  });

  test("events without ids are never taken for repetitions", async () => {
    const { client } = fake("x x x", { isOver: true });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "xxx", error: undefined });
    const cut = fake("x x x", { bodies: [after(2)] });
    expect(await read(cut.client.runs.stream("t", "agent"))).toMatchObject({
      said: "xx",
      error: { name: "StreamInterruptedError", cursor: undefined, resume: undefined },
    });
  });
});

test("a run that could not be started is none to be reopened", async () => {
  const { run, client } = fake("0:a", { bodies: [{ answer: at(409) }] });
  expect(await failure(client.runs.stream("t", "agent").next())).toMatchObject({ name: "ConflictError" });
  expect(run.requests).toHaveLength(1);
});
