import { untilAborted } from "../waiting.js";
import { checkHeaders } from "../config.js";
import type { Config } from "../config.js";
import type { Exchange, Outgoing, Reply } from "./exchange.js";

/**
 * Gives each attempt its headers (the client's, then those of `auth`, the request's, the call's) and shows it to
 * `onRequest`. An answer of 401 to headers that a function made is asked for once more: its token may have expired.
 */
export function withAuth({ headers: defaults, auth, onRequest }: Config, next: Exchange): Exchange {
  const attempt = async (request: Outgoing): Promise<Reply> => {
    const { signal } = request;
    const fresh = auth && checkHeaders("auth", await untilAborted(Promise.resolve(auth()), signal));
    const headers = new Headers(defaults);
    const own = Object.entries(request.headers);
    for (const [name, value] of [...(fresh ?? []), ...new Headers(request.init.headers), ...own]) {
      if (value === null) headers.delete(name);
      else if (value !== undefined) headers.set(name, value);
    }
    const init = { ...request.init, headers };
    if (onRequest === undefined) return next({ ...request, init });
    const shown: RequestInit = { ...init, headers: Object.fromEntries(headers) };
    if (signal !== undefined) shown.signal = signal;
    const hooked = Promise.resolve(onRequest(new URL(request.url), shown));
    return next({ ...request, init: await untilAborted(hooked, signal) });
  };
  if (auth === undefined) return attempt;
  return async (request) => {
    const reply = await attempt(request);
    return reply.response.status === 401 ? attempt(request) : reply;
  };
}
