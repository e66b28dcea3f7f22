/** Checks of arguments: the values that each one accepts, and the messages for others. */
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import {
  check,
  checkArray,
  checkBoolean,
  checkCount,
  checkFunction,
  checkId,
  checkOptions,
  checkSignal,
  checkTimeout,
  isPlain,
  isRecord,
  isSignal,
} from "../../src/checks.js";
import { InvalidArgumentError } from "../../src/errors.js";
import { caught } from "../helpers/async.js";

class Own {}

describe("kinds of objects", () => {
  test.each<[string, unknown, boolean, boolean]>([
    ["an object literal", {}, true, true],
    ["an object without a prototype", Object.create(null), true, true],
    ["an instance of the caller's class", new Own(), true, true],
    ["an object of another realm", runInNewContext("({})"), true, true],
    ["an instance of a class of the runtime", new Map(), true, false],
    ["a date", new Date(0), true, false],
    ["headers", new Headers(), true, false],
    ["a promise", Promise.resolve(), true, false],
    ["a list", [], false, false],
    ["null", null, false, false],
    ["undefined", undefined, false, false],
    ["a string", "a", false, false],
    ["a function", () => {}, false, false],
  ])("for %s, isRecord and isPlain are right", (_, value, record, plain) => {
    expect([isRecord(value), isPlain(value)]).toEqual([record, plain]);
  });
});

describe("check", () => {
  test("check returns if the condition holds", () => {
    expect(check("a", true, "x", "y")).toBeUndefined();
  });

  test.each<[unknown, string]>([
    ["secret", "a string"],
    ["", "an empty string"],
    [undefined, "undefined"],
    [null, "null"],
    [1, "1"],
    [NaN, "NaN"],
    [true, "true"],
    [["secret"], "Array"],
    [{ secret: 1 }, "Object"],
    [() => "secret", "Function"],
    [new Date(0), "Date"],
    [Object("secret"), "String"],
  ])("check names %o in its message as %s, without its content", (given, kind) => {
    const error = caught(() => check("name", false, "a thing", given));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "name", message: `name: expected a thing, got ${kind}.` });
  });
});

describe("values", () => {
  const limit = 2 ** 31 - 1;

  test.each<[string, (value: never) => unknown, unknown[], unknown[]]>([
    ["checkFunction", (value) => checkFunction("a", value), [undefined, () => {}, Own], [null, "f", {}]],
    ["checkBoolean", (value) => checkBoolean("a", value), [true, false], [undefined, null, "true", 0]],
    [
      "checkCount",
      (value) => checkCount("a", value),
      [0, 1, 1e9],
      [-1, 1.5, NaN, Infinity, "1", null, undefined],
    ],
    ["checkCount from 1", (value) => checkCount("a", value, 1), [1, 2], [0, -1]],
    [
      "checkTimeout",
      (value) => checkTimeout("a", value),
      [null, 0.5, 1, limit, Infinity],
      [0, -1, NaN, "1", undefined],
    ],
    [
      "checkOptions",
      (value) => checkOptions("a", value),
      [undefined, {}, new Own()],
      [null, [], "a", 1, new Headers()],
    ],
    ["checkArray", (value) => checkArray("a", value), [[], [1]], [undefined, null, {}, "a", { length: 0 }]],
    [
      "checkSignal",
      (value) => checkSignal(value),
      [undefined, null, new AbortController().signal, { aborted: false, addEventListener() {} }],
      ["a", {}, new AbortController(), { aborted: false }, { addEventListener() {} }, () => {}],
    ],
    [
      "checkId",
      (value) => checkId("a", value),
      ["a", "a/b", " ", "...", "ä", "😀", "%2e"],
      ["", ".", "..", "\ud83d", "a\ude00", undefined, null, 1, ["a"], {}],
    ],
  ])("%s accepts and refuses the right values", (_, run, accepted, refused) => {
    // The checks are for untyped programs.
    for (const value of accepted) expect(() => run(value as never)).not.toThrow();
    for (const value of refused)
      expect(caught(() => run(value as never))).toBeInstanceOf(InvalidArgumentError);
  });

  test.each<[string, () => unknown, unknown]>([
    ["checkCount returns the number", () => checkCount("a", 2), 2],
    ["checkTimeout returns the limit", () => checkTimeout("a", limit), limit],
    ["checkTimeout returns null for more than a timer can take", () => checkTimeout("a", limit + 1), null],
    ["checkTimeout returns null for Infinity", () => checkTimeout("a", Infinity), null],
    ["checkTimeout returns null for null", () => checkTimeout("a", null), null],
    ["checkSignal returns undefined for null", () => checkSignal(null), undefined],
    ["checkId returns the id", () => checkId("a", "b"), "b"],
    ["checkArray returns the list", () => checkArray("a", [1]), [1]],
    ["isSignal is true for a signal", () => isSignal(new AbortController().signal), true],
    ["isSignal is false for a controller", () => isSignal(new AbortController()), false],
  ])("%s", (_, run, expected) => {
    expect(run()).toEqual(expected);
  });

  test.each<[string, () => unknown, string]>([
    ["checkFunction", () => checkFunction("f", 1), "f: expected a function, got 1."],
    ["checkBoolean", () => checkBoolean("b", 1), "b: expected a boolean, got 1."],
    ["checkArray", () => checkArray("a", 1 as unknown as []), "a: expected an array, got 1."],
    [
      "checkSignal",
      () => checkSignal({} as AbortSignal),
      "signal: expected an AbortSignal, such as controller.signal, got Object.",
    ],
    ["checkCount", () => checkCount("n", -1), "n: expected a whole number of 0 or more, got -1."],
    ["checkCount from 1", () => checkCount("n", 0, 1), "n: expected a whole number of 1 or more, got 0."],
    [
      "checkTimeout",
      () => checkTimeout("timeoutMs", 0),
      "timeoutMs: expected milliseconds above 0, or null for no limit, got 0.",
    ],
    [
      "checkOptions",
      () => checkOptions("options", []),
      "options: expected an object such as { signal }, got Array.",
    ],
    [
      "checkOptions with an example",
      () => checkOptions("payload", null, "{ input }"),
      "payload: expected an object such as { input }, got null.",
    ],
    ["checkId of no string", () => checkId("id", 1), "id: expected a non-empty string, got 1."],
    [
      "checkId of an empty string",
      () => checkId("id", ""),
      "id: expected a non-empty string, got an empty string.",
    ],
    ["checkId of dots", () => checkId("id", ".."), 'id: ".." is not a valid id.'],
  ])("%s names the argument and the remedy", (_, run, message) => {
    expect(caught(run)).toMatchObject({ message });
  });
});
