import { LangGraphClient } from "langgraph-client";

const key = process.env["MY_API_KEY"] ?? "a key that no browser sees";

/** Passes a request of a page on to the LangGraph server, with the key. A handler of Next.js, Hono and others. */
async function handle(request: Request): Promise<Response> {
  // Here: read the session of your user, and return 401 or 403 if it may not do this.
  const { pathname, search } = new URL(request.url);
  if (!pathname.startsWith("/api/")) return new Response(null, { status: 404 });
  const headers = new Headers(request.headers);
  for (const name of ["host", "connection", "content-length", "cookie"]) headers.delete(name);
  headers.set("x-api-key", key);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const response = await fetch(`http://localhost:2024/${pathname.slice("/api/".length)}${search}`, {
    method: request.method,
    headers,
    body: hasBody ? await request.arrayBuffer() : null,
    signal: request.signal, // when the page leaves, the connection to the server closes
  });
  // The body is passed on as it arrives, so that streams stay streams. `fetch` has already unpacked it.
  const returned = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) returned.delete(name);
  return new Response(response.body, { status: response.status, headers: returned });
}

// The client of the page: without a key, and with the address of the handler. Here it calls the handler directly.
const client = new LangGraphClient({
  apiUrl: "https://shop.example/api",
  apiKey: null,
  fetch: (url, init) => handle(new Request(url, init)),
});
const { thread_id: threadId } = await client.threads.create();
const input = { messages: [{ role: "user", content: "Hello" }] };
for await (const text of client.runs.stream(threadId, "agent", { input }).text()) process.stdout.write(text);
