/** Names of options and of API fields. */
import { describe, expect, test } from "vitest";
import { optionName, toWire, wireName } from "../../../src/transport/names.js";

describe("a name", () => {
  test.each([
    ["threadId", "thread_id"],
    ["ifNotExists", "if_not_exists"],
    ["metadata", "metadata"],
    ["x1", "x1"],
  ])("%s becomes %s and back", (option, wire) => {
    expect(wireName(option)).toBe(wire);
    expect(optionName(wire)).toBe(option);
  });

  test.each([
    ["thread_id", "thread_id"],
    ["$set", "$set"],
  ])("the option %s stays as it is", (option, wire) => {
    expect(wireName(option)).toBe(wire);
  });

  test.each([
    ["mode_1", "mode_1"],
    ["a_", "a_"],
  ])("an underscore in %s that no letter follows stays", (wire, option) => {
    expect(optionName(wire)).toBe(option);
  });
});

describe("toWire", () => {
  test.each<[string, object, object]>([
    ["converts names", { threadId: "t", graphId: "g" }, { thread_id: "t", graph_id: "g" }],
    ["leaves nested objects as they are", { metadata: { userId: 1 } }, { metadata: { userId: 1 } }],
    ["leaves objects in lists as they are", { sortBy: [{ aB: 1 }] }, { sort_by: [{ aB: 1 }] }],
    ["drops undefined", { a: undefined, b: 1 }, { b: 1 }],
    [
      "keeps null, false, 0 and empty strings",
      { a: null, b: false, c: 0, d: "" },
      { a: null, b: false, c: 0, d: "" },
    ],
    ["ignores inherited fields", Object.create({ a: 1 }) as object, {}],
  ])("toWire %s", (_, options, wire) => {
    expect(toWire(options)).toStrictEqual(wire);
  });

  test("toWire returns a new object", () => {
    const options = Object.freeze({ a: 1 });
    expect(toWire(options)).not.toBe(options);
  });
});
