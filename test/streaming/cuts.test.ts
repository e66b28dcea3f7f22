/**
 * The recorded streams of both servers, cut at every byte: whatever the cut does to them, every event comes exactly once.
 */
import { LangGraphClient, StreamInterruptedError } from "langgraph-client";
import { afterAll, describe, expect, test } from "vitest";
import { bytesOf, eventsOf, recordings } from "../fixtures/streams.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { Cut, FakeEvent, FakeRunOptions } from "../helpers/fake-run.js";
import { Random } from "../helpers/random.js";

const random = new Random();

/** As the Python server numbers events that come within a millisecond: some neighbours share an id. */
function shared(events: readonly FakeEvent[]): FakeEvent[] {
  let ms = 1_795_512_510_480;
  return events.map((event, index) => {
    if (index > 0 && random.next() < 0.4) ms += random.between(1, 3);
    return { ...event, id: `${ms}-0` };
  });
}

const runs = recordings.filter(
  ({ request, name }) => request.path.endsWith("/runs/stream") && !name.startsWith("join"),
);

/** What a stream gives: its events, and how it ends. */
async function read(run: FakeRun): Promise<{ events: string[]; error: unknown }> {
  const client = new LangGraphClient({ fetch: run.fetch, apiKey: null });
  const events: string[] = [];
  try {
    for await (const { id, event, data } of client.runs.stream("t", "agent", { maxReconnects: 1 })) {
      events.push(`${id} ${event} ${JSON.stringify(data)}`);
    }
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

/** What the fake run says of its failure. */
const FAILURE = 'undefined error {"error":"TypeError","message":"no"}';

const tally = { cuts: 0, compared: 0, lost: 0, repeated: 0, silent: 0, interrupted: 0 };

/** What a stream must give that is read whole. */
const wholes = new WeakMap<readonly FakeEvent[], string[]>();

function wholeOf(events: readonly FakeEvent[]): string[] {
  const known = wholes.get(events);
  if (known !== undefined) return known;
  const whole = events.map(({ id, event, data }) => `${id} ${event} ${JSON.stringify(JSON.parse(data))}`);
  wholes.set(events, whole);
  return whole;
}

/** Cuts a stream, and holds what comes against the whole one. Gives what is wrong. */
async function compare(
  events: readonly FakeEvent[],
  options: FakeRunOptions,
  cut: Cut,
): Promise<string | undefined> {
  const whole = wholeOf(events);
  const run = new FakeRun(events, { ...options, bodies: [{ cut }] });
  const { events: seen, error } = await read(run);
  const isInterrupted = error instanceof StreamInterruptedError;
  tally.cuts += 1;
  tally.compared += seen.length;
  if (isInterrupted) tally.interrupted += 1;
  const failed = whole.at(-1)?.includes(" error ");
  const name = isInterrupted ? "StreamInterruptedError" : failed ? "RunFailedError" : undefined;
  // Of a run that failed where nothing can be asked for again, the error is what must not be lost.
  const isLost = failed && events[0]?.id === undefined && seen.length < whole.length;
  const expected = isInterrupted
    ? whole.slice(0, seen.length)
    : isLost
      ? [...whole.slice(0, seen.length - 1), FAILURE]
      : whole;
  if (run.open !== 0) return `${run.open} bodies are open`;
  if (isInterrupted && error.received !== seen.length) return `says that it received ${error.received}`;
  if ((error as Error | undefined)?.name !== name) return `ended with ${String(error)}`;
  if (seen.length === expected.length && seen.every((event, index) => event === expected[index]))
    return undefined;
  if (seen.length > expected.length) tally.repeated += 1;
  else if (error === undefined) tally.silent += 1;
  else tally.lost += 1;
  return `gave ${seen.length} of ${whole.length} events`;
}

describe.each(runs.map((run) => [`${run.server} ${run.name}`, run] as const))("%s", (_, recording) => {
  const text = bytesOf(recording).toString();
  const recorded = eventsOf(text);
  const options = { newline: recording.server === "python" ? "\r\n" : "\n" };
  const status = recorded.at(-1)?.event === "error" ? "error" : "success";

  const schemes = [recorded.map((event, index) => ({ ...event, id: `${index}` })), shared(recorded)];

  test("cut at every byte, where events can be asked for again", { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    const { length } = new FakeRun(schemes[0]!, options).bytes;
    for (let at = 0; at < length; at += 1) {
      const how = random.pick(["reset", "end"] as const);
      const problem = await compare(random.pick(schemes), { ...options, status }, { at, how });
      if (problem !== undefined) wrong.push(`${how} at ${at}: ${problem}`);
    }
    expect(wrong).toEqual([]);
  });

  test("cut at many bytes, where nothing can be asked for again: it says so", async () => {
    const events = recorded.map(({ event, data }) => ({ event, data }));
    const { length } = new FakeRun(events, options).bytes;
    const wrong: string[] = [];
    const before = tally.interrupted;
    // Before the blank line that ends the last event, nothing of it is known to be whole.
    for (let at = 0; at < length - 4; at += random.between(1, 20)) {
      const problem = await compare(events, { ...options, status }, { at, how: "end" });
      if (problem !== undefined) wrong.push(`at ${at}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(tally.interrupted - before).toBeGreaterThan(0);
  });
});

afterAll(() => console.log(tally));
