/** The end of a stream reflects the run's status. Servers send no event at the end, and some do not store the error event. */
import type { RunStatus } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import type { Body, FakeEvent } from "../helpers/fake-run.js";
import { skipDelays } from "../helpers/delays.js";
import { fake, read } from "../helpers/script.js";

skipDelays();

const after = (count: number, how: "reset" | "end" = "reset"): Body => ({
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
  const rows: [string, Body[]][] = [
    ["is not cut", []],
    ["is reset before the error event", [after(2)]],
    ["closes cleanly before the error event", [after(2, "end")]],
    ["is reset before the first event", [after(0)]],
    ["is reset twice", [after(1), after(2)]],
    ["is reset after the error event", [after(3)]],
  ];
  const servers: [string, (event: FakeEvent) => boolean][] = [
    ["does not store", storesAllButErrors],
    ["stores", () => true],
  ];
  const table = rows.flatMap(([connection, bodies]) =>
    servers.map(([server, keeps]) => [connection, server, bodies, keeps] as const),
  );

  test.each(table)(
    "yields the error event and throws RunFailedError when the stream %s and the server %s error events",
    async (_, __, bodies, keeps) => {
      const { run, client } = fake(text, { status: "error", bodies, keeps });
      const stream = client.runs.stream("t", "agent");
      expect(await read(stream)).toMatchObject({ said: "ab!", error: failed });
      expect(await failure(stream.final())).toMatchObject(failed);
      expect(run.open).toBe(0);
    },
  );

  test.each(table)(
    "yields the error event and ends with raiseError: false when the stream %s and the server %s error events",
    async (_, __, bodies, keeps) => {
      const { client } = fake(text, { status: "error", bodies, keeps });
      const stream = client.runs.stream("t", "agent", { raiseError: false });
      expect(await read(stream)).toEqual({ said: "ab!", error: undefined });
      expect(await failure(stream.final())).toMatchObject(failed);
    },
  );

  test("throws RunFailedError when the server stores no events and the stream closes before the error event", async () => {
    const { client } = fake("a error", { status: "error", bodies: [after(1, "end")], isOver: true });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({ said: "a!", error: failed });
  });

  test("throws RunFailedError when a failed run is joined from its first event", async () => {
    for (const [, keeps] of servers) {
      const { client } = fake(text, { status: "error", keeps, isOver: true });
      const stream = client.runs.joinStream("t", "r", { lastEventId: "-1" });
      expect(await read(stream)).toMatchObject({ said: "ab!", error: failed });
    }
  });

  test("throws RunFailedError with the server's timeout error when the run timed out", async () => {
    const timeout = { error: "timeout", message: "The run took longer than 3 s" };
    const answer = (request: string) =>
      request.endsWith("/join") ? Response.json({ __error__: timeout }) : undefined;
    const { client } = fake("0:a", { status: "timeout", answer });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("a!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "timeout", detail: timeout.message });
  });

  test("throws RunFailedError when the cause of the failure cannot be loaded", async () => {
    const answer = (request: string) =>
      request.endsWith("/join") ? new Response(null, { status: 500 }) : undefined;
    const { client } = fake("0:a", { status: "error", answer });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject({
      name: "RunFailedError",
      error: "error",
      runId: "r",
    });
  });

  test("throws RunFailedError rather than StreamInterruptedError when a failed run cannot be rejoined", async () => {
    const bodies = [after(1), { answer: () => new Response(null, { status: 404 }) }];
    const { client } = fake(text, { status: "error", bodies, isOver: true });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject(failed);
  });
});

describe("a run that does not fail", () => {
  test.each<RunStatus>(["success", "interrupted"])(
    "ends the stream of a run with status %s without an error",
    async (status) => {
      for (const bodies of [[], [after(1)], [after(2, "end")]]) {
        const { client } = fake("1-0:a 2-0:b", { status, bodies });
        expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
      }
    },
  );

  const gone: Body = { answer: () => new Response(null, { status: 404 }) };
  const unavailable: [string, Body[]][] = [
    ["the stream closes cleanly and rejoining it returns 404", [after(1, "end"), gone]],
    ["the stream is reset and rejoining it returns 404", [after(1), gone]],
    [
      "the stream is reset and rejoining it sends the Python server's error event for unknown runs",
      [after(1), notFound("python")],
    ],
    [
      "the stream is reset and rejoining it sends the JS server's error event for unknown runs",
      [after(1), notFound("js")],
    ],
  ];

  test.each(unavailable)(
    "ends without an error when the run was deleted by a rollback: %s",
    async (_, bodies) => {
      const { client } = fake("1-0:a 2-0:b", { status: "deleted", isOver: true, bodies });
      const stream = client.runs.stream("t", "agent");
      expect(await read(stream)).toEqual({ said: "a", error: undefined });
      expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
    },
  );

  test.each([...unavailable, ["the stream of unstored events closes cleanly", [after(1, "end")]] as const])(
    "throws StreamInterruptedError when the run was deleted together with its thread: %s",
    async (connection, bodies) => {
      const text = connection.includes("unstored") ? "a b" : "1-0:a 2-0:b";
      const { client } = fake(text, { status: "lost", isOver: true, bodies });
      const stream = client.runs.stream("t", "agent");
      const { said, error } = await read(stream);
      expect(said).toBe("a");
      expect(error).toMatchObject({ name: "StreamInterruptedError", received: 1 });
      expect(error).toMatchObject({ cause: { name: "NotFoundError" } });
      expect(await failure(stream.final())).toBe(error);
    },
  );

  test("ends after a clean close and throws after a reset when the server supports only POST runs/stream", async () => {
    const answer = () => Response.json({ detail: "Not Found" }, { status: 404 });
    for (const how of ["end", "reset"] as const) {
      const { client } = fake("1-0:a 2-0:b", { answer, bodies: [after(2, how), gone] });
      const { said, error } = await read(client.runs.stream("t", "agent"));
      expect(said).toBe("ab");
      if (how === "end") expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: "StreamInterruptedError" });
    }
  });

  test("delivers the remaining events after the run's status returned 404 once", async () => {
    let asked = 0;
    const answer = () =>
      asked++ < 1 ? Response.json({ detail: "Run not found" }, { status: 404 }) : undefined;
    const { client } = fake("1-0:a 2-0:b", { answer, bodies: [after(1, "end")] });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
  });

  test("ends at the event `end` without a further request", async () => {
    const { run, client } = fake("0:a 1:b 2:end");
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "abnull", error: undefined });
    expect(run.requests).toHaveLength(1);
  });

  test("retries the status request after a 503", async () => {
    let asked = 0;
    const answer = () => (asked++ === 0 ? new Response(null, { status: 503 }) : undefined);
    const { client } = fake("0:a 1:b", { answer });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    expect(asked).toBe(2);
  });

  test("throws StreamInterruptedError when the status request returns 403", async () => {
    const { client } = fake("0:a 1:b", { answer: () => new Response(null, { status: 403 }) });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({
      said: "ab",
      error: { name: "StreamInterruptedError", cause: { name: "PermissionDeniedError" } },
    });
  });
});

/** Each server's stream of an unknown run. */
function notFound(server: "js" | "python"): Body {
  const data =
    server === "js" ? '"Run not found"' : '{"error":"HTTPException","message":"404: Run not found"}';
  const newline = server === "js" ? "\n" : "\r\n";
  const text = ["event: error", `data: ${data}`, "", ""].join(newline);
  return { answer: () => new Response(text, { headers: { "content-type": "text/event-stream" } }) };
}

describe("an unknown run", () => {
  test.each(["js", "python"] as const)(
    "throws NotFoundError when joining an unknown run of the %s server",
    async (server) => {
      for (const options of [{}, { lastEventId: "-1" }, { lastEventId: "5" }, { cursor: '["1","2",1]' }]) {
        const { client } = fake("", { status: "deleted", isOver: true, bodies: [notFound(server)] });
        const stream = client.runs.joinStream("t", "r", options);
        expect(await read(stream)).toMatchObject({ said: "", error: { name: "NotFoundError", status: 404 } });
        expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
      }
    },
  );

  test("throws RunFailedError when an existing run failed with the error of an unknown run", async () => {
    const { client } = fake("", { status: "error", isOver: true, bodies: [notFound("python")] });
    const { said, error } = await read(client.runs.joinStream("t", "r", { lastEventId: "-1" }));
    expect(said).toBe("!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "HTTPException" });
  });
});

describe("a stateless run", () => {
  const stateless = (bodies: Body[]) => {
    const gone: Body = { answer: () => Response.json({ detail: "Not Found" }, { status: 404 }) };
    return fake("1-0:a 2-0:b 2-0:c", {
      headers: { "content-location": "/runs/r" },
      bodies: [...bodies, gone],
    });
  };

  test("ends the stream of a stateless run whose temporary thread was deleted at its end", async () => {
    const { run, client } = fake("1-0:a 2-0:b", { status: "lost" });
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ said: "ab", error: undefined });
    expect(run.asked).toEqual([]);
  });

  test("ends the stream of a stateless run after a clean close when the server cannot rejoin it", async () => {
    const { client } = stateless([{}]);
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ said: "abc", error: undefined });
  });

  test.each([
    ["is reset between events", after(2)],
    ["closes cleanly before the first event", after(0, "end")],
    ["is reset within an event", { cut: { after: 2, at: 9, how: "reset" } }],
    ["closes cleanly within an event", { cut: { after: 2, at: 9, how: "end" } }],
    ["closes cleanly before the blank line of an event", { cut: { after: 2, at: -1, how: "end" } }],
  ] satisfies [string, Body][])(
    "throws StreamInterruptedError when a stateless stream %s and cannot be rejoined",
    async (_, body) => {
      const { run, client } = stateless([body]);
      const { said, error } = await read(client.runs.stream(null, "agent"));
      expect("ab").toContain(said);
      expect(error).toMatchObject({
        name: "StreamInterruptedError",
        runId: "r",
        threadId: null,
        received: said.length,
      });
      expect(run.requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
    },
  );
});
