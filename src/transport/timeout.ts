import { InvalidArgumentError, TimeoutError } from "../errors.js";
import type { Exchange } from "./exchange.js";

/** Checks a call's `timeoutMs`. */
export function checkTimeout(timeoutMs: number | null): number | null {
  if (timeoutMs !== null && !(timeoutMs > 0)) {
    throw new InvalidArgumentError(
      "timeoutMs",
      `expected milliseconds above 0, or null for no limit, got ${timeoutMs}.`,
    );
  }
  return timeoutMs === Infinity ? null : timeoutMs;
}

/** Limits one exchange to `timeoutMs`, and settles it at once when the caller aborts, even if `fetch` does not listen. */
export function withTimeout(next: Exchange): Exchange {
  return async (request) => {
    const { method, url, signal, timeoutMs } = request;
    signal?.throwIfAborted();
    if (timeoutMs === null && signal === undefined) return next(request);
    const controller = new AbortController();
    const stopped = new Promise<never>((_, reject) => {
      controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
    });
    const onAbort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const timer =
      timeoutMs === null
        ? undefined
        : setTimeout(() => {
            controller.abort(new TimeoutError(`No complete answer within ${timeoutMs} ms`, { method, url }));
          }, timeoutMs);
    try {
      return await Promise.race([next({ ...request, signal: controller.signal }), stopped]);
    } finally {
      clearTimeout(timer);
      // A stream goes on after its exchange: its reader listens to the caller's signal itself.
      signal?.removeEventListener("abort", onAbort);
    }
  };
}
