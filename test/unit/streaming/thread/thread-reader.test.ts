/** The rules by which a run of a thread is read without loss. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NotFoundError, StreamDisconnectedError } from "../../../../src/errors.js";
import type { RunOutcome } from "../../../../src/streaming/run-api.js";
import { ThreadPosition } from "../../../../src/streaming/thread/thread-position.js";
import { CHANNELS, readRun, rejoined } from "./reading.js";
import { ThreadModel, refused } from "./thread-model.js";
import type { Kind, ModelConnection } from "./thread-model.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The channels as a cursor names them. */
const NAMES = [...CHANNELS].sort().join(" ");
const KINDS: Kind[] = ["js", "python"];

/** Runs steps one after the other, with pauses. */
function later(...steps: [ms: number, step: () => void][]): void {
  let at = 0;
  for (const [ms, step] of steps) setTimeout(step, (at += ms));
}

/** Starts the run `r`, which sends a text every 20 ms. */
function start(model: ThreadModel, texts: number): () => void {
  return () => {
    model.running("r");
    later(
      ...Array.from({ length: texts }, (_, index): [number, () => void] => [
        20,
        () => model.text("r", `r ${index}`),
      ]),
      [20, () => model.finish("r")],
    );
  };
}

/** The last open connection. */
const last = (model: ThreadModel): ModelConnection => model.connections.at(-1)!;

const whole = (model: ThreadModel) => ({ events: model.eventsOf("r"), error: undefined });

describe.each(KINDS)("on a %s server", (kind) => {
  test("a run has its own events, from the first to the last", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    expect(await readRun(model, { start: start(model, 3) })).toMatchObject(whole(model));
    expect(last(model).isOpen).toBe(false);
  });

  test("the stream is open before the command is sent", async () => {
    const model = new ThreadModel(kind);
    const opened: number[] = [];
    const run = start(model, 1);
    await readRun(model, { start: () => (opened.push(model.connections.length), run()) });
    expect(opened).toEqual([1]);
  });

  test.each(["reset", "end"] as const)(
    "a cut (%s) after each number of events loses and repeats none",
    async (how) => {
      for (let at = 1; at <= 8; at += 1) {
        const model = new ThreadModel(kind);
        model.past("a");
        const onDelivered = (count: number) =>
          count === at && model.connections.forEach((each) => each[how]());
        expect(await readRun(model, { start: start(model, 7), onDelivered })).toMatchObject(whole(model));
      }
    },
  );

  test("a cut in the middle of an event drops its part", async () => {
    const model = new ThreadModel(kind);
    const onDelivered = (count: number) => {
      if (count !== 3) return;
      const { history, connections } = model;
      connections[0]!.send({ ...history[0]!, data: { cut: "off" } }, history.length + 1, 60);
      connections[0]!.end();
    };
    expect(await readRun(model, { start: start(model, 5), onDelivered })).toMatchObject(whole(model));
  });

  test("a reconnect asks for the last event and those behind it only", async () => {
    const model = new ThreadModel(kind);
    model.past("a", 10);
    let cutAt = 0;
    const onDelivered = (count: number) => {
      if (count !== 4) return;
      cutAt = model.connections.length;
      model.connections[0]!.reset();
    };
    await readRun(model, { start: start(model, 5), onDelivered });
    const since = model.history.findIndex(({ runId }) => runId === "r") + 3;
    const { channels } = model.connections[0]!.request;
    expect(model.connections[cutAt]!.request).toEqual({ channels, since });
    const replays = model.connections.slice(1).filter(({ request }) => request.since === undefined);
    expect(replays).toEqual([]);
  });

  test("a reconnect that fails is repeated, as often as maxReconnects allows", async () => {
    const model = new ThreadModel(kind);
    const onDelivered = (count: number) => {
      if (count !== 2) return;
      model.failures.push(refused, refused);
      model.connections[0]!.reset();
    };
    expect(await readRun(model, { start: start(model, 90), onDelivered })).toMatchObject(whole(model));
    const other = new ThreadModel(kind);
    const { error } = await readRun(other, {
      start: start(other, 90),
      settings: { maxReconnects: 1 },
      onDelivered: (count) => {
        if (count !== 2) return;
        other.failures.push(refused, refused);
        other.connections[0]!.reset();
      },
    });
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(String(error)).toContain("1 reconnects failed");
  });

  test("an error of the server ends the stream, with the run's classic stream as remedy", async () => {
    const model = new ThreadModel(kind);
    const body = { status: 403, detail: "no", body: {}, text: "", headers: new Headers() };
    const onDelivered = (count: number) => {
      if (count !== 2) return;
      model.failures.push(new NotFoundError({ method: "POST", url: "http://a", ...body }));
      model.connections[0]!.reset();
    };
    const { error } = await readRun(model, { start: start(model, 5), onDelivered });
    expect(error).toMatchObject({ name: "StreamDisconnectedError", runId: "r", threadId: "t", received: 2 });
    expect((error as StreamDisconnectedError).reconnect?.()).toBe(rejoined);
  });

  test("a join has all events of a run that works", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    start(model, 9)();
    await vi.advanceTimersByTimeAsync(70);
    expect(await readRun(model, {})).toMatchObject(whole(model));
  });

  test("a join has all events of a run that has ended, and not those of the next one", async () => {
    const model = new ThreadModel(kind);
    for (const run of ["a", "r", "b"]) model.past(run);
    expect(await readRun(model, {})).toMatchObject(whole(model));
  });

  test("a join outlasts two half-open connections in a row, and again after a break", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    model.past("r");
    for (const how of ["stall", "stall", "end", "stall", "stall"] as const)
      model.breaks.push({ after: 5, how });
    expect(await readRun(model, {})).toMatchObject(whole(model));
  });

  test("a join waits for a run that has not begun", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    const isPending = () => !model.history.some(({ runId }) => runId === "r");
    later([5_000, start(model, 3)]);
    const status = (): RunOutcome => (isPending() ? { type: "active", isPending: true } : { type: "active" });
    expect(await readRun(model, { status })).toMatchObject(whole(model));
  });

  test("a join with a cursor continues behind it, at each position", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    const cursors: string[] = [];
    const onDelivered = (_: number, reader: { cursorText(): string | undefined }) =>
      cursors.push(reader.cursorText()!);
    await readRun(model, { start: start(model, 4), onDelivered });
    for (const [index, cursor] of cursors.entries()) {
      const { events, error } = await readRun(model, {
        settings: { cursor: ThreadPosition.parse(cursor, CHANNELS) },
      });
      expect(error).toBeUndefined();
      expect(events).toEqual(model.eventsOf("r").slice(index + 1));
    }
  });

  test("a join keeps its cursor until it is behind it", async () => {
    const model = new ThreadModel(kind);
    model.past("r", 5);
    const last =
      kind === "js"
        ? JSON.stringify(["5", 1, NAMES])
        : JSON.stringify([`${model.history[4]!.ms}-0`, 1, NAMES]);
    const cursors: unknown[] = [];
    const onRead = (reader: { cursorText(): string | undefined }) => cursors.push(reader.cursorText());
    await readRun(model, { settings: { cursor: ThreadPosition.parse(last, CHANNELS) }, onRead });
    expect(new Set(cursors).size).toBeLessThan(cursors.length);
    expect(cursors.slice(cursors.lastIndexOf(last) + 1)).not.toContain(undefined);
    expect(cursors.every((cursor, index) => index > 4 || cursor === last)).toBe(true);
  });

  test("an interrupted run ends soon after its last event", async () => {
    const model = new ThreadModel(kind);
    let isOver = false;
    const run = () => {
      model.running("r");
      later(
        [20, () => model.finish("r", "interrupted")],
        [500, () => model.text("r", "parallel")],
        [100, () => (isOver = true)],
      );
    };
    const status = (): RunOutcome => (isOver ? { type: "ended", cancelled: false } : { type: "active" });
    const read = await readRun(model, { start: run, status });
    expect(read).toMatchObject(whole(model));
    expect(read.ms).toBeLessThan(4_000);
  });

  test("events behind an interrupt that a connection does not send are read from another one", async () => {
    const model = new ThreadModel(kind);
    const run = () => {
      model.running("r");
      later(
        [20, () => model.finish("r", "interrupted")],
        [20, () => model.connections.forEach((each) => each.stall())],
        [20, () => model.text("r", "parallel")],
      );
    };
    expect(await readRun(model, { start: run })).toMatchObject(whole(model));
  });

  test("a join with a cursor of an event that is missing throws", async () => {
    const model = new ThreadModel(kind);
    model.past("r", 5);
    const cursor = ThreadPosition.parse(JSON.stringify(["1794999999999-0", 1, NAMES]), CHANNELS);
    const { error } = await readRun(model, { settings: { cursor } });
    expect(String(error)).toContain("dropped the event of the cursor");
  });

  test("an interrupted run ends once its status does, with the events behind the interrupt", async () => {
    const model = new ThreadModel(kind);
    let isOver = false;
    const run = () => {
      model.running("r");
      later(
        [20, () => model.finish("r", "interrupted")],
        [400, () => model.emit("r", "input.requested", { interrupt_id: "i", payload: "?" })],
        [300, () => (isOver = true)],
      );
    };
    const status = (): RunOutcome => (isOver ? { type: "ended", cancelled: false } : { type: "active" });
    expect(await readRun(model, { start: run, status })).toMatchObject(whole(model));
  });

  test("a run that was rolled back ends without an error when its status does", async () => {
    const model = new ThreadModel(kind);
    let status: RunOutcome = { type: "active" };
    const error = new NotFoundError({
      method: "GET",
      url: "",
      status: 404,
      detail: "",
      body: "",
      text: "",
      headers: new Headers(),
    });
    const run = () => {
      model.running("r");
      later([30, () => (status = { type: "deleted", error })]);
    };
    const read = await readRun(model, { start: run, status: () => status });
    expect(read.error).toBeUndefined();
    expect(read.ms).toBeGreaterThan(9_000);
  });

  test("a cancelled run without an event is over", async () => {
    const model = new ThreadModel(kind);
    model.past("a");
    const read = await readRun(model, { status: () => ({ type: "ended", cancelled: true }) });
    expect(read).toMatchObject({ events: [], error: undefined });
  });
});

describe("on a JS server", () => {
  test("a run of another client that begins means an error: no more events arrive", async () => {
    const model = new ThreadModel("js");
    const run = () => {
      model.running("r");
      later(
        [20, () => model.text("r", "one")],
        [20, () => model.running("b")],
        [20, () => model.text("b", "two")],
      );
    };
    const { error, events } = await readRun(model, { start: run });
    expect(error).toMatchObject({ name: "StreamDisconnectedError", runId: "r", received: 3 });
    expect(events).toEqual(model.eventsOf("r"));
  });

  test("so does one whose beginning arrives with the run's first events", async () => {
    const model = new ThreadModel("js");
    const run = () => {
      model.running("r");
      model.text("r", "one");
      model.running("b");
    };
    const { error, events } = await readRun(model, { start: run });
    expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 3 });
    expect(events).toEqual(model.eventsOf("r"));
  });

  test("a run of another protocol, which has no events, means an error after some seconds", async () => {
    const model = new ThreadModel("js");
    model.past("a");
    const read = await readRun(model, { status: () => ({ type: "active" }) });
    expect(String(read.error)).toContain("The server sends no events of this run");
    expect(read.ms).toBeLessThan(8_000);
  });

  test("a history that was dropped means an error, once the run has ended", async () => {
    const model = new ThreadModel("js");
    const run = () => {
      model.running("r");
      later(
        [20, () => model.text("r", "one")],
        [20, () => model.dropHistory()],
        [500, () => model.finish("r")],
      );
    };
    const { error } = await readRun(model, { start: run });
    expect(String(error)).toContain("dropped the last event");
  });

  test("a half-open connection is replaced after 10 seconds of silence, while the run goes on", async () => {
    const model = new ThreadModel("js");
    const times: number[] = [];
    const run = () => {
      model.running("r");
      later(
        [1_000, () => model.connections[0]!.stall()],
        [4_000, () => model.text("r", "one")],
        [95_000, () => model.finish("r")],
      );
    };
    const began = Date.now();
    const read = await readRun(model, { start: run, onDelivered: () => times.push(Date.now() - began) });
    expect(read).toMatchObject(whole(model));
    expect(times[2]).toBeLessThan(15_000);
  });

  test("the command's number finds the run among others that began before it was read", async () => {
    const model = new ThreadModel("js");
    const run = start(model, 2);
    const read = await readRun(model, { start: () => (run(), later([1_000, () => model.past("b")])) });
    expect(read).toMatchObject(whole(model));
  });

  test("the next run of a session is read although the history was dropped", async () => {
    const model = new ThreadModel("js");
    const { memory } = await readRun(model, { start: () => model.past("r") });
    model.dropHistory();
    expect(await readRun(model, { start: start(model, 2), memory })).toMatchObject(whole(model));
  });

  test("so is one whose connection broke before its first event", async () => {
    const model = new ThreadModel("js");
    const { memory } = await readRun(model, { start: () => model.past("r") });
    const run = () => {
      model.connections.at(-1)!.reset();
      model.dropHistory();
      later([50, start(model, 2)]);
    };
    expect(await readRun(model, { start: run, memory })).toMatchObject(whole(model));
  });

  test("a reconnect opens one connection", async () => {
    const model = new ThreadModel("js");
    const onDelivered = (count: number) => count === 3 && model.connections[0]!.reset();
    await readRun(model, { start: start(model, 5), onDelivered });
    expect(model.connections).toHaveLength(2);
  });
});

/** Lets a connection miss the events of a time, as the Python server's do between the history and the live events. */
function deafFor(connection: ModelConnection, ms: number): void {
  connection.isListening = false;
  setTimeout(() => (connection.isListening = true), ms);
}

describe("on a Python server", () => {
  test.each([1, 3, 5, 8, 12])(
    "events that a reconnect misses come from a second connection (cut at %i)",
    async (at) => {
      const model = new ThreadModel("python");
      model.onOpen = (connection) => model.connections.length > 1 && deafFor(connection, 150);
      const onDelivered = (count: number) => count === at && model.connections[0]!.reset();
      expect(await readRun(model, { start: start(model, 60), onDelivered })).toMatchObject(whole(model));
    },
  );

  test("so do those of a stream that was cut before the run's first event", async () => {
    const model = new ThreadModel("python");
    model.past("a");
    model.onOpen = (connection) => model.connections.length > 1 && deafFor(connection, 150);
    const run = () => {
      model.connections[0]!.reset();
      later([60, start(model, 30)]);
    };
    expect(await readRun(model, { start: run })).toMatchObject(whole(model));
  });

  test("so do those of a join", async () => {
    const model = new ThreadModel("python");
    model.past("a");
    start(model, 60)();
    await vi.advanceTimersByTimeAsync(100);
    model.onOpen = (connection) => deafFor(connection, 150);
    expect(await readRun(model, {})).toMatchObject(whole(model));
  });

  test("a second connection that breaks is opened again", async () => {
    const model = new ThreadModel("python");
    model.onOpen = (connection, index) => {
      if (index > 1) deafFor(connection, 150);
      if (index === 3) later([1, () => connection.reset()]);
    };
    const onDelivered = (count: number) => count === 3 && model.connections[0]!.reset();
    expect(await readRun(model, { start: start(model, 60), onDelivered })).toMatchObject(whole(model));
  });

  test("events that nothing followed are read after the run's end", async () => {
    const model = new ThreadModel("python");
    model.onOpen = (connection) => model.connections.length > 1 && deafFor(connection, 150);
    const onDelivered = (count: number) => count === 3 && model.connections[0]!.reset();
    // The run ends before the new connection listens.
    expect(await readRun(model, { start: start(model, 5), onDelivered })).toMatchObject(whole(model));
  });

  test("another number of the last event means a replay of the thread", async () => {
    const model = new ThreadModel("python");
    model.onOpen = (connection, index) => {
      if (index === 1) {
        // This connection has missed a run: its numbers are too low.
        connection.isListening = false;
        model.past("a");
        connection.isListening = true;
      }
    };
    const onDelivered = (count: number) => count === 3 && model.connections[0]!.reset();
    const { events } = await readRun(model, { start: start(model, 30), onDelivered });
    expect(events.slice(0, 20)).toEqual(model.eventsOf("r").slice(0, 20));
  });

  test("a history that lacks the last event means an error", async () => {
    const model = new ThreadModel("python");
    const onDelivered = (count: number) => {
      if (count !== 3) return;
      model.history.splice(0, 3);
      model.connections[0]!.reset();
    };
    const { error } = await readRun(model, { start: start(model, 30), onDelivered });
    expect(String(error)).toContain("dropped the last event");
  });

  /** Emits a text for each letter, all in one millisecond. At `|`, the connections begin to listen. */
  function together(model: ThreadModel, letters: string): void {
    let sameMs = false;
    for (const letter of letters) {
      if (letter === "|") model.connections.forEach((connection) => (connection.isListening = true));
      else model.text("r", letter, { sameMs });
      sameMs ||= letter !== "|";
    }
  }

  test.each([2, 3])("two equal events of one millisecond are told apart (cut at %i)", async (at) => {
    const model = new ThreadModel("python");
    const run = () => {
      model.running("r");
      later(
        [20, () => together(model, "aa")],
        [600, () => together(model, "b")],
        [20, () => model.finish("r")],
      );
    };
    const onDelivered = (count: number) => count === at && model.connections.at(-1)!.reset();
    expect(await readRun(model, { start: run, onDelivered })).toMatchObject(whole(model));
  });

  // The stream is cut at 1. The new connection replays 2, and misses what happens before it listens.
  test.each([
    ["before two equal events", ["b", "c", "|aa"]],
    ["before equal events with another one between", ["b", "c", "|aba"]],
    ["before equal events of two milliseconds", ["b", "c", "|aa", "dd"]],
    ["before an equal one of the same millisecond", ["a|a"]],
    ["in the middle of a millisecond", ["ab|ab"]],
    ["also if nothing is missing", ["|aa"]],
  ])("events that a reconnect misses are found %s", async (_, steps) => {
    const model = new ThreadModel("python");
    // The second connection checks the sequence.
    model.onOpen = (connection, index) => void (connection.isListening = index !== 3);
    const run = () => {
      model.running("r");
      later([20, () => together(model, "1")]);
      steps.forEach((letters, index) => later([100 + 20 * index, () => together(model, letters)]));
      later([5_000, () => model.finish("r")]);
    };
    const onDelivered = (count: number) => {
      if (count !== 2) return;
      model.connections[0]!.reset();
      together(model, "2");
    };
    const read = await readRun(model, { start: run, onDelivered });
    expect(read).toMatchObject({ ...whole(model), memory: { isDoubtful: false } });
  });

  test("an event that was left out unnoticed means an error, and a second connection at the next run", async () => {
    const model = new ThreadModel("python");
    const onDelivered = (count: number) => {
      if (count === 2) deafFor(model.connections[0]!, 50);
    };
    const { error, memory } = await readRun(model, { start: start(model, 10), onDelivered });
    expect(String(error)).toContain("left out events");
    expect(memory.isDoubtful).toBe(true);
    model.onOpen = (connection) => deafFor(connection, 150);
    const count = model.connections.length;
    const next = start(model, 30);
    model.history = model.history.filter(({ runId }) => runId !== "r");
    expect(
      await readRun(model, { start: next, memory: { ...memory, position: new ThreadPosition() } }),
    ).toMatchObject(whole(model));
    expect(model.connections.length).toBeGreaterThan(count + 2);
  });

  test("events that were left out behind the last delivered one are read again", async () => {
    const model = new ThreadModel("python");
    const run = () => {
      model.running("r");
      deafFor(model.connections[0]!, 50);
      later(
        [10, () => model.text("r", "one")],
        [10, () => model.text("r", "two")],
        [100, () => model.finish("r")],
      );
    };
    expect(await readRun(model, { start: run })).toMatchObject(whole(model));
  });

  test("events that were left out between the first two are there", async () => {
    const model = new ThreadModel("python");
    const run = () => {
      model.running("r");
      deafFor(model.connections[0]!, 30);
      later(
        ...Array.from({ length: 6 }, (_, index): [number, () => void] => [
          10,
          () => model.text("r", `r ${index}`),
        ]),
      );
      later([100, () => model.finish("r")]);
    };
    expect(await readRun(model, { start: run })).toMatchObject(whole(model));
  });

  test("a run that began before the connection listened is found within 2 seconds", async () => {
    const model = new ThreadModel("python");
    const run = () => {
      model.connections[0]!.isListening = false;
      model.running("r");
      later([20, () => model.text("r", "one")], [60_000, () => model.finish("r")]);
    };
    const times: number[] = [];
    const began = Date.now();
    const read = await readRun(model, { start: run, onDelivered: () => times.push(Date.now() - began) });
    expect(read).toMatchObject(whole(model));
    expect(times[0]).toBeLessThan(2_000);
  });

  test("a connection without heartbeats is dead after three of them", async () => {
    const model = new ThreadModel("python");
    const beat = setInterval(() => model.connections.forEach((each) => each.heartbeat()), 5_000);
    const run = () => {
      model.running("r");
      later(
        [16_000, () => model.connections[0]!.stall()],
        [20, () => model.text("r", "one")],
        [60_000, () => model.finish("r")],
      );
    };
    const read = await readRun(model, { start: run });
    clearInterval(beat);
    expect(read).toMatchObject(whole(model));
    expect(read.ms).toBeLessThan(90_000);
  });
});
