import { pauseAfterBreak, pauseAfterRefusal, retryAfterMs, sleep } from "../waiting.js";
import type { Logger } from "./options.js";
import { ConnectionError, isTransient } from "../errors.js";
import type { Exchange, Outgoing, Reply } from "./exchange.js";

/** What one attempt came to. */
type Outcome = { reply: Reply } | { error: unknown };

/** Whether an answer says that nothing was done. */
function isRefused({ response }: Reply): boolean {
  return response.status === 429 || (response.status === 503 && retryAfterMs(response.headers) !== undefined);
}

/** Whether the work may be done although the attempt failed. */
function isAmbiguous(outcome: Outcome): boolean {
  if ("reply" in outcome) return isTransient(outcome.reply.response.status) && !isRefused(outcome.reply);
  return outcome.error instanceof ConnectionError && outcome.error.mayHaveBeenProcessed;
}

/** Milliseconds until the next attempt; `undefined`: the outcome stands. */
function delayAfter({ repeat }: Outgoing, outcome: Outcome, attempt: number): number | undefined {
  if (repeat === "once" && isAmbiguous(outcome)) return undefined;
  if ("reply" in outcome) {
    const { status, headers } = outcome.reply.response;
    return isTransient(status) ? pauseAfterRefusal(headers, attempt) : undefined;
  }
  return outcome.error instanceof ConnectionError ? pauseAfterBreak(attempt) : undefined;
}

/** What the caller gets of the last outcome. `lost`: an attempt before it may have done the work. */
function conclude({ method }: Outgoing, outcome: Outcome, lost: boolean): Reply {
  if ("reply" in outcome) {
    const gone = lost && method === "DELETE" && outcome.reply.response.status === 404;
    return gone ? { response: new Response(null, { status: 204 }), text: "" } : outcome.reply;
  }
  if (lost && outcome.error instanceof ConnectionError) outcome.error.mayHaveBeenProcessed = true;
  throw outcome.error;
}

function describe(outcome: Outcome): string {
  return "reply" in outcome ? `HTTP ${outcome.reply.response.status}` : String(outcome.error);
}

/** Repeats what failed, where that is harmless, up to `maxRetries` times. */
export function withRetry(logger: Logger, next: Exchange): Exchange {
  return async (request) => {
    const { method, url, maxRetries, signal } = request;
    for (let attempt = 0, lost = false; ; attempt += 1) {
      let outcome: Outcome;
      try {
        const reply = await next(request);
        if (reply.response.ok) return reply;
        outcome = { reply };
      } catch (error) {
        outcome = { error };
      }
      const delay = attempt < maxRetries ? delayAfter(request, outcome, attempt) : undefined;
      if (delay === undefined) return conclude(request, outcome, lost);
      lost ||= request.repeat !== "safe" && isAmbiguous(outcome);
      const seen = `${method} ${url}: ${describe(outcome)}`;
      logger.warn?.(`${seen}; attempt ${attempt + 2} of ${maxRetries + 1} in ${Math.round(delay)} ms`);
      await sleep(delay, signal);
    }
  };
}
