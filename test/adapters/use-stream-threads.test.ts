/** Threads of the official React hook: their history, branches and runs that a page joins. */
import type { Checkpoint, Message } from "@langchain/langgraph-sdk";
import { inject } from "vitest";
import { json, listen } from "../helpers/server.js";
import type { AnyClient } from "./clients.js";
import { compare, type Step } from "./compare.js";
import { begin, human, Page, statusOf, step, type Created } from "./use-stream.js";

interface Values {
  messages: Message[];
}

/** Creates a thread with a conversation of two turns. Returns its id. */
async function conversation(client: AnyClient): Promise<string> {
  const { thread_id } = await client.threads.create();
  for (const content of ["One", "Two"]) {
    await client.runs.wait(thread_id, "agent", { input: human(content) });
  }
  return thread_id;
}

const TEXTS = ["One", "You said: One", "Two", "You said: Two"];
const WORDS = Array.from({ length: 30 }, (_, index) => `Hi${index} `).join("");

/** Starts a run on a new thread, as another program may do. */
async function start(client: AnyClient, streamResumable = true): Promise<Created> {
  const { thread_id } = await client.threads.create();
  const { run_id } = await client.runs.create(thread_id, "chat", {
    input: { ...human("Hi"), n: 30, ms: 10 },
    streamMode: ["messages-tuple", "values"],
    streamResumable,
  });
  return { thread_id, run_id };
}

/** The checkpoint before a message: a run from there makes another branch. */
function before(page: Page, index: number): { checkpoint: Checkpoint } {
  const message = page.stream.messages[index]!;
  return {
    checkpoint: page.stream.getMessagesMetadata(message)?.firstSeenState?.parent_checkpoint as Checkpoint,
  };
}

/** The branch of a message, and the number of its alternatives. */
function branchOf(page: Page, index: number) {
  const { branch, branchOptions = [] } = page.stream.getMessagesMetadata(page.stream.messages[index]!) ?? {};
  return { branch, branchOptions };
}

const history: Step[] = [
  step(
    "useStream shows the messages of a thread, with its history",
    { assistantId: "agent", fetchStateHistory: true },
    async (page, client) => {
      page.change({ threadId: await conversation(client) });
      await page.until(({ shown }) => shown.texts.length === 4);
      const metadata = page.stream.messages.map((message) => page.stream.getMessagesMetadata(message));
      return { length: page.stream.history.length, tree: page.stream.experimental_branchTree, metadata };
    },
    { texts: TEXTS, result: { length: 6 } },
  ),
  step(
    "useStream shows the latest state of a thread without history",
    { assistantId: "agent" },
    async (page, client) => {
      page.change({ threadId: await conversation(client) });
      await page.until(({ shown }) => shown.texts.length === 4);
    },
    { texts: TEXTS },
  ),
  step(
    "useStream limits the history of a thread",
    { assistantId: "agent", fetchStateHistory: { limit: 2 } },
    async (page, client) => {
      page.change({ threadId: await conversation(client) });
      await page.until(({ shown }) => shown.texts.length === 4);
      return page.stream.history.length;
    },
    { texts: TEXTS, result: 2 },
  ),
  step(
    "useStream switches to another thread and to a new one",
    { assistantId: "agent", fetchStateHistory: true },
    async (page, client) => {
      await page.submit(human("Here"));
      const threadId = await conversation(client);
      await page.act((stream) => stream.switchThread(threadId));
      await page.until(({ shown }) => shown.texts.length === 4);
      const { texts } = page.shown;
      await page.act((stream) => stream.switchThread(null));
      await page.submit(human("There"));
      return texts;
    },
    { result: TEXTS, texts: ["There", "You said: There"] },
  ),
];

const branches: Step[] = [
  step(
    "useStream makes a branch of an edited message, and goes back to the other one",
    { assistantId: "agent", fetchStateHistory: true },
    async (page) => {
      await page.submit(human("One"));
      await page.submit(human("Two"));
      await page.submit(human("Deux"), before(page, 2));
      const edited = page.shown.texts;
      const { branch, branchOptions } = branchOf(page, 2);
      await page.act((stream) => stream.setBranch(branchOptions[0]!));
      return { edited, branch, branchOptions, other: branchOf(page, 2) };
    },
    { texts: TEXTS, result: { edited: ["One", "You said: One", "Deux", "You said: Deux"] } },
  ),
  step(
    "useStream makes a branch of an answer that is generated again",
    { assistantId: "agent", fetchStateHistory: true },
    async (page) => {
      await page.submit(human("One"));
      await page.submit(undefined, before(page, 1));
      return branchOf(page, 1);
    },
    { texts: ["One", "You said: One"] },
  ),
  step(
    "useStream continues an earlier branch",
    { assistantId: "agent", fetchStateHistory: true },
    async (page, client) => {
      await page.submit(human("One"));
      await page.submit(human("Two"));
      await page.submit(human("Deux"), before(page, 2));
      await page.act((stream) => stream.setBranch(branchOf(page, 2).branchOptions[0]!));
      await page.submit(human("Three"));
      const { values } = await client.threads.getState<Values>(page.created.thread_id);
      return values.messages.map(({ content }) => content);
    },
    { result: [...TEXTS, "Three", "You said: Three"] },
  ),
];

/** Loads a page on which a run had begun. Returns what it shows when nothing more is to come. */
async function loadAgain(client: AnyClient, { thread_id, run_id }: Created): Promise<unknown> {
  sessionStorage.setItem(`lg:stream:${thread_id}`, run_id);
  const options = { assistantId: "chat", reconnectOnMount: true, fetchStateHistory: true };
  const page = new Page(client, { ...options, threadId: thread_id });
  await page.until(({ calls, shown }) => calls.length > 0 && !shown.isLoading);
  page.close();
  const isStored = sessionStorage.length > 0;
  sessionStorage.clear();
  return { ...page.shown, calls: page.calls, isStored };
}

const joins: Step[] = [
  {
    does: "useStream reads a run to its end after the page was loaded again",
    run: async (newClient) => {
      const options = { assistantId: "chat", reconnectOnMount: true };
      const page = new Page(newClient(), options);
      const { end } = await begin(page, 30);
      page.close();
      const next = new Page(newClient(), { ...options, threadId: page.created.thread_id });
      await next.until(({ shown }) => shown.isLoading && shown.texts.length === 2);
      await next.until(({ shown }) => !shown.isLoading);
      await end;
      next.close();
      return { ...next.shown, isStored: sessionStorage.length > 0 };
    },
    gives: { texts: ["Hi", WORDS], isLoading: false, isStored: false },
  },
  {
    does: "useStream shows a run that has ended after the page was loaded again",
    run: async (newClient) => {
      const client = newClient();
      const created = await start(client);
      await statusOf(client, created);
      return loadAgain(client, created);
    },
    gives: { texts: ["Hi", WORDS], calls: [["onFinish", { next: [] }, {}]], isStored: false },
  },
  {
    does: "useStream shows a run whose events are gone after the page was loaded again",
    run: async (newClient) => {
      const client = newClient();
      const { thread_id, run_id } = await start(client, false);
      // The first reader of such a run takes its events.
      await (await fetch(`${inject("serverUrl")}/threads/${thread_id}/runs/${run_id}/stream`)).text();
      return loadAgain(client, { thread_id, run_id });
    },
    gives: { texts: ["Hi", WORDS], calls: [["onFinish", { next: [] }, {}]], isStored: false },
    differs: {
      because:
        "Streams are lossless, or they throw. The hook then tries again when the page is loaded again.",
      gives: {
        texts: ["Hi", WORDS],
        error: { error: "StreamDisconnectedError" },
        calls: [["onError", {}, {}]],
        isStored: true,
      },
    },
  },
  step(
    "useStream joins a run that another program started",
    { assistantId: "chat", fetchStateHistory: true },
    async (page, client) => {
      const { thread_id, run_id } = await start(client);
      page.change({ threadId: thread_id });
      await page.act((stream) => stream.joinStream(run_id));
    },
    { texts: ["Hi", WORDS], calls: [["onFinish", { next: [] }, {}]] },
  ),
];

const elsewhere = json([
  {
    values: { messages: [{ type: "human", content: "Elsewhere" }] },
    next: [],
    tasks: [],
    checkpoint: { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c" },
  },
]);

const clients: Step[] = [
  {
    does: "useStream reads the thread from the server of an exchanged client",
    run: async (newClient) => {
      const other = await listen(elsewhere);
      const client = newClient();
      const threadId = await conversation(client);
      const page = new Page(client, { assistantId: "agent", fetchStateHistory: true, threadId });
      await page.until(({ shown }) => shown.texts.length === 4);
      page.change({ client: newClient({ apiUrl: other.url }) });
      await page.until(({ shown }) => shown.texts[0] === "Elsewhere");
      // An equal client changes nothing.
      page.change({ client: newClient({ apiUrl: other.url }) });
      page.change({ client });
      await page.until(({ shown }) => shown.texts.length === 4);
      page.close();
      return { requests: other.requests.map(({ method, url }) => `${method} ${url}`) };
    },
    gives: { requests: ["POST /threads/id 1/history"] },
  },
  {
    does: "useStream keeps the messages if the key of its client is exchanged",
    run: async (newClient) => {
      const other = await listen(elsewhere);
      const withKey = (apiKey: string) => newClient({ apiUrl: other.url, apiKey });
      const page = new Page(withKey("one"), { assistantId: "agent", fetchStateHistory: true, threadId: "t" });
      await page.until(({ shown }) => shown.texts.length === 1);
      page.change({ client: withKey("two") });
      await page.until(({ shown }) => shown.texts.length === 1);
      page.close();
      return other.requests.map(({ headers }) => headers["x-api-key"]);
    },
    gives: ["one", "two"],
    differs: { because: "~configHash has no keys, so that it can be logged.", gives: ["one"] },
  },
];

compare([...history, ...branches, ...joins, ...clients]);
