import type { Config } from "../config.js";
import type { Exchange } from "./exchange.js";

/** Gives each attempt its headers: the client's, then the request's, then the call's. Shows it to `onRequest`. */
export function withAuth({ headers: defaults, onRequest }: Config, next: Exchange): Exchange {
  return async (request) => {
    const headers = new Headers(defaults);
    new Headers(request.init.headers).forEach((value, name) => headers.set(name, value));
    for (const [name, value] of Object.entries(request.headers)) {
      if (value === null) headers.delete(name);
      else if (value !== undefined) headers.set(name, value);
    }
    const init = { ...request.init, headers };
    if (onRequest === undefined) return next({ ...request, init });
    const shown: RequestInit = { ...init, headers: Object.fromEntries(headers) };
    if (request.signal !== undefined) shown.signal = request.signal;
    return next({ ...request, init: await onRequest(new URL(request.url), shown) });
  };
}
