/** The silence after which a connection counts as dead. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { TimeoutError } from "../../../src/errors.js";
import { Heartbeats } from "../../../src/streaming/heartbeats.js";

const request = { method: "GET", url: "http://a" };
const never = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  return () => vi.useRealTimers();
});

/** Heartbeats that each arrive after a gap in milliseconds, while the reader waits. */
function after(gaps: number[], heartbeats = new Heartbeats()): Heartbeats {
  heartbeats.onConnect();
  for (const gap of gaps) {
    void heartbeats.wait(Promise.resolve(), request).catch(() => {});
    vi.advanceTimersByTime(gap);
    heartbeats.onHeartbeat();
  }
  return heartbeats;
}

describe("the limit of silence", () => {
  test.each<[rule: string, gaps: number[], limitMs: number | undefined]>([
    ["is unknown without heartbeats", [], undefined],
    ["is unknown after one heartbeat", [5_000], undefined],
    ["is unknown after one gap, which may follow a delayed heartbeat", [5_000, 5_000], undefined],
    ["is three intervals", [6_000, 6_000, 6_000], 18_000],
    ["is at least 15 seconds", [2_000, 2_000, 2_000], 15_000],
    ["is three times the second shortest gap", [6_000, 2_000, 10_000, 6_000], 18_000],
    ["ignores heartbeats that arrive together", [6_000, 6_000, 100, 100, 6_000], 18_600],
  ])("%s", (_, gaps, limitMs) => {
    expect(after(gaps).limitMs).toBe(limitMs);
  });

  test("is that of the caller", () => {
    expect([new Heartbeats(7).limitMs, after([6_000, 6_000, 6_000], new Heartbeats(7)).limitMs]).toEqual([
      7, 7,
    ]);
  });

  test("is unlimited if the caller says so, also after the end of the run", () => {
    const heartbeats = after([6_000, 6_000, 6_000], new Heartbeats(null));
    heartbeats.onRunEnd();
    expect(heartbeats.limitMs).toBeUndefined();
  });

  test("is 10 seconds once the run has ended", () => {
    const heartbeats = new Heartbeats();
    heartbeats.onRunEnd();
    expect(heartbeats.limitMs).toBe(10_000);
  });

  test("ignores a gap that spans two connections", () => {
    const heartbeats = after([6_000, 6_000]);
    after([1_500, 6_000, 6_000], heartbeats);
    expect(heartbeats.limitMs).toBe(18_000);
  });

  test("ignores the gap behind a heartbeat that was buffered", () => {
    const heartbeats = after([20_000, 20_000]);
    // The reader was busy for a minute: this heartbeat arrived at an unknown time.
    vi.advanceTimersByTime(60_000);
    void heartbeats.wait(Promise.resolve(), request).catch(() => {});
    heartbeats.onHeartbeat();
    expect(heartbeats.limitMs).toBe(180_000);
    void heartbeats.wait(Promise.resolve(), request).catch(() => {});
    vi.advanceTimersByTime(2_000);
    heartbeats.onHeartbeat();
    expect(heartbeats.limitMs).toBe(180_000);
  });
});

describe("quietMs", () => {
  test("adds up the time spent waiting", () => {
    expect(after([5_000, 5_000]).quietMs).toBe(10_000);
  });

  test("does not count the time in which nobody waited", () => {
    const heartbeats = after([5_000]);
    vi.advanceTimersByTime(60_000);
    expect(after([5_000], heartbeats).quietMs).toBe(10_000);
  });

  test.each(["onEvent", "onRunEnd"] as const)("starts again after %s", (method) => {
    const heartbeats = after([5_000]);
    heartbeats[method]();
    expect(heartbeats.quietMs).toBe(0);
  });
});

describe("wait", () => {
  test("rejects with a TimeoutError after the limit", async () => {
    const wait = new Heartbeats(1_000).wait(never(), request);
    const result = expect(wait).rejects.toBeInstanceOf(TimeoutError);
    await vi.advanceTimersByTimeAsync(1_000);
    await result;
  });

  test("resolves with the chunk, and leaves no timer", async () => {
    expect(await new Heartbeats(1_000).wait(Promise.resolve("chunk"), request)).toBe("chunk");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sets no timer without a limit", () => {
    void new Heartbeats().wait(never(), request);
    expect(vi.getTimerCount()).toBe(0);
  });
});
