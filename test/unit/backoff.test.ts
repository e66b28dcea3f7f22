/** Delays between attempts, and the sleep that waits for them. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { delayAfterBreak, delayAfterStatus, isTransient, retryAfterMs, sleep } from "../../src/backoff.js";
import { failure } from "../helpers/async.js";

const NOW = Date.parse("2026-01-01T00:00:00Z");

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const retryAfter = (value: string): Headers => new Headers({ "retry-after": value });
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test.each([
  [[408, 425, 429, 500, 502, 503, 504], true],
  [[200, 301, 400, 401, 403, 404, 409, 422, 501, 505], false],
])("isTransient: %j are %s", (statuses, expected) => {
  expect(statuses.map(isTransient)).toEqual(statuses.map(() => expected));
});

describe("delays", () => {
  test.each([
    ["half of the delay", 0, [0, 250, 500, 1_000, 2_000, 4_000, 4_000]],
    ["the whole delay", 1, [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000]],
    ["a part of the other half", 0.5, [0, 375, 750, 1_500, 3_000, 6_000, 6_000]],
  ])("delayAfterBreak is 0, then doubles up to a limit: %s for the random number %d", (_, random, delays) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    expect(range(7).map(delayAfterBreak)).toEqual(delays);
  });

  test("delayAfterStatus doubles from the first attempt on without Retry-After", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const delays = range(6).map((attempt) => delayAfterStatus(new Headers(), attempt));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  });

  test.each<[string, number | undefined]>([
    ["0", 0],
    ["60", 60_000],
    ["61", undefined],
    ["Thu, 01 Jan 2026 00:01:00 GMT", 60_000],
    ["Thu, 01 Jan 2026 00:01:01 GMT", undefined],
  ])("delayAfterStatus with the Retry-After %j is %s", (value, delay) => {
    expect(delayAfterStatus(retryAfter(value), 5)).toBe(delay);
  });

  test("delayAfterStatus uses its own delay if Retry-After is invalid", () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect(delayAfterStatus(retryAfter("soon"), 0)).toBe(500);
  });
});

describe("retryAfterMs", () => {
  test.each<[string, number | undefined]>([
    ["7", 7_000],
    ["0", 0],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
    ["Wednesday, 31-Dec-25 00:00:00 GMT", 0],
    ["2026-01-01T00:00:30Z", 30_000],
    ["1.5", 1_500],
    ["0.0", 0],
    ["-5", undefined],
    ["-1.5", undefined],
    ["5, 10", undefined],
    ["5 10", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["120s", undefined],
    ["Infinity", undefined],
    ["2026", 2_026_000],
    ["2026-01-02", undefined],
    ["a:b", undefined],
    ["soon", undefined],
    ["", undefined],
  ])("retryAfterMs of %j is %s", (value, ms) => {
    expect(retryAfterMs(retryAfter(value))).toBe(ms);
  });

  test("retryAfterMs is undefined without the header", () => {
    expect(retryAfterMs(new Headers())).toBeUndefined();
  });
});

describe("sleep", () => {
  test("sleep resolves after the delay, and not before", async () => {
    const done = vi.fn();
    const sleeping = sleep(100, new AbortController().signal).then(done);
    await vi.advanceTimersByTimeAsync(99);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(done).toHaveBeenCalledOnce();
  });

  test("sleep rejects with the signal's reason at once, and clears its timer", async () => {
    const controller = new AbortController();
    const sleeping = failure(sleep(100, controller.signal));
    expect(vi.getTimerCount()).toBe(1);
    controller.abort("mine");
    expect(await sleeping).toBe("mine");
    expect(vi.getTimerCount()).toBe(0);
  });
});
