import { abortReason } from "../abort.js";
import { TimeoutError } from "../errors.js";
import type { Attempt, Reply } from "./fetch.js";
import { discardBody } from "./read-text.js";

/** Limits one attempt to `timeoutMs`. An abort by the caller settles it at once, even if `fetch` ignores the signal. */
export function withTimeout(next: Attempt): Attempt {
  return (request, init) => {
    const { method, url, signal, timeoutMs, idempotency, ownSignal } = request;
    if (signal?.aborted) return Promise.reject(abortReason(signal));
    if (timeoutMs === null && signal === undefined) return next(request, init);
    return new Promise((resolve, reject) => {
      // Not the caller's signal: Node's fetch leaves its listener on it until garbage collection, and polyfills are refused.
      // A stream's own signal serves as it is: another controller would take 7 % of the time to open a stream.
      const controller = ownSignal && timeoutMs === null ? undefined : new AbortController();
      const sent = controller?.signal ?? signal ?? null;
      const stop = (reason: unknown): void => {
        cleanUp();
        reject(reason);
        controller?.abort(reason);
      };
      const onAbort = (): void => stop(signal && abortReason(signal));
      const onTimeout = (): void => {
        const mayHaveBeenProcessed = idempotency !== "safe";
        const message = `No complete response within ${timeoutMs} ms`;
        stop(new TimeoutError(message, { method, url, mayHaveBeenProcessed }));
      };
      const timer = timeoutMs === null ? undefined : setTimeout(onTimeout, timeoutMs);
      // The reader of a streamed body listens to the caller's signal itself. A signal of the stream ends with it.
      const cleanUp = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      const onReply = (reply: Reply): void => {
        const { response, text } = reply;
        clearTimeout(timer);
        // A body without a reader, as in React Native, can only be closed by the signal.
        if (text !== undefined || (response.body?.getReader && !ownSignal) || controller === undefined)
          cleanUp();
        // A fetch that ignores the signal opens the response too late.
        if (sent?.aborted) discardBody(response);
        else resolve(reply);
      };
      const onError = (error: unknown): void => {
        cleanUp();
        reject(error);
      };
      next(request, { ...init, signal: sent }).then(onReply, onError);
    });
  };
}
