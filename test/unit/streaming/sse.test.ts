/** Decoding server-sent events from chunks of bytes. */
import { describe, expect, test } from "vitest";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import { SseReader, readerOf } from "../../../src/streaming/sse.js";
import { ManualBody, sourceOf } from "./bodies.js";

/** Reads and decodes one chunk. */
async function readOne(reader: SseReader) {
  try {
    return reader.decode(await reader.read());
  } catch (cause) {
    throw reader.errorOf(cause);
  }
}

async function readAll(reader: SseReader): Promise<string[]> {
  const data: string[] = [];
  for (let batch; (batch = await readOne(reader)) !== undefined;)
    data.push(...batch.map((message) => message.data));
  return data;
}

/** Cuts bytes into chunks of a size. */
function cut(text: string, size: number): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += size) chunks.push(bytes.subarray(start, start + size));
  return chunks;
}

describe("decoding", () => {
  const text = "data: ä€😀\n\nid: 1\nevent: values\ndata: one\ndata: two\n\n";

  test.each(["\n", "\r\n", "\r"])("gives the same events with %j at every chunk size", async (newline) => {
    const wire = text.replaceAll("\n", newline);
    for (let size = 1; size <= wire.length; size += 1) {
      expect(await readAll(new SseReader(sourceOf(...cut(wire, size))))).toEqual(["ä€😀", "one\ntwo"]);
    }
  });

  test("ignores a byte order mark at the beginning only", async () => {
    expect(await readAll(new SseReader(sourceOf("\uFEFFdata: \uFEFFa\n\n")))).toEqual(["\uFEFFa"]);
  });

  test("keeps id and name", async () => {
    const reader = new SseReader(sourceOf("id: 7\nevent: values\ndata: 1\n\n"));
    expect(await readOne(reader)).toEqual([{ id: "7", event: "values", data: "1" }]);
  });

  test("returns the events that a chunk completes, perhaps none", async () => {
    const body = new ManualBody();
    const reader = new SseReader(body.source);
    body.send("data: a\n\ndata: b\n\ndata: ");
    expect(await readOne(reader)).toHaveLength(2);
    body.send("c");
    expect(await readOne(reader)).toEqual([]);
    body.send("\n\n");
    expect(await readOne(reader)).toMatchObject([{ data: "c" }]);
  });

  test("counts heartbeats if they are watched", async () => {
    const heartbeats = new Heartbeats();
    const reader = new SseReader(sourceOf(": heartbeat\n\n"), heartbeats);
    expect([await readOne(reader), await readOne(reader), heartbeats.count]).toEqual([[], undefined, 1]);
  });

  test("throws an error of the decoder unchanged, because the connection is not at fault", async () => {
    const body = new ManualBody();
    // Some runtimes send other chunks than bytes.
    body.send(new ArrayBuffer(4) as unknown as Uint8Array);
    await expect(readOne(new SseReader(body.source))).rejects.toBeInstanceOf(TypeError);
  });

  const limited = (maxEventBytes: number, ...chunks: string[]) =>
    new SseReader({ ...sourceOf(...chunks), maxEventBytes });

  test.each([
    ["a line without an end", 20, ["data: ", "0123456789", "0123456789"]],
    ["an event of several lines", 20, ["data: 0123456789\n", "data: 0123456789\n", "\n"]],
    ["an event in one chunk, beside a small one", 9, ["data: a\n\ndata: 0123456789\n\n"]],
    ["a comment without an end", 20, [": 012345678901234567890123456789"]],
    ["a name without an end", 20, ["event: 012345678901234567890123456789"]],
  ])("refuses an event above the limit: %s", async (_, limit, chunks) => {
    await expect(readAll(limited(limit, ...chunks))).rejects.toMatchObject({
      name: "InvalidEventError",
      message: `The data of an event is larger than maxEventBytes: ${limit}`,
    });
  });

  test.each([
    ["many small events in one chunk", 8, ["data: a\n\n".repeat(20)], 20],
    [
      "many small events over chunks that cut them",
      30,
      Array<string>(40)
        .fill("data: 0\n\nda")
        .map((text, index) => (index % 2 === 0 ? text : "ta: 1\n\n")),
      40,
    ],
    ["an event as large as the limit", 10, ["data: 0123456789\n\n"], 1],
  ])("accepts events up to the limit: %s", async (_, limit, chunks, count) => {
    expect(await readAll(limited(limit, ...chunks))).toHaveLength(count);
  });

  test("throws a ConnectionError with the cause when the body breaks", async () => {
    const body = new ManualBody();
    const cause = new TypeError("terminated");
    body.break(cause);
    await expect(readOne(new SseReader(body.source))).rejects.toMatchObject({
      name: "ConnectionError",
      cause,
    });
  });
});

describe("the end of a body", () => {
  test.each<[rule: string, text: string, events: string[], isClean: boolean, tail: string | undefined]>([
    ["is whole without any bytes", "", [], true, undefined],
    ["is whole after a blank line", "data: a\n\n", ["a"], true, undefined],
    ["is whole after a blank line of CRs", "data: a\r\r", ["a"], true, undefined],
    ["is whole after a blank line of CRLFs", "data: a\r\n\r\n", ["a"], true, undefined],
    ["is whole after a heartbeat with a blank line", ": a\n\n", [], true, undefined],
    ["is truncated within a line", "data: a", [], false, undefined],
    ["leaves an event that lacks its blank line", "data: a\n", [], false, "a"],
    [
      "delivers an event that lacks the second half of its CRLF, but is truncated",
      "data: a\r\n\r",
      ["a"],
      false,
      undefined,
    ],
  ])("%s", async (_, text, events, isClean, tail) => {
    const reader = new SseReader(sourceOf(text));
    expect(await readAll(reader)).toEqual(events);
    expect(reader.isClean).toBe(isClean);
    expect(reader.takeTail()?.data).toBe(tail);
    expect(reader.takeTail()).toBeUndefined();
  });
});

describe("readerOf", () => {
  test("cancels the body and throws the reason after an abort", () => {
    const body = new ManualBody();
    const reason = new Error("mine");
    expect(() => readerOf(body.source, AbortSignal.abort(reason))).toThrow(reason);
    expect(body.isCancelled).toBe(true);
  });
});

test("cancel closes the body, and a pending read ends", async () => {
  const body = new ManualBody();
  const reader = new SseReader(body.source);
  const next = readOne(reader);
  reader.cancel();
  expect([await next, body.isCancelled]).toEqual([undefined, true]);
});
