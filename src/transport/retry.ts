import { backoffMs, sleep } from "../waiting.js";
import type { Logger } from "../config.js";
import { ConnectionError, isTransient } from "../errors.js";
import type { Exchange, Outgoing, Reply } from "./exchange.js";

/** A server that wants to be left alone for longer is not waited for: its answer is the result. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Milliseconds that an answer asks to wait, in seconds or as a date. */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** What one attempt came to. */
type Outcome = { reply: Reply } | { error: unknown };

/** Whether an answer says that nothing was done. */
function isRefused({ response }: Reply): boolean {
  return response.status === 429 || (response.status === 503 && retryAfterMs(response) !== undefined);
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
    const { response } = outcome.reply;
    if (!isTransient(response.status)) return undefined;
    const asked = retryAfterMs(response) ?? backoffMs(attempt);
    return asked > MAX_RETRY_AFTER_MS ? undefined : asked;
  }
  if (!(outcome.error instanceof ConnectionError)) return undefined;
  // Mostly a pooled connection that the server had closed: another one will do, at once.
  return attempt === 0 ? 0 : backoffMs(attempt - 1);
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
      const outcome: Outcome = await next(request).then(
        (reply) => ({ reply }),
        (error: unknown) => ({ error }),
      );
      const delay = attempt < maxRetries ? delayAfter(request, outcome, attempt) : undefined;
      if (delay === undefined) return conclude(request, outcome, lost);
      lost ||= request.repeat !== "safe" && isAmbiguous(outcome);
      const seen = `${method} ${url}: ${describe(outcome)}`;
      logger.warn?.(`${seen}; attempt ${attempt + 2} of ${maxRetries + 1} in ${Math.round(delay)} ms`);
      await sleep(delay, signal);
    }
  };
}
