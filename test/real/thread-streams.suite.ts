/** Threads as one stream on real servers: the example programs, other clients, interrupts, failures, cancelling and keys. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  AuthenticationError,
  ConflictError,
  LangGraphClient,
  NotFoundError,
  RunFailedError,
  StreamDisconnectedError,
} from "langgraph-client";
import type { Part } from "langgraph-client";
import { CommandError, threadStream } from "langgraph-client/thread";
import type { ThreadRun } from "langgraph-client/thread";
import { describe, expect, test } from "vitest";
import { busy } from "../../examples/threads/busy.js";
import { chat } from "../../examples/threads/chat.js";
import type { Graphs as ExampleGraphs } from "../../examples/threads/graphs.js";
import { answerAll } from "../../examples/threads/interrupts.js";
import { reload } from "../../examples/threads/reload.js";
import { stop } from "../../examples/threads/stop.js";
import { subgraphEvents } from "../../examples/threads/subgraph-events.js";
import { subgraphs } from "../../examples/threads/subgraphs.js";
import { watch } from "../../examples/threads/watch.js";
import { all, failure } from "../helpers/async.js";
import { proxy } from "../helpers/proxy.js";
import { command, storedRuns, textOf, untilIdle } from "../helpers/thread-wire.js";
import { openAndCloseWebSocket } from "../helpers/web-socket.js";
import { deviates, proves, server, startServer } from "./setup.js";
import type { Graphs } from "./setup.js";
import { threadServer } from "./thread-server.js";

const urlOf = threadServer();

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

function clientOf(apiUrl = urlOf(), fetch?: Fetch): LangGraphClient<Graphs> {
  return new LangGraphClient<Graphs>({ apiUrl, apiKey: null, ...(fetch && { fetch }) });
}

const exampleClient = () => new LangGraphClient<ExampleGraphs>({ apiUrl: urlOf(), apiKey: null });

const say = (content: string, n = 3, ms = 0) => ({
  messages: [{ role: "user", content }],
  n,
  ms,
  useTool: false,
});
/** The reply of the graph `chat`. */
const replyTo = (content: string, n = 3) =>
  Array.from({ length: n }, (_, index) => `${content}${index} `).join("");

const join = async (texts: AsyncIterable<string>) => (await all(texts)).join("");

/** Creates a thread and returns its id. */
const newThread = async () => (await clientOf().threads.create()).thread_id;

/** Reads the events of a run as texts. */
async function textsOf(run: AsyncIterable<{ event: string; namespace: string[]; data: unknown }>) {
  const texts: string[] = [];
  for await (const { event, namespace, data } of run) texts.push(textOf(event, namespace, data));
  return texts;
}

/** The events of a run as the server replays them. */
async function stored(threadId: string, runId: string): Promise<string[]> {
  await untilIdle(urlOf(), threadId);
  const { runs } = await storedRuns(
    urlOf(),
    threadId,
    (found) => found.find((run) => run.runId === runId)?.hasEnded === true,
  );
  return runs.find((run) => run.runId === runId)?.events ?? [];
}

/** The text of a message's content, which is a list of blocks on the Python server. */
const plain = (content: unknown): string =>
  typeof content === "string"
    ? content
    : (content as { text?: string }[]).map(({ text = "" }) => text).join("");

describe.skipIf(server === "aegra")("threads as one stream", () => {
  describe("examples", () => {
    test("chat: shows text and tools as they arrive, and a second turn", async () => {
      const shown: string[] = [];
      const messages = await chat(exampleClient(), (text) => void shown.push(text));
      expect(shown.join("")).toContain(replyTo("What time is it?"));
      expect(shown).toContain("[clock: done]");
      expect(messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai", "human", "ai"]);
      expect(plain(messages.at(-1)?.content)).toBe(replyTo("And now?"));
    });

    test("subgraphs: shows the messages of a subgraph, and its status", async () => {
      const lines: string[] = [];
      const statuses = await subgraphs(exampleClient(), (line) => void lines.push(line));
      expect(Object.fromEntries(statuses)).toEqual({ research: "completed" });
      expect(lines.find((line) => line.includes("Let me search"))).toMatch(/^research:/);
      expect(lines.find((line) => line.includes("Here it is"))).toMatch(/^: /);
    });

    test.for([[["ask_one"]], [["ask_one", "ask_child", "ask_twin"]]])(
      "interrupts: answers %j, of several subgraphs in one command",
      async ([ask]) => {
        const asked: string[] = [];
        const { one, left, right, twin } = await answerAll(exampleClient(), ask ?? [], (question) => {
          asked.push(question);
          return Promise.resolve(`yes, ${question}`);
        });
        const isOne = ask?.length === 1;
        const questions = isOne ? ["one?"] : ["left?", "one?", "right?", "twin?"];
        expect(asked.toSorted()).toEqual(questions);
        expect([one, left, right, twin].filter((answer) => answer !== undefined).toSorted()).toEqual(
          questions.map((question) => `yes, ${question}`),
        );
      },
    );

    test("busy: a run waits for the one before it, or stops it", async () => {
      const [first, second, third = "", fourth] = await busy(exampleClient());
      expect([first, second, fourth]).toEqual(["one", "two", "four"].map((each) => replyTo(each, 5)));
      expect(replyTo("three", 500).startsWith(third)).toBe(true);
      expect(third.length).toBeLessThan(replyTo("three", 500).length);
    });

    test("reload: renders the thread and the run that is active", async () => {
      const threadId = await newThread();
      const before = threadStream(clientOf(), threadId, { assistantId: "chat" });
      await before.start({ input: say("before") }).final();
      const run = before.start({ input: say("long", 60, 30) });
      let count = 0;
      for await (const text of run.text()) if (text !== "" && (count += 1) === 10) break;

      let rendered: readonly { content: unknown }[] = [];
      await reload(exampleClient(), threadId, (messages) => (rendered = messages));
      expect(rendered.map(({ content }) => plain(content))).toEqual([
        "before",
        replyTo("before"),
        "long",
        replyTo("long", 60),
      ]);
    });

    test("stop: the loop of a cancelled run ends", async () => {
      let count = 0;
      const result = await stop(exampleClient(), () => (count += 1) === 5);
      expect(result.status).toBe("cancelled");
    });

    test("watch: shows the runs that other clients start", async () => {
      const threadId = await newThread();
      const leaving = new AbortController();
      const texts = new Map<string, string>();
      const show = (runId: string, text: string) => {
        texts.set(runId, (texts.get(runId) ?? "") + text);
        if ([...texts.values()].join("").endsWith(replyTo("second"))) leaving.abort();
      };
      const other = threadStream(clientOf(), threadId, { assistantId: "chat" });
      await other.start({ input: say("earlier") }).final();
      const watching = failure(watch(exampleClient(), threadId, show, leaving.signal));
      await sleep(500);
      const ids = [];
      for (const content of ["first", "second"]) {
        const run = other.start({ input: say(content) });
        await run.final();
        ids.push((await run.run).runId);
      }
      expect(await watching).toMatchObject({ name: "AbortError" });
      expect([...texts]).toEqual([
        [ids[0], replyTo("first")],
        [ids[1], replyTo("second")],
      ]);
    });

    test("subgraph-events: shows events of the subgraph alone", async () => {
      const shown: string[] = [];
      await subgraphEvents(
        exampleClient(),
        (event, _, data) => void shown.push(`${event} ${JSON.stringify(data)}`),
      );
      expect(shown.some((line) => line.startsWith("lifecycle") && line.includes("completed"))).toBe(true);
      expect(shown.join("\n")).toContain("search");
      expect(shown.join("\n")).not.toContain("Here it is");
    });

    test("namespaces and depth select the same events of a subgraph that it has without them", async () => {
      const read = async (options: object) => {
        const team = threadStream(clientOf(), {
          assistantId: "team",
          channels: ["values", "messages"],
          ...options,
        });
        const events = await all(team.start({ input: say("Tea, please") }));
        return events.map(({ event, namespace }) => `${event} ${namespace.join("|").replace(/:[^|]*/g, "")}`);
      };
      const [whole, research, root] = await Promise.all([
        read({}),
        read({ namespaces: [["research"]] }),
        read({ namespaces: [[]], depth: 0 }),
      ]);
      expect(whole).toContain("values research");
      expect(new Set(research)).toEqual(new Set(whole.filter((event) => event.includes(" research"))));
      expect(root.filter((event) => event.includes("research"))).toEqual([]);
      expect(root).toContain("values ");
    });
  });

  describe("several clients", () => {
    test("two tabs read the same events", async () => {
      const threadId = await newThread();
      const [one, two] = [0, 1].map(() => threadStream(clientOf(), threadId, { assistantId: "chat" }));
      const run = one!.start({ input: say("both", 30, 20) });
      const first = textsOf(run);
      const { runId } = await run.run;
      const joined = await two!.activeRun();
      const second = await textsOf(joined!);
      expect((await joined!.run).runId).toBe(runId);
      expect(second).toEqual(await first);
      expect(await first).toEqual(await stored(threadId, runId));
      expect(await two!.activeRun()).toBeUndefined();
    });

    test("a run that another client starts cuts this one off on the JS server, which reconnect() then completes", async () => {
      const threadId = await newThread();
      const run = threadStream(clientOf(), threadId, { assistantId: "chat" }).start({
        input: say("mine", 40, 25),
      });
      const seen: string[] = [];
      let other: Promise<unknown> | undefined;
      const reading = (async () => {
        for await (const { event } of run) {
          seen.push(event);
          if (seen.length !== 10) continue;
          other = command(urlOf(), threadId, "run.start", {
            assistant_id: "chat",
            input: say("other"),
            multitask_strategy: "enqueue",
          });
        }
      })();
      if (!deviates("thread-run-cut-off")) {
        await reading;
        await other;
        return;
      }
      const error = await failure(reading);
      await other;
      const { runId } = await run.run;
      expect(error).toBeInstanceOf(StreamDisconnectedError);
      expect(error).toMatchObject({ runId, threadId, received: seen.length });
      const again = await all((error as StreamDisconnectedError).reconnect!());
      expect(JSON.stringify(again)).toContain("mine39");
    });

    // The silence is noticed after 10 s.
    test(
      "a WebSocket that closes silences the streams of the JS server, and reconnect() has all events",
      { timeout: 60_000 },
      async ({ skip }) => {
        skip(server !== "js");
        proves("thread-web-socket");
        const threadId = await newThread();
        const session = threadStream(clientOf(), threadId, { assistantId: "chat" });
        const run = session.start({ input: say("mine", 40, 40) });
        let count = 0;
        const reading = (async () => {
          for await (const _ of run)
            if ((count += 1) === 10)
              await openAndCloseWebSocket(`${urlOf()}/threads/${threadId}/stream/events`);
        })();
        const error = await failure(reading);
        expect(error).toBeInstanceOf(StreamDisconnectedError);
        expect(error).toMatchObject({ threadId, received: count });
        const again = await all((error as StreamDisconnectedError).reconnect!());
        expect(JSON.stringify(again)).toContain("mine39");
        // The next run is whole.
        const next = session.start({ input: say("next") });
        expect(await join(next.text())).toBe(replyTo("next"));
      },
    );

    test("runs() yields classic runs on the Python server only", async () => {
      const threadId = await newThread();
      const session = threadStream(clientOf(), threadId, { assistantId: "chat" });
      const runs = session.runs();
      const next = runs.next();
      await sleep(500);
      const classic = await clientOf().runs.create(threadId, "chat", {
        input: say("classic"),
        streamResumable: true,
      });
      await untilIdle(urlOf(), threadId);
      const own = session.start({ input: say("own") });
      await own.final();
      const { value } = await next;
      const isListed = !deviates("thread-classic-runs");
      expect((await value!.run).runId).toBe(isListed ? classic.run_id : (await own.run).runId);
      session.close();
      expect((await runs.next()).done).toBe(true);
    });
  });

  describe("connections", () => {
    test("a half-open connection is replaced", async () => {
      let isFirst = true;
      const { url } = await proxy(urlOf(), () => {
        const damage = isFirst ? ({ after: 2_000, how: "stall" } as const) : undefined;
        isFirst = false;
        return damage;
      });
      const session = threadStream(clientOf(url), { assistantId: "chat", idleTimeoutMs: 1_000 });
      const run = session.start({ input: say("word", 30, 20) });
      const seen = await textsOf(run);
      expect(seen).toEqual(await stored(await session.threadId, (await run.run).runId));
    });

    test("joins deliver the whole run: while it is active, after its end, and with a cursor", async () => {
      const session = threadStream(clientOf(), { assistantId: "chat" });
      for (let turn = 0; turn < 3; turn += 1) await session.start({ input: say(`turn${turn}`) }).final();
      const run = session.start({ input: say("word", 30, 20) });
      const threadId = await session.threadId;
      const { runId } = await run.run;
      const again = () => threadStream(clientOf(), threadId, { assistantId: "chat" });
      const seen: string[] = [];
      for await (const { event, namespace, data } of run)
        if (seen.push(textOf(event, namespace, data)) === 12) break;
      const middle = textsOf(again().join(runId));
      seen.push(...(await textsOf(again().join(runId, { cursor: run.cursor }))));
      const whole = await stored(threadId, runId);
      expect(seen).toEqual(whole);
      expect(await middle).toEqual(whole);
      expect(await textsOf(again().join(runId))).toEqual(whole);
    });

    test("three turns of a session have their own text and state", async () => {
      const session = threadStream(clientOf(), { assistantId: "chat" });
      for (const [index, content] of ["first", "second", "third"].entries()) {
        const run = session.start({ input: say(content) });
        const result = run.final();
        expect(await join(run.text())).toBe(replyTo(content));
        const { status, values } = await result;
        expect(status).toBe("success");
        expect(values.messages).toHaveLength(2 * index + 2);
        expect(plain(values.messages.at(-1)?.content)).toBe(replyTo(content));
      }
    });
  });

  describe("what a run does", () => {
    test("the texts of two models that work at once are not mixed", async () => {
      const session = threadStream(clientOf(), { assistantId: "models" });
      const parts: Part[] = await all(session.start({ input: { messages: say("go").messages } }).parts());
      const texts = new Map<string, string>();
      const contents = new Map<string, string>();
      for (const part of parts) {
        if (part.type !== "message" || part.message.type === "human") continue;
        const { id, content } = part.message;
        const before = part.replaces ?? id;
        const text = (texts.get(before) ?? "") + part.text;
        texts.delete(before);
        contents.delete(before);
        texts.set(id, text);
        contents.set(id, plain(content));
      }
      const names = ["first", "second", "third", "fourth", "fifth", "sixth", "left", "right"];
      expect([...texts.values()].toSorted()).toEqual(names.map((name) => `${name} one two three`).toSorted());
      const { values } = await clientOf().threads.getState<"models">(await session.threadId);
      const stored = values.messages.slice(1).map(({ id, content }) => [id, plain(content)]);
      // On the Python server, messages that begin alike may have each other's id until the state tells.
      expect([...contents].toSorted()).toEqual(stored.toSorted());
    });

    test("two interrupts of two subgraphs are answered in one command, and none twice", async () => {
      const commands: string[] = [];
      const client = clientOf(urlOf(), (url, init) => {
        if (url.endsWith("/commands")) commands.push(String(init.body));
        return fetch(url, init);
      });
      const session = threadStream(client, { assistantId: "questions" });
      const parts = await all(session.start({ input: { ask: ["ask_child", "ask_twin"] } }).parts());
      const asked = parts.filter((part) => part.type === "interrupt");
      expect(asked.map(({ interrupt }) => interrupt.value).toSorted()).toEqual(["left?", "right?", "twin?"]);
      expect(asked.every(({ namespace }) => namespace.length > 0)).toBe(true);

      expect(await failure(session.resume("yes").final())).toMatchObject({ argument: "answer" });
      expect(commands).toHaveLength(1);
      const answers = Object.fromEntries(asked.map(({ interrupt }) => [interrupt.id, interrupt.value]));
      const { status, values, interrupts } = await session.resume(answers).final();
      expect({ status, interrupts }).toEqual({ status: "success", interrupts: [] });
      expect(values).toMatchObject({ left: "left?", right: "right?", twin: "twin?" });
      expect(commands).toHaveLength(2);
      expect(await failure(session.resume("again").final())).toMatchObject({ argument: "answer" });
    });

    test("a failed run throws a RunFailedError behind its events", async () => {
      const session = threadStream(clientOf(), { assistantId: "thrower" });
      const run = session.start({ input: { message: "boom" } });
      const result = failure(run.final());
      const events: unknown[] = [];
      const error = await failure(
        (async () => {
          for await (const { event, data } of run) events.push([event, data]);
        })(),
      );
      expect(error).toBeInstanceOf(RunFailedError);
      expect(error).toMatchObject({ error: "TypeError", message: expect.stringContaining("boom") as string });
      expect(await result).toBe(error);
      expect(events.at(-1)).toMatchObject(["lifecycle", { event: "failed" }]);

      const quiet = threadStream(clientOf(), { assistantId: "thrower", raiseError: false });
      expect((await all(quiet.start({ input: { message: "boom" } }))).at(-1)?.event).toBe("lifecycle");
    });

    test("cancel stops a run, or stops and deletes it", async () => {
      const words = (run: ThreadRun<Graphs, "chat">) => join(run.text());
      const session = threadStream(clientOf(), { assistantId: "chat" });
      const stopped = session.start({ input: say("stop", 400, 20) });
      const text = words(stopped);
      await stopped.run;
      await stopped.cancel();
      expect((await text).length).toBeLessThan(replyTo("stop", 400).length);
      expect(await stopped.final()).toMatchObject({ status: "cancelled" });

      const deleted = session.start({ input: say("delete", 400, 20) });
      const texts = deleted.text();
      // A run that has not begun ends in another way.
      await texts.next();
      const rest = join(texts);
      await deleted.cancel({ action: "rollback" });
      if (deviates("rollback-keeps-run")) {
        expect(await failure(rest)).toMatchObject({
          name: "RunFailedError",
          message: expect.stringContaining("rollback") as string,
        });
        expect(await failure(deleted.final())).toBeInstanceOf(RunFailedError);
      } else {
        expect((await rest).length).toBeLessThan(replyTo("delete", 400).length);
        expect(await failure(deleted.final())).toBeInstanceOf(NotFoundError);
      }
      expect(await join(session.start({ input: say("next") }).text())).toBe(replyTo("next"));
    });
  });

  describe("starting", () => {
    test("on a busy thread, reject throws a ConflictError, and rollback deletes the run", async () => {
      const session = threadStream(clientOf(), { assistantId: "chat" });
      const first = session.start({ input: say("first", 400, 20) });
      const texts = first.text();
      // The Python server keeps a run that had not begun.
      await texts.next();
      const rest = join(texts).catch((error: unknown) => error);
      const rejected = session.start({ input: say("second"), multitaskStrategy: "reject" });
      expect(await failure(rejected.final())).toBeInstanceOf(ConflictError);

      const third = session.start({ input: say("third"), multitaskStrategy: "rollback" });
      expect(await join(third.text())).toBe(replyTo("third"));
      const contents = (await third.final()).values.messages.map(({ content }) => plain(content));
      const { runId } = await first.run;
      const threadId = await session.threadId;
      if (deviates("rollback-keeps-run")) {
        expect(await rest).toBeInstanceOf(RunFailedError);
        expect(contents).toEqual(["first", "third", replyTo("third")]);
      } else {
        expect(await rest).toBeTypeOf("string");
        expect(contents).toEqual(["third", replyTo("third")]);
        expect(await failure(clientOf().runs.get(threadId, runId))).toBeInstanceOf(NotFoundError);
      }
    });

    test("the JS server ignores the strategy of a command, the Python server obeys it", async () => {
      const session = threadStream(clientOf(), { assistantId: "chat" });
      const run = session.start({ input: say("first", 400, 20) });
      const reading = all(run).catch(() => undefined);
      await run.run;
      // The Python server waits 5 s for the end of the active run.
      const second = command(urlOf(), await session.threadId, "run.start", {
        assistant_id: "chat",
        input: say("second"),
        multitaskStrategy: "reject",
        multitask_strategy: "reject",
      });
      if (deviates("thread-strategies")) await second;
      else expect(await failure(second)).toMatchObject({ message: expect.stringContaining("409") as string });
      await run.cancel();
      await reading;
    });

    test("an unknown assistant is a client error, and a refused command a CommandError", async () => {
      const unknown = new LangGraphClient({ apiUrl: urlOf(), apiKey: null });
      const error = await failure(
        threadStream(unknown, { assistantId: "nobody" }).start({ input: {} }).final(),
      );
      expect(error).toMatchObject({ status: deviates("thread-unknown-assistant") ? 422 : 404 });

      const session = threadStream(clientOf(), { assistantId: "chat" });
      await session.start({ input: say("hello") }).final();
      const other = threadStream(clientOf(), await session.threadId, { assistantId: "trivial" });
      const refused = other.start({ input: { value: 1 } }).final();
      if (!deviates("thread-one-assistant")) expect((await refused).status).toBe("success");
      else {
        const reason = await failure(refused);
        expect(reason).toBeInstanceOf(CommandError);
        expect(reason).toMatchObject({ command: "run.start", code: "invalid_argument" });
      }
    });

    test("a thread is created once it is needed, and one that does not exist is created under its id", async () => {
      const id = crypto.randomUUID();
      const session = threadStream(clientOf(), id, { assistantId: "chat" });
      expect(await failure(clientOf().threads.get(id))).toBeInstanceOf(NotFoundError);
      expect(await join(session.start({ input: say("hi") }).text())).toBe(replyTo("hi"));
      expect((await clientOf().threads.get(id)).thread_id).toBe(id);
    });
  });

  test("keys: the guest's thread is read with its key, and not with a wrong one", async ({ skip }) => {
    // The fake server accepts every key.
    skip(server === "fake");
    await using secured = await startServer({ graphs: ["chat"], auth: "auth", polling: server === "python" });
    const clientWith = (apiKey: string) => new LangGraphClient<Graphs>({ apiUrl: secured.url, apiKey });
    const session = threadStream(clientWith("guest"), { assistantId: "chat" });
    expect(await join(session.start({ input: say("hi") }).text())).toBe(replyTo("hi"));
    const threadId = await session.threadId;
    const { runId } = await session.start({ input: say("again") }).run;

    const wrong = threadStream(clientWith("wrong-key"), threadId, { assistantId: "chat" });
    for (const run of [wrong.start({ input: say("hi") }), wrong.join(runId), wrong.resume("yes")]) {
      const error = await failure(run.final());
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(JSON.stringify(error) + String(error)).not.toContain("wrong-key");
    }
    expect(await failure(wrong.activeRun())).toBeInstanceOf(AuthenticationError);
    expect(await failure(wrong.runs().next())).toBeInstanceOf(AuthenticationError);
    const foreign = threadStream(clientWith("reader"), threadId, { assistantId: "chat" });
    expect(await textsOf(foreign.join(runId))).not.toEqual([]);
  });
});
