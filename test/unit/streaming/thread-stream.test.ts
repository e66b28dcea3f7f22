/** The events of a thread, whose stream cannot reconnect. */
import { describe, expect, test } from "vitest";
import { StreamDisconnectedError } from "../../../src/errors.js";
import type { WireEvent } from "../../../src/streaming/events.js";
import { ThreadStream } from "../../../src/streaming/thread-stream.js";
import { failure } from "../../helpers/async.js";
import { textOf } from "../../helpers/fake-run.js";
import { apiError, messagesOf, sourceOf } from "./scripted.js";
import type { BodyEnd, ScriptedSource } from "./scripted.js";

const streamOf = (source: ScriptedSource, signal?: AbortSignal) =>
  new ThreadStream<WireEvent>("t", async () => source, signal);

/** Reads a stream until it throws. */
async function readAll(stream: ThreadStream<WireEvent>): Promise<{ data: string; error: unknown }> {
  let data = "";
  const error = await failure(
    (async () => {
      for await (const event of stream) data += String(event.data);
    })(),
  );
  return { data, error };
}

const PREFIX = "The connection broke, and streams of threads cannot reconnect";

describe("a connection of a thread that ends", () => {
  test.each<
    [
      rule: string,
      events: string,
      end: BodyEnd,
      data: string,
      lastEventId: string | undefined,
      suffix: string,
    ]
  >([
    [
      "a closed connection disconnects the stream",
      "1:a 2:b",
      "closes",
      "ab",
      "2",
      "2 events received, the last one 2",
    ],
    [
      "a broken connection disconnects the stream",
      "1:a 2:b",
      "breaks",
      "ab",
      "2",
      "2 events received, the last one 2",
    ],
    ["an empty connection disconnects the stream", "", "closes", "", undefined, "0 events received"],
    [
      "events without ids keep the last id",
      "1:a b",
      "closes",
      "ab",
      "1",
      "2 events received, the last one 1",
    ],
    ["events without ids leave the id unknown", "a b", "breaks", "ab", undefined, "2 events received"],
  ])("%s", async (_rule, events, end, data, lastEventId, suffix) => {
    const stream = streamOf(sourceOf([textOf(messagesOf(events), "\n")], end));
    const result = await readAll(stream);
    expect(result.data).toBe(data);
    expect(stream.lastEventId).toBe(lastEventId);
    expect(result.error).toBeInstanceOf(StreamDisconnectedError);
    expect(result.error).toMatchObject({
      message: `${PREFIX} (${suffix})`,
      runId: null,
      threadId: "t",
      lastEventId,
      cursor: undefined,
      received: data.length,
      reconnect: undefined,
    });
  });

  test("the error of a broken connection is the cause", async () => {
    const { error } = await readAll(streamOf(sourceOf([], "breaks")));
    expect(error).toMatchObject({ cause: { message: "The stream broke off (GET /stream)" } });
  });

  test("a truncated event disconnects the stream", async () => {
    const { error } = await readAll(streamOf(sourceOf(["data: 1"])));
    expect(error).toMatchObject({
      cause: { message: "The stream ended in the middle of an event (GET /stream)" },
    });
  });
});

describe("other errors of a thread's stream", () => {
  test("the error of a refused request is thrown as it is", async () => {
    const error = apiError(404);
    const stream = new ThreadStream<WireEvent>("t", () => Promise.reject(error), undefined);
    expect(await failure(stream.next())).toBe(error);
  });

  test("the error of an event without JSON is thrown as it is", async () => {
    const stream = streamOf(sourceOf(["data: {\n\n"]));
    expect(await failure(stream.next())).toMatchObject({ name: "InvalidEventError" });
  });

  test("an abort throws the signal's reason and cancels the body", async () => {
    const controller = new AbortController();
    const source = sourceOf(["data: 1\n\n"], "stays open");
    const stream = streamOf(source, controller.signal);
    await stream.next();
    const waiting = failure(stream.next());
    controller.abort("left");
    expect([await waiting, source.isCancelled]).toEqual(["left", true]);
  });

  test("the id counts as delivered with its event, not with its arrival", async () => {
    const stream = streamOf(sourceOf([textOf(messagesOf("1:a 2:b"), "\n")]));
    await stream.next();
    expect(stream.lastEventId).toBe("1");
  });
});
