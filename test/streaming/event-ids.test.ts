/** Ids of any form: numbers beyond 2^53, descending, equal as numbers, mixed and opaque ones. */
import { describe, expect, test } from "vitest";
import { event, readNames, replay, scripted } from "../helpers/scripted-server.js";
import type { ScriptedServer, StoredEvent, StreamRequest } from "../helpers/scripted-server.js";

const forms: [name: string, ids: string[]][] = [
  ["above 2^53", ["9007199254740992", "9007199254740993", "9007199254740994", "9007199254740995"]],
  ["of 40 digits", ["1", "2", "3", "4"].map((digit) => digit.padStart(40, "1"))],
  ["above 2^53 before a dash", ["18014398509481985-0", "18014398509481985-1", "18014398509481986-0"]],
  ["above 2^53 after a dash", ["1-9007199254740993", "1-9007199254740994", "1-9007199254740995"]],
  ["descending", ["9", "8", "7", "6", "5"]],
  ["descending after they ascended", ["1", "5", "9", "8", "7"]],
  ["descending after a dash", ["7-3", "7-2", "7-1", "7-0"]],
  ["neither ascending nor descending", ["28", "34", "4", "24", "38", "3"]],
  ["descending by one digit", ["10", "9", "8"]],
  ["equal as numbers", ["7", "07", "007", "7-0", "07-0"]],
  ["equal as numbers above 2^53", ["9007199254740993", "09007199254740993", "9007199254740993-0"]],
  ["numbers and words in turn", ["1", "a", "2", "b", "3"]],
  ["words, then numbers", ["a", "b", "2", "1"]],
  ["longer than an ordered id", ["1".repeat(41), "2".repeat(41), "1".repeat(42)]],
  ["those of another server", ["run_event_1", "run_event_2", "run_event_10", "run_event_9"]],
  ["uuids", ["5b1f", "0c2e", "ffff", "0000"].map((text) => `${text}0000-0000-4000-8000-000000000000`)],
  ["negative numbers", ["-5", "-4", "-3"]],
  ["fractions", ["0.5", "0.25", "0.75"]],
];

/** The events of a run, two of which are equal but for their ids. */
function eventsOf(ids: readonly string[]): StoredEvent[] {
  return ids.map((id, index) => ({
    id,
    event: index === 0 ? "metadata" : "custom",
    data: index === 0 ? { run_id: "r" } : "same",
  }));
}

/** Serves a run whose connections break after a number of events: each of `cuts` is one connection's number. */
function serve(events: StoredEvent[], cuts: readonly number[], then: "reset" | "end"): ScriptedServer {
  let isWhole = false;
  const stream = (request: StreamRequest) => {
    const frames = replay(events, request).split(/(?<=\n\n)/);
    const cut = cuts[request.count];
    if (cut === undefined || cut >= frames.length) {
      isWhole = true;
      return { text: frames.join("") };
    }
    return { text: frames.slice(0, cut).join(""), then };
  };
  return scripted({ stream, status: () => ({ run_id: "r", status: isWhole ? "success" : "running" }) });
}

const namesOf = (events: readonly StoredEvent[]) => events.map((each) => `${each.event} ${each.id}`);

describe.each(forms)("ids that are %s", (_, ids) => {
  const events = eventsOf(ids);

  test.each(["reset", "end"] as const)("deliver every event once, whatever the cut: %s", async (then) => {
    for (let first = 0; first <= ids.length; first += 1) {
      for (const cuts of [[first], [first, 1], [first, 2], [first, 0, 2]]) {
        const { client, requests } = serve(events, cuts, then);
        const result = await readNames(client.runs.stream("t", "agent"));
        expect(result, `${cuts.join()}: ${requests.join()}`).toEqual({
          seen: namesOf(events),
          error: undefined,
        });
      }
    }
  });

  test("deliver every event once when a new client joins at the cursor", async () => {
    for (let count = 1; count < ids.length; count += 1) {
      for (const cuts of [[], [count + 1, 2], [ids.length, 2, 1]]) {
        const first = serve(events, cuts, "reset");
        const stream = first.client.runs.stream("t", "agent");
        for (let seen = 0; seen < count; seen += 1) await stream.next();
        const { cursor } = stream;
        stream.close();
        const second = serve(events, [2, 1], "reset");
        const { seen, error } = await readNames(second.client.runs.joinStream("t", "r", { cursor }));
        expect({ seen, error }, `${count}: ${cursor}: ${second.requests.join()}`).toEqual({
          seen: namesOf(events).slice(count),
          error: undefined,
        });
      }
    }
  });

  test("deliver the events after lastEventId, or throw", async () => {
    for (const [index, lastEventId] of ids.entries()) {
      const { client } = serve(events, [], "end");
      const { seen, error } = await readNames(client.runs.joinStream("t", "r", { lastEventId }));
      const rest = namesOf(events).slice(index + 1);
      if (error === undefined) expect(seen).toEqual(rest);
      // An id may look older than the one that the caller passed.
      else expect([seen, error]).toMatchObject([[], { name: "StreamDisconnectedError" }]);
    }
  });
});

describe("ids whose order the client has trusted for a thousand events", () => {
  test("throw at a cut after they descended", async () => {
    const ids = [...Array.from({ length: 1_100 }, (_, index) => String(index)), "7", "6"];
    const { client } = serve(eventsOf(ids), [ids.length - 1], "reset");
    const { seen, error } = await readNames(client.runs.stream("t", "agent"));
    expect(seen).toHaveLength(ids.length - 1);
    expect(error).toMatchObject({
      name: "StreamDisconnectedError",
      message: expect.stringContaining("no order") as unknown,
    });
  });
});

describe("live events that repeat a replay", () => {
  test.each(forms)("are dropped if ids are %s", async (_, ids) => {
    const events = eventsOf(ids);
    const frames = events.map((each) => event(each.event, JSON.stringify(each.data), each.id));
    const { client } = scripted({
      stream: (request) => {
        if (request.isNew) return { text: frames.slice(0, 1).join(""), then: "reset" };
        // The last two events of the replay come again.
        if (request.count === 1) return { text: [...frames, ...frames.slice(-2)].join("") };
        return { text: replay(events, request) };
      },
    });
    expect(await readNames(client.runs.stream("t", "agent"))).toEqual({
      seen: namesOf(events),
      error: undefined,
    });
  });
});
