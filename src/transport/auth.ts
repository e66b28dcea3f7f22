import { untilAborted } from "../abort.js";
import type { Config, HeaderValues } from "../config.js";
import { InvalidArgumentError } from "../errors.js";
import type { Exchange, Outgoing, Reply } from "./exchange.js";

function checkHeaders(headers: HeaderValues): HeaderValues {
  if (typeof headers === "object" && headers !== null) return headers;
  throw new InvalidArgumentError(
    "auth",
    `expected it to give headers such as { authorization: "Bearer …" }, got ${typeof headers}.`,
  );
}

/**
 * Gives each attempt its headers (the client's, then those of `auth`, the request's, the call's) and shows it to
 * `onRequest`. An answer of 401 to headers that a function made is asked for once more: its token may have expired.
 */
export function withAuth({ headers: defaults, auth, onRequest }: Config, next: Exchange): Exchange {
  const attempt = async (request: Outgoing): Promise<Reply> => {
    const { signal } = request;
    const fresh = auth && checkHeaders(await untilAborted(Promise.resolve(auth()), signal));
    const headers = new Headers(defaults);
    const sources = [fresh, Object.fromEntries(new Headers(request.init.headers)), request.headers];
    for (const [name, value] of sources.flatMap((source) => Object.entries(source ?? {}))) {
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
