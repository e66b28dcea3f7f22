/** Not passed on: headers of one connection, and cookies, which are those of the page's own server. */
const OWN = ["host", "connection", "content-length", "cookie", "origin", "referer"];

/**
 * Makes a handler that passes the requests of a page to `/api/…` on to a LangGraph server, with the key that no page has.
 * Next.js, Hono and others take it as it is.
 */
export function proxyTo(apiUrl: string, apiKey: string | undefined): (request: Request) => Promise<Response> {
  return async (request) => {
    // Here: read the session of your user, and return 401 or 403 if it may not do this.
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith("/api/")) return new Response(null, { status: 404 });
    const headers = new Headers(request.headers);
    for (const name of OWN) headers.delete(name);
    if (apiKey !== undefined) headers.set("x-api-key", apiKey);
    const hasBody = request.method !== "GET" && request.method !== "HEAD";
    const { method, signal } = request; // when the page leaves, the connection to the server closes
    const body = hasBody ? await request.arrayBuffer() : null;
    try {
      const url = `${apiUrl}/${pathname.slice("/api/".length)}${search}`;
      const response = await fetch(url, { method, headers, body, signal });
      // The body is passed on as it arrives, so that streams stay streams. `fetch` has already unpacked it.
      const returned = new Headers(response.headers);
      for (const name of ["content-encoding", "content-length", "transfer-encoding"]) returned.delete(name);
      return new Response(response.body, { status: response.status, headers: returned });
    } catch {
      const detail = "The proxy cannot reach the LangGraph server. Start it, or correct its URL.";
      return Response.json({ detail }, { status: 502 });
    }
  };
}
