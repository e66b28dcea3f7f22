/** The runs of a thread, read from a server whose connections a test cuts. */
import { InvalidArgumentError, StreamDisconnectedError } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import type { ThreadRun } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { withoutDelays } from "../helpers/skipped-delays.js";
import { ThreadServer } from "../helpers/thread-server.js";
import type { Break, ReceivedRequest, ThreadServerOptions } from "../helpers/thread-server.js";
import type { ServerKind } from "../helpers/thread-log.js";

const kinds: ServerKind[] = ["js", "python"];

/** Starts a server, and a session of its thread. */
async function setUp(kind: ServerKind, options?: ThreadServerOptions) {
  const server = await ThreadServer.start(kind, options);
  const { client } = withoutDelays({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  const session = () => threadStream(client, "t", { assistantId: "agent" });
  return { server, session, thread: session() };
}

/** Reads a run to its end. Returns the payloads of its `custom` events and its phases. */
async function read(run: ThreadRun): Promise<unknown[]> {
  const events = await all(run);
  return events.flatMap(({ event, data }) => {
    if (event === "custom") return [(data as { payload: unknown }).payload];
    return event === "lifecycle" ? [(data as { event: unknown }).event] : [];
  });
}

/** Runs the thread once, without a reader. */
function finish(server: ThreadServer, ...payloads: unknown[]): void {
  server.begin();
  server.say(...payloads);
  server.end();
}

describe.each(kinds)("a run of a thread (%s)", (kind) => {
  test("opens the stream before it sends the command", async () => {
    const { server, thread } = await setUp(kind);
    const reading = read(thread.start({ input: { x: 1 } }));
    await server.requested("POST /threads/t/commands");
    expect(server.open).toHaveLength(1);
    server.say("one", "two");
    server.end();
    expect(await reading).toEqual(["running", "one", "two", "completed"]);
    expect(server.commands).toMatchObject([
      { method: "run.start", params: { assistant_id: "agent", input: { x: 1 } } },
    ]);
  });

  test("delivers none of the events of earlier runs", async () => {
    const { server, thread } = await setUp(kind);
    finish(server, "old");
    finish(server, "older");
    const reading = read(thread.start());
    await server.requested("POST /threads/t/commands");
    server.say("new");
    server.end();
    expect(await reading).toEqual(["running", "new", "completed"]);
  });

  test.each<Break>(["reset", "end", "inside"])(
    "continues after a cut (%s) with the event behind the last one",
    async (how) => {
      const { server, thread } = await setUp(kind);
      finish(server, "old");
      const run = thread.start();
      const reading = read(run);
      const first = await server.opened(1);
      await server.requested("POST /threads/t/commands");
      server.say("one", "two");
      await first.cut(how);
      const second = await server.opened(2);
      expect(second.request.since).toEqual(expect.any(Number));
      server.say("three");
      server.end();
      expect(await reading).toEqual(["running", "one", "two", "three", "completed"]);
    },
  );

  test("replays the whole thread if its history was trimmed", async () => {
    const { server, thread } = await setUp(kind);
    finish(server, "old");
    const reading = read(thread.start());
    const first = await server.opened(1);
    await server.requested("POST /threads/t/commands");
    server.say("one");
    await first.cut("reset");
    server.say("two");
    server.end();
    expect(await reading).toEqual(["running", "one", "two", "completed"]);
  });

  test("rejects with the class of the status that a refusal names", async () => {
    const refusal = { error: "unknown_error", message: "409: The thread is busy" };
    const { thread } = await setUp(kind, { command: () => refusal });
    expect(await failure(thread.start().final())).toMatchObject({ name: "ConflictError", status: 409 });
  });

  test("rejects with a CommandError for another refusal, and sends the command once", async () => {
    const refusal = { error: "invalid_argument", message: "No such graph" };
    const { server, thread } = await setUp(kind, { command: () => refusal });
    expect(await failure(thread.start().final())).toMatchObject({
      name: "CommandError",
      command: "run.start",
      code: "invalid_argument",
    });
    expect(server.commands).toHaveLength(1);
  });

  test("joins a run that has ended among others", async () => {
    const { server, session } = await setUp(kind);
    finish(server, "old");
    finish(server, "this");
    finish(server, "younger");
    if (kind === "js") return;
    expect(await read(session().join("r2"))).toEqual(["running", "this", "completed"]);
  });
});

describe("the Python server misses events between its history and listening", () => {
  test("a second connection has the events that the reconnected one missed", async () => {
    const { server, thread } = await setUp("python", { listensLate: (index) => index === 1 });
    const reading = read(thread.start());
    const first = await server.opened(1);
    await server.requested("POST /threads/t/commands");
    server.say("one");
    await first.cut("reset");
    const second = await server.opened(2);
    server.say("missed", "missed too");
    second.listen();
    server.say("three");
    await server.opened(3);
    server.say("four");
    server.end();
    expect(await reading).toEqual(["running", "one", "missed", "missed too", "three", "four", "completed"]);
  });

  test("a run that lacks events at its end is read again behind the last event", async () => {
    const { server, thread } = await setUp("python", { listensLate: (index) => index === 0 });
    const reading = read(thread.start());
    const first = await server.opened(1);
    await server.requested("POST /threads/t/commands");
    server.say("missed");
    first.listen();
    // The first event of the run is missing too: only a new connection has it.
    server.end();
    expect(await reading).toEqual(["running", "missed", "completed"]);
  });
});

describe("the Python server deletes the events of a run that is rolled back", () => {
  test("a stream that reconnects ends without an error", async () => {
    const { server, thread } = await setUp("python");
    const reading = read(thread.start());
    await server.requested("POST /threads/t/commands");
    server.say("one");
    const connection = await server.opened(1);
    await server.opened(2);
    server.rollBack();
    await connection.cut("end");
    expect(await reading).toEqual(["running", "one"]);
  });

  const cancellations: [by: string, cancel: (run: ThreadRun, url: string) => Promise<unknown>][] = [
    ["by itself", (run) => run.cancel({ action: "rollback" })],
    [
      "by another client",
      (_, url) => fetch(`${url}/threads/t/runs/r1/cancel?action=rollback`, { method: "POST" }),
    ],
  ];

  test.each(
    cancellations.flatMap((row) => ["running", "interrupted"].map((status) => [...row, status] as const)),
  )(
    "a stream that is cancelled %s waits until a busy server has deleted the run, which is $2 until then",
    async (_, cancel, status) => {
      let requests = Infinity;
      const running = { status: 200, body: JSON.stringify({ run_id: "r1", status }) };
      const respond = ({ method, path }: ReceivedRequest) => {
        if (method !== "GET" || path !== "/threads/t/runs/r1") return undefined;
        requests += 1;
        return requests <= 8 ? running : undefined;
      };
      const { server, thread } = await setUp("python", { respond });
      const run = thread.start();
      const reading = read(run);
      await server.requested("POST /threads/t/commands");
      server.say("one");
      const connection = await server.opened(1);
      await server.opened(2);
      requests = 0;
      await cancel(run, server.url);
      await connection.cut("end");
      expect(await reading).toEqual(["running", "one"]);
      expect(requests).toBe(9);
    },
  );
});

describe("the Python server sends events behind the end of an interrupted run", () => {
  const statusRequest = "GET /threads/t/runs/r1";

  /** Starts a run, and reads it up to the interrupt at its end. */
  async function interrupted() {
    const { server, thread } = await setUp("python");
    const reading = read(thread.start());
    const first = await server.opened(1);
    await server.requested("POST /threads/t/commands");
    server.end("interrupted");
    await server.requested(statusRequest);
    return { server, reading, first };
  }

  test("delivers the ones that arrive soon", async () => {
    const { server, reading } = await interrupted();
    server.say("late");
    expect(await reading).toEqual(["running", "interrupted", "late"]);
  });

  // The stream ends without them: the check at its end compares the last event that was read, and reads no further.
  test("delivers the ones that only the history has", async () => {
    const { server, reading, first } = await interrupted();
    first.stall();
    server.say("late");
    expect(await reading).toEqual(["running", "interrupted", "late"]);
  });
});

describe("the ids of a run", () => {
  test("that cannot be started are rejected, and the next run starts", async () => {
    const { server, thread } = await setUp("js");
    expect(await failure(thread.resume("yes").run)).toBeInstanceOf(InvalidArgumentError);
    const reading = read(thread.start());
    await server.requested("POST /threads/t/commands");
    server.end();
    expect(await reading).toEqual(["running", "completed"]);
  });

  test("that answers a named interrupt are refused if it is not pending", async () => {
    const interrupts = [{ id: "pending", value: "?" }];
    const respond = ({ path }: { path: string }) =>
      path === "/threads/t/state"
        ? { status: 200, body: JSON.stringify({ values: {}, next: ["ask"], tasks: [{ interrupts }] }) }
        : undefined;
    const { server, thread } = await setUp("js", { respond });
    const error = await failure(thread.resume("yes", { interruptId: "other" }).run);
    expect(String(error)).toContain('interruptId: is not the id of a pending interrupt. Pending: "pending".');
    expect(server.commands).toEqual([]);
  });

  test("that are awaited behind another run can be given up", async () => {
    const { server, thread } = await setUp("js");
    server.begin();
    const controller = new AbortController();
    const ids = failure(thread.start({ signal: controller.signal }).run);
    await server.requested("GET /threads/t/runs");
    controller.abort(new Error("stop"));
    expect(String(await ids)).toContain("stop");
    server.end();
    const reading = read(thread.start());
    await server.requested("POST /threads/t/commands");
    server.end();
    expect(await reading).toEqual(["running", "completed"]);
  });

  test("that is cancelled while it waits for another run do not come, and it is not started", async () => {
    const { server, thread } = await setUp("js");
    server.begin();
    const run = thread.start();
    const [events, ids] = [read(run), failure(run.run)];
    await server.requested("GET /threads/t/runs");
    await run.cancel();
    expect(await events).toEqual([]);
    expect(String(await ids)).toContain("closed before");
    server.end();
    const next = read(thread.start());
    await server.requested("POST /threads/t/commands");
    server.end();
    expect(await next).toEqual(["running", "completed"]);
    expect(server.commands).toHaveLength(1);
    expect(server.requests.filter(({ path }) => path.endsWith("/cancel"))).toEqual([]);
  });

  test("that is joined are known at once, so that it can be cancelled", async () => {
    const { server, thread } = await setUp("js");
    const runId = server.begin();
    const run = thread.join(runId);
    expect(await run.run).toEqual({ runId, threadId: "t" });
    await run.cancel();
    expect(server.open).toHaveLength(0);
    await server.requested(`POST /threads/t/runs/${runId}/cancel`);
  });
});

describe("the JS server", () => {
  test("sends no more events of a run when another one begins, which is an error", async () => {
    const { server, thread } = await setUp("js");
    const run = thread.start();
    const reading = failure(read(run));
    await server.requested("POST /threads/t/commands");
    server.say("one");
    server.begin();
    const error = await reading;
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect(error).toMatchObject({ runId: "r1", threadId: "t", received: 2 });
  });

  test("has dropped its history after a cut, which is an error", async () => {
    const { server, thread } = await setUp("js");
    const reading = failure(read(thread.start()));
    const first = await server.opened(1);
    await server.requested("POST /threads/t/commands");
    server.say("one");
    server.dropHistory();
    server.say("two", "three", "four");
    await first.cut("reset");
    expect(await reading).toBeInstanceOf(StreamDisconnectedError);
  });
});
