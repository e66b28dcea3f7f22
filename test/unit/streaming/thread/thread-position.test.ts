import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../../src/errors.js";
import { ThreadPosition } from "../../../../src/streaming/thread/thread-position.js";
import type { Match } from "../../../../src/streaming/thread/thread-position.js";
import type { Frame } from "../../../../src/streaming/thread/frame.js";
import { frame } from "./frames.js";

/** An event of the Python server: `a@5.1` has the data "a" and the id `5-0.1`. */
function python(text: string, seq = 1): Frame {
  const [data = "", at = ""] = text.split("@");
  const [ms = "", position] = at.split(".");
  return frame(seq, "custom", data, `${ms}-0${position === undefined ? "" : `.${position}`}`);
}

function after(...frames: Frame[]): ThreadPosition {
  const position = new ThreadPosition();
  for (const each of frames) position.advance(each);
  return position;
}

const matches = (position: ThreadPosition, frames: Frame[]): Match[] => frames.map(position.matcher());

describe.each(["the position", "its cursor"])("%s", (form) => {
  const form_ = (position: ThreadPosition) =>
    form === "the position" ? position : ThreadPosition.parse(position.toText() ?? "");
  const of = (...texts: string[]) => form_(after(...texts.map((text, index) => python(text, index + 1))));

  test.each<[string, string[], string[], Match[]]>([
    ["the event itself", ["a@5"], ["a@5"], ["anchor"]],
    ["its id with another position in the millisecond", ["a@5.2"], ["a@5"], ["anchor"]],
    ["older events first", ["a@5", "b@6"], ["a@5", "b@6"], ["other", "anchor"]],
    ["another content of the same millisecond", ["b@5"], ["a@5", "b@5.1"], ["other", "anchor"]],
    ["equal events of one millisecond", ["a@5", "a@5.1"], ["a@5", "a@5.1"], ["other", "anchor"]],
    [
      "equal events, with others between",
      ["a@5", "b@5.1", "a@5.2"],
      ["a@5", "b@5.1", "a@5.2"],
      ["other", "other", "anchor"],
    ],
    ["equal events of two milliseconds", ["a@4", "a@5"], ["a@4", "a@5"], ["other", "anchor"]],
    ["a younger event", ["a@5"], ["a@6"], ["younger"]],
    ["the same content, younger", ["a@5"], ["a@5000"], ["younger"]],
  ])("finds %s", (_, delivered, replay, expected) => {
    expect(
      matches(
        of(...delivered),
        replay.map((text, index) => python(text, index + 1)),
      ),
    ).toEqual(expected);
  });

  test.each<[string, Frame[], Match[]]>([
    ["the event of the same number", [frame(3), frame(4)], ["other", "anchor"]],
    ["a higher number", [frame(5)], ["younger"]],
    ["another content under the number", [frame(4, "values", { other: 1 })], ["younger"]],
  ])("finds, on the JS server, %s", (_, replay, expected) => {
    expect(matches(form_(after(frame(4))), replay)).toEqual(expected);
  });

  test("has the number of the event", () => {
    expect(form_(after(frame(3), frame(7))).number).toBe(7);
  });

  test("knows its event", () => {
    const position = of("a@5", "b@6");
    expect([python("b@6"), python("a@6"), python("b@7")].map((each) => position.isAt(each))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test("a new position has no event", () => {
  const position = new ThreadPosition();
  expect(position).toMatchObject({ isEmpty: true, number: 0 });
  expect(position.toText()).toBeUndefined();
  expect(position.isAt(frame(1))).toBe(false);
  expect(matches(position, [frame(1)])).toEqual(["other"]);
});

test("a copy is independent", () => {
  const position = after(frame(1));
  const copy = position.copy();
  position.advance(frame(2));
  expect(copy.number).toBe(1);
  expect(copy.isEmpty).toBe(false);
});

test("a cursor keeps the items that were left undelivered", () => {
  const pending = { consumer: "parts()", items: 2 };
  const text = after(frame(1)).toText(pending);
  expect(ThreadPosition.parse(text ?? "").pending).toEqual(pending);
});

test("an event that the consumer changes is still found", () => {
  const delivered = frame(4, "values", { list: [1] });
  const position = after(delivered);
  (delivered.event.data as { list: number[] }).list.push(2);
  expect(position.isAt(frame(4, "values", { list: [1] }))).toBe(true);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '["a"]',
  '["1","x",1]',
  '["1","x",1,"4"]',
  '["1","x",1,4,"parts()"]',
  '["0-1","1-0",3]',
])("%j is not a cursor", (text) => {
  expect(() => ThreadPosition.parse(text)).toThrow(InvalidArgumentError);
});
