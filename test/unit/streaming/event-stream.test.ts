/** The iteration over a stream: order, end, abort, and its one consumer. */
import { describe, expect, test } from "vitest";
import { EventStream } from "../../../src/streaming/event-stream.js";
import type { Consumer, MessageSource, StreamEnd } from "../../../src/streaming/event-stream.js";
import type { WireEvent } from "../../../src/streaming/events.js";
import type { SseMessage } from "../../../src/streaming/sse.js";
import { all, caught, failure } from "../../helpers/async.js";
import { messagesOf } from "./scripted.js";

/** A source with one step per `read`: messages, the end (`undefined`), an error, or `"wait"` until it is cancelled. */
class ScriptedSource implements MessageSource {
  reads = 0;
  cancels = 0;
  signal: AbortSignal | undefined;
  readonly #steps: (string | Error | undefined)[];
  #leave = (): void => {};

  constructor(steps: (string | Error | undefined)[]) {
    this.#steps = steps;
  }

  async read(signal: AbortSignal): Promise<SseMessage[] | undefined> {
    this.signal = signal;
    const step = this.#steps[this.reads];
    this.reads += 1;
    if (step === "wait") await new Promise<void>((resolve) => (this.#leave = resolve));
    if (step === "wait" || step === undefined) return undefined;
    if (typeof step === "string") return messagesOf(step);
    throw step;
  }

  cancel(): void {
    this.cancels += 1;
    this.#leave();
  }
}

/** A stream that records its callbacks. */
class ProbeStream extends EventStream<WireEvent> {
  readonly log: string[] = [];
  readonly ends: StreamEnd[] = [];
  errorAtEnd: Error | undefined;

  protected override admit(message: SseMessage): boolean {
    this.log.push(`admit ${message.data}`);
    return message.event !== "hidden";
  }

  protected override observe({ data }: WireEvent): void {
    this.log.push(`observe ${String(data)}`);
  }

  protected override onEnd(end: StreamEnd): void {
    this.ends.push(end);
    if (this.errorAtEnd !== undefined) throw this.errorAtEnd;
  }

  claimFor(consumer: Consumer): void {
    this.claim(consumer);
  }

  get state() {
    return { consumer: this.consumer, hasStarted: this.hasStarted };
  }

  get pulled() {
    return this.pull();
  }
}

function streamOf(steps: (string | Error | undefined)[], signal?: AbortSignal) {
  const source = new ScriptedSource(steps);
  return { source, stream: new ProbeStream(source, signal) };
}

/** Awaits results of `next()`: the data of events, `done`, or `!` and the error. */
async function outcomes(results: Promise<IteratorResult<WireEvent, void>>[]): Promise<string> {
  const settled = await Promise.allSettled(results);
  return settled
    .map((each) => {
      if (each.status === "rejected") return `!${String(each.reason)}`;
      return each.value.done ? "done" : String(each.value.value.data);
    })
    .join(" ");
}

/** Calls `next()` several times: all at once, or each after the result of the one before. */
async function nexts(stream: ProbeStream, count: number, isConcurrent: boolean): Promise<string> {
  if (isConcurrent) return outcomes(Array.from({ length: count }, () => stream.next()));
  const texts: string[] = [];
  for (let called = 0; called < count; called += 1) texts.push(await outcomes([stream.next()]));
  return texts.join(" ");
}

const BROKEN = new Error("broken");

describe.each([
  ["one after the other", false],
  ["at the same time", true],
])("calls of next() %s", (when, isConcurrent) => {
  type Row = [rule: string, steps: (string | Error | undefined)[], results: string, reads: number];
  test.each<Row>([
    ["resolve to the events of a batch in order", ["a b c"], "a b c done", 2],
    ["resolve to the events of several batches in order", ["a", "b c"], "a b c done", 3],
    ["read on after an empty batch", ["a", "", "b"], "a b done", 4],
    ["are done after the end, without another read", ["a"], "a done done done", 2],
    [
      "reject once with an error of the source, then are done",
      ["a", BROKEN],
      "a !Error: broken done done",
      2,
    ],
    ["are done after an error, whatever the source still has", [BROKEN, "a"], "!Error: broken done", 1],
    ["leave out messages that are not admitted", ["a x@hidden b"], "a b done", 2],
    ["read on if a whole batch is not admitted", ["x@hidden y@hidden", "a"], "a done", 3],
  ])(`calls of next() ${when} %s`, async (_rule, steps, results, reads) => {
    const { source, stream } = streamOf(steps);
    const count = results.replace("!Error: broken", "!").split(" ").length;
    expect(await nexts(stream, count, isConcurrent)).toBe(results);
    expect(source.reads).toBe(reads);
  });
});

describe("the callbacks of a stream", () => {
  test("admit and observe are called for each event just before its delivery", async () => {
    const { stream } = streamOf(["a x@hidden b"]);
    await stream.next();
    expect(stream.log).toEqual(['admit "a"', "observe a"]);
    await stream.next();
    expect(stream.log.slice(2)).toEqual(['admit "x"', 'admit "b"', "observe b"]);
  });

  test("nothing is read before the first event is requested", async () => {
    const { source, stream } = streamOf(["a"]);
    expect([source.reads, stream.state.hasStarted]).toEqual([0, false]);
    await stream.next();
    expect([source.reads, stream.state.hasStarted]).toEqual([1, true]);
  });

  test("nothing is read while events are buffered", async () => {
    const { source, stream } = streamOf(["a b", "c"]);
    await nexts(stream, 2, false);
    expect(source.reads).toBe(1);
  });

  test("onEnd is called once with complete, and the source is not cancelled", async () => {
    const { source, stream } = streamOf(["a"]);
    await all(stream);
    stream.close();
    await stream.return();
    expect([stream.ends, source.cancels, source.signal?.aborted]).toEqual([["complete"], 0, false]);
  });

  test("onEnd is called with an error, and the source is cancelled", async () => {
    const { source, stream } = streamOf([BROKEN]);
    await failure(stream.next());
    expect([stream.ends, source.cancels, source.signal?.aborted]).toEqual([[{ error: BROKEN }], 1, true]);
  });

  test("an error that onEnd throws at the end rejects the last next()", async () => {
    const { stream } = streamOf(["a"]);
    stream.errorAtEnd = new Error("failed");
    expect(await nexts(stream, 3, false)).toBe("a !Error: failed done");
    expect(stream.ends).toEqual(["complete"]);
  });

  test("an event without JSON rejects, ends the stream and cancels the source", async () => {
    const source = new ScriptedSource([]);
    source.read = async () => [
      { event: "custom", data: "1" },
      { event: "custom", data: "{" },
    ];
    const stream = new ProbeStream(source, undefined);
    expect(await nexts(stream, 3, false)).toMatch(/^1 !InvalidEventError: .* done$/);
    expect([source.cancels, stream.ends.length]).toEqual([1, 1]);
  });
});

describe("leaving a stream", () => {
  type Leave = [rule: string, leave: (stream: ProbeStream) => unknown];
  const LEAVES: Leave[] = [
    ["close()", (stream) => stream.close()],
    ["return()", (stream) => stream.return()],
    ["throw()", (stream) => failure(stream.throw(new Error("mine")))],
    ["Symbol.asyncDispose", (stream) => stream[Symbol.asyncDispose]()],
  ];

  test.each(LEAVES)("%s cancels the source and discards buffered events", async (_rule, leave) => {
    const { source, stream } = streamOf(["a b"]);
    await stream.next();
    await leave(stream);
    expect(await nexts(stream, 2, false)).toBe("done done");
    expect([source.cancels, source.signal?.aborted, source.reads]).toEqual([1, true, 1]);
    expect(stream.ends).toEqual(["closed"]);
  });

  test.each(LEAVES)("%s resolves calls of next() that wait as done", async (_rule, leave) => {
    const { stream } = streamOf(["wait"]);
    const waiting = outcomes([stream.next(), stream.next()]);
    await leave(stream);
    expect(await waiting).toBe("done done");
  });

  test.each(LEAVES)("%s before the first read sends nothing", async (_rule, leave) => {
    const { source, stream } = streamOf(["a"]);
    await leave(stream);
    expect(await nexts(stream, 1, false)).toBe("done");
    expect([source.reads, stream.ends]).toEqual([0, ["closed"]]);
  });

  test("a source that fails because it was cancelled does not reject next()", async () => {
    const { source, stream } = streamOf([]);
    source.read = (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    const waiting = outcomes([stream.next()]);
    stream.close();
    expect(await waiting).toBe("done");
    expect(stream.ends).toEqual(["closed"]);
  });

  test("break cancels the source", async () => {
    const { source, stream } = streamOf(["a b"]);
    for await (const _ of stream) break;
    expect(source.cancels).toBe(1);
  });

  test("return() resolves to done, and throw() rejects with its error", async () => {
    const error = new Error("mine");
    expect(await streamOf([]).stream.return()).toEqual({ done: true, value: undefined });
    expect(await failure(streamOf([]).stream.throw(error))).toBe(error);
  });
});

describe("an abort", () => {
  const reason = new Error("left");

  test("an abort before the first read rejects with the reason and reads nothing", async () => {
    const { source, stream } = streamOf(["a"], AbortSignal.abort(reason));
    expect(await nexts(stream, 2, false)).toBe("!Error: left done");
    expect([source.reads, stream.ends]).toEqual([0, [{ error: reason }]]);
  });

  test("an abort rejects the first of several waiting calls; the others are done", async () => {
    const controller = new AbortController();
    const { source, stream } = streamOf(["wait"], controller.signal);
    const waiting = outcomes([stream.next(), stream.next(), stream.next()]);
    controller.abort(reason);
    expect(await waiting).toBe("!Error: left done done");
    expect(source.signal?.aborted).toBe(true);
  });

  test("an abort rejects instead of a buffered event", async () => {
    const controller = new AbortController();
    const { stream } = streamOf(["a b"], controller.signal);
    await stream.next();
    controller.abort(reason);
    expect(await nexts(stream, 2, false)).toBe("!Error: left done");
  });

  test("an abort rejects with the reason, whatever error the source throws", async () => {
    const controller = new AbortController();
    const { source, stream } = streamOf([], controller.signal);
    source.read = (signal) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(BROKEN)));
    const waiting = outcomes([stream.next()]);
    controller.abort(reason);
    expect(await waiting).toBe("!Error: left");
    expect(stream.ends).toEqual([{ error: reason }]);
  });

  test.each<[rule: string, leave: (stream: ProbeStream) => unknown]>([
    ["the end", async (stream) => nexts(stream, 2, false)],
    ["close()", (stream) => stream.close()],
  ])("an abort after %s changes nothing", async (_rule, leave) => {
    const controller = new AbortController();
    const { source, stream } = streamOf(["a"], controller.signal);
    await stream.next();
    await leave(stream);
    const { cancels } = source;
    controller.abort(reason);
    expect(await nexts(stream, 1, false)).toBe("done");
    expect([source.cancels, stream.ends.length]).toEqual([cancels, 1]);
  });
});

describe("the consumer of a stream", () => {
  const text = (reader: string) =>
    `This stream is being read by ${reader}, and delivers every event once. Keep its events, or join the run for a second stream.`;

  test.each<[first: Consumer, second: Consumer, error: string | undefined]>([
    ["loop", "loop", undefined],
    ["loop", "text()", text("a loop")],
    ["loop", "final()", text("a loop")],
    ["text()", "loop", text("text()")],
    ["text()", "text()", text("text()")],
    ["messages()", "text()", text("messages()")],
    ["final()", "loop", text("final()")],
    ["final()", "final()", text("final()")],
  ])("a stream of the consumer %s refuses or accepts %s: %s", (first, second, error) => {
    const { stream } = streamOf([]);
    stream.claimFor(first);
    expect(stream.state.consumer).toBe(first);
    if (error === undefined) stream.claimFor(second);
    else
      expect(caught(() => stream.claimFor(second))).toMatchObject({ name: "LangGraphError", message: error });
    expect(stream.state.consumer).toBe(first);
  });

  test("next() rejects while another consumer reads the stream, which goes on", async () => {
    const { stream } = streamOf(["a"]);
    stream.claimFor("text()");
    expect(await failure(stream.next())).toMatchObject({ message: text("text()") });
    expect(await outcomes([stream.pulled, stream.pulled])).toBe("a done");
  });

  test("a stream is iterated once", async () => {
    const { stream } = streamOf(["a"]);
    expect((await all(stream)).length).toBe(1);
    expect(caught(() => stream[Symbol.asyncIterator]())).toMatchObject({
      name: "LangGraphError",
      message: "This stream was iterated already. Keep its events, or join the run for a second stream.",
    });
  });

  test("a loop goes on behind events that next() has returned", async () => {
    const { stream } = streamOf(["a b", "c"]);
    await stream.next();
    expect((await all(stream)).map(({ data }) => data)).toEqual(["b", "c"]);
  });
});
