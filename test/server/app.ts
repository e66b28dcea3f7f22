import { Hono } from "hono";

/** Number of requests that met each fault, by the id from the test. */
const met = new Map<string, number>();

/**
 * Custom routes of a deployment, and middleware before the routes and the API: the first two requests with
 * `x-fault: 503 2 some-id` get that status, later ones reach the server.
 */
export const app = new Hono()
  .use("*", async (context, next) => {
    const [status, times, id] = context.req.header("x-fault")?.split(" ") ?? [];
    if (status === undefined || id === undefined) return next();
    const count = (met.get(id) ?? 0) + 1;
    met.set(id, count);
    if (count > Number(times)) return next();
    return new Response(JSON.stringify({ detail: "injected" }), {
      status: Number(status),
      headers: { "content-type": "application/json", "retry-after": "0" },
    });
  })
  .get("/custom/hello", (context) => context.json({ hello: context.req.query("name") ?? "world" }))
  .post("/custom/echo", async (context) => context.json({ body: (await context.req.json()) as unknown }))
  .get("/custom/text", (context) => context.text("no JSON here"))
  .get("/custom/missing", (context) => context.json({ detail: "Nothing of that name" }, 404));
