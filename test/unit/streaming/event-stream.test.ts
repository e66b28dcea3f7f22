/** A stream as its user holds it, over a scripted source. */
import { describe, expect, test, vi } from "vitest";
import { EventStream } from "../../../src/streaming/event-stream.js";
import { eventParser } from "../../../src/streaming/events.js";
import type { MessageSource } from "../../../src/streaming/event-stream.js";
import type { SseMessage } from "../../../src/streaming/sse.js";

const event = (data: number): SseMessage => ({ id: String(data), event: "custom", data: String(data) });

/** A source whose reads are answered by the test. */
class ScriptedSource implements MessageSource {
  readonly reads: { resolve(batch: SseMessage[] | undefined): void; reject(error: unknown): void }[] = [];
  readonly cancel = vi.fn();
  signal: AbortSignal | undefined;

  read(signal: AbortSignal): Promise<SseMessage[] | undefined> {
    this.signal = signal;
    return new Promise((resolve, reject) => void this.reads.push({ resolve, reject }));
  }
}

/** A source of given batches. */
function sourceOf(...batches: SseMessage[][]): MessageSource {
  return { read: () => Promise.resolve(batches.shift()), cancel: () => {} };
}

const streamOf = (source: MessageSource, signal?: AbortSignal) =>
  new EventStream(source, signal, eventParser());

describe("a loop", () => {
  test("gets the events of all batches in order", async () => {
    const seen: unknown[] = [];
    for await (const { data } of streamOf(sourceOf([event(1), event(2)], [event(3)]))) seen.push(data);
    expect(seen).toEqual([1, 2, 3]);
  });

  test("reads nothing before the first event is requested", async () => {
    const source = new ScriptedSource();
    const stream = streamOf(source);
    await Promise.resolve();
    expect(source.reads).toHaveLength(0);
    void stream.next();
    expect(source.reads).toHaveLength(1);
  });

  test("closes the connection at break", async () => {
    const cancel = vi.fn();
    for await (const _ of streamOf({ ...sourceOf([event(1), event(2)]), cancel })) break;
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("does not abort a complete stream", async () => {
    const cancel = vi.fn();
    for await (const _ of streamOf({ ...sourceOf([event(1)]), cancel }));
    expect(cancel).not.toHaveBeenCalled();
  });

  test("throws the error of the source once", async () => {
    const source = new ScriptedSource();
    const stream = streamOf(source);
    const next = stream.next();
    const reason = new Error("broke");
    source.reads[0]!.reject(reason);
    await expect(next).rejects.toBe(reason);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test("is allowed once", async () => {
    const stream = streamOf(sourceOf([event(1)]));
    for await (const _ of stream);
    expect(() => stream[Symbol.asyncIterator]()).toThrow("iterated already");
  });
});

describe("next()", () => {
  test("calls that wait at the same time get different events", async () => {
    const source = new ScriptedSource();
    const stream = streamOf(source);
    const all = Promise.all([stream.next(), stream.next(), stream.next()]);
    source.reads[0]!.resolve([event(1), event(2)]);
    await vi.waitFor(() => expect(source.reads).toHaveLength(2));
    source.reads[1]!.resolve(undefined);
    expect((await all).map(({ done, value }) => (done ? "end" : value.data))).toEqual([1, 2, "end"]);
  });

  test("stays at the end", async () => {
    const stream = streamOf(sourceOf());
    expect([await stream.next(), await stream.next()]).toEqual(
      Array(2).fill({ done: true, value: undefined }),
    );
  });
});

describe("closing", () => {
  test.each<[rule: string, close: (stream: EventStream<never>) => unknown]>([
    ["close()", (stream) => stream.close()],
    ["return()", (stream) => stream.return()],
    ["await using", (stream) => stream[Symbol.asyncDispose]()],
  ])("by %s ends a pending next(), and aborts the source", async (_, close) => {
    const source = new ScriptedSource();
    const stream = streamOf(source) as EventStream<never>;
    const next = stream.next();
    await close(stream);
    source.reads[0]!.reject(new Error("aborted"));
    expect(await next).toEqual({ done: true, value: undefined });
    expect([source.signal?.aborted, source.cancel.mock.calls.length]).toEqual([true, 1]);
  });

  test("twice ends a pending next(), too", async () => {
    const source = new ScriptedSource();
    const stream = streamOf(source);
    const next = stream.next();
    stream.close();
    stream.close();
    source.reads[0]!.reject(new Error("aborted"));
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test("by throw() rejects with the error", async () => {
    const reason = new Error("mine");
    const source = new ScriptedSource();
    await expect(streamOf(source).throw(reason)).rejects.toBe(reason);
    expect(source.cancel).toHaveBeenCalledOnce();
  });
});

describe("the caller's signal", () => {
  test("rejects a pending next() with its reason, even if the source looks complete", async () => {
    const source = new ScriptedSource();
    const controller = new AbortController();
    const next = streamOf(source, controller.signal).next();
    const reason = new Error("mine");
    controller.abort(reason);
    source.reads[0]!.resolve(undefined);
    await expect(next).rejects.toBe(reason);
    expect(source.cancel).toHaveBeenCalled();
  });

  test("rejects before events that have arrived already", async () => {
    const controller = new AbortController();
    const stream = streamOf(sourceOf([event(1), event(2)]), controller.signal);
    await stream.next();
    controller.abort(new Error("mine"));
    await expect(stream.next()).rejects.toThrow("mine");
  });

  test("sends nothing if it is aborted already", async () => {
    const source = new ScriptedSource();
    await expect(streamOf(source, AbortSignal.abort(new Error("mine"))).next()).rejects.toThrow("mine");
    expect(source.reads).toHaveLength(0);
  });
});

describe("a source that selects", () => {
  const odd = (messages: SseMessage[] | undefined) => messages?.filter(({ data }) => Number(data) % 2 === 1);

  test.each<[rule: string, select: NonNullable<MessageSource["select"]>]>([
    ["at once", odd],
    ["later", async (messages) => odd(messages)],
  ])("%s delivers the selected messages only, and reads on if none is left", async (_, select) => {
    const seen: unknown[] = [];
    const source = { ...sourceOf([event(2)], [event(1), event(2)], [event(3)]), select };
    for await (const { data } of streamOf(source)) seen.push(data);
    expect(seen).toEqual([1, 3]);
  });
});

describe("a source that recovers", () => {
  const broken = new Error("broken");
  const fail = () => {
    throw broken;
  };

  test.each<[place: string, fault: Partial<MessageSource>]>([
    ["a read that rejects", { read: () => Promise.reject(broken) }],
    ["a read that throws", { read: fail }],
    ["a selection that throws", { select: fail }],
    ["a selection that rejects", { select: () => Promise.reject(broken) }],
  ])("from %s goes on with what it returns", async (_, fault) => {
    const recover = vi
      .fn()
      .mockResolvedValueOnce([])
      .mockResolvedValueOnce([event(7)]);
    const stream = streamOf({ ...sourceOf([event(1)], [event(2)], [event(3)]), ...fault, recover });
    expect((await stream.next()).value).toMatchObject({ data: 7 });
    expect(recover.mock.calls.map(([cause]) => cause)).toEqual([broken, broken]);
  });

  test("ends with the error that it throws", async () => {
    const last = new Error("last");
    const recover = () => Promise.reject(last);
    const stream = streamOf({ ...sourceOf(), read: fail, recover });
    await expect(stream.next()).rejects.toBe(last);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});
