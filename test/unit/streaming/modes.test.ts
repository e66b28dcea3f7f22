/** Stream modes, and the events that belong to them. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { checkModes, modeFilter } from "../../../src/streaming/modes.js";
import type { StreamMode } from "../../../src/types.js";
import { caught } from "../../helpers/async.js";

const KNOWN = ["values", "updates"] as const;
type Known = (typeof KNOWN)[number];

describe("the check of modes", () => {
  test.each<[rule: string, given: Known | Known[] | undefined, modes: Known[] | undefined]>([
    ["a missing mode stays missing", undefined, undefined],
    ["a single mode becomes a list", "values", ["values"]],
    ["a list is kept in its order", ["updates", "values"], ["updates", "values"]],
    ["an empty list counts as missing", [], undefined],
  ])("%s", (_rule, given, modes) => {
    expect(checkModes(KNOWN, given)).toEqual(modes);
  });

  test.each<[given: unknown, shown: string]>([
    ["value", "value"],
    [["values", "custom"], "custom"],
    ["", ""],
    [null, "null"],
    [7, "7"],
  ])("throws InvalidArgumentError for the modes %j", (given, shown) => {
    // A caller without types can pass anything.
    const error = caught(() => checkModes(KNOWN, given as Known));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({
      message: `streamMode: "${shown}" is not a stream mode. The modes are: values, updates.`,
    });
  });
});

describe("the filter of events by mode", () => {
  test.each<[modes: StreamMode[], type: string, isAccepted: boolean]>([
    [["values"], "values", true],
    [["values"], "updates", false],
    [["values", "updates"], "updates", true],
    [["values"], "state_update", false],
    [["messages-tuple"], "messages", true],
    [["messages-tuple"], "messages/partial", false],
    [["messages"], "messages", false],
    [["messages"], "messages/partial", true],
    [["messages"], "messages/complete", true],
    [["messages"], "messages/metadata", true],
    [["messages", "messages-tuple"], "messages", true],
    [["values"], "messages", false],
    [["values"], "metadata", true],
    [["values"], "error", true],
    [["values"], "end", true],
    [["values"], "feedback", true],
    [["values"], "other", true],
    [["debug"], "events", false],
  ])("the modes %j accept the type %s: %s", (modes, type, isAccepted) => {
    expect(modeFilter(modes)(type)).toBe(isAccepted);
  });
});
