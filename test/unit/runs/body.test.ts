/** Bodies of new runs and crons. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { cronBody, followedRunBody, runBody, splitPayload, threadIds } from "../../../src/runs/body.js";
import { caught } from "../../helpers/async.js";

describe("splitPayload", () => {
  const { signal } = new AbortController();

  test("splitPayload separates call options, body, query and callback", () => {
    const onRunCreated = () => {};
    const payload = Object.freeze({
      signal,
      onRunCreated,
      streamNamespaces: ["a", "b"],
      multitaskStrategy: "reject",
    });
    expect(splitPayload(payload)).toEqual({
      call: { signal },
      body: { multitask_strategy: "reject" },
      query: { namespace: ["a", "b"] },
      onRunCreated,
    });
  });

  test("splitPayload has no namespace by default", () => {
    expect(splitPayload({})).toEqual({ call: {}, body: {}, query: {}, onRunCreated: undefined });
  });

  test("splitPayload gives the tracer its API names", () => {
    const { body } = splitPayload({ _langsmithTracer: { projectName: "p", exampleId: undefined } });
    expect(body).toStrictEqual({ langsmith_tracer: { project_name: "p" } });
  });

  test("splitPayload refuses a callback that is not a function", () => {
    // An untyped program.
    const error = caught(() => splitPayload({ onRunCreated: "f" as unknown as () => void }));
    expect(error).toMatchObject({ message: "onRunCreated: expected a function, got a string." });
  });
});

describe("runBody", () => {
  test.each<[string, object, object]>([
    ["has the assistant's id", {}, {}],
    ["has the input", { input: { a: 1 } }, { input: { a: 1 } }],
    ["has input null, which continues the thread", { input: null }, { input: null }],
    ["has the command", { command: { resume: 1 } }, { command: { resume: 1 } }],
    ["has the command beside input null", { command: {}, input: null }, { command: {}, input: null }],
    [
      "has the input beside a command",
      { input: { a: 1 }, command: { resume: 1 } },
      { input: { a: 1 }, command: { resume: 1 } },
    ],
    ["has a falsy input beside a command", { input: 0, command: {} }, { input: 0, command: {} }],
    ["has the input beside command null", { input: {}, command: null }, { input: {}, command: null }],
    ["has a single stream mode as a list", { stream_mode: "values" }, { stream_mode: ["values"] }],
    [
      "has stream modes as they are",
      { stream_mode: ["values", "custom"] },
      { stream_mode: ["values", "custom"] },
    ],
    ["has no on_disconnect", {}, {}],
    ["lacks an empty list of stream modes", { stream_mode: [] }, {}],
    ["has an assistant's id of its fields", { assistant_id: "b" }, { assistant_id: "b" }],
  ])("runBody %s", (_, fields, expected) => {
    expect(runBody("a", { ...fields })).toStrictEqual({ assistant_id: "a", ...expected });
  });

  test.each<[string, unknown, object, string]>([
    [
      "recursionLimit in the config",
      "a",
      { config: { recursionLimit: 5 } },
      "config: servers ignore recursionLimit. Write recursion_limit.",
    ],
    ["a missing assistant's id", undefined, {}, "assistantId: expected a non-empty string, got undefined."],
    ["an unknown stream mode", "a", { stream_mode: "valeus" }, 'streamMode: "valeus" is not a stream mode.'],
    [
      "an unknown stream mode in a list",
      "a",
      { stream_mode: ["values", "x"] },
      'streamMode: "x" is not a stream mode.',
    ],
  ])("runBody refuses %s", (_, id, fields, message) => {
    const error = caught(() => runBody(id, { ...fields }));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe("followedRunBody", () => {
  test.each<[given: object, sent: string]>([
    [{}, "continue"],
    [{ on_disconnect: null }, "continue"],
    [{ on_disconnect: "continue" }, "continue"],
    [{ on_disconnect: "cancel" }, "cancel"],
  ])("followedRunBody with %j has on_disconnect: %s", (given, sent) => {
    expect(followedRunBody("a", { ...given })).toStrictEqual({ assistant_id: "a", on_disconnect: sent });
  });
});

describe("cronBody", () => {
  test("cronBody has the fields of a run and the schedule", () => {
    expect(cronBody("a", { schedule: "0 8 * * *", stream_mode: [] })).toStrictEqual({
      assistant_id: "a",
      schedule: "0 8 * * *",
    });
  });

  test.each<[object, string]>([
    [{}, 'schedule: expected a string such as "0 8 * * *", got undefined.'],
    [{ schedule: 8 }, 'schedule: expected a string such as "0 8 * * *", got 8.'],
  ])("cronBody refuses %j", (fields, message) => {
    expect(caught(() => cronBody("a", { ...fields }))).toMatchObject({
      message: expect.stringContaining(message),
    });
  });
});

describe("threadIds", () => {
  test.each<[string | null, string[]]>([
    ["t", ["t"]],
    ["", [""]],
    [null, []],
  ])("threadIds of %j are %j", (threadId, expected) => {
    expect(threadIds(threadId)).toEqual(expected);
  });

  test("threadIds refuses a missing id, which differs from null", () => {
    // An untyped program.
    expect(caught(() => threadIds(undefined as unknown as null))).toMatchObject({
      message: "threadId: missing. Pass the thread's id, or null for a stateless run.",
    });
  });
});
