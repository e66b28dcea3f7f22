import { existsSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { graphNames, startServer } from "./start.js";

test("the shared server responds to GET /ok", async () => {
  const response = await fetch(`${inject("serverUrl")}/ok`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true });
});

test("POST /runs/wait returns the output of a run", async () => {
  const response = await fetch(`${inject("serverUrl")}/runs/wait`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ assistant_id: "nested", input: { path: "start" } }),
  });
  expect(await response.json()).toEqual({ path: "start > before > inside > after" });
});

test("the schemas of every graph are available", async () => {
  for (const name of graphNames) {
    const response = await fetch(`${inject("serverUrl")}/assistants/${name}/schemas`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ graph_id: name, state_schema: { type: "object" } });
  }
});

test("a server with auth and custom routes starts, responds, and removes its files when stopped", async () => {
  const server = await startServer({
    graphs: ["trivial"],
    auth: "auth",
    app: "app",
    polling: true,
  });
  expect(existsSync(server.dataDir)).toBe(true);

  const get = async (path: string, key: string) =>
    (await fetch(`${server.url}${path}`, { headers: { "x-api-key": key } })).status;
  expect(await get("/ok", "nobody")).toBe(401);
  expect(await get("/ok", "reader")).toBe(200);
  expect(await get("/custom/hello", "secret")).toBe(200);

  await server.stop();
  await expect(fetch(`${server.url}/ok`)).rejects.toThrow();
  expect(existsSync(server.dataDir)).toBe(false);
});

test("startServer rejects with the server's error if it cannot start", async () => {
  const start = startServer({ graphs: ["trivial"], auth: "nowhere" });
  await expect(start).rejects.toThrow(/did not start:[^]*nowhere\.ts/);
});
