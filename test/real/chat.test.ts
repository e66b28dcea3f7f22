/** The state of a chat page, on a real server, by either protocol. */
import { textOf } from "langgraph-client";
import type { LangGraphClient } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { createChat } from "../../src/chat/index.js";
import type { Chat, ChatSnapshot } from "../../src/chat/index.js";
import { failure } from "../helpers/async.js";
import { client } from "./setup.js";

const any = client as unknown as LangGraphClient;
const protocols = [
  ["runs.stream", undefined],
  ["threadStream", threadStream as never],
] as const;

/** Collects the snapshots of a chat. */
function watch(chat: Chat): {
  seen: ChatSnapshot[];
  until: (is: (snapshot: ChatSnapshot) => boolean) => Promise<ChatSnapshot>;
  leave: () => void;
} {
  const seen: ChatSnapshot[] = [];
  let check = (): void => {};
  const leave = chat.subscribe((snapshot) => {
    seen.push(snapshot);
    check();
  });
  const until = (is: (snapshot: ChatSnapshot) => boolean) =>
    new Promise<ChatSnapshot>((resolve) => {
      check = () => {
        const found = seen.findLast(is);
        if (found !== undefined) resolve(found);
      };
      check();
    });
  return { seen, until, leave };
}

const texts = ({ messages }: ChatSnapshot) =>
  messages.map((message) => `${message.type}: ${textOf(message)}`);

describe.each(protocols)("a chat by %s", (_, thread) => {
  const open = (assistantId: string, options: object = {}): Chat =>
    createChat(any, { assistantId, thread, ...options }) as Chat;

  test("sends two turns, and shows each message once", async () => {
    const chat = open("chat");
    const { seen, leave } = watch(chat);
    await chat.submit({ messages: [{ role: "user", content: "a" }], n: 2 });
    await chat.submit("b");
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 ", "human: b", "ai: b0 b1 b2 "]);
    expect(chat.getSnapshot()).toMatchObject({ status: "idle", queued: 0, error: undefined });
    expect(seen.map(({ status }) => status)).toContain("streaming");
    leave();
  });

  test("queues inputs", async () => {
    const chat = open("chat");
    await Promise.all([chat.submit("a"), chat.submit("b"), chat.submit("c")]);
    expect(texts(chat.getSnapshot()).filter((text) => text.startsWith("human"))).toEqual([
      "human: a",
      "human: b",
      "human: c",
    ]);
    expect(texts(chat.getSnapshot())).toHaveLength(6);
  });

  test("waits at an interrupt, and resumes", async () => {
    const chat = open("interrupt");
    await chat.submit({ request: "go" });
    expect(chat.getSnapshot()).toMatchObject({
      status: "interrupted",
      interrupts: [{ value: { question: 'Approve "go"?' } }],
    });
    await chat.resume("yes");
    expect(chat.getSnapshot()).toMatchObject({
      status: "idle",
      interrupts: [],
      values: { answer: "yes", done: true },
    });
  });

  test("has tool calls with arguments and results", async () => {
    const chat = open("toolcall");
    const { seen, leave } = watch(chat);
    await chat.submit("weather?");
    expect(chat.getSnapshot().toolCalls).toMatchObject([
      {
        id: "call_weather",
        name: "get_weather",
        args: { city: "Paris" },
        status: "done",
        output: "sunny in Paris",
      },
    ]);
    expect(seen.length).toBeGreaterThan(2);
    leave();
  });

  test("a failed run is an error, which retry sends again", async () => {
    const chat = open("thrower");
    const error = await failure(chat.submit({ message: "no" }));
    expect(error).toMatchObject({ name: "RunFailedError" });
    expect(chat.getSnapshot()).toMatchObject({ status: "error", error });
    expect(await failure(chat.retry())).toMatchObject({ name: "RunFailedError" });
  });

  test("stop keeps what has arrived", async () => {
    const chat = open("chat");
    const { until, leave } = watch(chat);
    const done = chat.submit({ messages: [{ role: "user", content: "a" }], n: 200, ms: 20 });
    await until(({ messages }) => messages.length === 2);
    await chat.stop();
    await done;
    expect(texts(chat.getSnapshot())[1]).toMatch(/^ai: a0 /);
    expect(chat.getSnapshot().status).toBe("idle");
    leave();
  });

  test("a second page joins the run at work, and shows its message whole", async () => {
    const chat = open("chat");
    const { until, leave } = watch(chat);
    const done = chat.submit({ messages: [{ role: "user", content: "a" }], n: 30, ms: 30 });
    const { threadId } = await until(({ messages }) => messages.length === 2);
    const second = open("chat", { threadId });
    const page = watch(second);
    expect(second.getSnapshot().status).toBe("loading");
    await done;
    await page.until(({ status, messages }) => status === "idle" && messages.length === 2);
    expect(texts(second.getSnapshot())).toEqual(texts(chat.getSnapshot()));
    page.leave();
    leave();
  });

  test("edits a message on a new branch, and shows the old one", async () => {
    const chat = open("chat", { history: true });
    await chat.submit("a");
    const [first] = chat.getSnapshot().messages;
    await chat.edit(first!.id!, "b");
    expect(texts(chat.getSnapshot())).toEqual(["human: b", "ai: b0 b1 b2 "]);
    const { branches } = chat.originOf(chat.getSnapshot().messages[0]!.id!);
    expect(branches).toHaveLength(2);
    chat.setBranch(branches[0]!);
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 "]);
  });

  test("a thread that does not exist is an error, and the page goes on with another", async () => {
    const chat = open("chat", { threadId: "00000000-0000-4000-8000-000000000000" });
    const { until, leave } = watch(chat);
    expect(await until(({ status }) => status === "error")).toMatchObject({
      error: { name: "NotFoundError" },
    });
    chat.switchThread(null);
    await chat.submit("a");
    expect(chat.getSnapshot().messages).toHaveLength(2);
    leave();
    chat.close();
    expect(String(await failure(chat.submit("b")))).toContain("closed");
  });
});
