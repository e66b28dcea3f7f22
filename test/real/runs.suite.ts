import { randomUUID } from "node:crypto";
import { ConflictError, NotFoundError, RunFailedError, UnprocessableEntityError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, until } from "../helpers/async.js";
import { client, deviates, goingOn, lacks, newThread, rawClient } from "./setup.js";

/** The name of a TypeError of a graph, as `wait` and `join` send it. */
const failureName = () => (deviates("no-error-name") ? "Error" : "TypeError");

/** Input of a run that outlasts every test. */
const endless = { ticks: 100_000, delay_ms: 5 };

describe("runs on a thread", () => {
  test("create, get, list, join and delete manage a run", async () => {
    const threadId = await newThread();
    const { data: run, response } = await client.runs
      .create(threadId, "trivial", { input: { value: 1 }, metadata: { why: "test" } })
      .withResponse();
    const location = `/threads/${threadId}/runs/${run.run_id}`;
    expect(response.headers.get("content-location")).toBe(deviates("no-run-location") ? null : location);
    expect(run).toMatchObject({
      thread_id: threadId,
      ...(!deviates("short-runs") && {
        metadata: { why: "test" },
        multitask_strategy: deviates("reject-by-default") ? "reject" : "enqueue",
      }),
    });

    expect(await client.runs.join(threadId, run.run_id)).toEqual({ value: 1, seen: true });
    expect(await client.runs.get(threadId, run.run_id)).toMatchObject({
      run_id: run.run_id,
      status: "success",
    });
    expect(await client.runs.list(threadId)).toMatchObject([{ run_id: run.run_id }]);
    expect(await client.runs.list(threadId, { status: "error" })).toEqual([]);

    await client.runs.delete(threadId, run.run_id);
    await expect(client.runs.get(threadId, run.run_id)).rejects.toThrow(NotFoundError);
  });

  test("create calls onRunCreated with the ids of run and thread", async () => {
    const threadId = await newThread();
    const created: unknown[] = [];
    const run = await client.runs.create(threadId, "trivial", {
      input: { value: 1 },
      onRunCreated: (ids) => void created.push(ids),
    });
    const ids = { run_id: run.run_id, thread_id: threadId };
    expect(created).toEqual(deviates("no-run-location") ? [] : [ids]);
    await client.runs.join(threadId, run.run_id);
  });

  test("list returns a page of runs, iterate yields all 25 in the server's order", async () => {
    const threadId = await newThread();
    const created: string[] = [];
    for (let index = 0; index < 25; index += 1) {
      const run = await client.runs.create(threadId, "trivial", {
        input: { value: index },
        multitaskStrategy: "enqueue",
      });
      created.push(run.run_id);
    }
    const last = created.at(-1) ?? "";
    if (!deviates("runs-oldest-first")) created.reverse();
    expect(await client.runs.list(threadId, { limit: 3 })).toMatchObject(
      created.slice(0, 3).map((run_id) => ({ run_id })),
    );
    const found = await all(client.runs.iterate(threadId));
    expect(found.map(({ run_id }) => run_id)).toEqual(created);
    const paged = await all(client.runs.iterate(threadId, { limit: 4 }));
    expect(paged.map(({ run_id }) => run_id)).toEqual(created);
    await client.runs.join(threadId, last);
  });

  test("wait returns the final state", async () => {
    const threadId = await newThread();
    const values = await client.runs.wait<"agent">(threadId, "agent", {
      input: { messages: [{ role: "user", content: "hello there" }] },
    });
    expect(values).toMatchObject({
      messages: [
        { type: "human", content: "hello there" },
        { type: "ai", content: "You said: hello there" },
      ],
    });
  });

  test("wait creates a missing thread with ifNotExists", async () => {
    const threadId = randomUUID();
    await client.runs.wait(threadId, "trivial", { input: { value: 7 }, ifNotExists: "create" });
    expect((await client.threads.getState<"trivial">(threadId)).values.value).toBe(7);
  });

  test("wait throws RunFailedError for a failed run, or returns the error with raiseError: false", async () => {
    const threadId = await newThread();
    const failure = await client.runs.wait(threadId, "thrower", { input: { message: "no" } }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(RunFailedError);
    expect(failure).toMatchObject({ error: failureName(), detail: "no", threadId });
    expect((failure as RunFailedError).runId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await client.threads.get(threadId)).toMatchObject({ status: "error" });

    const values = await client.runs.wait(threadId, "thrower", {
      input: { message: "no" },
      raiseError: false,
    });
    const sent = deviates("error-name") || deviates("no-error-name") ? "Error" : "TypeError";
    expect(values).toMatchObject({ __error__: { error: sent } });
  });

  test("join throws RunFailedError for a failed run", async () => {
    const threadId = await newThread();
    const run = await client.runs.create(threadId, "thrower", { input: { message: "no" } });
    const failure = client.runs.join(threadId, run.run_id);
    await expect(failure).rejects.toThrow(RunFailedError);
    await expect(failure).rejects.toMatchObject({
      error: failureName(),
      detail: "no",
      threadId,
      runId: run.run_id,
    });
    expect(await client.runs.get(threadId, run.run_id)).toMatchObject({ status: "error" });
  });

  test.each<[string, string, Record<string, unknown>, object]>([
    ["an error", "thrower", { message: "no" }, { detail: "no" }],
    // Servers store that such a run failed, but not its error.
    [
      "too many steps",
      "slow",
      { ticks: 40, delay_ms: 1 },
      { error: expect.stringMatching(/rror/) as string },
    ],
  ])(
    "join throws RunFailedError on every call for a run that failed with %s",
    async (_, graph, input, expected) => {
      const threadId = await newThread();
      const { run_id } = await client.runs.create(threadId, graph, { input, config: { recursion_limit: 5 } });
      for (let time = 0; time < 2; time += 1) {
        const error = await client.runs.join(threadId, run_id).catch((error: unknown) => error);
        expect(error).toBeInstanceOf(RunFailedError);
        const name = graph === "thrower" && { error: failureName() };
        expect(error).toMatchObject({ ...expected, ...name, threadId, runId: run_id });
      }
      const { data } = await rawClient.raw.GET("/threads/{thread_id}/runs/{run_id}/join", {
        params: { path: { thread_id: threadId, run_id } },
      });
      expect("__error__" in (data as object)).toBe(!deviates("failure-returned-once"));
      const value = await client.runs.join(threadId, run_id, { raiseError: false });
      expect(value).toHaveProperty("__error__.message");
    },
  );

  test("wait returns the interrupts of a run, and resumes it with a command", async () => {
    const threadId = await newThread();
    const waiting = await client.runs.wait(threadId, "interrupt", { input: { request: "lunch" } });
    expect(waiting).toMatchObject({ __interrupt__: [{ value: { question: 'Approve "lunch"?' } }] });
    const { interrupts, status } = await client.threads.get(threadId);
    expect(status).toBe("interrupted");
    if (deviates("short-threads")) expect(interrupts).toBeUndefined();
    else
      expect(Object.values(interrupts).flat()).toMatchObject([{ value: { question: 'Approve "lunch"?' } }]);

    const answer = { approved: true, inside: { camelCase: [1, null] } };
    expect(await client.runs.wait(threadId, "interrupt", { command: { resume: answer } })).toEqual({
      request: "lunch",
      answer,
      done: true,
    });
  });

  test("join returns state and interrupts, whichever of them the server omits", async () => {
    const interrupts = { __interrupt__: [{ value: { question: 'Approve "lunch"?' } }] };
    const input = { request: "lunch" };
    const path = { thread_id: await newThread() };
    const { raw } = rawClient;
    const waited = await raw.POST("/threads/{thread_id}/runs/wait", {
      params: { path },
      body: { assistant_id: "interrupt", input },
    });
    expect(waited.data).toMatchObject(
      deviates("wait-without-state") ? interrupts : { ...input, ...interrupts },
    );
    if (deviates("wait-without-state")) expect(waited.data).not.toHaveProperty("request");

    const [run] = await client.runs.list(path.thread_id);
    if (run === undefined) throw new Error("The thread has no run");
    const joined = await raw.GET("/threads/{thread_id}/runs/{run_id}/join", {
      params: { path: { ...path, run_id: run.run_id } },
    });
    const keys = [
      ...(deviates("join-without-interrupts") ? [] : ["__interrupt__"]),
      ...(deviates("join-without-state") ? [] : ["request"]),
    ];
    expect(Object.keys(joined.data ?? {}).sort()).toEqual(keys);
    expect(await client.runs.join<"interrupt">(path.thread_id, run.run_id)).toMatchObject({
      ...input,
      ...interrupts,
    });
  });

  test("wait resumes two parallel interrupts with answers by interrupt id", async () => {
    const threadId = await newThread();
    await client.runs.wait(threadId, "interrupts", { input: {} });
    const { tasks } = await client.threads.getState(threadId);
    const pending = tasks.flatMap(({ interrupts }) => interrupts);
    expect(pending.map(({ value }) => value)).toEqual(["left?", "right?"]);
    const resume = Object.fromEntries(pending.map(({ id, value }) => [id, `${String(value)} yes`]));
    expect(await client.runs.wait(threadId, "interrupts", { command: { resume } })).toEqual({
      left: "left? yes",
      right: "right? yes",
    });
  });

  test("interruptBefore pauses a run, and a run with null input continues it", async () => {
    const threadId = await newThread();
    await client.runs.wait(threadId, "nested", { input: { path: "start" }, interruptBefore: ["after"] });
    expect(await client.threads.getState<"nested">(threadId)).toMatchObject({
      values: { path: "start > before > inside" },
      next: ["after"],
    });
    expect(await client.runs.wait(threadId, "nested", goingOn())).toEqual({
      path: "start > before > inside > after",
    });
  });

  test("a busy thread rejects a second run, or enqueues it, depending on multitaskStrategy", async () => {
    const threadId = await newThread();
    const first = await client.runs.create(threadId, "slow", { input: endless });
    const refused = client.runs.create(threadId, "trivial", {
      input: { value: 1 },
      multitaskStrategy: "reject",
    });
    if (deviates("no-busy-threads")) {
      const { run_id } = await refused;
      expect(await client.runs.join(threadId, run_id)).toMatchObject({ value: 1 });
      expect(await client.runs.get(threadId, first.run_id)).toMatchObject({ status: "running" });
      await client.runs.cancel(threadId, first.run_id, true);
      return;
    }
    await expect(refused).rejects.toThrow(deviates("busy-422") ? UnprocessableEntityError : ConflictError);
    const second = await client.runs.create(threadId, "trivial", {
      input: { value: 2 },
      multitaskStrategy: "enqueue",
    });
    expect(await client.runs.get(threadId, second.run_id)).toMatchObject({ status: "pending" });
    await until(
      () => client.runs.get(threadId, first.run_id),
      ({ status }) => status === "running",
    );
    await client.runs.cancel(threadId, first.run_id, true);
    expect(await client.runs.join(threadId, second.run_id)).toMatchObject({ value: 2 });
  });

  test("cancel interrupts a run, and with wait returns after its end", async () => {
    const threadId = await newThread();
    for (const wait of [true, false]) {
      const { run_id } = await client.runs.create(threadId, "slow", { input: endless });
      const read = () => client.runs.get(threadId, run_id);
      await until(read, ({ status }) => status === "running");
      await client.runs.cancel(threadId, run_id, wait);
      const ended = wait ? await read() : await until(read, ({ status }) => status !== "running");
      expect(ended.status).toBe("interrupted");
    }
  });

  test("cancelMany cancels runs by their ids, and throws NotFoundError for an unknown id", async ({
    skip,
  }) => {
    skip(lacks("POST /runs/cancel"));
    const threadId = await newThread();
    const start = () =>
      client.runs.create(threadId, "slow", { input: endless, multitaskStrategy: "enqueue" });
    const runIds = [(await start()).run_id, (await start()).run_id];
    await client.runs.cancelMany({ threadId, runIds });
    for (const runId of runIds) {
      await until(
        () => client.runs.get(threadId, runId),
        ({ status }) => status === "interrupted",
      );
    }
    const unknown = client.runs.cancelMany({ threadId, runIds: [randomUUID()] });
    if (deviates("cancel-unknown-204")) expect(await unknown).toBeUndefined();
    else await expect(unknown).rejects.toThrow(NotFoundError);
  });

  test("create throws for an unknown graph, and get throws NotFoundError for an unknown run", async () => {
    const threadId = await newThread();
    await expect(client.runs.create(threadId, "nowhere", { input: {} })).rejects.toThrow(
      deviates("unknown-graph-404") ? NotFoundError : UnprocessableEntityError,
    );
    await expect(client.runs.get(threadId, randomUUID())).rejects.toThrow(NotFoundError);
  });
});

describe("runs without a thread", () => {
  test("wait(null) returns the final state", async () => {
    expect(await client.runs.wait(null, "nested", { input: { path: "start" } })).toEqual({
      path: "start > before > inside > after",
    });
  });

  test("wait(null) throws RunFailedError for a failed run", async () => {
    const failure = client.runs.wait(null, "thrower", { input: { message: "no" } });
    await expect(failure).rejects.toThrow(RunFailedError);
    await expect(failure).rejects.toMatchObject({ error: failureName(), detail: "no" });
  });

  test("create(null) keeps the thread with onCompletion: keep", async () => {
    const run = await client.runs.create(null, "trivial", { input: { value: "kept" }, onCompletion: "keep" });
    await client.runs.join(run.thread_id, run.run_id);
    expect((await client.threads.getState<"trivial">(run.thread_id)).values.value).toBe("kept");
  });

  test("createBatch creates several runs with their own options", async ({ skip }) => {
    skip(lacks("POST /runs/batch"));
    const runs = await client.runs.createBatch([
      { assistantId: "trivial", input: { value: "a" }, onCompletion: "keep" },
      { assistantId: "nested", input: { path: "b" }, onCompletion: "keep", interruptBefore: ["after"] },
    ]);
    expect(runs).toHaveLength(2);
    const values = await Promise.all(
      runs.map(({ thread_id, run_id }) => client.runs.join(thread_id, run_id)),
    );
    expect(values).toMatchObject([{ value: "a", seen: true }, { path: "b > before > inside" }]);
  });
});
