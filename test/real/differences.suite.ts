/** Where the servers differ and no method of ours is to be tested: seen as it comes over the wire. */
import { randomUUID } from "node:crypto";
import {
  BadRequestError,
  ConflictError,
  InternalServerError,
  LangGraphClient,
  NotFoundError,
  UnprocessableEntityError,
} from "langgraph-client";
import { describe, expect, inject, test } from "vitest";
import { all, failure, until } from "../helpers/async.js";
import { assistantOf, client, deviates, lacks, newThread, rawClient, type Graphs } from "./setup.js";

const { raw } = rawClient;
const stream = "/threads/{thread_id}/runs/{run_id}/stream";

/** Where answers are not compared with the document: they break off, or are none of its own. */
const unchecked = new LangGraphClient<Graphs>({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  maxRetries: 0,
});

/** What each server calls a body that it does not understand. */
const Malformed = deviates("bad-request") ? BadRequestError : UnprocessableEntityError;

interface RunPath {
  thread_id: string;
  run_id: string;
}

/** What the server sends to those who join a run, behind an id if one is given. */
function joined(path: RunPath, lastEventId?: string) {
  const header = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  return all(raw.stream("GET", stream, { params: { path, header } }));
}

/** The stream of a new run from its start to its end, and the path by which it is joined. */
async function streamed(body: { assistant_id: string; [field: string]: unknown }) {
  const threadId = await newThread();
  const params = { path: { thread_id: threadId } };
  const events = await all(
    raw.stream("POST", "/threads/{thread_id}/runs/stream", { params, body: { input: {}, ...body } }),
  );
  const { run_id } = events[0]?.data as { run_id: string };
  return { events, path: { thread_id: threadId, run_id } };
}

describe("what the stream of a run keeps", () => {
  test("all events, or no errors", async () => {
    const { events, path } = await streamed({
      assistant_id: "thrower",
      input: { message: "no" },
      stream_resumable: true,
    });
    const kept = await joined(path, "-1");
    expect(events.at(-1)?.event).toBe("error");
    expect(kept).toEqual(deviates("error-not-kept") ? events.slice(0, -1) : events);
  });

  test("the mode messages, or not", async () => {
    const { events, path } = await streamed({
      assistant_id: "agent",
      input: { messages: [{ role: "user", content: "hello" }] },
      stream_mode: "messages",
      stream_resumable: true,
    });
    expect(await joined(path, "-1")).toEqual(deviates("messages-not-kept") ? events.slice(0, 1) : events);
  });

  test("with ids of their own, or of their millisecond", async () => {
    const { events } = await streamed({
      assistant_id: "custom",
      input: { count: 500 },
      stream_mode: "custom",
      stream_resumable: true,
    });
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size < events.length).toBe(deviates("shared-ids"));
  });

  test("when it was joined without an id before it began, or not", async () => {
    const thread_id = await newThread();
    const before = await client.runs.create(thread_id, "slow", { input: { ticks: 20, delay_ms: 20 } });
    const { run_id } = await client.runs.create(thread_id, "nested", {
      input: { path: "start" },
      streamResumable: true,
      multitaskStrategy: "enqueue",
    });
    const first = joined({ thread_id, run_id });
    await client.runs.join(thread_id, before.run_id);
    expect((await first).at(-1)?.data).toEqual({ path: "start > before > inside > after" });
    const again = await joined({ thread_id, run_id }, "-1");
    expect(again).toEqual(deviates("first-join") ? [] : await first);
  });
});

test("two readers of a run that is not resumable", async () => {
  const thread_id = await newThread();
  const { run_id } = await client.runs.create(thread_id, "slow", {
    input: { ticks: 30, delay_ms: 20 },
    streamMode: "custom",
    streamResumable: false,
  });
  const readers = await Promise.all([joined({ thread_id, run_id }), joined({ thread_id, run_id })]);
  const [left = [], right = []] = readers.map((events) => events.map(({ data }) => JSON.stringify(data)));
  const both = left.filter((data) => right.includes(data));
  expect(both.length > 0).toBe(!deviates("shared-readers"));
});

test("the state beside the interrupts of a values event", async () => {
  const { events } = await streamed({ assistant_id: "interrupt", input: { request: "lunch" } });
  const { data } = events.at(-1) ?? {};
  expect(data).toHaveProperty("__interrupt__");
  expect("request" in (data as object)).toBe(!deviates("interrupt-without-state"));
});

test("the mode tools", async () => {
  const events = streamed({ assistant_id: "trivial", stream_mode: "tools" });
  if (deviates("tools-refused")) expect(await failure(events)).toBeInstanceOf(UnprocessableEntityError);
  else expect((await events).events).toHaveLength(1);
});

test("the mode lifecycle", async () => {
  expect(deviates("lifecycle-refused")).toBe(true);
  const stream = unchecked.runs.stream(await newThread(), "trivial", { streamMode: "lifecycle" });
  expect(await failure(all(stream))).toBeInstanceOf(Malformed);
});

test.for([
  ["values", deviates("unasked-checkpoints")],
  ["updates", false],
] as const)("checkpoints that nobody asked for, beside %s of subgraphs", async ([stream_mode, isSent]) => {
  const nested = { assistant_id: "nested", input: { path: "start" }, stream_mode };
  const { events } = await streamed({ ...nested, stream_subgraphs: true });
  const names = new Set(events.map(({ event }) => event.replace(/:.*/, "")));
  const asked = ["metadata", stream_mode, `${stream_mode}|child`];
  const unasked = isSent ? ["checkpoints", "checkpoints|child"] : [];
  expect([...names].sort()).toEqual([...asked, ...unasked].sort());
  const alone = await streamed({ ...nested, stream_subgraphs: false });
  expect(new Set(alone.events.map(({ event }) => event))).toEqual(new Set(["metadata", stream_mode]));
});

test("a run on a thread that is not there", async () => {
  const Refused = deviates("no-thread-422") ? UnprocessableEntityError : NotFoundError;
  const { runs } = unchecked;
  const id = randomUUID();
  expect(await failure(runs.create(id, "trivial"))).toBeInstanceOf(Refused);
  expect(await failure(runs.wait(id, "trivial"))).toBeInstanceOf(Refused);
  expect(await failure(all(runs.stream(id, "trivial")))).toBeInstanceOf(Refused);
});

test("a copy of what is no id", async () => {
  expect(await failure(client.threads.copy("no-uuid"))).toBeInstanceOf(BadRequestError);
});

test("null for a filter, which has no type here", async () => {
  const metadata = null as never;
  expect(await failure(client.threads.search({ metadata }))).toBeInstanceOf(Malformed);
  expect(await failure(client.threads.count({ metadata }))).toBeInstanceOf(Malformed);
  expect(await failure(client.assistants.search({ metadata }))).toBeInstanceOf(Malformed);
  if (!lacks("POST /runs/crons/search"))
    expect(await failure(client.crons.search({ metadata }))).toBeInstanceOf(Malformed);
});

test("crons of a server that has none", async ({ skip }) => {
  skip(!lacks("POST /runs/crons"));
  const { crons } = unchecked;
  const id = randomUUID();
  const Refused = deviates("crons-of-threads") ? BadRequestError : InternalServerError;
  const assistantId = await assistantOf("trivial");
  expect(await failure(crons.create(assistantId, { schedule: "* * * * *" }))).toBeInstanceOf(Refused);
  const ofThread = crons.createForThread(await newThread(), assistantId, { schedule: "* * * * *" });
  expect(await failure(ofThread)).toBeInstanceOf(Refused);
  expect(await failure(crons.search())).toBeInstanceOf(InternalServerError);
  expect(await failure(crons.delete(id))).toBeInstanceOf(InternalServerError);
  expect(await failure(crons.count())).toBeInstanceOf(NotFoundError);
  expect(await failure(crons.get(id))).toBeInstanceOf(NotFoundError);
  expect(await failure(crons.update(id, { enabled: false }))).toBeInstanceOf(NotFoundError);
});

test("the stream of a run that is not there", async () => {
  const path = { thread_id: await newThread(), run_id: randomUUID() };
  expect(deviates("unknown-stream-200")).toBe(true);
  expect(await joined(path)).toMatchObject([{ event: "error" }]);
  expect(await failure(all(client.runs.joinStream(path.thread_id, path.run_id)))).toBeInstanceOf(
    NotFoundError,
  );
});

test("the end of a run that is not there", async () => {
  const path = { thread_id: await newThread(), run_id: randomUUID() };
  expect(deviates("unknown-join-200")).toBe(true);
  const { data } = await raw.GET("/threads/{thread_id}/runs/{run_id}/join", { params: { path } });
  expect(data).toMatchObject({ __error__: { message: expect.stringContaining("not found") as string } });
  const end = client.runs.join(path.thread_id, path.run_id);
  expect(await failure(end)).toBeInstanceOf(NotFoundError);
});

test("the stream of a thread that is not there", async ({ skip }) => {
  skip(lacks("GET /threads/{thread_id}/stream"));
  const abort = new AbortController();
  const { status } = await fetch(`${inject("serverUrl")}/threads/${randomUUID()}/stream`, {
    signal: abort.signal,
  });
  abort.abort();
  expect(status).toBe(deviates("unknown-thread-200") ? 200 : 404);
});

test("a copy of a thread that is not there", async () => {
  expect(deviates("copy-409")).toBe(true);
  expect(await failure(client.threads.copy(randomUUID()))).toBeInstanceOf(ConflictError);
});

test("prune that keeps the latest state", async ({ skip }) => {
  skip(lacks("POST /threads/prune"));
  const pruned = client.threads.prune([await newThread()], { strategy: "keep_latest" });
  if (deviates("keep-latest")) expect(await failure(pruned)).toBeInstanceOf(UnprocessableEntityError);
  else expect(await pruned).toEqual({ pruned_count: 1 });
});

test("the total of a search", async () => {
  const metadata = { family: randomUUID() };
  for (let index = 0; index < 5; index += 1) await client.threads.create({ metadata });
  const { total } = await client.threads.search({ metadata, limit: 2, offset: 1, includePagination: true });
  // One that was found before, two that were found, and one that says that there are more.
  expect(total).toBe(deviates("total-plus-offset") ? 6 : deviates("total-looks-ahead") ? 4 : 5);
});

test("the order of a search, and values of threads picked out of it", async () => {
  const metadata = { family: randomUUID() };
  for (const name of ["b", "a"]) await client.assistants.create({ graphId: "trivial", metadata, name });
  const sorted = await client.assistants.search({ metadata, sortBy: "name", sortOrder: "desc" });
  expect(sorted.map(({ name }) => name)).toEqual(deviates("search-unsorted") ? ["a", "b"] : ["b", "a"]);

  const { thread_id } = await client.threads.create({ metadata });
  await client.runs.wait(thread_id, "trivial", { input: { value: "deep" } });
  const [found] = await client.threads.search({ metadata, extract: { it: "values.value" } });
  expect("extracted" in (found ?? {})).toBe(!deviates("no-extract"));
});

describe("a run that makes way", () => {
  const endless = { ticks: 100_000, delay_ms: 5 };

  /** A run that is at work. */
  async function working(): Promise<RunPath> {
    const thread_id = await newThread();
    const { run_id } = await client.runs.create(thread_id, "slow", { input: endless });
    await until(
      () => client.runs.get(thread_id, run_id),
      ({ status }) => status === "running",
    );
    return { thread_id, run_id };
  }

  /** What is left of it: its status, or nothing. */
  async function left({ thread_id, run_id }: RunPath): Promise<string | undefined> {
    return client.runs.get(thread_id, run_id).then(
      ({ status }) => status,
      (error: unknown) => {
        expect(error).toBeInstanceOf(NotFoundError);
        return undefined;
      },
    );
  }

  test("interrupted by another", async () => {
    const path = await working();
    const multitaskStrategy = "interrupt";
    const input = { value: 2 };
    expect(await client.runs.wait(path.thread_id, "trivial", { input, multitaskStrategy })).toMatchObject(
      input,
    );
    expect(await left(path)).toBe("interrupted");
  });

  test("rolled back by another, and by a cancel", async () => {
    const path = await working();
    const multitaskStrategy = "rollback";
    const input = { value: 2 };
    expect(await client.runs.wait(path.thread_id, "trivial", { input, multitaskStrategy })).toMatchObject(
      input,
    );
    expect(await left(path)).toBe(deviates("rollback-keeps") ? "error" : undefined);

    const cancelled = await working();
    await client.runs.cancel(cancelled.thread_id, cancelled.run_id, true, "rollback");
    expect(await left(cancelled)).toBe(deviates("rollback-keeps") ? "error" : undefined);
    expect((await client.threads.get(cancelled.thread_id)).status).toBe(
      deviates("rollback-keeps") ? "error" : "idle",
    );
  });

  test.for(["cancel", "continue"] as const)(
    "whose caller goes away, with onDisconnect: %s",
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
        () => left(path),
        (status) => status !== "running",
      );
      const goesOn = onDisconnect === "continue" || deviates("wait-goes-on");
      expect(end).toBe(goesOn ? "success" : "interrupted");
    },
  );
});
