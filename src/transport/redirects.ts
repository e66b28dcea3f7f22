import { excerpt } from "../errors.js";
import type { Attempt, Reply } from "./fetch.js";
import { unusable } from "./response.js";

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Follows redirects within the origin. `fetch` would follow them to any origin, with all headers. */
export function withRedirects(next: Attempt): Attempt {
  return async (request, init) => {
    let current = request;
    for (let count = 0; ; count += 1) {
      const reply = await next(current, init);
      const target = targetOf(reply);
      if (target === undefined) return current === request ? reply : { ...reply, request };
      if (count === MAX_REDIRECTS) {
        throw unusable({ ...reply, request }, `The server redirected more than ${MAX_REDIRECTS} times`);
      }
      current = { ...current, url: target.href };
    }
  };
}

/** The target of a redirect; `undefined` for other responses. Throws if the redirect must not be followed. */
function targetOf(reply: Reply): URL | undefined {
  const { response, request } = reply;
  if (response.ok) return undefined;
  const { status, type, headers } = response;
  if (type === "opaqueredirect") {
    throw unusable(reply, "The server redirected, and browsers hide the target. Use the final URL as apiUrl");
  }
  const location = headers.get("location");
  if (!REDIRECTS.has(status) || location === null) return undefined;
  const from = new URL(request.url);
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw unusable(reply, `The server redirected to an invalid URL, "${excerpt(location, 200)}"`);
  }
  // `fetch` refuses a URL with credentials, and shows it in its error.
  to.username = to.password = "";
  if (to.origin !== from.origin) {
    const origins = `from ${from.origin} to ${to.origin}`;
    throw unusable(
      reply,
      `The server redirected ${origins}, which is not followed. If you trust it, use it as apiUrl`,
    );
  }
  if (becomesGet(request.method, status)) {
    const message = `The server redirected the ${request.method} (${status}) to a GET of ${excerpt(to.href, 200)}`;
    throw unusable(reply, `${message}, whose response would not be the result. Use the final URL as apiUrl`);
  }
  return to;
}

/** True if `fetch` would follow the redirect with a GET in place of the method. */
function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return status < 303 && method === "POST";
}
