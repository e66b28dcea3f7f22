/** Chance, with a seed that is printed: streams split anywhere decode alike, runs cut anywhere lose and repeat nothing. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { Body, FakeEvent } from "../helpers/fake-run.js";
import { skipPauses } from "../helpers/pauses.js";
import { Random } from "../helpers/random.js";
import { clientOf } from "../helpers/script.js";
import { bytesOf, eventsOf, recordings } from "../fixtures/streams.js";

const random = new Random();
const chance = (part: number) => random.next() < part;

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

  /** An event's lines, as the standard allows them. */
  function linesOf({ id, event, data }: FakeEvent): string[] {
    const pretty = chance(0.2) ? JSON.stringify(JSON.parse(data), null, chance(0.5) ? 2 : "\t") : data;
    const space = chance(0.8) ? " " : "";
    const fields = [`event:${space}${event}`, ...pretty.split("\n").map((line) => `data:${space}${line}`)];
    if (id !== undefined) fields.splice(chance(0.5) ? 0 : fields.length, 0, `id:${space}${id}`);
    if (chance(0.1)) fields.splice(random.between(0, fields.length), 0, random.pick(comments));
    if (chance(0.1)) fields.splice(random.between(0, fields.length), 0, random.pick(ignored));
    return chance(0.1) ? [random.pick(comments), "", ...fields, ""] : [...fields, ""];
  }

  /** Lines whose ends are of one kind, or of several. */
  function joined(lines: string[]): string {
    const kinds = random.pick([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\n", "\r\n", "\r"]]);
    let text = chance(0.2) ? "\uFEFF" : "";
    for (const line of lines) {
      const end = random.pick(kinds);
      // Behind a carriage return, a line feed would be the rest of the same end.
      text += line + (line === "" && end === "\n" && text.endsWith("\r") ? "\r\n" : end);
    }
    // At the end, a carriage return behind a line feed is half of an end that was cut.
    return text.endsWith("\n\r") ? `${text}\n` : text;
  }

  /** A stream, and what it must give. */
  function mixed(): { bytes: Uint8Array; expected: string } {
    const events = Array.from({ length: random.between(1, 5) }, () =>
      random.pick(chance(0.3) ? strange : short),
    );
    return { bytes: new TextEncoder().encode(joined(events.flatMap(linesOf))), expected: said(events) };
  }

  const said = (events: readonly FakeEvent[]) =>
    events.map(({ id, event, data }) => `${id} ${event} ${JSON.stringify(JSON.parse(data))}`).join("\n");

  /** Up to so many pieces; some of them empty. */
  function split(bytes: Uint8Array, pieces: number): Uint8Array[] {
    const places = Array.from({ length: random.between(0, pieces - 1) }, () =>
      random.between(0, bytes.length),
    );
    const sorted = [0, ...places.sort((left, right) => left - right), bytes.length];
    return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
  }

  async function decode(pieces: Uint8Array[]): Promise<string> {
    const fetch = async () => {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      };
      return new Response(new ReadableStream({ start }), {
        headers: { "content-type": "text/event-stream" },
      });
    };
    const { raw } = new LangGraphClient({ fetch, apiKey: null });
    const params = { path: { thread_id: "t" } };
    const events = await all(raw.stream("GET", "/threads/{thread_id}/stream", { params }));
    return events.map(({ id, event, data }) => `${id} ${event} ${JSON.stringify(data)}`).join("\n");
  }

  /** Decodes a stream in so many ways, and gives those that were wrong. */
  async function wrong(
    bytes: Uint8Array,
    expected: string,
    times: number,
    pieces: number,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const parts = split(bytes, pieces);
      const text = await decode(parts).catch(String);
      if (text !== expected)
        found.push(`${parts.map((part) => part.length).join("+")}: ${text} not ${expected}`);
    }
    return found;
  }

  test("100,000 splits of mixed streams", { timeout: 180_000 }, async () => {
    for (let stream = 0; stream < 2_000; stream += 1) {
      const { bytes, expected } = mixed();
      const found = await wrong(bytes, expected, 50, random.pick([2, 3, 10, bytes.length]));
      expect(found, JSON.stringify(new TextDecoder().decode(bytes))).toEqual([]);
    }
  });

  test("every recording, split at random", async () => {
    for (const recording of recordings) {
      const bytes = bytesOf(recording);
      expect(await wrong(bytes, said(eventsOf(bytes.toString())), 10, 100), recording.name).toEqual([]);
    }
  });
});

describe("runs", () => {
  skipPauses();

  const ids: Record<string, () => (index: number) => string> = {
    numbers: () => (index) => `${index}`,
    "shared milliseconds": () => {
      let ms = 1_795_512_510_480;
      return (index) => `${index > 0 && chance(0.5) ? (ms += random.between(1, 3)) : ms}-0`;
    },
    "a millisecond for all": () => () => "1795512510480-0",
    "milliseconds and numbers within them": () => {
      let ms = 1_795_512_510_480;
      let sequence = 0;
      return () => (chance(0.5) ? `${(ms += 1)}-${(sequence = 0)}` : `${ms}-${(sequence += 1)}`);
    },
  };

  /** Few words, so that many events are alike. */
  function events(): FakeEvent[] {
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

  const tally = { runs: 0, cuts: 0, events: 0, wrong: 0 };

  /** What may happen to a run: so many cuts, and after each of them what was stored is replayed, overlapping the rest. */
  class Fate {
    readonly seen: string[] = [];
    /** Whether the stream that is read was not opened yet: the answer to that is no refusal. */
    isNew = true;
    readonly #events: readonly FakeEvent[];
    #cuts = random.between(1, 4);
    #happened = 0;

    constructor(events: readonly FakeEvent[]) {
      this.#events = events;
    }

    see({ id, data }: WireEvent): void {
      this.seen.push(`${id} ${JSON.stringify(data)}`);
    }

    readonly bodies = (): Body | undefined => {
      const last = this.seen.length - 1;
      // What shares the millisecond of an event that was delivered has happened before anything is asked for again.
      const group = this.#events.findLastIndex(({ id }) => id === this.#events[last]?.id) + 1;
      const subscribed = random.between(Math.max(group, this.#happened), this.#events.length);
      this.#happened = random.between(subscribed, this.#events.length);
      const joint = { happened: this.#happened, overlap: this.#happened - subscribed };
      if (this.#cuts === 0) return joint;
      this.#cuts -= 1;
      tally.cuts += 1;
      const { isNew } = this;
      this.isNew = false;
      if (!isNew && chance(0.1)) return { answer: () => new Response(null, { status: 503 }) };
      const after = random.between(0, this.#events.length);
      return { ...joint, cut: { after, at: random.between(0, 40), how: random.pick(["reset", "end"]) } };
    };
  }

  /** Reads a run, from hand to hand, each of which has nothing but the cursor of the one before. */
  async function follow(run: FakeRun, fate: Fate, hands: number): Promise<void> {
    const { runs } = clientOf(run);
    let stream: AsyncGenerator<WireEvent> & { cursor: string | undefined } = runs.stream("t", "agent");
    for (let hand = 1; hand < hands; hand += 1) {
      for (let count = random.between(0, 4); count > 0; count -= 1) {
        const { done, value } = await stream.next();
        if (done) return;
        fate.see(value);
      }
      const { cursor } = stream;
      // Without an event there is no run to join yet.
      if (fate.seen.length === 0) continue;
      await stream.return(undefined);
      stream = runs.joinStream("t", "r", { cursor });
      fate.isNew = true;
    }
    for await (const event of stream) fate.see(event);
  }

  test.each([
    ["in one stream", 1, 4_000],
    ["from stream to stream", 3, 2_000],
  ])("cut anywhere, several times, read %s", { timeout: 120_000 }, async (_, hands, times) => {
    for (let time = 0; time < times; time += 1) {
      const said = events();
      const fate = new Fate(said);
      const run = new FakeRun(said, { bodies: fate.bodies, newline: random.pick(["\n", "\r\n"]) });
      const error = await follow(run, fate, hands).catch((reason: unknown) => reason);
      tally.runs += 1;
      tally.events += fate.seen.length;
      const expected = said.map(({ id, data }) => `${id} ${data}`);
      if (error !== undefined || fate.seen.join() !== expected.join()) tally.wrong += 1;
      expect({ seen: fate.seen, error }, run.requests.join("\n")).toEqual({
        seen: expected,
        error: undefined,
      });
      expect(run.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
      expect(run.open).toBe(0);
    }
    console.log(tally);
  });
});
