/** The verdicts on the events of a reconnected connection. */
import { describe, expect, test } from "vitest";
import { Cursor } from "../../../src/streaming/cursor.js";
import { ReplayFilter } from "../../../src/streaming/replay-filter.js";
import { messagesOf } from "./scripted.js";

/** Creates the position behind delivered events; `after 5` starts a join behind an id. */
function delivered(text: string): Cursor {
  const [, start, events = ""] = /^(?:after (\S+) ?)?(.*)$/.exec(text) ?? [];
  const cursor = start === undefined ? Cursor.ofNewRun() : Cursor.after(start);
  for (const { id } of messagesOf(events)) cursor.advance(id);
  return cursor;
}

const LETTERS = { new: "N", duplicate: "d", ambiguous: "?", gap: "!" };

/** The verdicts on all events, in order: `N` new, `d` duplicate, `?` ambiguous, `!` gap. */
function verdicts(before: string, arriving: string): string {
  const filter = new ReplayFilter(delivered(before));
  return messagesOf(arriving)
    .map((message) => LETTERS[filter.check(message)])
    .join("");
}

type Row = [rule: string, delivered: string, arriving: string, verdicts: string];

const REPLAYS: Row[] = [
  ["repeats the last event, then continues", "0:a 1:b", "1:b 2:c 3:d", "dNN"],
  ["starts from the first event if none was delivered", "", "0:a 1:b", "NN"],
  ["continues behind the given id of a join", "after 5", "6:a 7:b", "NN"],
  ["repeats a whole group of equal ids", "0:a 1:b 1:c", "1:b 1:c 2:d", "ddN"],
  ["completes a group of which a part was delivered", "0:a 1:b 1:c", "1:b 1:c 1:d 1:e 2:f", "ddNNN"],
  ["counts duplicates by number, not by content", "0:a 1:b 1:b", "1:b 1:b 1:b 2:c", "ddNN"],
  ["brings a group of new events with equal ids", "0:a", "0:a 1:b 1:c 2:d", "dNNN"],
  ["repeats ids with a sequence", "7-0:a 7-1:b 7-1:c", "7-1:b 7-1:c 7-2:d 8-0:e", "ddNN"],
  ["repeats the last event without an order", "x:a y:b", "y:b z:c", "dN"],
];

const IGNORES: Row[] = [
  ["removes all events before the last one", "0:a 1:b 2:c", "0:a 1:b 2:c 3:d", "dddN"],
  ["removes older groups and the last one", "0:a 0:b 1:c 1:d", "0:a 0:b 1:c 1:d 1:e 2:f", "ddddNN"],
  ["removes events without an order that were delivered", "x:a y:b z:c", "x:a y:b z:c w:d", "dddN"],
  ["removes events up to the given id of a join", "after 5", "4:a 5:b 6:c", "ddN"],
  [
    "removes events up to the last id, which the server starts to send in the middle",
    "0:a 1:b 2:c",
    "1:b 2:c 3:d",
    "ddN",
  ],
];

const OVERLAPS: Row[] = [
  ["removes one replayed event that is sent live again", "0:a", "0:a 1:b 2:c 1:b 2:c 3:d", "dNNddN"],
  [
    "removes a replayed group that is sent live again",
    "0:a",
    "0:a 1:b 2:c 2:d 1:b 2:c 2:d 2:e 3:f",
    "dNNNdddNN",
  ],
  ["accepts equal live events of one group", "0:a", "0:a 1:b 2:c 1:b 2:c 2:c 3:d", "dNNddNN"],
  ["removes delivered events that are sent live again", "0:a 1:b", "1:b 2:c 1:b 2:c 3:d", "dNddN"],
  ["removes live events of ids without an order", "x:a", "x:a y:b z:c y:b z:c w:d", "dNNddN"],
  ["removes a second overlap", "0:a", "0:a 1:b 2:c 1:b 2:c 3:d 2:c 3:d 4:e", "dNNddNddN"],
];

const GAPS: Row[] = [
  ["reports a gap if the last event is missing", "0:a 1:b", "2:c", "!"],
  ["reports a gap if a part of the last group is missing", "0:a 1:b 1:c", "1:b 2:d", "d!"],
  ["reports a gap behind older events", "0:a 1:b 2:c", "0:a 1:b 3:d", "dd!"],
  ["reports a gap at every further event", "0:a 1:b", "2:c 3:d", "!!"],
  ["reports a gap among ids without an order", "x:a y:b", "z:c", "!"],
  ["reports no gap between numbers, because ids may have holes", "0:a", "0:a 5:b 9:c", "dNN"],
  ["reports no gap before the first event of a new run", "", "5:a", "N"],
  ["reports no gap behind the given id of a join", "after 5", "9:a", "N"],
];

const AMBIGUOUS: Row[] = [
  ["may repeat live an event of the newest group", "0:a", "0:a 1:b 1:b", "dN?"],
  ["may repeat live any event of the newest group", "0:a", "0:a 1:b 1:c 1:b", "dNN?"],
  ["may repeat live the first event of a new run", "", "0:a 0:a", "N?"],
  ["is certain about equal ids with different data", "0:a", "0:a 1:b 1:c", "dNN"],
  [
    "is certain about equal events of the last delivered id, all of which were stored",
    "0:a 1:b",
    "1:b 1:b 1:b",
    "dNN",
  ],
  ["is certain about equal data with different ids", "0:a", "0:a 1:b 2:b", "dNN"],
  [
    "is certain about equal events once live events have begun",
    "0:a",
    "0:a 1:b 2:c 1:b 2:c 3:d 3:d",
    "dNNddNN",
  ],
  ["does not mistake the group before for the newest one", "0:a", "0:a 1:b 2:b 2:b", "dNN?"],
];

const WITHOUT_IDS: Row[] = [
  ["accepts events without ids", "0:a", "b 0:a c 1:d e", "NdNNN"],
  ["keeps its place at events without ids", "0:a 1:b 1:c", "1:b x 1:c 1:d", "dNdN"],
];

describe.each([
  ["a replay", REPLAYS],
  ["a server that ignores Last-Event-ID", IGNORES],
  ["a connection whose live events overlap the replay", OVERLAPS],
  ["a replay with missing events", GAPS],
  ["a repeated event", AMBIGUOUS],
  ["a connection with events without ids", WITHOUT_IDS],
])("%s", (name, rows) => {
  test.each(rows)(`${name}: %s`, (_rule, before, arriving, expected) => {
    expect(verdicts(before, arriving)).toBe(expected);
  });
});

test("events with equal ids and data but different names are not ambiguous", () => {
  const filter = new ReplayFilter(delivered(""));
  const results = ["values", "updates", "values"].map((event) => filter.check({ id: "1", event, data: "1" }));
  expect(results).toEqual(["new", "new", "ambiguous"]);
});

describe("the progress of a replay", () => {
  test.each<[rule: string, delivered: string, arriving: string, isCaughtUp: boolean]>([
    ["is complete from the start if nothing was delivered", "", "", true],
    ["is incomplete before the last event is repeated", "0:a 1:b", "", false],
    ["is incomplete at an older event", "0:a 1:b", "0:a", false],
    ["is incomplete within the last group", "0:a 1:b 1:c", "1:b", false],
    ["is complete after the last group", "0:a 1:b 1:c", "1:b 1:c", true],
    ["stays complete at new events", "0:a", "0:a 1:b", true],
    ["stays complete at live events that overlap", "0:a", "0:a 1:b 2:c 1:b", true],
    ["is not completed by an event without an id", "0:a", "b", false],
  ])("the replay %s", (_rule, before, arriving, isCaughtUp) => {
    const filter = new ReplayFilter(delivered(before));
    for (const message of messagesOf(arriving)) filter.check(message);
    expect(filter.isCaughtUp).toBe(isCaughtUp);
  });

  test("a filter leaves the cursor of the stream where it is", () => {
    const cursor = delivered("0:a 1:b");
    const filter = new ReplayFilter(cursor);
    for (const message of messagesOf("1:b 2:c 3:d")) filter.check(message);
    expect(cursor.toText()).toBe('["0","1",1]');
  });
});
