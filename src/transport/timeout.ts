import { abortReason, throwIfAborted } from "../waiting.js";
import { TimeoutError } from "../errors.js";
import type { Exchange } from "./exchange.js";

/** Limits one exchange to `timeoutMs`, and settles it at once when the caller aborts, even if `fetch` does not listen. */
export function withTimeout(next: Exchange): Exchange {
  return async (request) => {
    const { method, url, signal, timeoutMs, repeat } = request;
    throwIfAborted(signal);
    if (timeoutMs === null && signal === undefined) return next(request);
    const controller = new AbortController();
    let stop: (reason: unknown) => void = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = (reason) => {
        reject(reason);
        controller.abort(reason);
      };
    });
    const onAbort = (): void => stop(signal && abortReason(signal));
    const onTimeout = (): void =>
      stop(
        new TimeoutError(`No complete answer within ${timeoutMs} ms`, {
          method,
          url,
          mayHaveBeenProcessed: repeat !== "safe",
        }),
      );
    signal?.addEventListener("abort", onAbort, { once: true });
    const timer = timeoutMs === null ? undefined : setTimeout(onTimeout, timeoutMs);
    try {
      return await Promise.race([next({ ...request, signal: controller.signal }), stopped]);
    } finally {
      clearTimeout(timer);
      // A stream goes on after its exchange: its reader listens to the caller's signal itself.
      signal?.removeEventListener("abort", onAbort);
    }
  };
}
