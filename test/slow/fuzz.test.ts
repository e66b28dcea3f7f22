/** Random tests with a printed seed: streams split at random decode alike, runs cut at random deliver every event once. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeConnection, FakeEvent } from "../helpers/fake-run.js";
import { eventText } from "../helpers/cut-results.js";
import { Random } from "../helpers/random.js";
import { clientOf } from "../helpers/fake-client.js";
import { bytesOf, eventsOf, recordings, textsOf } from "../fixtures/streams.js";

const random = new Random();
const chance = (probability: number) => random.next() < probability;

describe("decoding", () => {
  const recorded = recordings.map((recording) => eventsOf(bytesOf(recording).toString()));
  const short = recorded.flat().filter(({ data }) => data.length < 400);
  const strange: FakeEvent[] = [
    '"ä€😀"',
    '"\u2028\u2029\u0085\\u000b"',
    '" : data: id: 7"',
    '["\\n\\r", "\\\\"]',
    "0",
    '"😀😀😀😀"',
  ].map((data, index) => ({ event: `strange|${index}:é`, data, id: chance(0.5) ? `${index}-0` : undefined }));
  const comments = [": heartbeat", ":", ":data: 1", ": ä😀", ": id: 7"];
  const ignored = ["retry: 100", "other: x", "data2: 3", "ID: 7"];

  /** Encodes an event as lines, with random variations that the standard allows. */
  function linesOf({ id, event, data }: FakeEvent): string[] {
    const pretty = chance(0.2) ? JSON.stringify(JSON.parse(data), null, chance(0.5) ? 2 : "\t") : data;
    const space = chance(0.8) ? " " : "";
    const fields = [`event:${space}${event}`, ...pretty.split("\n").map((line) => `data:${space}${line}`)];
    if (id !== undefined) fields.splice(chance(0.5) ? 0 : fields.length, 0, `id:${space}${id}`);
    if (chance(0.1)) fields.splice(random.between(0, fields.length), 0, random.pick(comments));
    if (chance(0.1)) fields.splice(random.between(0, fields.length), 0, random.pick(ignored));
    return chance(0.1) ? [random.pick(comments), "", ...fields, ""] : [...fields, ""];
  }

  /** Joins lines with line ends of one kind or of several. */
  function joinLines(lines: string[]): string {
    const kinds = random.pick([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\n", "\r\n", "\r"]]);
    let text = chance(0.2) ? "\uFEFF" : "";
    for (const line of lines) {
      const end = random.pick(kinds);
      // An LF after a CR would belong to the same line end.
      text += line + (line === "" && end === "\n" && text.endsWith("\r") ? "\r\n" : end);
    }
    // A CR at the very end could be the first half of a CRLF: complete it.
    return text.endsWith("\n\r") ? `${text}\n` : text;
  }

  /** Creates a random stream and the text of its events. */
  function randomStream(): { bytes: Uint8Array; expected: string } {
    const events = Array.from({ length: random.between(1, 5) }, () =>
      random.pick(chance(0.3) ? strange : short),
    );
    return {
      bytes: new TextEncoder().encode(joinLines(events.flatMap(linesOf))),
      expected: textsOf(events).join("\n"),
    };
  }

  /** Splits bytes into at most `most` chunks, some of them empty. */
  function split(bytes: Uint8Array, most: number): Uint8Array[] {
    const offsets = Array.from({ length: random.between(0, most - 1) }, () =>
      random.between(0, bytes.length),
    );
    const sorted = [0, ...offsets.sort((left, right) => left - right), bytes.length];
    return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
  }

  async function decode(chunks: Uint8Array[]): Promise<string> {
    const fetch = async () => {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      };
      return new Response(new ReadableStream({ start }), {
        headers: { "content-type": "text/event-stream" },
      });
    };
    const { raw } = new LangGraphClient({ fetch, apiKey: null });
    const params = { path: { thread_id: "t" } };
    const events = await all(raw.stream("GET", "/threads/{thread_id}/stream", { params }));
    return events.map(eventText).join("\n");
  }

  /** Decodes a stream `times` times, each time split at random. Returns a description of each wrong result. */
  async function wrong(
    bytes: Uint8Array,
    expected: string,
    times: number,
    mostChunks: number,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const chunks = split(bytes, mostChunks);
      const text = await decode(chunks).catch(String);
      if (text !== expected)
        found.push(`${chunks.map((chunk) => chunk.length).join("+")}: ${text} not ${expected}`);
    }
    return found;
  }

  test("decodes 2,000 random streams alike in 50 random splits each", { timeout: 180_000 }, async () => {
    for (let stream = 0; stream < 2_000; stream += 1) {
      const { bytes, expected } = randomStream();
      const found = await wrong(bytes, expected, 50, random.pick([2, 3, 10, bytes.length]));
      expect(found, JSON.stringify(new TextDecoder().decode(bytes))).toEqual([]);
    }
  });

  test("decodes every recording alike in 10 random splits", async () => {
    for (const recording of recordings) {
      const bytes = bytesOf(recording);
      expect(
        await wrong(bytes, textsOf(eventsOf(bytes.toString())).join("\n"), 10, 100),
        recording.name,
      ).toEqual([]);
    }
  });
});

describe("runs", () => {
  const ids: Record<string, () => (index: number) => string> = {
    "whole numbers": () => (index) => `${index}`,
    "shared milliseconds": () => {
      let ms = 1_795_512_510_480;
      return (index) => `${index > 0 && chance(0.5) ? (ms += random.between(1, 3)) : ms}-0`;
    },
    "one id for all events": () => () => "1795512510480-0",
    "milliseconds and numbers within them": () => {
      let ms = 1_795_512_510_480;
      let sequence = 0;
      return () => (chance(0.5) ? `${(ms += 1)}-${(sequence = 0)}` : `${ms}-${(sequence += 1)}`);
    },
  };

  /** Creates random events from three values, so that many events are equal. */
  function randomEvents(): FakeEvent[] {
    const idOf = (ids[random.pick(Object.keys(ids))] ?? (() => String))();
    return Array.from({ length: random.between(1, 12) }, (_, index) => ({
      id: idOf(index),
      event: "custom",
      data: JSON.stringify(random.pick(["a", "b", "é"])),
    }));
  }

  interface WireEvent {
    id: string | undefined;
    data: unknown;
  }

  const counts = { runs: 0, cuts: 0, events: 0, wrong: 0 };

  /** Random cuts of a run. Each reconnect replays the stored events, and some of them are sent again as live events. */
  class RandomCuts {
    readonly seen: string[] = [];
    /** The next request opens a new stream of the client: it must not fail, because only reconnects are retried. */
    isNew = true;
    readonly #events: readonly FakeEvent[];
    #cuts = random.between(1, 4);
    #happened = 0;

    constructor(events: readonly FakeEvent[]) {
      this.#events = events;
    }

    record({ id, data }: WireEvent): void {
      this.seen.push(`${id} ${JSON.stringify(data)}`);
    }

    readonly connections = (): FakeConnection | undefined => {
      const last = this.seen.length - 1;
      // Events with the id of the last delivered event exist before a reconnect: they are of the same millisecond.
      const group = this.#events.findLastIndex(({ id }) => id === this.#events[last]?.id) + 1;
      const subscribed = random.between(Math.max(group, this.#happened), this.#events.length);
      this.#happened = random.between(subscribed, this.#events.length);
      const replay = { happened: this.#happened, overlap: this.#happened - subscribed };
      if (this.#cuts === 0) return replay;
      this.#cuts -= 1;
      counts.cuts += 1;
      const { isNew } = this;
      this.isNew = false;
      if (!isNew && chance(0.1)) return { respond: () => new Response(null, { status: 503 }) };
      const after = random.between(0, this.#events.length);
      return { ...replay, cut: { after, at: random.between(0, 40), how: random.pick(["reset", "end"]) } };
    };
  }

  /** Reads a run through several streams, each of which joins at the cursor of the one before. */
  async function follow(run: FakeRun, cuts: RandomCuts, streams: number): Promise<void> {
    const { runs } = clientOf(run);
    let stream: AsyncGenerator<WireEvent> & { cursor: string | undefined } = runs.stream("t", "agent");
    for (let opened = 1; opened < streams; opened += 1) {
      for (let count = random.between(0, 4); count > 0; count -= 1) {
        const { done, value } = await stream.next();
        if (done) return;
        cuts.record(value);
      }
      const { cursor } = stream;
      // The run exists from the first event on.
      if (cuts.seen.length === 0) continue;
      await stream.return(undefined);
      stream = runs.joinStream("t", "r", { cursor });
      cuts.isNew = true;
    }
    for await (const event of stream) cuts.record(event);
  }

  test.each([
    ["one stream", 1, 4_000],
    ["three streams, each from the cursor of the previous one", 3, 2_000],
  ])(
    "delivers every event once despite random cuts when read through %s",
    { timeout: 120_000 },
    async (_, streams, times) => {
      for (let time = 0; time < times; time += 1) {
        const events = randomEvents();
        const cuts = new RandomCuts(events);
        const run = new FakeRun(events, {
          connections: cuts.connections,
          newline: random.pick(["\n", "\r\n"]),
        });
        const error = await follow(run, cuts, streams).catch((reason: unknown) => reason);
        counts.runs += 1;
        counts.events += cuts.seen.length;
        const expected = events.map(({ id, data }) => `${id} ${data}`);
        if (error !== undefined || cuts.seen.join() !== expected.join()) counts.wrong += 1;
        expect({ seen: cuts.seen, error }, run.requests.join("\n")).toEqual({
          seen: expected,
          error: undefined,
        });
        expect(run.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
        expect(run.open).toBe(0);
      }
      console.log(counts);
    },
  );
});
