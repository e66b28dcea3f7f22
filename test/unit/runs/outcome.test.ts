/** The failure of a run, and its state on the server. */
import { describe, expect, test } from "vitest";
import { failureOf, outcomeOf, stateAfter, statusOf } from "../../../src/runs/outcome.js";
import type { RunEvidence } from "../../../src/runs/outcome.js";
import type { RunStatus, ThreadState } from "../../../src/types.js";
import { failure } from "../../helpers/async.js";
import { json, missing, scriptedTransport } from "../requests.js";
import type { Step } from "../requests.js";

/** A thread's state with the errors of its tasks. */
const stateWith = (...errors: (string | null | undefined)[]): ThreadState =>
  ({
    values: {},
    next: [],
    tasks: errors.map((error) => ({ id: "1", name: "n", error })),
  }) as unknown as ThreadState;
const withError = (error: unknown) => ({ a: 1, __error__: error });

const RUN = "GET /threads/t/runs/r";
const OTHER = "GET /threads/t/runs/other";
const STATE = "GET /threads/t/state";
const THREAD = "GET /threads/t";
const run = { runId: "r", threadId: "t" };

describe("failureOf", () => {
  test.each<[string, RunEvidence, object | undefined]>([
    ["nothing", {}, undefined],
    ["an output", { output: { a: 1 } }, undefined],
    ["an output that is a list", { output: [{ __error__: {} }] }, undefined],
    ["an output that is null", { output: null }, undefined],
    ["an output with a success", { output: { a: 1 }, status: "success" }, undefined],
    ["__error__", { output: withError({ error: "E", message: "m" }) }, { error: "E", message: "m" }],
    ["__error__ that is not an object", { output: withError("E") }, undefined],
    [
      "a task's error that is not a string",
      // Servers with other runtimes may send anything.
      { status: "error", state: stateWith(5 as unknown as string) },
      { error: "error", message: "5" },
    ],
    [
      "__error__ before the status",
      { output: withError({ error: "E", message: "m" }), status: "timeout" },
      { error: "E", message: "m" },
    ],
    [
      "__error__ before the state",
      { output: withError({ error: "E", message: "m" }), status: "error", state: stateWith("s") },
      { error: "E", message: "m" },
    ],
    [
      "__error__ although the status is a success",
      { output: withError({ error: "E", message: "m" }), status: "success" },
      { error: "E", message: "m" },
    ],
    [
      "__error__ of the JS server, whose message is an error as JSON",
      { output: withError({ error: "Error", message: '{"error":"Inner","message":"m"}' }) },
      { error: "Inner", message: "m" },
    ],
    [
      "__error__ of the JS server, whose message is an error with a name",
      { output: withError({ error: "Error", message: '{"name":"Inner","message":"m"}' }) },
      { error: "Inner", message: "m" },
    ],
    [
      "__error__ of the JS server, whose message is an error without a name",
      { output: withError({ error: "Error", message: '{"message":"m"}' }) },
      { error: "Error", message: "m" },
    ],
    [
      "__error__ of the JS server, whose message is an error with a name that is not text",
      { output: withError({ error: "Error", message: '{"error":{"toString":1},"message":"m"}' }) },
      { error: "Error", message: "m" },
    ],
    ...["ValueError", "error", "MyError", ""].map((error): [string, RunEvidence, object] => [
      `__error__ of the class "${error}", whose message happens to be JSON`,
      { output: withError({ error, message: '{"error":"quota","message":"m"}' }) },
      { error, message: '{"error":"quota","message":"m"}' },
    ]),
    ...['{"message":5}', '{"message":null}', "[1]", '"text"', '{"error":"E"}'].map(
      (message): [string, RunEvidence, object] => [
        `__error__ of the JS server, whose message is the JSON ${message}`,
        { output: withError({ error: "Error", message }) },
        { error: "Error", message },
      ],
    ),
    [
      "__error__ with fields that are objects",
      { output: withError({ error: { toString: 1 }, message: [[]] }) },
      { error: "Error", message: "" },
    ],
    ["__error__ without fields", { output: withError({}) }, { error: "Error", message: "" }],
    [
      "__error__ whose message is other JSON",
      { output: withError({ error: "E", message: '{"a":1}' }) },
      { error: "E", message: '{"a":1}' },
    ],
    [
      "__error__ whose message is a number",
      { output: withError({ error: "E", message: 5 }) },
      { error: "E", message: "5" },
    ],
    [
      "__error__ whose message is JSON null",
      { output: withError({ error: "E", message: "null" }) },
      { error: "E", message: "null" },
    ],
    [
      "the status error",
      { status: "error" },
      { error: "error", message: 'The run ended with the status "error"' },
    ],
    [
      "the status timeout",
      { status: "timeout" },
      { error: "timeout", message: 'The run ended with the status "timeout"' },
    ],
    [
      "the status of a failed run with an output",
      { output: { a: 1 }, status: "error" },
      { error: "error", message: 'The run ended with the status "error"' },
    ],
    ["the error of a task", { status: "error", state: stateWith("m") }, { error: "error", message: "m" }],
    [
      "the error of the first task that has one",
      { status: "error", state: stateWith(null, undefined, "m", "n") },
      { error: "error", message: "m" },
    ],
    [
      "the error of a task as JSON",
      { status: "error", state: stateWith('{"name":"Inner","message":"m"}') },
      { error: "Inner", message: "m" },
    ],
    [
      "tasks without errors",
      { status: "error", state: stateWith(null) },
      { error: "error", message: 'The run ended with the status "error"' },
    ],
    [
      "a state without tasks",
      { status: "error", state: { values: {} } as ThreadState },
      { error: "error", message: 'The run ended with the status "error"' },
    ],
    [
      "the error of a task of a run that did not fail",
      { status: "interrupted", state: stateWith("m") },
      undefined,
    ],
  ])("failureOf reads %s", (_, evidence, expected) => {
    expect(failureOf(evidence)).toEqual(expected);
  });

  test.each<[RunStatus, boolean]>([
    ["pending", false],
    ["running", false],
    ["success", false],
    ["interrupted", false],
    ["error", true],
    ["timeout", true],
  ])("failureOf counts the status %s as a failure: %s", (status, isFailure) => {
    expect(failureOf({ status }) !== undefined).toBe(isFailure);
  });
});

describe("statusOf and stateAfter", () => {
  test.each([
    ["a run without a thread", { runId: "r", threadId: null }],
    ["an unknown run", { runId: null, threadId: "t" }],
  ])("statusOf and stateAfter of %s are undefined, without a request", async (_, ids) => {
    const { transport, calls } = scriptedTransport([]);
    expect(await statusOf(transport, ids, {})).toBeUndefined();
    expect(await stateAfter(transport, ids, {})).toBeUndefined();
    expect(calls).toEqual([]);
  });

  test("statusOf returns the status of the run", async () => {
    const { transport, sent, calls } = scriptedTransport([json({ status: "running" })]);
    expect(await statusOf(transport, run, { headers: { a: "1" } })).toBe("running");
    expect(sent()).toEqual([RUN]);
    expect(calls[0]?.headers.get("a")).toBe("1");
  });

  const created = (time: unknown) => json({ created_at: time });
  const stateOf = (runId: string) => ({ metadata: { run_id: runId } });

  test.each<[string, object, Step[], isCurrent: boolean, string[]]>([
    ["the run's state", stateOf("r"), [], true, [STATE]],
    [
      "the state of an earlier run",
      stateOf("other"),
      [created("2026-01-01T00:00:01.000001+00:00"), created("2026-01-01T00:00:02Z")],
      true,
      [STATE, OTHER, RUN],
    ],
    [
      "undefined after a later run",
      stateOf("other"),
      [created("2026-01-01T00:00:03Z"), created("2026-01-01T00:00:02Z")],
      false,
      [STATE, OTHER, RUN],
    ],
    [
      "undefined if the server sends no times",
      stateOf("other"),
      [created(undefined), created(undefined)],
      false,
      [STATE, OTHER, RUN],
    ],
    [
      "undefined if the other run was deleted",
      stateOf("other"),
      [missing("Run not found"), created("2026-01-01T00:00:02Z")],
      false,
      [STATE, OTHER, RUN],
    ],
    ["undefined for a state without a run", { metadata: {} }, [], false, [STATE]],
    ["undefined for a state without metadata", { metadata: null }, [], false, [STATE]],
  ])("stateAfter returns %s", async (_, state, steps, isCurrent, requests) => {
    const { transport, sent } = scriptedTransport([json(state), ...steps]);
    expect(await stateAfter(transport, run, {})).toEqual(isCurrent ? state : undefined);
    expect(sent()).toEqual(requests);
  });

  test("stateAfter returns undefined if the server has no state", async () => {
    const { transport } = scriptedTransport([missing("Thread with ID t not found")]);
    expect(await stateAfter(transport, run, {})).toBeUndefined();
  });

  test("stateAfter throws if the state cannot be read", async () => {
    const { transport } = scriptedTransport([json({}, { status: 403 })]);
    expect(await failure(stateAfter(transport, run, {}))).toMatchObject({ status: 403 });
  });
});

describe("outcomeOf", () => {
  const ok = (status: string) => json({ status });
  const uncertain = { type: "active", isUncertain: true } as const;
  const joined = (output: unknown) => () => Promise.resolve(output);
  const unreachable = () => Promise.reject(new Error("The run must not be joined"));
  const gone = missing("Thread with ID t not found");
  const own = { metadata: { run_id: "r" }, tasks: [{ error: "task" }] };

  test.each<[string, Step[], () => Promise<unknown>, object, string[]]>([
    ["pending", [ok("pending")], unreachable, { type: "active", isPending: true }, [RUN]],
    ["running", [ok("running")], unreachable, { type: "active" }, [RUN]],
    ["success", [ok("success")], unreachable, { type: "ended", cancelled: false }, [RUN]],
    ["no status, which is not an end", [json({})], unreachable, uncertain, [RUN]],
    ["a status that this version does not know", [ok("queued")], unreachable, uncertain, [RUN]],
    [
      "another run, which says nothing about this one",
      [json({ run_id: "other", status: "success" })],
      unreachable,
      uncertain,
      [RUN],
    ],
    [
      "the run by its id in other letters",
      [json({ run_id: run.runId.toUpperCase(), status: "success" })],
      unreachable,
      { type: "ended", cancelled: false },
      [RUN],
    ],
    ["interrupted", [ok("interrupted")], unreachable, { type: "ended", cancelled: true }, [RUN]],
    [
      "error, with the failure in the output",
      [ok("error")],
      joined(withError({ error: "E", message: "m" })),
      { type: "ended", cancelled: false, failure: { error: "E", message: "m" } },
      [RUN],
    ],
    [
      "timeout, with the failure in the output",
      [ok("timeout")],
      joined(withError({ error: "E", message: "m" })),
      { type: "ended", cancelled: false, failure: { error: "E", message: "m" } },
      [RUN],
    ],
    [
      "error, with the failure in a task",
      [ok("error"), json(own)],
      joined({ a: 1 }),
      { type: "ended", cancelled: false, failure: { error: "error", message: "task" } },
      [RUN, STATE],
    ],
    [
      "error, when the run cannot be joined",
      [ok("error"), json(own)],
      unreachable,
      { type: "ended", cancelled: false, failure: { error: "error", message: "task" } },
      [RUN, STATE],
    ],
    [
      "error, when a later run has changed the thread",
      [
        ok("error"),
        json({ ...own, metadata: { run_id: "other" } }),
        json({ created_at: "2026-01-02" }),
        json({ created_at: "2026-01-01" }),
      ],
      joined(null),
      {
        type: "ended",
        cancelled: false,
        failure: { error: "error", message: 'The run ended with the status "error"' },
      },
      [RUN, STATE, OTHER, RUN],
    ],
    [
      "timeout, when the state cannot be read",
      [ok("timeout"), json({}, { status: 403 })],
      unreachable,
      {
        type: "ended",
        cancelled: false,
        failure: { error: "timeout", message: 'The run ended with the status "timeout"' },
      },
      [RUN, STATE],
    ],
    [
      "missing, although its thread exists",
      [missing("Run not found"), json({ thread_id: "t" })],
      unreachable,
      { type: "deleted", error: expect.objectContaining({ status: 404, detail: "Run not found" }) },
      [RUN, THREAD],
    ],
    [
      "missing with its thread",
      [missing("Run not found"), gone],
      unreachable,
      { type: "gone", error: expect.objectContaining({ detail: "Run not found" }) },
      [RUN, THREAD],
    ],
  ])("outcomeOf a run that is %s", async (_, steps, join, expected, requests) => {
    const { transport, sent } = scriptedTransport(
      steps.map((step) => (step instanceof Response ? step.clone() : step)),
    );
    expect(await outcomeOf(transport, run, join, {})).toEqual(expected);
    expect(sent()).toEqual(requests);
  });

  test("outcomeOf is undefined on a server that has neither route", async () => {
    const { transport } = scriptedTransport([missing("Not Found"), missing("Not Found")]);
    expect(await outcomeOf(transport, run, unreachable, {})).toBeUndefined();
  });

  test("outcomeOf is undefined for a run without a thread, without a request", async () => {
    const { transport, calls } = scriptedTransport([]);
    expect(await outcomeOf(transport, { runId: "r", threadId: null }, unreachable, {})).toBeUndefined();
    expect(calls).toEqual([]);
  });

  test.each<[string, Step[], number]>([
    ["the run", [json({}, { status: 403 })], 403],
    ["the thread of a missing run", [missing("Run not found"), json({}, { status: 401 })], 401],
  ])("outcomeOf throws other errors of the request for %s", async (_, steps, status) => {
    const { transport } = scriptedTransport(steps);
    expect(await failure(outcomeOf(transport, run, unreachable, {}))).toMatchObject({ status });
  });

  test("outcomeOf sends the options of the call with every request", async () => {
    const { transport, calls } = scriptedTransport([missing("a"), missing("b")]);
    await outcomeOf(transport, run, unreachable, { headers: { a: "1" } });
    expect(calls.map(({ headers }) => headers.get("a"))).toEqual(["1", "1"]);
  });
});
