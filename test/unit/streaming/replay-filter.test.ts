/** The events that are new on a reconnected connection. */
import { describe, expect, test } from "vitest";
import { Cursor } from "../../../src/streaming/cursor.js";
import { ReplayFilter } from "../../../src/streaming/replay-filter.js";
import type { SseMessage } from "../../../src/streaming/sse.js";

/** Parses `5:a 5:b :c`: ids and data; an empty id is missing. */
function parse(text: string): SseMessage[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [id = "", data = ""] = word.split(":");
      return { id: id === "" ? undefined : id, event: "custom", data };
    });
}

const SIGNS = { new: "+", duplicate: "=", ambiguous: "?", gap: "!" };

function cursorAfter(delivered: string, start?: string): Cursor {
  const cursor = start === undefined ? Cursor.ofNewRun() : Cursor.after(start);
  for (const message of parse(delivered)) cursor.advance(message);
  return cursor;
}

/** Checks each arriving event: `+` new, `=` duplicate, `?` ambiguous, `!` gap. */
function verdicts(cursor: Cursor, arriving: string): string {
  const filter = new ReplayFilter(cursor);
  return parse(arriving)
    .map((message) => SIGNS[filter.check(message)])
    .join("");
}

describe("a replay", () => {
  test.each([
    ["repeats the last event, and continues", "0:a 1:b", "1:b 2:c 3:d", "=++"],
    ["repeats all events with the last id", "0:a 1:b 1:c", "1:b 1:c 2:d", "==+"],
    ["has more events with the last id", "0:a 1:b", "1:b 1:c 2:d", "=++"],
    ["has more events with the last id that look the same", "0:a 1:x", "1:x 1:x 2:d", "=++"],
    ["starts a new run again when nothing was delivered", "", "0:a 1:b", "++"],
    ["has several new events with one id", "0:a", "0:a 1:b 1:c", "=++"],
    ["has events without an id that are new", "0:a", ":x 0:a :y", "+=+"],
    ["begins like the connection before, without an id", ":x 0:a 1:b", ":x 1:b :x 2:c", "===+"],
    ["has an event without an id again after a new one", ":x 0:a", ":x 0:a 1:b :x", "==++"],
    ["has descending ids", "9:a 8:b", "8:b 7:c 6:d", "=++"],
    ["has descending ids, and starts too early", "9:a 8:b", "9:a 8:b 7:c", "==+"],
    ["has ids that are equal as numbers", "1:a 01:b", "01:b 001:c", "=+"],
    ["has ids with and without an order", "1:a x:b 2:c", "2:c 3:d y:e", "=++"],
    ["has ids with and without an order, and starts too early", "1:a x:b", "1:a x:b 2:c", "==+"],
    [
      "has ids above 2^53",
      "9007199254740992:a 9007199254740993:b",
      "9007199254740993:b 9007199254740994:c",
      "=+",
    ],
    ["starts too early because the server ignored Last-Event-ID", "0:a 1:b 2:c", "0:a 1:b 2:c 3:d", "===+"],
    ["lacks the last id", "0:a 1:b", "2:c", "!"],
    ["lacks one of the events with the last id", "0:a 1:b 1:c", "1:b 2:d", "=!"],
    ["starts too early and lacks the last id", "0:a 1:b", "0:a 2:c", "=!"],
  ])("%s", (_, delivered, arriving, expected) => {
    expect(verdicts(cursorAfter(delivered), arriving)).toBe(expected);
  });
});

describe("live events", () => {
  test.each([
    ["repeat replayed events up to the newest", "0:a", "0:a 1:b 2:c 1:b 2:c 3:d", "=++==+"],
    ["repeat a replayed group by its number", "0:a", "0:a 1:b 1:c 0:a 1:b 1:c 1:d", "=++===+"],
    ["have an event with the newest id that was not replayed", "0:a", "0:a 1:b 0:a 1:b 1:c", "=+==+"],
    [
      "have an event with the newest id that looks like a replayed one",
      "0:a",
      "0:a 1:x 0:a 1:x 1:x",
      "=+==+",
    ],
  ])("%s", (_, delivered, arriving, expected) => {
    expect(verdicts(cursorAfter(delivered), arriving)).toBe(expected);
  });
});

describe("an event with a new id that looks like the one before", () => {
  test.each([
    ["may be live and replayed, which only another reconnect tells", "0:a", "0:a 1:x 1:x", "=+?"],
    ["is new if only an event with another id looks the same", "0:a", "0:a 1:x 2:y 2:x", "=+++"],
    ["is new if its data differs", "0:a", "0:a 1:x 1:y", "=++"],
    ["is new if its group was stored before the connection opened", "0:a 1:x", "1:x 1:x 1:x", "=++"],
  ])("%s", (_, delivered, arriving, expected) => {
    expect(verdicts(cursorAfter(delivered), arriving)).toBe(expected);
  });

  test("is new if only its name differs", () => {
    const filter = new ReplayFilter(cursorAfter("0:a"));
    const events = ["0:a", "1:x"].flatMap(parse).concat([{ id: "1", event: "values", data: "x" }]);
    expect(events.map((message) => filter.check(message))).toEqual(["duplicate", "new", "new"]);
  });
});

describe("a join behind an event", () => {
  test.each([
    ["has only new events", "5", "6:a 7:b", "++"],
    ["leaves out what the server sends too early", "5", "4:x 5:y 6:a", "==+"],
    ["takes ids without an order for new", "5", "a:x b:y", "++"],
  ])("%s", (_, start, arriving, expected) => {
    expect(verdicts(cursorAfter("", start), arriving)).toBe(expected);
  });
});

describe("ids without an order", () => {
  test.each([
    ["are duplicates if they were delivered", "c:a b:b a:c", "c:a b:b a:c x:d", "===+"],
    ["have a gap if the last one is missing", "c:a b:b", "x:d", "!"],
  ])("%s", (_, delivered, arriving, expected) => {
    expect(verdicts(cursorAfter(delivered), arriving)).toBe(expected);
  });
});

describe("isCaughtUp", () => {
  test.each([
    ["holds from the start if nothing was delivered", "", "", true],
    ["fails before the last events were repeated", "0:a 1:b 1:c", "1:b", false],
    ["holds once they were repeated", "0:a 1:b 1:c", "1:b 1:c", true],
  ])("%s", (_, delivered, arriving, expected) => {
    const filter = new ReplayFilter(cursorAfter(delivered));
    for (const message of parse(arriving)) filter.check(message);
    expect(filter.isCaughtUp).toBe(expected);
  });
});

test("the filter does not move the cursor of the stream", () => {
  const cursor = cursorAfter("0:a");
  verdicts(cursor, "0:a 1:b 2:c");
  expect(cursor.lastEventId).toBe("0");
});
