/** The output of a run: waiting for it, and completing it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectionError, InvalidResponseError, RunFailedError, TimeoutError } from "../../../src/errors.js";
import { runOfResponse } from "../../../src/runs/ids.js";
import { awaitOutput, joinSpec, readOutput, sharedOptions } from "../../../src/runs/output.js";
import type { CallOptions } from "../../../src/transport/call-options.js";
import { operationSpec } from "../../../src/transport/transport.js";
import { failure } from "../../helpers/async.js";
import { json, missing, networkError, scriptedTransport } from "../requests.js";
import type { Step } from "../requests.js";

const RUN = "GET /threads/t/runs/r";
const BEFORE = "GET /threads/t/runs/before";
const LATER = "GET /threads/t/runs/later";
const STATE = "GET /threads/t/state";
const JOIN = "GET /threads/t/runs/r/join";
const WAIT = "POST /threads/t/runs/wait";
const run = { runId: "r", threadId: "t" };

describe("joinSpec", () => {
  test("joinSpec describes the request that joins a run", () => {
    const call = { maxRetries: 1 };
    expect(joinSpec(run, call)).toEqual({
      method: "GET",
      path: "/threads/{thread_id}/runs/{run_id}/join",
      pathParams: { thread_id: "t", run_id: "r" },
      idempotency: "safe",
      call,
    });
  });
});

test("sharedOptions are those of a call that fit all its requests", () => {
  const { signal } = new AbortController();
  const shared = { signal, headers: { a: "1" }, maxRetries: 1, extraQuery: { b: 1 } };
  expect(sharedOptions({ ...shared, timeoutMs: 1, extraBody: { c: 1 } })).toStrictEqual(shared);
});

describe("readOutput", () => {
  const interrupt = { id: "i", value: "?" };
  const other = { id: "o", value: "!" };
  const stateOf = (fields: object) =>
    json({ values: { s: 1 }, next: [], tasks: [], metadata: { run_id: "r" }, ...fields });
  const status = (value: string) => json({ status: value });
  /** A run that was created in this second. */
  const at = (second: number) => json({ created_at: `2026-01-01T00:00:0${second}.000Z` });
  const waiting = { next: ["n"], tasks: [{ interrupts: [interrupt] }] };

  interface Row {
    output: unknown;
    isJoined?: true;
    isStateless?: true;
    steps?: Step[];
    sent?: string[];
    result: unknown;
  }

  test.each<[string, Row]>([
    [
      "returns a new run's output as it is",
      { output: { a: 1 }, steps: [stateOf({})], sent: [STATE], result: { a: 1 } },
    ],
    [
      "returns a new run's output if the server has no state",
      { output: { a: 1 }, steps: [missing("Not Found")], sent: [STATE], result: { a: 1 } },
    ],
    ["requests no state for a stateless run", { output: { a: 1 }, isStateless: true, result: { a: 1 } }],
    [
      "returns the interrupts of a stateless run whose thread was deleted",
      {
        output: { __interrupt__: [interrupt] },
        isStateless: true,
        steps: [missing("Thread with ID t not found")],
        sent: [STATE],
        result: { __interrupt__: [interrupt] },
      },
    ],
    ["returns null", { output: null, steps: [stateOf({})], sent: [STATE], result: null }],
    ["returns a list", { output: [1], steps: [stateOf({})], sent: [STATE], result: [1] }],
    [
      "adds the state's interrupts to a new run's output",
      {
        output: { a: 1 },
        steps: [stateOf(waiting)],
        sent: [STATE],
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds interrupts of a task although the state has no next nodes",
      {
        output: { a: 1 },
        steps: [stateOf({ ...waiting, next: [] })],
        sent: [STATE],
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds the other interrupts of a state to a new run's interrupt",
      {
        output: { __interrupt__: [other] },
        steps: [stateOf({ next: ["n", "o"], tasks: [{ interrupts: [interrupt] }, { interrupts: [other] }] })],
        sent: [STATE],
        result: { s: 1, __interrupt__: [interrupt, other] },
      },
    ],
    [
      "keeps an interrupt that the state lacks",
      {
        output: { __interrupt__: [other] },
        steps: [stateOf(waiting)],
        sent: [STATE],
        result: { s: 1, __interrupt__: [interrupt, other] },
      },
    ],
    [
      "adds no interrupts of tasks that have a result",
      {
        output: { a: 1 },
        steps: [
          stateOf({ next: ["o"], tasks: [{ result: {}, interrupts: [interrupt] }, { interrupts: [other] }] }),
        ],
        sent: [STATE],
        result: { a: 1, __interrupt__: [other] },
      },
    ],
    [
      "adds an empty list for a new run that waits at a breakpoint",
      {
        output: { a: 1 },
        steps: [stateOf({ next: ["n"] }), status("success")],
        sent: [STATE, RUN],
        result: { a: 1, __interrupt__: [] },
      },
    ],
    [
      "adds no list for a new run that was cancelled",
      {
        output: { a: 1 },
        steps: [stateOf({ next: ["n"] }), status("interrupted")],
        sent: [STATE, RUN],
        result: { a: 1 },
      },
    ],
    [
      "adds no list for a joined run that was cancelled",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("interrupted"), stateOf({ next: ["n"] })],
        sent: [RUN, STATE],
        result: { a: 1 },
      },
    ],
    [
      "adds the state of an earlier run if the run has completed no step",
      {
        output: { __interrupt__: [interrupt] },
        steps: [stateOf({ ...waiting, metadata: { run_id: "before" } }), at(1), at(2)],
        sent: [STATE, BEFORE, RUN],
        result: { s: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "returns a stateless run's interrupts with the state's values",
      {
        output: { a: 1, __interrupt__: [interrupt] },
        isStateless: true,
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "takes interrupts from the state if one in the output has no id, without that one",
      {
        output: { a: 1, __interrupt__: [{ value: interrupt.value }] },
        steps: [stateOf(waiting)],
        sent: [STATE],
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds the state's values to a new run's interrupts alone",
      {
        output: { __interrupt__: [interrupt] },
        steps: [stateOf(waiting)],
        sent: [STATE],
        result: { s: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds no values that a later run has changed",
      {
        output: { __interrupt__: [interrupt] },
        steps: [stateOf({ ...waiting, metadata: { run_id: "later" } }), at(3), at(2)],
        sent: [STATE, LATER, RUN],
        result: { __interrupt__: [interrupt] },
      },
    ],
    [
      "returns a joined run's output",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("success"), stateOf({})],
        sent: [RUN, STATE],
        result: { a: 1 },
      },
    ],
    [
      "adds the state's interrupts to a joined run's output",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("interrupted"), stateOf(waiting)],
        sent: [RUN, STATE],
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds an empty list for a joined run that waits without interrupts",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("success"), stateOf({ next: ["n"] })],
        sent: [RUN, STATE],
        result: { a: 1, __interrupt__: [] },
      },
    ],
    [
      "adds no interrupts of a later run to a joined run's output",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("success"), stateOf({ ...waiting, metadata: { run_id: "later" } }), at(3), at(2)],
        sent: [RUN, STATE, LATER, RUN],
        result: { a: 1 },
      },
    ],
    [
      "adds the interrupts that a joined run's output lacks",
      {
        output: { a: 1, __interrupt__: [] },
        isJoined: true,
        steps: [status("interrupted"), stateOf(waiting)],
        sent: [RUN, STATE],
        result: { a: 1, __interrupt__: [interrupt] },
      },
    ],
    [
      "adds nothing to a joined run's output that is not an object",
      {
        output: [1],
        isJoined: true,
        steps: [status("success"), stateOf(waiting)],
        sent: [RUN, STATE],
        result: [1],
      },
    ],
  ])(
    "readOutput %s",
    async (_, { output, isJoined = false, isStateless = false, steps = [], sent = [], result }) => {
      const { transport, sent: requests } = scriptedTransport(steps);
      const awaited = { output, run, isJoined, isStateless, response: new Response() };
      expect(await readOutput(transport, awaited, true, {})).toStrictEqual(result);
      expect(requests()).toEqual(sent);
    },
  );

  const sentError = { error: "E", message: "m" };

  test.each<[string, Omit<Row, "result">, object]>([
    [
      "a new run's __error__",
      { output: { a: 1, __error__: sentError } },
      { error: "E", detail: "m", data: sentError },
    ],
    [
      "a joined run's __error__, without its state",
      { output: { __error__: sentError }, isJoined: true, steps: [status("error")], sent: [RUN] },
      { error: "E", detail: "m", data: sentError },
    ],
    [
      "a joined run's status",
      { output: null, isJoined: true, steps: [status("timeout"), stateOf({})], sent: [RUN, STATE] },
      { error: "timeout", detail: 'The run ended with the status "timeout"' },
    ],
    [
      "a joined run's task",
      {
        output: { a: 1 },
        isJoined: true,
        steps: [status("error"), stateOf({ tasks: [{ error: "task" }] })],
        sent: [RUN, STATE],
      },
      { error: "error", detail: "task", data: { error: "error", message: "task" } },
    ],
  ])("readOutput throws RunFailedError for %s", async (_, row, expected) => {
    const { output, isJoined = false, isStateless = false, steps = [], sent = [] } = row;
    const { transport, sent: requests } = scriptedTransport(
      steps.map((step) => (step instanceof Response ? step.clone() : step)),
    );
    const awaited = { output, run, isJoined, isStateless, response: new Response() };
    const error = await failure(readOutput(transport, awaited, true, {}));
    expect(error).toBeInstanceOf(RunFailedError);
    expect(error).toMatchObject({ ...expected, runId: "r", threadId: "t" });
    expect(requests()).toEqual(sent);

    const again = scriptedTransport(steps.map((step) => (step instanceof Response ? step.clone() : step)));
    const fields = typeof output === "object" ? output : {};
    const { data } = error as RunFailedError;
    expect(await readOutput(again.transport, awaited, false, {})).toEqual({ ...fields, __error__: data });
  });

  test("readOutput throws RunFailedError without ids if the server has not sent them", async () => {
    const { transport } = scriptedTransport([]);
    const awaited = {
      output: { __error__: sentError },
      run: undefined,
      isJoined: false,
      isStateless: false,
      response: new Response(),
    };
    expect(await failure(readOutput(transport, awaited, true, {}))).toMatchObject({
      runId: null,
      threadId: null,
    });
  });

  test("readOutput throws NotFoundError if the joined run is unknown", async () => {
    const { transport } = scriptedTransport([missing("Run not found")]);
    const awaited = {
      output: { __error__: sentError },
      run,
      isJoined: true,
      isStateless: false,
      response: new Response(),
    };
    expect(await failure(readOutput(transport, awaited, true, {}))).toMatchObject({ name: "NotFoundError" });
  });

  test("readOutput sends the shared options of the call with its own requests", async () => {
    const { transport, calls } = scriptedTransport([status("success"), stateOf({})]);
    const awaited = { output: {}, run, isJoined: true, isStateless: false, response: new Response() };
    const call = { headers: { a: "1" }, extraQuery: { b: 1 }, extraBody: { c: 1 } };
    await readOutput(transport, awaited, true, call);
    expect(calls.map(({ path }) => path)).toEqual(["/threads/t/runs/r?b=1", "/threads/t/state?b=1"]);
    expect(calls.map(({ headers }) => headers.get("a"))).toEqual(["1", "1"]);
  });
});

describe("awaitOutput", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A response whose body has these chunks; an error breaks it off, `undefined` keeps it open. */
  function body(chunks: readonly (string | Error | undefined)[], init: ResponseInit = {}): Response {
    const rest = [...chunks];
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const isEnd = rest.length === 0;
        const next = rest.shift();
        if (isEnd) controller.close();
        else if (next instanceof Error) controller.error(next);
        else if (next !== undefined) controller.enqueue(new TextEncoder().encode(next));
        else await new Promise(() => {});
      },
    });
    return new Response(stream, init);
  }
  const located = { headers: { "content-location": "/threads/t/runs/r" } };
  const stateless = { headers: { "content-location": "/runs/r" } };
  const reset = new Error("socket hang up");

  async function start(steps: readonly Step[], call: CallOptions = {}) {
    const scripted = scriptedTransport(steps);
    const spec = { ...operationSpec("POST /threads/{thread_id}/runs/wait", ["t"]), body: { a: 1 }, call };
    const promise = awaitOutput(scripted.transport, spec, runOfResponse);
    const outcome = promise.then(
      (value): { output?: unknown; run?: unknown; isJoined?: boolean; error?: unknown } => value,
      (error: unknown) => ({ error }),
    );
    return { ...scripted, outcome };
  }

  test.each<[string, Step[], object, string[], delays: unknown[]]>([
    [
      "returns the output of a new run",
      [body(['{"a":', "1}"], located)],
      { output: { a: 1 }, run, isJoined: false },
      [WAIT],
      [],
    ],
    ["returns null", [body(["null"])], { output: null, run: undefined, isJoined: false }, [WAIT], []],
    [
      "skips heartbeats",
      [body(["\n", "\n", "[1]"], located)],
      { output: [1], run, isJoined: false },
      [WAIT],
      [],
    ],
    [
      "joins the run after its connection broke",
      [body(['{"a"', reset], located), body(["[1]"])],
      { output: [1], run, isJoined: true },
      [WAIT, JOIN],
      [0],
    ],
    [
      "joins the run again after a join broke",
      [body([reset], located), body([reset]), body(["[1]"])],
      { output: [1], run, isJoined: true },
      [WAIT, JOIN, JOIN],
      [0, 500],
    ],
  ])("awaitOutput %s", async (_, steps, expected, requests, waits) => {
    const { outcome, sent, delays } = await start(steps);
    expect(await outcome).toMatchObject(expected);
    expect(sent()).toEqual(requests);
    expect(delays).toEqual(waits);
  });

  test("awaitOutput joins a run whose request had an extraBody, which a GET cannot have", async () => {
    const steps = [body([reset], located), body(["{}"])];
    const { outcome, sent } = await start(steps, { extraBody: { a: 1 } });
    expect(await outcome).toMatchObject({ output: {}, isJoined: true });
    expect(sent()).toEqual([WAIT, JOIN]);
  });

  const broken = (count: number): Response[] => Array.from({ length: count }, () => body(["[", reset]));

  test.each<[string, Step[], CallOptions, string[]]>([
    ["after maxRetries joins", [body([reset], located), ...broken(5)], { maxRetries: 2 }, [WAIT, JOIN, JOIN]],
    ["with maxRetries: 0", [body([reset], located)], { maxRetries: 0 }, [WAIT]],
    ["if the run is unknown", [body([reset])], {}, [WAIT]],
    ["if the run has no thread", [body([reset], stateless)], {}, [WAIT]],
  ])("awaitOutput throws ConnectionError %s", async (_, steps, call, requests) => {
    const { outcome, sent } = await start(steps, call);
    const { error } = await outcome;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^The response broke off \(/),
      mayHaveBeenProcessed: requests.length === 1,
      cause: reset,
    });
    expect(sent()).toEqual(requests);
  });

  test("awaitOutput never sends the request for a new run again after an ambiguous failure", async () => {
    const { outcome, sent } = await start([networkError("ECONNRESET"), body(["[1]"])]);
    expect((await outcome).error).toMatchObject({ mayHaveBeenProcessed: true });
    expect(sent()).toEqual([WAIT]);
  });

  test.each<[string, string[]]>([
    ["an empty body", []],
    ["heartbeats alone", ["\n"]],
    ["a body that is not JSON", ["<html>"]],
  ])("awaitOutput throws InvalidResponseError for %s, and does not join", async (_, chunks) => {
    const { outcome, sent } = await start([body(chunks, located)]);
    expect((await outcome).error).toBeInstanceOf(InvalidResponseError);
    expect(sent()).toEqual([WAIT]);
  });

  /** A response that sends a heartbeat, and breaks off some time after it is read. */
  const lasting = (ms: number): Response => {
    let isFirst = true;
    const pull = async (controller: ReadableStreamDefaultController): Promise<void> => {
      if (isFirst) controller.enqueue(new TextEncoder().encode("\n"));
      else setTimeout(() => controller.error(reset), ms);
      isFirst = false;
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
  };
  const status = (value: string): Response => json({ status: value });
  const repeated = (count: number, steps: () => Step[]): Step[] =>
    Array.from({ length: count }, steps).flat();
  const joins = (count: number, ...requests: string[]): string[] =>
    Array.from({ length: count }, () => [JOIN, ...requests]).flat();

  test.each<[string, Step[], output: unknown, requests: string[]]>([
    [
      "counts no join that lasted for a second while the run works",
      [
        body([reset], located),
        ...repeated(9, () => [lasting(1_000), status("running")]),
        ...[lasting(60_000), status("pending"), body(["[1]"])],
      ],
      [1],
      [WAIT, ...joins(10, RUN), JOIN],
    ],
    [
      "counts the joins that fail in a row behind one that lasted",
      [
        body([reset], located),
        ...repeated(2, () => [body([reset]), lasting(2_000), status("running")]),
        ...repeated(2, () => [body([reset])]),
      ],
      undefined,
      [WAIT, ...joins(2), RUN, ...joins(2), RUN, ...joins(2)],
    ],
    [
      "counts joins that end sooner, even with heartbeats",
      [body([reset], located), ...repeated(2, () => [lasting(999)])],
      undefined,
      [WAIT, JOIN, JOIN],
    ],
    [
      "counts a join that lasted although the run has ended",
      [body([reset], located), ...repeated(2, () => [lasting(2_000), status("success")])],
      undefined,
      [WAIT, ...joins(2, RUN)],
    ],
    [
      "counts a join that lasted if the run's status is unknown",
      [body([reset], located), ...repeated(2, () => [lasting(2_000), json({}, { status: 500 })])],
      undefined,
      [WAIT, ...joins(2, RUN)],
    ],
  ])("awaitOutput %s", async (_, steps, output, requests) => {
    const { outcome, sent, delays } = await start(steps, { maxRetries: 2 });
    await vi.advanceTimersByTimeAsync(200_000);
    const isFound = output !== undefined;
    expect(await outcome).toMatchObject(
      isFound ? { output } : { error: expect.any(ConnectionError) as unknown },
    );
    expect(sent()).toEqual(requests);
    // Only the first join follows at once.
    expect(delays.shift()).toBe(0);
    expect(delays.filter((ms) => ms < 500)).toEqual([]);
  });

  test("awaitOutput closes the connection if the ids cannot be read", async () => {
    const failed = new Error("mine");
    let isClosed = false;
    const open = new Response(new ReadableStream({ cancel: () => void (isClosed = true) }));
    const { transport } = scriptedTransport([open]);
    const spec = operationSpec("POST /threads/{thread_id}/runs/wait", ["t"]);
    const awaited = awaitOutput(transport, spec, () => {
      throw failed;
    });
    expect(await failure(awaited)).toBe(failed);
    expect(isClosed).toBe(true);
  });

  test("awaitOutput has no time limit of its own", async () => {
    const { outcome } = await start([body([undefined], located)]);
    let isSettled = false;
    void outcome.then(() => (isSettled = true));
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(isSettled).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("awaitOutput ends the wait for a new run after timeoutMs", async () => {
    const { outcome, sent } = await start([body([undefined], located)], { timeoutMs: 100 });
    await vi.advanceTimersByTimeAsync(100);
    const { error } = await outcome;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      message: "No complete response within 100 ms (POST http://api/threads/t/runs/wait)",
      mayHaveBeenProcessed: true,
    });
    expect(sent()).toEqual([WAIT]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("awaitOutput repeats a join after timeoutMs", async () => {
    const { outcome, sent } = await start([body([reset], located), body([undefined]), body(["[1]"])], {
      timeoutMs: 100,
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(await outcome).toMatchObject({ output: [1] });
    expect(sent()).toEqual([WAIT, JOIN, JOIN]);
  });

  test("awaitOutput counts the joins that timeoutMs ends", async () => {
    const open = () => body([undefined]);
    const { outcome, sent } = await start([body([reset], located), open(), open()], {
      timeoutMs: 2_000,
      maxRetries: 2,
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await outcome).error).toBeInstanceOf(TimeoutError);
    expect(sent()).toEqual([WAIT, JOIN, JOIN]);
  });

  test("awaitOutput joins the run when its heartbeats stop", async () => {
    const heartbeats = new TransformStream<Uint8Array, Uint8Array>();
    const writer = heartbeats.writable.getWriter();
    const { outcome, sent } = await start([new Response(heartbeats.readable, located), body(["[1]"])]);
    for (let count = 0; count < 3; count += 1) {
      await vi.advanceTimersByTimeAsync(5_000);
      await writer.write(new TextEncoder().encode("\n"));
    }
    await vi.advanceTimersByTimeAsync(14_999);
    expect(sent()).toEqual([WAIT]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ output: [1], isJoined: true });
    expect(sent()).toEqual([WAIT, JOIN]);
  });

  test("awaitOutput rejects with the reason of an abort, and does not join", async () => {
    const controller = new AbortController();
    const { outcome, sent } = await start([body([undefined], located)], { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(0);
    controller.abort("mine");
    expect((await outcome).error).toBe("mine");
    expect(sent()).toEqual([WAIT]);
  });
});
