/** Differences between the servers that no test of a method covers, observed in the raw responses. */
import { randomUUID } from "node:crypto";
import {
  BadRequestError,
  ConflictError,
  LangGraphClient,
  NotFoundError,
  UnprocessableEntityError,
} from "langgraph-client";
import { describe, expect, inject, test } from "vitest";
import { all, failure, until } from "../helpers/async.js";
import { client, deviates, eventsOf, lacks, newThread, rawClient, server, type Graphs } from "./setup.js";

const { raw } = rawClient;
const stream = "/threads/{thread_id}/runs/{run_id}/stream";

/** A client whose responses are not compared with openapi.json: they are aborted, or undocumented errors. */
const unchecked = new LangGraphClient<Graphs>({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  maxRetries: 0,
});

/** The error class for an invalid request body. */
const malformed = () => (deviates("bad-request") ? BadRequestError : UnprocessableEntityError);

interface RunPath {
  thread_id: string;
  run_id: string;
}

/** Joins a run and returns the raw events after `lastEventId`, if given. */
function joinRaw(path: RunPath, lastEventId?: string) {
  const header = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  return eventsOf(raw.stream("GET", stream, { params: { path, header } }));
}

/** Starts a run, and returns all its raw events and its path parameters. */
async function streamRaw(body: { assistant_id: string; [field: string]: unknown }) {
  const threadId = await newThread();
  const params = { path: { thread_id: threadId } };
  const events = await eventsOf(
    raw.stream("POST", "/threads/{thread_id}/runs/stream", { params, body: { input: {}, ...body } }),
  );
  const { run_id } = events[0]?.data as { run_id: string };
  return { events, path: { thread_id: threadId, run_id } };
}

describe("stored events of a run", () => {
  test("the JS server replays all events of a failed run, the Python server omits the error event", async () => {
    const { events, path } = await streamRaw({
      assistant_id: "thrower",
      input: { message: "no" },
      stream_resumable: true,
    });
    const replayed = await joinRaw(path, "-1");
    expect(events.at(-1)?.event).toBe("error");
    expect(replayed).toEqual(deviates("error-not-stored") ? events.slice(0, -1) : events);
  });

  test("the JS server replays events of the mode messages, the Python server does not", async () => {
    const { events, path } = await streamRaw({
      assistant_id: "agent",
      input: { messages: [{ role: "user", content: "hello" }] },
      stream_mode: "messages",
      stream_resumable: true,
    });
    expect(await joinRaw(path, "-1")).toEqual(deviates("messages-not-stored") ? events.slice(0, 1) : events);
  });

  test("event ids are unique on the JS server, and shared within a millisecond on the Python server", async () => {
    const { events } = await streamRaw({
      assistant_id: "custom",
      input: { count: 500 },
      stream_mode: "custom",
      stream_resumable: true,
    });
    const ids = new Set(events.map(({ id }) => id));
    // The first event is `metadata`.
    expect(events).toHaveLength(501);
    expect(events.every(({ id }) => id !== undefined)).toBe(true);
    expect(ids.size < events.length).toBe(deviates("shared-ids"));
  });

  test("the JS server stores no events of a run that was joined before it started", async ({ skip }) => {
    skip(deviates("no-busy-threads"));
    const thread_id = await newThread();
    const before = await client.runs.create(thread_id, "slow", { input: { ticks: 20, delay_ms: 20 } });
    const { run_id } = await client.runs.create(thread_id, "nested", {
      input: { path: "start" },
      streamResumable: true,
      multitaskStrategy: "enqueue",
    });
    const first = joinRaw({ thread_id, run_id });
    await client.runs.join(thread_id, before.run_id);
    expect((await first).at(-1)?.data).toMatchObject({ path: "start > before > inside > after" });
    const again = await joinRaw({ thread_id, run_id }, "-1");
    expect(again).toEqual(deviates("join-before-start") ? [] : await first);
  });
});

test("two readers of a run that is not resumable get disjoint events on the JS server", async () => {
  const thread_id = await newThread();
  const { run_id } = await client.runs.create(thread_id, "slow", {
    input: { ticks: 30, delay_ms: 20 },
    streamMode: "custom",
    streamResumable: false,
  });
  const readers = await Promise.all([joinRaw({ thread_id, run_id }), joinRaw({ thread_id, run_id })]);
  const [first = [], second = []] = readers.map((events) => events.map(({ data }) => JSON.stringify(data)));
  const both = first.filter((data) => second.includes(data));
  // Both readers are served.
  expect(Math.min(first.length, second.length)).toBeGreaterThan(1);
  expect(both.length > 0).toBe(!deviates("shared-readers"));
});

test("a values event with interrupts has the state on the Python server only", async () => {
  const { events } = await streamRaw({ assistant_id: "interrupt", input: { request: "lunch" } });
  const { data } = events.at(-1) ?? {};
  expect(data).toHaveProperty("__interrupt__");
  expect("request" in (data as object)).toBe(!deviates("interrupt-without-state"));
});

test("the Python server rejects the mode tools, the JS server accepts it", async () => {
  const events = streamRaw({ assistant_id: "trivial", stream_mode: "tools" });
  if (deviates("tools-refused")) expect(await failure(events)).toBeInstanceOf(UnprocessableEntityError);
  else expect((await events).events).toHaveLength(1);
});

test("the servers reject the mode lifecycle for a run, or send no events of it", async () => {
  const payload = { input: { value: 1 }, streamMode: "lifecycle" as const };
  const stream = unchecked.runs.stream(await newThread(), "trivial", payload);
  if (deviates("lifecycle-refused")) expect(await failure(all(stream))).toBeInstanceOf(malformed());
  else expect((await eventsOf(stream)).map(({ event }) => event)).toEqual(["metadata"]);
});

test.for([
  ["values", "with unrequested checkpoints on the JS server"],
  ["updates", "without unrequested checkpoints"],
] as const)("streams %s with subgraphs %s", async ([stream_mode]) => {
  const nested = { assistant_id: "nested", input: { path: "start" }, stream_mode };
  const { events } = await streamRaw({ ...nested, stream_subgraphs: true });
  const names = new Set(events.map(({ event }) => event.replace(/:.*/, "")));
  const requested = ["metadata", stream_mode, `${stream_mode}|child`];
  const deviation = deviates("unrequested-checkpoints");
  const unrequested = deviation && stream_mode === "values" ? ["checkpoints", "checkpoints|child"] : [];
  expect([...names].sort()).toEqual([...requested, ...unrequested].sort());
  const alone = await streamRaw({ ...nested, stream_subgraphs: false });
  expect(new Set(alone.events.map(({ event }) => event))).toEqual(new Set(["metadata", stream_mode]));
});

test("create, wait and stream throw for an unknown thread", async () => {
  const Refused = deviates("unknown-thread-422") ? UnprocessableEntityError : NotFoundError;
  const { runs } = unchecked;
  const id = randomUUID();
  const input = { value: 1 };
  if (deviates("creates-threads")) {
    expect(await runs.wait(id, "trivial", { input })).toMatchObject(input);
    return expect(await client.threads.get(id)).toMatchObject({ thread_id: id });
  }
  expect(await failure(runs.create(id, "trivial", { input }))).toBeInstanceOf(Refused);
  expect(await failure(runs.wait(id, "trivial", { input }))).toBeInstanceOf(Refused);
  expect(await failure(all(runs.stream(id, "trivial", { input })))).toBeInstanceOf(Refused);
});

test("a run without an input continues its thread, or is rejected", async () => {
  const threadId = await newThread();
  await unchecked.runs.wait(threadId, "nested", { input: { path: "start" }, interruptBefore: ["after"] });
  const output = unchecked.runs.wait(threadId, "nested", { input: null });
  if (deviates("input-required")) expect(await failure(output)).toBeInstanceOf(UnprocessableEntityError);
  else expect(await output).toEqual({ path: "start > before > inside > after" });
});

test("join returns the state of a run, whatever it streams, except on Aegra", async () => {
  const thread_id = await newThread();
  const payload = { input: { value: 1 }, streamMode: "custom" as const };
  const { run_id } = await client.runs.create(thread_id, "trivial", payload);
  const state = { value: 1, seen: true };
  expect(await client.runs.join(thread_id, run_id)).toEqual(deviates("output-of-values") ? {} : state);
  expect((await client.threads.getState(thread_id)).values).toEqual(state);
});

test("the metadata of a state cannot be patched, as the official client's threads.patchState does", async () => {
  const path = `/threads/${await newThread()}/state`;
  const error = await failure(unchecked.request("PATCH", path, { body: { metadata: { a: 1 } } }));
  expect(error).toMatchObject({ status: server === "js" ? 404 : 405 });
});

test("a second assistant with the same graph and config is created, or refused", async () => {
  const assistant = { graphId: "trivial", config: { configurable: { own: randomUUID() } } };
  await client.assistants.create(assistant);
  const second = client.assistants.create(assistant);
  if (deviates("same-config-409")) expect(await failure(second)).toBeInstanceOf(ConflictError);
  else expect(await second).toMatchObject({ graph_id: "trivial" });
});

test("deleting a run that is running ends it, or is refused", async () => {
  const thread_id = await newThread();
  const input = { ticks: 100_000, delay_ms: 5 };
  const { run_id } = await client.runs.create(thread_id, "slow", { input });
  await until(
    () => client.runs.get(thread_id, run_id),
    ({ status }) => status === "running",
  );
  const deleted = client.runs.delete(thread_id, run_id);
  if (!deviates("delete-running-409")) return expect(await deleted).toBeUndefined();
  expect(await failure(deleted)).toBeInstanceOf(ConflictError);
  await client.runs.cancel(thread_id, run_id, true);
});

test("a message of a node that no model streamed is a whole message, or a chunk", async () => {
  const chunks = [{ content: "", id: "resp_1" }, { content: "One " }, { content: "two" }];
  const { events } = await streamRaw({
    assistant_id: "scripted",
    input: { messages: [{ role: "user", content: JSON.stringify({ chunks, id: "msg_1" }) }] },
    stream_mode: ["messages-tuple"],
    stream_resumable: true,
  });
  const messages = events.slice(1).map(({ data }) => (data as { type: string; content: string }[])[0]);
  const type = deviates("whole-as-chunk") ? "AIMessageChunk" : "ai";
  expect(messages.at(-1)).toMatchObject({ id: "msg_1", content: "One two", type });
});

test("copying a thread throws BadRequestError for an id that is not a uuid", async ({ skip }) => {
  skip(lacks("POST /threads/{thread_id}/copy"));
  expect(await failure(client.threads.copy("no-uuid"))).toBeInstanceOf(BadRequestError);
});

test("search and count throw a validation error for null as metadata filter", async () => {
  const metadata = null as never;
  if (deviates("null-filter")) {
    expect(await client.threads.search({ metadata, limit: 1 })).toHaveLength(1);
    expect(await client.assistants.search({ metadata, limit: 1 })).toHaveLength(1);
    return expect(await client.crons.search({ metadata })).toEqual(expect.any(Array));
  }
  expect(await failure(client.threads.search({ metadata }))).toBeInstanceOf(malformed());
  expect(await failure(client.threads.count({ metadata }))).toBeInstanceOf(malformed());
  expect(await failure(client.assistants.search({ metadata }))).toBeInstanceOf(malformed());
  if (!lacks("POST /runs/crons/search"))
    expect(await failure(client.crons.search({ metadata }))).toBeInstanceOf(malformed());
});

test("every cron method throws a clear error on a server without crons", async ({ skip }) => {
  skip(!lacks("POST /runs/crons"));
  const { crons } = unchecked;
  const id = randomUUID();
  const schedule = "* * * * *";
  const threadId = await newThread();
  const created = () => crons.create("trivial", { schedule });
  const status = (await failure(created())) as { cause?: { status?: number } };
  expect(status.cause?.status).toBe(deviates("crons-need-thread") ? 400 : 500);
  const calls: (() => PromiseLike<unknown>)[] = [
    created,
    () => crons.createForThread(threadId, "trivial", { schedule }),
    () => crons.search(),
    () => crons.delete(id),
    () => crons.count(),
    () => crons.get(id),
    () => crons.update(id, { enabled: false }),
  ];
  for (const call of calls) {
    expect(await failure(call())).toMatchObject({
      name: "LangGraphError",
      message: expect.stringContaining("crons: not supported by this server") as string,
    });
  }
});

test("joinStream throws NotFoundError for an unknown run, although the server returns 200", async () => {
  const path = { thread_id: await newThread(), run_id: randomUUID() };
  const joined = joinRaw(path);
  if (deviates("unknown-stream-200")) expect(await joined).toMatchObject([{ event: "error" }]);
  else expect(await failure(joined)).toBeInstanceOf(NotFoundError);
  expect(await failure(all(client.runs.joinStream(path.thread_id, path.run_id)))).toBeInstanceOf(
    NotFoundError,
  );
});

test("join throws NotFoundError for an unknown run, although the server returns 200", async () => {
  const path = { thread_id: await newThread(), run_id: randomUUID() };
  const { data, response } = await raw.GET("/threads/{thread_id}/runs/{run_id}/join", { params: { path } });
  expect(response.status).toBe(deviates("unknown-join-200") ? 200 : 404);
  if (response.ok)
    expect(data).toMatchObject({ __error__: { message: expect.stringContaining("not found") as string } });
  const output = client.runs.join(path.thread_id, path.run_id);
  expect(await failure(output)).toBeInstanceOf(NotFoundError);
});

test("the Python server opens a stream for an unknown thread", async ({ skip }) => {
  skip(lacks("GET /threads/{thread_id}/stream"));
  const abort = new AbortController();
  const { status } = await fetch(`${inject("serverUrl")}/threads/${randomUUID()}/stream`, {
    signal: abort.signal,
  });
  abort.abort();
  expect(status).toBe(deviates("unknown-thread-200") ? 200 : 404);
});

test("copying an unknown thread throws ConflictError", async ({ skip }) => {
  skip(lacks("POST /threads/{thread_id}/copy"));
  expect(deviates("copy-409")).toBe(true);
  expect(await failure(client.threads.copy(randomUUID()))).toBeInstanceOf(ConflictError);
});

test("prune with keep_latest throws UnprocessableEntityError on the in-memory Python server", async ({
  skip,
}) => {
  skip(lacks("POST /threads/prune") || deviates("prune-expired"));
  const pruned = client.threads.prune([await newThread()], { strategy: "keep_latest" });
  if (deviates("keep-latest")) expect(await failure(pruned)).toBeInstanceOf(UnprocessableEntityError);
  else expect(await pruned).toEqual({ pruned_count: 1 });
});

test("the total of a search includes the offset on the JS server, and is a lower bound on the Python server", async () => {
  const metadata = { family: randomUUID() };
  for (let index = 0; index < 5; index += 1) await client.threads.create({ metadata });
  const { total } = await client.threads.search({ metadata, limit: 2, offset: 1, includePagination: true });
  // The Python server counts one skipped row, two returned rows and one row beyond the page.
  const expected = deviates("total-plus-offset") ? 6 : deviates("total-looks-ahead") ? 4 : 5;
  expect(total).toBe(deviates("no-totals") ? null : expected);
});

test("search applies sortBy and extract, except on the JS server", async () => {
  const metadata = { family: randomUUID() };
  for (const name of ["b", "a"]) {
    const config = { configurable: { own: randomUUID() } };
    await client.assistants.create({ graphId: "trivial", config, metadata, name });
  }
  const sorted = await client.assistants.search({ metadata, sortBy: "name", sortOrder: "desc" });
  expect(sorted.map(({ name }) => name)).toEqual(deviates("search-unsorted") ? ["a", "b"] : ["b", "a"]);

  const { thread_id } = await client.threads.create({ metadata });
  await client.runs.wait(thread_id, "trivial", { input: { value: "deep" } });
  const [found] = await client.threads.search({ metadata, extract: { it: "values.value" } });
  expect("extracted" in (found ?? {})).toBe(!deviates("no-extract"));
});

describe("runs that are stopped by another run, a cancel or a disconnect", () => {
  const endless = { ticks: 100_000, delay_ms: 5 };

  /** Starts a run that does not end, and waits until it is running. */
  async function runningRun(): Promise<RunPath> {
    const thread_id = await newThread();
    const { run_id } = await client.runs.create(thread_id, "slow", { input: endless });
    await until(
      () => client.runs.get(thread_id, run_id),
      ({ status }) => status === "running",
    );
    return { thread_id, run_id };
  }

  /** Returns a run's status, or undefined if the server deleted the run. */
  async function statusOf({ thread_id, run_id }: RunPath): Promise<string | undefined> {
    return client.runs.get(thread_id, run_id).then(
      ({ status }) => status,
      (error: unknown) => {
        expect(error).toBeInstanceOf(NotFoundError);
        return undefined;
      },
    );
  }

  test("a new run with the strategy interrupt interrupts the running one", async () => {
    const path = await runningRun();
    const multitaskStrategy = "interrupt";
    const input = { value: 2 };
    expect(await client.runs.wait(path.thread_id, "trivial", { input, multitaskStrategy })).toMatchObject(
      input,
    );
    expect(await statusOf(path)).toBe(deviates("no-busy-threads") ? "running" : "interrupted");
    if (deviates("no-busy-threads")) await client.runs.cancel(path.thread_id, path.run_id);
  });

  test("a rollback by a cancel is refused by a server that has none", async ({ skip }) => {
    skip(!deviates("no-rollback"));
    const path = await runningRun();
    const cancelled = unchecked.runs.cancel(path.thread_id, path.run_id, true, "rollback");
    expect(await failure(cancelled)).toBeInstanceOf(UnprocessableEntityError);
    await client.runs.cancel(path.thread_id, path.run_id);
  });

  test("a rollback by a new run or a cancel deletes the run, except on the JS server", async ({ skip }) => {
    skip(deviates("no-rollback"));
    const path = await runningRun();
    const multitaskStrategy = "rollback";
    const input = { value: 2 };
    expect(await client.runs.wait(path.thread_id, "trivial", { input, multitaskStrategy })).toMatchObject(
      input,
    );
    expect(await statusOf(path)).toBe(deviates("rollback-keeps-run") ? "error" : undefined);

    const cancelled = await runningRun();
    await client.runs.cancel(cancelled.thread_id, cancelled.run_id, true, "rollback");
    expect(await statusOf(cancelled)).toBe(deviates("rollback-keeps-run") ? "error" : undefined);
    expect((await client.threads.get(cancelled.thread_id)).status).toBe(
      deviates("rollback-keeps-run") ? "error" : "idle",
    );
  });

  test.for(["cancel", "continue"] as const)(
    "a run whose waiting caller disconnects obeys onDisconnect %s, except on the JS server and Aegra",
    async (onDisconnect) => {
      const threadId = await newThread();
      const caller = new AbortController();
      const waiting = unchecked.runs.wait(threadId, "slow", {
        input: { ticks: 20, delay_ms: 20 },
        onDisconnect,
        signal: caller.signal,
      });
      const runs = await until(
        () => client.runs.list(threadId),
        ([run]) => run?.status === "running",
      );
      caller.abort();
      expect(await failure(waiting)).toMatchObject({ name: "AbortError" });
      const path = { thread_id: threadId, run_id: runs[0]?.run_id ?? "" };
      const end = await until(
        () => statusOf(path),
        (status) => status !== "running",
      );
      const continues = onDisconnect === "continue" || deviates("wait-ignores-disconnect");
      expect(end).toBe(continues ? "success" : "interrupted");
    },
  );
});
