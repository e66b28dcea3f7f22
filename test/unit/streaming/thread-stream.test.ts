/** Streams of threads, which never reconnect. */
import { describe, expect, test } from "vitest";
import { ThreadStream } from "../../../src/streaming/thread-stream.js";
import { ManualBody } from "./bodies.js";

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
