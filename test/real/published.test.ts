/** Tests against the server as published: without the patch that avoids polling, and with auth and custom routes. */
import {
  AuthenticationError,
  LangGraphClient,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from "langgraph-client";
import type { ClientOptions, ThreadJoinStreamOptions } from "langgraph-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunningServer } from "../server/child.js";
import { eventsOf, lacks, server as kind, startServer } from "./setup.js";
import { all, failure } from "../helpers/async.js";

let server: RunningServer;
let client: LangGraphClient;

beforeAll(async () => {
  server = await startServer({
    graphs: ["nested", "slow"],
    auth: "auth",
    app: "app",
    polling: true,
  });
  client = new LangGraphClient({ apiUrl: server.url, apiKey: "secret" });
});
afterAll(() => server.stop());

describe("a server that polls for runs", () => {
  test("stream, wait and join return the final state", async () => {
    const input = { path: "start" };
    const end = { path: "start > before > inside > after" };
    const { thread_id } = await client.threads.create();
    const events = await eventsOf(client.runs.stream(thread_id, "nested", { input, streamMode: "values" }));
    expect(events.at(-1)?.data).toEqual(end);
    expect(await client.runs.wait(thread_id, "nested", { input })).toEqual(end);
    const run = await client.runs.create(thread_id, "nested", { input });
    expect(await client.runs.join(thread_id, run.run_id)).toEqual(end);
  });

  test("wait skips the blank lines that a server sends as keep-alive", async () => {
    // The JS server sends one every second, the Python server every five seconds.
    const input = { ticks: 1, delay_ms: kind === "js" ? 1_500 : 5_500 };
    const body = { assistant_id: "slow", input };
    const [values, raw] = await Promise.all([
      client.runs.wait(null, "slow", { input }),
      client.raw.POST("/runs/wait", { body, parseAs: "text" }),
    ]);
    expect(values).toMatchObject({ done: 1 });
    expect(raw.data).toMatch(/^\n+\{/);
  });
});

// The server must poll here: otherwise a run ends before the stream of its thread notices it.
describe.skipIf(lacks("GET /threads/{thread_id}/stream"))("the stream of a thread", () => {
  /** Reads the stream of a thread up to the end of a run. */
  async function readToRunEnd(threadId: string, options: ThreadJoinStreamOptions) {
    const stream = client.threads.joinStream(threadId, options);
    const events: { id: string | undefined; event: string; data: unknown }[] = [];
    for await (const { id, event, data } of stream) {
      events.push({ id, event, data });
      if (event === "metadata" && JSON.stringify(data).includes("run_done")) break;
    }
    return events;
  }

  /** Opens the stream, then starts a run, resumable so that its events are stored, and reads to its end. */
  async function readNewRun(threadId: string, options: ThreadJoinStreamOptions) {
    const events = readToRunEnd(threadId, options);
    // The stream opens before the polling server picks up the run.
    await client.runs.create(threadId, "nested", { input: { path: "start" }, streamResumable: true });
    return events;
  }

  test("threads.joinStream streams the events of runs, and replays them with lastEventId -", async () => {
    const { thread_id } = await client.threads.create();
    const events = await readNewRun(thread_id, { streamMode: "run_modes" });
    expect(events.map(({ event }) => event)).toEqual([
      "metadata",
      ...Array<string>(4).fill("values"),
      "metadata",
    ]);
    expect(events.at(-2)?.data).toEqual({ path: "start > before > inside > after" });
    expect(await readToRunEnd(thread_id, { lastEventId: "-" })).toEqual(events);
    const refused = all(client.threads.joinStream(thread_id, { lastEventId: "-1" }));
    expect(await failure(refused)).toBeInstanceOf(UnprocessableEntityError);
  });

  test("threads.joinStream with the mode lifecycle streams the start and the end of runs", async () => {
    const { thread_id } = await client.threads.create();
    const events = await readNewRun(thread_id, { streamMode: "lifecycle" });
    expect(events.map(({ data }) => data)).toMatchObject([{ attempt: 1 }, { status: "run_done" }]);
  });

  test("threads.joinStream accepts several modes", async () => {
    const { thread_id } = await client.threads.create();
    const payload = { input: { path: "start" }, streamResumable: true };
    const { run_id } = await client.runs.create(thread_id, "nested", payload);
    await client.runs.join(thread_id, run_id);
    const streamMode = ["run_modes" as const, "state_update" as const];
    const names = new Set<string>();
    const reading = (async () => {
      // The replay has the events of the run, however late the stream opens.
      for await (const { event } of client.threads.joinStream(thread_id, { streamMode, lastEventId: "-" })) {
        names.add(event);
        if (event === "state_update") break;
      }
    })();
    // Updates are not stored: repeat them until the open stream has sent one.
    while (!names.has("state_update")) {
      await client.threads.updateState(thread_id, { values: { path: "moved" } });
    }
    await reading;
    expect([...names].sort()).toEqual(["metadata", "state_update", "values"]);
  });
});

describe.runIf(lacks("POST /runs/crons"))("operations that the server lacks", () => {
  test("methods throw LangGraphError or NotFoundError for operations that the server lacks", async () => {
    await expect(client.crons.search()).rejects.toMatchObject({
      name: "LangGraphError",
      cause: { detail: "Not implemented" },
    });
    await expect(client.threads.prune([crypto.randomUUID()])).rejects.toMatchObject({
      name: "NotFoundError",
    });
    const storage = client.threads.getStorage(crypto.randomUUID());
    await expect(storage).rejects.toMatchObject({ name: "NotFoundError" });
  });
});

describe("authentication", () => {
  test("an unknown key throws AuthenticationError with the server's detail", async () => {
    const stranger = new LangGraphClient({ apiUrl: server.url, apiKey: "guess" });
    const failure = stranger.threads.search();
    await expect(failure).rejects.toThrow(AuthenticationError);
    await expect(failure).rejects.toMatchObject({ status: 401, detail: "Unknown key" });
  });

  test("a forbidden operation throws PermissionDeniedError with the server's detail", async () => {
    const reader = new LangGraphClient({
      apiUrl: server.url,
      defaultHeaders: { authorization: "Bearer reader" },
    });
    const { thread_id } = await reader.threads.create();
    const failure = reader.threads.delete(thread_id);
    await expect(failure).rejects.toThrow(PermissionDeniedError);
    await expect(failure).rejects.toMatchObject({ status: 403, detail: "Readers may not delete" });
    // Another key may delete its threads.
    const other = await client.threads.create();
    await client.threads.delete(other.thread_id);
  });
});

describe("a key with access to its own threads only", () => {
  const guest = () => new LangGraphClient({ apiUrl: server.url, apiKey: "guest", maxRetries: 0 });

  test("a key with limited access finds its own threads, and gets NotFoundError for others", async () => {
    const [own, foreign] = [await guest().threads.create(), await client.threads.create()];
    expect(await guest().threads.get(own.thread_id)).toMatchObject({ metadata: { owner: "guest" } });
    expect((await guest().threads.search({ limit: 100 })).map(({ thread_id }) => thread_id)).toEqual([
      own.thread_id,
    ]);
    expect(await failure(guest().threads.get(foreign.thread_id))).toBeInstanceOf(NotFoundError);
    expect(await failure(guest().threads.update(foreign.thread_id, { metadata: {} }))).toBeInstanceOf(
      NotFoundError,
    );
    const run = guest().runs.create(foreign.thread_id, "nested", { input: { path: "start" } });
    expect(await failure(run)).toBeInstanceOf(NotFoundError);
  });

  test("joinStream throws NotFoundError for a run of another key", async () => {
    const { thread_id } = await client.threads.create();
    const { run_id } = await client.runs.create(thread_id, "nested", { input: { path: "start" } });
    expect(await failure(all(guest().runs.joinStream(thread_id, run_id)))).toBeInstanceOf(NotFoundError);
    await client.runs.join(thread_id, run_id);
  });
});

describe("custom routes of a deployment", () => {
  test("request calls a custom route and throws its errors", async () => {
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

describe("faults injected before the server", () => {
  const faulty = (status: number, times: number, options: ClientOptions = {}) =>
    new LangGraphClient({
      apiUrl: server.url,
      apiKey: "secret",
      defaultHeaders: { "x-fault": `${status} ${times} ${crypto.randomUUID()}` },
      ...options,
    });

  test("get, update and delete succeed after retries of 5xx responses", async () => {
    const { thread_id } = await client.threads.create();
    expect(await faulty(502, 3).threads.get(thread_id)).toMatchObject({ thread_id });
    expect(await faulty(500, 2).threads.update(thread_id, { metadata: { a: 1 } })).toMatchObject({
      metadata: { a: 1 },
    });
    await faulty(504, 1).threads.delete(thread_id);
    expect(await failure(client.threads.get(thread_id))).toMatchObject({ status: 404 });
  });

  test("creating a run is retried after 503 and not after 500", async () => {
    const { thread_id } = await client.threads.create();
    const input = { path: "start" };
    await faulty(503, 2).runs.wait(thread_id, "nested", { input });
    expect(await failure(faulty(500, 1).runs.wait(thread_id, "nested", { input }))).toMatchObject({
      status: 500,
      detail: "injected",
    });
    expect(await client.runs.list(thread_id)).toHaveLength(1);
  });

  test("an expired token is renewed by calling auth again, for a stream too", async () => {
    const tokens = ["expired", "secret", "expired", "secret"];
    const renewing = new LangGraphClient({
      apiUrl: server.url,
      auth: async () => ({ authorization: `Bearer ${tokens.shift() ?? "secret"}` }),
    });
    const { thread_id } = await renewing.threads.create();
    const events = await eventsOf(renewing.runs.stream(thread_id, "nested", { input: { path: "start" } }));
    expect(events.at(-1)?.data).toEqual({ path: "start > before > inside > after" });
    expect(tokens).toEqual([]);
  });

  test("auth provides a new token for each attempt", async () => {
    const tokens = ["secret", "expired", "secret"];
    const renewing = faulty(503, 1, {
      apiKey: null,
      auth: () => ({ authorization: `Bearer ${tokens.shift()}` }),
    });
    expect(await renewing.threads.search({ limit: 1 })).toEqual(expect.any(Array));
    expect(tokens).toEqual([]);
  });
});
