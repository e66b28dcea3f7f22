/** A stream ends as its run did, although servers send no event at the end and some do not store the error event. */
import type { RunStatus } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import type { FakeConnection, FakeEvent } from "../helpers/fake-run.js";
import { fake, read } from "../helpers/fake-client.js";

const cutAfter = (count: number, how: "reset" | "end" = "reset"): FakeConnection => ({
  cut: { after: count, at: 0, how },
});
/** The Python server does not store error events. */
const storesAllButErrors = ({ event }: FakeEvent) => event !== "error";

const failed = {
  name: "RunFailedError",
  error: "TypeError",
  detail: "no",
  runId: "r",
  threadId: "t",
  data: { error: "TypeError", message: "no" },
};

describe("a run that fails", () => {
  const text = "1-0:a 2-0:b 2-0:error";
  const rows: [string, FakeConnection[]][] = [
    ["is not cut", []],
    ["is reset before the error event", [cutAfter(2)]],
    ["closes cleanly before the error event", [cutAfter(2, "end")]],
    ["is reset before the first event", [cutAfter(0)]],
    ["is reset twice", [cutAfter(1), cutAfter(2)]],
    ["is reset after the error event", [cutAfter(3)]],
  ];
  const servers: [string, (event: FakeEvent) => boolean][] = [
    ["does not store", storesAllButErrors],
    ["stores", () => true],
  ];
  const table = rows.flatMap(([connection, connections]) =>
    servers.map(([server, stores]) => [connection, server, connections, stores] as const),
  );

  test.each(table)(
    "yields the error event and throws RunFailedError when the stream %s and the server %s error events",
    async (_, __, connections, stores) => {
      const { run, client } = fake(text, { status: "error", connections, stores });
      const stream = client.runs.stream("t", "agent");
      expect(await read(stream)).toMatchObject({ delivered: "ab!", error: failed });
      expect(await failure(stream.final())).toMatchObject(failed);
      expect(run.open).toBe(0);
    },
  );

  test.each(table)(
    "yields the error event and ends with raiseError: false when the stream %s and the server %s error events",
    async (_, __, connections, stores) => {
      const { client } = fake(text, { status: "error", connections, stores });
      const stream = client.runs.stream("t", "agent", { raiseError: false });
      expect(await read(stream)).toEqual({ delivered: "ab!", error: undefined });
      expect(await failure(stream.final())).toMatchObject(failed);
    },
  );

  test("throws RunFailedError when the server stores no events and the stream closes before the error event", async () => {
    const { client } = fake("a error", {
      status: "error",
      connections: [cutAfter(1, "end")],
      hasEnded: true,
    });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({ delivered: "a!", error: failed });
  });

  test("throws RunFailedError when a failed run is joined from its first event", async () => {
    for (const [, stores] of servers) {
      const { client } = fake(text, { status: "error", stores, hasEnded: true });
      const stream = client.runs.joinStream("t", "r", { lastEventId: "-1" });
      expect(await read(stream)).toMatchObject({ delivered: "ab!", error: failed });
    }
  });

  test("throws RunFailedError with the server's timeout error when the run timed out", async () => {
    const timeout = { error: "timeout", message: "The run took longer than 3 s" };
    const respond = (request: string) =>
      request.endsWith("/join") ? Response.json({ __error__: timeout }) : undefined;
    const { client } = fake("0:a", { status: "timeout", respond });
    const { delivered, error } = await read(client.runs.stream("t", "agent"));
    expect(delivered).toBe("a!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "timeout", detail: timeout.message });
  });

  test("throws RunFailedError when the cause of the failure cannot be loaded", async () => {
    const respond = (request: string) =>
      request.endsWith("/join") ? new Response(null, { status: 500 }) : undefined;
    const { client } = fake("0:a", { status: "error", respond });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject({
      name: "RunFailedError",
      error: "error",
      runId: "r",
    });
  });

  test("throws RunFailedError rather than StreamDisconnectedError when a failed run cannot be rejoined", async () => {
    const connections = [cutAfter(1), { respond: () => new Response(null, { status: 404 }) }];
    const { client } = fake(text, { status: "error", connections, hasEnded: true });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject(failed);
  });
});

describe("a run that does not fail", () => {
  test.each<RunStatus>(["success", "interrupted"])(
    "ends the stream of a run with status %s without an error",
    async (status) => {
      for (const connections of [[], [cutAfter(1)], [cutAfter(2, "end")]]) {
        const { client } = fake("1-0:a 2-0:b", { status, connections });
        expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "ab", error: undefined });
      }
    },
  );

  const gone: FakeConnection = { respond: () => new Response(null, { status: 404 }) };
  const unavailable: [string, FakeConnection[]][] = [
    ["the stream closes cleanly and rejoining it returns 404", [cutAfter(1, "end"), gone]],
    ["the stream is reset and rejoining it returns 404", [cutAfter(1), gone]],
    [
      "the stream is reset and rejoining it sends the Python server's error event for unknown runs",
      [cutAfter(1), notFound("python")],
    ],
    [
      "the stream is reset and rejoining it sends the JS server's error event for unknown runs",
      [cutAfter(1), notFound("js")],
    ],
  ];

  test.each(unavailable)(
    "ends without an error when the run was deleted by a rollback: %s",
    async (_, connections) => {
      const { client } = fake("1-0:a 2-0:b", { status: "deleted", hasEnded: true, connections });
      const stream = client.runs.stream("t", "agent");
      expect(await read(stream)).toEqual({ delivered: "a", error: undefined });
      expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
    },
  );

  test.each([
    ...unavailable,
    ["the stream of unstored events closes cleanly", [cutAfter(1, "end")]] as const,
  ])(
    "throws StreamDisconnectedError when the run was deleted together with its thread: %s",
    async (connection, connections) => {
      const text = connection.includes("unstored") ? "a b" : "1-0:a 2-0:b";
      const { client } = fake(text, { status: "lost", hasEnded: true, connections });
      const stream = client.runs.stream("t", "agent");
      const { delivered, error } = await read(stream);
      expect(delivered).toBe("a");
      expect(error).toMatchObject({ name: "StreamDisconnectedError", received: 1 });
      expect(error).toMatchObject({ cause: { name: "NotFoundError" } });
      expect(await failure(stream.final())).toBe(error);
    },
  );

  test("ends after a clean close and throws after a reset when the server supports only POST runs/stream", async () => {
    const respond = () => Response.json({ detail: "Not Found" }, { status: 404 });
    for (const how of ["end", "reset"] as const) {
      const { client } = fake("1-0:a 2-0:b", { respond, connections: [cutAfter(2, how), gone] });
      const { delivered, error } = await read(client.runs.stream("t", "agent"));
      expect(delivered).toBe("ab");
      if (how === "end") expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: "StreamDisconnectedError" });
    }
  });

  test("delivers the remaining events after the run's status returned 404 once", async () => {
    let requests = 0;
    const respond = () =>
      requests++ < 1 ? Response.json({ detail: "Run not found" }, { status: 404 }) : undefined;
    const { client } = fake("1-0:a 2-0:b", { respond, connections: [cutAfter(1, "end")] });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "ab", error: undefined });
  });

  test("ends at the event `end` without a further request", async () => {
    const { run, client } = fake("0:a 1:b 2:end");
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "abnull", error: undefined });
    expect(run.requests).toHaveLength(1);
  });

  test("retries the status request after a 503", async () => {
    let requests = 0;
    const respond = () => (requests++ === 0 ? new Response(null, { status: 503 }) : undefined);
    const { client } = fake("0:a 1:b", { respond });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ delivered: "ab", error: undefined });
    expect(requests).toBe(2);
  });

  test("throws StreamDisconnectedError when the status request returns 403", async () => {
    const { client } = fake("0:a 1:b", { respond: () => new Response(null, { status: 403 }) });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({
      delivered: "ab",
      error: { name: "StreamDisconnectedError", cause: { name: "PermissionDeniedError" } },
    });
  });
});

/** Each server's stream of an unknown run. */
function notFound(server: "js" | "python"): FakeConnection {
  const data =
    server === "js" ? '"Run not found"' : '{"error":"HTTPException","message":"404: Run not found"}';
  const newline = server === "js" ? "\n" : "\r\n";
  const text = ["event: error", `data: ${data}`, "", ""].join(newline);
  return { respond: () => new Response(text, { headers: { "content-type": "text/event-stream" } }) };
}

describe("an unknown run", () => {
  test.each(["js", "python"] as const)(
    "throws NotFoundError when joining an unknown run of the %s server",
    async (server) => {
      for (const options of [{}, { lastEventId: "-1" }, { lastEventId: "5" }, { cursor: '["1","2",1]' }]) {
        const { client } = fake("", { status: "deleted", hasEnded: true, connections: [notFound(server)] });
        const stream = client.runs.joinStream("t", "r", options);
        expect(await read(stream)).toMatchObject({
          delivered: "",
          error: { name: "NotFoundError", status: 404 },
        });
        expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
      }
    },
  );

  test("throws RunFailedError when an existing run failed with the error of an unknown run", async () => {
    const { client } = fake("", { status: "error", hasEnded: true, connections: [notFound("python")] });
    const { delivered, error } = await read(client.runs.joinStream("t", "r", { lastEventId: "-1" }));
    expect(delivered).toBe("!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "HTTPException" });
  });
});

describe("a stateless run", () => {
  const stateless = (connections: FakeConnection[]) => {
    const gone: FakeConnection = { respond: () => Response.json({ detail: "Not Found" }, { status: 404 }) };
    return fake("1-0:a 2-0:b 2-0:c", {
      headers: { "content-location": "/runs/r" },
      connections: [...connections, gone],
    });
  };

  test("ends the stream of a stateless run whose temporary thread was deleted at its end", async () => {
    const { run, client } = fake("1-0:a 2-0:b", { status: "lost" });
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ delivered: "ab", error: undefined });
    expect(run.lastEventIds).toEqual([]);
  });

  test("ends the stream of a stateless run after a clean close when the server cannot rejoin it", async () => {
    const { client } = stateless([{}]);
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ delivered: "abc", error: undefined });
  });

  test.each([
    ["is reset between events", cutAfter(2)],
    ["closes cleanly before the first event", cutAfter(0, "end")],
    ["is reset within an event", { cut: { after: 2, at: 9, how: "reset" } }],
    ["closes cleanly within an event", { cut: { after: 2, at: 9, how: "end" } }],
    ["closes cleanly before the blank line of an event", { cut: { after: 2, at: -1, how: "end" } }],
  ] satisfies [string, FakeConnection][])(
    "throws StreamDisconnectedError when a stateless stream %s and cannot be rejoined",
    async (_, body) => {
      const { run, client } = stateless([body]);
      const { delivered, error } = await read(client.runs.stream(null, "agent"));
      expect("ab").toContain(delivered);
      expect(error).toMatchObject({
        name: "StreamDisconnectedError",
        runId: "r",
        threadId: null,
        received: delivered.length,
      });
      expect(run.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    },
  );
});
