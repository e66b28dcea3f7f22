import { sleep } from "../abort.js";
import type { Logger } from "../config.js";
import { ConnectionError } from "../errors.js";
import type { Exchange, Outgoing, Reply } from "./exchange.js";

/** Statuses that pass, of a server or of a gateway before it. */
const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 8_000;
/** A server that wants to be left alone for longer is not waited for: its answer is the result. */
const MAX_RETRY_AFTER_MS = 60_000;

/** Milliseconds that an answer asks to wait, in seconds or as a date. */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get("retry-after");
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Half of the doubled delay is left to chance, so that clients do not come back together. */
export function backoffMs(attempt: number): number {
  const delay = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
  return delay / 2 + (Math.random() * delay) / 2;
}

/** How long to wait before an answer is asked for again; `undefined`: it stands. */
function delayAfterReply({ repeat }: Outgoing, { response }: Reply, attempt: number): number | undefined {
  const { status } = response;
  const asked = retryAfterMs(response);
  const unprocessed = status === 429 || (status === 503 && asked !== undefined);
  if (!(repeat === "once" ? unprocessed : TRANSIENT.has(status))) return undefined;
  if (asked !== undefined && asked > MAX_RETRY_AFTER_MS) return undefined;
  return asked ?? backoffMs(attempt);
}

/** The same for a failure: what was certainly not processed, or may be repeated, is asked for again. */
function delayAfterError({ repeat }: Outgoing, error: unknown, attempt: number): number | undefined {
  if (!(error instanceof ConnectionError)) return undefined;
  if (repeat === "once" && error.mayHaveBeenProcessed) return undefined;
  // Mostly a pooled connection that the server had closed: another one will do, at once.
  return attempt === 0 ? 0 : backoffMs(attempt - 1);
}

/** What one attempt came to: its answer or its failure, and how long to wait before the next. */
interface Attempt {
  delay: number | undefined;
  seen: string;
  settle: () => Reply;
}

async function tryOnce(next: Exchange, request: Outgoing, attempt: number): Promise<Attempt> {
  try {
    const reply = await next(request);
    const delay = delayAfterReply(request, reply, attempt);
    return { delay, seen: `HTTP ${reply.response.status}`, settle: () => reply };
  } catch (error) {
    const fail = (): never => {
      throw error;
    };
    return { delay: delayAfterError(request, error, attempt), seen: String(error), settle: fail };
  }
}

/** Repeats what failed, where that is harmless, up to `maxRetries` times. */
export function withRetry(logger: Logger, next: Exchange): Exchange {
  return async (request) => {
    const { method, url, maxRetries, signal } = request;
    for (let attempt = 0, lost = false; ; attempt += 1) {
      const { delay, seen, settle } = await tryOnce(next, request, attempt);
      if (delay === undefined || attempt >= maxRetries) {
        // An earlier attempt deleted it, although its answer was lost.
        const gone = lost && method === "DELETE" && seen === "HTTP 404";
        return gone ? { response: new Response(null, { status: 204 }), text: "" } : settle();
      }
      lost ||= seen !== "HTTP 429";
      logger.warn?.(
        `${method} ${url}: ${seen}; attempt ${attempt + 2} of ${maxRetries + 1} in ${Math.round(delay)} ms`,
      );
      await sleep(delay, signal);
    }
  };
}
