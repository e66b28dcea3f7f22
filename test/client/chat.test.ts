/** Arguments of the chat of a page: what is wrong is refused before any request. */
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import { createChat } from "langgraph-client/chat";
import type { PendingInterrupt } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { threadStream } from "langgraph-client/thread";
import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { caught, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";

const client = new LangGraphClient({ apiUrl: "http://localhost:1", apiKey: null });
const create = createChat as (...args: unknown[]) => Chat;

test.each<[string, unknown[], string]>([
  ["no client", [undefined, { assistantId: "agent" }], "client"],
  ["options in place of a client", [{ assistantId: "agent" }], "client"],
  ["no options", [client], "options"],
  ["no assistant", [client, {}], "assistantId"],
  ["an empty assistant", [client, { assistantId: "" }], "assistantId"],
  ["an empty thread", [client, { assistantId: "agent", threadId: "" }], "threadId"],
  ["an interval of 0", [client, { assistantId: "agent", refreshMs: 0 }], "refreshMs"],
  ["an unknown option", [client, { assistantId: "agent", thread_id: "t" }], "thread_id"],
])("createChat: %s", (_, args, argument) => {
  const error = caught(() => create(...args)) as InvalidArgumentError;
  expect(error).toBeInstanceOf(InvalidArgumentError);
  expect(error.argument).toBe(argument);
});

test("a chat sends nothing before it is used", async () => {
  const server = await listen([json({})]);
  const own = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const chat = createChat(own, { assistantId: "agent", threadId: "t" });
  expect(chat.getSnapshot()).toMatchObject({ threadId: "t", status: "loading", messages: [] });
  chat.close();
  expect(String(await failure(chat.submit("a")))).toContain("The chat is closed");
  expect(server.requests).toEqual([]);
});

test("a message that the history lacks is refused by name", async () => {
  const server = await listen([json([])]);
  const own = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const chat = createChat(own, { assistantId: "agent", threadId: "t" });
  const error = await failure(chat.edit("unknown", "a"));
  expect(error).toMatchObject({ argument: "messageId" });
  expect(chat.getSnapshot()).toMatchObject({ status: "error", error });
});

test.each([404, 405])("a server without the history route: %i", async (status) => {
  const messages = [{ type: "human", id: "1", content: "Hi" }];
  const server = await listen(({ url }) => {
    if (url.endsWith("/history")) return { status };
    return json(url.endsWith("/state") ? { values: { messages }, tasks: [] } : { status: "idle" });
  });
  const own = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const chat = createChat(own, { assistantId: "agent", threadId: "t" });
  const leave = chat.subscribe(() => {});
  await expect.poll(() => chat.getSnapshot().status).toBe("idle");
  const error = await failure(chat.edit("1", "Hello"));
  expect(error).toMatchObject({ status });
  expect(chat.getSnapshot()).toMatchObject({ status: "error", error, messages });
  leave();
});

test("a session has no stream mode that the thread protocol lacks", async () => {
  const server = await listen([json({ thread_id: "t" })]);
  const own = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  const runOptions = { streamMode: ["debug"] };
  const chat = createChat(own, { assistantId: "agent", thread: threadStream, runOptions });
  expect(await failure(chat.submit("a"))).toMatchObject({ argument: "streamMode" });
});

describe("listeners are called", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Counts the calls of a listener, without the first one. */
  function counting(options: object) {
    const chat = createChat(client, { assistantId: "agent", ...options });
    let calls = -1;
    const leave = chat.subscribe(() => (calls += 1));
    return { chat, leave, calls: () => calls };
  }

  test("at once after an action, and once more for those that follow within a frame", () => {
    const { chat, leave, calls } = counting({});
    for (let count = 0; count < 50; count += 1) chat.setBranch(String(count));
    expect(calls()).toBe(1);
    vi.advanceTimersByTime(16);
    expect(calls()).toBe(2);
    for (let count = 0; count < 50; count += 1) chat.mutate({ count });
    vi.advanceTimersByTime(16);
    expect(calls()).toBe(3);
    expect(chat.getSnapshot().values).toEqual({ count: 49 });
    leave();
  });

  test("a frame after an action at the latest, while longer pauses hold for streams", () => {
    const { chat, leave, calls } = counting({ throttleMs: 60_000 });
    chat.setBranch("a");
    chat.mutate({ a: 1 });
    chat.setBranch("b");
    expect(calls()).toBe(1);
    vi.advanceTimersByTime(16);
    expect(calls()).toBe(2);
    leave();
  });

  test("for each action, if the page wants no pause", () => {
    const { chat, leave, calls } = counting({ throttleMs: 0 });
    for (let count = 0; count < 5; count += 1) chat.setBranch(String(count));
    expect(calls()).toBe(5);
    leave();
  });
});

test("an initial state is shown at once, with its interrupts", () => {
  const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c", checkpoint_map: null };
  const task = { id: "1", name: "ask", error: null, checkpoint: null, state: null };
  const chat = createChat(client, {
    assistantId: "agent",
    threadId: "t",
    initialState: {
      values: { messages: [{ type: "human", id: "1", content: "Hi" }] },
      next: ["ask"],
      tasks: [{ ...task, interrupts: [{ id: "i", value: "Sure?" }] }],
      checkpoint,
      metadata: {},
      created_at: null,
      parent_checkpoint: null,
    },
  });
  expect(chat.getSnapshot()).toMatchObject({
    status: "interrupted",
    messages: [{ content: "Hi" }],
    interrupts: [{ id: "i", value: "Sure?" }],
  });
});

test("a chat has the types of its graph", () => {
  interface Graphs {
    agent: { state: { title: string }; interrupt: { question: string }; custom: number };
  }
  const typed = new LangGraphClient<Graphs>({ apiUrl: "http://localhost:1", apiKey: null });
  const chat = createChat(typed, { assistantId: "agent", thread: threadStream });
  const { values, interrupts, custom } = chat.getSnapshot();
  expectTypeOf(values).toEqualTypeOf<{ title: string } | undefined>();
  expectTypeOf(interrupts).toEqualTypeOf<readonly PendingInterrupt<{ question: string }>[]>();
  expectTypeOf(custom).toEqualTypeOf<readonly number[]>();
  // A component for any chat takes it.
  expectTypeOf(chat).toExtend<Chat>();
  expect(values).toBeUndefined();
});
