import { afterEach, beforeEach, vi } from "vitest";

/** Skips the delays between attempts in every test of a file. The returned function lists the current test's delays. */
export function skipDelays(): () => number[] {
  let delays: number[] = [];
  beforeEach(() => {
    delays = [];
    const { setTimeout } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation((run: () => void, ms = 0) => {
      // Keep the timers of time limits and of idle connections.
      if (!new Error().stack?.includes("src/backoff")) return setTimeout(run, ms);
      delays.push(ms);
      return setTimeout(run, 0);
    });
  });
  afterEach(() => void vi.restoreAllMocks());
  return () => delays;
}
