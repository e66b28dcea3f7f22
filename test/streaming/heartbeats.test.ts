/** Silence: of a graph that thinks it is legitimate, of a server that used to send heartbeats it is not. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StreamBehaviour } from "langgraph-client";
import { clientOf, fake, read } from "../helpers/script.js";
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

  test("of 20 s: one that the network holds back until the next is near teaches no shorter rhythm", async () => {
    const { wire, run, causes } = await start();
    await wire.beat(1, 38);
    await wire.beat(1, 2);
    await wire.beat(9, 20);
    await pass(59);
    expect(run.asked).toEqual([]);
    await pass(2);
    expect(causes).toHaveLength(1);
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

  test("of 20 s: what lies between two connections teaches no shorter rhythm", async () => {
    const next = [new Wire(), new Wire()];
    const { wire, run, causes } = await start(
      {},
      next.map(({ body }) => body),
    );
    await wire.beat(3, 20);
    for (const [index, other] of next.entries()) {
      await pass(1);
      await (next[index - 1] ?? wire).end();
      await pass(1);
      await other.send(event("a", 0) + event("b", 1));
      await other.beat(1, 2);
    }
    expect(run.asked).toHaveLength(2);
    await next[1]!.beat(9, 20);
    await pass(59);
    expect(run.asked).toHaveLength(2);
    await pass(2);
    expect(causes).toMatchObject([{ name: "ConnectionError" }, {}, { name: "TimeoutError" }]);
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

describe("a run that is over, whose server keeps its stream open with heartbeats", () => {
  /** What is left, one piece every five seconds, then heartbeats for as long as anybody listens. */
  const beating = (...pieces: string[]): Body => ({
    answer: () => {
      const encoder = new TextEncoder();
      let beats = -1;
      const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
        beats += 1;
        if (beats > 0) await new Promise((resolve) => setTimeout(resolve, 5_000));
        controller.enqueue(encoder.encode(pieces[beats] ?? beat));
      };
      const headers = { "content-type": "text/event-stream", "content-location": "/threads/t/runs/r" };
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers });
    },
  });
  const ended = (count: number, how: "reset" | "end"): Body => ({ cut: { after: count, at: 0, how } });
  const last = event("b", 1);
  const more = event("c", 2);
  const both = event("a", 0) + last;

  /** What is read within ten minutes; `undefined` if it does not end. */
  async function soon(stream: Parameters<typeof read>[0]): Promise<unknown> {
    let result: unknown;
    void read(stream).then((read) => (result = read));
    await pass(600);
    return result;
  }

  test("its stream ends, after an end", async () => {
    const { client } = fake("0:a 1:b", { isOver: true, bodies: [{}, beating(last)] });
    expect(await soon(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
  });

  test("its stream ends, after a cut", async () => {
    const bodies = [ended(1, "reset"), ...Array<Body>(9).fill(beating(both))];
    const { client } = fake("0:a 1:b", { isOver: true, bodies });
    const causes: unknown[] = [];
    const stream = client.runs.stream("t", "agent", {
      maxReconnects: 1,
      onReconnect: ({ cause }) => causes.push(cause),
    });
    expect(await soon(stream)).toEqual({ said: "ab", error: undefined });
    expect(causes).toMatchObject([{ cause: { message: "terminated" } }]);
  });

  test("its stream ends, though it is the one that started it", async () => {
    const { run, client } = fake("0:a 1:b", { isOver: true, bodies: [beating(both), beating(last)] });
    expect(await soon(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    expect(run.asked).toEqual(["0"]);
  });

  test("a failed one fails", async () => {
    const bodies = [beating(event("a", 0)), beating(event("a", 0))];
    const { client } = fake("0:a", { isOver: true, status: "error", bodies });
    expect(await soon(client.runs.stream("t", "agent"))).toMatchObject({
      said: "a!",
      error: { name: "RunFailedError", error: "TypeError" },
    });
  });

  test("and nothing can be asked for again: the stream says that it did not end", async () => {
    const { client } = fake("a b", { isOver: true, bodies: [beating(both)] });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    expect(await soon(stream)).toMatchObject({
      said: "ab",
      error: { name: "StreamInterruptedError", message: expect.stringMatching("has ended") as unknown },
    });
  });

  const places: [string, (text: string) => string][] = [
    ["behind", (text) => text + beat],
    ["before", (text) => beat + text],
    ["among", (text) => text.replaceAll("\n\n", `\n\n${beat}`)],
  ];
  test.each(
    places.flatMap(([where, piece]): [string, string, string, string[]][] => [
      [where, "all it has to say again", "ab", [piece(last)]],
      [where, "that and the rest", "abc", [piece(last + more)]],
      [where, "the rest", "abc", [last, piece(more)]],
      [where, "all it has to say again, before the rest", "abc", [piece(last), more]],
      [where, "all it has to say again, and once more, before the rest", "abc", [piece(last), beat, more]],
    ]),
  )("heartbeats in one piece, %s %s: nothing is lost", async (_, __, said, pieces) => {
    const bodies = [ended(2, "end"), ...Array<Body>(9).fill(beating(...pieces))];
    const { client } = fake("0:a 1:b 2:c", { isOver: true, bodies });
    const stream = client.runs.stream("t", "agent", { maxReconnects: 0 });
    expect(await soon(stream)).toEqual({ said, error: undefined });
  });

  test.each<[string, object, string[], string]>([
    ["from the start", { lastEventId: "-1" }, [both], "ab"],
    ["from the start, with a heartbeat before the first event", { lastEventId: "-1" }, [beat, both], "ab"],
    ["behind its end", { lastEventId: "1" }, [beat], ""],
    ["with what comes from then on", {}, [beat], ""],
  ])("it is joined %s: its stream ends", async (_, options, pieces, said) => {
    const { client } = fake("0:a 1:b", { isOver: true, bodies: Array<Body>(9).fill(beating(...pieces)) });
    const stream = client.runs.joinStream("t", "r", { ...options, maxReconnects: 0 });
    expect(await soon(stream)).toEqual({ said, error: undefined });
  });

  test("it is joined from the start, and nothing is said: the stream does not end as if that was all", async () => {
    const { client } = fake("0:a 1:b", { isOver: true, bodies: Array<Body>(9).fill(beating(beat)) });
    const stream = client.runs.joinStream("t", "r", { lastEventId: "-1", maxReconnects: 0 });
    expect(await soon(stream)).toMatchObject({ said: "", error: { name: "StreamInterruptedError" } });
  });
});

describe("a stream that says nothing but heartbeats", () => {
  const statuses = (requests: readonly string[]) =>
    requests.filter((request) => request === "GET /threads/t/runs/r");

  test("of a run that is at work: that is asked seldom, and it goes on", async () => {
    const { wire, run, result } = await start();
    await wire.beat(64, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    await wire.send(event("b", 1));
    await wire.beat(1, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    expect(run.asked).toEqual([]);
    expect(result()).toBeUndefined();
  });

  test("several in one piece, or with events in between, are no reason to ask", async () => {
    const { wire, run } = await start();
    await pass(5);
    await wire.send(beat.repeat(9));
    for (let id = 1; id < 9; id += 1) {
      await wire.send(event("x", id));
      await wire.beat(1, 8);
    }
    expect(statuses(run.requests)).toEqual([]);
  });

  test.each([404, 403, 500])("whose run's status answers %i: it goes on", async (status) => {
    const wire = new Wire();
    const answer = () => Response.json({ detail: "Thread with ID t not found" }, { status });
    const { run } = fake("0:a 1:b", { answer, bodies: [wire.body] });
    const client = clientOf(run, { maxRetries: 3 });
    const reading = read(client.runs.stream("t", "agent", { streamResumable: false }));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.beat(64, 5);
    expect(statuses(run.requests)).toHaveLength(6);
    await wire.send(event("b", 1) + "event: end\ndata: null\n\n");
    expect(await reading).toEqual({ said: "abnull", error: undefined });
  });

  test("of a run that has ended: what comes late is not lost, and nothing is asked for again", async () => {
    const wire = new Wire();
    const { run, client } = fake("0:a 1:b", { isOver: true, bodies: [wire.body] });
    const reading = read(client.runs.stream("t", "agent"));
    await pass(0);
    await wire.send(event("a", 0));
    await wire.beat(3, 5);
    await wire.send(event("b", 1) + "event: end\ndata: null\n\n");
    expect(await reading).toEqual({ said: "abnull", error: undefined });
    expect(run.asked).toEqual([]);
  });

  test("which waited for a busy caller, with the rest behind them: nothing is lost", async () => {
    const wire = new Wire();
    const { client } = fake("0:a 1:b", { isOver: true, bodies: [wire.body] });
    const stream = client.runs.stream("t", "agent", { streamResumable: false });
    const first = stream.next();
    await pass(0);
    await wire.send(event("a", 0));
    await first;
    await wire.beat(100, 5);
    await wire.send(event("b", 1));
    await wire.end();
    expect(await read(stream)).toEqual({ said: "b", error: undefined });
  });

  test("and ends while its run's status is asked for: the question ends with it, and by itself", async () => {
    const wire = new Wire();
    const { run } = fake("0:a", { bodies: [wire.body] });
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
    await wire.beat(2, 5);
    const first = signal;
    await pass(10.1);
    expect(first?.aborted).toBe(true);
    await wire.beat(1, 5);
    expect(signal).not.toBe(first);
    expect(signal?.aborted).toBe(false);
    await wire.send("event: end\ndata: null\n\n");
    await reading;
    expect(signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
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
