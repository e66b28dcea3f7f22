/** Several pages with the chat of one thread, on a real server, by either protocol. */
import type { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { createChat } from "../../src/chat/index.js";
import type { Chat } from "../../src/chat/index.js";
import { clientWith, openPage, pretendingBusy, protocols, texts, watch } from "./chat-setup.js";
import { client } from "./setup.js";

const any = client as unknown as LangGraphClient;
const intact = () => clientWith((_, send) => send());

/** Opens two pages that show one thread. */
async function openTwo(thread: never | undefined, options: object = {}) {
  const { thread_id: threadId } = await any.threads.create();
  const pages = [0, 1].map(() => {
    const runs: string[] = [];
    const onRun = ({ runId }: { runId: string }) => void runs.push(runId);
    const { client: own, requests } = intact();
    const chat = createChat(own, { assistantId: "chat", threadId, thread, onRun, ...options }) as Chat;
    return { chat, runs, requests, ...watch(chat) };
  });
  const [first, second] = [pages[0]!, pages[1]!];
  for (const { until } of pages) await until(({ status }) => status === "idle");
  return { first, second, threadId };
}

describe.each(protocols)("two pages by %s", (_, thread) => {
  test("show what the other one sends, each run once", async () => {
    const { focus } = openPage();
    const { first, second, threadId } = await openTwo(thread);
    const sent = first.chat.submit({ messages: [{ role: "user", content: "a" }], n: 20, ms: 20 });
    await first.until(({ messages }) => messages.length === 2);
    // A session tells of the run. Otherwise the chat looks for it when the user comes to the page.
    if (thread === undefined) focus();
    await second.until(({ status, messages }) => status === "streaming" && messages.length === 2);
    await sent;
    await second.until(({ status, messages }) => status === "idle" && messages.length === 2);
    expect(texts(second.chat.getSnapshot())).toEqual(texts(first.chat.getSnapshot()));
    await second.chat.submit("b");
    if (thread === undefined) focus();
    await first.until(({ status, messages }) => status === "idle" && messages.length === 4);
    expect(texts(first.chat.getSnapshot())).toEqual([
      "human: a",
      expect.stringMatching(/^ai: a0 .* a19 $/),
      "human: b",
      expect.stringMatching(/^ai: b0 b1 b2 /),
    ]);
    expect(texts(second.chat.getSnapshot())).toEqual(texts(first.chat.getSnapshot()));
    const runs = (await any.runs.list(threadId)).map(({ run_id: runId }) => runId).sort();
    expect(runs).toHaveLength(2);
    expect([...second.runs].sort()).toEqual(runs);
    // A run can end before the page looks at it.
    expect(new Set(first.runs).size).toBe(first.runs.length);
    first.leave();
    second.leave();
  });

  test("read their own runs once", async () => {
    const { first, second } = await openTwo(thread, { assistantId: "slow" });
    for (const ticks of [1, 2, 3]) await first.chat.submit({ ticks, done: 0, delay_ms: 20 });
    // Takes its turn after all that was announced.
    await first.chat.joinStream(first.runs[0]!);
    expect(first.runs).toHaveLength(4);
    expect(new Set(first.runs).size).toBe(3);
    first.leave();
    second.leave();
  });

  test("lose no input if both send at the same time", async () => {
    const { focus } = openPage();
    const { first, second, threadId } = await openTwo(thread);
    await Promise.all([first.chat.submit("a"), second.chat.submit("b")]);
    focus();
    for (const { until } of [first, second])
      await until(({ status, messages }) => status === "idle" && messages.length === 4);
    expect(texts(second.chat.getSnapshot())).toEqual(texts(first.chat.getSnapshot()));
    expect(texts(first.chat.getSnapshot()).sort()).toEqual([
      "ai: a0 a1 a2 ",
      "ai: b0 b1 b2 ",
      "human: a",
      "human: b",
    ]);
    expect(await any.runs.list(threadId)).toHaveLength(2);
    first.leave();
    second.leave();
  });

  test("show a state that was changed elsewhere, and keep what has not changed", async () => {
    const { focus } = openPage();
    const { first, second, threadId } = await openTwo(thread);
    await first.chat.submit("a");
    focus();
    await second.until(({ status, messages }) => status === "idle" && messages.length === 2);
    const { messages } = second.chat.getSnapshot();
    await any.threads.updateState(threadId, {
      values: { messages: [{ type: "human", id: "x", content: "note" }] },
    });
    focus();
    await second.until((snapshot) => snapshot.messages.length === 3);
    const changed = second.chat.getSnapshot().messages;
    // The messages of a session lack some fields of the state.
    if (thread === undefined) expect(changed.slice(0, 2)).toEqual([messages[0], messages[1]]);
    if (thread === undefined) expect(changed[0]).toBe(messages[0]);
    expect(changed[2]).toMatchObject({ id: "x" });
    first.leave();
    second.leave();
  });
});

describe("a page beside another one", () => {
  const LOOK = "GET /threads/{id}";

  test("looks once for many events of its window", async () => {
    const { focus } = openPage();
    const { first, leave } = await openOne();
    const before = first.requests.length;
    for (let count = 0; count < 20; count += 1) focus();
    // Takes its turn after the look.
    await first.chat.submit("a");
    expect(first.requests.slice(before).filter((request) => request === LOOK).length).toBeLessThanOrEqual(2);
    leave();
  });

  test("sends one request if nothing has changed, and draws nothing", async () => {
    const { focus } = openPage();
    const { first, leave, looks } = await openOne();
    await first.chat.submit("a");
    await expect.poll(looks).toBe(2);
    const [before, snapshot] = [first.requests.length, first.chat.getSnapshot()];
    await expect.poll(() => [focus(), looks()][1]).toBeGreaterThan(4);
    expect(new Set(first.requests.slice(before))).toEqual(new Set([LOOK]));
    expect(first.chat.getSnapshot()).toBe(snapshot);
    leave();
  });

  test("keeps half a message whose run was stopped, when the user comes back", async () => {
    const { focus } = openPage();
    const { first, leave, looks } = await openOne();
    const done = first.chat.submit({ messages: [{ type: "human", content: "a" }], n: 60, ms: 20 });
    await first.until(({ messages }) => messages.length === 2);
    await first.chat.stop();
    await done;
    const before = looks();
    await expect.poll(() => [focus(), looks()][1]).toBeGreaterThan(before + 2);
    expect(texts(first.chat.getSnapshot())).toEqual(["human: a", expect.stringMatching(/^ai: a0 /)]);
    leave();
  });

  test("sends nothing while it is hidden, and looks when it is shown", async () => {
    const { focus, show } = openPage();
    const { first, leave, threadId } = await openOne({ refreshMs: 5 });
    show("hidden");
    await first.chat.submit("a");
    await any.runs.wait(threadId, "chat", { input: { messages: [{ role: "user", content: "b" }] } });
    const before = first.requests.length;
    focus();
    // Many intervals have passed by the end of another run.
    await any.runs.wait(threadId, "chat", { input: { messages: [{ role: "user", content: "c" }] } });
    expect(first.requests).toHaveLength(before);
    show("visible");
    await first.until(({ messages }) => messages.length === 6);
    leave();
  });

  test("shows the state after a run of another page, even if it was active when the thread was read", async () => {
    const { focus } = openPage();
    const { pretend, ...page } = pretendingBusy();
    const { first, leave, threadId } = await openOne({}, page);
    await any.runs.wait(threadId, "chat", { input: { messages: [{ role: "user", content: "a" }] } });
    pretend();
    focus();
    await first.until(({ messages }) => messages.length === 2);
    expect(first.chat.getSnapshot().status).toBe("idle");
    leave();
  });

  test("shows what others send at every interval, if it is asked to", async () => {
    const { first, leave, threadId } = await openOne({ refreshMs: 50 });
    await any.runs.wait(threadId, "chat", { input: { messages: [{ role: "user", content: "b" }] } });
    await first.until(({ status, messages }) => status === "idle" && messages.length === 2);
    expect(texts(first.chat.getSnapshot())).toEqual(["human: b", "ai: b0 b1 b2 "]);
    leave();
  });

  test("keeps the branch that the user has chosen", async () => {
    const { focus } = openPage();
    const { first, leave, threadId } = await openOne({ history: true });
    await first.chat.submit("a");
    await first.chat.edit(first.chat.getSnapshot().messages[0]!.id!, "b");
    const { branches } = first.chat.originOf(first.chat.getSnapshot().messages[0]!.id!);
    first.chat.setBranch(branches[0]!);
    const shown = texts(first.chat.getSnapshot());
    await any.runs.wait(threadId, "chat", { input: { messages: [{ role: "user", content: "c" }] } });
    focus();
    expect(texts(first.chat.getSnapshot())).toEqual(shown);
    first.chat.setBranch("");
    focus();
    await first.until((snapshot) => texts(snapshot).includes("human: c"));
    leave();
  });

  /** Opens one page. `looks` returns the number of times that it has looked at its thread. */
  async function openOne(options: object = {}, { client: own, requests } = intact()) {
    const { thread_id: threadId } = await any.threads.create();
    const looks = () => requests.filter((request) => request === LOOK).length;
    const chat = createChat(own, { assistantId: "chat", threadId, ...options }) as Chat;
    const first = { chat, requests, ...watch(chat) };
    await first.until(({ status }) => status === "idle");
    return { first, threadId, looks, leave: first.leave };
  }
});
