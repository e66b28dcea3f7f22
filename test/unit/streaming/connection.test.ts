/** One connection of a run's stream: its events, its facts, and its end. */
import { describe, expect, test } from "vitest";
import { Connection } from "../../../src/streaming/connection.js";
import { Cursor } from "../../../src/streaming/cursor.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import { ReplayFilter } from "../../../src/streaming/replay-filter.js";
import { caught } from "../../helpers/async.js";
import { messagesOf, notationOf, sourceOf } from "./scripted.js";

/** Creates a connection; `delivered` makes it a replay behind these events. */
function connect({ delivered, chunks = [] }: { delivered?: string; chunks?: string[] } = {}) {
  const cursor = Cursor.ofNewRun();
  for (const { id } of messagesOf(delivered ?? "")) cursor.advance(id);
  const source = sourceOf(chunks);
  const filter = delivered === undefined ? undefined : new ReplayFilter(cursor);
  const heartbeats = new Heartbeats(null);
  const init = { source, heartbeats, filter, isJoined: false, isProof: false };
  return { source, connection: new Connection(init, new AbortController().signal) };
}

/** A batch on a first connection, or on a replay behind delivered events, and the result of `accept`. */
interface Row {
  rule: string;
  delivered?: string;
  batch: string;
  accepted: string;
  stoppedBy?: string;
  hasProgressed: boolean;
  repeatedAll: boolean;
}

const BATCHES: Row[] = [
  {
    rule: "a first connection accepts all events",
    batch: "0:a 0:a b",
    accepted: "0:a 0:a b",
    hasProgressed: true,
    repeatedAll: false,
  },
  {
    rule: "a replay drops duplicates",
    delivered: "0:a 1:b",
    batch: "1:b 2:c",
    accepted: "2:c",
    hasProgressed: true,
    repeatedAll: false,
  },
  {
    rule: "a replay of nothing new makes no progress and repeats all events",
    delivered: "0:a 1:b",
    batch: "1:b",
    accepted: "",
    hasProgressed: false,
    repeatedAll: true,
  },
  {
    rule: "a replay of a part of the last group has not repeated all events",
    delivered: "0:a 1:b 1:c",
    batch: "1:b",
    accepted: "",
    hasProgressed: false,
    repeatedAll: false,
  },
  {
    rule: "an ambiguous event stops the batch behind the events before it",
    delivered: "0:a",
    batch: "0:a 1:b 1:b 2:c",
    accepted: "1:b",
    stoppedBy: "ambiguous 1:b",
    hasProgressed: true,
    repeatedAll: false,
  },
  {
    rule: "a gap stops the batch",
    delivered: "0:a 1:b",
    batch: "2:c 3:d",
    accepted: "",
    stoppedBy: "gap 2:c",
    hasProgressed: false,
    repeatedAll: false,
  },
  {
    rule: "a gap stops the batch behind events without ids",
    delivered: "0:a 1:b",
    batch: "x 2:c",
    accepted: "x",
    stoppedBy: "gap 2:c",
    hasProgressed: true,
    repeatedAll: false,
  },
];

describe("accepting a batch", () => {
  test.for(BATCHES.map((row) => [row.rule, row] as const))("%s", ([, row]) => {
    const { delivered, batch, accepted, stoppedBy, hasProgressed, repeatedAll } = row;
    const { connection } = connect({ ...(delivered !== undefined && { delivered }) });
    const result = connection.accept(messagesOf(batch));
    expect(notationOf(result.events)).toBe(accepted);
    const stop = result.stoppedBy;
    expect(stop && `${stop.verdict} ${notationOf([stop.message])}`).toBe(stoppedBy);
    expect([connection.hasProgressed, connection.repeatedAll]).toEqual([hasProgressed, repeatedAll]);
  });

  test("a connection is silent until its first event, which may be a duplicate", () => {
    const { connection } = connect({ delivered: "0:a" });
    expect(connection.isSilent).toBe(true);
    connection.accept(messagesOf("0:a"));
    expect([connection.isSilent, connection.hasProgressed]).toEqual([false, false]);
  });

  test("a replay behind no events has repeated all of them from the start", () => {
    expect(connect({ delivered: "" }).connection.repeatedAll).toBe(true);
  });
});

describe("reading a connection", () => {
  test("events that were given back are read again, once and first", async () => {
    const { connection } = connect({ chunks: ["data: 2\n\n"] });
    connection.unread(messagesOf("a b"));
    expect(await connection.read()).toEqual(messagesOf("a b"));
    expect(await connection.read()).toMatchObject([{ data: "2" }]);
    expect(await connection.read()).toBeUndefined();
  });

  test("a truncated body is not whole, and has a tail", async () => {
    const { connection } = connect({ chunks: ["data: 1\n\ndata: 2\n"] });
    while ((await connection.read()) !== undefined);
    expect(connection.isWhole).toBe(false);
    expect(connection.takeTail()).toMatchObject({ data: "2" });
    expect(connection.takeTail()).toBeUndefined();
  });

  test("a body that ends after a complete event is whole", async () => {
    const { connection } = connect({ chunks: ["data: 1\n\n"] });
    while ((await connection.read()) !== undefined);
    expect(connection.isWhole).toBe(true);
  });
});

describe("the end of a connection", () => {
  test("close() cancels the body and aborts the request beside it", async () => {
    const { connection, source } = connect();
    const beside = connection.besideSignal();
    expect([source.isCancelled, beside.aborted]).toEqual([false, false]);
    connection.close();
    expect([source.isCancelled, beside.aborted]).toEqual([true, true]);
  });

  test("the next request beside a connection aborts the one before", () => {
    const { connection } = connect();
    const first = connection.besideSignal();
    const second = connection.besideSignal();
    expect([first.aborted, second.aborted]).toEqual([true, false]);
  });

  test("the status of the run is requested after 10 seconds without an event", () => {
    expect(connect().connection.askAfterMs).toBe(10_000);
  });

  test("a connection that opens after an abort cancels its body and throws the signal's reason", () => {
    const source = sourceOf(["data: 1\n\n"]);
    const heartbeats = new Heartbeats(null);
    const init = { source, heartbeats, filter: undefined, isJoined: false, isProof: false };
    expect(caught(() => new Connection(init, AbortSignal.abort("left")))).toBe("left");
    expect(source.isCancelled).toBe(true);
  });
});
