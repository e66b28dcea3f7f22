/** The server as it is published, without our help to be prompt, and as a deployment would set it up. */
import { AuthenticationError, LangGraphClient, PermissionDeniedError } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../server/child.js";
import { startServer } from "../server/start.js";
import { all, failure } from "../helpers/async.js";

let server: RunningServer;
let client: LangGraphClient;

beforeAll(async () => {
  server = await startServer({
    graphs: ["nested", "slow"],
    auth: "auth",
    app: "app",
    prompt: false,
  });
  client = new LangGraphClient({ apiUrl: server.url, apiKey: "secret" });
});
afterAll(() => server.stop());

describe("a server that polls", () => {
  test("streams, waits and joins to the end", async () => {
    const input = { path: "start" };
    const end = { path: "start > before > inside > after" };
    const { thread_id } = await client.threads.create();
    const events = await all(client.runs.stream(thread_id, "nested", { input, streamMode: "values" }));
    expect(events.at(-1)?.data).toEqual(end);
    expect(await client.runs.wait(thread_id, "nested", { input })).toEqual(end);
    const run = await client.runs.create(thread_id, "nested", { input });
    expect(await client.runs.join(thread_id, run.run_id)).toEqual(end);
  });

  test("wait skips the blank lines that keep a slow answer alive", async () => {
    const values = await client.runs.wait(null, "slow", { input: { ticks: 1, delay_ms: 1_500 } });
    expect(values).toMatchObject({ done: 1 });
  });
});

describe("what the server lacks", () => {
  test("is an error that says so", async () => {
    await expect(client.crons.search({ maxRetries: 0 })).rejects.toMatchObject({
      name: "InternalServerError",
      detail: "Not implemented",
    });
    await expect(client.threads.prune([crypto.randomUUID()])).rejects.toMatchObject({
      name: "NotFoundError",
    });
    const storage = client.threads.getStorage(crypto.randomUUID());
    await expect(storage).rejects.toMatchObject({ name: "NotFoundError" });
  });
});

describe("authentication", () => {
  test("an unknown key", async () => {
    const stranger = new LangGraphClient({ apiUrl: server.url, apiKey: "guess" });
    const failure = stranger.threads.search();
    await expect(failure).rejects.toThrow(AuthenticationError);
    await expect(failure).rejects.toMatchObject({ status: 401, detail: "Unknown key" });
  });

  test("a key that may not do everything", async () => {
    const reader = new LangGraphClient({
      apiUrl: server.url,
      defaultHeaders: { authorization: "Bearer reader" },
    });
    const { thread_id } = await reader.threads.create();
    const failure = reader.threads.delete(thread_id);
    await expect(failure).rejects.toThrow(PermissionDeniedError);
    await expect(failure).rejects.toMatchObject({ status: 403, detail: "Readers may not delete" });
    await client.threads.delete(thread_id);
  });
});

describe("a deployment's own routes", () => {
  test("request", async () => {
    expect(await client.request("GET", "/custom/hello", { query: { name: "Ada & Co" } })).toEqual({
      hello: "Ada & Co",
    });
    expect(await client.request("POST", "/custom/echo", { body: { camelCase: 1 } })).toEqual({
      body: { camelCase: 1 },
    });
    const missing = client.request("GET", "/custom/missing");
    await expect(missing).rejects.toMatchObject({ status: 404, detail: "Nothing of that name" });
  });
});

describe("faults before the server", () => {
  const faulty = (status: number, times: number, options: ClientOptions = {}) =>
    new LangGraphClient({
      apiUrl: server.url,
      apiKey: "secret",
      defaultHeaders: { "x-fault": `${status} ${times} ${crypto.randomUUID()}` },
      ...options,
    });

  test("reads and writes that may be repeated go through", async () => {
    const { thread_id } = await client.threads.create();
    expect(await faulty(502, 3).threads.get(thread_id)).toMatchObject({ thread_id });
    expect(await faulty(500, 2).threads.update(thread_id, { metadata: { a: 1 } })).toMatchObject({
      metadata: { a: 1 },
    });
    await faulty(504, 1).threads.delete(thread_id);
    expect(await failure(client.threads.get(thread_id))).toMatchObject({ status: 404 });
  });

  test("a run is created once: refused it is tried again, and otherwise not", async () => {
    const { thread_id } = await client.threads.create();
    const input = { path: "start" };
    await faulty(503, 2).runs.wait(thread_id, "nested", { input });
    expect(await failure(faulty(500, 1).runs.wait(thread_id, "nested", { input }))).toMatchObject({
      status: 500,
      detail: "injected",
    });
    expect(await client.runs.list(thread_id)).toHaveLength(1);
  });

  test("a token that expired is made anew, on the way to a stream too", async () => {
    const tokens = ["expired", "secret", "expired", "secret"];
    const renewing = new LangGraphClient({
      apiUrl: server.url,
      auth: async () => ({ authorization: `Bearer ${tokens.shift() ?? "secret"}` }),
    });
    const { thread_id } = await renewing.threads.create();
    const events = await all(renewing.runs.stream(thread_id, "nested", { input: { path: "start" } }));
    expect(events.at(-1)?.data).toEqual({ path: "start > before > inside > after" });
    expect(tokens).toEqual([]);
  });

  test("each attempt has a token of its own", async () => {
    const tokens = ["secret", "expired", "secret"];
    const renewing = faulty(503, 1, {
      apiKey: null,
      auth: () => ({ authorization: `Bearer ${tokens.shift()}` }),
    });
    expect(await renewing.threads.search({ limit: 1 })).toEqual(expect.any(Array));
    expect(tokens).toEqual([]);
  });
});
