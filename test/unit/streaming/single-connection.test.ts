/** The messages of one connection, which never reconnects. */
import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../../src/errors.js";
import { EventStream } from "../../../src/streaming/event-stream.js";
import { SingleConnection } from "../../../src/streaming/single-connection.js";
import { failure } from "../../helpers/async.js";
import { apiError, sourceOf } from "./scripted.js";
import type { BodyEnd } from "./scripted.js";

const { signal } = new AbortController();

/** Reads a connection to its end. Returns the data, and the error. */
async function readAll(connection: SingleConnection): Promise<{ data: string[]; error: unknown }> {
  const data: string[] = [];
  try {
    for await (const message of new EventStream(connection, undefined, (each) => each))
      data.push(message.data);
    return { data, error: undefined };
  } catch (error) {
    return { data, error };
  }
}

test.each<[rule: string, chunks: string[], end: BodyEnd, data: string[], error: string | undefined]>([
  ["ends after a whole body", ["data: 1\n\ndata: 2\n\n"], "closes", ["1", "2"], undefined],
  ["ends after an empty body", [], "closes", [], undefined],
  [
    "delivers a last message that lacks its blank line",
    ["data: 1\n\ndata: 2\n"],
    "closes",
    ["1", "2"],
    undefined,
  ],
  [
    "throws ConnectionError after a body that ends inside a message",
    ["data: 1\n\ndata: 2"],
    "closes",
    ["1"],
    "The stream ended in the middle of an event (GET /stream)",
  ],
  [
    "throws ConnectionError after a break",
    ["data: 1\n\n"],
    "breaks",
    ["1"],
    "The stream broke off (GET /stream)",
  ],
])("a single connection %s", async (_rule, chunks, end, data, error) => {
  const connection = new SingleConnection(async () => sourceOf(chunks, end));
  const result = await readAll(connection);
  expect(result.data).toEqual(data);
  if (error === undefined) expect(result.error).toBeUndefined();
  else expect(result.error).toBeInstanceOf(ConnectionError);
  if (error !== undefined) expect(result.error).toHaveProperty("message", error);
});

describe("the request of a connection", () => {
  test("a single connection opens with the first read, once, with the signal of that read", async () => {
    const signals: AbortSignal[] = [];
    const connection = new SingleConnection(async (given) => {
      signals.push(given);
      return sourceOf(["data: 1\n\n", "data: 2\n\n"]);
    });
    expect([signals.length, connection.isOpen]).toEqual([0, false]);
    await connection.read(signal);
    await connection.read(signal);
    expect([signals, connection.isOpen]).toEqual([[signal], true]);
  });

  test("a single connection throws the error of a refused request, and is not open", async () => {
    const error = apiError(404);
    const connection = new SingleConnection(() => Promise.reject(error));
    expect(await failure(connection.read(signal))).toBe(error);
    expect(connection.isOpen).toBe(false);
  });

  test("a single connection cancels the body and throws the reason if the signal was aborted meanwhile", async () => {
    const source = sourceOf(["data: 1\n\n"]);
    const connection = new SingleConnection(async () => source);
    expect(await failure(connection.read(AbortSignal.abort("left")))).toBe("left");
    expect(source.isCancelled).toBe(true);
  });
});

test("cancel() closes an open connection", async () => {
  const source = sourceOf(["data: 1\n\n"], "stays open");
  const connection = new SingleConnection(async () => source);
  await connection.read(signal);
  connection.cancel();
  expect(source.isCancelled).toBe(true);
});

test("cancel() before the first read changes nothing", async () => {
  const connection = new SingleConnection(async () => sourceOf(["data: 1\n\n"]));
  connection.cancel();
  expect(await readAll(connection)).toEqual({ data: ["1"], error: undefined });
});
