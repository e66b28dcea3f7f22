import { throwIfAborted } from "../abort.js";
import { ConnectionError, InvalidResponseError } from "../errors.js";
import type { ConnectionErrorInit } from "../errors.js";
import type { Fetch } from "./environment.js";
import type { Config } from "./options.js";
import { discardBody, readStart, readText } from "./read-text.js";
import type { Outgoing } from "./request.js";
import { unusable } from "./response.js";

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

/**
 * The innermost layer: calls `fetch`, and turns its failures into {@link ConnectionError}s.
 *
 * @param isOwn - The caller's `fetch`, which may have sent the request before it failed, whatever its error says.
 */
export function withFetch(fetch: Fetch, isOwn = false): Attempt {
  return async (request, init) => {
    let response: Response | undefined;
    try {
      // Set here, so that no hook can undo it: `fetch` would follow a redirect to any origin, with the key.
      response = await fetch(request.url, { ...init, redirect: "manual" });
      return { request, response, text: await textOf(request, response) };
    } catch (cause) {
      throwIfAborted(init.signal);
      if (cause instanceof InvalidResponseError) throw cause;
      const failure = response === undefined ? "The request failed" : "The response broke off";
      const isSent = response !== undefined || isOwn || !isUnsent(cause);
      throw new ConnectionError(`${failure}: ${describe(cause)}`, failureOf(request, cause, isSent));
    }
  };
}

/** Describes the failure of a request for its error. */
export function failureOf(
  { method, url, idempotency }: Outgoing,
  cause?: unknown,
  isSent = true,
): ConnectionErrorInit {
  return { method, url, cause, mayHaveBeenProcessed: isSent && idempotency !== "safe" };
}

/** The error of a body that broke off while it was read. */
export function brokenBody(request: Outgoing, cause: unknown): ConnectionError {
  return new ConnectionError("The response broke off", failureOf(request, cause));
}

/** Reads the body of a response. `undefined`: its caller reads it as a stream. */
async function textOf(request: Outgoing, response: Response): Promise<string | undefined> {
  const { streamBody, timeoutMs } = request;
  const { ok, status, headers, body, bodyUsed } = response;
  if (bodyUsed || body?.locked) {
    // The status of an error is enough.
    if (!ok) return "";
    const message = "Your fetch has read the body of the response. Read response.clone() instead";
    throw unusable({ request, response, text: "" }, message);
  }
  if (ok && streamBody) return undefined;
  if (ok || !(streamBody || timeoutMs === null)) return readText(response);
  if (status >= 400 || !headers.has("location")) return readStart(response);
  // The body of a redirect, which has no limits either, has no use.
  discardBody(response);
  return "";
}

/** Logs every response, and passes it to the caller's hook. */
export function withLog(
  { logger, onResponse }: Pick<Config, "logger" | "onResponse">,
  next: Attempt,
): Attempt {
  if (logger.debug === undefined && onResponse === undefined) return next;
  return async (request, init) => {
    const startedAt = performance.now();
    const reply = await next(request, init);
    const { method, url, attempt = 1 } = request;
    const { response } = reply;
    const durationMs = Math.round(performance.now() - startedAt);
    const requestId = response.headers.get("x-request-id") ?? undefined;
    onResponse?.(response, { method, url, attempt, durationMs, requestId });
    const more = (attempt > 1 ? `, attempt ${attempt}` : "") + (requestId ? `, request ${requestId}` : "");
    logger.debug?.(`${method} ${url}: HTTP ${response.status} in ${durationMs} ms${more}`);
    return reply;
  };
}

const MAX_CAUSES = 10;

/** The innermost causes of a failure: undici wraps the reason of its "fetch failed". */
function rootCauses(error: unknown, depth = 0): Error[] {
  // An error may be its own cause.
  if (!(error instanceof Error) || depth > MAX_CAUSES) return [];
  // A host with several addresses fails once for each of them.
  if (error instanceof AggregateError) return error.errors.flatMap((each) => rootCauses(each, depth + 1));
  const inner = rootCauses(error.cause, depth + 1);
  return inner.length > 0 ? inner : [error];
}

/** A text that Node adds to an error. */
function codeOf(error: Error & { code?: unknown; syscall?: unknown }, field: "code" | "syscall"): string {
  const value = error[field];
  return typeof value === "string" ? value : "";
}

/** System calls before a connection exists: connecting, and looking up a name. */
const UNSENT_CALL = /^(connect|getaddrinfo|query\w+)$/;
/** Codes of the same failures where errors name no system call: of undici, of Bun, and of the lookup. */
const UNSENT_CODE = /^(UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket|ENOTFOUND|EAI_\w+)$/;
/** Codes of a server's certificate that Node refuses. */
const CERTIFICATE_CODE =
  /^(ERR_TLS_CERT_ALTNAME_INVALID|CERT_\w+|(\w+_)?SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/;

/** True if the server certainly received nothing. Browsers hide the reason, so it is never certain there. */
function isUnsent(cause: unknown): boolean {
  const causes = rootCauses(cause);
  return (
    causes.length > 0 &&
    causes.every((each) => {
      const code = codeOf(each, "code");
      const call = codeOf(each, "syscall");
      if (call !== "") return UNSENT_CALL.test(call);
      // undici verifies the certificate before it sends the request, and wraps the error. Others may do neither.
      return UNSENT_CODE.test(code) || (each !== cause && CERTIFICATE_CODE.test(code));
    })
  );
}

function describe(cause: unknown): string {
  const [root] = rootCauses(cause);
  return root === undefined ? String(cause) : root.message || codeOf(root, "code");
}
