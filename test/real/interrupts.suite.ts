/** Interrupts on real servers: several of them, in subgraphs, in one task, and beside other nodes. */
import { BadRequestError, getInterrupts, UnprocessableEntityError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure, until } from "../helpers/async.js";
import { client, deviates, newThread, rawClient, server } from "./setup.js";

const valuesOf = (interrupts: { value?: unknown }[] = []) => interrupts.map(({ value }) => value).sort();

/** Starts a run whose nodes ask these questions. Returns the thread's id, and the ids of the interrupts by their values. */
async function ask(...nodes: string[]) {
  const threadId = await newThread();
  const { interrupts } = await client.runs.stream(threadId, "questions", { input: { ask: nodes } }).final();
  const ids = Object.fromEntries(interrupts.map(({ id, value }) => [String(value), id]));
  return { threadId, ids, idOf: (value: string) => ids[value] ?? "" };
}

/** Sends a run's request as a program without this client does. */
async function waitRaw(threadId: string, body: object) {
  const response = await rawClient.raw.POST("/threads/{thread_id}/runs/wait", {
    params: { path: { thread_id: threadId } },
    body: { assistant_id: "questions", ...body },
  });
  return response.data as { __interrupt__?: { value: unknown }[]; ask?: unknown };
}

describe("several interrupts", () => {
  const three = { input: { ask: ["ask_one", "ask_two", "ask_three"] } };

  test("wait, join, final() and getInterrupts agree on three interrupts, and on two after one was answered", async () => {
    const threadId = await newThread();
    const runs: string[] = [];
    const onRunCreated = ({ run_id }: { run_id: string }) => void runs.push(run_id);
    const pending = async () => valuesOf(getInterrupts(await client.threads.getState(threadId)));
    const joined = async () => (await client.runs.join(threadId, runs.at(-1) ?? "")) as object;

    const waiting = await client.runs.wait(threadId, "questions", { ...three, onRunCreated });
    const all = ["one?", "three?", "two?"];
    expect(waiting.ask).toEqual(three.input.ask);
    expect(valuesOf(waiting.__interrupt__)).toEqual(all);
    expect(await joined()).toEqual(waiting);
    expect(await pending()).toEqual(all);

    const one = waiting.__interrupt__?.find(({ value }) => value === "one?")?.id ?? "";
    const rest = ["three?", "two?"];
    const resumed = await client.runs.wait(threadId, "questions", {
      command: { resume: { [one]: "yes" } },
      onRunCreated,
    });
    expect(valuesOf(resumed.__interrupt__)).toEqual(rest);
    expect(resumed).toMatchObject({ ask: three.input.ask, one: "yes" });
    expect(await joined()).toMatchObject({ __interrupt__: resumed.__interrupt__ });
    expect(await pending()).toEqual(rest);

    for (const streamMode of ["values", "updates", "custom"] as const) {
      const continued = client.runs.stream(threadId, "questions", { input: null, streamMode }).final();
      if (deviates("input-required")) {
        await expect(continued).rejects.toThrow(UnprocessableEntityError);
        continue;
      }
      const result = await continued;
      expect(result).toMatchObject({ status: "interrupted", values: { one: "yes" } });
      expect(valuesOf(result.interrupts)).toEqual(rest);
    }
  });

  test("final() keeps all interrupts when another node ends after them", async () => {
    const input = { ask: ["ask_one", "work_short", "ask_two"] };
    for (const streamMode of ["values", "updates", "custom"] as const) {
      const result = await client.runs.stream(await newThread(), "questions", { input, streamMode }).final();
      expect(result.status).toBe("interrupted");
      expect(valuesOf(result.interrupts)).toEqual(["one?", "two?"]);
    }
    const output = await client.runs.wait(await newThread(), "questions", { input });
    expect(valuesOf(output.__interrupt__)).toEqual(["one?", "two?"]);
  });

  test("interrupts of a subgraph count once, with and without the subgraph's state", async () => {
    const { threadId, idOf } = await ask("ask_one", "ask_child");
    const pending = async (subgraphs: boolean) =>
      valuesOf(getInterrupts(await client.threads.getState(threadId, null, { subgraphs })));
    for (const subgraphs of [true, false])
      expect(await pending(subgraphs)).toEqual(["left?", "one?", "right?"]);
    const { interrupts } = await client.runs
      .resume(threadId, "questions", { [idOf("left?")]: "yes" }, { streamSubgraphs: true })
      .final();
    expect(valuesOf(interrupts)).toEqual(["one?", "right?"]);
    for (const subgraphs of [true, false]) expect(await pending(subgraphs)).toEqual(["one?", "right?"]);
  });

  test("two interrupts of one task that share an id both count, and are answered one after the other", async ({
    skip,
  }) => {
    // A node of the fake server has one interrupt at a time.
    skip(server === "fake");
    const threadId = await newThread();
    const { interrupts } = await client.runs
      .stream(threadId, "questions", { input: { ask: ["ask_both"] } })
      .final();
    const [first, second] = interrupts;
    expect(valuesOf(interrupts)).toEqual(["that?", "this?"]);
    expect(first?.id).toBe(second?.id);
    expect(valuesOf(getInterrupts(await client.threads.getState(threadId)))).toEqual(["that?", "this?"]);
    const next = await client.runs.resume(threadId, "questions", { [first?.id ?? ""]: "this" }).final();
    expect(next).toMatchObject({ status: "interrupted", interrupts: [{ value: "that?" }] });
    expect(await client.runs.resume(threadId, "questions", "that").final()).toMatchObject({
      status: "success",
      values: { both: ["this", "that"] },
    });
  });

  test("wait(null) returns the interrupts of a stateless run on the Python server", async ({ skip }) => {
    // The JS server has no checkpoints for stateless runs: an interrupt fails the run.
    skip(server === "js");
    const output = await client.runs.wait(null, "questions", three);
    if (deviates("one-of-several-interrupts")) expect(output.__interrupt__).toHaveLength(1);
    else expect(valuesOf(output.__interrupt__)).toEqual(["one?", "three?", "two?"]);
    const result = await client.runs.stream(null, "questions", three).final();
    expect(valuesOf(result.interrupts)).toEqual(["one?", "three?", "two?"]);
  });

  test("a run that is cancelled beside an interrupt has the status cancelled", async () => {
    const threadId = await newThread();
    const stream = client.runs.stream(threadId, "questions", { input: { ask: ["ask_one", "work_long"] } });
    const result = stream.final();
    const { runId } = await stream.run;
    await until(
      () => client.threads.getState(threadId),
      (state) => getInterrupts(state).length > 0,
    );
    await client.runs.cancel(threadId, runId, true);
    expect(await result).toMatchObject({ status: "cancelled", interrupts: [] });
  });
});

describe("runs.resume", () => {
  const questions = ["ask_one", "ask_two", "ask_three"];
  const runsOf = async (threadId: string) => (await client.runs.list(threadId)).length;

  test("refuses answers that do not fit, and starts no run", async () => {
    const { threadId, ids, idOf } = await ask(...questions);
    const unknown = "0".repeat(32);
    for (const answer of ["yes", { approve: true }, { [unknown]: 1 }, { [idOf("one?")]: 1, [unknown]: 2 }]) {
      const error = await failure(all(client.runs.resume(threadId, "questions", answer)));
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "answer" });
      for (const id of Object.values(ids))
        expect(error).toMatchObject({ message: expect.stringContaining(id) });
    }
    expect(await runsOf(threadId)).toBe(1);
  });

  test("answers some interrupts, refuses their ids after that, and takes a plain answer for the last one", async () => {
    const { threadId, idOf } = await ask(...questions);
    const some = { [idOf("one?")]: 1, [idOf("two?")]: null };
    expect(await client.runs.resume(threadId, "questions", some).final()).toMatchObject({
      status: "interrupted",
      interrupts: [{ value: "three?" }],
    });
    const again = client.runs.resume(threadId, "questions", { [idOf("one?")]: 2 });
    expect(await failure(again.final())).toMatchObject({ argument: "answer" });
    const last = await client.runs.resume(threadId, "questions", { approve: true }).final();
    expect(last).toMatchObject({
      status: "success",
      values: { one: 1, two: null, three: { approve: true } },
    });
    const more = client.runs.resume(threadId, "questions", "nothing waits").final();
    if (deviates("resume-400")) expect(await failure(more)).toBeInstanceOf(BadRequestError);
    else expect(await more).toMatchObject({ status: "success" });
  });

  test("answers the interrupts of a subgraph, and throws NotFoundError for an unknown thread", async () => {
    const { threadId, idOf } = await ask("ask_child");
    const answer = { [idOf("left?")]: "l", [idOf("right?")]: "r" };
    expect(await client.runs.resume(threadId, "questions", answer).final()).toMatchObject({
      values: { left: "l", right: "r" },
    });
    const unknown = "00000000-0000-4000-8000-000000000000";
    const error = await failure(client.runs.resume(unknown, "questions", "yes").final());
    expect(error).toMatchObject({ name: "NotFoundError" });
  });
});

describe("the servers", () => {
  test("the JS server resumes all interrupts with a plain answer, and the Python server fails the run", async () => {
    const { threadId } = await ask("ask_one", "ask_two");
    const stream = client.runs.resume(threadId, "questions", "yes", { checkInterrupts: false });
    const result = stream.final().catch((error: unknown) => error);
    expect(await result).toMatchObject(
      deviates("answer-for-all") ? { values: { one: "yes", two: "yes" } } : { name: "RunFailedError" },
    );
  });

  test("the JS server lists interrupts of tasks that have a result", async () => {
    const { threadId, idOf } = await ask("ask_one", "ask_two");
    await all(client.runs.resume(threadId, "questions", { [idOf("one?")]: "yes" }));
    const { tasks } = await client.threads.getState(threadId);
    const done = tasks.find(({ name }) => name === "ask_one");
    expect(done?.result).toEqual({ one: "yes" });
    expect(valuesOf(done?.interrupts)).toEqual(deviates("answered-interrupts") ? ["one?"] : []);
  });

  test("wait returns all of several interrupts on the Python server only, and without the state", async () => {
    const output = await waitRaw(await newThread(), { input: { ask: ["ask_one", "ask_two"] } });
    expect(output.__interrupt__).toHaveLength(deviates("one-of-several-interrupts") ? 1 : 2);
    const lacksState = [deviates("wait-without-state"), deviates("several-interrupts-without-state")];
    expect("ask" in output).toBe(!lacksState.includes(true));
    const ended = await waitRaw(await newThread(), { input: { ask: ["ask_one", "work_short"] } });
    expect("__interrupt__" in ended).toBe(!deviates("one-of-several-interrupts"));
  });

  test("the Python server ignores an empty object as an answer", async () => {
    const { threadId } = await ask("ask_one");
    expect(await failure(client.runs.resume(threadId, "questions", {}).final())).toMatchObject({
      argument: "answer",
    });
    const stream = client.runs.resume(threadId, "questions", {}, { checkInterrupts: false });
    const isIgnored = deviates("empty-answer-ignored");
    expect(await stream.final()).toMatchObject({ status: isIgnored ? "interrupted" : "success" });
  });

  test("an answer of null fails", async () => {
    const { threadId } = await ask("ask_one");
    const stream = client.runs.stream(threadId, "questions", { command: { resume: null } });
    expect(await failure(stream.final())).toMatchObject({ name: "RunFailedError" });
    expect(deviates("null-answer")).toBe(true);
  });

  test("a command wins over an input", async () => {
    const { threadId } = await ask("ask_one");
    const payload = { input: { ask: ["ask_two"] }, command: { resume: "yes" } };
    const result = client.runs.stream(threadId, "questions", payload).final();
    if (deviates("input-or-command")) return expect(result).rejects.toThrow(UnprocessableEntityError);
    expect(await result).toEqual({
      status: "success",
      values: { ask: ["ask_one"], one: "yes" },
      interrupts: [],
    });
  });
});
