/** Silence: of a graph that thinks it is legitimate, of a server that used to send heartbeats it is not. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StreamBehaviour } from "langgraph-client";
import { fake, read } from "../helpers/script.js";
import type { Body } from "../helpers/fake-run.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1_000);
const event = (said: string, id: number) => `event: custom\ndata: "${said}"\nid: ${id}\n\n`;
const beat = ": heartbeat\n\n";

/** A body that is written by hand. */
class Wire {
  isClosed = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly body: Body = {
    answer: () => {
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

  /** So many heartbeats, each so many seconds behind the one before. */
  async beat(count: number, seconds: number): Promise<void> {
    for (let sent = 0; sent < count; sent += 1) {
      await pass(seconds);
      await this.send(beat);
    }
  }
}

/** A run whose first body is written by hand, and what is read of it. */
async function start(behaviour: StreamBehaviour = {}, next: Body[] = []) {
  const wire = new Wire();
  const { run, client } = fake("0:a 1:b 2:c", { bodies: [wire.body, ...next] });
  const causes: unknown[] = [];
  const stream = client.runs.stream("t", "agent", {
    ...behaviour,
    onReconnect: ({ cause }) => void causes.push(cause),
  });
  let result: Awaited<ReturnType<typeof read>> | undefined;
  void read(stream).then((read) => (result = read));
  await pass(0);
  await wire.send(event("a", 0));
  return { wire, run, stream, causes, result: () => result };
}

const HOUR = 3_600;
const whole = { said: "abc", error: undefined };

describe("without heartbeats", () => {
  test("silence lasts as long as it does", async () => {
    const { run, result } = await start();
    await pass(24 * HOUR);
    expect(run.asked).toEqual([]);
    expect(result()).toBeUndefined();
  });

  test("a single one, or several within a moment, tell nothing of a rhythm", async () => {
    const { wire, run } = await start();
    await wire.beat(1, 5);
    await wire.send(beat + beat + beat);
    await wire.beat(5, 0.2);
    await pass(HOUR);
    expect(run.asked).toEqual([]);
  });

  test("idleTimeoutMs is the limit", async () => {
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

describe("where the server sends heartbeats", () => {
  test.each([5, 8, 20])(
    "of %i s: the connection is dead when three are missing, and the stream goes on",
    async (rhythm) => {
      const { wire, causes, result } = await start();
      await wire.beat(4, rhythm);
      await pass(2.5 * rhythm);
      expect(causes).toEqual([]);
      await pass(rhythm);
      expect(causes).toMatchObject([{ name: "TimeoutError", method: "POST" }]);
      expect(wire.isClosed).toBe(true);
      expect(result()).toEqual(whole);
    },
  );

  test("they are life for hours, and no events", async () => {
    const { wire, run, stream } = await start();
    await wire.beat(2_000, 5);
    expect(run.asked).toEqual([]);
    expect(stream.lastEventId).toBe("0");
  });

  test("those that come in pieces are life too", async () => {
    const { wire, run } = await start();
    for (let count = 0; count < 50; count += 1) {
      await pass(5);
      for (const piece of [": he", "artbeat\n", "\n"]) await wire.send(piece);
    }
    expect(run.asked).toEqual([]);
  });

  test("events are life where heartbeats stop", async () => {
    const { wire, run } = await start();
    await wire.beat(3, 5);
    for (let id = 1; id < 50; id += 1) {
      await pass(14);
      await wire.send(event("x", id));
    }
    expect(run.asked).toEqual([]);
  });

  test("one that is late does not stretch the rhythm, several that come late together do not shorten it", async () => {
    const { wire, run, causes } = await start();
    await wire.beat(3, 5);
    await pass(9);
    await wire.beat(2, 0.1);
    await pass(14);
    expect(run.asked).toEqual([]);
    await pass(2);
    expect(causes).toHaveLength(1);
  });

  test("of 5 s: a network that holds one back for a while is not dead", async () => {
    const { wire, run } = await start();
    await pass(4);
    // Sent at 5, 10 and 15 seconds and so on; the first comes just before the second.
    await wire.beat(1, 5.5);
    await wire.beat(1, 1);
    await wire.beat(20, 5);
    expect(run.asked).toEqual([]);
  });

  test("of 20 s: those that waited to be read by a busy caller tell nothing of a rhythm", async () => {
    const wire = new Wire();
    const { run, client } = fake("0:a 1:b", { bodies: [wire.body] });
    const stream = client.runs.stream("t", "agent");
    const first = stream.next();
    await pass(0);
    await wire.send(event("a", 0));
    await first;
    // For 59 seconds the caller works on the first event.
    await wire.beat(2, 20);
    await pass(19);
    const rest = read(stream);
    await wire.beat(1, 1);
    await wire.beat(9, 20);
    expect(run.asked).toEqual([]);
    await wire.send("event: end\ndata: null\n\n");
    expect(await rest).toEqual({ said: "null", error: undefined });
  });

  test.each<[string, number | null]>([
    ["a longer limit", 120_000],
    ["null: no limit", null],
  ])("idleTimeoutMs comes before what was learned: %s", async (_, idleTimeoutMs) => {
    const { wire, run } = await start({ idleTimeoutMs });
    await wire.beat(5, 5);
    await pass(119);
    expect(run.asked).toEqual([]);
    await pass(HOUR);
    expect(run.asked.length > 0).toBe(idleTimeoutMs !== null);
  });

  test("and nothing can be asked for again: the stream says that it was cut", async () => {
    const wire = new Wire();
    const { client } = fake("0:a 1:b", { bodies: [wire.body] });
    const reading = read(client.runs.stream("t", "agent", { streamResumable: false }));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.beat(3, 5);
    await pass(16);
    expect(await reading).toMatchObject({
      said: "a",
      error: { name: "StreamInterruptedError", cause: { name: "TimeoutError" } },
    });
    expect(wire.isClosed).toBe(true);
  });

  test("the next connection is watched from its beginning", async () => {
    const next = new Wire();
    const { wire, causes, result } = await start({}, [next.body]);
    await wire.beat(3, 5);
    await pass(16);
    expect(causes).toHaveLength(1);
    await pass(16);
    expect(causes).toHaveLength(2);
    expect(next.isClosed).toBe(true);
    await pass(1);
    expect(result()).toEqual(whole);
  });
});

describe("a run that is over", () => {
  test("and whose stream stays open in silence: it ends", async () => {
    const open = new Wire();
    const { client } = fake("0:a 1:b", { isOver: true, bodies: [{}, open.body] });
    let result: unknown;
    void read(client.runs.stream("t", "agent")).then((read) => (result = read));
    await pass(0);
    await open.send(event("b", 1));
    expect(result).toBeUndefined();
    await pass(HOUR);
    expect(result).toEqual({ said: "ab", error: undefined });
    expect(open.isClosed).toBe(true);
  });

  test("and whose stream falls silent between two events: nothing is lost", async () => {
    const bodies: Body[] = [
      { cut: { after: 2, at: 0, how: "reset" } },
      { cut: { after: 2, at: 5, how: "end" } },
      { cut: { after: 1, at: 0, how: "stall" } },
    ];
    const { client } = fake("0:a 1:b 2:c 3:d", { isOver: true, bodies });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(HOUR);
    expect(await reading).toEqual({ said: "abcd", error: undefined });
  });

  test("and whose stream stays open without what it was asked for: it does not", async () => {
    const open = Array.from({ length: 9 }, () => new Wire());
    const { client } = fake("0:a 1:b", { isOver: true, bodies: [{}, ...open.map(({ body }) => body)] });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(HOUR);
    expect(await reading).toMatchObject({ said: "ab", error: { name: "StreamInterruptedError" } });
  });
});

test("no timer is left behind", async () => {
  const { wire, stream } = await start();
  await wire.beat(3, 5);
  expect(vi.getTimerCount()).toBe(1);
  stream.close();
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(wire.isClosed).toBe(true);
});
