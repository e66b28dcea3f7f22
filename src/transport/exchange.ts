import type { Fetch, HeaderValues } from "../config.js";
import { ConnectionError } from "../errors.js";

/**
 * When a request may be repeated after a failure: `safe` reads and `idempotent` writes always, `once` only if the
 * server certainly did not process it.
 */
export type Repeat = "safe" | "idempotent" | "once";

/** One request on its way down to the user's fetch. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  /** What `fetch` is given, without the client's own headers until the layer that adds them. */
  readonly init: RequestInit;
  /** Headers of this call, above all others. */
  readonly headers: HeaderValues;
  readonly signal: AbortSignal | undefined;
  readonly repeat: Repeat;
  readonly timeoutMs: number | null;
  /** The body of a success is handed on as it comes; otherwise it is read to its end as part of the exchange. */
  readonly stream: boolean;
}

/** What came back. `text` is the whole body, unless it streams. */
export interface Reply {
  readonly response: Response;
  readonly text: string | undefined;
}

/** A request and its answer. */
export interface Exchanged {
  readonly request: Outgoing;
  readonly reply: Reply;
}

/** Sends a request and gives the answer, whatever its status. The layers of a client wrap one another as such functions. */
export type Exchange = (request: Outgoing) => Promise<Reply>;

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // undici hides the reason of its "fetch failed" one level down.
  const inner = cause.cause;
  if (!(inner instanceof Error)) return cause.message;
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : "";
  return inner.message || code || cause.message;
}

/** The innermost layer: the user's fetch. Whatever it throws becomes a {@link ConnectionError}; an abort stays one. */
export function exchangeWith(fetch: Fetch): Exchange {
  return async ({ method, url, init, signal, stream }) => {
    let response: Response | undefined;
    try {
      response = await fetch(url, signal === undefined ? init : { ...init, signal });
      return { response, text: stream && response.ok ? undefined : await response.text() };
    } catch (cause) {
      signal?.throwIfAborted();
      const failure = response === undefined ? "No answer from the server" : "The answer broke off";
      throw new ConnectionError(`${failure}: ${describe(cause)}`, { method, url, cause });
    }
  };
}
