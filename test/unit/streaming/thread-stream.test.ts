/** Streams of one connection, which never reconnect: those of threads, and raw ones. */
import { describe, expect, test } from "vitest";
import { SingleConnection } from "../../../src/streaming/single-connection.js";
import { ThreadStream } from "../../../src/streaming/thread-stream.js";
import { ManualBody, sourceOf } from "./bodies.js";

const { signal } = new AbortController();

describe("a single connection", () => {
  test("opens at the first read", async () => {
    let opened = 0;
    const connection = new SingleConnection(async () => {
      opened += 1;
      return sourceOf("data: a\n\n");
    });
    expect([opened, connection.isOpen]).toEqual([0, false]);
    expect(await connection.read(signal)).toMatchObject([{ data: "a" }]);
    expect([await connection.read(signal), opened, connection.isOpen]).toEqual([undefined, 1, true]);
  });

  test("delivers a last event that lacks its blank line", async () => {
    const connection = new SingleConnection(async () => sourceOf("data: a\n"));
    expect(await connection.read(signal)).toMatchObject([{ data: "a" }]);
    expect(await connection.read(signal)).toBeUndefined();
  });

  test("throws when the body ends within an event", async () => {
    const connection = new SingleConnection(async () => sourceOf("data: a"));
    await expect(connection.read(signal)).rejects.toThrow("The stream ended in the middle of an event");
  });
});

describe("the stream of a thread", () => {
  const open = (body: ManualBody) => new ThreadStream("t", async () => body.source, undefined);

  test("is disconnected when the body breaks, with the last event's id", async () => {
    const body = new ManualBody();
    const stream = open(body);
    body.send("id: 7\ndata: 1\n\n");
    await stream.next();
    body.break(new TypeError("terminated"));
    await expect(stream.next()).rejects.toMatchObject({
      name: "StreamDisconnectedError",
      threadId: "t",
      runId: null,
      lastEventId: "7",
      received: 1,
      cursor: undefined,
      reconnect: undefined,
      cause: { name: "ConnectionError" },
    });
  });

  test("is disconnected when the body ends, because threads do not end", async () => {
    const body = new ManualBody();
    body.end();
    await expect(open(body).next()).rejects.toMatchObject({
      name: "StreamDisconnectedError",
      cause: undefined,
    });
  });

  test("throws the error of its request unchanged", async () => {
    const reason = new Error("refused");
    const stream = new ThreadStream("t", () => Promise.reject(reason), undefined);
    await expect(stream.next()).rejects.toBe(reason);
  });

  test("keeps the last id over events without an id", async () => {
    const body = new ManualBody();
    const stream = open(body);
    body.send("id: 7\ndata: 1\n\ndata: 2\n\n");
    await stream.next();
    await stream.next();
    expect(stream.lastEventId).toBe("7");
  });
});
