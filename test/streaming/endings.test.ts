/** How a run ends is what its stream ends with, although servers say little of it: no event ends a stream, some lose the error. */
import type { RunStatus } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure } from "../helpers/async.js";
import type { Body, FakeEvent } from "../helpers/fake-run.js";
import { skipPauses } from "../helpers/pauses.js";
import { fake, read } from "../helpers/script.js";

skipPauses();

const after = (count: number, how: "reset" | "end" = "reset"): Body => ({
  cut: { after: count, at: 0, how },
});
/** As the Python server does. */
const forgetsErrors = ({ event }: FakeEvent) => event !== "error";

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
    ["undisturbed", []],
    ["cut before its error", [after(2)]],
    ["ended before its error", [after(2, "end")]],
    ["cut before anything", [after(0)]],
    ["cut twice", [after(1), after(2)]],
    ["cut behind its error", [after(3)]],
  ];
  const servers: [string, (event: FakeEvent) => boolean][] = [
    ["forgets", forgetsErrors],
    ["keeps", () => true],
  ];
  const table = rows.flatMap(([what, bodies]) =>
    servers.map(([does, keeps]) => [what, does, bodies, keeps] as const),
  );

  test.each(table)(
    "%s, on a server that %s it: yields the error, then throws it",
    async (_, __, bodies, keeps) => {
      const { run, client } = fake(text, { status: "error", bodies, keeps });
      const stream = client.runs.stream("t", "agent");
      expect(await read(stream)).toMatchObject({ said: "ab!", error: failed });
      expect(await failure(stream.final())).toMatchObject(failed);
      expect(run.open).toBe(0);
    },
  );

  test.each(table)(
    "%s, on a server that %s it: ends, with raiseError: false",
    async (_, __, bodies, keeps) => {
      const { client } = fake(text, { status: "error", bodies, keeps });
      const stream = client.runs.stream("t", "agent", { raiseError: false });
      expect(await read(stream)).toEqual({ said: "ab!", error: undefined });
      expect(await failure(stream.final())).toMatchObject(failed);
    },
  );

  test("the same without anything kept", async () => {
    const { client } = fake("a error", { status: "error", bodies: [after(1, "end")], isOver: true });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({ said: "a!", error: failed });
  });

  test("and is joined: from the start, and when it is over", async () => {
    for (const [, keeps] of servers) {
      const { client } = fake(text, { status: "error", keeps, isOver: true });
      const stream = client.runs.joinStream("t", "r", { lastEventId: "-1" });
      expect(await read(stream)).toMatchObject({ said: "ab!", error: failed });
    }
  });

  test("out of time: says so", async () => {
    const timeout = { error: "timeout", message: "The run took longer than 3 s" };
    const answer = (request: string) =>
      request.endsWith("/join") ? Response.json({ __error__: timeout }) : undefined;
    const { client } = fake("0:a", { status: "timeout", answer });
    const { said, error } = await read(client.runs.stream("t", "agent"));
    expect(said).toBe("a!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "timeout", detail: timeout.message });
  });

  test("without saying why: is a failure all the same", async () => {
    const answer = (request: string) =>
      request.endsWith("/join") ? new Response(null, { status: 500 }) : undefined;
    const { client } = fake("0:a", { status: "error", answer });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject({
      name: "RunFailedError",
      error: "error",
      runId: "r",
    });
  });

  test("where the rest cannot be had: fails, and is not merely interrupted", async () => {
    const bodies = [after(1), { answer: () => new Response(null, { status: 404 }) }];
    const { client } = fake(text, { status: "error", bodies, isOver: true });
    expect((await read(client.runs.stream("t", "agent"))).error).toMatchObject(failed);
  });
});

describe("a run that does not fail", () => {
  test.each<RunStatus>(["success", "interrupted"])("%s: its stream ends", async (status) => {
    for (const bodies of [[], [after(1)], [after(2, "end")]]) {
      const { client } = fake("1-0:a 2-0:b", { status, bodies });
      expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    }
  });

  const gone: Body = { answer: () => new Response(null, { status: 404 }) };
  const absent: [string, Body[]][] = [
    ["its stream ends, and there is none any more: 404", [after(1, "end"), gone]],
    ["its stream is cut, and there is none any more: 404", [after(1), gone]],
    [
      "its stream is cut, and there is none any more, as the Python server says it",
      [after(1), notFound("python")],
    ],
    ["its stream is cut, and there is none any more, as the JS server says it", [after(1), notFound("js")]],
  ];

  test.each(absent)("deleted by a rollback: %s", async (_, bodies) => {
    const { client } = fake("1-0:a 2-0:b", { status: "deleted", isOver: true, bodies });
    const stream = client.runs.stream("t", "agent");
    expect(await read(stream)).toEqual({ said: "a", error: undefined });
    expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
  });

  test.each([...absent, ["its stream ends, with nothing kept", [after(1, "end")]] as const])(
    "lost with its thread, as by a server that was started anew: %s",
    async (what, bodies) => {
      const text = what.includes("nothing kept") ? "a b" : "1-0:a 2-0:b";
      const { client } = fake(text, { status: "lost", isOver: true, bodies });
      const stream = client.runs.stream("t", "agent");
      const { said, error } = await read(stream);
      expect(said).toBe("a");
      expect(error).toMatchObject({ name: "StreamInterruptedError", received: 1 });
      expect(error).toMatchObject({ cause: { name: "NotFoundError" } });
      expect(await failure(stream.final())).toBe(error);
    },
  );

  test("a server that knows nothing but the stream of a new run: a whole one is whole, a cut one is cut", async () => {
    const answer = () => Response.json({ detail: "Not Found" }, { status: 404 });
    for (const how of ["end", "reset"] as const) {
      const { client } = fake("1-0:a 2-0:b", { answer, bodies: [after(2, how), gone] });
      const { said, error } = await read(client.runs.stream("t", "agent"));
      expect(said).toBe("ab");
      if (how === "end") expect(error).toBeUndefined();
      else expect(error).toMatchObject({ name: "StreamInterruptedError" });
    }
  });

  test("a server that says once that there is no run: what its stream still has is not lost", async () => {
    let asked = 0;
    const answer = () =>
      asked++ < 1 ? Response.json({ detail: "Run not found" }, { status: 404 }) : undefined;
    const { client } = fake("1-0:a 2-0:b", { answer, bodies: [after(1, "end")] });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
  });

  test("the event end ends it, and nobody is asked", async () => {
    const { run, client } = fake("0:a 1:b 2:end");
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "abnull", error: undefined });
    expect(run.requests).toHaveLength(1);
  });

  test("its status cannot be had for a while: it is asked again", async () => {
    let asked = 0;
    const answer = () => (asked++ === 0 ? new Response(null, { status: 503 }) : undefined);
    const { client } = fake("0:a 1:b", { answer });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
    expect(asked).toBe(2);
  });

  test("its status is refused: the stream does not end as if it were whole", async () => {
    const { client } = fake("0:a 1:b", { answer: () => new Response(null, { status: 403 }) });
    expect(await read(client.runs.stream("t", "agent"))).toMatchObject({
      said: "ab",
      error: { name: "StreamInterruptedError", cause: { name: "PermissionDeniedError" } },
    });
  });
});

/** A stream of a run that does not exist, from each server. */
function notFound(server: "js" | "python"): Body {
  const data =
    server === "js" ? '"Run not found"' : '{"error":"HTTPException","message":"404: Run not found"}';
  const newline = server === "js" ? "\n" : "\r\n";
  const text = ["event: error", `data: ${data}`, "", ""].join(newline);
  return { answer: () => new Response(text, { headers: { "content-type": "text/event-stream" } }) };
}

describe("a run that there is not", () => {
  test.each(["js", "python"] as const)("is joined: %s", async (server) => {
    for (const options of [{}, { lastEventId: "-1" }, { lastEventId: "5" }, { cursor: '["1","2",1]' }]) {
      const { client } = fake("", { status: "deleted", isOver: true, bodies: [notFound(server)] });
      const stream = client.runs.joinStream("t", "r", options);
      expect(await read(stream)).toMatchObject({ said: "", error: { name: "NotFoundError", status: 404 } });
      expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
    }
  });

  test("a run that is there may say the same of what it did", async () => {
    const { client } = fake("", { status: "error", isOver: true, bodies: [notFound("python")] });
    const { said, error } = await read(client.runs.joinStream("t", "r", { lastEventId: "-1" }));
    expect(said).toBe("!");
    expect(error).toMatchObject({ name: "RunFailedError", error: "HTTPException" });
  });
});

describe("a run without a thread, whose server has no stream to join", () => {
  const stateless = (bodies: Body[]) => {
    const gone: Body = { answer: () => Response.json({ detail: "Not Found" }, { status: 404 }) };
    return fake("1-0:a 2-0:b 2-0:c", {
      headers: { "content-location": "/runs/r" },
      bodies: [...bodies, gone],
    });
  };

  test("its thread is gone with it, where the server has made one: its end is its end", async () => {
    const { run, client } = fake("1-0:a 2-0:b", { status: "lost" });
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ said: "ab", error: undefined });
    expect(run.asked).toEqual([]);
  });

  test("its end is its end", async () => {
    const { client } = stateless([{}]);
    expect(await read(client.runs.stream(null, "agent"))).toEqual({ said: "abc", error: undefined });
  });

  test.each([
    ["a cut", after(2)],
    ["an end before anything", after(0, "end")],
    ["a cut within an event", { cut: { after: 2, at: 9, how: "reset" } }],
    ["an end within an event", { cut: { after: 2, at: 9, how: "end" } }],
    ["an end before the blank line", { cut: { after: 2, at: -1, how: "end" } }],
  ] satisfies [string, Body][])("%s is an interruption", async (_, body) => {
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
  });
});
