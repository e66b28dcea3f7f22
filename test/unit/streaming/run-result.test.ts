/** The result of a run, from its events and from its thread's state. */
import { describe, expect, test } from "vitest";
import type { WireEvent } from "../../../src/streaming/events.js";
import { StreamedState, runResult } from "../../../src/streaming/run-result.js";
import type { ThreadState } from "../../../src/types.js";

const question = { id: "i", value: "sure?" };
const event = (type: string, data: unknown): WireEvent => ({
  id: "1",
  event: type,
  type,
  namespace: [],
  data,
});

function streamed(...events: WireEvent[]): StreamedState {
  const state = new StreamedState();
  for (const each of events) state.observe(each);
  return state;
}

/** A state of a thread, as servers send it. */
function threadState(next: string[], interrupts: object[] = []): ThreadState<unknown> {
  const task = { id: "1", name: "ask", interrupts };
  const rest = {
    checkpoint: { thread_id: "t", checkpoint_ns: "" },
    metadata: {},
    created_at: null,
    parent_checkpoint: null,
  };
  return { values: { from: "thread" }, next, tasks: [task], ...rest };
}

describe("the streamed state", () => {
  test.each<[rule: string, events: WireEvent[], expected: object]>([
    ["is empty at first", [], { values: undefined, interrupts: [], isWaiting: false }],
    ["is the last values", [event("values", { a: 1 }), event("values", { a: 2 })], { values: { a: 2 } }],
    ["ignores updates", [event("values", { a: 1 }), event("updates", { n: { a: 2 } })], { values: { a: 1 } }],
    ["ignores other events", [event("custom", { a: 1 })], { values: undefined }],
    ["ignores data that is not an object", [event("values", [1])], { values: undefined }],
    [
      "separates interrupts from the state",
      [event("values", { a: 1, __interrupt__: [question] })],
      { values: { a: 1 }, interrupts: [question], isWaiting: true },
    ],
    [
      "keeps the state if an event has interrupts only",
      [event("values", { a: 1 }), event("values", { __interrupt__: [question] })],
      { values: { a: 1 }, interrupts: [question], isWaiting: true },
    ],
    [
      "takes interrupts of updates",
      [event("updates", { __interrupt__: [question] })],
      { interrupts: [question], isWaiting: true },
    ],
    [
      "does not wait any longer after an event without interrupts",
      [event("values", { __interrupt__: [question] }), event("values", { a: 1 })],
      { isWaiting: false },
    ],
  ])("%s", (_, events, expected) => {
    expect(streamed(...events)).toMatchObject(expected);
  });
});

describe("runResult", () => {
  const waiting = streamed(event("values", { a: 1, __interrupt__: [question] }));
  test.each<[rule: string, result: object, expected: object]>([
    [
      "is a success without interrupts",
      runResult({ a: 1 }, streamed(), threadState([]), false),
      { status: "success", values: { a: 1 }, interrupts: [] },
    ],
    [
      "takes the values of the thread if the stream had none",
      runResult(undefined, streamed(), threadState([]), false),
      { status: "success", values: { from: "thread" } },
    ],
    [
      "takes the interrupts of the thread",
      runResult({ a: 1 }, streamed(), threadState(["ask"], [question]), false),
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "is interrupted at a breakpoint",
      runResult({ a: 1 }, streamed(), threadState(["next"]), false),
      { status: "interrupted", interrupts: [] },
    ],
    [
      "takes the streamed interrupts without a state of the thread",
      runResult({ a: 1 }, waiting, undefined, false),
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "is interrupted, without interrupts, if the run was cancelled",
      runResult({ a: 1 }, waiting, threadState(["ask"], [question]), true),
      { status: "interrupted", interrupts: [] },
    ],
    [
      "leaves interrupts out of the values",
      runResult({ a: 1, __interrupt__: [question] }, streamed(), undefined, false),
      { values: { a: 1 } },
    ],
    ["keeps null as a value", runResult(null, streamed(), undefined, false), { values: null }],
  ])("%s", (_, result, expected) => {
    expect(result).toMatchObject(expected);
    expect(result).not.toHaveProperty("values.__interrupt__");
  });

  test("throws if a later run has changed the thread", () => {
    expect(() => runResult(undefined, streamed(), undefined, false)).toThrow(
      'A later run has changed the thread. To get the state after this run, include "values" in streamMode.',
    );
  });
});
