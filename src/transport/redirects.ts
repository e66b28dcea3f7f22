import { InvalidResponseError } from "../errors.js";
import type { Attempt, Outgoing, Reply } from "./exchange.js";

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Where a reply sends the request, as it is and within its origin: nothing of it, its key above all, leaves for another
 * one.
 */
function targetOf({ method, url }: Outgoing, { response, text = "" }: Reply): URL | undefined {
  if (response.ok) return undefined;
  const { status, type, headers } = response;
  const refuse = (message: string): never => {
    throw new InvalidResponseError(message, { method, url, status, text });
  };
  if (type === "opaqueredirect") {
    refuse("The server redirects, and browsers hide where to. Give the client the final address as apiUrl");
  }
  const location = headers.get("location");
  if (!REDIRECTS.has(status) || location === null) return undefined;
  const from = new URL(url);
  let to: URL;
  try {
    to = new URL(location, url);
  } catch {
    return refuse(`The server redirects to "${location}"`);
  }
  if (to.origin !== from.origin) {
    refuse(
      `The server redirects from ${from.origin} to ${to.origin}, which is not followed. If you trust it, make it the apiUrl`,
    );
  }
  // Every `fetch` follows these, but what the GET answers would be taken for the answer to what was to be done.
  const becomesGet =
    status === 303 ? method !== "GET" && method !== "HEAD" : status < 303 && method === "POST";
  if (becomesGet) {
    refuse(
      `The server redirects (${status}) to a GET of ${to.href}, which is not what was asked for. If the API is there, change the apiUrl`,
    );
  }
  return to;
}

function tooMany({ method, url }: Outgoing, { response, text = "" }: Reply): InvalidResponseError {
  const message = `The server redirects more than ${MAX_REDIRECTS} times`;
  return new InvalidResponseError(message, { method, url, status: response.status, text });
}

/** Follows redirects, which `fetch` would follow to any origin and with all headers. */
export function withRedirects(next: Attempt): Attempt {
  return async (request, init) => {
    let current = request;
    for (let count = 0; ; count += 1) {
      const reply = await next(current, init);
      const target = targetOf(current, reply);
      if (target === undefined) return reply;
      if (count === MAX_REDIRECTS) throw tooMany(request, reply);
      current = { ...current, url: target.href };
    }
  };
}
