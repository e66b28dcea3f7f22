/** The position of a stream: how it moves, and how it becomes text and back. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { Cursor, compareIds } from "../../../src/streaming/cursor.js";
import { caught } from "../../helpers/async.js";

const STARTS = {
  new: () => Cursor.ofNewRun(),
  live: () => Cursor.after(undefined),
  "after 5": () => Cursor.after("5"),
  "after x": () => Cursor.after("x"),
  '["5","6",2]': () => Cursor.parse('["5","6",2]'),
};
type Start = keyof typeof STARTS;

/** Creates a cursor and moves it behind events with these ids; `-` is an event without an id. */
function cursorAt(start: Start, ids = ""): Cursor {
  const cursor = STARTS[start]();
  for (const id of ids.split(" ")) if (id !== "") cursor.advance(id === "-" ? undefined : id);
  return cursor;
}

describe("the position after events", () => {
  test.each<[rule: string, start: Start, ids: string, from: string | undefined, text: string | undefined]>([
    ["a new run starts before its first event", "new", "", "-1", '["-1",null,0]'],
    ["a first event is replayed from the start", "new", "0", "-1", '["-1","0",1]'],
    ["a later event is replayed from the id before it", "new", "0 1 2", "1", '["1","2",1]'],
    ["events with equal ids are counted", "new", "0 1 1 1", "0", '["0","1",3]'],
    ["the count starts again with the next id", "new", "1 1 1 2 2", "1", '["1","2",2]'],
    ["events without an id change nothing", "new", "0 1 - -", "0", '["0","1",1]'],
    ["ids with a sequence are compared as a whole", "new", "7-0 7-1 7-1", "7-0", '["7-0","7-1",2]'],
    ["ids without an order keep the id before the last one", "new", "x y z z", "y", '["y","z",2]'],
    ["a joined run starts behind the given id", "after 5", "", "5", '["5",null,0]'],
    ["a joined run's first event is replayed from the given id", "after 5", "6", "5", '["5","6",1]'],
    ["a join of live events has no position before the first one", "live", "", undefined, undefined],
    ["a join of live events cannot replay only its first event", "live", "3 3", undefined, undefined],
    ["a join of live events has a position from the second id on", "live", "3 4", "3", '["3","4",1]'],
    ["events without ids have no position", "new", "- -", "-1", undefined],
    ["ids after events without any give a position", "new", "- 3", "-1", '["-1","3",1]'],
    ["a parsed cursor counts further events of its last id", '["5","6",2]', "6", "5", '["5","6",3]'],
    ["a parsed cursor moves on to the next id", '["5","6",2]', "7", "6", '["6","7",1]'],
  ])("%s", (_rule, start, ids, from, text) => {
    const cursor = cursorAt(start, ids);
    expect([cursor.reconnectFrom, cursor.toText()]).toEqual([from, text]);
  });

  test("an empty id counts as missing", () => {
    const cursor = cursorAt("new", "1");
    cursor.advance("");
    expect([cursor.lastEventId, cursor.count, cursor.received]).toEqual(["1", 1, 2]);
  });

  test("all events are counted as received, with and without ids", () => {
    expect(cursorAt("new", "0 - 0 1 -").received).toBe(5);
  });
});

describe("the usability of a position", () => {
  test.each<[rule: string, start: Start, ids: string, isUsable: boolean]>([
    ["a stream without events can start again", "new", "", true],
    ["a join of live events without events can start again", "live", "", true],
    ["events with ids can be continued", "new", "0 1", true],
    ["events without ids cannot be continued", "new", "-", false],
    ["a first live event cannot be continued, because the id before it is unknown", "live", "3", false],
    ["a second live id can be continued", "live", "3 4", true],
    ["a parsed cursor can be continued", '["5","6",2]', "", true],
  ])("%s", (_rule, start, ids, isUsable) => {
    expect(cursorAt(start, ids).isUsable).toBe(isUsable);
  });
});

describe("the text of a cursor", () => {
  test.each([
    '["-1",null,0]',
    '["-1","0",1]',
    '["1795512510480-0","1795512510480-1",3]',
    '["x","y",1]',
    '["3","4",1,{}]',
    '["3","4",1,{"failure":{"error":"TypeError","message":"no"}}]',
  ])("%s is the same after parse and toText", (text) => {
    expect(Cursor.parse(text).toText()).toBe(text);
  });

  test("the text contains the end of the run", () => {
    const cursor = cursorAt("new", "0 1");
    cursor.ending = { failure: "no" };
    expect(cursor.toText()).toBe('["0","1",1,{"failure":"no"}]');
    expect(Cursor.parse('["0","1",1,{"failure":"no"}]').ending).toEqual({ failure: "no" });
  });

  test("a parsed cursor has received nothing yet", () => {
    const { lastEventId, count, received, ending } = Cursor.parse('["5","6",2]');
    expect({ lastEventId, count, received, ending }).toEqual({
      lastEventId: "6",
      count: 2,
      received: 0,
      ending: undefined,
    });
  });

  test.each([
    ["an empty string", ""],
    ["an event id", "12-0"],
    ["a number", "12"],
    ["null", "null"],
    ["an object", '{"0":"a","1":"b","2":1,"length":3}'],
    ["two items", '["5","6"]'],
    ["five items", '["5","6",1,{},{}]'],
    ["a missing start", '[null,"6",1]'],
    ["a start that is a number", '[5,"6",1]'],
    ["a last id that is a number", '["5",6,1]'],
    ["a count that is text", '["5","6","1"]'],
    ["a broken count", '["5","6",1.5]'],
    ["a negative count", '["5","6",-1]'],
    ["a missing count", '["5","6",null]'],
    ["an end that is a boolean", '["5","6",1,true]'],
    ["an end that is null", '["5","6",1,null]'],
    ["an end that is a list", '["5","6",1,[]]'],
  ])("throws InvalidArgumentError for %s", (_name, text) => {
    const error = caught(() => Cursor.parse(text));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message: "cursor: not a valid cursor. Pass `stream.cursor` unchanged." });
  });
});

describe("old events", () => {
  test.each<[rule: string, start: Start, ids: string, id: string, isOld: boolean]>([
    ["an older id is old", "new", "0 1 2", "1", true],
    ["the last id is not old: its events are counted", "new", "0 1 2", "2", false],
    ["a newer id is not old", "new", "0 1 2", "3", false],
    ["ids are compared as numbers", "new", "9 10", "9", true],
    ["ids are not compared as text", "new", "8 9", "10", false],
    ["the sequence decides between equal milliseconds", "new", "7-1 7-2", "7-1", true],
    ["the sequence is compared as a number", "new", "7-9 7-10", "7-9", true],
    ["the milliseconds decide first", "new", "8-0", "7-5", true],
    ["an id without a sequence counts as the sequence 0", "new", "7-1", "7", true],
    ["an id without an order is new among ordered ones", "new", "0 1", "x", false],
    ["an id without an order is new whatever follows its dash", "new", "7-0 7-1", "x-0", false],
    ["nothing is old before the first event of a new run", "new", "", "0", false],
    ["nothing is old before the first live event", "live", "", "0", false],
    ["the given id is old, because the server was asked for later events", "after 5", "", "5", true],
    ["ids before the given one are old", "after 5", "", "4", true],
    ["ids behind the given one are not old", "after 5", "", "6", false],
    ["an id without an order is not old before the first event", "after 5", "", "x", false],
    ["an id is not old behind a given one without an order", "after x", "", "4", false],
    ["a delivered id without an order is old", "new", "x y z", "x", true],
    ["an unknown id without an order is not old", "new", "x y z", "w", false],
    ["an ordered id among those without an order is old if it was delivered", "new", "x 2 z", "2", true],
    ["an id before a parsed cursor is old", '["5","6",2]', "", "5", true],
  ])("%s", (_rule, start, ids, id, isOld) => {
    expect(cursorAt(start, ids).isOld(id)).toBe(isOld);
  });

  test.each([
    ["x", true],
    ["y", true],
    ["w", false],
    ["3", false],
  ])("a parsed cursor without an order knows its two ids only: isOld(%j) is %s", (id, isOld) => {
    expect(Cursor.parse('["x","y",1]').isOld(id)).toBe(isOld);
  });
});

describe("a copy of a cursor", () => {
  test("a copy has the same position", () => {
    const copy = cursorAt("new", "0 1 1 -").copy();
    expect([copy.toText(), copy.lastEventId, copy.received]).toEqual(['["0","1",2]', "1", 4]);
  });

  test("a copy moves without the original", () => {
    const cursor = cursorAt("new", "x y");
    const copy = cursor.copy();
    copy.advance("z");
    expect([cursor.lastEventId, cursor.isOld("z")]).toEqual(["y", false]);
    expect([copy.lastEventId, copy.isOld("x")]).toEqual(["z", true]);
  });
});

test.each<[left: string, right: string, order: number]>([
  ["1", "2", -1],
  ["2", "1", 1],
  ["2", "2", 0],
  ["9", "10", -1],
  ["7-1", "7-2", -1],
  ["7-10", "7-9", 1],
  ["7", "7-0", 0],
  ["7-9", "8", -1],
  ["1795512510480-0", "1795512510481-0", -1],
  ["x", "1", 1],
  ["1", "x", 1],
  ["x-1", "7-2", 1],
  ["7-x", "7-1", 1],
])("compareIds(%j, %j) has the sign %i", (left, right, order) => {
  expect(Math.sign(compareIds(left, right))).toBe(order);
});
