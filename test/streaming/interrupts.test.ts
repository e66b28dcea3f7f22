/** Interrupts through the public methods: runs.resume, wait, join and final(). */
import { LangGraphClient } from "langgraph-client";
import type { RunStatus } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { CannedResponse } from "../helpers/server.js";

interface ServedThread {
  state?: object;
  /** The data of `values` events. */
  values?: object[];
  status?: RunStatus;
  output?: unknown;
  /** Overrides a response. `undefined` keeps the default one. */
  override?: (request: string) => CannedResponse | undefined;
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const location = { "content-location": "/threads/t/runs/r" };
const id = (digit: string): string => digit.repeat(32);
const ask = (digit: string) => ({ id: id(digit), value: `${digit}?` });
const task = (...interrupts: object[]) => ({ id: "1", name: "ask", interrupts });
const stateOf = (...tasks: object[]) => ({
  values: { n: 1 },
  next: ["ask"],
  tasks,
  metadata: { run_id: "r" },
});

/** Starts a server of one thread, and creates a client of it. */
async function open({ state = stateOf(), values = [], status = "success", output, override }: ServedThread) {
  const server = await listen(({ method, url }) => {
    const path = url.split("?")[0] ?? "";
    const overridden = override?.(`${method} ${path}`);
    if (overridden !== undefined) return overridden;
    if (path.endsWith("/stream")) {
      const frames = [event("metadata", { run_id: "r" }), ...values.map((data) => event("values", data))];
      return sse(frames.join(""), location);
    }
    if (path.includes("/state")) return json(state);
    if (path.endsWith("/wait")) return { ...json(output), headers: { ...json(output).headers, ...location } };
    if (path.endsWith("/join")) return json(output);
    return json({ run_id: "r", thread_id: "t", status, created_at: "2026-01-01T00:00:00Z" });
  });
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  return { server, client, sent: () => server.requests.map(({ method, url }) => `${method} ${url}`) };
}

const STATE = "GET /threads/t/state";
const STREAM = "POST /threads/t/runs/stream";

describe("runs.resume", () => {
  test.each<[string, unknown, object]>([
    ["a plain answer to the only interrupt", "yes", stateOf(task(ask("a")))],
    ["an object to the only interrupt", { approve: true }, stateOf(task(ask("a")))],
    ["answers by id to some interrupts", { [id("b")]: "yes" }, stateOf(task(ask("a")), task(ask("b")))],
    [
      "a plain answer if all other tasks have a result",
      "yes",
      stateOf({ ...task(ask("a")), result: { n: 1 } }, task(ask("b"))),
    ],
    ["any answer if nothing is pending", { [id("a")]: "yes" }, stateOf()],
  ])("sends %s after it has read the state", async (_, answer, state) => {
    const { client, server, sent } = await open({ state });
    const stream = client.runs.resume("t", "agent", answer);
    expect(sent()).toEqual([]);
    await all(stream);
    expect(sent().slice(0, 2)).toEqual([STATE, STREAM]);
    expect(JSON.parse(server.requests[1]!.body)).toMatchObject({ command: { resume: answer } });
  });

  test.each<[string, unknown, object]>([
    ["a plain answer to three interrupts", "yes", stateOf(task(ask("a")), task(ask("b")), task(ask("c")))],
    ["a plain answer to two interrupts of one task", "yes", stateOf(task(ask("a"), ask("b")))],
    ["an object without ids to two interrupts", { approve: true }, stateOf(task(ask("a")), task(ask("b")))],
    ["an id that is not pending", { [id("c")]: "yes" }, stateOf(task(ask("a")), task(ask("b")))],
    [
      "the id of an interrupt that was answered",
      { [id("a")]: "yes" },
      stateOf({ ...task(ask("a")), result: { n: 1 } }, task(ask("b"))),
    ],
    ["an id beside one that is not pending", { [id("b")]: 1, [id("c")]: 2 }, stateOf(task(ask("b")))],
  ])("refuses %s, names the pending ids, and starts no run", async (_, answer, state) => {
    const { client, sent } = await open({ state });
    for (const read of [
      (): Promise<unknown> => all(client.runs.resume("t", "agent", answer)),
      (): Promise<unknown> => client.runs.resume("t", "agent", answer).final(),
      (): Promise<unknown> => all(client.runs.resume("t", "agent", answer).text()),
    ]) {
      const error = await failure(read());
      expect(error).toMatchObject({ name: "InvalidArgumentError", argument: "answer" });
      expect(error).toMatchObject({ message: expect.stringContaining(`resume(threadId, assistantId, { "`) });
      expect(error).toMatchObject({ message: expect.stringContaining(`"${id("b")}"`) });
    }
    expect(sent()).toEqual([STATE, STATE, STATE]);
  });

  test("sends any answer without reading the state with checkInterrupts: false", async () => {
    const { client, server, sent } = await open({ state: stateOf(task(ask("a")), task(ask("b"))) });
    await all(client.runs.resume("t", "agent", "yes", { checkInterrupts: false }));
    expect(sent()[0]).toBe(STREAM);
    const body: unknown = JSON.parse(server.requests[0]!.body);
    expect(body).toMatchObject({ command: { resume: "yes" } });
    expect(body).not.toHaveProperty("check_interrupts");
  });

  test("reads the state with the headers and the query of the call, and without its extraBody", async () => {
    const { client, server, sent } = await open({ state: stateOf(task(ask("a"))) });
    const options = { headers: { "x-tenant": "a" }, extraQuery: { q: 1 }, extraBody: { b: 1 } };
    await all(client.runs.resume("t", "agent", "yes", options));
    expect(sent().slice(0, 2)).toEqual([`${STATE}?q=1`, `${STREAM}?q=1`]);
    expect(server.requests[0]).toMatchObject({ body: "", headers: { "x-tenant": "a" } });
    expect(JSON.parse(server.requests[1]!.body)).toMatchObject({ b: 1, stream_mode: ["values"] });
    expect(JSON.parse(server.requests[1]!.body)).not.toHaveProperty("check_interrupts");
  });

  test("reads the state of the checkpoint at which the run continues", async () => {
    const { client, sent } = await open({ state: stateOf(task(ask("a")), task(ask("b"))) });
    const stream = client.runs.resume("t", "agent", "yes", { checkpointId: "c" });
    expect(await failure(all(stream))).toMatchObject({ name: "InvalidArgumentError" });
    expect(sent()).toEqual([`${STATE}/c`]);
  });

  test.each([
    [404, "NotFoundError"],
    [403, "PermissionDeniedError"],
    [500, "InternalServerError"],
  ])("throws the error of the state, such as %s, and starts no run", async (status, name) => {
    const override = (request: string) => (request === STATE ? { status } : undefined);
    const { client, sent } = await open({ override });
    const stream = client.runs.resume("t", "agent", "yes");
    const error = await failure(all(stream));
    expect(error).toMatchObject({ name });
    expect(await failure(stream.run)).toBe(error);
    expect(await failure(stream.final())).toBe(error);
    expect(sent()).toEqual([STATE]);
  });

  test("an abort ends the read of the state, and starts no run", async () => {
    const controller = new AbortController();
    const { client, sent } = await open({ state: stateOf(task(ask("a"))) });
    const stream = client.runs.resume("t", "agent", "yes", { signal: controller.signal });
    const first = stream.next();
    controller.abort("mine");
    expect(await failure(first)).toBe("mine");
    expect(sent().filter((request) => request === STREAM)).toEqual([]);
  });

  test("close() during the read of the state starts no run", async () => {
    const { client, sent } = await open({ state: stateOf(task(ask("a"))) });
    const stream = client.runs.resume("t", "agent", "yes");
    const first = stream.next();
    stream.close();
    expect(await first).toEqual({ done: true, value: undefined });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent().filter((request) => request === STREAM)).toEqual([]);
  });

  test("runs.stream with a command does not read the state", async () => {
    const { client, sent } = await open({ state: stateOf(task(ask("a")), task(ask("b"))) });
    await all(client.runs.stream("t", "agent", { command: { resume: "yes" } }));
    expect(sent()[0]).toBe(STREAM);
  });
});

describe("runs that wait", () => {
  const two = stateOf({ ...task(ask("a")), result: { n: 1 } }, task(ask("b")), task(ask("c")));

  test("final(), wait and join return the same interrupts of three when one was answered", async () => {
    const { client } = await open({
      state: two,
      values: [{ __interrupt__: [ask("c")] }, { __interrupt__: [ask("b")] }, { n: 1 }],
      output: { n: 1 },
    });
    const pending = [ask("b"), ask("c")];
    expect(await client.runs.stream("t", "agent").final()).toEqual({
      status: "interrupted",
      values: { n: 1 },
      interrupts: pending,
    });
    expect(await client.runs.wait("t", "agent")).toEqual({ n: 1, __interrupt__: pending });
    expect(await client.runs.join("t", "r")).toEqual({ n: 1, __interrupt__: pending });
  });

  test("wait returns the interrupts of which the server sends one", async () => {
    const { client } = await open({ state: two, output: { __interrupt__: [ask("c")] } });
    expect(await client.runs.wait("t", "agent")).toEqual({ n: 1, __interrupt__: [ask("b"), ask("c")] });
  });

  test("final() returns the interrupts of a run that wrote no checkpoint of its own", async () => {
    const { client } = await open({
      state: { ...two, metadata: { run_id: "before" } },
      override: (request) =>
        request.endsWith("/runs/before") ? json({ created_at: "2025-12-31T00:00:00Z" }) : undefined,
    });
    expect(await client.runs.stream("t", "agent", { streamMode: "custom" }).final()).toEqual({
      status: "interrupted",
      values: { n: 1 },
      interrupts: [ask("b"), ask("c")],
    });
  });

  test("final() and wait return two interrupts of a task that share an id", async () => {
    const both = [ask("a"), { id: id("a"), value: "again?" }];
    const state = { ...stateOf(task(...both)), interrupts: both };
    const { client } = await open({
      state,
      values: [{ __interrupt__: both }],
      output: { __interrupt__: both },
    });
    expect(await client.runs.stream("t", "agent").final()).toMatchObject({ interrupts: both });
    expect(await client.runs.wait("t", "agent")).toMatchObject({ __interrupt__: both });
  });

  test("final() keeps a streamed interrupt that the state lacks", async () => {
    const { client } = await open({ state: stateOf(task()), values: [{ n: 1, __interrupt__: [ask("a")] }] });
    expect(await client.runs.stream("t", "agent").final()).toMatchObject({
      status: "interrupted",
      interrupts: [ask("a")],
    });
  });

  test("final() keeps the interrupts of a run whose status is interrupted", async () => {
    const { client } = await open({
      status: "interrupted",
      state: stateOf(task(ask("a"))),
      values: [{ n: 1, __interrupt__: [ask("a")] }],
    });
    const waiting = { status: "interrupted", values: { n: 1 }, interrupts: [ask("a")] };
    expect(await client.runs.stream("t", "agent").final()).toEqual(waiting);
    expect(await client.runs.stream("t", "agent", { streamMode: "custom" }).final()).toEqual(waiting);
    expect(await client.runs.joinStream("t", "r", { lastEventId: "-1" }).final()).toEqual(waiting);
  });

  test("final() returns the status cancelled for a run that was stopped beside an interrupt", async () => {
    const { client } = await open({
      status: "interrupted",
      state: stateOf(task(ask("a")), { ...task(), error: "CancelledError()" }),
      values: [{ n: 1, __interrupt__: [ask("a")] }],
    });
    expect(await client.runs.stream("t", "agent").final()).toEqual({
      status: "cancelled",
      values: { n: 1 },
      interrupts: [],
    });
  });

  test("wait(null) returns the interrupts of a run whose thread was deleted", async () => {
    const { client } = await open({
      output: { __interrupt__: [ask("a"), ask("b")] },
      override: (request) => (request === STATE ? { status: 404 } : undefined),
    });
    expect(await client.runs.wait(null, "agent")).toEqual({ __interrupt__: [ask("a"), ask("b")] });
  });
});
