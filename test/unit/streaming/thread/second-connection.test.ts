import { describe, expect, test } from "vitest";
import type { Frame } from "../../../../src/streaming/thread/frame.js";
import { isSameEvent, meetingEvent, mergeAt } from "../../../../src/streaming/thread/second-connection.js";
import { frame } from "./frames.js";

/** Events of one connection of the Python server: `a5` has the data "a", of millisecond 5. Numbered from `first`. */
const frames = (texts: string, first = 1): Frame[] =>
  texts.split(" ").map((text, index) => frame(first + index, "custom", text[0], `${text.slice(1)}-0`));

const names = (list: readonly Frame[]) =>
  list.map(({ event: { data, id }, number }) => `${String(data)}${id.slice(0, -2)}:${number}`);

describe("the meeting event", () => {
  test.each([
    ["a1 b2 c3", "c3:3"],
    ["a1 b2 b2", "a1:1"],
    ["a1 b2 b2 c3", "c3:4"],
    ["b2 b2", "b2:2"],
    ["a1 a2", "a2:2"],
    ["a1", "a1:1"],
  ])("of %s is %s", (held, expected) => {
    expect(names([meetingEvent(frames(held))])).toEqual([expected]);
  });
});

describe("two connections that meet", () => {
  test("have the events of both, in order, and the numbers of the second one", () => {
    const held = frames("a1 d4 e5", 10);
    const meeting = held[1]!;
    const { frames: merged, missed } = mergeAt(held, frames("a1 b2 c3 d4", 10), meeting);
    expect(missed).toBe(2);
    expect(names(merged)).toEqual(["a1:10", "b2:11", "c3:12", "d4:13", "e5:14"]);
  });

  test("can have missed none", () => {
    const held = frames("a1 b2");
    const { frames: merged, missed } = mergeAt(held, frames("a1 b2"), held[1]!);
    expect(missed).toBe(0);
    expect(names(merged)).toEqual(["a1:1", "b2:2"]);
  });
});

test.each([
  ["a1", "a1", true],
  ["a1", "b1", false],
  ["a1", "a2", false],
])("%s and %s are the same event: %o", (left, right, expected) => {
  expect(isSameEvent(frames(left)[0]!, frames(right, 7)[0]!)).toBe(expected);
});
