/** The stream modes: which are valid, and which events belong to them. */
import { describe, expect, test } from "vitest";
import { checkModes, modeFilter } from "../../../src/streaming/modes.js";
import type { StreamMode } from "../../../src/types.js";

describe("checkModes", () => {
  const known = ["values", "updates"] as const;

  test.each<[rule: string, given: unknown, expected: unknown]>([
    ["returns a single mode as a list", "values", ["values"]],
    ["returns a list unchanged", ["values", "updates"], ["values", "updates"]],
    ["takes an empty list for absent", [], undefined],
    ["takes undefined for absent", undefined, undefined],
  ])("%s", (_, given, expected) => {
    expect(checkModes(known, given as "values")).toEqual(expected);
  });

  test.each([["custom"], [["values", "custom"]], [null], [5], [["values", 5]]])("refuses %j", (given) => {
    expect(() => checkModes(known, given as "values")).toThrow(
      /^streamMode: "(custom|null|5)" is not a stream mode\. The modes are: values, updates\.$/,
    );
  });
});

describe("modeFilter", () => {
  test.each<[modes: StreamMode[], accepted: string[], refused: string[]]>([
    [["values"], ["values"], ["updates", "messages", "messages/partial"]],
    [["messages-tuple"], ["messages"], ["messages/partial", "messages/metadata", "values"]],
    [["messages"], ["messages/partial", "messages/complete", "messages/metadata"], ["messages", "values"]],
    [["messages", "messages-tuple"], ["messages", "messages/partial"], ["custom"]],
  ])("%j accepts %j and refuses %j", (modes, accepted, refused) => {
    const accepts = modeFilter(modes);
    expect(accepted.filter((type) => !accepts(type))).toEqual([]);
    expect(refused.filter((type) => accepts(type))).toEqual([]);
  });

  test.each(["metadata", "error", "end", "feedback", "other"])("accepts %s in every mode", (type) => {
    expect(modeFilter(["values"])(type)).toBe(true);
  });
});
