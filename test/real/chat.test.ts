/** The state of a chat page, on a real server, by either protocol. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, inject, test } from "vitest";
import { createChat } from "../../src/chat/index.js";
import type { Chat } from "../../src/chat/index.js";
import { failure } from "../helpers/async.js";
import { proxy } from "../helpers/proxy.js";
import { STARTS, broken, clientWith, pretendingBusy, protocols, texts, watch } from "./chat-setup.js";
import { client } from "./setup.js";

const any = client as unknown as LangGraphClient;

describe.each(protocols)("a chat by %s", (_, thread) => {
  const open = (assistantId: string, options: object = {}): Chat =>
    createChat(any, { assistantId, thread, ...options }) as Chat;

  test("sends two turns, and shows each message once", async () => {
    const chat = open("chat");
    const { seen, leave } = watch(chat);
    await chat.submit({ messages: [{ role: "user", content: "a" }], n: 2 });
    await chat.submit({ messages: { role: "user", content: "b" }, n: 3 });
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

  test("an input replaces the run at work, if it is asked to", async () => {
    const chat = open("chat", { whenBusy: "replace" });
    const { until, leave } = watch(chat);
    const first = chat.submit({ messages: [{ role: "user", content: "a" }], n: 200, ms: 20 });
    await until(({ messages }) => messages.length === 2);
    await chat.submit({ messages: [{ role: "user", content: "b" }], n: 3 });
    await first;
    expect(texts(chat.getSnapshot()).at(-1)).toBe("ai: b0 b1 b2 ");
    expect(texts(chat.getSnapshot()).join()).not.toContain("a199");
    leave();
  });

  test("shows optimistic values until the server sends its own", async () => {
    const chat = open("interrupt");
    const { seen, leave } = watch(chat);
    const sent = chat.submit({ request: "go" }, { optimisticValues: { request: "soon" } });
    expect(chat.getSnapshot().values).toEqual({ request: "soon" });
    await sent;
    expect(chat.getSnapshot().values).toMatchObject({ request: "go" });
    expect(seen.length).toBeGreaterThan(1);
    leave();
  });

  test("shows subgraphs with their messages", async () => {
    const streams = thread === undefined ? { runOptions: { streamSubgraphs: true } } : {};
    const chat = open("team", streams);
    await chat.submit("hello");
    const { subgraphs } = chat.getSnapshot();
    expect(subgraphs.length).toBeGreaterThan(0);
    expect(subgraphs.every(({ status }) => status === "completed")).toBe(true);
    expect(subgraphs.some(({ messages }) => messages.length > 0)).toBe(true);
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
    const chat = open("chat");
    const { seen, leave } = watch(chat);
    await chat.submit({ messages: [{ role: "user", content: "a" }], n: 1, useTool: true });
    expect(chat.getSnapshot().toolCalls).toMatchObject([
      { id: "call_clock", name: "clock", args: {}, status: "done", output: "noon" },
    ]);
    // The events of the fake server may arrive at once.
    expect(seen.length).toBeGreaterThan(inject("server") === "fake" ? 1 : 2);
    leave();
  });

  test("a failed run is an error, which retry sends again", async () => {
    const chat = open("thrower");
    const error = await failure(chat.submit({ message: "no" }));
    expect(error).toMatchObject({ name: "RunFailedError" });
    expect(chat.getSnapshot()).toMatchObject({ status: "error", error });
    expect(await failure(chat.retry())).toMatchObject({ name: "RunFailedError" });
  });

  test.for([
    ["", false],
    [", even if it was active when the thread was read", true],
  ] as const)(
    "a run that failed before the thread was loaded is shown%s, and retry goes on with it",
    async ([, isBusy]) => {
      const { client: own, pretend } = pretendingBusy();
      if (isBusy) pretend();
      const { thread_id: threadId } = await client.threads.create();
      await failure(any.runs.stream(threadId, "thrower", { input: { message: "no" } }).final());
      const [run] = await client.runs.list(threadId);
      const chat = createChat(own, { assistantId: "thrower", threadId, thread }) as Chat;
      const { until, leave } = watch(chat);
      await until(({ status }) => status === "error");
      const { error, values } = chat.getSnapshot();
      expect([error, values]).toMatchObject([
        { name: "RunFailedError", runId: run!.run_id, threadId },
        { message: "no" },
      ]);
      expect(await failure(chat.retry())).toMatchObject({ name: "RunFailedError" });
      expect(await client.runs.list(threadId)).toHaveLength(2);
      leave();
    },
  );

  test("a run that fails after the page was loaded is shown, and retry goes on with it", async () => {
    const { thread_id: threadId } = await client.threads.create();
    const input = { ticks: 6, done: 0, delay_ms: 100 };
    const { run_id: runId } = await any.runs.create(threadId, "slow", {
      input,
      config: { recursion_limit: 4 },
    });
    const chat = open("slow", { threadId });
    const { until, leave } = watch(chat);
    await until(({ status }) => status === "error");
    expect(chat.getSnapshot().error).toMatchObject({ name: "RunFailedError", runId, threadId });
    await chat.retry();
    // Another listener does not see the error of the run before.
    watch(chat).leave();
    expect(await client.runs.list(threadId)).toHaveLength(2);
    expect(chat.getSnapshot()).toMatchObject({ status: "idle", values: { ...input, done: 6 } });
    leave();
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

  test("answers several interrupts by their ids, and refuses an unknown one", async () => {
    const chat = open("interrupts");
    await chat.submit({ left: null });
    const { interrupts } = chat.getSnapshot();
    expect(interrupts.map(({ value }) => value).sort()).toEqual(["left?", "right?"]);
    const [left, right] = ["left?", "right?"].map((question) =>
      interrupts.find(({ value }) => value === question),
    );
    expect(await failure(chat.resume({ unknown: "x" }))).toMatchObject({ argument: "answer" });
    expect(chat.getSnapshot()).toMatchObject({ status: "error", interrupts });
    await chat.resume({ [left!.id]: "l", [right!.id]: "r" });
    expect(chat.getSnapshot()).toMatchObject({
      status: "idle",
      error: undefined,
      interrupts: [],
      values: { left: "l", right: "r" },
    });
  });

  test("answers the last message of the user anew, on a new branch", async () => {
    const chat = open("chat", { history: true });
    await chat.submit("a");
    const [, answer] = chat.getSnapshot().messages;
    await chat.retry();
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 "]);
    const [, second] = chat.getSnapshot().messages;
    expect(second!.id).not.toBe(answer!.id);
    expect(chat.originOf(second!.id!).branches).toHaveLength(2);
  });

  test("shows custom data", async () => {
    const chat = open("slow");
    await chat.submit({ ticks: 3, delay_ms: 5 });
    // The Python server has no custom events in this protocol.
    const isSent = thread === undefined || inject("server") !== "python";
    expect(chat.getSnapshot().custom).toEqual(isSent ? [{ tick: 1 }, { tick: 2 }, { tick: 3 }] : []);
  });

  test("shows subgraphs beside the modes that a page asks for", async () => {
    const names = new Set<string>();
    const onPart = ({ type, ...part }: { type: string; event?: unknown }) => {
      if (type === "event") names.add((part.event as { event: string }).event.split("|")[0]!);
    };
    const runOptions = { streamMode: ["updates"], streamSubgraphs: true };
    const chat = open("team", { runOptions, onPart });
    await chat.submit("hello", { streamMode: "checkpoints" });
    expect(chat.getSnapshot().subgraphs).toMatchObject([{ name: "research", status: "completed" }]);
    expect(texts(chat.getSnapshot()).at(-1)).toContain("Here it is");
    const isSent = thread === undefined || inject("server") !== "python";
    if (isSent) expect([...names]).toEqual(expect.arrayContaining(["updates", "checkpoints"]));
  });

  test("does not mix threads between which the page switches while they stream", async () => {
    const chat = open("chat");
    const { until, leave } = watch(chat);
    const ids: string[] = [];
    const sent: Promise<void>[] = [];
    for (const name of ["a", "b", "c"]) {
      chat.switchThread(null);
      sent.push(chat.submit({ messages: [{ role: "user", content: name }], n: 30, ms: 20 }));
      const { threadId } = await until(
        (snapshot) => texts(snapshot)[0] === `human: ${name}` && snapshot.messages.length === 2,
      );
      ids.push(threadId!);
    }
    for (const index of [0, 1, 2, 0, 2, 1, 0]) {
      chat.switchThread(ids[index]!);
      await Promise.resolve();
      expect(chat.getSnapshot()).toMatchObject({ threadId: ids[index], messages: [] });
    }
    await Promise.all(sent);
    for (const [index, name] of ["a", "b", "c"].entries()) {
      chat.switchThread(ids[index]!);
      await until(
        ({ threadId, status, messages }) =>
          threadId === ids[index] && status === "idle" && messages.length === 2,
      );
      const whole = Array.from({ length: 30 }, (_, token) => `${name}${token} `).join("");
      expect(texts(chat.getSnapshot())).toEqual([`human: ${name}`, `ai: ${whole}`]);
    }
    leave();
  });

  test("sends an input after the run of another program", async () => {
    const { thread_id: threadId } = await any.threads.create();
    const chat = open("chat", { threadId });
    const { until, leave } = watch(chat);
    await until(({ status }) => status === "idle");
    const input = { messages: [{ role: "user", content: "a" }], n: 20, ms: 20 };
    const { run_id: runId } = await any.runs.create(threadId, "chat", { input });
    await chat.submit("b");
    expect(texts(chat.getSnapshot())).toEqual([
      "human: a",
      expect.stringMatching(/^ai: a0 .* a19 $/),
      "human: b",
      expect.stringMatching(/^ai: b0 b1 b2 /),
    ]);
    expect((await any.runs.get(threadId, runId)).status).toBe("success");
    expect(await any.runs.list(threadId)).toHaveLength(2);
    leave();
  });

  test("does not send twice what the server receives late", async () => {
    const { client: own, requests } = clientWith((request, send) => late(request, send));
    const isStart = (request: string) => request === STARTS || request.endsWith("/commands");
    let first: Promise<unknown> | undefined;
    let isListed = false;
    const late: Parameters<typeof clientWith>[0] = async (request, send) => {
      if (isStart(request)) {
        if (first !== undefined) return send();
        let arrive = (): void => {};
        // The client has given up, and aborts its signal.
        first = new Promise<void>((resolve) => (arrive = resolve)).then(() => send({ signal: null }));
        arriveLater = arrive;
        throw broken();
      }
      const response = await send();
      // The chat looks for the run, does not find it, and only then it begins.
      if (request.endsWith("/runs") && !isListed) {
        isListed = true;
        arriveLater();
        await first;
      }
      return response;
    };
    let arriveLater = (): void => {};
    const chat = createChat(own, { assistantId: "chat", thread }) as Chat;
    expect(
      await failure(chat.submit({ messages: [{ role: "user", content: "a" }], n: 10, ms: 20 })),
    ).toMatchObject({ mayHaveBeenProcessed: true });
    await chat.retry();
    expect(chat.getSnapshot()).toMatchObject({ status: "idle", error: undefined });
    expect(texts(chat.getSnapshot())).toEqual(["human: a", expect.stringMatching(/^ai: a0 .* a9 $/)]);
    expect(await any.runs.list(chat.getSnapshot().threadId!)).toHaveLength(1);
    expect(requests.filter(isStart).length).toBeLessThanOrEqual(2);
  });

  test("goes on from a new branch, not from the place where it began", async () => {
    const chat = open("chat");
    await chat.submit("a");
    await chat.edit(chat.getSnapshot().messages[0]!.id!, "b");
    await chat.submit("c");
    const shown = ["human: b", "ai: b0 b1 b2 ", "human: c", "ai: c0 c1 c2 "];
    expect(texts(chat.getSnapshot())).toEqual(shown);
    // A page that opens later, and has not seen the edit.
    const later = open("chat", { threadId: chat.getSnapshot().threadId });
    await chat.edit(chat.getSnapshot().messages[2]!.id!, "d");
    const { until, leave } = watch(later);
    await until(({ status }) => status === "idle");
    await later.submit("e");
    expect(texts(later.getSnapshot())).toEqual([
      "human: b",
      "ai: b0 b1 b2 ",
      "human: d",
      "ai: d0 d1 d2 ",
      "human: e",
      "ai: e0 e1 e2 ",
    ]);
    leave();
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

describe("a chat on a bad network", () => {
  test("is offline until a broken stream is joined again, and loses nothing", async () => {
    const { url } = await proxy(inject("serverUrl"), (_, count) =>
      count === 0 ? { after: 700, how: "reset" } : undefined,
    );
    const behind = new LangGraphClient({ apiUrl: url, apiKey: null });
    const chat = createChat(behind, { assistantId: "chat", runOptions: { maxReconnects: 0 } });
    const statuses = new Set<string>();
    const leave = chat.subscribe(({ status }) => statuses.add(status));
    await chat.submit({ messages: [{ role: "user", content: "a" }], n: 5, ms: 20 });
    expect([...statuses]).toEqual(["idle", "streaming", "offline"]);
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 a3 a4 "]);
    expect(chat.getSnapshot().status).toBe("idle");
    leave();
  });

  test("shows the result of a run whose events are gone", async () => {
    const { url } = await proxy(inject("serverUrl"), (_, count) =>
      count === 0 ? { after: 700, how: "reset" } : undefined,
    );
    const behind = new LangGraphClient({ apiUrl: url, apiKey: null });
    const runOptions = { streamResumable: false };
    const chat = createChat(behind, { assistantId: "chat", runOptions });
    await chat.submit({ messages: [{ role: "user", content: "a" }], n: 5, ms: 20 });
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 a3 a4 "]);
    expect(chat.getSnapshot()).toMatchObject({ status: "idle", error: undefined });
  });

  test("an input that the server may have is not sent twice", async () => {
    let failures = 0;
    const { client: own, requests } = clientWith(async (request, send) => {
      const response = await send();
      if (request !== STARTS) return response;
      failures += 1;
      throw broken();
    });
    const chat = createChat(own, { assistantId: "chat" });
    expect(await failure(chat.submit("a"))).toMatchObject({ mayHaveBeenProcessed: true });
    expect(texts(chat.getSnapshot())).toEqual(["human: a"]);
    await chat.retry();
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 "]);
    expect(requests.filter((request) => request === STARTS)).toHaveLength(1);
    expect(failures).toBe(1);
  });

  test("an input that the server does not have is sent again, in its place", async () => {
    let fails = true;
    const { client: own, requests } = clientWith((request, send) => {
      if (!fails || request !== STARTS) return send();
      fails = false;
      return Promise.reject(broken());
    });
    const chat = createChat(own, { assistantId: "chat" });
    await failure(chat.submit("a"));
    expect(chat.getSnapshot()).toMatchObject({ status: "error", error: { name: "ConnectionError" } });
    await chat.retry();
    expect(texts(chat.getSnapshot())).toEqual(["human: a", "ai: a0 a1 a2 "]);
    expect(requests.filter((request) => request === STARTS)).toHaveLength(2);
  });

  test("an input without messages that the server does not have is sent again", async () => {
    let fails = true;
    const { client: own } = clientWith((request, send) => {
      if (!fails || request !== STARTS) return send();
      fails = false;
      return Promise.reject(broken());
    });
    const chat = createChat(own, { assistantId: "interrupt" });
    await failure(chat.submit({ request: "go" }));
    await chat.retry();
    expect(chat.getSnapshot()).toMatchObject({ status: "interrupted", values: { request: "go" } });
  });

  test("an answer that the server may have is not sent again", async () => {
    let starts = 0;
    const { client: own } = clientWith(async (request, send) => {
      const response = await send();
      if (request !== STARTS) return response;
      starts += 1;
      if (starts !== 2) return response;
      await response.text();
      throw broken();
    });
    const chat = createChat(own, { assistantId: "interrupt" });
    await chat.submit({ request: "go" });
    const { interrupts } = chat.getSnapshot();
    expect(await failure(chat.resume("yes"))).toMatchObject({ mayHaveBeenProcessed: true });
    // It still waits, as far as the page knows.
    expect(chat.getSnapshot()).toMatchObject({ status: "error", interrupts });
    await chat.retry();
    expect(chat.getSnapshot()).toMatchObject({
      status: "idle",
      interrupts: [],
      values: { answer: "yes", done: true },
    });
    expect(starts).toBe(2);
  });
});

describe("the listeners of a chat", () => {
  const intact = () => clientWith((_, send) => send());

  test("one that comes back at once loads the thread once", async () => {
    const { client: own, requests } = intact();
    const { thread_id: threadId } = await own.threads.create();
    const chat = createChat(own, { assistantId: "chat", threadId });
    chat.subscribe(() => {})();
    const { until, leave } = watch(chat);
    await until(({ status }) => status === "idle");
    expect(requests.filter((request) => request.endsWith("/state"))).toHaveLength(1);
    leave();
  });

  test("the last one closes the connection, the run goes on, and the next one shows it whole", async () => {
    const { client: own } = intact();
    const chat = createChat(own, { assistantId: "chat" });
    const first = watch(chat);
    const done = chat.submit({ messages: [{ role: "user", content: "a" }], n: 30, ms: 20 });
    await first.until(({ messages }) => messages.length === 2);
    first.leave();
    await done;
    const second = watch(chat);
    expect(chat.getSnapshot().messages).toHaveLength(2);
    await second.until(({ status, messages }) => status === "idle" && messages.length === 2);
    expect(texts(chat.getSnapshot())[1]).toMatch(/^ai: a0 .* a29 $/);
    second.leave();
  });

  test("inputs that wait are sent, although the page shows another thread", async () => {
    const { client: own } = intact();
    const chat = createChat(own, { assistantId: "chat" });
    const { until, leave } = watch(chat);
    const sent = [
      chat.submit({ messages: [{ role: "user", content: "a" }], n: 20, ms: 20 }),
      chat.submit("b"),
    ];
    const { threadId } = await until(({ messages }) => messages.length === 3);
    chat.switchThread(null);
    expect(chat.getSnapshot()).toMatchObject({ threadId: null, messages: [], status: "idle" });
    await Promise.all(sent);
    chat.switchThread(threadId);
    await until(({ status, messages }) => status === "idle" && messages.length === 4);
    expect(texts(chat.getSnapshot()).filter((text) => text.startsWith("human"))).toEqual([
      "human: a",
      "human: b",
    ]);
    leave();
  });
});
