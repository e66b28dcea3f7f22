/** Joining runs: after an event, from a cursor, or with live events only. */
import type { RunJoinStreamOptions } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeConnection, FakeEvent, FakeRunOptions } from "../helpers/fake-run.js";
import { clientOf, fake, parseEvents, read, readRest } from "../helpers/fake-client.js";

const cutAfter = (count: number, how: "reset" | "end" = "reset"): FakeConnection => ({
  cut: { after: count, at: 0, how },
});
const unique = "0:a 1:b 2:c 3:d 4:e";
const groups = "1-0:a 2-0:b 2-0:c 2-0:d 3-0:e 3-0:f 4-0:g";
const equalEvents = "1-0:x 1-0:x 2-0:x 2-0:x 2-0:y 2-0:x 3-0:x";
const whole = (text: string) =>
  parseEvents(text)
    .map(({ data }) => String(JSON.parse(data)))
    .join("");

describe("joinStream with lastEventId", () => {
  test.each([
    ["-1", "abcde", ["-1", "3"]],
    ["1", "cde", ["1", "3"]],
    ["3", "e", ["3", "3"]],
    ["4", "", ["4", "4"]],
    ["99", "", ["99", "99"]],
  ])("delivers the events after id %s", async (lastEventId, delivered, lastEventIds) => {
    const { run, client } = fake(unique, { hasEnded: true });
    expect(await read(client.runs.joinStream("t", "r", { lastEventId }))).toEqual({
      delivered,
      error: undefined,
    });
    expect(run.lastEventIds).toEqual(lastEventIds);
    expect(run.requests.filter((request) => request.startsWith("POST"))).toEqual([]);
  });

  test.each<[string, FakeRunOptions]>([
    ["is reset before the first event", { connections: [cutAfter(0)] }],
    ["is reset twice", { connections: [cutAfter(1), cutAfter(2)] }],
    ["closes cleanly too early", { connections: [cutAfter(2, "end")] }],
    ["sends some replayed events again as live events", { connections: [{ happened: 4, overlap: 2 }] }],
    [
      "is reset during the live events",
      { connections: [{ happened: 3, cut: { after: 2, at: 0, how: "reset" } }] },
    ],
  ])("delivers the events after lastEventId once when the stream %s", async (_, options) => {
    const { client } = fake(unique, options);
    expect(await read(client.runs.joinStream("t", "r", { lastEventId: "1" }))).toEqual({
      delivered: "cde",
      error: undefined,
    });
  });

  test("drops the events before lastEventId when the server ignores Last-Event-ID", async () => {
    const { client } = fake(unique, { hasEnded: true, ignoresLastEventId: true });
    const stream = client.runs.joinStream("t", "r", { lastEventId: "1" });
    expect(await read(stream)).toEqual({ delivered: "cde", error: undefined });
  });

  test("delivers events with equal ids that differ in name or data", async () => {
    const events = ["values 1", "updates 1", "values 2"].map((text) => {
      const [event = "", data = ""] = text.split(" ");
      return { id: "5", event, data };
    });
    const run = new FakeRun(events, { hasEnded: true });
    const seen = await all(clientOf(run).runs.joinStream("t", "r", { lastEventId: "4" }));
    expect(seen.map(({ event, data }) => [event, data])).toEqual([
      ["values", 1],
      ["updates", 1],
      ["values", 2],
    ]);
    // The second request proves the end. A third one would mean that an event was taken for a duplicate.
    expect(run.lastEventIds).toEqual(["4", "4"]);
  });

  test("delivers the remaining events when the caller reconnects after StreamDisconnectedError", async () => {
    const connections = [cutAfter(1), { respond: () => new Response(null, { status: 404 }) }];
    const { client } = fake(unique, { connections });
    const { delivered, error } = await read(client.runs.joinStream("t", "r", { lastEventId: "1" }));
    expect(delivered).toBe("c");
    expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 1, lastEventId: "2" });
    expect(await readRest(error)).toEqual({ delivered: "de", error: undefined });
  });
});

describe("joinStream with a cursor", () => {
  const servers: [string, FakeRunOptions][] = [
    ["an ended run", { hasEnded: true }],
    ["an ended run whose stream is cut", { hasEnded: true, connections: [{}, cutAfter(1), cutAfter(2)] }],
    ["an ended run on a server that ignores Last-Event-ID", { hasEnded: true, ignoresLastEventId: true }],
  ];

  test.each(
    [unique, groups, equalEvents, "7-0:a 7-0:b 7-0:c"].flatMap((text) =>
      servers.map(([run, options]) => [run, text, options] as const),
    ),
  )("joins %s at every cursor and delivers exactly the remaining events of %s", async (_, text, options) => {
    const events = parseEvents(text);
    for (let seen = 0; seen <= events.length; seen += 1) {
      const run = new FakeRun(events, options);
      const stream = clientOf(run).runs.stream("t", "agent");
      let delivered = "";
      while (delivered.length < seen) delivered += String((await stream.next()).value?.data);
      const { cursor } = stream;
      stream.close();
      expect(cursor).toEqual(expect.any(String));
      const rest = await read(clientOf(run).runs.joinStream("t", "r", { cursor }));
      expect(rest, `taken behind ${seen} events`).toEqual({
        delivered: whole(text).slice(seen),
        error: undefined,
      });
    }
  });

  test.each([groups, equalEvents])(
    "joins a running run at every cursor and delivers each remaining event of %s once",
    async (text) => {
      const events = parseEvents(text);
      let tried = 0;
      for (let seen = 1; seen < events.length; seen += 1) {
        const group = events.findLastIndex(({ id }) => id === events[seen - 1]?.id) + 1;
        for (let happened = group; happened <= events.length; happened += 1) {
          const overlap = Math.floor((happened - group) / 2);
          const run = new FakeRun(events, { connections: [cutAfter(seen), { happened, overlap }] });
          const stream = clientOf(run).runs.stream("t", "agent");
          for (let count = 0; count < seen; count += 1) await stream.next();
          const { cursor } = stream;
          stream.close();
          const rest = await read(clientOf(run).runs.joinStream("t", "r", { cursor }));
          expect(rest, `${seen} seen, ${happened} happened`).toEqual({
            delivered: whole(text).slice(seen),
            error: undefined,
          });
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(10);
    },
  );

  test("delivers every event once when each stream joins at the cursor of the previous one", async () => {
    const run = new FakeRun(parseEvents(groups), { hasEnded: true });
    let cursor: string | undefined;
    let delivered = "";
    for (let count = 0; count < 7; count += 1) {
      const stream =
        cursor === undefined
          ? clientOf(run).runs.stream("t", "agent")
          : clientOf(run).runs.joinStream("t", "r", { cursor });
      delivered += String((await stream.next()).value?.data);
      cursor = stream.cursor;
      stream.close();
    }
    expect(delivered).toBe(whole(groups));
  });

  test("throws the same RunFailedError without a request when joining after the error event", async () => {
    const { run, client } = fake("0:a 1:b error", { status: "error" });
    const stream = client.runs.stream("t", "agent");
    const first = await read(stream);
    expect(first).toMatchObject({ delivered: "ab!", error: { name: "RunFailedError", error: "TypeError" } });
    const sent = run.requests.length;
    const { cursor } = stream;
    const joined = client.runs.joinStream("t", "r", { cursor });
    expect(await read(joined)).toEqual({ delivered: "", error: first.error });
    expect(joined.cursor).toBe(cursor);
    expect(await failure(joined.final())).toEqual(first.error);
    expect(await read(client.runs.joinStream("t", "r", { cursor, raiseError: false }))).toEqual({
      delivered: "",
      error: undefined,
    });
    expect(run.requests).toHaveLength(sent);
  });

  test("throws RunFailedError when joining after an error event that the client synthesized", async () => {
    const options: FakeRunOptions = {
      status: "error",
      connections: [cutAfter(2)],
      stores: ({ id }) => id !== undefined,
    };
    const { client } = fake("0:a 1:b error", options);
    const stream = client.runs.stream("t", "agent", { raiseError: false });
    expect(await read(stream)).toEqual({ delivered: "ab!", error: undefined });
    expect(await read(client.runs.joinStream("t", "r", { cursor: stream.cursor }))).toMatchObject({
      delivered: "",
      error: { name: "RunFailedError", message: expect.stringContaining("no") as string },
    });
  });

  test("ends without a request when joining after the event `end`", async () => {
    const { run, client } = fake("0:a 1:b end");
    const stream = client.runs.stream("t", "agent");
    expect(await read(stream)).toEqual({ delivered: "abnull", error: undefined });
    const sent = run.requests.length;
    expect(await read(client.runs.joinStream("t", "r", { cursor: stream.cursor }))).toEqual({
      delivered: "",
      error: undefined,
    });
    expect(run.requests).toHaveLength(sent);
  });

  test.each([
    "",
    "5",
    "null",
    "{}",
    "[]",
    '["1","2"]',
    '["1","2",-1]',
    '["1","2",1.5]',
    '[1,"2",1]',
    '["1","2",1,5]',
    "1-0",
  ])("rejects the invalid cursor %j before sending a request", async (cursor) => {
    const { run, client } = fake(unique);
    const error = await failure(client.runs.joinStream("t", "r", { cursor }).next());
    expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "cursor" });
    expect(run.requests).toEqual([]);
  });

  test("rejects a cursor together with lastEventId", async () => {
    const { run, client } = fake(unique);
    const options = { cursor: '["1","2",1]', lastEventId: "2" };
    expect(await failure(client.runs.joinStream("t", "r", options).next())).toMatchObject({
      name: "InvalidArgumentError",
      argument: "lastEventId",
    });
    expect(run.requests).toEqual([]);
  });

  test.each<[string, object]>([
    ["streamResumable: false", { streamResumable: false }],
    ['onDisconnect: "cancel"', { onDisconnect: "cancel" }],
    ['streamMode: "messages"', { streamMode: "messages" }],
  ])("leaves the cursor undefined for a stream that cannot reconnect: %s", async (_, options) => {
    const { client } = fake(unique);
    const stream = client.runs.stream("t", "agent", options);
    await stream.next();
    expect(stream.cursor).toBeUndefined();
    stream.close();
  });

  test("leaves the cursor undefined when events have no ids", async () => {
    const { client } = fake("a b");
    const stream = client.runs.stream("t", "agent");
    await stream.next();
    expect(stream.cursor).toBeUndefined();
    stream.close();
  });
});

describe("joinStream with live events only", () => {
  const storesNothing = () => false;

  test("delivers live events and sends no Last-Event-ID", async () => {
    const { run, client } = fake(unique, { connections: [{ happened: 2 }], stores: storesNothing });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toEqual({
      delivered: "cde",
      error: undefined,
    });
    expect(run.lastEventIds[0]).toBeUndefined();
  });

  test.each([
    ["whose server stores no events", unique, storesNothing, ""],
    ["whose server stores all events", unique, () => true, ""],
    ["whose events have no ids", "a b", storesNothing, ""],
  ])("ends without events after joining an ended run %s", async (_, text, stores, delivered) => {
    const { client } = fake(text, { hasEnded: true, stores });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toEqual({
      delivered,
      error: undefined,
    });
  });

  test.each([
    ["1 event", 1, "cde"],
    ["2 events", 2, "cde"],
  ])(
    "delivers no duplicate and throws rather than skip events when a joined run is cut after %s",
    async (_, count, delivered) => {
      const { client } = fake(unique, { connections: [{ happened: 2, ...cutAfter(count) }] });
      const result = await read(client.runs.joinStream("t", "r", { from: "now" }));
      if (count === 1) {
        // The id before the first event is unknown, so a reconnect could miss events that share the first id.
        expect(result).toMatchObject({
          delivered: "c",
          error: { name: "StreamDisconnectedError", received: 1 },
        });
      } else expect(result).toEqual({ delivered, error: undefined });
    },
  );

  test("throws StreamDisconnectedError after a cut within a group of equal ids that began before the join", async () => {
    const { client } = fake(groups, { connections: [{ happened: 2, ...cutAfter(2) }] });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toMatchObject({
      delivered: "cd",
      error: { name: "StreamDisconnectedError", cursor: undefined, reconnect: undefined },
    });
  });

  test("delivers exactly the remaining events when a joined run is cut after a group that began before the join", async () => {
    const { client } = fake(groups, { connections: [{ happened: 2, ...cutAfter(3) }] });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toEqual({
      delivered: "cdefg",
      error: undefined,
    });
  });

  test("throws StreamDisconnectedError after a cut before the first event, whose position is unknown", async () => {
    const { run, client } = fake(unique, { connections: [{ happened: 2, ...cutAfter(0) }, { happened: 3 }] });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toMatchObject({
      delivered: "",
      error: {
        name: "StreamDisconnectedError",
        message: expect.stringContaining("none has arrived") as unknown,
      },
    });
    expect(run.lastEventIds).toEqual([undefined]);
  });

  test.each<[string, FakeConnection[], boolean]>([
    ["a reset while the run is running", [{ happened: 1, ...cutAfter(2) }, { happened: 4 }], false],
    [
      "a clean close while the run is running",
      [{ happened: 1, ...cutAfter(2, "end") }, { happened: 4 }],
      false,
    ],
    ["a reset after the run ended", [{ happened: 1, ...cutAfter(2) }], true],
    [
      "a clean close within an event after the run ended",
      [{ happened: 1, cut: { after: 2, at: 9, how: "end" } }],
      true,
    ],
  ])(
    "throws StreamDisconnectedError when the server stores no events: %s",
    async (_, connections, hasEnded) => {
      const { client } = fake(unique, { connections, hasEnded, stores: storesNothing });
      const { delivered, error } = await read(
        client.runs.joinStream("t", "r", { from: "now", maxReconnects: 1 }),
      );
      expect(delivered).toBe("bc");
      expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 2, lastEventId: "2" });
    },
  );

  test("throws StreamDisconnectedError after a cut when events have no ids", async () => {
    const { client } = fake("a b c", { connections: [{ happened: 0, ...cutAfter(2) }] });
    expect(await read(client.runs.joinStream("t", "r", { from: "now" }))).toMatchObject({
      delivered: "ab",
      error: { name: "StreamDisconnectedError", reconnect: undefined },
    });
  });
});

describe("joinStream with streamMode", () => {
  const events: FakeEvent[] = [
    ["metadata", { run_id: "r" }],
    ["values", 1],
    ["values|child:1b", 2],
    ["updates", 3],
    ["updates|child:1b", 4],
    ["messages/partial", [5]],
    ["messages", [6, {}]],
    ["custom", 7],
    ["unheard-of", 8],
  ].map(([event, data], index) => ({ id: `${index}`, event: String(event), data: JSON.stringify(data) }));

  async function join(options: RunJoinStreamOptions, connections: FakeConnection[] = []) {
    const run = new FakeRun(events, { hasEnded: true, connections });
    const urls: string[] = [];
    const client = clientOf(run, {
      fetch: (url, init) => {
        urls.push(url);
        return run.fetch(url, init);
      },
    });
    const stream = client.runs.joinStream("t", "r", { lastEventId: "-1", ...options });
    return { stream, urls };
  }

  test.each<[RunJoinStreamOptions["streamMode"], string[]]>([
    ["values", ["values", "values|child:1b"]],
    [["updates"], ["updates", "updates|child:1b"]],
    [
      ["values", "updates"],
      ["values", "values|child:1b", "updates", "updates|child:1b"],
    ],
    ["messages", ["messages/partial"]],
    ["messages-tuple", ["messages"]],
    ["custom", ["custom"]],
    ["debug", []],
  ])(
    "filters the events of mode %s in the client, including those of subgraphs",
    async (streamMode, names) => {
      const { stream, urls } = await join({ streamMode });
      const seen = (await all(stream)).map(({ event }) => event);
      expect(seen).toEqual(["metadata", ...names, "unheard-of"]);
      expect(urls.filter((url) => url.includes("mode"))).toEqual([]);
    },
  );

  test("throws StreamDisconnectedError without a reconnect when the stream is cut after an event of the mode messages", async () => {
    for (const count of [7, 8]) {
      const { stream, urls } = await join({}, [cutAfter(count)]);
      const { error } = await read(stream);
      expect(error).toMatchObject({
        name: "StreamDisconnectedError",
        cursor: undefined,
        reconnect: undefined,
      });
      expect(urls.filter((url) => url.endsWith("/stream"))).toHaveLength(1);
    }
  });

  const cutForGood: FakeConnection[] = [cutAfter(4), { respond: () => new Response(null, { status: 404 }) }];

  test("counts only delivered events in StreamDisconnectedError", async () => {
    const { stream } = await join({ streamMode: "updates" }, cutForGood);
    const { delivered, error } = await read(stream);
    expect(delivered).toBe("[object Object]3");
    expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 2 });
  });

  test("filters by the same modes when the caller reconnects after StreamDisconnectedError", async () => {
    const { stream } = await join({ streamMode: "updates" }, cutForGood);
    const { error } = await read(stream);
    expect(await readRest(error)).toEqual({ delivered: "48", error: undefined });
  });
});
