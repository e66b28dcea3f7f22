/** The fields of a query: texts, lists and objects of texts. */
import { describe, expect, test } from "vitest";
import { plainQuery } from "../../../src/transport/query.js";
import { caught } from "../../helpers/async.js";

describe("plainQuery", () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["keeps texts", { a: "b" }, { a: "b" }],
    [
      "converts numbers, booleans and bigints",
      { a: 0, b: false, c: 2n ** 63n },
      { a: "0", b: "false", c: `${2n ** 63n}` },
    ],
    ["leaves out undefined and null", { a: undefined, b: null, c: "" }, { c: "" }],
    ["leaves out empty lists and objects", { a: [], b: {}, c: [null, undefined], d: { e: null } }, {}],
    [
      "leaves out empty members",
      { a: [1, null, 2], b: { c: undefined, d: 1 } },
      { a: ["1", "2"], b: { d: "1" } },
    ],
    ["writes dates as ISO texts", { a: new Date(0) }, { a: "1970-01-01T00:00:00.000Z" }],
    [
      "writes dates in lists and objects as ISO texts",
      { a: [new Date(0)], b: { gt: new Date(1) } },
      { a: ["1970-01-01T00:00:00.000Z"], b: { gt: "1970-01-01T00:00:00.001Z" } },
    ],
    [
      "writes values with toJSON as JSON does",
      { a: new URL("http://a/b"), b: { toJSON: () => 5 } },
      { a: "http://a/b", b: "5" },
    ],
    ["encodes names", { "a&b=c": 1, d: { "e#f": 2 } }, { "a%26b%3Dc": "1", d: { "e%23f": "2" } }],
    ["keeps the name __proto__", JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":"1"}')],
  ])("plainQuery %s", (_, fields, expected) => {
    expect(plainQuery(fields)).toEqual(expected);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["an object in a list", { a: [{ b: 1 }] }, '"a" contains Object'],
    ["a list in an object", { f: { x: [1] } }, '"f.x" contains Array'],
    ["an object in an object", { f: { x: { y: 1 } } }, '"f.x" contains Object'],
    ["a list in a list", { a: [[1]] }, '"a" contains Array'],
    ["an empty object in a list", { a: [{}] }, '"a" contains Object'],
    ["an invalid date", { a: new Date(NaN) }, '"a" contains Date'],
    ["a Map", { a: new Map() }, '"a" contains Map'],
    ["a function", { a: () => 1 }, '"a" contains Function'],
    ["a symbol", { a: Symbol("s") }, '"a" contains Symbol(s)'],
  ])("plainQuery refuses %s", (_, fields, message) => {
    expect(caught(() => plainQuery(fields))).toMatchObject({ message: expect.stringContaining(message) });
  });
});
