/** The recorded streams of both servers, cut at every byte. Every event is delivered exactly once, wherever the cut is. */
import { LangGraphClient, StreamDisconnectedError } from "langgraph-client";
import { afterAll, describe, expect, test } from "vitest";
import { bytesOf, eventsOf, recordings, textsOf } from "../fixtures/streams.js";
import { eventText } from "../helpers/cut-results.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { Cut, FakeEvent, FakeRunOptions } from "../helpers/fake-run.js";
import { Random } from "../helpers/random.js";

const random = new Random();

/** Numbers events as the Python server does: events of the same millisecond share an id. */
function withSharedIds(events: readonly FakeEvent[]): FakeEvent[] {
  let ms = 1_795_512_510_480;
  return events.map((event, index) => {
    if (index > 0 && random.next() < 0.4) ms += random.between(1, 3);
    return { ...event, id: `${ms}-0` };
  });
}

type Recording = (typeof recordings)[number];

let current: FakeRun;
/** Sends its requests to the current run. A client for each cut would take almost half of the time. */
const client = new LangGraphClient({ fetch: (url, init) => current.fetch(url, init), apiKey: null });

/** Reads a stream of a run to its end. Returns its events and the error it throws. */
async function read(run: FakeRun): Promise<{ events: string[]; error: unknown }> {
  current = run;
  const events: string[] = [];
  try {
    for await (const event of client.runs.stream("t", "agent", { maxReconnects: 1 })) {
      events.push(eventText(event));
    }
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

/** The error event that the client synthesizes from the fake run's output. */
const SYNTHESIZED_ERROR = 'undefined error {"error":"TypeError","message":"no"}';

const counts = { cuts: 0, compared: 0, mismatched: 0, tooMany: 0, undetected: 0, disconnected: 0 };

/** Caches the expected events of an uncut stream. */
const wholes = new WeakMap<readonly FakeEvent[], string[]>();

function wholeOf(events: readonly FakeEvent[]): string[] {
  const known = wholes.get(events);
  if (known !== undefined) return known;
  const whole = textsOf(events);
  wholes.set(events, whole);
  return whole;
}

/** Cuts a stream and compares its events with the uncut stream. Returns a description of a difference, if any. */
async function compare(
  events: readonly FakeEvent[],
  options: FakeRunOptions,
  cut: Cut,
): Promise<string | undefined> {
  const whole = wholeOf(events);
  const run = new FakeRun(events, { ...options, connections: [{ cut }] });
  const { events: seen, error } = await read(run);
  const isDisconnected = error instanceof StreamDisconnectedError;
  counts.cuts += 1;
  counts.compared += seen.length;
  if (isDisconnected) counts.disconnected += 1;
  const failed = whole.at(-1)?.includes(" error ");
  const name = isDisconnected ? "StreamDisconnectedError" : failed ? "RunFailedError" : undefined;
  // A failed run must deliver an error event, even if the cut came before it and the server stores no events.
  const isSynthesized = failed && events[0]?.id === undefined && seen.length < whole.length;
  const expected = isDisconnected
    ? whole.slice(0, seen.length)
    : isSynthesized
      ? [...whole.slice(0, seen.length - 1), SYNTHESIZED_ERROR]
      : whole;
  if (run.open !== 0) return `${run.open} connections are open`;
  if (isDisconnected && error.received !== seen.length) return `counted ${error.received} received events`;
  if ((error as Error | undefined)?.name !== name) return `ended with ${String(error)}`;
  if (seen.length === expected.length && seen.every((event, index) => event === expected[index]))
    return undefined;
  if (seen.length > expected.length) counts.tooMany += 1;
  else if (error === undefined) counts.undetected += 1;
  else counts.mismatched += 1;
  return `delivered ${seen.length} of ${whole.length} events`;
}

/** Cuts the recorded streams of a server. */
export function describeCuts(server: Recording["server"]): void {
  const isRun = ({ request, name }: Recording): boolean =>
    request.path.endsWith("/runs/stream") && !/^(join|parts)/.test(name);
  const runs = recordings.filter((recording) => recording.server === server && isRun(recording));
  describe.each(runs.map((run) => [run.name, run] as const))("%s", (_, recording) => testCuts(recording));
  afterAll(() => console.log(counts));
}

function testCuts(recording: Recording): void {
  const text = bytesOf(recording).toString();
  const recorded = eventsOf(text);
  const options = { newline: recording.server === "python" ? "\r\n" : "\n" };
  const status = recorded.at(-1)?.event === "error" ? "error" : "success";

  const schemes = [recorded.map((event, index) => ({ ...event, id: `${index}` })), withSharedIds(recorded)];

  test(
    "delivers every event once after a cut at any byte when the server stores events",
    { timeout: 120_000 },
    async () => {
      const wrong: string[] = [];
      const { length } = new FakeRun(schemes[0]!, options).bytes;
      for (let at = 0; at < length; at += 1) {
        const how = random.pick(["reset", "end"] as const);
        const problem = await compare(random.pick(schemes), { ...options, status }, { at, how });
        if (problem !== undefined) wrong.push(`${how} at ${at}: ${problem}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test("throws StreamDisconnectedError after a cut at any byte when the server stores no events", async () => {
    const events = recorded.map(({ event, data }) => ({ event, data }));
    const { length } = new FakeRun(events, options).bytes;
    const wrong: string[] = [];
    const before = counts.disconnected;
    // The last event counts as complete from its blank line on.
    for (let at = 0; at < length - 4; at += random.between(1, 20)) {
      const problem = await compare(events, { ...options, status }, { at, how: "end" });
      if (problem !== undefined) wrong.push(`at ${at}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(counts.disconnected - before).toBeGreaterThan(0);
  });
}
