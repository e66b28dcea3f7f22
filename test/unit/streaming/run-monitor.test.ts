/** The ids and the state of a run, as its stream learns them. */
import { describe, expect, test, vi } from "vitest";
import { Connection } from "../../../src/streaming/connection.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import type { RunIds, RunOutcome } from "../../../src/streaming/run-api.js";
import { RunMonitor } from "../../../src/streaming/run-monitor.js";
import { failure } from "../../helpers/async.js";
import { apiError, broken, sourceOf } from "./scripted.js";

const ids: RunIds = { runId: "r", threadId: "t" };
const active: RunOutcome = { type: "active" };
const ended: RunOutcome = { type: "ended", cancelled: false };
const cancelled: RunOutcome = { type: "ended", cancelled: true };
const failed: RunOutcome = { ...ended, failure: { error: "TypeError", message: "no" } };
const deleted: RunOutcome = { type: "deleted", error: apiError(404) };
const gone: RunOutcome = { type: "gone", error: apiError(404) };

/** Creates a monitor whose status requests have the given results, in order; the last one repeats. */
function monitorOf(results: (RunOutcome | Error | undefined)[], run: RunIds | undefined = ids) {
  const requests: { signal: AbortSignal | undefined; timeoutMs: number | undefined }[] = [];
  const log: string[] = [];
  const learned: RunIds[] = [];
  const heartbeats = new Heartbeats();
  const status = async (_run: RunIds, signal: AbortSignal | undefined, timeoutMs?: number) => {
    const result = results[Math.min(requests.length, results.length - 1)];
    requests.push({ signal, timeoutMs });
    if (result instanceof Error) throw result;
    return result;
  };
  const monitor = new RunMonitor(
    { status },
    {
      run,
      heartbeats,
      logger: { debug: (line) => void log.push(line), warn: (line) => void log.push(`WARN ${line}`) },
      onRun: (each) => void learned.push(each),
      sleep: async (ms) => void log.push(`wait ${ms}`),
    },
  );
  const init = { source: sourceOf([]), heartbeats, filter: undefined, isJoined: true, openedAfterEnd: false };
  const connection = new Connection(init, new AbortController().signal);
  return { monitor, requests, log, learned, heartbeats, connection };
}

const { signal } = new AbortController();
const sleep = async (): Promise<void> => {};
/** Settings for a run whose ids are unknown. */
const unknown = () => ({ run: undefined, heartbeats: new Heartbeats(), logger: {}, sleep });

describe("the ids of a run", () => {
  test("the ids of a new run are unknown until they are learned, once", () => {
    const { monitor, learned } = monitorOf([]);
    const other = new RunMonitor(
      { status: async () => undefined },
      { ...unknown(), onRun: (each) => void learned.push(each) },
    );
    expect([monitor.run, other.run]).toEqual([ids, undefined]);
    other.learn(ids);
    other.learn({ runId: "s", threadId: "t" });
    expect([other.run, learned]).toEqual([ids, [ids]]);
  });

  test("the ids of a joined run are known, and never reported", () => {
    const { monitor, learned } = monitorOf([]);
    monitor.learn({ runId: "s", threadId: "t" });
    expect([monitor.run, learned]).toEqual([ids, []]);
  });
});

describe("the state of a run", () => {
  test.each<[rule: string, result: RunOutcome | undefined, isKept: boolean, log: string[]]>([
    ["active is requested again", active, false, []],
    ["unknown is requested again", undefined, false, []],
    ["ended is kept", ended, true, ["run r: run status: ended"]],
    ["ended with a failure is kept", failed, true, ["run r: run status: ended with a failure"]],
    ["deleted is kept", deleted, true, ["run r: run status: deleted"]],
    ["gone is kept", gone, true, ["run r: run status: gone"]],
  ])("the state %s", async (_rule, result, isKept, log) => {
    const test = monitorOf([result]);
    expect([await test.monitor.status(signal), await test.monitor.status(signal)]).toEqual([result, result]);
    expect(test.requests.length).toBe(isKept ? 1 : 2);
    expect(test.requests[0]).toEqual({ signal, timeoutMs: undefined });
    expect(test.monitor.outcome).toEqual(isKept ? result : undefined);
    expect(test.log).toEqual(log);
  });

  test.each<[rule: string, expected: "end" | "deletion", results: (RunOutcome | undefined)[], log: string[]]>(
    [
      ["is asked for twice more", "end", [active, active, active], ["wait 150", "wait 250"]],
      ["is asked for until it has ended", "end", [active, ended], ["wait 150", "run r: run status: ended"]],
      ["is not asked for again when it has ended", "end", [ended], ["run r: run status: ended"]],
      ["is not asked for again when it was interrupted", "end", [cancelled], ["run r: run status: ended"]],
      ["is not asked for again when it is unknown", "end", [undefined], []],
      [
        "is asked for again when it was interrupted, until it is deleted",
        "deletion",
        [cancelled, active, deleted],
        ["wait 150", "wait 250", "run r: run status: deleted"],
      ],
      [
        "is not asked for again when it has ended by itself",
        "deletion",
        [ended],
        ["run r: run status: ended"],
      ],
    ],
  )("a state that may lag %s", async (_rule, expected, results, log) => {
    const test = monitorOf(results);
    expect(await test.monitor.status(signal, expected)).toEqual(results.at(-1));
    expect(test.requests.length).toBe(results.length);
    expect(test.log).toEqual(log);
  });

  test("the state of a run that was interrupted is asked for again when the run may be deleted", async () => {
    const { monitor } = monitorOf([cancelled, deleted]);
    expect(await monitor.status(signal)).toEqual(cancelled);
    expect(await monitor.status(signal, "end")).toEqual(cancelled);
    expect(await monitor.status(signal, "deletion")).toEqual(deleted);
    expect(monitor.outcome).toEqual(deleted);
  });

  test("the state is unknown without a request while the ids are unknown", async () => {
    const status = vi.fn(async () => ended);
    expect(await new RunMonitor({ status }, unknown()).status(signal)).toBeUndefined();
    expect(status.mock.calls).toEqual([]);
  });

  test("the state rejects if its request fails", async () => {
    const error = broken();
    expect(await failure(monitorOf([error]).monitor.status(signal))).toBe(error);
  });
});

/** Calls `isHanging` after each number of quiet seconds. Returns the requests so far, and the last result. */
async function hangs(test: ReturnType<typeof monitorOf>, quiet: readonly number[]) {
  let isHanging = false;
  for (const seconds of quiet) {
    test.heartbeats.quietMs = seconds * 1_000;
    isHanging = test.monitor.isHanging(test.connection);
    // Lets the request beside the stream finish.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
  return { isHanging, requests: test.requests.length };
}

describe("a stream without events", () => {
  type Row = [rule: string, results: (RunOutcome | Error | undefined)[], quiet: number[], requests: number];
  test.each<Row>([
    ["has no status request within 10 seconds", [active], [5, 9.999], 0],
    ["has a status request after 10 seconds", [active], [10], 1],
    ["has its second request after twice the time of the first", [active], [10, 15, 19.999], 1],
    ["has a request at 10, 20 and 40 seconds", [active], [10, 15, 20, 25, 39, 40], 3],
    ["doubles the actual time, which may be longer", [active], [12, 20, 23, 24], 2],
    ["has further requests after a failed one", [broken()], [10, 20], 2],
    ["has further requests after a 404", [deleted], [10, 20], 2],
    ["has further requests if the run's thread seems gone", [gone], [10, 20], 2],
    ["has further requests if the server cannot tell the state", [undefined], [10, 20], 2],
    ["has no further request once the run has ended", [ended], [10, 9, 20], 1],
  ])("a stream without events %s", async (_rule, results, quiet, requests) => {
    expect((await hangs(monitorOf(results), quiet)).requests).toBe(requests);
  });

  test("a stream without events hangs 10 seconds after the run was found to have ended", async () => {
    const test = monitorOf([ended]);
    expect((await hangs(test, [10])).isHanging).toBe(false);
    expect([test.heartbeats.quietMs, test.heartbeats.limitMs]).toEqual([0, 10_000]);
    expect((await hangs(test, [9.999])).isHanging).toBe(false);
    expect((await hangs(test, [10])).isHanging).toBe(true);
    expect(test.log).toEqual(["run r: run status: ended"]);
  });

  test.each([
    ["active", active],
    ["deleted", deleted],
    ["unknown", undefined],
  ])("a stream without events never hangs while the run is %s", async (_name, result) => {
    const test = monitorOf([result]);
    expect((await hangs(test, [10, 100, 1_000])).isHanging).toBe(false);
    expect([test.monitor.outcome, test.heartbeats.limitMs]).toEqual([undefined, undefined]);
  });

  test("a stream without events limits each status request to 10 seconds, and aborts it with the connection", async () => {
    const test = monitorOf([active]);
    await hangs(test, [10]);
    expect(test.requests[0]).toMatchObject({ timeoutMs: 10_000, signal: { aborted: false } });
    test.connection.close();
    expect(test.requests[0]?.signal?.aborted).toBe(true);
  });

  test("a stream without events ignores the result of a request that was aborted", async () => {
    const test = monitorOf([ended]);
    test.heartbeats.quietMs = 10_000;
    test.monitor.isHanging(test.connection);
    test.connection.close();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect([test.monitor.outcome, test.heartbeats.limitMs]).toEqual([undefined, undefined]);
  });
});

describe("the log of a stream", () => {
  test("the log names the run once it is known", () => {
    const lines: string[] = [];
    const logger = {
      debug: (line: string) => void lines.push(line),
      warn: (line: string) => void lines.push(line),
    };
    const settings = { run: undefined, heartbeats: new Heartbeats(), logger, sleep };
    const monitor = new RunMonitor({ status: async () => undefined }, settings);
    monitor.trace("a step");
    monitor.learn(ids);
    monitor.trace("a step");
    monitor.warn("a reconnect");
    expect(lines).toEqual(["new run: a step", "run r: a step", "run r: a reconnect"]);
  });

  test("the logger is optional", () => {
    const settings = { ...unknown(), run: ids };
    const monitor = new RunMonitor({ status: async () => undefined }, settings);
    expect(() => (monitor.trace("a step"), monitor.warn("a reconnect"))).not.toThrow();
  });
});
