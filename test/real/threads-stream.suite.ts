/** Threads as one stream: the programs of the guide, and what other clients do on the same thread. */
import { request } from "node:http";
import { ConflictError, LangGraphClient, NotFoundError, StreamDisconnectedError } from "langgraph-client";
import type { Part } from "langgraph-client";
import { threadStream } from "langgraph-client/thread";
import { describe, expect, inject, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { proxy } from "../helpers/proxy.js";
import { client as anyClient, newThread, server, startServer } from "./setup.js";
import type { Graphs } from "./setup.js";

/** Its requests are not compared with openapi.json, which leaves the bodies of this protocol open. */
const client = new LangGraphClient<Graphs>({ apiUrl: inject("serverUrl"), apiKey: null });

const user = (content: string) => ({ messages: [{ role: "user", content }] });
const session = (graph: keyof Graphs) => threadStream(client, { assistantId: graph });

/** The text of each message, as its parts deliver it. */
function textsOf(parts: readonly Part[]): string[] {
  const texts = new Map<string, string>();
  for (const part of parts) {
    if (part.type !== "message") continue;
    const before = texts.get(part.replaces ?? part.message.id) ?? "";
    if (part.replaces !== undefined) texts.delete(part.replaces);
    texts.set(part.message.id, before + part.text);
  }
  return [...texts.values()].filter((text) => text !== "");
}

// Aegra's protocol differs.
describe.skipIf(server === "aegra")("threads as one stream", () => {
  test("a chat streams text and tool calls, and each turn has its own text and state", async () => {
    const thread = threadStream(client, { assistantId: "chat" });
    const parts = await all(thread.start({ input: { ...user("a"), n: 3, useTool: true } }).parts());
    expect(textsOf(parts)).toContain("a0 a1 a2 ");
    const tools = parts.filter((part) => part.type === "tool");
    expect(tools.at(-1)).toMatchObject({ id: "call_clock", name: "clock", status: "done" });
    for (const name of ["b", "c"]) {
      const run = thread.start({ input: { ...user(name), n: 2, useTool: false } });
      expect((await all(run.text())).join("")).toBe(`${name}0 ${name}1 `);
      const { status, values } = await run.final();
      expect(status).toBe("success");
      // The content is a text or a list of blocks.
      expect(JSON.stringify(values.messages.at(-1)?.content)).toContain(`${name}0 ${name}1 `);
    }
  });

  test("reports the progress of subgraphs", async () => {
    const parts = await all(
      session("team")
        .start({ input: user("hi") })
        .parts(),
    );
    const statuses = parts.flatMap((part) => (part.type === "subgraph" ? [part.status] : []));
    expect([statuses[0], statuses.at(-1)]).toEqual(["running", "completed"]);
    const done = parts.filter((part) => part.type === "message" && part.done);
    expect(done.length).toBeGreaterThan(1);
  });

  test("resumes the interrupts of two subgraphs in one command", async () => {
    const thread = threadStream(client, { assistantId: "twins" });
    const paused = await thread.start({ input: {} }).final();
    expect(paused.status).toBe("interrupted");
    expect(paused.interrupts.map(({ value }) => value).sort()).toEqual(["first?", "second?"]);
    expect(await failure(thread.resume("yes").final())).toMatchObject({ name: "InvalidArgumentError" });
    const answers = Object.fromEntries(paused.interrupts.map(({ id, value }) => [id, `${value} yes`]));
    const { status, values } = await thread.resume(answers).final();
    expect({ status, values }).toEqual({
      status: "success",
      values: { first: "first? yes", second: "second? yes" },
    });
    expect(await failure(thread.resume("yes").final())).toMatchObject({ name: "InvalidArgumentError" });
  });

  test("resumes the only interrupt with a value, and its text streams", async () => {
    const thread = threadStream(client, { assistantId: "interrupt" });
    const paused = await thread.start({ input: { request: "lunch" } }).final();
    expect(paused.interrupts).toHaveLength(1);
    expect((await thread.resume("yes").final()).values).toMatchObject({ answer: "yes", done: true });
  });

  test("a second run waits for the first one", async () => {
    const thread = threadStream(client, { assistantId: "chat" });
    const first = thread.start({ input: { ...user("a"), n: 20, ms: 5 } });
    const second = thread.start({ input: { ...user("b"), n: 2 } });
    const [one, two] = await Promise.all([all(first.text()), all(second.text())]);
    expect(one.join("")).toMatch(/^a0 .*a19 $/);
    expect(two.join("")).toBe("b0 b1 ");
  });

  test.each(["interrupt", "rollback"] as const)(
    "a run with the strategy %s takes the place of the active one",
    async (multitaskStrategy) => {
      const thread = threadStream(client, { assistantId: "chat" });
      const first = thread.start({ input: { ...user("a"), n: 400, ms: 10 } });
      // The JS server reports a run that it rolls back as failed.
      const isFailure = server === "js" && multitaskStrategy === "rollback";
      const reading = isFailure ? failure(all(first.text())) : all(first.text());
      await first.run;
      const second = thread.start({ input: { ...user("b"), n: 2 }, multitaskStrategy });
      expect((await all(second.text())).join("")).toBe("b0 b1 ");
      if (isFailure) expect(await reading).toMatchObject({ name: "RunFailedError" });
      else expect(((await reading) as string[]).length).toBeLessThan(400);
    },
  );

  test("a run with the strategy reject throws a ConflictError while another one is active", async () => {
    const thread = threadStream(client, { assistantId: "chat" });
    const first = thread.start({ input: { ...user("a"), n: 50, ms: 10 } });
    await first.run;
    const second = thread.start({ input: user("b"), multitaskStrategy: "reject" });
    expect(await failure(second.final())).toBeInstanceOf(ConflictError);
    expect((await first.final()).status).toBe("success");
  });

  test("finds the active run after a reload, and reads it from its first event", async () => {
    const before = threadStream(client, { assistantId: "chat" });
    const input = { ...user("a"), n: 60, ms: 10 };
    const run = before.start({ input });
    for await (const text of run.text()) if (text.startsWith("a5")) break;
    const threadId = await before.threadId;
    const after = threadStream(client, threadId, { assistantId: "chat" });
    const active = await after.activeRun();
    expect((await active?.run)?.runId).toBe((await run.run).runId);
    const texts = active === undefined ? [] : await all(active.text());
    expect(texts.join("")).toMatch(/^a0 a1 .*a59 $/);
    expect(await after.activeRun()).toBeUndefined();
  });

  test("another session continues a run at the cursor of the first one", async () => {
    const before = threadStream(client, { assistantId: "chat" });
    const run = before.start({ input: { ...user("a"), n: 60, ms: 5 } });
    let text = "";
    for await (const part of run.text()) if ((text += part).includes("a10 ")) break;
    const { runId, threadId } = await run.run;
    const after = threadStream(client, threadId ?? "", { assistantId: "chat" });
    text += (await all(after.join(runId, { cursor: run.cursor }).text())).join("");
    expect(text).toBe(Array.from({ length: 60 }, (_, index) => `a${index} `).join(""));
  });

  test("a cancelled run ends its stream, with the status cancelled", async () => {
    const thread = threadStream(client, { assistantId: "chat" });
    const run = thread.start({ input: { ...user("a"), n: 400, ms: 10 } });
    const texts: string[] = [];
    for await (const text of run.text()) if (texts.push(text) === 5) await run.cancel();
    expect(texts.length).toBeLessThan(400);
    expect((await run.final()).status).toBe("cancelled");
  });

  test("runs() yields the runs that other clients start", async () => {
    const threadId = await newThread();
    const watching = threadStream(client, threadId, { assistantId: "chat" });
    const other = threadStream(client, threadId, { assistantId: "chat" });
    await other.start({ input: user("old") }).final();
    const runs = watching.runs();
    const first = runs.next();
    let isFirst = true;
    void first.then(() => (isFirst = false));
    // The stream opens meanwhile, and nothing tells when.
    while (isFirst) await other.start({ input: { ...user("a"), n: 2 } }).final();
    await other.start({ input: { ...user("b"), n: 2 } }).final();
    const seen: string[] = [];
    for (let next = await first; next.value; next = await runs.next()) {
      seen.push((await all(next.value.text())).join(""));
      if (seen.at(-1) === "b0 b1 ") break;
    }
    await runs.return();
    expect(new Set(seen)).toEqual(new Set(["a0 a1 ", "b0 b1 "]));
  });

  test.runIf(server === "js")(
    "a WebSocket of another client that closes is an error, with the events by the classic protocol",
    async () => {
      const thread = threadStream(client, { assistantId: "chat", channels: ["messages"] });
      const run = thread.start({ input: { ...user("a"), n: 100, ms: 10 } });
      const reading = failure(all(run));
      const { threadId } = await run.run;
      await openAndCloseSocket(`${inject("serverUrl")}/threads/${threadId}/stream/events`);
      const error = await reading;
      expect(error).toBeInstanceOf(StreamDisconnectedError);
      const { reconnect } = error as StreamDisconnectedError;
      const rest = reconnect === undefined ? [] : await all(reconnect());
      expect(JSON.stringify(rest)).toContain("a99 ");
    },
    40_000,
  );

  test("a half-open connection is replaced, and no event is missing", { timeout: 60_000 }, async () => {
    const { url, cuts } = await proxy(inject("serverUrl"), (_, count) =>
      count === 0 ? { after: 3_000, how: "stall" } : undefined,
    );
    const distant = new LangGraphClient<Graphs>({ apiUrl: url, apiKey: null });
    const thread = threadStream(distant, { assistantId: "chat", idleTimeoutMs: 6_000 });
    const text = (await all(thread.start({ input: { ...user("a"), n: 60, ms: 5 } }).text())).join("");
    expect(text).toBe(Array.from({ length: 60 }, (_, index) => `a${index} `).join(""));
    expect(cuts()).toBe(1);
  });

  test("two sessions of one thread read the same run", async () => {
    const threadId = await newThread();
    const [left, right] = [0, 1].map(() => threadStream(client, threadId, { assistantId: "chat" }));
    const started = left!.start({ input: { ...user("a"), n: 30, ms: 5 } });
    const reading = all(started.text());
    const joined = right!.join((await started.run).runId);
    expect((await all(joined.text())).join("")).toBe((await reading).join(""));
  });

  test("delivers the events of the selected subgraph alone", async () => {
    const namespaces = [["research"]];
    const thread = threadStream(client, { assistantId: "team", namespaces });
    const events = await all(thread.start({ input: user("hi") }));
    expect(events.length).toBeGreaterThan(5);
    expect(events.filter(({ namespace }) => !namespace[0]?.startsWith("research:"))).toEqual([]);
  });

  test("the texts of two models that work at once do not mix", async () => {
    const parts = await all(
      session("models")
        .start({ input: user("hi") })
        .parts(),
    );
    const names = "first second third fourth fifth sixth left right".split(" ");
    expect(textsOf(parts).sort()).toEqual(names.map((name) => `${name} one two three`).sort());
  });

  test("a failed run rejects with its error", async () => {
    const run = session("thrower").start({ input: { message: "no" } });
    expect(await failure(run.final())).toMatchObject({
      name: "RunFailedError",
      error: "TypeError",
      detail: "no",
    });
  });

  test("an unknown assistant is an error, and a joined run that is unknown too", async () => {
    const thread = threadStream(anyClient, { assistantId: "nowhere" as "chat" });
    expect(await failure(thread.start({ input: user("a") }).final())).toMatchObject({
      status: expect.any(Number),
    });
    const unknown = threadStream(client, await newThread(), { assistantId: "chat" });
    const run = unknown.join("00000000-0000-4000-8000-000000000000");
    expect(await failure(run.final())).toBeInstanceOf(NotFoundError);
  });

  test("a session sends the client's key with each request", async () => {
    await using secured = await startServer({ graphs: ["agent"], auth: "auth" });
    const run = (apiKey: string) => {
      const guest = new LangGraphClient<Graphs>({ apiUrl: secured.url, apiKey });
      return threadStream(guest, { assistantId: "agent" }).start({ input: user("hi") });
    };
    expect((await all(run("guest").text())).join("")).toBe("You said: hi");
    expect(await failure(run("nobody").final())).toMatchObject({ status: 401 });
  });
});

/** Opens a WebSocket, and closes it at once. */
async function openAndCloseSocket(url: string): Promise<void> {
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
  };
  await new Promise<void>((resolve, reject) => {
    const upgrade = request(url, { headers });
    upgrade.on("upgrade", (_, socket) => {
      socket.on("close", () => resolve());
      socket.destroy();
    });
    upgrade.on("response", ({ statusCode }) => reject(new Error(`No WebSocket: ${statusCode}`)));
    upgrade.on("error", reject);
    upgrade.end();
  });
}
