import { untilAborted } from "../abort.js";
import { check, isPlain } from "../checks.js";
import type { Attempt, Reply, Send } from "./fetch.js";
import { checkFetchHeaders, checkHeaders, setHeaders } from "./headers.js";
import type { Config } from "./options.js";
import type { Outgoing } from "./request.js";

/**
 * Gives each attempt its headers (the client's, then those of `auth`, the request's, the call's) and calls `onRequest`.
 * After a 401, `auth` is called once more: its token may have expired.
 */
export function withAuth({ headers: defaults, auth, onRequest }: Config, next: Attempt): Send {
  const attempt = async (request: Outgoing): Promise<Reply> => {
    const { signal } = request;
    // A plain object with lower-case names: `Headers` would cost more than the rest of this function.
    const headers = { ...defaults };
    if (auth !== undefined) {
      setHeaders(headers, checkHeaders("auth", await untilAborted(Promise.resolve(auth()), signal)));
    }
    setHeaders(headers, request.headers);
    const init: RequestInit = { ...request.init, headers };
    if (onRequest === undefined) return next(request, init);
    if (signal !== undefined) init.signal = signal;
    const hooked = Promise.resolve(onRequest(new URL(request.url), init));
    const sent = await untilAborted(hooked, signal);
    check("onRequest", isPlain(sent), "a function that returns the init to send", sent);
    const list = checkFetchHeaders("onRequest", sent.headers);
    return next(request, list === undefined ? sent : { ...sent, headers: list });
  };
  if (auth === undefined) return attempt;
  return async (request) => {
    const reply = await attempt(request);
    return reply.response.status === 401 ? attempt(request) : reply;
  };
}
