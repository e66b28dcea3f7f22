import { delayAfterBreak, delayAfterStatus, isTransient, retryAfterMs } from "../backoff.js";
import type { Sleep } from "../backoff.js";
import { ConnectionError } from "../errors.js";
import type { Reply, Send } from "./fetch.js";
import type { Logger } from "./options.js";
import type { Outgoing } from "./request.js";
import { isNotImplemented } from "./response.js";

/** The result of one attempt. */
type Outcome = { reply: Reply } | { error: unknown };

/** Retries failed attempts up to `maxRetries` times, where that is harmless. */
export function withRetry(logger: Logger, sleep: Sleep, next: Send): Send {
  return async (request) => {
    const { method, url, maxRetries, signal, idempotency } = request;
    for (let attempt = 0, mayHaveWorked = false; ; attempt += 1) {
      let outcome: Outcome;
      try {
        const reply = await next(attempt > 0 ? { ...request, attempt: attempt + 1 } : request);
        if (reply.response.ok) return reply;
        outcome = { reply };
      } catch (error) {
        outcome = { error };
      }
      const delay = attempt < maxRetries ? delayAfter(request, outcome, attempt) : undefined;
      if (delay === undefined) return conclude(outcome, request, mayHaveWorked);
      mayHaveWorked ||= idempotency !== "safe" && isAmbiguous(outcome);
      const seen = `${method} ${url}: ${describe(outcome)}`;
      logger.warn?.(`${seen}; attempt ${attempt + 2} of ${maxRetries + 1} in ${Math.round(delay)} ms`);
      await sleep(delay, signal);
    }
  };
}

/** Delay before the next attempt in milliseconds; `undefined`: do not retry. */
function delayAfter({ idempotency }: Outgoing, outcome: Outcome, attempt: number): number | undefined {
  if (idempotency === "once" && isAmbiguous(outcome)) return undefined;
  if ("reply" in outcome) {
    const { response, text } = outcome.reply;
    const { status, headers } = response;
    if (isNotImplemented(status, text)) return undefined;
    return isTransient(status) ? delayAfterStatus(headers, attempt) : undefined;
  }
  return outcome.error instanceof ConnectionError ? delayAfterBreak(attempt) : undefined;
}

/** True if the server may have processed the request although the attempt failed. */
function isAmbiguous(outcome: Outcome): boolean {
  if ("reply" in outcome) return isTransient(outcome.reply.response.status) && !isRefusal(outcome.reply);
  return outcome.error instanceof ConnectionError && outcome.error.mayHaveBeenProcessed;
}

/** True if the status says that the request was not processed. */
function isRefusal({ response }: Reply): boolean {
  return response.status === 429 || (response.status === 503 && retryAfterMs(response.headers) !== undefined);
}

/**
 * Returns the result of the last attempt.
 *
 * @param mayHaveWorked - An earlier attempt may have succeeded unseen. A 404 then means that it did, with `missingIsDone`.
 */
function conclude(outcome: Outcome, { missingIsDone }: Outgoing, mayHaveWorked: boolean): Reply {
  if ("reply" in outcome) {
    const { reply } = outcome;
    const isDone = mayHaveWorked && missingIsDone === true && reply.response.status === 404;
    return isDone ? { ...reply, response: new Response(null, { status: 204 }), text: "" } : reply;
  }
  if (mayHaveWorked && outcome.error instanceof ConnectionError) outcome.error.mayHaveBeenProcessed = true;
  throw outcome.error;
}

function describe(outcome: Outcome): string {
  return "reply" in outcome ? `HTTP ${outcome.reply.response.status}` : String(outcome.error);
}
