import { Hono } from "hono";

/** A deployment's own routes, beside the API. */
export const app = new Hono()
  .get("/custom/hello", (context) => context.json({ hello: context.req.query("name") ?? "world" }))
  .post("/custom/echo", async (context) => context.json({ body: (await context.req.json()) as unknown }))
  .get("/custom/text", (context) => context.text("no JSON here"))
  .get("/custom/missing", (context) => context.json({ detail: "Nothing of that name" }, 404));
