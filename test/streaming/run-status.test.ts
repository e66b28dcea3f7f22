/** The status of a run decides the end of its stream: its value, its delay, and the time of its requests. */
import { StreamDisconnectedError } from "langgraph-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { event, readNames, replay, scripted } from "../helpers/scripted-server.js";
import type { ReadEvents, StoredEvent, StreamRequest } from "../helpers/scripted-server.js";
import { sleep } from "../../src/backoff.js";

const run: StoredEvent[] = [
  { id: "0", event: "metadata", data: { run_id: "r" } },
  { id: "1", event: "values", data: { a: 1 } },
  { id: "2", event: "values", data: { a: 2 } },
];
const names = run.map((each) => `${each.event} ${each.id}`);
const head = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };

describe("after a clean end", () => {
  /** Ends the first connection cleanly after two of three events. */
  const cutStream = (request: StreamRequest) => ({
    text: request.isNew ? replay(run.slice(0, 2), request) : replay(run, request),
  });

  test.each<[string, unknown]>([
    ["queued", { run_id: "r", status: "queued" }],
    ["paused", { run_id: "r", status: "paused" }],
    ["pending", { run_id: "r", status: "pending" }],
    ["running", { run_id: "r", status: "running" }],
    ["in upper case", { run_id: "r", status: "SUCCESS" }],
    ["empty", { run_id: "r", status: "" }],
    ["null", { run_id: "r", status: null }],
    ["a number", { run_id: "r", status: 1 }],
    ["missing", { run_id: "r" }],
    ["missing in an empty object", {}],
    ["that of another run", { run_id: "other", status: "success" }],
    ["that of another run that failed", { run_id: "other", status: "error" }],
    ["that of a run whose id is a number", { run_id: 7, status: "success" }],
  ])("the stream reconnects if the status is %s", async (_, status) => {
    let isWhole = false;
    const { client, requests } = scripted({
      stream: (request) => {
        isWhole = !request.isNew;
        return cutStream(request);
      },
      status: () => (isWhole ? { run_id: "r", status: "success" } : status),
    });
    const causes: unknown[] = [];
    const stream = client.runs.stream("t", "agent", { onReconnect: ({ cause }) => causes.push(cause) });
    expect(await readNames(stream)).toEqual({ seen: names, error: undefined });
    expect(causes).toMatchObject([{ message: expect.stringContaining("before the run did") as unknown }]);
    expect(requests.slice(0, 4)).toEqual(["POST stream", "GET status", "GET status", "GET status"]);
  });

  test.each<[string, unknown]>([
    ["queued", { run_id: "r", status: "queued" }],
    ["missing", {}],
    ["that of another run", { run_id: "other", status: "success" }],
  ])("the stream throws, and never ends, if the status stays %s", async (_, status) => {
    const { client, requests } = scripted({
      stream: (request) => ({ text: replay(run, request) }),
      status: () => status,
    });
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toEqual(names);
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(requests.length).toBeLessThan(40);
  });

  test.each([
    ["success", "R"],
    ["success", "r"],
    ["interrupted", "r"],
  ])("the stream ends after one replay if the status is %s, and the run's id %s", async (status, runId) => {
    const { client, requests } = scripted({
      stream: (request) => ({ text: replay(run, request) }),
      status: () => ({ run_id: runId, status }),
    });
    expect(await readNames(client.runs.stream("t", "agent"))).toEqual({ seen: names, error: undefined });
    expect(requests).toEqual(["POST stream", "GET status", "GET stream 1"]);
  });

  test.each(["error", "timeout"])("the stream fails if the status is %s", async (status) => {
    const { client } = scripted({
      stream: (request) => ({ text: replay(run, request) }),
      status: () => ({ run_id: "r", status }),
    });
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toEqual([...names, "error"]);
    expect(error).toMatchObject({ name: "RunFailedError" });
  });

  test.each([1, 2])("a status that lags by %i requests causes no reconnect", async (lag) => {
    const { client, requests, delays } = scripted({
      stream: (request) => ({ text: replay(run, request) }),
      status: (count) => ({ run_id: "r", status: count < lag ? "running" : "success" }),
    });
    const reconnects: unknown[] = [];
    const stream = client.runs.stream("t", "agent", { onReconnect: (each) => reconnects.push(each) });
    expect(await readNames(stream)).toEqual({ seen: names, error: undefined });
    expect(reconnects).toEqual([]);
    expect(delays).toEqual([150, 250].slice(0, lag));
    const statuses = Array<string>(lag + 1).fill("GET status");
    expect(requests).toEqual(["POST stream", ...statuses, "GET stream 1"]);
  });

  test("a status that lags for longer than 400 ms causes one reconnect, and no loss", async () => {
    const { client } = scripted({
      stream: (request) => ({ text: replay(run, request) }),
      status: (count) => ({ run_id: "r", status: count < 3 ? "running" : "success" }),
    });
    const attempts: number[] = [];
    const stream = client.runs.stream("t", "agent", {
      onReconnect: ({ attempt }) => attempts.push(attempt),
    });
    expect(await readNames(stream)).toEqual({ seen: names, error: undefined });
    expect(attempts).toEqual([1]);
  });

  test.each(["reset", "within an event"])(
    "a status is not requested three times after another end: %s",
    async (how) => {
      const { client, requests } = scripted({
        stream: (request) =>
          request.isNew
            ? {
                text: replay(run.slice(0, 2), request) + (how === "reset" ? "" : "event: val"),
                then: how === "reset" ? "reset" : "end",
              }
            : { text: replay(run, request) },
        status: (count) => ({ run_id: "r", status: count === 0 && how !== "reset" ? "running" : "success" }),
      });
      expect(await readNames(client.runs.stream("t", "agent"))).toEqual({ seen: names, error: undefined });
      const before = requests.slice(0, requests.indexOf("GET stream 0"));
      expect(before).toEqual(how === "reset" ? ["POST stream"] : ["POST stream", "GET status"]);
    },
  );
});

describe("a run that ended before it began", () => {
  test.each([
    ["was cancelled", {}],
    ["was cancelled, and stores no events", { streamResumable: false }],
    ["was cancelled, and is read without reconnects", { maxReconnects: 0 }],
  ])("ends its stream at once if it %s", async (_, options) => {
    const { client, delays } = scripted({
      stream: () => ({ text: "" }),
      status: () => ({ run_id: "r", status: "interrupted" }),
      state: { values: {}, next: [], tasks: [], metadata: { run_id: "before" } },
    });
    const reconnects: unknown[] = [];
    const onReconnect = (each: unknown) => void reconnects.push(each);
    const stream = client.runs.stream("t", "agent", { ...options, onReconnect });
    const final = stream.final();
    expect(await readNames(stream)).toEqual({ seen: [], error: undefined });
    expect([reconnects, delays]).toEqual([[], []]);
    expect(await final).toMatchObject({ status: "cancelled", values: {}, interrupts: [] });
  });

  test("ends its stream at once if it was rolled back, and final() rejects with NotFoundError", async () => {
    const missing = () => Response.json({ detail: "Run not found" }, { status: 404 });
    const { client, delays } = scripted({ stream: () => ({ text: "" }), status: missing });
    const stream = client.runs.stream("t", "agent");
    const final = stream.final();
    expect(await readNames(stream)).toEqual({ seen: [], error: undefined });
    await expect(final).rejects.toMatchObject({ name: "NotFoundError" });
    expect(delays).toEqual([]);
  });

  test("ends its stream at once if the server sends the error of an unknown run after a rollback", async () => {
    const missing = () => Response.json({ detail: "Run not found" }, { status: 404 });
    const data = { error: "Error", message: "Run not found" };
    const { client } = scripted({ stream: () => ({ text: event("error", data) }), status: missing });
    const stream = client.runs.stream("t", "agent");
    const final = stream.final();
    expect(await readNames(stream)).toEqual({ seen: [], error: undefined });
    await expect(final).rejects.toMatchObject({ name: "NotFoundError" });
  });

  test.each(["success", "running"])("throws if its status is %s", async (status) => {
    const { client } = scripted({
      stream: () => ({ text: "" }),
      status: () => ({ run_id: "r", status }),
    });
    expect(await readNames(client.runs.stream("t", "agent"))).toMatchObject({
      seen: [],
      error: { name: "StreamDisconnectedError" },
    });
  });
});

describe("an ended run whose events are gone", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  /** Time passes while the test waits, until a promise settles. Returns the milliseconds. */
  async function timeOf(reading: Promise<ReadEvents>): Promise<{ ms: number; result: ReadEvents }> {
    const begin = performance.now();
    let result: ReadEvents | undefined;
    void reading.then((read) => (result = read));
    while (result === undefined) {
      await vi.advanceTimersByTimeAsync(50);
      if (performance.now() - begin > 600_000) throw new Error("The stream does not end");
    }
    return { ms: performance.now() - begin, result };
  }

  const silent = { text: "", then: "silence" } as const;
  const empty = { text: "" };
  const ping = { text: event("ping", {}) };
  const silentPing = { text: event("ping", {}), then: "silence" } as const;
  const heartbeat = { text: ": heartbeat\n\n", then: "silence" } as const;

  test.each<[string, { text: string; then?: "silence" }, number]>([
    ["silent", silent, 5_000],
    ["empty", empty, 5_000],
    ["empty but for a ping", ping, 5_000],
    ["silent after a ping", silentPing, 5_000],
    // The server works, and may be slow.
    ["silent after a heartbeat", heartbeat, 25_000],
  ])("throws soon, after at most three replays that are %s", async (_, connection, limitMs) => {
    // After a reset, silence may also be that of a graph that works.
    for (const then of "then" in connection ? (["end"] as const) : (["reset", "end"] as const)) {
      const { client, requests } = scripted({
        stream: (request) =>
          request.isNew
            ? { text: `${replay(run.slice(0, 2), request)}${then === "end" ? "event: val" : ""}`, then }
            : connection,
        status: () => ({ run_id: "r", status: "success" }),
        sleep,
      });
      const { ms, result } = await timeOf(readNames(client.runs.stream("t", "agent")));
      expect(result.seen.filter((name) => name !== "ping")).toEqual(names.slice(0, 2));
      expect(result).toMatchObject({
        error: {
          name: "StreamDisconnectedError",
          message: expect.stringContaining("limited time") as unknown,
        },
      });
      const replays = requests.filter((request) => request.startsWith("GET stream"));
      // The status is known only after the first connection that did not break.
      const late = then === "end" ? 3 : 4;
      expect(replays.length).toBeLessThanOrEqual(late);
      if (then === "end") expect(ms).toBeLessThanOrEqual(limitMs);
    }
  });
});

describe("a connection that stays open", () => {
  const heartbeat = ": heartbeat\n\n";
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
  afterEach(() => void vi.useRealTimers());
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);

  /** Starts to read a run whose connection the test feeds. The run works until `end()`. */
  async function start() {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    let status = "running";
    const server = scripted({
      stream: (request) => {
        if (!request.isNew) return { text: replay(run, request) };
        const body = new ReadableStream<Uint8Array>({ start: (each) => void (controller = each) });
        return new Response(body, { headers: head });
      },
      status: () => ({ run_id: "r", status }),
      sleep,
    });
    let result: ReadEvents | undefined;
    void readNames(server.client.runs.stream("t", "agent")).then((read) => (result = read));
    await pass(0);
    const send = async (text: string) => {
      if (result === undefined) controller?.enqueue(new TextEncoder().encode(text));
      await pass(0);
    };
    /** Sends a heartbeat, or a gateway's ping, every five seconds. */
    const wait = async (seconds: number, sign = heartbeat) => {
      for (let passed = 0; passed < seconds; passed += 5) {
        await pass(5);
        await send(sign);
      }
    };
    const asked = () => server.requests.filter((request) => request === "GET status").length;
    const end = () => void (status = "success");
    await send(event("metadata", { run_id: "r" }, "0"));
    return { ...server, send, wait, asked, end, result: () => result };
  }

  test.each([
    ["heartbeats", heartbeat],
    ["pings of a gateway", event("ping", {})],
  ])(
    "has its run's status requested ten seconds after each event, however long the graph thought: %s",
    async (_, sign) => {
      const { send, wait, asked, end, result } = await start();
      for (const seconds of [45, 5, 120, 45]) {
        await wait(seconds, sign);
        await send(event("values", {}, "1"));
        const before = asked();
        await wait(5, sign);
        expect(asked()).toBe(before);
        await wait(5, sign);
        expect(asked()).toBe(before + 1);
      }
      await send(event("values", { a: 2 }, "2"));
      end();
      await wait(25, sign);
      expect(result()).toMatchObject({ error: undefined });
    },
  );

  test("is not measured by a clock that is set back or forward", async () => {
    const { send, wait, asked, end, result } = await start();
    const hour = 3_600_000;
    for (const shift of [-24 * hour, 48 * hour, -hour]) {
      await send(event("values", {}, "1"));
      const before = asked();
      vi.setSystemTime(Date.now() + shift);
      await wait(5);
      expect(asked()).toBe(before);
      vi.setSystemTime(Date.now() - shift / 2);
      await wait(5);
      expect(asked()).toBe(before + 1);
    }
    await send(event("values", { a: 2 }, "2"));
    end();
    vi.setSystemTime(Date.now() - 24 * hour);
    await wait(25);
    expect(result()).toMatchObject({ error: undefined });
  });
});
