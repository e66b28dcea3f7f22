import { throwIfAborted } from "../waiting.js";
import type { Fetch, HeaderEntry, Logger } from "./options.js";
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
  /** What `fetch` is given, but for headers and signal. */
  readonly init: RequestInit;
  /** Headers above the client's: later ones win. */
  readonly headers: readonly HeaderEntry[];
  readonly signal: AbortSignal | undefined;
  readonly repeat: Repeat;
  readonly maxRetries: number;
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

/** The same for one attempt, whose `init` is complete. */
export type Attempt = (request: Outgoing, init: RequestInit) => Promise<Reply>;

/** The errors that a failure of `fetch` wraps: undici hides the reason of its "fetch failed" one level down. */
function reasons(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  // A host with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.flatMap(reasons);
  const inner = reasons(error.cause);
  return inner.length > 0 ? inner : [error];
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Codes of failures before a connection was there: no name, no route, nobody who listens, no trust. */
const UNSENT =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_SSL_\w+|FailedToOpenSocket)$/;

/** Whether the server certainly saw nothing of the request. Browsers do not say: there it never is certain. */
function isUnsent(cause: unknown): boolean {
  const all = reasons(cause);
  return all.length > 0 && all.every((reason) => UNSENT.test(codeOf(reason)));
}

function describe(cause: unknown): string {
  const [reason] = reasons(cause);
  return reason === undefined ? String(cause) : reason.message || codeOf(reason);
}

/** A whole body. In Node, `text()` costs a small answer 5 % more of all the CPU time that it takes. */
async function readText(response: Response): Promise<string> {
  // Some runtimes have no readable bodies.
  const reader = response.body?.getReader?.();
  if (reader === undefined) return response.text();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
  }
  const decoder = new TextDecoder();
  if (pieces.length < 2) return decoder.decode(pieces[0]);
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}

/** The innermost layer: the user's fetch. Whatever it throws becomes a {@link ConnectionError}; an abort stays one. */
export function attemptWith(fetch: Fetch): Attempt {
  return async ({ method, url, stream, repeat }, init) => {
    let response: Response | undefined;
    try {
      // Redirects are followed by us, whatever a hook made of the init: `fetch` would take the key to any origin.
      response = await fetch(url, { ...init, redirect: "manual" });
      return { response, text: stream && response.ok ? undefined : await readText(response) };
    } catch (cause) {
      throwIfAborted(init.signal);
      const failure = response === undefined ? "No answer from the server" : "The answer broke off";
      const mayHaveBeenProcessed = repeat !== "safe" && (response !== undefined || !isUnsent(cause));
      const message = `${failure}: ${describe(cause)}`;
      throw new ConnectionError(message, { method, url, cause, mayHaveBeenProcessed });
    }
  };
}

/** Tells the logger of every answer. */
export function withLog(logger: Logger, next: Attempt): Attempt {
  if (logger.debug === undefined) return next;
  return async (request, init) => {
    const reply = await next(request, init);
    logger.debug?.(`${request.method} ${request.url}: HTTP ${reply.response.status}`);
    return reply;
  };
}
