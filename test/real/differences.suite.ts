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
import { client, deviates, lacks, newThread, proves, rawClient, type Graphs } from "./setup.js";

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
  return all(raw.stream("GET", stream, { params: { path, header } }));
}

/** Starts a run, and returns all its raw events and its path parameters. */
async function streamRaw(body: { assistant_id: string; [field: string]: unknown }) {
  const threadId = await newThread();
  const params = { path: { thread_id: threadId } };
  const events = await all(
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

  test("the JS server stores no events of a run that was joined before it started", async () => {
    const thread_id = await newThread();
    const before = await client.runs.create(thread_id, "slow", { input: { ticks: 20, delay_ms: 20 } });
    const { run_id } = await client.runs.create(thread_id, "nested", {
      input: { path: "start" },
      streamResumable: true,
      multitaskStrategy: "enqueue",
    });
    const first = joinRaw({ thread_id, run_id });
    await client.runs.join(thread_id, before.run_id);
    expect((await first).at(-1)?.data).toEqual({ path: "start > before > inside > after" });
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

test("both servers reject the mode lifecycle for a run", async () => {
  proves("lifecycle-refused");
  const stream = unchecked.runs.stream(await newThread(), "trivial", { streamMode: "lifecycle" });
  expect(await failure(all(stream))).toBeInstanceOf(malformed());
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
  expect(await failure(runs.create(id, "trivial"))).toBeInstanceOf(Refused);
  expect(await failure(runs.wait(id, "trivial"))).toBeInstanceOf(Refused);
  expect(await failure(all(runs.stream(id, "trivial")))).toBeInstanceOf(Refused);
});

test("copying a thread throws BadRequestError for an id that is not a uuid", async () => {
  expect(await failure(client.threads.copy("no-uuid"))).toBeInstanceOf(BadRequestError);
});

test("search and count throw a validation error for null as metadata filter", async () => {
  const metadata = null as never;
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
  proves("unknown-stream-200");
  expect(await joinRaw(path)).toMatchObject([{ event: "error" }]);
  expect(await failure(all(client.runs.joinStream(path.thread_id, path.run_id)))).toBeInstanceOf(
    NotFoundError,
  );
});

test("join throws NotFoundError for an unknown run, although the server returns 200", async () => {
  const path = { thread_id: await newThread(), run_id: randomUUID() };
  proves("unknown-join-200");
  const { data } = await raw.GET("/threads/{thread_id}/runs/{run_id}/join", { params: { path } });
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

test("copying an unknown thread throws ConflictError", async () => {
  proves("copy-409");
  expect(await failure(client.threads.copy(randomUUID()))).toBeInstanceOf(ConflictError);
});

test("prune with keep_latest throws UnprocessableEntityError on the in-memory Python server", async ({
  skip,
}) => {
  skip(lacks("POST /threads/prune"));
  const pruned = client.threads.prune([await newThread()], { strategy: "keep_latest" });
  if (deviates("keep-latest")) expect(await failure(pruned)).toBeInstanceOf(UnprocessableEntityError);
  else expect(await pruned).toEqual({ pruned_count: 1 });
});

test("the total of a search includes the offset on the JS server, and is a lower bound on the Python server", async () => {
  const metadata = { family: randomUUID() };
  for (let index = 0; index < 5; index += 1) await client.threads.create({ metadata });
  const { total } = await client.threads.search({ metadata, limit: 2, offset: 1, includePagination: true });
  // The Python server counts one skipped row, two returned rows and one row beyond the page.
  expect(total).toBe(deviates("total-plus-offset") ? 6 : deviates("total-looks-ahead") ? 4 : 5);
});

test("search applies sortBy and extract, except on the JS server", async () => {
  const metadata = { family: randomUUID() };
  for (const name of ["b", "a"]) await client.assistants.create({ graphId: "trivial", metadata, name });
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
    expect(await statusOf(path)).toBe("interrupted");
  });

  test("a rollback by a new run or a cancel deletes the run, except on the JS server", async () => {
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
    "a run whose waiting caller disconnects obeys onDisconnect %s, except on the JS server",
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
