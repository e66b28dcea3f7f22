import { throwIfAborted } from "../abort.js";
import { ConnectionError } from "../errors.js";
import type { Fetch } from "./environment.js";
import type { Logger } from "./options.js";
import { readText } from "./read-text.js";
import type { Outgoing } from "./request.js";

/** A response with its request. */
export interface Reply {
  readonly request: Outgoing;
  readonly response: Response;
  /** The whole body; `undefined` if the caller reads it as a stream. */
  readonly text: string | undefined;
}

/** Sends a request, with all its attempts, and resolves whatever the status is. */
export type Send = (request: Outgoing) => Promise<Reply>;

/** Sends one attempt with a complete `init`. Each layer below `auth` wraps another. */
export type Attempt = (request: Outgoing, init: RequestInit) => Promise<Reply>;

/** The innermost layer: calls `fetch`, and turns its failures into {@link ConnectionError}s. */
export function withFetch(fetch: Fetch): Attempt {
  return async (request, init) => {
    const { method, url, streamBody, idempotency } = request;
    let response: Response | undefined;
    try {
      // Set here, so that no hook can undo it: `fetch` would follow a redirect to any origin, with the key.
      response = await fetch(url, { ...init, redirect: "manual" });
      const text = streamBody && response.ok ? undefined : await readText(response);
      return { request, response, text };
    } catch (cause) {
      throwIfAborted(init.signal);
      const failure = response === undefined ? "The request failed" : "The response broke off";
      const mayHaveBeenProcessed = idempotency !== "safe" && (response !== undefined || !isUnsent(cause));
      const message = `${failure}: ${describe(cause)}`;
      throw new ConnectionError(message, { method, url, cause, mayHaveBeenProcessed });
    }
  };
}

/** Logs every response. */
export function withLog(logger: Logger, next: Attempt): Attempt {
  if (logger.debug === undefined) return next;
  return async (request, init) => {
    const reply = await next(request, init);
    logger.debug?.(`${request.method} ${request.url}: HTTP ${reply.response.status}`);
    return reply;
  };
}

/** The innermost causes of a failure: undici wraps the reason of its "fetch failed". */
function rootCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  // A host with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.flatMap(rootCauses);
  const inner = rootCauses(error.cause);
  return inner.length > 0 ? inner : [error];
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Codes of failures before the connection existed: DNS, routing, a closed port, TLS. */
const UNSENT =
  /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_SSL_\w+|FailedToOpenSocket)$/;

/** True if the server certainly received nothing. Browsers hide the code, so it is never certain there. */
function isUnsent(cause: unknown): boolean {
  const causes = rootCauses(cause);
  return causes.length > 0 && causes.every((each) => UNSENT.test(codeOf(each)));
}

function describe(cause: unknown): string {
  const [root] = rootCauses(cause);
  return root === undefined ? String(cause) : root.message || codeOf(root);
}
