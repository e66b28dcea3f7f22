/** The result of a run, from its events and its thread's state. */
import { describe, expect, test } from "vitest";
import { LangGraphError } from "../../../src/errors.js";
import { StreamedState, runResult } from "../../../src/streaming/run-result.js";
import type { Interrupt, ThreadState } from "../../../src/types.js";
import { caught } from "../../helpers/async.js";

const interrupt: Interrupt = { id: "i", value: "Continue?" };
const waiting = { __interrupt__: [interrupt] };

/** Creates the state that events such as `["values", {}]` show. */
function streamedBy(events: [type: string, data: unknown][]): StreamedState {
  const streamed = new StreamedState();
  for (const [type, data] of events) {
    streamed.observe({ id: undefined, event: type, type, namespace: [], data });
  }
  return streamed;
}

describe("the state that events show", () => {
  test.each<
    [rule: string, events: [string, unknown][], values: unknown, interrupts: Interrupt[], isWaiting: boolean]
  >([
    ["nothing is known without events", [], undefined, [], false],
    [
      "the last values are the state",
      [
        ["values", { a: 1 }],
        ["values", { a: 2 }],
      ],
      { a: 2 },
      [],
      false,
    ],
    ["an empty state is a state", [["values", {}]], {}, [], false],
    ["updates are not the state", [["updates", { node: { a: 1 } }]], undefined, [], false],
    ["other events are not the state", [["custom", { a: 1, ...waiting }]], undefined, [], false],
    [
      "values that are not an object are ignored",
      [
        ["values", null],
        ["values", [1]],
      ],
      undefined,
      [],
      false,
    ],
    [
      "values with interrupts are the state without them",
      [["values", { a: 1, ...waiting }]],
      { a: 1 },
      [interrupt],
      true,
    ],
    [
      "values of interrupts alone keep the state before",
      [
        ["values", { a: 1 }],
        ["values", waiting],
      ],
      { a: 1 },
      [interrupt],
      true,
    ],
    [
      "updates show interrupts, too",
      [
        ["values", { a: 1 }],
        ["updates", waiting],
      ],
      { a: 1 },
      [interrupt],
      true,
    ],
    [
      "a list without interrupts means that the run waits at a breakpoint",
      [["updates", { __interrupt__: [] }]],
      undefined,
      [],
      true,
    ],
    [
      "a later update without interrupts means that the run goes on",
      [
        ["updates", waiting],
        ["updates", { node: {} }],
      ],
      undefined,
      [interrupt],
      false,
    ],
    [
      "an __interrupt__ that is not a list keeps the interrupts before",
      [
        ["updates", waiting],
        ["updates", { __interrupt__: 1 }],
      ],
      undefined,
      [interrupt],
      true,
    ],
  ])("%s", (_rule, events, values, interrupts, isWaiting) => {
    const streamed = streamedBy(events);
    expect([streamed.values, streamed.interrupts, streamed.isWaiting]).toEqual([
      values,
      interrupts,
      isWaiting,
    ]);
  });
});

/** Creates a thread's state whose next nodes and interrupts matter. */
function stateOf(values: unknown, next: string[] = [], interrupts: Interrupt[] = []): ThreadState<unknown> {
  const task = { id: "t", name: "node", interrupts };
  // Only these fields are read.
  return { values, next, tasks: interrupts.length === 0 ? [] : [task] } as unknown as ThreadState<unknown>;
}

describe("the result of a run", () => {
  const nothing = streamedBy([]);
  const streamedInterrupt = streamedBy([["updates", waiting]]);
  const streamedBreakpoint = streamedBy([["updates", { __interrupt__: [] }]]);
  type Row = [
    rule: string,
    output: unknown,
    streamed: StreamedState,
    state: ThreadState<unknown> | undefined,
    isCancelled: boolean,
    result: [status: string, values: unknown, interrupts: Interrupt[]],
  ];

  test.each<Row>([
    ["the output is the state", { a: 1 }, nothing, undefined, false, ["success", { a: 1 }, []]],
    [
      "the output wins over the thread's state",
      { a: 1 },
      nothing,
      stateOf({ a: 2 }),
      false,
      ["success", { a: 1 }, []],
    ],
    [
      "the thread's state is used without an output",
      undefined,
      nothing,
      stateOf({ a: 2 }),
      false,
      ["success", { a: 2 }, []],
    ],
    ["an output of null is an output", null, nothing, stateOf({ a: 2 }), false, ["success", null, []]],
    ["an output that is a list stays a list", [1], nothing, undefined, false, ["success", [1], []]],
    [
      "interrupts are removed from the output",
      { a: 1, ...waiting },
      nothing,
      undefined,
      false,
      ["success", { a: 1 }, []],
    ],
    [
      "the thread's interrupts win over the streamed ones",
      {},
      streamedInterrupt,
      stateOf({}),
      false,
      ["success", {}, []],
    ],
    [
      "a thread with interrupts waits",
      {},
      nothing,
      stateOf({}, [], [interrupt]),
      false,
      ["interrupted", {}, [interrupt]],
    ],
    [
      "a thread with next nodes waits at a breakpoint",
      {},
      nothing,
      stateOf({}, ["node"]),
      false,
      ["interrupted", {}, []],
    ],
    [
      "streamed interrupts count without the thread's state",
      {},
      streamedInterrupt,
      undefined,
      false,
      ["interrupted", {}, [interrupt]],
    ],
    [
      "a streamed breakpoint counts without the thread's state",
      {},
      streamedBreakpoint,
      undefined,
      false,
      ["interrupted", {}, []],
    ],
    [
      "a streamed breakpoint is ignored beside the thread's state",
      {},
      streamedBreakpoint,
      stateOf({}),
      false,
      ["success", {}, []],
    ],
    ["a cancelled run is interrupted", {}, nothing, undefined, true, ["interrupted", {}, []]],
    [
      "a cancelled run has no interrupts",
      {},
      streamedInterrupt,
      stateOf({}, ["node"], [interrupt]),
      true,
      ["interrupted", {}, []],
    ],
  ])("%s", (_rule, output, streamed, state, isCancelled, [status, values, interrupts]) => {
    expect(runResult(output, streamed, state, isCancelled)).toEqual({ status, values, interrupts });
  });

  test("throws LangGraphError if neither the stream nor the thread has the state", () => {
    const error = caught(() => runResult(undefined, nothing, undefined, false));
    expect(error).toBeInstanceOf(LangGraphError);
    expect(error).toHaveProperty(
      "message",
      'A later run has changed the thread. To get the state after this run, include "values" in streamMode.',
    );
  });
});
