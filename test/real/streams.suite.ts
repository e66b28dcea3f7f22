import { setTimeout as sleep } from "node:timers/promises";
import { NotFoundError, type Message } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { failure, until } from "../helpers/async.js";
import { client, deviates, eventsOf, newThread } from "./setup.js";

const hello = { messages: [{ role: "user", content: "hello there" }] };
const words = ["You ", "said: ", "hello ", "there"];

/** Returns the content of a message, which is a string in the graphs of these tests. */
const text = ({ content }: Pick<Message, "content">) => (typeof content === "string" ? content : "?");

describe("the modes of a stream", () => {
  test("values streams the whole state after each step", async () => {
    const threadId = await newThread();
    const events = await eventsOf(
      client.runs.stream(threadId, "nested", {
        input: { path: "start" },
        streamMode: "values",
        streamResumable: false,
      }),
    );
    expect(events.map(({ event, data }) => (event === "values" ? data.path : event))).toEqual([
      "metadata",
      "start",
      "start > before",
      "start > before > inside",
      "start > before > inside > after",
    ]);
    const { run_id } = events[0]?.data as { run_id: string };
    const numbers = [0, 1, 2, 3, 4];
    const ids = deviates("opaque-ids")
      ? numbers.map((index) => `${run_id}_event_${index + 1}`)
      : numbers.map((index) => (deviates("ids-when-resumable") ? undefined : String(index)));
    expect(events.map(({ id }) => id)).toEqual(ids);
    expect(
      events.every(
        ({ type, namespace }, index) => type === (index ? "values" : "metadata") && !namespace.length,
      ),
    ).toBe(true);
  });

  test("updates streams the output of each node", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "nested", { input: { path: "start" }, streamMode: "updates" }),
    );
    expect(events.slice(1).map(({ data }) => data)).toEqual([
      { before: { path: "start > before" } },
      { child: { path: "start > before > inside" } },
      { after: { path: "start > before > inside > after" } },
    ]);
  });

  test("messages-tuple streams each token with the name of its node", async () => {
    const threadId = await newThread();
    const tokens: string[] = [];
    const nodes = new Set<unknown>();
    for await (const event of client.runs.stream(threadId, "agent", {
      input: hello,
      streamMode: "messages-tuple",
    })) {
      if (event.event !== "messages") continue;
      const [message, metadata] = event.data;
      tokens.push(text(message));
      nodes.add(metadata["langgraph_node"]);
    }
    expect(tokens).toEqual(words);
    expect([...nodes]).toEqual(["agent"]);
  });

  test("messages streams growing partial messages, then the complete one on the JS server", async () => {
    const threadId = await newThread();
    const partial: string[] = [];
    const complete: string[] = [];
    for await (const event of client.runs.stream(threadId, "agent", {
      input: hello,
      streamMode: "messages",
      streamResumable: false,
    })) {
      if (event.event === "messages/partial") partial.push(...event.data.map(text));
      if (event.event === "messages/complete") complete.push(...event.data.map(text));
    }
    expect(partial).toEqual(words.map((_, index) => words.slice(0, index + 1).join("")));
    expect(complete).toEqual(deviates("no-messages-complete") ? [] : ["hello there", words.join("")]);
  });

  test("messages-tuple streams a tool call in chunks, then its result", async () => {
    const threadId = await newThread();
    let args = "";
    let reply = "";
    const kinds: string[] = [];
    for await (const event of client.runs.stream(threadId, "toolcall", {
      input: hello,
      streamMode: "messages-tuple",
    })) {
      if (event.event !== "messages") continue;
      const [message] = event.data;
      if (message.type !== kinds.at(-1)) kinds.push(message.type);
      if ("tool_call_chunks" in message)
        args += message.tool_call_chunks?.map((chunk) => chunk.args).join("") ?? "";
      if (kinds.length === 3) reply += text(message);
    }
    const ai = deviates("chunk-type") ? "AIMessageChunk" : "ai";
    const tool = deviates("whole-as-chunk") ? "ToolMessageChunk" : "tool";
    expect(kinds).toEqual([ai, tool, ai]);
    expect(JSON.parse(args)).toEqual({ city: "Paris" });
    expect(reply).toBe("The weather: sunny in Paris");
    const { values } = await client.threads.getState<"toolcall">(threadId);
    expect(values.messages.map(({ type }) => type)).toEqual(["human", "ai", "tool", "ai"]);
    expect(values.messages[1]).toMatchObject({
      tool_calls: [{ name: "get_weather", args: { city: "Paris" } }],
    });
  });

  test("custom streams 2,000 written values completely and in order", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "custom", { input: { count: 2_000 }, streamMode: "custom" }),
    );
    expect(events.slice(1).map(({ data }) => data)).toEqual(
      Array.from({ length: 2_000 }, (_, index) => ({ index })),
    );
  });

  test("events streams the LangChain events of chain and model", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "agent", { input: hello, streamMode: "events" }),
    );
    const names = events.flatMap((event) => (event.event === "events" ? [event.data.event] : []));
    expect(names[0]).toBe("on_chain_start");
    expect(names.filter((name) => name === "on_chat_model_stream")).toHaveLength(words.length);
    expect(names.at(-1)).toBe("on_chain_end");
  });

  test("debug streams checkpoints and tasks", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "agent", { input: hello, streamMode: "debug" }),
    );
    expect(events.flatMap((event) => (event.event === "debug" ? [event.data.type] : []))).toEqual([
      "checkpoint",
      "checkpoint",
      "task",
      "task_result",
      "checkpoint",
    ]);
  });

  test("tasks streams the start and the result of each task", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "nested", { input: { path: "x" }, streamMode: "tasks" }),
    );
    const tasks = events.flatMap((event) => (event.event === "tasks" ? [event.data] : []));
    expect(tasks.map((task) => `${task.name} ${"result" in task ? "ends" : "starts"}`)).toEqual([
      "before starts",
      "before ends",
      "child starts",
      "child ends",
      "after starts",
      "after ends",
    ]);
  });

  test("checkpoints streams one checkpoint per step", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "agent", { input: hello, streamMode: "checkpoints" }),
    );
    expect(events.flatMap((event) => (event.event === "checkpoints" ? [event.data.next] : []))).toEqual([
      ["__start__"],
      ["agent"],
      [],
    ]);
  });

  test("several modes arrive in one stream, in the server's order", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "slow", {
        input: { ticks: 2, delay_ms: 0 },
        streamMode: ["values", "custom"],
      }),
    );
    expect(events.map(({ event, data }) => ({ event, data })).slice(1)).toEqual([
      { event: "values", data: { ticks: 2, delay_ms: 0, done: 0 } },
      { event: "custom", data: { tick: 1 } },
      { event: "values", data: { ticks: 2, delay_ms: 0, done: 1 } },
      { event: "custom", data: { tick: 2 } },
      { event: "values", data: { ticks: 2, delay_ms: 0, done: 2 } },
    ]);
  });

  test("a stream without streamMode has the mode values", async () => {
    const events = await eventsOf(client.runs.stream(await newThread(), "trivial", { input: { value: 1 } }));
    expect(events.map(({ type }) => type)).toEqual(["metadata", "values", "values"]);
  });

  test("streamSubgraphs streams events of subgraphs with their namespace", async () => {
    const events = await eventsOf(
      client.runs.stream(await newThread(), "nested", {
        input: { path: "start" },
        streamMode: "values",
        streamSubgraphs: true,
      }),
    );
    const values = events.filter(({ type }) => type === "values");
    const inner = values.filter(({ namespace }) => namespace.length > 0);
    expect(inner.map(({ data }) => data)).toEqual([
      { path: "start > before" },
      { path: "start > before > inside" },
    ]);
    for (const { event, namespace } of inner) {
      expect(namespace).toHaveLength(1);
      expect(namespace[0]).toMatch(/^child:[0-9a-f-]{36}$/);
      expect(event).toBe(`values|${namespace[0]}`);
    }
    expect(values.filter(({ namespace }) => namespace.length === 0)).toHaveLength(4);
  });
});

describe("the life of a stream", () => {
  test("stream(null) streams a run without a thread", async () => {
    const events = await eventsOf(
      client.runs.stream(null, "nested", { input: { path: "start" }, streamMode: "values" }),
    );
    expect(events.at(-1)?.data).toEqual({ path: "start > before > inside > after" });
  });

  test("onRunCreated is called before the first event", async () => {
    const threadId = await newThread();
    const order: string[] = [];
    let created = "";
    const stream = client.runs.stream(threadId, "trivial", {
      input: { value: 1 },
      onRunCreated: ({ run_id }) => {
        created = run_id;
        order.push("created");
      },
    });
    for (const event of await eventsOf(stream)) order.push(event.type);
    expect(order).toEqual(["created", "metadata", "values", "values"]);
    expect(await client.runs.get(threadId, created)).toMatchObject({ status: "success" });
  });

  test("a stream ends with the interrupt, and the resuming run's stream ends with the final state", async () => {
    const threadId = await newThread();
    const interrupted = await eventsOf(
      client.runs.stream(threadId, "interrupt", {
        input: { request: "lunch" },
        streamMode: ["values", "updates"],
      }),
    );
    expect(interrupted.at(-1)).toMatchObject({
      event: "values",
      data: { __interrupt__: [{ value: { question: 'Approve "lunch"?' } }] },
    });
    const resumed = await eventsOf(
      client.runs.stream(threadId, "interrupt", { command: { resume: "yes" }, streamMode: "values" }),
    );
    expect(resumed.at(-1)?.data).toEqual({ request: "lunch", answer: "yes", done: true });
  });

  test("a failed run delivers an error event, then throws RunFailedError", async () => {
    const stream = client.runs.stream(await newThread(), "thrower", { input: { message: "no" } });
    const events: unknown[] = [];
    const loop = async () => {
      for await (const event of stream) events.push(event);
    };
    const detail = deviates("hidden-error-text") ? "TypeError: execution failed" : "no";
    expect(await failure(loop())).toMatchObject({ name: "RunFailedError", error: "TypeError", detail });
    expect(events.slice(1)).toMatchObject([
      { event: "values", data: { message: "no" } },
      { event: "error", data: { error: "TypeError", message: detail } },
    ]);
  });

  test("break closes the connection, which cancels a run with onDisconnect: cancel", async () => {
    const threadId = await newThread();
    let runId = "";
    const stream = client.runs.stream(threadId, "slow", {
      input: { ticks: 100_000, delay_ms: 5 },
      config: { recursion_limit: 200_000 },
      streamMode: "custom",
      onDisconnect: "cancel",
      onRunCreated: ({ run_id }) => void (runId = run_id),
    });
    for await (const event of stream) if (event.event === "custom" && event.data.tick === 3) break;
    const ended = await until(
      () => client.runs.get(threadId, runId),
      ({ status }) => status !== "running",
    );
    expect(ended.status).toBe("interrupted");
  });

  test('joinStream from "now" delivers the remaining events of a run', async () => {
    const threadId = await newThread();
    const run = await client.runs.create(threadId, "slow", {
      input: { ticks: 20, delay_ms: 5 },
      streamMode: "values",
    });
    const events = await eventsOf(client.runs.joinStream(threadId, run.run_id, { from: "now" }));
    expect(events.at(-1)?.data).toEqual({ ticks: 20, delay_ms: 5, done: 20 });
  });

  test("joinStream with lastEventId replays a resumable run from the start or after any event", async () => {
    const threadId = await newThread();
    const payload = {
      input: { ticks: 3, delay_ms: 0 },
      streamMode: ["custom" as const],
      streamResumable: true,
    };
    let runId = "";
    const first = await eventsOf(
      client.runs.stream(threadId, "slow", {
        ...payload,
        onRunCreated: ({ run_id }) => void (runId = run_id),
      }),
    );
    expect(first.every(({ id }) => id !== undefined)).toBe(true);
    expect(await eventsOf(client.runs.joinStream(threadId, runId, { lastEventId: "-1" }))).toEqual(first);
    const rest = await eventsOf(client.runs.joinStream(threadId, runId, { lastEventId: first[1]?.id ?? "" }));
    // Events of one millisecond may share an id: a replay starts after the last of them.
    expect(rest).toEqual(first.filter(({ id }, index) => index > 1 && id !== first[1]?.id));
  });

  test("joinStream(null) replays a run on the JS server, and throws NotFoundError on the Python server", async () => {
    const run = await client.runs.create(null, "slow", {
      input: { ticks: 3, delay_ms: 0 },
      streamMode: "custom",
      streamResumable: true,
    });
    const joined = eventsOf(client.runs.joinStream(null, run.run_id, { lastEventId: "-1" }));
    if (!deviates("stateless-stream")) return expect(joined).rejects.toThrow(NotFoundError);
    const events = await joined;
    expect(events.slice(1).map(({ data }) => data)).toEqual([{ tick: 1 }, { tick: 2 }, { tick: 3 }]);
  });

  test("an abort rejects a pending read with AbortError", async () => {
    const threadId = await newThread();
    const controller = new AbortController();
    const read = async () => {
      const stream = client.runs.stream(threadId, "slow", {
        input: { ticks: 1, delay_ms: 60_000 },
        streamMode: "values",
        onDisconnect: "cancel",
        signal: controller.signal,
      });
      for await (const event of stream) {
        // Abort while the loop waits for the next event, which is due in a minute.
        if (event.event === "values") void sleep(0).then(() => controller.abort());
      }
    };
    await expect(read()).rejects.toMatchObject({ name: "AbortError" });
  });
});
