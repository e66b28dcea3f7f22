/** The result of a run, from its events and from its thread's state. */
import { describe, expect, test } from "vitest";
import type { WireEvent } from "../../../src/streaming/events.js";
import { StreamedState, runResult } from "../../../src/streaming/run-result.js";
import type { EndedRun } from "../../../src/streaming/run-result.js";
import type { ThreadState } from "../../../src/types.js";

const question = { id: "i", value: "sure?" };
const second = { id: "j", value: "really?" };
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

/** A state of a thread, as servers send it. Each argument is a task. */
function threadState(next: string[], tasks: object[] = [], runId = "r"): ThreadState<unknown> {
  const rest = {
    checkpoint: { thread_id: "t", checkpoint_ns: "", checkpoint_id: undefined, checkpoint_map: undefined },
    metadata: { run_id: runId },
    created_at: null,
    parent_checkpoint: null,
  };
  const task = { id: "1", name: "ask", interrupts: [], error: null, checkpoint: null, state: null };
  const full = tasks.map((fields) => ({ ...task, ...fields }));
  return { values: { from: "thread" }, next, tasks: full, ...rest };
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
      "keeps the interrupts if a parallel node ends after them",
      [event("values", { __interrupt__: [question] }), event("values", { a: 1 })],
      { values: { a: 1 }, interrupts: [question], isWaiting: true },
    ],
    [
      "collects the interrupts of several events",
      [event("values", { __interrupt__: [question] }), event("values", { __interrupt__: [second] })],
      { interrupts: [question, second] },
    ],
    [
      "counts an interrupt once if several modes send it",
      [
        event("updates", { __interrupt__: [question] }),
        event("values", { __interrupt__: [question] }),
        event("updates", { __interrupt__: [second] }),
        event("values", { a: 1, __interrupt__: [question, second] }),
      ],
      { interrupts: [question, second] },
    ],
    [
      "keeps two interrupts that share an id",
      [event("values", { __interrupt__: [question, { id: "i", value: "what?" }] })],
      { interrupts: [question, { id: "i", value: "what?" }] },
    ],
    ["waits at a breakpoint", [event("updates", { __interrupt__: [] })], { interrupts: [], isWaiting: true }],
    [
      "gives an empty id to interrupts without one",
      [event("values", { __interrupt__: [{ value: 1 }, { value: 2, id: null }] })],
      {
        interrupts: [
          { value: 1, id: "" },
          { value: 2, id: "" },
        ],
      },
    ],
  ])("%s", (_, events, expected) => {
    expect(streamed(...events)).toMatchObject(expected);
  });
});

const result = (run: Partial<EndedRun> = {}) =>
  runResult({
    runId: "r",
    output: { a: 1 },
    streamed: streamed(),
    state: undefined,
    isStopped: false,
    ...run,
  });

describe("runResult", () => {
  const waiting = streamed(event("values", { a: 1, __interrupt__: [question] }));
  const asking = { interrupts: [question] };

  test.each<[rule: string, run: Partial<EndedRun>, expected: object]>([
    [
      "is a success without interrupts",
      { state: threadState([]) },
      { status: "success", values: { a: 1 }, interrupts: [] },
    ],
    [
      "takes the values of the thread if the stream had none",
      { output: undefined, state: threadState([]) },
      { status: "success", values: { from: "thread" } },
    ],
    [
      "takes the interrupts of the thread",
      { state: threadState(["ask"], [asking]) },
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "takes the interrupts of a thread whose next nodes are missing",
      { state: threadState([], [asking]) },
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "is interrupted at a breakpoint",
      { state: threadState(["next"]) },
      { status: "interrupted", interrupts: [] },
    ],
    [
      "is interrupted at a breakpoint of a run without a thread",
      { streamed: streamed(event("updates", { __interrupt__: [] })) },
      { status: "interrupted", interrupts: [] },
    ],
    [
      "takes the streamed interrupts without a state of the thread",
      { streamed: waiting },
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "takes a streamed interrupt that the state lacks",
      { streamed: waiting, state: threadState(["ask"], [{}]) },
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "takes a streamed interrupt that a state with another one lacks",
      { streamed: waiting, state: threadState(["ask"], [{ interrupts: [second] }]) },
      { status: "interrupted", interrupts: [second, question] },
    ],
    [
      "takes the state's value of an interrupt that both have",
      { streamed: waiting, state: threadState(["ask"], [{ interrupts: [{ id: "i", value: "other" }] }]) },
      { status: "interrupted", interrupts: [{ id: "i", value: "other" }] },
    ],
    [
      "leaves out interrupts of tasks with a result",
      { state: threadState(["ask"], [{ interrupts: [second], result: { b: 1 } }, asking]) },
      { status: "interrupted", interrupts: [question] },
    ],
    [
      "takes the interrupts of the output",
      { output: { a: 1, __interrupt__: [question] } },
      { status: "interrupted", values: { a: 1 }, interrupts: [question] },
    ],
    [
      "leaves interrupts out of the values of the thread",
      { output: undefined, state: { ...threadState([]), values: { b: 1, __interrupt__: [] } } },
      { values: { b: 1 } },
    ],
    ["keeps null as a value", { output: null }, { status: "success", values: null }],
    ["keeps a list as a value", { output: [1] }, { status: "success", values: [1] }],
  ])("%s", (_, run, expected) => {
    expect(result(run)).toMatchObject(expected);
    expect(result(run)).not.toHaveProperty("values.__interrupt__");
  });

  const working = { error: "CancelledError()" };

  test.each<[rule: string, status: string, run: Partial<EndedRun>]>([
    ["is cancelled without interrupts", "cancelled", { state: threadState(["next"], [{}]) }],
    ["is cancelled without a state", "cancelled", {}],
    ["waits if the state has its interrupt", "interrupted", { state: threadState(["ask"], [asking]) }],
    ["waits if the stream had its interrupt", "interrupted", { streamed: waiting }],
    [
      "waits if the state lacks the interrupt that the stream had",
      "interrupted",
      { streamed: waiting, state: threadState(["ask"], [{}]) },
    ],
    [
      "waits if only the state itself has the interrupt",
      "interrupted",
      { state: { ...threadState(["ask"], [{}]), interrupts: [question] } },
    ],
    [
      "waits if a parallel task has ended",
      "interrupted",
      { streamed: waiting, state: threadState(["ask"], [asking, { result: { b: 1 } }]) },
    ],
    [
      "waits at a breakpoint that the stream had",
      "interrupted",
      { streamed: streamed(event("updates", { __interrupt__: [] })), state: threadState(["next"], [{}]) },
    ],
    [
      "is cancelled if a parallel task was stopped",
      "cancelled",
      { streamed: waiting, state: threadState(["ask", "work"], [asking, working]) },
    ],
    [
      "is cancelled if only the run before left the interrupt",
      "cancelled",
      { state: threadState(["ask"], [asking], "before") },
    ],
    [
      "is cancelled if the task that it resumed was stopped, and another one still waits",
      "cancelled",
      {
        streamed: streamed(event("values", { __interrupt__: [second] })),
        state: threadState(["ask"], [asking, { interrupts: [second] }], "before"),
      },
    ],
    [
      "waits if all interrupts of the run before were streamed again",
      "interrupted",
      {
        streamed: waiting,
        state: threadState(["ask"], [{ ...asking }, { result: {}, interrupts: [second] }], "before"),
      },
    ],
  ])("with the status interrupted of the server, %s", (_, status, run) => {
    const { interrupts, ...rest } = result({ isStopped: true, ...run });
    expect(rest).toEqual({ status, values: { a: 1 } });
    if (status === "cancelled") expect(interrupts).toEqual([]);
  });

  test("keeps the interrupts of a run that waits with the status interrupted", () => {
    const run = { isStopped: true, streamed: waiting, state: threadState(["ask"], [asking]) };
    expect(result(run).interrupts).toEqual([question]);
  });

  test("throws if a later run has changed the thread", () => {
    expect(() => result({ output: undefined })).toThrow(
      'A later run has changed the thread. To get the state after this run, stream its "values", too.',
    );
  });
});
