/** readText: a whole body, whatever the chunks are. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { readStart, readText } from "../../../src/transport/read-text.js";
import { failure } from "../../helpers/async.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Creates a response of these chunks. An error in their place breaks the body off. */
function responseOf(chunks: readonly (Uint8Array | Error)[], cancel?: () => void): Response {
  const rest = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.shift();
      if (next === undefined) controller.close();
      else if (next instanceof Error) controller.error(next);
      else controller.enqueue(next);
    },
    cancel: () => cancel?.(),
  });
  return new Response(body);
}

/** Splits bytes into chunks of one byte. */
const single = (all: Uint8Array): Uint8Array[] => Array.from(all, (byte) => Uint8Array.of(byte));

describe("readText", () => {
  test.each<[string, Uint8Array[], string]>([
    ["no chunks", [], ""],
    ["one chunk", [bytes("ä€")], "ä€"],
    ["several chunks", [bytes("a"), bytes("b"), bytes("c")], "abc"],
    ["characters that are split between chunks", single(bytes("aä€😀")), "aä€😀"],
    ["an empty chunk", [bytes("a"), new Uint8Array(0), bytes("b")], "ab"],
    ["an incomplete character at the end", [bytes("a"), bytes("€").slice(0, 2)], "a\ufffd"],
    ["a byte order mark, which is left out", single(bytes("\ufeffa")), "a"],
  ])("readText reads %s", async (_, chunks, text) => {
    expect(await readText(responseOf(chunks))).toBe(text);
  });

  test("readText reads a response without a body", async () => {
    expect(await readText(new Response(null))).toBe("");
  });

  test.each<[string, unknown]>([
    ["is missing, as in React Native", undefined],
    ["cannot be read as a stream", {}],
  ])("readText uses text() if the body %s", async (_, body) => {
    // A fetch of a runtime without streams.
    const response = { body, text: async () => "a" } as Response;
    let waits = 0;
    const wait = <T>(next: Promise<T>): Promise<T> => {
      waits += 1;
      return next;
    };
    expect(await readText(response)).toBe("a");
    expect(await readText(response, { wait, onChunk: () => {} })).toBe("a");
    expect(waits).toBe(1);
  });

  test("readText rejects as the body does", async () => {
    const error = new Error("mine");
    expect(await failure(readText(responseOf([bytes("a"), error])))).toBe(error);
  });

  test("readText passes every read and every chunk to its observer", async () => {
    const chunks: Uint8Array[] = [];
    let waits = 0;
    const text = await readText(responseOf([bytes("a"), bytes("b")]), {
      wait: (next) => {
        waits += 1;
        return next;
      },
      onChunk: (chunk) => void chunks.push(chunk),
    });
    expect([text, waits, chunks]).toEqual(["ab", 3, [bytes("a"), bytes("b")]]);
  });

  test("readText closes the body when its observer rejects", async () => {
    const cancel = vi.fn();
    const error = new Error("mine");
    const observer = { wait: () => Promise.reject(error), onChunk: () => {} };
    expect(await failure(readText(responseOf([bytes("a"), bytes("b")], cancel), observer))).toBe(error);
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe("readStart", () => {
  afterEach(() => void vi.useRealTimers());

  test.each<[string, Uint8Array[], number]>([
    ["a short body", [bytes("abc")], 3],
    ["a body in chunks", single(bytes("abc")), 3],
    ["64 kB of a longer body", Array<Uint8Array>(100).fill(new Uint8Array(1024)), 64 * 1024],
    ["the first chunk of a larger one", [new Uint8Array(100_000), bytes("a")], 100_000],
  ])("readStart reads %s", async (_, chunks, length) => {
    expect(await readStart(responseOf(chunks))).toHaveLength(length);
  });

  test("readStart closes a body that is too long", async () => {
    const cancel = vi.fn();
    await readStart(responseOf(Array<Uint8Array>(100).fill(new Uint8Array(1024)), cancel));
    expect(cancel).toHaveBeenCalledOnce();
  });

  test("readStart returns what has arrived after 5 seconds, and closes the body", async () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(bytes("a")), cancel });
    const reading = readStart(new Response(body));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reading).toBe("a");
    expect(cancel).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("readStart closes a body of Node that does not end", async () => {
    vi.useFakeTimers();
    const destroy = vi.fn();
    // A fetch whose bodies are streams of Node.
    const response = { body: { destroy }, text: () => new Promise(() => {}) } as unknown as Response;
    const reading = readStart(response);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reading).toBe("");
    expect(destroy).toHaveBeenCalledOnce();
  });

  test("readStart rejects as the body does", async () => {
    const error = new Error("mine");
    expect(await failure(readStart(responseOf([bytes("a"), error])))).toBe(error);
  });
});
