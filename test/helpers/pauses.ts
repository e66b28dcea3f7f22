import { afterEach, beforeEach, vi } from "vitest";

/** Lets the pauses between attempts take no time, in every test of a file. Gives those that the test at hand had. */
export function skipPauses(): () => number[] {
  let pauses: number[] = [];
  beforeEach(() => {
    pauses = [];
    const { setTimeout } = globalThis;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
      // Time limits are no pauses, nor are the timers of idle connections.
      if (!new Error().stack?.includes("src/waiting")) return setTimeout(run, ms);
      pauses.push(ms);
      return setTimeout(run, 0);
    }) as typeof setTimeout);
  });
  afterEach(() => void vi.restoreAllMocks());
  return () => pauses;
}
