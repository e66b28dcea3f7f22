/** The limit of silence, learned from the heartbeats of a connection. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { TimeoutError } from "../../../src/errors.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";
import { failure } from "../../helpers/async.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

const request = { method: "GET", url: "/stream" };
const never = new Promise<never>(() => {});
/** Starts to wait for a chunk. */
const wait = (heartbeats: Heartbeats) => void heartbeats.wait(never, request).catch(() => {});
const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1_000);

/**
 * Performs steps: `5` waits for a heartbeat that arrives after 5 seconds, `busy5` reads one that was buffered while the
 * reader was busy for 5 seconds, `connect`, `event`, and `end` of the run.
 */
function perform(steps: string, heartbeats: Heartbeats): Heartbeats {
  heartbeats.onConnect();
  for (const step of steps.split(" ").filter((each) => each !== "")) {
    const [, busy, seconds] = /^(busy)?([\d.]+)$/.exec(step) ?? [];
    if (step === "connect") heartbeats.onConnect();
    else if (step === "event") heartbeats.onEvent();
    else if (step === "end") heartbeats.onRunEnd();
    else {
      if (busy === undefined) wait(heartbeats);
      pass(Number(seconds));
      if (busy !== undefined) wait(heartbeats);
      heartbeats.onHeartbeat();
    }
  }
  return heartbeats;
}

describe("the limit of silence", () => {
  test.each<[rule: string, steps: string, limitSeconds: number | undefined]>([
    ["is unknown without heartbeats", "", undefined],
    ["is unknown after one heartbeat", "5", undefined],
    ["is unknown after one interval", "5 5", undefined],
    ["is three intervals after two of them", "5 10 10", 30],
    ["is at least 15 seconds", "2 2 2", 15],
    ["is the second shortest of two intervals", "10 10 20", 60],
    ["is the second shortest of three intervals", "10 30 20 10", 60],
    ["ignores a single interval that is too short, after a delayed heartbeat", "10 10 10 3", 30],
    ["becomes smaller with two shorter intervals", "20 20 20 10 10", 30],
    ["remains with longer intervals", "10 10 10 40 40", 30],
    ["ignores heartbeats that were buffered together", "10 10 0.5 0.4 10 10", 30],
    ["ignores a gap below one second from the heartbeat before", "10 10 10 0.9", 30],
    ["accepts a gap of one second", "10 10 10 1 1", 15],
    ["ignores an interval that begins with a buffered heartbeat", "10 20 busy20 3 20", 60],
    ["starts a new interval with each connection", "10 connect 10 connect 10 connect 10", undefined],
    ["is kept for the next connection", "5 10 10 connect", 30],
    ["counts events within an interval", "5 event 10 event 10", 30],
    ["is 10 seconds once the run has ended", "end", 10],
    ["is 10 seconds once the run has ended, whatever the interval is", "20 20 20 end", 10],
  ])("the limit %s", (_rule, steps, limitSeconds) => {
    const { limitMs } = perform(steps, new Heartbeats());
    expect(limitMs).toBe(limitSeconds === undefined ? undefined : limitSeconds * 1_000);
  });

  test.each<[rule: string, given: number | null, steps: string, limitMs: number | undefined]>([
    ["a given limit holds without heartbeats", 3_000, "", 3_000],
    ["a given limit holds whatever the interval is", 3_000, "20 20 20", 3_000],
    ["a given limit holds after the end of the run", 3_000, "end", 3_000],
    ["null means no limit whatever the interval is", null, "20 20 20", undefined],
    ["null means no limit after the end of the run", null, "end", undefined],
  ])("%s", (_rule, given, steps, limitMs) => {
    expect(perform(steps, new Heartbeats(given)).limitMs).toBe(limitMs);
  });

  test.each<[rule: string, waitedMs: number, limitMs: number | undefined]>([
    ["awaited for 10 ms starts an interval", 10, 36_000],
    ["awaited for less than 10 ms was buffered, and starts none", 9, undefined],
  ])("a heartbeat %s", (_rule, waitedMs, limitMs) => {
    const heartbeats = perform("10 12", new Heartbeats());
    heartbeats.onConnect();
    wait(heartbeats);
    vi.setSystemTime(Date.now() + waitedMs);
    heartbeats.onHeartbeat();
    wait(heartbeats);
    pass(12);
    heartbeats.onHeartbeat();
    expect(heartbeats.limitMs).toBe(limitMs);
  });
});

describe("the time without an event", () => {
  test.each<[rule: string, steps: string, quietSeconds: number]>([
    ["is 0 at first", "", 0],
    ["is the sum of the waits for heartbeats", "5 5 0.5", 10.5],
    ["excludes the time in which the reader was busy", "5 busy60 5", 10],
    ["starts again with an event", "5 5 event 5", 5],
    ["starts again with the end of the run", "5 5 end 5", 5],
    ["goes on across connections", "5 connect 5", 10],
  ])("the time %s", (_rule, steps, quietSeconds) => {
    expect(perform(steps, new Heartbeats()).quietMs).toBe(quietSeconds * 1_000);
  });

  test("two heartbeats in one chunk count the wait once", () => {
    const heartbeats = new Heartbeats();
    wait(heartbeats);
    pass(5);
    heartbeats.onHeartbeat();
    heartbeats.onHeartbeat();
    expect([heartbeats.quietMs, heartbeats.count]).toEqual([5_000, 2]);
  });
});

describe("waiting for a chunk", () => {
  test("wait() resolves to a chunk within the limit, and leaves no timer", async () => {
    const heartbeats = new Heartbeats(3_000);
    const chunk = new Promise<string>((resolve) => void setTimeout(() => resolve("chunk"), 2_999));
    const waiting = heartbeats.wait(chunk, request);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(await waiting).toBe("chunk");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("wait() rejects with TimeoutError once nothing arrived for the limit", async () => {
    const waiting = failure(new Heartbeats(3_000).wait(never, request));
    await vi.advanceTimersByTimeAsync(3_000);
    const error = await waiting;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      message: "The connection is dead: nothing arrived for 3000 ms (GET /stream)",
      mayHaveBeenProcessed: false,
    });
  });

  test("wait() rejects with the error of a broken connection, and leaves no timer", async () => {
    const cause = new TypeError("terminated");
    expect(await failure(new Heartbeats(3_000).wait(Promise.reject(cause), request))).toBe(cause);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("wait() sets no timer without a limit", () => {
    wait(new Heartbeats());
    expect(vi.getTimerCount()).toBe(0);
  });

  test("wait() uses the limit that was learned", async () => {
    const waiting = failure(perform("5 10 10", new Heartbeats()).wait(never, request));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toBeInstanceOf(TimeoutError);
  });
});
