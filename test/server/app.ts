import { Hono } from "hono";

/** How often each fault was met, by the id that the test gave it. */
const met = new Map<string, number>();

/**
 * A deployment's own routes, beside the API. Its middleware stands before the API too: a request with
 * `x-fault: 503 2 some-id` is answered with that status twice, and goes on to the server after that.
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
