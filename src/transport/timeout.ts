import { abortReason, untilAborted } from "../abort.js";
import { TimeoutError } from "../errors.js";
import { failureOf } from "./fetch.js";
import type { Attempt, Reply } from "./fetch.js";
import { discardBody } from "./read-text.js";
import type { Outgoing } from "./request.js";

/** Limits one attempt to `timeoutMs`. An abort by the caller settles it at once, even if `fetch` ignores the signal. */
export function withTimeout(next: Attempt): Attempt {
  return (request, init) => {
    const { signal, timeoutMs, ownSignal } = request;
    if (signal?.aborted) return Promise.reject(abortReason(signal));
    if (timeoutMs === null && (ownSignal || signal === undefined)) return sendUnlimited(next, request, init);
    return new Promise((resolve, reject) => {
      // Not the caller's signal: Node's fetch leaves its listener on it until garbage collection, and polyfills are refused.
      const controller = new AbortController();
      const stop = (reason: unknown): void => {
        cleanUp();
        reject(reason);
        controller.abort(reason);
      };
      const onAbort = (): void => stop(signal && abortReason(signal));
      const onTimeout = (): void => stop(timeoutError(request));
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
        if (text !== undefined || (response.body?.getReader && !ownSignal)) cleanUp();
        // A fetch that ignores the signal opens the response too late.
        if (controller.signal.aborted) discardBody(response);
        else resolve(reply);
      };
      const onError = (error: unknown): void => {
        cleanUp();
        reject(error);
      };
      next(request, { ...init, signal: controller.signal }).then(onReply, onError);
    });
  };
}

/** The error of a request whose time limit has passed. */
export function timeoutError(request: Outgoing): TimeoutError {
  return new TimeoutError(`No complete response within ${request.timeoutMs} ms`, failureOf(request));
}

/** Sends a request without a time limit. A stream's own signal serves: a controller would take 5 % of the time to open it. */
function sendUnlimited(next: Attempt, request: Outgoing, init: RequestInit): Promise<Reply> {
  const { signal } = request;
  if (signal === undefined) return next(request, init);
  const replied = next(request, { ...init, signal });
  const onReply = ({ response }: Reply): void => {
    // A fetch that ignores the signal opens the response too late.
    if (signal.aborted) discardBody(response);
  };
  replied.then(onReply, () => {});
  return untilAborted(replied, signal);
}
