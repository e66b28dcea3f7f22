/** One response of a run's stream. */
import { describe, expect, test } from "vitest";
import { Connection } from "../../../src/streaming/connection.js";
import { Cursor } from "../../../src/streaming/cursor.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import { ReplayFilter } from "../../../src/streaming/replay-filter.js";
import type { SseMessage } from "../../../src/streaming/sse.js";
import { ManualBody } from "./bodies.js";

const event = (id: string, data = "x"): SseMessage => ({ id, event: "custom", data });

function open(filter?: ReplayFilter) {
  const body = new ManualBody();
  const init = {
    source: body.source,
    heartbeats: new Heartbeats(),
    filter,
    isJoined: true,
    openedAfterEnd: false,
  };
  return { body, connection: new Connection(init, new AbortController().signal) };
}

function filterAfter(...ids: string[]): ReplayFilter {
  const cursor = Cursor.ofNewRun();
  for (const id of ids) cursor.advance(event(id));
  return new ReplayFilter(cursor);
}

describe("accept", () => {
  test("returns all events of a first connection", () => {
    const { connection } = open();
    expect(connection.accept([event("1"), event("1")]).events).toHaveLength(2);
    expect(connection).toMatchObject({ isEmpty: false, hasNewEvents: true, hasOnlyDuplicates: false });
  });

  test("leaves out duplicates", () => {
    const { connection } = open(filterAfter("1"));
    expect(connection.accept([event("1"), event("2")]).events).toEqual([event("2")]);
    expect(connection).toMatchObject({ isEmpty: false, hasNewEvents: true, hasOnlyDuplicates: false });
  });

  test("has repeated everything after duplicates alone", () => {
    const { connection } = open(filterAfter("1"));
    expect(connection.accept([event("1")]).events).toEqual([]);
    expect(connection).toMatchObject({ isEmpty: false, hasNewEvents: false, hasOnlyDuplicates: true });
  });

  test.each([
    ["a gap", [event("2")], "gap"],
    ["an ambiguous event", [event("1"), event("2"), event("2")], "ambiguous"],
  ])("stops at %s", (_, messages, verdict) => {
    const { connection } = open(filterAfter("1"));
    expect(connection.accept(messages).stoppedBy).toEqual({ verdict, message: messages.at(-1) });
  });
});

describe("read", () => {
  test("returns events that were given back first, once", async () => {
    const { body, connection } = open();
    body.send("data: b\n\n");
    connection.unread([event("1")]);
    expect(connection.decode(await connection.read())).toEqual([event("1")]);
    expect(connection.decode(await connection.read())).toMatchObject([{ data: "b" }]);
  });
});

describe("the signal of a request beside the connection", () => {
  test("is aborted by the next one", () => {
    const { connection } = open();
    const first = connection.besideSignal();
    const second = connection.besideSignal();
    expect([first.aborted, second.aborted]).toEqual([true, false]);
  });

  test("is aborted when the connection closes", () => {
    const { body, connection } = open();
    const signal = connection.besideSignal();
    connection.close();
    expect([signal.aborted, body.isCancelled]).toEqual([true, true]);
  });
});
