/** Random threads, with a printed seed: runs of several lengths, connections that are cut, stall or miss events. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Random } from "../../../helpers/random.js";
import { StreamDisconnectedError } from "../../../../src/errors.js";
import { ThreadPosition } from "../../../../src/streaming/thread/thread-position.js";
import { CHANNELS, readRun } from "./reading.js";
import type { Read } from "./reading.js";
import { ThreadModel } from "./thread-model.js";
import type { Kind, ModelConnection } from "./thread-model.js";

const random = new Random();
const chance = (probability: number): boolean => random.next() < probability;
const RUNS = 300;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Breaks a connection in a random way. */
function breakUp(connection: ModelConnection): void {
  const how = random.pick(["reset", "reset", "end", "end", "stall"] as const);
  connection[how]();
}

/** Emits the events of the run `r`: some in one millisecond, some with pauses, some equal. */
function run(model: ThreadModel): void {
  model.running("r");
  let at = 0;
  for (let index = random.between(0, 40); index > 0; index -= 1) {
    const sameMs = chance(0.3);
    at += sameMs ? 0 : random.pick([1, 5, 20, 20, 100, 600]);
    const text = chance(0.3) ? "a" : `${index}`;
    setTimeout(() => model.text("r", text, { sameMs }), at);
  }
  setTimeout(() => model.finish("r", random.pick(["completed", "failed", "interrupted"])), at + 20);
}

/** Reads a random run, with a break and a cursor or without. */
async function readRandom(kind: Kind): Promise<{ read: Read; model: ThreadModel; before: unknown[] }> {
  const model = new ThreadModel(kind);
  for (let past = random.pick([0, 0, 1, 5]); past > 0; past -= 1)
    model.past(`past ${past}`, random.between(0, 5));
  let cuts = random.between(0, 4);
  const isJoined = chance(0.4);
  model.onOpen = (connection, index) => {
    // An uncut stream that was open before the run misses no events of a run that begins late enough.
    if ((index > 1 || isJoined) && kind === "python" && chance(0.7)) {
      connection.isListening = false;
      setTimeout(() => (connection.isListening = true), random.between(1, 240));
    }
    if (cuts > 0 && index > 1 && chance(0.5)) {
      cuts -= 1;
      setTimeout(() => breakUp(connection), random.between(0, 900));
    }
  };
  const onDelivered = (): void => {
    if (cuts === 0 || !chance(0.2)) return;
    cuts -= 1;
    model.connections.filter(({ isOpen }) => isOpen).forEach(breakUp);
  };
  const beat = setInterval(
    () => model.connections.forEach((each) => kind === "python" && each.heartbeat()),
    5_000,
  );
  try {
    if (!isJoined)
      return { read: await readRun(model, { start: () => run(model), onDelivered }), model, before: [] };
    run(model);
    await vi.advanceTimersByTimeAsync(random.between(0, 1_000));
    const cursor = chance(0.5) ? await cursorOf(model) : undefined;
    const settings = cursor && { cursor: ThreadPosition.parse(cursor.text, CHANNELS) };
    const read = await readRun(model, { onDelivered, ...(settings && { settings }) });
    return { read, model, before: cursor?.events ?? [] };
  } finally {
    clearInterval(beat);
  }
}

/** Reads some events in another session, which leaves the run. */
async function cursorOf(model: ThreadModel): Promise<{ text: string; events: unknown[] } | undefined> {
  const most = random.between(1, 10);
  let text: string | undefined;
  const stop = new Error("left");
  const { events } = await readRun(model, {
    onDelivered: (count, reader) => {
      text = reader.cursorText();
      if (count === most) throw stop;
    },
  });
  return text === undefined ? undefined : { text, events };
}

test.each(["js", "python"] as const)("on a %s server, no event is lost, repeated or mixed", async (kind) => {
  const counts = { runs: 0, errors: 0, events: 0 };
  for (; counts.runs < RUNS; counts.runs += 1) {
    const { read, model, before } = await readRandom(kind);
    const expected = model.eventsOf("r");
    counts.events += expected.length;
    if (read.error !== undefined) {
      expect(read.error).toBeInstanceOf(StreamDisconnectedError);
      counts.errors += 1;
      // The events before the error are complete.
      const delivered = [...before, ...read.events];
      expect(delivered).toEqual(expected.slice(0, delivered.length));
    } else expect([...before, ...read.events]).toEqual(expected);
  }
  console.log(kind, counts);
  expect(counts.errors).toBeLessThan(RUNS / 20);
});
