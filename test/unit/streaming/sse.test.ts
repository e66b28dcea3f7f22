/** The decoding of a body of server-sent events. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { ConnectionError, TimeoutError } from "../../../src/errors.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import { SseReader, readerOf } from "../../../src/streaming/sse.js";
import type { SseMessage } from "../../../src/streaming/sse.js";
import { caught, failure } from "../../helpers/async.js";
import { sourceOf } from "./scripted.js";

afterEach(() => void vi.useRealTimers());

/** Reads a body to its end. */
async function decode(chunks: readonly (string | Uint8Array)[]) {
  const reader = new SseReader(sourceOf(chunks));
  const batches: SseMessage[][] = [];
  for (let batch; (batch = await reader.read()) !== undefined;) batches.push(batch);
  return { batches, messages: batches.flat(), isWhole: reader.isWhole, tail: reader.takeTail() };
}

const dataOf = (messages: readonly SseMessage[]): string[] => messages.map(({ data }) => data);

describe("the messages of a body", () => {
  test.each<[rule: string, chunks: string[], data: string[]]>([
    ["an empty body has no messages", [], []],
    ["a message ends with a blank line", ["data: 1\n\n"], ["1"]],
    ["several messages of one chunk keep their order", ["data: 1\n\ndata: 2\n\n"], ["1", "2"]],
    ["a message may span chunks", ["da", "ta: 1", "\n", "\ndata: 2\n\n"], ["1", "2"]],
    ["an empty chunk changes nothing", ["data: 1\n", "", "\n"], ["1"]],
    ["lines may end with CRLF", ["data: 1\r\n\r\ndata: 2\r\n\r\n"], ["1", "2"]],
    ["a CRLF may span chunks", ["data: 1\r", "\n\r", "\ndata: 2\r\n\r\n"], ["1", "2"]],
    ["lines may end with CR", ["data: 1\r\rdata: 2\r\r"], ["1", "2"]],
    ["a CR may end a chunk", ["data: 1\r", "\rdata: 2\r", "\r"], ["1", "2"]],
    ["several data lines become one text", ["data: 1\ndata: 2\n\n"], ["1\n2"]],
    ["one space after the colon is removed", ["data:1\n\ndata:  2\n\n"], ["1", " 2"]],
    ["comments are no part of a message", [": a\n\ndata: 1\n: b\ndata: 2\n\n: c\n\n"], ["1\n2"]],
    ["unknown fields and retry are ignored", ["retry: 5\nfoo: 1\ndata: 1\n\n"], ["1"]],
    ["a byte order mark at the start is ignored", ["\uFEFFdata: 1\n\n"], ["1"]],
    ["a byte order mark inside the data is kept", ["data: 1\n\ndata: \uFEFF2\n\n"], ["1", "\uFEFF2"]],
    [
      "a byte order mark at the start of a later line makes its field unknown",
      ["data: 1\n\n\uFEFFdata: 2\n\n"],
      ["1"],
    ],
    ["a last message without its blank line is left out", ["data: 1\n\ndata: 2\n"], ["1"]],
  ])("%s", async (_rule, chunks, data) => {
    expect(dataOf((await decode(chunks)).messages)).toEqual(data);
  });

  test.each<[rule: string, text: string]>([
    ["LF", "\uFEFFevent: values\ndata: é€😀\nid: 1\n\n: x\n\nevent: end\ndata: 2\nid: 2\n\n"],
    ["CRLF", "event: values\r\ndata: é€😀\r\nid: 1\r\n\r\n: x\r\n\r\nevent: end\r\ndata: 2\r\nid: 2\r\n\r\n"],
    ["CR", "event: values\rdata: é€😀\rid: 1\r\r: x\r\revent: end\rdata: 2\rid: 2\r\r"],
  ])("a body with %s is decoded in the same way, wherever chunks end", async (_rule, text) => {
    const bytes = new TextEncoder().encode(text);
    const expected = [
      { event: "values", data: "é€😀", id: "1" },
      { event: "end", data: "2", id: "2" },
    ];
    for (let at = 0; at <= bytes.length; at += 1) {
      const { messages, isWhole } = await decode([bytes.subarray(0, at), bytes.subarray(at)]);
      expect({ at, messages, isWhole }).toEqual({ at, messages: expected, isWhole: true });
    }
    const { messages } = await decode([...bytes].map((byte) => Uint8Array.of(byte)));
    expect(messages).toEqual(expected);
  });

  test("a reader wakes once per chunk with complete messages", async () => {
    const { batches } = await decode(["data: 1\n\ndata: 2\n\nda", "ta: 3", "\n", "\n", "data: 4\n\n"]);
    expect(batches.map(dataOf)).toEqual([["1", "2"], ["3"], ["4"]]);
  });
});

describe("the end of a body", () => {
  test.each<[rule: string, chunks: string[], isWhole: boolean, tail: string | undefined]>([
    ["an empty body is whole", [], true, undefined],
    ["a body that ends with a blank line is whole", ["data: 1\n\n"], true, undefined],
    ["a blank line of CRLF is whole", ["data: 1\r\n\r\n"], true, undefined],
    ["a blank line of CR is whole", ["data: 1\r\r"], true, undefined],
    ["a blank line that spans chunks is whole", ["data: 1\n", "\n"], true, undefined],
    ["a blank line after a comment is whole", ["data: 1\n\n: x\n\n"], true, undefined],
    [
      "a body that ends inside a line is not whole, and has no tail",
      ["data: 1\n\ndata: 2"],
      false,
      undefined,
    ],
    ["a body that ends inside a name is not whole, and has no tail", ["data: 1\n\ndat"], false, undefined],
    ["a body without its last blank line has a tail", ["data: 1\n\ndata: 2\n"], false, "2"],
    ["a tail may end with CRLF", ["data: 1\r\n\r\ndata: 2\r\n"], false, "2"],
    ["a tail may end with CR", ["data: 1\r\rdata: 2\r"], false, "2"],
    ["a tail without data is missing", ["data: 1\n\nevent: x\n"], false, undefined],
    ["a tail that is a comment is missing", ["data: 1\n\n: x\n"], false, undefined],
  ])("%s", async (_rule, chunks, isWhole, tail) => {
    const end = await decode(chunks);
    expect([end.isWhole, end.tail?.data]).toEqual([isWhole, tail]);
  });

  test("a tail is returned once, and makes the body whole", async () => {
    const reader = new SseReader(sourceOf(["data: 1\n"]));
    expect(await reader.read()).toBeUndefined();
    expect(reader.takeTail()?.data).toBe("1");
    expect([reader.isWhole, reader.takeTail()]).toEqual([true, undefined]);
  });

  test("a reader stays at the end", async () => {
    const reader = new SseReader(sourceOf(["data: 1\n\n"]));
    await reader.read();
    expect([await reader.read(), await reader.read()]).toEqual([undefined, undefined]);
  });
});

describe("the heartbeats of a body", () => {
  test("a comment resolves a read to an empty list", async () => {
    const reader = new SseReader(sourceOf([": x\n\n", "data: 1\n\n"]), new Heartbeats(null));
    expect([await reader.read(), dataOf((await reader.read()) ?? [])]).toEqual([[], ["1"]]);
  });

  test("a comment beside a message does not hide it", async () => {
    const reader = new SseReader(sourceOf([": x\n\ndata: 1\n\n: y\n\n"]), new Heartbeats(null));
    expect(dataOf((await reader.read()) ?? [])).toEqual(["1"]);
  });

  test("comments are skipped without heartbeats to record", async () => {
    const { batches } = await decode([": x\n\n", ": y\n\n", "data: 1\n\n"]);
    expect(batches.map(dataOf)).toEqual([["1"]]);
  });

  test("every comment is counted, and a new reader starts a new interval", async () => {
    const heartbeats = new Heartbeats(null);
    const onConnect = vi.spyOn(heartbeats, "onConnect");
    const reader = new SseReader(sourceOf([": x\n: y\n\n"]), heartbeats);
    await reader.read();
    expect([heartbeats.count, onConnect.mock.calls.length]).toEqual([2, 1]);
  });
});

describe("a body that breaks", () => {
  test("a broken body delivers the messages before the break, then throws ConnectionError with the cause", async () => {
    const reader = new SseReader(sourceOf(["data: 1\n\nda"], "breaks"));
    expect(dataOf((await reader.read()) ?? [])).toEqual(["1"]);
    const error = await failure(reader.read());
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      message: "The stream broke off (GET /stream)",
      cause: new TypeError("terminated"),
      mayHaveBeenProcessed: false,
    });
  });

  test("a reader throws TimeoutError as it is when the connection is dead", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const reader = new SseReader(sourceOf([], "stays open"), new Heartbeats(3_000));
    const reading = failure(reader.read());
    await vi.advanceTimersByTimeAsync(3_000);
    const error = await reading;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toHaveProperty("cause", undefined);
  });
});

describe("leaving a body", () => {
  test("cancel() cancels the body, and a pending read ends", async () => {
    const source = sourceOf([], "stays open");
    const reader = new SseReader(source);
    const reading = reader.read();
    reader.cancel();
    expect([await reading, source.isCancelled]).toEqual([undefined, true]);
  });

  test("cancel() of a broken body changes nothing", async () => {
    const reader = new SseReader(sourceOf([], "breaks"));
    await failure(reader.read());
    reader.cancel();
    expect(await failure(reader.read())).toBeInstanceOf(ConnectionError);
  });

  test("a response that opens after an abort is cancelled, and the signal's reason is thrown", () => {
    const source = sourceOf(["data: 1\n\n"]);
    expect(caught(() => readerOf(source, AbortSignal.abort("left")))).toBe("left");
    expect(source.isCancelled).toBe(true);
  });
});
