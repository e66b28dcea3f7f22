/** Silent connections: a busy graph may be silent for long, but missing heartbeats mean a dead connection. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StreamBehavior } from "langgraph-client";
import { clientOf, fake, read } from "../helpers/fake-client.js";
import type { FakeConnection } from "../helpers/fake-run.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
const event = (text: string, id: number) => `event: custom\ndata: "${text}"\nid: ${id}\n\n`;
const heartbeat = ": heartbeat\n\n";

/** A connection whose text the test sends step by step. */
class ManualConnection {
  isClosed = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly connection: FakeConnection = {
    respond: () => {
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => void (this.#controller = controller),
        cancel: () => void (this.isClosed = true),
      });
      const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
      return new Response(stream, { headers });
    },
  };

  async send(text: string): Promise<void> {
    this.#controller?.enqueue(new TextEncoder().encode(text));
    await pass(0);
  }

  async end(): Promise<void> {
    this.#controller?.close();
    await pass(0);
  }

  /** Sends heartbeats, each `seconds` after the one before. */
  async sendHeartbeats(count: number, seconds: number): Promise<void> {
    for (let sent = 0; sent < count; sent += 1) {
      await pass(seconds);
      await this.send(heartbeat);
    }
  }
}

/** Starts to read a run whose first connection is a ManualConnection. */
async function start(behavior: StreamBehavior = {}, next: FakeConnection[] = []) {
  const wire = new ManualConnection();
  const { run, client } = fake("0:a 1:b 2:c", { connections: [wire.connection, ...next] });
  const causes: unknown[] = [];
  const stream = client.runs.stream("t", "agent", {
    ...behavior,
    onReconnect: ({ cause }) => void causes.push(cause),
  });
  let result: Awaited<ReturnType<typeof read>> | undefined;
  void read(stream).then((read) => (result = read));
  await pass(0);
  await wire.send(event("a", 0));
  return { wire, run, stream, causes, result: () => result };
}

const HOUR = 3_600;
const whole = { delivered: "abc", error: undefined };

describe("without heartbeats", () => {
  test("keeps a silent connection open for a day when the server sends no heartbeats", async () => {
    const { run, result } = await start();
    await pass(24 * HOUR);
    expect(run.lastEventIds).toEqual([]);
    expect(result()).toBeUndefined();
  });

  test("does not derive a heartbeat interval from a single heartbeat or from several at once", async () => {
    const { wire, run } = await start();
    await wire.sendHeartbeats(1, 5);
    await wire.send(heartbeat + heartbeat + heartbeat);
    await wire.sendHeartbeats(5, 0.2);
    await pass(HOUR);
    expect(run.lastEventIds).toEqual([]);
  });

  test("takes Infinity as idleTimeoutMs for no limit", async () => {
    const { causes, result } = await start({ idleTimeoutMs: Infinity });
    await pass(HOUR);
    expect([causes, result()]).toEqual([[], undefined]);
  });

  test("reconnects after idleTimeoutMs of silence", async () => {
    const { wire, causes, result } = await start({ idleTimeoutMs: 3_000 });
    await pass(2);
    await wire.send(event("b", 1));
    await pass(2.9);
    expect(causes).toEqual([]);
    await pass(0.2);
    expect(causes).toMatchObject([{ name: "TimeoutError" }]);
    expect(wire.isClosed).toBe(true);
    expect(result()).toEqual(whole);
  });
});

describe("with heartbeats", () => {
  test.each([5, 8, 20])("reconnects after three missing heartbeats of %i s", async (interval) => {
    const { wire, causes, result } = await start();
    await wire.sendHeartbeats(4, interval);
    await pass(2.5 * interval);
    expect(causes).toEqual([]);
    await pass(interval);
    expect(causes).toMatchObject([{ name: "TimeoutError", method: "POST" }]);
    expect(wire.isClosed).toBe(true);
    expect(result()).toEqual(whole);
  });

  test("keeps the connection open for hours of heartbeats without events", async () => {
    const { wire, run, stream } = await start();
    await wire.sendHeartbeats(2_000, 5);
    expect(run.lastEventIds).toEqual([]);
    expect(stream.lastEventId).toBe("0");
  });

  test("counts heartbeats that arrive in several chunks", async () => {
    const { wire, run } = await start();
    for (let count = 0; count < 50; count += 1) {
      await pass(5);
      for (const chunk of [": he", "artbeat\n", "\n"]) await wire.send(chunk);
    }
    expect(run.lastEventIds).toEqual([]);
  });

  test("keeps the connection open while events arrive without heartbeats", async () => {
    const { wire, run } = await start();
    await wire.sendHeartbeats(3, 5);
    for (let id = 1; id < 50; id += 1) {
      await pass(14);
      await wire.send(event("x", id));
    }
    expect(run.lastEventIds).toEqual([]);
  });

  test("keeps the heartbeat interval after a late heartbeat and after late ones that arrive together", async () => {
    const { wire, run, causes } = await start();
    await wire.sendHeartbeats(3, 5);
    await pass(9);
    await wire.sendHeartbeats(2, 0.1);
    await pass(14);
    expect(run.lastEventIds).toEqual([]);
    await pass(2);
    expect(causes).toHaveLength(1);
  });

  test("keeps the connection open when the network delays one heartbeat of 5 s", async () => {
    const { wire, run } = await start();
    await pass(4);
    // The server sends one every 5 seconds. The first arrives just before the second.
    await wire.sendHeartbeats(1, 5.5);
    await wire.sendHeartbeats(1, 1);
    await wire.sendHeartbeats(20, 5);
    expect(run.lastEventIds).toEqual([]);
  });

  test("keeps the heartbeat interval of 20 s when one heartbeat arrives just before the next", async () => {
    const { wire, run, causes } = await start();
    await wire.sendHeartbeats(1, 38);
    await wire.sendHeartbeats(1, 2);
    await wire.sendHeartbeats(9, 20);
    await pass(59);
    expect(run.lastEventIds).toEqual([]);
    await pass(2);
    expect(causes).toHaveLength(1);
  });

  test("ignores the arrival time of heartbeats that were buffered while the caller was busy", async () => {
    const wire = new ManualConnection();
    const { run, client } = fake("0:a 1:b", { connections: [wire.connection] });
    const stream = client.runs.stream("t", "agent");
    const first = stream.next();
    await pass(0);
    await wire.send(event("a", 0));
    await first;
    // The caller is busy with the first event for 59 seconds.
    await wire.sendHeartbeats(2, 20);
    await pass(19);
    const rest = read(stream);
    await wire.sendHeartbeats(1, 1);
    await wire.sendHeartbeats(9, 20);
    expect(run.lastEventIds).toEqual([]);
    await wire.send("event: end\ndata: null\n\n");
    expect(await rest).toEqual({ delivered: "null", error: undefined });
  });

  test.each<[string, number | null]>([
    ["120,000", 120_000],
    ["null", null],
  ])("idleTimeoutMs overrides the limit from the heartbeat interval: %s", async (_, idleTimeoutMs) => {
    const { wire, run } = await start({ idleTimeoutMs });
    await wire.sendHeartbeats(5, 5);
    await pass(119);
    expect(run.lastEventIds).toEqual([]);
    await pass(HOUR);
    expect(run.lastEventIds.length > 0).toBe(idleTimeoutMs !== null);
  });

  test("throws StreamDisconnectedError when heartbeats stop and the stream is not resumable", async () => {
    const wire = new ManualConnection();
    const { client } = fake("0:a 1:b", { connections: [wire.connection] });
    const reading = read(client.runs.stream("t", "agent", { streamResumable: false }));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.sendHeartbeats(3, 5);
    await pass(16);
    expect(await reading).toMatchObject({
      delivered: "a",
      error: { name: "StreamDisconnectedError", cause: { name: "TimeoutError" } },
    });
    expect(wire.isClosed).toBe(true);
  });

  test("does not derive a heartbeat interval from the time between two connections", async () => {
    const next = [new ManualConnection(), new ManualConnection()];
    const { wire, run, causes } = await start(
      {},
      next.map(({ connection }) => connection),
    );
    await wire.sendHeartbeats(3, 20);
    for (const [index, other] of next.entries()) {
      await pass(1);
      await (next[index - 1] ?? wire).end();
      await pass(1);
      await other.send(event("a", 0) + event("b", 1));
      await other.sendHeartbeats(1, 2);
    }
    expect(run.lastEventIds).toHaveLength(2);
    await next[1]!.sendHeartbeats(9, 20);
    await pass(59);
    expect(run.lastEventIds).toHaveLength(2);
    await pass(2);
    expect(causes).toMatchObject([{ name: "ConnectionError" }, {}, { name: "TimeoutError" }]);
  });

  test("applies the known heartbeat interval to the next connection from its start", async () => {
    const next = new ManualConnection();
    const { wire, causes, result } = await start({}, [next.connection]);
    await wire.sendHeartbeats(3, 5);
    await pass(16);
    expect(causes).toHaveLength(1);
    await pass(16);
    expect(causes).toHaveLength(2);
    expect(next.isClosed).toBe(true);
    await pass(1);
    expect(result()).toEqual(whole);
  });
});

describe("an ended run with a silent connection", () => {
  test("ends the stream of an ended run whose connection stays open without heartbeats", async () => {
    const open = new ManualConnection();
    const { client } = fake("0:a 1:b", { hasEnded: true, connections: [{}, open.connection] });
    let result: unknown;
    void read(client.runs.stream("t", "agent")).then((read) => (result = read));
    await pass(0);
    await open.send(event("b", 1));
    expect(result).toBeUndefined();
    await pass(HOUR);
    expect(result).toEqual({ delivered: "ab", error: undefined });
    expect(open.isClosed).toBe(true);
  });

  test("delivers every event once when the connection of an ended run stalls between two events", async () => {
    const connections: FakeConnection[] = [
      { cut: { after: 2, at: 0, how: "reset" } },
      { cut: { after: 2, at: 5, how: "end" } },
      { cut: { after: 1, at: 0, how: "stall" } },
    ];
    const { client } = fake("0:a 1:b 2:c 3:d", { hasEnded: true, connections });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(HOUR);
    expect(await reading).toEqual({ delivered: "abcd", error: undefined });
  });

  test("throws StreamDisconnectedError when the replays of an ended run stay empty and open", async () => {
    const open = Array.from({ length: 9 }, () => new ManualConnection());
    const { client } = fake("0:a 1:b", {
      hasEnded: true,
      connections: [{}, ...open.map(({ connection }) => connection)],
    });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(HOUR);
    expect(await reading).toMatchObject({ delivered: "ab", error: { name: "StreamDisconnectedError" } });
  });
});

describe("an ended run whose connection stays open with heartbeats", () => {
  /** A connection that sends one chunk every five seconds, then heartbeats until it is closed. */
  const withHeartbeats = (...chunks: string[]): FakeConnection => ({
    respond: () => {
      const encoder = new TextEncoder();
      let sent = -1;
      const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
        sent += 1;
        if (sent > 0) await new Promise((resolve) => setTimeout(resolve, 5_000));
        controller.enqueue(encoder.encode(chunks[sent] ?? heartbeat));
      };
      const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers });
    },
  });
  const cutAfter = (count: number, how: "reset" | "end"): FakeConnection => ({
    cut: { after: count, at: 0, how },
  });
  const last = event("b", 1);
  const more = event("c", 2);
  const both = event("a", 0) + last;

  /** Reads a stream for ten minutes. Returns `undefined` if it does not end by then. */
  async function readForTenMinutes(stream: Parameters<typeof read>[0]): Promise<unknown> {
    let result: unknown;
    void read(stream).then((read) => (result = read));
    await pass(600);
    return result;
  }

  test("ends the stream of an ended run after a clean close and a replay", async () => {
    const { client } = fake("0:a 1:b", { hasEnded: true, connections: [{}, withHeartbeats(last)] });
    expect(await readForTenMinutes(client.runs.stream("t", "agent"))).toEqual({
      delivered: "ab",
      error: undefined,
    });
  });

  test("ends the stream of an ended run after a reset and a replay", async () => {
    const connections = [cutAfter(1, "reset"), ...Array<FakeConnection>(9).fill(withHeartbeats(both))];
    const { client } = fake("0:a 1:b", { hasEnded: true, connections });
    const causes: unknown[] = [];
    const stream = client.runs.stream("t", "agent", {
      maxReconnects: 1,
      onReconnect: ({ cause }) => causes.push(cause),
    });
    expect(await readForTenMinutes(stream)).toEqual({ delivered: "ab", error: undefined });
    expect(causes).toMatchObject([{ cause: { message: "terminated" } }]);
  });

  test("ends the stream that started the run although its first connection stays open", async () => {
    const { run, client } = fake("0:a 1:b", {
      hasEnded: true,
      connections: [withHeartbeats(both), withHeartbeats(last)],
    });
    expect(await readForTenMinutes(client.runs.stream("t", "agent"))).toEqual({
      delivered: "ab",
      error: undefined,
    });
    expect(run.lastEventIds).toEqual(["0"]);
  });

  test("throws RunFailedError for a failed run whose connection stays open", async () => {
    const connections = [withHeartbeats(event("a", 0)), withHeartbeats(event("a", 0))];
    const { client } = fake("0:a", { hasEnded: true, status: "error", connections });
    expect(await readForTenMinutes(client.runs.stream("t", "agent"))).toMatchObject({
      delivered: "a!",
      error: { name: "RunFailedError", error: "TypeError" },
    });
  });

  test("throws StreamDisconnectedError for an ended run when its open connection is not resumable", async () => {
    const { client } = fake("a b", { hasEnded: true, connections: [withHeartbeats(both)] });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    expect(await readForTenMinutes(stream)).toMatchObject({
      delivered: "ab",
      error: { name: "StreamDisconnectedError", message: expect.stringMatching("has ended") as unknown },
    });
  });

  const positions: [string, (text: string) => string][] = [
    ["after", (text) => text + heartbeat],
    ["before", (text) => heartbeat + text],
    ["within", (text) => text.replaceAll("\n\n", `\n\n${heartbeat}`)],
  ];
  test.each(
    positions.flatMap(([position, chunk]): [string, string, string, string[]][] => [
      [position, "the replay", "ab", [chunk(last)]],
      [position, "the replay and the remaining events", "abc", [chunk(last + more)]],
      [position, "the remaining events", "abc", [last, chunk(more)]],
      [position, "the replay, which precedes the remaining events", "abc", [chunk(last), more]],
      [
        position,
        "the replay, which precedes a heartbeat and the remaining events",
        "abc",
        [chunk(last), heartbeat, more],
      ],
    ]),
  )(
    "delivers every event once when heartbeats arrive in one chunk %s %s",
    async (_, __, delivered, chunks) => {
      const connections = [cutAfter(2, "end"), ...Array<FakeConnection>(9).fill(withHeartbeats(...chunks))];
      const { client } = fake("0:a 1:b 2:c", { hasEnded: true, connections });
      const stream = client.runs.stream("t", "agent", { maxReconnects: 0 });
      expect(await readForTenMinutes(stream)).toEqual({ delivered, error: undefined });
    },
  );

  test.each<[string, object, string[], string]>([
    ["from the start", { lastEventId: "-1" }, [both], "ab"],
    [
      "from the start, with a heartbeat before the first event",
      { lastEventId: "-1" },
      [heartbeat, both],
      "ab",
    ],
    ["after the last event", { lastEventId: "1" }, [heartbeat], ""],
    ["with live events only", { from: "now" }, [heartbeat], ""],
  ])("ends the stream when an ended run is joined %s", async (_, options, chunks, delivered) => {
    const { client } = fake("0:a 1:b", {
      hasEnded: true,
      connections: Array<FakeConnection>(9).fill(withHeartbeats(...chunks)),
    });
    const stream = client.runs.joinStream("t", "r", { ...options, maxReconnects: 0 });
    expect(await readForTenMinutes(stream)).toEqual({ delivered, error: undefined });
  });

  test("throws StreamDisconnectedError when an ended run is joined from the start and only heartbeats arrive", async () => {
    const { client } = fake("0:a 1:b", {
      hasEnded: true,
      connections: Array<FakeConnection>(9).fill(withHeartbeats(heartbeat)),
    });
    const stream = client.runs.joinStream("t", "r", { lastEventId: "-1", maxReconnects: 0 });
    expect(await readForTenMinutes(stream)).toMatchObject({
      delivered: "",
      error: { name: "StreamDisconnectedError" },
    });
  });
});

describe("the status requests of a stream with heartbeats only", () => {
  const statuses = (requests: readonly string[]) =>
    requests.filter((request) => request === "GET /threads/t/runs/r");

  test("requests a running run's status less and less often while only heartbeats arrive", async () => {
    const { wire, run, result } = await start();
    await wire.sendHeartbeats(64, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    await wire.send(event("b", 1));
    await wire.sendHeartbeats(1, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    expect(run.lastEventIds).toEqual([]);
    expect(result()).toBeUndefined();
  });

  test("does not request the run's status after heartbeats in one chunk or between events", async () => {
    const { wire, run } = await start();
    await pass(5);
    await wire.send(heartbeat.repeat(9));
    for (let id = 1; id < 9; id += 1) {
      await wire.send(event("x", id));
      await wire.sendHeartbeats(1, 8);
    }
    expect(statuses(run.requests)).toEqual([]);
  });

  test.each([404, 403, 500])("keeps reading when the status request returns %i", async (status) => {
    const wire = new ManualConnection();
    const respond = () => Response.json({ detail: "Thread with ID t not found" }, { status });
    const { run } = fake("0:a 1:b", { respond, connections: [wire.connection] });
    const client = clientOf(run, { maxRetries: 3 });
    const reading = read(client.runs.stream("t", "agent", { streamResumable: false }));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.sendHeartbeats(64, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    await wire.send(event("b", 1) + "event: end\ndata: null\n\n");
    expect(await reading).toEqual({ delivered: "abnull", error: undefined });
  });

  test("delivers late events of an ended run without a reconnect", async () => {
    const wire = new ManualConnection();
    const { run, client } = fake("0:a 1:b", { hasEnded: true, connections: [wire.connection] });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.sendHeartbeats(3, 5);
    await wire.send(event("b", 1) + "event: end\ndata: null\n\n");
    expect(await reading).toEqual({ delivered: "abnull", error: undefined });
    expect(run.lastEventIds).toEqual([]);
  });

  test("delivers events that were buffered behind heartbeats while the caller was busy", async () => {
    const wire = new ManualConnection();
    const { client } = fake("0:a 1:b", { hasEnded: true, connections: [wire.connection] });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    const first = stream.next();
    await pass(0);
    await wire.send(event("a", 0));
    await first;
    await wire.sendHeartbeats(100, 5);
    await wire.send(event("b", 1));
    await wire.end();
    expect(await read(stream)).toEqual({ delivered: "b", error: undefined });
  });

  test("aborts the status request after ten seconds and when the stream ends", async () => {
    const wire = new ManualConnection();
    const { run } = fake("0:a", { connections: [wire.connection] });
    let signal: AbortSignal | null | undefined;
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      if (init.method !== "GET") return run.fetch(url, init);
      signal = init.signal;
      return new Promise(() => {});
    };
    const client = clientOf(run, { fetch });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.sendHeartbeats(2, 5);
    const first = signal;
    await pass(10.1);
    expect(first?.aborted).toBe(true);
    await wire.sendHeartbeats(1, 5);
    expect(signal).not.toBe(first);
    expect(signal?.aborted).toBe(false);
    await wire.send("event: end\ndata: null\n\n");
    await reading;
    expect(signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("clears the heartbeat timer when the stream is closed", async () => {
  const { wire, stream } = await start();
  await wire.sendHeartbeats(3, 5);
  expect(vi.getTimerCount()).toBe(1);
  stream.close();
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(wire.isClosed).toBe(true);
});
