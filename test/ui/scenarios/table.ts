/** All scenarios. docs/chat.md shows their differences. */
import type { LangGraphClient } from "langgraph-client";
import { expect } from "vitest";
import type { Shown } from "./page.js";
import { seen, type Scenario } from "./scenario.js";
import type { Screen } from "./screen.js";

const rests = ({ isLoading }: Shown): boolean => !isLoading;
/** The page shows this many messages, and no run works. */
const has = (count: number) => (shown: Shown) => rests(shown) && shown.messages.length === count;
/** The answer to a message of the user has begun, and has not ended. */
const grows = (shown: Shown): boolean => shown.isLoading && /^ai: a0 a1/.test(shown.messages.at(-1) ?? "");
/** A callback was called so many times, and no run works. */
const called =
  (name: string, times = 1) =>
  (shown: Shown) =>
    rests(shown) && shown.calls.filter((call) => call.startsWith(name)).length === times;
const branchIs =
  (branch: string) =>
  (shown: Shown): boolean =>
    rests(shown) && shown.branches[0] === branch;

const FAST = { n: 3, ms: 0 };
const SLOW = { n: 60, ms: 25 };
/** An answer that takes longer than opening a tab. */
const LONG = { n: 150, ms: 40 };
const LONG_TURN = ["human: a", "ai: a in 150 words"];
const HISTORY = { assistantId: "chat", input: FAST, options: { fetchStateHistory: true } };
const TURN = ["human: a", "ai: a in 60 words"];

/** Creates a thread with one turn. */
async function threadWith(client: LangGraphClient, content: string): Promise<string> {
  const { thread_id } = await client.threads.create({ graphId: "chat" });
  await client.runs.wait(thread_id, "chat", { input: { messages: [{ type: "human", content }], ...FAST } });
  return thread_id;
}

/** The runs and messages of a thread on the server, when its runs have ended. */
async function onServer(client: LangGraphClient, { shown: { threadId } }: Screen) {
  const runs = await client.runs.list(threadId!);
  for (const { run_id } of runs) await client.runs.join(threadId!, run_id);
  const { values } = await client.threads.getState<{ messages: { content: string }[] }>(threadId!);
  const ended = await client.runs.list(threadId!);
  return { runs: ended.map(({ status }) => status), messages: values.messages.map(({ content }) => content) };
}

/** The state of a run that was read to its end. */
const WHOLE = { runs: ["success"], messages: ["a", "a in 60 words"] };

export const scenarios: Scenario[] = [
  {
    name: "a chat of two turns",
    async run(open) {
      const screen = await open({ assistantId: "chat", input: { n: 20, ms: 10 } });
      await screen.write("a");
      await screen.until(grows);
      await screen.until(called("onFinish"));
      await screen.write("b");
      await screen.until(called("onFinish", 2));
      return { ...seen(screen), calls: screen.shown.calls };
    },
    gives: {
      messages: ["human: a", "ai: a in 20 words", "human: b", "ai: b in 20 words"],
      calls: ["onCreated", "onFinish", "onCreated", "onFinish"],
    },
  },
  {
    name: "arguments of `onFinish`",
    async run(open) {
      const screen = await open({ assistantId: "chat", input: FAST, callbacks: ["onFinish"] });
      await screen.write("a");
      await screen.until(called("onFinish"));
      return screen.shown.calls;
    },
    gives: ["onCreated", "onFinish 2 messages id"],
  },
  {
    name: "tools",
    async run(open) {
      const screen = await open({ assistantId: "toolcall" });
      await screen.write("weather?");
      await screen.until(({ tools }) => tools.length === 1);
      await screen.until(has(4));
      return seen(screen);
    },
    gives: {
      messages: ["human: weather?", "ai: ", "tool: sunny in Paris", "ai: The weather: sunny in Paris"],
      tools: ['get_weather {"city":"Paris"}: completed, sunny in Paris'],
    },
  },
  {
    name: "several interrupts",
    async run(open) {
      const screen = await open({ assistantId: "interrupts" });
      await screen.write("");
      await screen.until((shown) => rests(shown) && shown.interrupts.length === 2);
      const before = seen(screen);
      await screen.write("yes", "Answer");
      await screen.until((shown) => rests(shown) && "right" in shown.values);
      return { before, ...seen(screen), values: screen.shown.values };
    },
    gives: {
      before: { interrupts: ["left?", "right?"] },
      values: { left: "yes left?", right: "yes right?" },
    },
    official: {
      gives: {
        before: { interrupts: ["left?", "right?"], isList: true },
        values: { left: "yes left?", right: "yes right?" },
      },
      there: "`interrupt` is a list if there are several",
      here: "`interrupt` is the first one, and `interrupts` has all",
      because: "a field with one type",
    },
  },
  {
    name: "an interrupt that is answered after a reload",
    async run(open) {
      const screen = await open({ assistantId: "interrupt", input: { request: "go" } });
      await screen.write("");
      await screen.until((shown) => rests(shown) && shown.interrupts.length === 1);
      await screen.reload();
      await screen.until((shown) => rests(shown) && shown.interrupts.length === 1);
      const { interrupts } = screen.shown;
      await screen.write("yes", "Answer");
      await screen.until((shown) => rests(shown) && "done" in shown.values);
      return { interrupts, ...seen(screen), values: screen.shown.values };
    },
    gives: {
      interrupts: [{ question: 'Approve "go"?' }],
      values: { request: "go", answer: expect.stringMatching(/^yes/) as string, done: true },
    },
  },
  {
    name: "a run that fails",
    async run(open) {
      const screen = await open({ assistantId: "thrower", input: { message: "no" } });
      await screen.write("");
      await screen.until(called("onError"));
      return { ...seen(screen), calls: screen.shown.calls };
    },
    gives: { error: "TypeError: no (run id)", calls: ["onCreated", "onError"] },
    official: {
      gives: { error: "no", calls: ["onCreated", "onError"] },
      there: "an `Error` with the message of the graph's error",
      here: "`RunFailedError`, whose message has its class and the run, and `detail` its message",
      because: "errors have classes, and say where they come from",
    },
  },
  {
    name: "a failed run after a reload",
    async run(open) {
      const screen = await open({ assistantId: "thrower", input: { message: "no" } });
      await screen.write("");
      await screen.until(called("onError"));
      await screen.reload();
      await screen.until((shown) => rests(shown) && "message" in shown.values);
      return seen(screen);
    },
    gives: { error: expect.stringContaining("no (run ") as string },
    official: {
      gives: { error: "no" },
      there: "`error` is that of the thread's last run",
      here: "the same, as a `RunFailedError`; the status is `error`",
      because: "errors have classes, and say where they come from",
    },
  },
  {
    name: "stop, and continue",
    async run(open) {
      const screen = await open({ assistantId: "chat", input: SLOW });
      await screen.write("a");
      await screen.until(grows);
      await screen.click("Stop");
      await screen.until(called("stopped"));
      const stopped = screen.shown.messages.map((text) => text.slice(0, 9));
      await screen.write("b");
      await screen.until((shown) => rests(shown) && shown.messages.some((text) => text.includes("b59")));
      await screen.until(({ calls }) => calls.at(-1) === "onFinish");
      return { stopped, ...seen(screen), calls: [...screen.shown.calls].sort() };
    },
    gives: {
      stopped: ["human: a", "ai: a0 a1"],
      messages: ["human: a", "human: b", "ai: b in 60 words"],
      calls: ["onCreated", "onCreated", "onFinish", "onFinish", "onStop", "stopped"],
    },
    official: {
      gives: {
        stopped: ["human: a"],
        messages: ["human: a", "human: b", "ai: b in 60 words"],
        calls: ["onCreated", "onCreated", "onFinish", "onStop", "stopped"],
      },
      there: "half a message goes when its run is stopped, and `onFinish` is not called",
      here: "half a message stays until the next run, and `onFinish` is called after `onStop`",
      because: "a user stops at what is good enough",
    },
  },
  {
    name: "an edited message, and its branches",
    async run(open) {
      const screen = await open(HISTORY);
      await screen.write("a");
      await screen.until(has(2));
      await screen.write("b", "Edit 0");
      await screen.until(branchIs("2 of 2"));
      const edited = screen.shown.messages;
      await screen.click("Branch 0.0");
      await screen.until(branchIs("1 of 2"));
      return { edited, ...seen(screen) };
    },
    gives: {
      edited: ["human: b", "ai: b in 3 words"],
      messages: ["human: a", "ai: a in 3 words"],
      branches: ["1 of 2"],
    },
  },
  {
    name: "an answer that is generated again",
    async run(open) {
      const screen = await open(HISTORY);
      await screen.write("a");
      await screen.until(has(2));
      await screen.click("Again 1");
      await screen.until(branchIs("2 of 2"));
      return seen(screen);
    },
    gives: { messages: ["human: a", "ai: a in 3 words"], branches: ["2 of 2"] },
  },
  {
    name: "a turn on an earlier branch",
    async run(open) {
      const screen = await open(HISTORY);
      await screen.write("a");
      await screen.until(called("onFinish"));
      await screen.write("b", "Edit 0");
      await screen.until(branchIs("2 of 2"));
      await screen.click("Branch 0.0");
      await screen.until(branchIs("1 of 2"));
      await screen.write("c");
      await screen.until(called("onFinish", 3));
      return seen(screen);
    },
    gives: {
      messages: ["human: a", "ai: a in 3 words", "human: c", "ai: c in 3 words"],
      branches: ["1 of 2"],
    },
    official: {
      gives: { messages: ["human: b", "ai: b in 3 words"], branches: ["2 of 2"] },
      there: "after a turn on an earlier branch, the page shows the other one",
      here: "the page shows the turn",
      because: "a page shows the message that was sent",
    },
  },
  {
    name: "subgraphs",
    async run(open) {
      const screen = await open({
        assistantId: "team",
        run: { streamSubgraphs: true },
        callbacks: ["onUpdateEvent"],
      });
      await screen.write("tea");
      await screen.until(called("onFinish"));
      return { ...seen(screen), calls: screen.shown.calls };
    },
    gives: {
      messages: ["human: tea", "ai: Let me search", "tool: tea", "ai: Here it is"],
      tools: ['search {"for":"tea"}: completed, tea'],
      calls: [
        "onCreated",
        'onUpdateEvent think in ["research:id"]',
        'onUpdateEvent search in ["research:id"]',
        "onUpdateEvent research in undefined",
        "onUpdateEvent write in undefined",
        "onFinish",
      ],
    },
  },
  {
    name: "a subgraph that waits at an interrupt",
    async run(open) {
      const screen = await open({ assistantId: "team", run: { streamSubgraphs: true } });
      await screen.write("ask");
      await screen.until(called("onFinish"));
      return seen(screen);
    },
    gives: { messages: ["human: ask"], interrupts: ["May I search?"] },
    official: {
      gives: {
        messages: ["human: ask", "ai: Let me search"],
        interrupts: ["May I search?"],
        tools: ['search {"for":"tea"}: pending'],
      },
      there: "the messages of a subgraph are among those of the thread while it works",
      here: "they are in `chat.getSnapshot().subgraphs`, and in `messages` when the graph has them",
      because: "a subgraph may have messages that no state has",
    },
  },
  {
    name: "custom events",
    async run(open) {
      const screen = await open({ assistantId: "custom", input: { count: 2 }, callbacks: ["onCustomEvent"] });
      await screen.write("");
      await screen.until(called("onFinish"));
      return { ...seen(screen), values: screen.shown.values, calls: screen.shown.calls };
    },
    gives: {
      values: { count: 2 },
      calls: ["onCreated", 'onCustomEvent {"index":0}', 'onCustomEvent {"index":1}', "onFinish"],
    },
  },
  {
    name: "a reload in the middle of a message",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: SLOW, options: { reconnectOnMount: true } });
      await screen.write("a");
      await screen.until(grows);
      await screen.reload();
      await screen.until(grows);
      await screen.until(called("onFinish"));
      return { ...seen(screen), calls: screen.shown.calls, server: await onServer(client, screen) };
    },
    gives: { messages: TURN, calls: ["onFinish"], server: WHOLE },
  },
  {
    name: "a reload in the middle of a message, without `reconnectOnMount`",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: SLOW });
      await screen.write("a");
      await screen.until(grows);
      await screen.reload();
      const end = onServer(client, screen);
      const goesOn = await screen.sees(grows, end);
      const server = await end;
      await screen.until(rests);
      return { goesOn, ...seen(screen), server };
    },
    gives: { goesOn: true, messages: TURN, server: WHOLE },
    official: {
      gives: {
        goesOn: false,
        messages: ["human: a"],
        interrupts: [null],
        server: { runs: ["interrupted"], messages: ["a"] },
      },
      there: "a reload cancels the run, and the page shows an interrupt that the graph does not have",
      here: "the run goes on, and the page joins it",
      because: "a run belongs to its thread",
    },
  },
  {
    name: "offline in the middle of a message, then online",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: SLOW, options: { reconnectOnMount: true } });
      await screen.write("a");
      await screen.until(grows);
      await screen.setOffline(true);
      await screen.setOffline(false);
      const server = await onServer(client, screen);
      await screen.until(rests);
      return { ...seen(screen), server };
    },
    gives: { messages: TURN, server: WHOLE },
    official: {
      gives: {
        messages: ["human: a", expect.stringMatching(/^ai: a in [1-5]?\d words$/) as string],
        error: expect.any(String) as string,
        server: WHOLE,
      },
      there: "a broken connection is an error, and half a message stays",
      here: "the stream goes on behind its last event",
      because: "streams are lossless",
    },
  },
  {
    name: "two tabs on one thread",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: LONG, options: { reconnectOnMount: true } });
      await screen.write("a");
      await screen.until(grows);
      const other = await screen.openTab();
      const end = onServer(client, screen);
      const goesOn = await other.sees(grows, end);
      await end;
      await screen.until(has(2));
      await other.until(rests);
      return { goesOn, ...seen(screen), other: other.shown.messages };
    },
    gives: { goesOn: true, messages: LONG_TURN, other: LONG_TURN },
    official: {
      gives: { goesOn: false, messages: LONG_TURN, other: ["human: a"] },
      there: "a run is joined by the tab that has started it",
      here: "by every page that loads the thread",
      because: "the server is asked for the run at work",
    },
  },
  {
    name: "fast switches between threads",
    async run(open, client) {
      const threads = await Promise.all(["a", "b"].map((text) => threadWith(client, text)));
      const screen = await open({ assistantId: "chat", threadId: threads[0], threads, input: FAST });
      await screen.until(has(2));
      for (const index of [1, 0, 1, 0, 1]) await screen.click(`Thread ${index}`);
      await screen.until(({ messages }) => messages[0] === "human: b");
      await screen.write("c");
      await screen.until(has(4));
      const { messages } = screen.shown;
      await screen.click("New thread");
      await screen.until(has(0));
      return messages;
    },
    gives: ["human: b", "ai: b in 3 words", "human: c", "ai: c in 3 words"],
  },
  {
    name: "a switch to another thread and back, in the middle of a message",
    async run(open, client) {
      const threads = await Promise.all(["x", "y"].map((text) => threadWith(client, text)));
      const screen = await open({
        assistantId: "chat",
        threadId: threads[0],
        threads,
        input: SLOW,
        options: { reconnectOnMount: true },
      });
      await screen.until(has(2));
      await screen.write("a");
      await screen.until(grows);
      await screen.click("Thread 1");
      await screen.until(({ messages }) => messages[0] === "human: y");
      const there = screen.shown.messages;
      await screen.click("Thread 0");
      await screen.until(grows);
      await screen.until(has(4));
      return { there, ...seen(screen) };
    },
    gives: {
      there: ["human: y", "ai: y in 3 words"],
      messages: ["human: x", "ai: x in 3 words", ...TURN],
    },
  },
  {
    name: "a page that is left while a run works",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: SLOW });
      await screen.write("a");
      await screen.until(grows);
      const end = onServer(client, screen);
      await screen.click("Close");
      const server = await end;
      await screen.click("Open");
      await screen.until(has(2));
      return { ...seen(screen), server };
    },
    gives: { messages: TURN, server: WHOLE },
  },
  {
    name: "strict mode",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: FAST, isStrict: true });
      await screen.write("a");
      await screen.until(has(2));
      return { ...seen(screen), server: await onServer(client, screen) };
    },
    gives: {
      messages: ["human: a", "ai: a in 3 words"],
      server: { runs: ["success"], messages: ["a", "a in 3 words"] },
    },
  },
  {
    name: "two messages while a run works",
    async run(open, client) {
      const screen = await open({ assistantId: "chat", input: { n: 20, ms: 20 } });
      await screen.write("a");
      await screen.until(grows);
      await screen.write("b");
      await screen.write("c");
      await screen.until(has(6));
      const { messages } = screen.shown;
      return { messages, runs: (await onServer(client, screen)).runs };
    },
    gives: {
      messages: ["a", "b", "c"].flatMap((text) => [`human: ${text}`, `ai: ${text} in 20 words`]),
      runs: ["success", "success", "success"],
    },
  },
  {
    name: "a message before the server has it",
    async run(open) {
      const screen = await open({ assistantId: "chat", input: FAST });
      const error = screen.until(called("onError"));
      await screen.setOffline(true);
      await screen.write("a");
      const isShown = await screen.sees(({ messages }) => messages.includes("human: a"), error);
      await error;
      return { isShown };
    },
    gives: { isShown: true },
    official: {
      gives: { isShown: false },
      there: "with `optimisticValues`",
      here: "always",
      because: "every chat shows it",
    },
  },
  {
    name: "`optimisticValues`",
    async run(open) {
      const screen = await open({ assistantId: "chat", input: FAST });
      await screen.setOffline(true);
      await screen.write("a", "Send at once");
      await screen.until(({ messages }) => messages.includes("human: a"));
      return seen(screen).messages;
    },
    gives: ["human: a"],
  },
  {
    name: "a thread that the server does not have",
    async run(open) {
      const screen = await open({
        assistantId: "chat",
        threadId: "00000000-0000-4000-8000-000000000000",
        input: FAST,
      });
      await screen.until(({ error }) => error !== undefined);
      const { error } = screen.shown;
      await screen.click("New thread");
      await screen.until(({ error }) => error === undefined);
      await screen.write("a");
      await screen.until(has(2));
      return { first: error, ...seen(screen) };
    },
    gives: {
      first: "HTTP 404: Thread with ID id not found (GET /threads/{thread_id})",
      messages: ["human: a", "ai: a in 3 words"],
    },
    official: {
      gives: {
        first: "HTTP 404: Thread with ID id not found",
        messages: ["human: a", "ai: a in 3 words"],
      },
      there: "an `Error` with a status in its message",
      here: "`NotFoundError`, whose message also has the request",
      because: "errors have classes, and say where they come from",
    },
  },
];
