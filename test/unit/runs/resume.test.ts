/** Resuming: the pending interrupts of a thread, and the answers that fit them. */
import { describe, expect, test } from "vitest";
import { InvalidArgumentError } from "../../../src/errors.js";
import { checkAnswer, checkPending, pendingInterrupts } from "../../../src/runs/resume.js";
import type { PendingInterrupt } from "../../../src/types.js";
import { caught, failure } from "../../helpers/async.js";
import { json, missing, scriptedTransport } from "../requests.js";

const hex = (digit: string): string => digit.repeat(32);
const [A, B, C] = [hex("a"), hex("b"), hex("0")];
const pending = (...ids: string[]): PendingInterrupt[] => ids.map((id, value) => ({ id, value }));

describe("checkAnswer", () => {
  test.each([false, 0, "", [], {}, "yes", { [A]: null }])("checkAnswer accepts %j", (answer) => {
    expect(() => checkAnswer(answer)).not.toThrow();
  });

  test.each([
    [undefined, "answer: missing."],
    [
      null,
      "answer: null is refused by the servers as an empty command. Answer by id: { [interrupt.id]: null }.",
    ],
  ])("checkAnswer refuses %s", (answer, message) => {
    const error = caught(() => checkAnswer(answer));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ message });
  });
});

describe("checkPending", () => {
  class Approval {
    approve = true;
  }

  test.each<[string, unknown, PendingInterrupt[]]>([
    ["a plain answer to the only interrupt", "yes", pending(A)],
    ["an object to the only interrupt", { approve: true }, pending(A)],
    ["an instance of a class to the only interrupt", new Approval(), pending(A)],
    ["a list to the only interrupt", [A, B], pending(A)],
    ["false to the only interrupt", false, pending(A)],
    ["an object whose keys are shorter than ids", { abc123: 1 }, pending(A)],
    ["an answer by id", { [A]: "yes" }, pending(A)],
    ["an answer by an id of another form", { "i-1": "yes" }, pending("i-1", "i-2")],
    ["null by id", { [A]: null }, pending(A)],
    ["answers to some of the interrupts", { [A]: "yes", [C]: "no" }, pending(A, B, C)],
    ["answers to all of the interrupts", { [A]: 1, [B]: 2, [C]: 3 }, pending(A, B, C)],
    ["an answer by the id that two interrupts share", { [A]: "yes" }, pending(A, A)],
    ["any answer if no interrupt is pending", "yes", []],
    ["an answer by id if no interrupt is pending", { [A]: "yes" }, []],
    ["an empty object if no interrupt is pending", {}, []],
    ["a plain answer to interrupts without ids", "yes", pending("", "")],
  ])("checkPending accepts %s", (_, answer, interrupts) => {
    expect(() => checkPending(answer, interrupts)).not.toThrow();
  });

  const byId = `Answer by id, as in resume(threadId, assistantId, { "${A}": answer }).`;
  const both = `Pending: "${A}", "${B}".`;

  test.each<[string, unknown, PendingInterrupt[], string]>([
    [
      "a plain answer to several interrupts",
      "yes",
      pending(A, B),
      `a plain answer fits one interrupt, and 2 are pending. ${both} ${byId}`,
    ],
    [
      "an object as a plain answer to several interrupts",
      { approve: true },
      pending(A, B),
      `a plain answer fits one interrupt, and 2 are pending. ${both} ${byId}`,
    ],
    [
      "a plain answer to two interrupts that share an id",
      "yes",
      pending(A, A),
      `a plain answer fits one interrupt, and 2 are pending. Pending: "${A}". ${byId}`,
    ],
    [
      "a list to several interrupts",
      ["yes", "no"],
      pending(A, B),
      `a plain answer fits one interrupt, and 2 are pending. ${both} ${byId}`,
    ],
    [
      "an id that is not pending beside one that is",
      { [A]: "yes", [C]: "no" },
      pending(A, B),
      `"${C}" is not the id of a pending interrupt. ${both} ${byId}`,
    ],
    [
      "a name beside an id",
      { [A]: "yes", note: "no" },
      pending(A),
      `"note" is not the id of a pending interrupt. Pending: "${A}". ${byId}`,
    ],
    [
      "an id that is not pending, although one interrupt is",
      { [C]: "yes" },
      pending(A),
      `"${C}" is not the id of a pending interrupt. Pending: "${A}". ${byId}`,
    ],
    [
      "an id that is not pending, in capitals, beside a name",
      { note: "no", [hex("F")]: "yes" },
      pending(A),
      `"${hex("F")}" is not the id of a pending interrupt. Pending: "${A}". ${byId}`,
    ],
    [
      "an empty object",
      {},
      pending(A),
      `the Python server ignores an empty object. Pending: "${A}". ${byId}`,
    ],
    [
      "an empty object to several interrupts",
      {},
      pending(A, B),
      `a plain answer fits one interrupt, and 2 are pending. ${both} ${byId}`,
    ],
  ])("checkPending refuses %s", (_, answer, interrupts, message) => {
    const error = caught(() => checkPending(answer, interrupts));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error).toMatchObject({ argument: "answer", message: `answer: ${message}` });
  });
});

describe("pendingInterrupts", () => {
  const state = { tasks: [{ interrupts: pending(A) }] };
  const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c" };

  test.each<[string, Parameters<typeof pendingInterrupts>[2], string, unknown]>([
    ["of the latest state", {}, "GET /threads/t/state?q=1", undefined],
    ["of a checkpoint by its id", { checkpointId: "c" }, "GET /threads/t/state/c?q=1", undefined],
    [
      "of a checkpoint of the configuration",
      { config: { configurable: { checkpoint_id: "c" } } },
      "GET /threads/t/state/c?q=1",
      undefined,
    ],
    [
      "of a checkpoint",
      { checkpoint },
      "POST /threads/t/state/checkpoint?q=1",
      JSON.stringify({ checkpoint }),
    ],
    [
      "of the latest state for null",
      { checkpoint: null, checkpointId: null, config: null },
      "GET /threads/t/state?q=1",
      undefined,
    ],
  ])("pendingInterrupts reads those %s, with the call's options", async (_, options, request, body) => {
    const { transport, sent, calls } = scriptedTransport([json(state)]);
    const call = { headers: { a: "1" }, extraQuery: { q: 1 } };
    expect(await pendingInterrupts(transport, "t", options, call)).toEqual(pending(A));
    expect(sent()).toEqual([request]);
    expect(calls[0]?.init.body).toBe(body);
    expect(calls[0]?.headers.get("a")).toBe("1");
  });

  test("pendingInterrupts throws if the thread is missing", async () => {
    const { transport } = scriptedTransport([missing("Thread with ID t not found")]);
    expect(await failure(pendingInterrupts(transport, "t", {}, {}))).toMatchObject({ name: "NotFoundError" });
  });
});
