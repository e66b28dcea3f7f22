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
    form === "the position" ? position : ThreadPosition.parse(position.toText(["values"]) ?? "", ["values"]);
  const of = (...texts: string[]) => form_(after(...texts.map((text, index) => python(text, index + 1))));

  test.each<[string, string[], string[], Match[]]>([
    ["the event itself", ["a@5"], ["a@5"], ["anchor"]],
    ["its id with another position in the millisecond", ["a@5.2"], ["a@5"], ["anchor"]],
    ["older events first", ["a@5", "b@6"], ["a@5", "b@6"], ["other", "anchor"]],
    ["another event of the same millisecond first", ["a@5", "b@5.1"], ["a@5", "b@5.1"], ["other", "anchor"]],
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
  ])("finds, on the JS server, %s", (_, replay, expected) => {
    expect(matches(form_(after(frame(4))), replay)).toEqual(expected);
  });
});

test("another content under the number of the anchor, after a restart of the server, shows that it is missing", () => {
  expect(matches(after(frame(4)), [frame(4, "values", { other: 1 })])).toEqual(["younger"]);
});

test("has the event that was delivered last", () => {
  const delivered = frame(7);
  expect(after(frame(3), delivered).anchor).toBe(delivered);
});

test.each<[string, string[], string[], Match[]]>([
  ["of another content", ["a@5"], ["b@5"], ["younger"]],
  ["behind one that was not delivered", ["b@5"], ["a@5", "b@5.1"], ["younger", "other"]],
])("an event %s in the anchor's place shows that the anchor is missing", (_, delivered, replay, expected) => {
  const position = after(...delivered.map((text) => python(text)));
  const [first] = matches(
    position,
    replay.map((text) => python(text)),
  );
  expect(first).toBe(expected[0]);
});

test("a new position has no event", () => {
  const position = new ThreadPosition();
  expect(position.anchor).toBeUndefined();
  expect(position.toText([])).toBeUndefined();
  expect(matches(position, [frame(1)])).toEqual(["other"]);
});

test("a cursor fits a session with the same channels only, in any order", () => {
  const text = after(frame(1)).toText(["values", "messages"]) ?? "";
  expect(ThreadPosition.parse(text, ["messages", "values"]).toText(["values", "messages"])).toBe(text);
  expect(() => ThreadPosition.parse(text, ["values"])).toThrow("other channels: messages values");
});

test("a copy is independent", () => {
  const position = after(frame(1));
  const copy = position.copy();
  position.advance(frame(2));
  expect(copy.anchor?.number).toBe(1);
});

test("a cursor keeps the items that were left undelivered", () => {
  const pending = { consumer: "parts()", items: 2 };
  const text = after(frame(1)).toText([], pending);
  expect(ThreadPosition.parse(text ?? "", []).pending).toEqual(pending);
});

test("an event that the consumer changes is still found", () => {
  const delivered = frame(4, "values", { list: [1] });
  const position = after(delivered);
  (delivered.event.data as { list: number[] }).list.push(2);
  expect(matches(position, [frame(4, "values", { list: [1] })])).toEqual(["anchor"]);
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
  expect(() => ThreadPosition.parse(text, [])).toThrow(InvalidArgumentError);
});
