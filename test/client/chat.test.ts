/** Arguments of the chat of a page: what is wrong is refused before any request. */
import { InvalidArgumentError, LangGraphClient } from "langgraph-client";
import { createChat } from "langgraph-client/chat";
import type { PendingInterrupt } from "langgraph-client";
import type { Chat } from "langgraph-client/chat";
import { threadStream } from "langgraph-client/thread";
import { expect, expectTypeOf, test } from "vitest";
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
