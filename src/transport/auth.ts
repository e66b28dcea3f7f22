import { untilAborted } from "../waiting.js";
import { checkHeaders } from "./options.js";
import type { Config, HeaderEntry } from "./options.js";
import type { Attempt, Exchange, Outgoing, Reply } from "./exchange.js";

/** Sets headers, whose names come in any case; `null` takes one away. */
function put(headers: Record<string, string>, entries: readonly HeaderEntry[]): void {
  for (const [name, value] of entries) {
    const key = name.toLowerCase();
    if (value === null) Reflect.deleteProperty(headers, key);
    // A program without types may give numbers.
    else if (value !== undefined) headers[key] = String(value);
  }
}

/**
 * Gives each attempt its headers (the client's, then those of `auth`, the request's, the call's) and shows it to
 * `onRequest`. An answer of 401 to headers that a function made is asked for once more: its token may have expired.
 */
export function withAuth({ headers: defaults, auth, onRequest }: Config, next: Attempt): Exchange {
  const attempt = async (request: Outgoing): Promise<Reply> => {
    const { signal } = request;
    // A plain object, whose names are lower-case: `Headers` costs more than all else that is done here.
    const headers = { ...defaults };
    if (auth !== undefined) {
      put(headers, checkHeaders("auth", await untilAborted(Promise.resolve(auth()), signal)));
    }
    put(headers, request.headers);
    const init: RequestInit = { ...request.init, headers };
    if (onRequest === undefined) return next(request, init);
    if (signal !== undefined) init.signal = signal;
    const hooked = Promise.resolve(onRequest(new URL(request.url), init));
    return next(request, await untilAborted(hooked, signal));
  };
  if (auth === undefined) return attempt;
  return async (request) => {
    const reply = await attempt(request);
    return reply.response.status === 401 ? attempt(request) : reply;
  };
}
