/** Joins: the events that each combination of arguments promises, whatever the server stores. */
import type { RunJoinStreamOptions } from "langgraph-client";
import { StreamDisconnectedError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { event, readNames, replay, scripted } from "../helpers/scripted-server.js";
import type { ServerScript, StoredEvent, StreamRequest } from "../helpers/scripted-server.js";

const run: StoredEvent[] = [
  { id: "0", event: "metadata", data: { run_id: "r" } },
  { id: "1", event: "values", data: { a: 1 } },
  { id: "2", event: "values", data: { a: 2 } },
  { id: "3", event: "values", data: { a: 3 } },
];
const names = run.map((each) => `${each.event} ${each.id}`);
const cause = /streamResumable.*Last-Event-ID/;
const incomplete = { name: "StreamDisconnectedError", message: expect.stringMatching(cause) as unknown };

/** Joins a run on a server. */
function join(options: RunJoinStreamOptions, script: ServerScript) {
  const server = scripted(script);
  return { ...server, stream: server.client.runs.joinStream("t", "r", options) };
}

/** The server stores all events. Without Last-Event-ID, it sends those that come later. */
const stores = (later = 4) => ({
  stream: (request: StreamRequest) => ({
    text:
      request.lastEventId === null && request.count === 0
        ? replay(run.slice(later), { ...request, isNew: true })
        : replay(run, request),
  }),
});

/** The server stores no events: it sends the live ones, which begin at `later`, to the first connection. */
const storesNothing = (later: number) => ({
  stream: ({ count }: StreamRequest) => ({
    text: count === 0 ? replay(run.slice(later), { count, isNew: true, lastEventId: null }) : "",
  }),
});

describe("joinStream on a server that stores events", () => {
  test.each<[string, RunJoinStreamOptions, string | undefined, string[]]>([
    ["no options", {}, "-1", names],
    ['from: "start"', { from: "start" }, "-1", names],
    ["from: undefined", { from: undefined, cursor: undefined, lastEventId: undefined }, "-1", names],
    ["an empty lastEventId", { lastEventId: "" }, "-1", names],
    ['lastEventId: "-1"', { lastEventId: "-1" }, "-1", names],
    ["a cursor at the start", { cursor: '["-1",null,0]' }, "-1", names],
    ["the id of the first event", { lastEventId: "0" }, "0", names.slice(1)],
    ["the id of the last event", { lastEventId: "3" }, "3", []],
    ["a cursor in the middle", { cursor: '["0","1",1]' }, "0", names.slice(2)],
    ["a cursor at the end", { cursor: '["2","3",1]' }, "2", []],
    ['from: "now"', { from: "now" }, undefined, names.slice(2)],
  ])("delivers what %s promise", async (_, options, sent, expected) => {
    const { stream, requests } = join(options, stores(2));
    expect(await readNames(stream)).toEqual({ seen: expected, error: undefined });
    expect(requests[0]).toBe(sent === undefined ? "GET stream" : `GET stream ${sent}`);
    expect(requests.some((request) => request.startsWith("POST"))).toBe(false);
  });

  test.each(["loop", "parts", "messages", "text", "final"] as const)(
    "sends Last-Event-ID -1 first when it is read by %s",
    async (consumer) => {
      const { stream, requests } = join({}, stores());
      if (consumer === "loop") await readNames(stream);
      else if (consumer === "final") await stream.final();
      else for await (const _ of stream[consumer]());
      expect(requests[0]).toBe("GET stream -1");
    },
  );
});

describe("joinStream on a server that stores no events", () => {
  test.each<[string, RunJoinStreamOptions]>([
    ["no options", {}],
    ['from: "start"', { from: "start" }],
    ['lastEventId: "-1"', { lastEventId: "-1" }],
    ["a cursor at the start", { cursor: '["-1",null,0]' }],
  ])("delivers the live events, and throws if they lack the first one, with %s", async (_, options) => {
    for (const later of [1, 2, 3]) {
      const { stream } = join(options, storesNothing(later));
      const { seen, error } = await readNames(stream);
      expect(seen).toEqual(names.slice(later));
      expect(error).toMatchObject({ ...incomplete, received: 4 - later });
    }
  });

  test.each<[string, RunJoinStreamOptions]>([
    ["no options", {}],
    ['lastEventId: "-1"', { lastEventId: "-1" }],
  ])("throws if no event arrives, with %s", async (_, options) => {
    for (const status of ["success", "interrupted"]) {
      const { stream, requests } = join(options, {
        ...storesNothing(4),
        status: () => ({ run_id: "r", status }),
      });
      expect(await readNames(stream)).toMatchObject({ seen: [], error: incomplete });
      expect(requests.length).toBeLessThan(6);
    }
  });

  test.each(["error", "timeout"])("fails with the run's error if no event arrives: %s", async (status) => {
    const { stream } = join({}, { ...storesNothing(4), status: () => ({ run_id: "r", status }) });
    expect(await readNames(stream)).toMatchObject({ seen: ["error"], error: { name: "RunFailedError" } });
  });

  test("delivers all events and ends if the first one is live", async () => {
    const { stream } = join({}, storesNothing(0));
    expect(await readNames(stream)).toEqual({ seen: names, error: undefined });
  });

  test.each([0, 1, 2, 4])('ends with from: "now" after %i events that came before', async (later) => {
    const { stream } = join({ from: "now" }, storesNothing(later));
    expect(await readNames(stream)).toEqual({ seen: names.slice(later), error: undefined });
  });

  test("throws at the event `end` if the first event is missing", async () => {
    for (const id of [undefined, "4"]) {
      const { stream, open } = join(
        {},
        { stream: () => ({ text: event("values", 3, "3") + event("end", "null", id), then: "silence" }) },
      );
      const { seen, error } = await readNames(stream);
      expect(seen).toEqual(["values 3", id === undefined ? "end" : "end 4"]);
      expect(error).toMatchObject({ ...incomplete, received: 2, lastEventId: id ?? "3" });
      expect(open()).toBe(0);
    }
  });

  test("fails with the run's error although the first event is missing", async () => {
    const failure = event("error", { error: "TypeError", message: "no" }, "4");
    const { stream } = join({}, { stream: () => ({ text: event("values", 3, "3") + failure }) });
    expect(await readNames(stream)).toMatchObject({
      seen: ["values 3", "error 4"],
      error: { name: "RunFailedError", error: "TypeError" },
    });
  });

  test("throws although a ping of a gateway comes first", async () => {
    const { stream } = join(
      {},
      { stream: ({ count }) => ({ text: event("ping", {}) + (count === 0 ? event("values", 3, "3") : "") }) },
    );
    expect(await readNames(stream)).toMatchObject({ seen: ["ping", "values 3"], error: incomplete });
  });

  test("ends although a ping of a gateway comes before the first event", async () => {
    const { stream } = join(
      {},
      { stream: (request) => ({ text: event("ping", {}) + replay(run, request) }) },
    );
    expect(await readNames(stream)).toEqual({ seen: ["ping", ...names], error: undefined });
  });

  test("rejects final() of a stream that lacks the first event", async () => {
    const { stream } = join({}, storesNothing(2));
    await expect(stream.final()).rejects.toBeInstanceOf(StreamDisconnectedError);
  });
});

describe("the arguments of joinStream", () => {
  const cursor = '["0","1",1]';

  test.each<[string, RunJoinStreamOptions, string]>([
    ["cursor and lastEventId", { cursor, lastEventId: "1" }, "lastEventId"],
    ["cursor and from: start", { cursor, from: "start" }, "from"],
    ["cursor and from: now", { cursor, from: "now" }, "from"],
    ["lastEventId and from: start", { lastEventId: "1", from: "start" }, "from"],
    ["lastEventId and from: now", { lastEventId: "-1", from: "now" }, "from"],
    ["all three", { cursor, lastEventId: "1", from: "now" }, "lastEventId"],
  ])("cannot be combined: %s", async (_, options, argument) => {
    const { stream, requests } = join(options, stores());
    expect(await readNames(stream)).toMatchObject({
      seen: [],
      error: {
        name: "InvalidArgumentError",
        argument,
        message: expect.stringContaining("cannot be combined") as unknown,
      },
    });
    expect(requests).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["an unknown from", { from: "end" }, "from"],
    ["an empty from", { from: "" }, "from"],
    ["null as from", { from: null }, "from"],
    ["a number as from", { from: 0 }, "from"],
    ["a number as lastEventId", { lastEventId: 7 }, "lastEventId"],
    ["an object as lastEventId", { lastEventId: { id: "7" } }, "lastEventId"],
    ["a line break in lastEventId", { lastEventId: "7\n8" }, "lastEventId"],
    ["an empty cursor", { cursor: "" }, "cursor"],
    ["null in the cursor", { cursor: "null" }, "cursor"],
    ["a cursor without a position", { cursor: "[]" }, "cursor"],
    ["a cursor with too many parts", { cursor: '["0","1",1,null,null,null,null]' }, "cursor"],
    ["a cursor whose count is a text", { cursor: '["0","1","1"]' }, "cursor"],
    ["a cursor with a negative count", { cursor: '["0","1",-1]' }, "cursor"],
    ["a cursor with an unknown order", { cursor: '["0","1",1,null,null,"x"]' }, "cursor"],
    ["a cursor that starts at a line break", { cursor: '["0\\n","1",1]' }, "cursor"],
    ["a cursor that starts at a character beyond ASCII", { cursor: '["é","1",1]' }, "cursor"],
    ["a cursor that starts nowhere", { cursor: '["",null,0]' }, "cursor"],
  ])("are refused without a request: %s", async (_, options, argument) => {
    const { stream, requests } = join(options, stores());
    expect(await readNames(stream)).toMatchObject({
      seen: [],
      error: { name: "InvalidArgumentError", argument },
    });
    expect(requests).toEqual([]);
  });
});
