/** `runs.wait` and `runs.join` through a server whose connections break. */
import { LangGraphClient, ConnectionError, NotFoundError, TimeoutError } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";
import { withoutDelays } from "../helpers/skipped-delays.js";

const located = { "content-location": "/threads/t/runs/r" };
const gone = json({ detail: "Thread with ID t not found" }, { status: 404 });

/** Sends the head of a response, and breaks the connection. */
const broken: Respond = (_request, response) => {
  response.writeHead(200, located).write("\n", () => response.destroy());
  return undefined;
};

/** A server whose new runs break off, and whose further requests have the given responses. */
async function clientOf(further: (url: string) => CannedResponse | undefined) {
  const server = await listen((request, response, count) => {
    if (request.method === "POST") return broken(request, response, count);
    const found = further(request.url);
    if (found === undefined) response.destroy();
    return found;
  });
  const { client } = withoutDelays({ apiUrl: server.url, apiKey: null, maxRetries: 1 });
  return { client, server };
}

describe("a wait whose connection breaks", () => {
  test.each<[string, (url: string) => CannedResponse | undefined, cause: unknown]>([
    ["every join breaks", () => undefined, expect.any(Error)],
    ["a gateway refuses the joins", () => ({ status: 502, body: "down" }), { status: 502 }],
    ["the key may not join", () => json({ detail: "no" }, { status: 403 }), { status: 403 }],
    ["the run was deleted", () => json({ detail: "Run not found" }, { status: 404 }), { status: 404 }],
    [
      "the state cannot be read",
      (url) => (url.endsWith("/state") ? undefined : json({ status: "success" })),
      expect.any(Error),
    ],
  ])("runs.wait throws a ConnectionError with the ids if %s", async (_, further, cause) => {
    const { client, server } = await clientOf(further);
    const error = await failure(client.runs.wait("t", "agent"));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ mayHaveBeenProcessed: true, runId: "r", threadId: "t", cause });
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("runs.wait on an unknown thread does not name onCompletion", async () => {
    const { url } = await listen(json({ detail: "Thread with ID t not found" }, { status: 404 }));
    const client = new LangGraphClient({ apiUrl: url, apiKey: null, maxRetries: 0 });
    const error = await failure(client.runs.wait("t", "a"));
    expect(error).toMatchObject({ name: "NotFoundError" });
    expect(String(error)).not.toContain("onCompletion");
  });

  test("runs.wait names onCompletion if the thread of a stateless run is gone", async () => {
    const { client } = await clientOf(() => gone);
    const error = await failure(client.runs.wait(null, "agent"));
    expect(error).toMatchObject({ mayHaveBeenProcessed: true, runId: "r", threadId: "t" });
    expect(String(error)).toContain('unless onCompletion is "keep"');
  });

  test("runs.wait has the ids in the error of its time limit", async () => {
    const server = await listen((_, response) => {
      response.writeHead(200, located).write("\n");
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const error = await failure(client.runs.wait("t", "agent", { timeoutMs: 50 }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ mayHaveBeenProcessed: true, runId: "r", threadId: "t" });
  });

  test("runs.wait has no ids in the error if the server sends none", async () => {
    const server = await listen((_, response) => {
      response.writeHead(200).write("\n", () => response.destroy());
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const error = await failure(client.runs.wait("t", "agent"));
    expect(error).toMatchObject({ mayHaveBeenProcessed: true, runId: undefined, threadId: undefined });
  });

  test("runs.wait closes the connection when onRunCreated throws", async () => {
    let close = (): void => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    const server = await listen((_, response) => {
      response.once("close", close);
      response.writeHead(200, located).write("\n");
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    const mine = new Error("mine");
    const onRunCreated = (): never => {
      throw mine;
    };
    expect(await failure(client.runs.wait("t", "agent", { onRunCreated }))).toBe(mine);
    await closed;
  });
});

describe("a join of a run that is not there", () => {
  const missing = json({ __error__: { error: "HTTPException", message: "404: Run not found" } });

  test.each<[string, join: CannedResponse, run: CannedResponse, keep: boolean]>([
    ["the JS server lacks the thread", gone, gone, true],
    ["the Python server lacks the thread", missing, gone, true],
    ["the run has another thread on the JS server", json({ a: 1 }), json({}, { status: 404 }), false],
    [
      "the run has another thread on the Python server",
      missing,
      json({ detail: "Not Found" }, { status: 404 }),
      false,
    ],
  ])("runs.join throws NotFoundError if %s", async (_, join, run, keep) => {
    const { client } = await clientOf((url) => (url.endsWith("/join") ? join : run));
    const error = await failure(client.runs.join("t", "r"));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(String(error).includes('onCompletion is "keep"')).toBe(keep);
  });

  test("runs.join sends no options that it does not know", async () => {
    const { client, server } = await clientOf(() => json({ status: "success" }));
    const options = { cancelOnDisconnect: true, streamMode: "values" };
    await client.runs.join("t", "r", options);
    expect(server.requests[0]?.url).toBe("/threads/t/runs/r/join?cancel_on_disconnect=true");
  });

  test("runs.join leaves mayHaveBeenProcessed false, because it changes nothing", async () => {
    const { client } = await clientOf(() => undefined);
    const error = await failure(client.runs.join("t", "r"));
    expect(error).toMatchObject({ name: "ConnectionError", mayHaveBeenProcessed: false, runId: undefined });
  });
});
