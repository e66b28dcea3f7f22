/** The position of a stream: what it counts, and how it becomes a string and back. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { Cursor, compareIds } from "../../../src/streaming/cursor.js";

function advanced(cursor: Cursor, ...ids: (string | undefined)[]): Cursor {
  for (const id of ids) cursor.advance({ id, event: "custom", data: "{}" });
  return cursor;
}

describe("compareIds", () => {
  test.each([
    ["orders numbers by value, not by text", "9", "10", -1],
    ["orders the second part", "5-9", "5-10", -1],
    ["counts a missing second part as 0", "5", "5-1", -1],
    ["orders the first part before the second", "6-0", "5-9", 1],
    ["finds equal ids", "1795512510480-0", "1795512510480-0", 0],
    ["counts ids without an order as newer", "a", "5", 1],
    ["is exact above 2^53", "9007199254740993", "9007199254740992", 1],
    ["is exact above 2^53 in the second part", "5-9007199254740992", "5-9007199254740993", -1],
    ["orders numbers of different kinds of length", "99999999999999999999", "5", 1],
    ["finds ids equal in number", "007", "7-0", 0],
    ["orders zeros by their number", "0-10", "00-5", 1],
  ])("%s", (_, left, right, sign) => {
    expect(Math.sign(compareIds(left, right))).toBe(sign);
  });
});

describe("a cursor of a new run", () => {
  test.each<[rule: string, ids: (string | undefined)[], text: string | undefined]>([
    ["starts before the first event", [], '["-1",null,0]'],
    ["reconnects from the start while only one id was delivered", ["0"], '["-1","0",1]'],
    ["reconnects from the id before the last one", ["0", "1"], '["0","1",1]'],
    ["counts the events that share the last id", ["0", "1", "1", "1"], '["0","1",3]'],
    ["counts anew with the next id", ["0", "1", "1", "2"], '["1","2",1]'],
    ["ignores events without an id", ["0", undefined, "1", undefined], '["0","1",1]'],
    ["cannot continue when no event had an id", [undefined], undefined],
  ])("%s", (_, ids, text) => {
    const cursor = advanced(Cursor.ofNewRun(), ...ids);
    expect(cursor.toText()).toBe(text);
    expect(cursor.received).toBe(ids.length);
    expect(cursor.obstacle === undefined).toBe(text !== undefined);
  });

  test("keeps the ending of its run", () => {
    const cursor = advanced(Cursor.ofNewRun(), "0");
    cursor.ending = { failure: { error: "E" } };
    expect(cursor.toText()).toBe('["-1","0",1,{"failure":{"error":"E"}}]');
  });
});

describe("a cursor of a joined run", () => {
  test("cannot continue before an event when only new events were requested", () => {
    const cursor = Cursor.after(undefined);
    expect([cursor.toText(), cursor.obstacle, cursor.reconnectFrom]).toEqual([
      undefined,
      "only new events were requested, and none has arrived",
      undefined,
    ]);
  });

  test("cannot continue at the first id when only new events were requested", () => {
    const cursor = advanced(Cursor.after(undefined), "4");
    expect([cursor.toText(), cursor.obstacle]).toEqual([undefined, "the id before event 4 is unknown"]);
  });

  test("continues from the second id on", () => {
    expect(advanced(Cursor.after(undefined), "4", "5").toText()).toBe('["4","5",1]');
  });

  test("starts behind the given event", () => {
    expect(Cursor.after("7").toText()).toBe('["7",null,0]');
  });
});

describe("Cursor.parse", () => {
  test.each(['["-1",null,0]', '["0","1",3]', '["1-0","2-0",1,{}]', '["-1","0",1,{"failure":{"error":"E"}}]'])(
    "restores %s",
    (text) => {
      expect(Cursor.parse(text).toText()).toBe(text);
    },
  );

  test("continues to count behind the restored events", () => {
    expect(advanced(Cursor.parse('["0","1",3]'), "1").toText()).toBe('["0","1",4]');
    expect(advanced(Cursor.parse('["0","1",3]'), "2").toText()).toBe('["1","2",1]');
  });

  test.each([
    "",
    "x",
    "5",
    "{}",
    '["-1"]',
    '["-1",null,0,{},5]',
    "[1,null,0]",
    '["-1",5,0]',
    '["-1",null,-1]',
    '["-1",null,0.5]',
    '["-1",null,"0"]',
    '["-1",null,0,5]',
  ])("refuses %j", (text) => {
    expect(() => Cursor.parse(text)).toThrow(InvalidArgumentError);
    expect(() => Cursor.parse(text)).toThrow("cursor: not a valid cursor. Pass `stream.cursor` unchanged.");
  });
});

describe("isOld", () => {
  test.each<[rule: string, cursor: Cursor, id: string, isOld: boolean]>([
    ["finds ids before the last one", advanced(Cursor.ofNewRun(), "5"), "4", true],
    ["does not find the last id", advanced(Cursor.ofNewRun(), "5"), "5", false],
    ["does not find newer ids", advanced(Cursor.ofNewRun(), "5"), "6", false],
    ["finds ids up to the start before any event", Cursor.after("5"), "5", true],
    ["does not find ids behind the start", Cursor.after("5"), "6", false],
    ["finds nothing without a start", Cursor.after(undefined), "0", false],
    ["does not find ids without an order before any event", Cursor.after("5"), "a", false],
    ["finds ids without an order that were delivered", advanced(Cursor.ofNewRun(), "b", "a"), "b", true],
    ["does not find ids without an order that are new", advanced(Cursor.ofNewRun(), "b", "a"), "c", false],
    ["finds the ids of a restored cursor without an order", Cursor.parse('["b","a",1]'), "b", true],
  ])("%s", (_, cursor, id, isOld) => {
    expect(cursor.isOld(id)).toBe(isOld);
  });
});

describe("a cursor after a thousand ids in ascending order", () => {
  const unordered = "the ids of its events are in no order";

  test.each([
    ["the next id", ["2001"], undefined],
    ["a longer id", ["10000"], undefined],
    ["an older id of the same length", ["0999"], unordered],
    ["a shorter id, which is older", ["201"], unordered],
    ["a longer id of another form", ["x000000000000000000"], unordered],
    ["an id of another form, before one of the first form", ["x000", "2001"], unordered],
  ])("trusts the order until it contradicts: %s", (_, ids, obstacle) => {
    const cursor = advanced(
      Cursor.ofNewRun(),
      ...Array.from({ length: 1_001 }, (_, index) => `${1_000 + index}`),
    );
    expect(cursor.obstacle).toBeUndefined();
    expect(advanced(cursor, ...ids).obstacle).toBe(obstacle);
  });
});

test("a copy does not change with the original", () => {
  const cursor = advanced(Cursor.ofNewRun(), "b", "a");
  const copy = cursor.copy();
  advanced(cursor, "c");
  expect([copy.toText(), copy.received, copy.isOld("c")]).toEqual(['["b","a",1]', 2, false]);
});
