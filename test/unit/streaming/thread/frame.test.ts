import { describe, expect, test } from "vitest";
import { InvalidEventError } from "../../../../src/errors.js";
import {
  contentOf,
  hasSharedId,
  isEnd,
  isExact,
  isSameEvent,
  millisecondsOf,
  parseFrame,
  phaseOf,
  runIdOf,
  stableId,
} from "../../../../src/streaming/thread/frame.js";
import { frame, running, task, textOf } from "./frames.js";

const parse = (data: string) => parseFrame({ id: "1", event: "values", data });

describe("decoding", () => {
  test("an event has the fields of the wire", () => {
    const data = JSON.stringify({
      type: "event",
      event_id: "7-0.1",
      seq: 3,
      method: "updates",
      params: { namespace: ["a:1"], node: "n", timestamp: 5, data: { x: 1 } },
    });
    const event = { id: "7-0.1", event: "updates", namespace: ["a:1"], node: "n", time: 5, data: { x: 1 } };
    expect(parse(data)).toEqual({ number: 3, event, text: data });
  });

  test.each([
    ["another type", '{"type":"success","id":1}'],
    ["no object", "null"],
    ["no params", '{"type":"event","seq":1,"method":"values"}'],
    ["no number", '{"type":"event","method":"values","params":{}}'],
    ["no method", '{"type":"event","seq":1,"params":{}}'],
    ["empty data", ""],
  ])("a message with %s is left out", (_, data) => {
    expect(parse(data)).toBeUndefined();
  });

  test("missing fields get defaults", () => {
    const event = parse('{"type":"event","seq":4,"method":"values","params":{"data":1}}')?.event;
    expect(event).toMatchObject({ id: "4", namespace: [], node: undefined, data: 1 });
  });

  test("invalid JSON is an error", () => {
    expect(() => parse("{")).toThrow(InvalidEventError);
  });
});

test.each([
  ["the JS server", frame(12), true],
  ["the Python server", frame(12, "values", {}, "1795-0"), false],
  ["a Python id that begins with the number", frame(12, "values", {}, "12-0"), false],
])("ids of %s are exact: %o", (_, each, expected) => {
  expect(isExact(each)).toBe(expected);
});

test.each([
  ["running", frame(1, "lifecycle", { event: "running" }), "running", false],
  ["completed", frame(1, "lifecycle", { event: "completed" }), "completed", true],
  ["failed", frame(1, "lifecycle", { event: "failed" }), "failed", true],
  ["interrupted", frame(1, "lifecycle", { event: "interrupted" }), "interrupted", true],
  ["a subgraph's end", frame(1, "lifecycle", { event: "completed" }, "1", ["a:1"]), undefined, false],
  ["another event", frame(1, "values", { event: "completed" }), undefined, false],
  ["data without a shape", frame(1, "lifecycle", "completed"), undefined, false],
])("the phase of %s", (_, { event, ...rest }, phase, ends) => {
  expect(phaseOf(event)).toBe(phase);
  expect(isEnd({ event, ...rest })).toBe(ends);
});

test.each([
  ["the first event on the Python server", running(1, "r"), "r"],
  ["a task on the JS server", task(2, "r"), "r"],
  ["a task's end", frame(2, "tasks", { result: {} }), undefined],
  ["a task whose run id is a number", frame(2, "tasks", { metadata: { run_id: 1 } }), undefined],
  ["a subgraph's end on the Python server", frame(3, "lifecycle", {}, "synth:r:lc|a:1|completed"), undefined],
  ["another event", frame(3), undefined],
])("the run of %s", (_, { event }, expected) => {
  expect(runIdOf(event)).toBe(expected);
});

test.each([
  ["1795-0", "1795-0", 1795],
  ["1795-0.12", "1795-0", 1795],
  ["12", "12", undefined],
  ["synth:r:lc||running", "synth:r:lc||running", undefined],
  ["a.1", "a.1", undefined],
])("the id %s", (id, stable, ms) => {
  expect(stableId(id)).toBe(stable);
  expect(millisecondsOf(id)).toBe(ms);
});

describe("the content", () => {
  const content = (...args: Parameters<typeof textOf>) => contentOf(textOf(...args));

  test("is the same with another number, id and time", () => {
    expect(content(1, "a", "values", { x: 1 })).toBe(content(2, "b", "values", { x: 1 }));
  });

  test("of a failure is the same without its error, which a replay lacks", () => {
    const failed = content(1, "a", "lifecycle", { event: "failed", error: "no" });
    expect(content(1, "a", "lifecycle", { event: "failed" })).toBe(failed);
    expect(content(1, "a", "lifecycle", { event: "completed" })).not.toBe(failed);
  });

  test("of another time is another one on the JS server, which may count anew", () => {
    const text = textOf(5, "5", "values", { x: 1 });
    expect(contentOf(text.replace('"timestamp":5', '"timestamp":6'))).not.toBe(contentOf(text));
  });

  test.each([
    ["method", content(1, "a", "updates", { x: 1 })],
    ["data", content(1, "a", "values", { x: 2 })],
    ["namespace", content(1, "a", "values", { x: 1 }, ["a:1"])],
  ])("differs by %s", (_, other) => {
    expect(other).not.toBe(content(1, "a", "values", { x: 1 }));
  });
});

test.each([
  ["the same", "5-0", "a", true],
  ["the same at another position of its millisecond", "5-0.1", "a", true],
  ["another one by its data", "5-0", "b", false],
  ["another one by its millisecond", "6-0", "a", false],
])("an event of another connection is %s", (_, id, data, expected) => {
  expect(isSameEvent(frame(1, "custom", "a", "5-0"), frame(7, "custom", data, id))).toBe(expected);
});

test.each([
  ["5-0", true],
  ["5-0.1", true],
  ["5", false],
  ["synth:r:lc||running", false],
])("several events can have the id %s: %o", (id, expected) => {
  expect(hasSharedId(frame(1, "custom", "a", id))).toBe(expected);
});
