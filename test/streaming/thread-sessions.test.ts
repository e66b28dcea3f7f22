/** Sessions of threads over sockets: arguments, requests, options, leaving, aborting and errors. */
import { inspect } from "node:util";
import { InvalidArgumentError, LangGraphClient, NotFoundError } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { ThreadRun, ThreadSession, ThreadSessionOptions } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { all, caught, failure } from "../helpers/async.js";
import { proxy } from "../helpers/proxy.js";
import { listen } from "../helpers/server.js";
import type { ServerKind } from "../helpers/thread-log.js";
import { ThreadServer } from "../helpers/thread-server.js";
import type { ThreadServerOptions } from "../helpers/thread-server.js";

const kinds: ServerKind[] = ["js", "python"];

interface SetUp {
  kind?: ServerKind;
  server?: ThreadServerOptions;
  session?: Partial<ThreadSessionOptions>;
  /** Called before each request. It may throw, or respond. */
  onRequest?: (url: string, init: RequestInit) => Response | void | Promise<Response | void>;
  /** The URL for the client. Default: the server's. */
  url?: (server: ThreadServer) => Promise<string>;
}

/** Starts a server, and a session of its thread. */
async function setUp({ kind = "js", server: options, session, onRequest, url }: SetUp = {}) {
  const server = await ThreadServer.start(kind, options);
  const client = new LangGraphClient({
    apiUrl: (await url?.(server)) ?? server.url,
    apiKey: "secret-key",
    fetch: async (target, init) => (await onRequest?.(target, init)) ?? fetch(target, init),
  });
  const open = (): ThreadSession => threadStream(client, "t", { assistantId: "agent", ...session });
  return { server, client, open, thread: open() };
}

/** Reads the names of a run's events. */
const names = async (run: ThreadRun) => (await all(run)).map(({ event }) => event);

/** The paths of the requests so far. */
const pathsOf = (server: ThreadServer) => server.requests.map(({ method, path }) => `${method} ${path}`);

describe("wrong arguments throw before any request", () => {
  const wrong = (value: unknown) => value as never;
  const id = { assistantId: "agent" };
  const sessions: [string, unknown[]][] = [
    ["no options", []],
    ["null as options", [null]],
    ["text as options", ["t"]],
    ["no thread", [undefined, id]],
    ["an empty thread", ["", id]],
    ["a thread that no path can have", ["..", id]],
    ["a number as thread", [7, id]],
    ["no assistant", [{}]],
    ["an empty assistant", [{ assistantId: "" }]],
    ["channels as text", [{ ...id, channels: "values" }]],
    ["an unknown channel", [{ ...id, channels: ["value"] }]],
    ["a custom channel without a name", [{ ...id, channels: ["custom:"] }]],
    ["namespaces as text", [{ ...id, namespaces: "research" }]],
    ["a namespace as text", [{ ...id, namespaces: ["research"] }]],
    ["depth without namespaces", [{ ...id, depth: 1 }]],
    ["a negative depth", [{ ...id, namespaces: [[]], depth: -1 }]],
    ["a broken depth", [{ ...id, namespaces: [[]], depth: 0.5 }]],
    ["negative reconnects", [{ ...id, maxReconnects: -1 }]],
    ["no time of silence", [{ ...id, idleTimeoutMs: 0 }]],
    ["raiseError as text", [{ ...id, raiseError: "no" }]],
    ["onReconnect as an object", [{ ...id, onReconnect: {} }]],
    ["an object in place of a signal", [{ ...id, signal: {} }]],
    ["a number in place of headers", [{ ...id, headers: 7 }]],
    ["headers of fetch, whose fields would be lost", [{ ...id, headers: new Headers({ a: "b" }) }]],
    ["negative retries", [{ ...id, maxRetries: -1 }]],
    ["an unknown option", [{ ...id, context: {} }]],
    ["a call option that sessions lack", [{ ...id, extraBody: {} }]],
    ["an option of streams of runs", [{ ...id, streamMode: "values" }]],
  ];
  const runs: [string, (session: ThreadSession) => unknown][] = [
    ["start: text as options", (session) => session.start(wrong("hello"))],
    ["start: null as options", (session) => session.start(wrong(null))],
    ...[
      "context",
      "interruptBefore",
      "interruptAfter",
      "webhook",
      "durability",
      "command",
      "streamMode",
      "inputs",
    ].map((name): [string, (session: ThreadSession) => unknown] => [
      `start: ${name}`,
      (session) => session.start(wrong({ input: {}, [name]: {} })),
    ]),
    ["start: an unknown strategy", (session) => session.start({ multitaskStrategy: wrong("wait") })],
    ["start: an empty checkpoint", (session) => session.start({ checkpointId: "" })],
    ["start: config as text", (session) => session.start({ config: wrong("fast") })],
    ["start: metadata as list", (session) => session.start({ metadata: wrong([]) })],
    ["start: an object in place of a signal", (session) => session.start({ signal: wrong({}) })],
    ["start: no time", (session) => session.start({ timeoutMs: 0 })],
    ["start: negative retries", (session) => session.start({ maxRetries: -1 })],
    ["start: headers of fetch", (session) => session.start({ headers: wrong(new Headers()) })],
    ["resume: no answer", (session) => session.resume(undefined)],
    ["resume: null", (session) => session.resume(null)],
    ["resume: text as options", (session) => session.resume("yes", wrong("i"))],
    ["resume: context", (session) => session.resume("yes", wrong({ context: {} }))],
    ["resume: a strategy", (session) => session.resume("yes", wrong({ multitaskStrategy: "reject" }))],
    ["resume: an empty id", (session) => session.resume("yes", { interruptId: "" })],
    ["resume: update as list", (session) => session.resume("yes", { update: wrong([]) })],
    ["resume: config as text", (session) => session.resume("yes", { config: wrong("fast") })],
    ["resume: metadata as text", (session) => session.resume("yes", { metadata: wrong("fast") })],
    ["resume: an object in place of a signal", (session) => session.resume("yes", { signal: wrong({}) })],
    ["join: no run", (session) => session.join(wrong(undefined))],
    ["join: an empty run", (session) => session.join("")],
    ["join: a run id that would leave the path", (session) => session.join("..")],
    ["join: text as options", (session) => session.join("r", wrong("cursor"))],
    ["join: null as options", (session) => session.join("r", wrong(null))],
    ["join: an unknown option", (session) => session.join("r", wrong({ lastEventId: "1" }))],
    ["join: text that is not a cursor", (session) => session.join("r", { cursor: "1" })],
    ["join: an empty cursor", (session) => session.join("r", { cursor: "" })],
    ["join: a cursor of another kind", (session) => session.join("r", { cursor: wrong(7) })],
    ["join: a cursor that lacks fields", (session) => session.join("r", { cursor: '["1"]' })],
    ["join: a cursor of a run's stream", (session) => session.join("r", { cursor: '["-1","5",1]' })],
  ];

  test.each(sessions)("threadStream: %s", async (_, args) => {
    const { server, client } = await setUp();
    const make = threadStream as (...args: unknown[]) => unknown;
    expect(caught(() => make(client, ...args))).toBeInstanceOf(InvalidArgumentError);
    expect(server.requests).toEqual([]);
  });

  test("threadStream: an object instead of a client", () => {
    const make = () => threadStream(wrong({ apiUrl: "http://localhost" }), id);
    expect(caught(make)).toBeInstanceOf(InvalidArgumentError);
  });

  test.each(runs)("%s", async (_, run) => {
    const { server, thread } = await setUp();
    expect(caught(() => run(thread))).toBeInstanceOf(InvalidArgumentError);
    expect(server.requests).toEqual([]);
  });
});

describe("requests", () => {
  test("nothing is sent before something is asked of a run", async () => {
    const { server, client, thread } = await setUp();
    const runs = [thread.start({ input: {} }), thread.resume("yes"), thread.join("r1")];
    const watching = thread.runs();
    threadStream(client, { assistantId: "agent" }).start();
    // oxlint-disable-next-line typescript/await-thenable -- the test checks that a run is not thenable
    for (const run of runs) expect(await run).toBe(run);
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const run of runs) run.close();
    await watching.return();
    expect(server.requests).toEqual([]);
  });

  test.each(kinds)("a loop that is left closes the connection, and the run goes on (%s)", async (kind) => {
    const { server, thread } = await setUp({ kind });
    const run = thread.start();
    const reading = (async () => {
      for await (const { event } of run) if (event === "custom") break;
    })();
    await server.requested("POST /threads/t/commands");
    server.say("one", "two");
    await reading;
    for (const each of server.connections) await each.closed;
    expect(server.runs).toMatchObject([{ status: "running" }]);
    expect(pathsOf(server).filter((path) => path.includes("cancel"))).toEqual([]);
  });

  test("a command whose connection breaks is not sent again", async () => {
    let commands = 0;
    const { server, thread } = await setUp({
      onRequest: async (url, init) => {
        if (!url.endsWith("/commands")) return;
        commands += 1;
        await fetch(url, init);
        throw new TypeError("fetch failed");
      },
    });
    expect(await failure(thread.start().final())).toMatchObject({ name: "ConnectionError" });
    expect(commands).toBe(1);
    await (
      await server.opened(1)
    ).closed;
    // The next command of the session is not held up.
    expect(await failure(thread.start({ multitaskStrategy: "reject" }).final())).toMatchObject({
      name: "ConflictError",
    });
  });

  test.each([500, 502, 504])("a command that is answered with %i is not sent again", async (status) => {
    const { server, thread } = await setUp({ server: { command: () => ({ status, body: "no" }) } });
    expect(await failure(thread.start().final())).toMatchObject({ status });
    expect(server.commands).toHaveLength(1);
  });

  test("the headers of the session and of the run are sent with each request, those of the run win", async () => {
    const sent: Record<string, Headers> = {};
    const { server, open } = await setUp({
      session: { headers: { "x-session": "s", "x-both": "session" } },
      onRequest: (url, init) => void (sent[new URL(url).pathname] = new Headers(init.headers)),
    });
    const reading = names(open().start({ headers: { "x-run": "r", "x-both": "run" } }));
    await server.requested("POST /threads/t/commands");
    server.end();
    await reading;
    const all = Object.entries(sent).map(([path, headers]) => [
      path,
      ...["x-session", "x-run", "x-both", "x-api-key"].map((name) => headers.get(name)),
    ]);
    const values = ["s", "r", "run", "secret-key"];
    expect(all).toEqual([
      ["/threads/t", ...values],
      ["/threads/t/stream/events", ...values],
      ["/threads/t/commands", ...values],
    ]);
  });

  test.each([
    [0, undefined, 1],
    [1, undefined, 2],
    [2, 0, 1],
    [0, 1, 2],
  ])("maxRetries %s of the session and %s of the run: %s attempts", async (session, run, attempts) => {
    const { server, thread } = await setUp({
      session: { maxRetries: session },
      server: { respond: ({ path }) => (path === "/threads/t" ? { status: 503, body: "" } : undefined) },
    });
    expect(await failure(thread.start({ maxRetries: run }).final())).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(attempts);
  });
});

describe("aborting", () => {
  const reason = new Error("enough");

  /** Reads a run that has begun. Returns the error of the loop, once `stop` was called. */
  async function abortWith(
    make: (thread: ThreadSession) => { run: ThreadRun; stop: () => void },
    options: SetUp = {},
  ) {
    const { server, thread } = await setUp(options);
    const { run, stop } = make(thread);
    const reading = names(run);
    await server.requested("POST /threads/t/commands");
    server.say("one");
    stop();
    const result = await reading.catch((error: unknown) => error);
    await (
      await server.opened(1)
    ).closed;
    expect(server.runs).toMatchObject([{ status: "running" }]);
    return result;
  }

  test("the signal of the session ends the loop with its reason", async () => {
    const controller = new AbortController();
    const session = { signal: controller.signal };
    const stop = () => controller.abort(reason);
    expect(await abortWith((thread) => ({ run: thread.start(), stop }), { session })).toBe(reason);
  });

  test("the signal of the run ends the loop with its reason", async () => {
    const controller = new AbortController();
    const stop = () => controller.abort(reason);
    expect(await abortWith((thread) => ({ run: thread.start({ signal: controller.signal }), stop }))).toBe(
      reason,
    );
  });

  test.each(["the run", "the session"])("close() of %s ends the loop without an error", async (what) => {
    const closed = await abortWith((thread) => {
      const run = thread.start();
      return { run, stop: () => (what === "the run" ? run : thread).close() };
    });
    expect(closed).toBeInstanceOf(Array);
  });

  test("a run that waits for its turn can be aborted, and those behind it begin", async () => {
    const controller = new AbortController();
    const { server, thread } = await setUp();
    const first = names(thread.start());
    await server.requested("POST /threads/t/commands");
    const second = failure(names(thread.start({ signal: controller.signal })));
    const third = names(thread.start());
    await server.requested("GET /threads/t", 2);
    controller.abort(reason);
    expect(await second).toBe(reason);
    server.end();
    await first;
    await server.requested("POST /threads/t/commands", 2);
    server.end();
    expect(await third).toEqual(["lifecycle", "lifecycle"]);
    expect(server.commands).toHaveLength(2);
  });

  test("an aborted signal sends nothing", async () => {
    const { server, thread } = await setUp();
    const { signal } = AbortSignal.abort(reason) && { signal: AbortSignal.abort(reason) };
    expect(await failure(names(thread.start({ signal })))).toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test("runs() ends when the session is closed, and with the reason of its signal", async () => {
    const controller = new AbortController();
    const { server, open } = await setUp({ session: { signal: controller.signal } });
    const session = open();
    const [one, two] = [session.runs().next(), open().runs().next()];
    await Promise.all([server.opened(1), server.opened(2)]);
    session.close();
    expect(await one).toEqual({ done: true, value: undefined });
    controller.abort(reason);
    expect(await failure(two)).toBe(reason);
    for (const connection of server.connections) await connection.closed;
  });
});

describe("errors", () => {
  const refuse = (path: RegExp, status: number) => ({
    respond: (request: { path: string }) =>
      path.test(request.path) ? { status, body: "refused" } : undefined,
  });

  test.each<[string, ThreadServerOptions]>([
    ["401 of the thread", refuse(/^\/threads\/t$/, 401)],
    ["401 of the stream", refuse(/events/, 401)],
    ["403 of the command", refuse(/commands/, 403)],
    ["404 of the stream", refuse(/events/, 404)],
    ["500 of the command", refuse(/commands/, 500)],
    ["a refused command", { command: () => ({ error: "invalid_argument", message: "no" }) }],
    ["a refused command with a status", { command: () => ({ error: "unknown_error", message: "422: no" }) }],
  ])("the key is not in the error after %s", async (_, server) => {
    const { thread } = await setUp({
      server,
      session: { maxRetries: 0, headers: { "x-token": "secret-token" } },
    });
    const error = await failure(thread.start().final());
    const shown = [
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
      String(error),
    ].join();
    expect(shown).not.toMatch(/secret-(key|token)/);
  });

  test("the key is not in the error after a disconnect, or a broken command", async () => {
    const { server, thread } = await setUp({ session: { maxReconnects: 0 } });
    const reading = failure(names(thread.start()));
    await server.requested("POST /threads/t/commands");
    await (await server.opened(1)).cut("reset");
    const error = await reading;
    expect(error).toMatchObject({ name: "StreamDisconnectedError", runId: "r1", threadId: "t" });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("secret-key");
  });

  test("a server without the protocol is named, and a thread that is unknown with it", async () => {
    const { url } = await listen(({ url: path }) => {
      const isProtocol = /events|commands/.test(path);
      const isList = path.startsWith("/threads/t/runs?");
      const body = isList ? "[]" : JSON.stringify({ thread_id: "t", run_id: "r", status: "success" });
      return isProtocol
        ? { status: 404, body: "Not Found" }
        : { headers: { "content-type": "application/json" }, body };
    });
    const client = new LangGraphClient({ apiUrl: url, apiKey: null });
    const session = () => threadStream(client, "t", { assistantId: "agent" });
    for (const ask of [
      () => session().start().final(),
      () => session().join("r").final(),
      () => session().runs().next(),
    ]) {
      const error = await failure(ask());
      expect(error).toBeInstanceOf(NotFoundError);
      expect(String(error)).toContain("langgraph-api 0.10");
    }
  });

  test("a failed run has the error of its event, if the server's status tells less", async () => {
    const { server, thread } = await setUp();
    const reading = failure(names(thread.start()));
    await server.requested("POST /threads/t/commands");
    server.end("failed");
    expect(await reading).toMatchObject({
      name: "RunFailedError",
      error: "TypeError",
      message: expect.stringContaining("no") as string,
    });
    expect(String(await reading)).not.toContain("ended with the status");
  });
});

describe("connections that look dead", () => {
  test("a run begins behind a history that was dropped, with a short limit of silence", async () => {
    const { server, thread } = await setUp({ session: { idleTimeoutMs: 1_000 } });
    const first = names(thread.start());
    await server.requested("POST /threads/t/commands");
    server.end();
    await first;
    server.dropHistory();
    const second = names(thread.start());
    await server.requested("POST /threads/t/commands", 2);
    server.end();
    expect(await second).toEqual(["lifecycle", "lifecycle"]);
  });

  test("a connection that was opened after the run's end, and is silent, is replaced", async () => {
    const { server, open } = await setUp({ kind: "python" });
    server.begin();
    server.say("one");
    server.end();
    let count = 0;
    const stalled = new LangGraphClient({
      apiUrl: await proxy(server.url, () =>
        (count += 1) === 1 ? { after: 50, how: "stall" } : undefined,
      ).then(({ url }) => url),
      apiKey: null,
    });
    expect(await names(threadStream(stalled, "t", { assistantId: "agent" }).join("r1"))).toEqual(
      await names(open().join("r1")),
    );
  });

  test("a proxy that holds the headers back until the first event does not keep a run from starting", async () => {
    const { server, thread } = await setUp({
      url: async (server) => (await proxy(server.url, () => undefined, { holdsHeaders: true })).url,
    });
    const reading = names(thread.start());
    await server.requested("POST /threads/t/commands");
    server.say("one");
    server.end();
    expect(await reading).toEqual(["lifecycle", "custom", "lifecycle"]);
  });
});
