/** readText: a whole body, whatever the chunks are. */
import { describe, expect, test, vi } from "vitest";
import { readText } from "../../../src/transport/read-text.js";
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
    ["a byte order mark, which is no text", single(bytes("\ufeffa")), "a"],
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
