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

  test.each<[string, Body[]]>([
    ["its stream ends", [after(1, "end")]],
    [
      "its stream is cut, and there is none any more: 404",
      [after(1), { answer: () => new Response(null, { status: 404 }) }],
    ],
    [
      "its stream is cut, and there is none any more, as the Python server says it",
      [after(1), notFound("python")],
    ],
    ["its stream is cut, and there is none any more, as the JS server says it", [after(1), notFound("js")]],
  ])("deleted by a rollback: %s", async (_, bodies) => {
    const { client } = fake("1-0:a 2-0:b", { status: "deleted", isOver: true, bodies });
    const stream = client.runs.stream("t", "agent");
    expect(await read(stream)).toEqual({ said: "a", error: undefined });
    expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
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

describe("a run that is over, whose server keeps its stream open with heartbeats", () => {
  /** What is left, then comments for as long as anybody listens; who listens to a hundred of them waits for ever. */
  const beating = (...pieces: string[]): Body => ({
    answer: () => {
      const encoder = new TextEncoder();
      let beats = -1;
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        beats += 1;
        if (beats > 100) controller.error(new Error("It still waits"));
        else controller.enqueue(encoder.encode(pieces[beats] ?? beat));
        // As slow as the events of others come.
        return new Promise<void>((resolve) => setImmediate(resolve));
      };
      return new Response(new ReadableStream({ pull }), { headers: { "content-type": "text/event-stream" } });
    },
  });
  const beat = ": heartbeat\n\n";
  const last = 'event: custom\ndata: "b"\nid: 1\n\n';
  const more = 'event: custom\ndata: "c"\nid: 2\n\n';
  const both = `event: custom\ndata: "a"\nid: 0\n\n${last}`;

  test("its stream ends, after an end", async () => {
    const bodies = [{}, beating(last), beating(last)];
    const { client } = fake("0:a 1:b", { isOver: true, bodies });
    expect(await read(client.runs.stream("t", "agent"))).toEqual({ said: "ab", error: undefined });
  });

  test("its stream ends, after a cut", async () => {
    const bodies = [after(1), ...Array<Body>(9).fill(beating(both))];
    const { client } = fake("0:a 1:b", { isOver: true, bodies });
    const causes: unknown[] = [];
    const stream = client.runs.stream("t", "agent", {
      maxReconnects: 1,
      onReconnect: ({ cause }) => causes.push(cause),
    });
    expect(await read(stream)).toEqual({ said: "ab", error: undefined });
    expect(causes).toMatchObject([{ cause: { message: "terminated" } }]);
  });

  const places: [string, (text: string) => string][] = [
    ["behind", (text) => text + beat],
    ["before", (text) => beat + text],
    ["among", (text) => text.replaceAll("\n\n", `\n\n${beat}`)],
  ];
  test.each(
    places.flatMap(([where, piece]): [string, string, string, string[]][] => [
      [where, "all it has to say again", "ab", [piece(last)]],
      [where, "that and the rest", "abc", [piece(last + more)]],
      [where, "the rest", "abc", [last, piece(more)]],
      [where, "all it has to say again, before the rest", "abc", [piece(last), more]],
    ]),
  )("heartbeats in one piece, %s %s: nothing is lost", async (_, __, said, pieces) => {
    const bodies = [after(2, "end"), ...Array<Body>(9).fill(beating(...pieces))];
    const { client } = fake("0:a 1:b 2:c", { isOver: true, bodies });
    const stream = client.runs.stream("t", "agent", { maxReconnects: 0 });
    expect(await read(stream)).toEqual({ said, error: undefined });
  });

  test.each<[string, object, string]>([
    ["from the start", { lastEventId: "-1" }, "ab"],
    ["behind its end", { lastEventId: "1" }, ""],
  ])("it is joined %s: its stream ends", async (_, options, said) => {
    const text = said === "" ? ": heartbeat\n\n" : both;
    const { client } = fake("0:a 1:b", { isOver: true, bodies: Array<Body>(9).fill(beating(text)) });
    const stream = client.runs.joinStream("t", "r", { ...options, maxReconnects: 0 });
    expect(await read(stream)).toEqual({ said, error: undefined });
  });
});
