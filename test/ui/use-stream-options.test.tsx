/** Options and callbacks of the hook, against the JS server, in React 18 and 19. */
import { show } from "./page.js";
import { Component, StrictMode } from "react";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { LangGraphClient, textOf } from "langgraph-client";
import type { Message, ThreadState } from "langgraph-client";
import { useStream } from "langgraph-client/react";
import type { UseStream, UseStreamOptions } from "langgraph-client/react";
import { threadStream } from "langgraph-client/thread";
import { describe, expect, inject, test } from "vitest";

interface State {
  messages: Message[];
}

const client = new LangGraphClient({ apiUrl: inject("serverUrl"), apiKey: null });
const say = (content: string, fields: object = {}) => ({ messages: [{ type: "human", content }], ...fields });

/** A page with the hook. `draws` is the number of times that it was drawn. */
function open(options: Omit<UseStreamOptions<State>, "client">) {
  let latest: UseStream<State> | undefined;
  let draws = 0;
  function Chat(props: UseStreamOptions<State>) {
    draws += 1;
    latest = useStream<State>(props);
    return (
      <p>{`[${latest.status}] ${latest.messages.map((message) => `${message.type}: ${textOf(message)}`).join(", ")}`}</p>
    );
  }
  const page = show(<Chat client={client} {...options} />);
  return {
    ...page,
    get stream() {
      return latest!;
    },
    get draws() {
      return draws;
    },
    change: (next: Partial<UseStreamOptions<State>>) =>
      page.show(<Chat client={client} {...options} {...next} />),
  };
}

/** Shows the error of its children. */
class Boundary extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error === undefined ? this.props.children : String(this.state.error);
  }
}

describe.each([
  ["runs.stream", undefined],
  ["a session", threadStream],
] as const)("the callbacks by %s", (_, thread) => {
  test("get updates, tasks and checkpoints, also those of subgraphs", async () => {
    const seen: { name: string; data: unknown; namespace: string[] | undefined }[] = [];
    const note =
      (name: string) =>
      (data: unknown, { namespace }: { namespace: string[] | undefined }) =>
        void seen.push({ name, data, namespace });
    const page = open({
      assistantId: "team",
      thread,
      // A page's own modes, and subgraphs, are received besides those of the callbacks.
      runOptions: { streamMode: ["values"], streamSubgraphs: true },
      onUpdateEvent: note("update"),
      onTaskEvent: note("task"),
      onCheckpointEvent: note("checkpoint"),
    });
    await page.until((text) => text.includes("[idle]"));
    await page.stream.submit(say("hello"));
    const updates = seen.filter(({ name }) => name === "update");
    expect(updates.map(({ data }) => Object.keys(data as object)[0])).toEqual(
      expect.arrayContaining(["think", "search", "research", "write"]),
    );
    const inner = updates.find(({ data }) => "think" in (data as object))!;
    expect(inner.namespace).toEqual([expect.stringMatching(/^research:/)]);
    expect(updates.find(({ data }) => "write" in (data as object))!.namespace).toBeUndefined();
    expect(seen.map(({ name }) => name)).toEqual(expect.arrayContaining(["task", "checkpoint"]));
    expect(page.stream.chat.getSnapshot().subgraphs).toMatchObject([
      { name: "research", status: "completed" },
    ]);
    await page.until((text) => text.includes("Here it is"));
  });

  test("get the events of tools, and the hook their progress", async () => {
    const events: { event: string; toolCallId: string; name: string }[] = [];
    const metadata: unknown[] = [];
    const runs: unknown[] = [];
    const page = open({
      assistantId: "blocks",
      thread,
      onToolEvent: (data) => events.push(data as (typeof events)[number]),
      onMetadataEvent: (data) => metadata.push(data),
      onCreated: (run) => runs.push(run),
      onFinish: (state, run) => runs.push(run, state.messages.length),
    });
    await page.until((text) => text.includes("[idle]"));
    await page.stream.submit(say("bird?"));
    expect(events.map(({ event }) => event)).toEqual([
      "on_tool_start",
      "on_tool_event",
      "on_tool_event",
      "on_tool_end",
    ]);
    expect(events[0]).toMatchObject({ toolCallId: "call_lookup", name: "lookup" });
    expect(metadata).toMatchObject([{ run_id: expect.any(String) }]);
    expect(runs).toEqual([runs[0], runs[0], 4]);
    await page.until((text) => text.includes("[idle]"));
    expect(page.stream.toolProgress).toEqual([
      {
        toolCallId: "call_lookup",
        name: "lookup",
        state: "completed",
        input: { bird: "owl" },
        result: "The owl hoots",
      },
    ]);
  });
});

describe("useStream", () => {
  test.each(["onDebugEvent", "onLangChainEvent"])("names %s, which a session cannot call", async (name) => {
    function Chat() {
      useStream({ client, assistantId: "chat", thread: threadStream, [name]: () => {} });
      return null;
    }
    const page = show(
      <Boundary>
        <Chat />
      </Boundary>,
    );
    await page.until((text) => text.includes(name));
    expect(page.text()).toContain("Leave out the option thread");
  });

  test("names the missing client", async () => {
    function Chat() {
      useStream({ assistantId: "chat" });
      return null;
    }
    const page = show(
      <Boundary>
        <Chat />
      </Boundary>,
    );
    await page.until((text) => text.includes("Pass the option client, or apiUrl"));
  });

  test("calls a callback that a page adds later, and takes the latest options of runs", async () => {
    const updates: unknown[] = [];
    const page = open({ assistantId: "slow" });
    await page.until((text) => text.includes("[idle]"));
    await page.change({
      onUpdateEvent: (data) => updates.push(data),
      runOptions: { metadata: { from: "page" } },
    });
    await page.stream.submit({ ticks: 1, delay_ms: 5 });
    expect(updates).toEqual([{ tick: { done: 1 } }]);
    const [run] = await client.runs.list(page.stream.chat.getSnapshot().threadId!);
    expect(run!.metadata).toMatchObject({ from: "page" });
  });

  test("creates the thread with the id that a page has chosen, and tells of a switch", async () => {
    const id = crypto.randomUUID();
    const ids: unknown[] = [];
    const page = open({ assistantId: "chat", onThreadId: (threadId) => ids.push(threadId) });
    await page.until((text) => text.includes("[idle]"));
    await page.stream.submit(say("a"), { threadId: id });
    page.stream.switchThread(null);
    page.stream.switchThread(null);
    expect(ids).toEqual([id, null]);
  });

  test("calls the error callback of one input", async () => {
    const errors: unknown[] = [];
    const page = open({ assistantId: "thrower" });
    await page.until((text) => text.includes("[idle]"));
    const sent = page.stream.submit({ message: "no" }, { onError: (error) => errors.push(error) });
    await expect(sent).rejects.toMatchObject({ name: "RunFailedError" });
    await expect.poll(() => errors).toMatchObject([{ name: "RunFailedError" }]);
  });

  test("renders a state of the server at once, with its interrupts", () => {
    const task = { id: "1", name: "ask", error: null, checkpoint: null, state: null };
    const initialState = {
      values: { messages: [{ type: "human", id: "1", content: "from the server" }] },
      next: ["ask"],
      tasks: [{ ...task, interrupts: [{ id: "i", value: "Sure?" }] }],
      checkpoint: { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c", checkpoint_map: null },
      metadata: {},
      created_at: null,
      parent_checkpoint: null,
    } as ThreadState<State>;
    function Chat() {
      const { messages, interrupt, status } = useStream<State>({
        client,
        assistantId: "chat",
        threadId: "t",
        initialState,
      });
      return <p>{`${messages.map(textOf).join()} ${String(interrupt?.value)} ${status}`}</p>;
    }
    expect(renderToString(<Chat />)).toBe("<p>from the server Sure? interrupted</p>");
  });

  test("draws a burst of actions in two frames, also while a run streams", async () => {
    const page = open({ assistantId: "chat", fetchStateHistory: true });
    await page.until((text) => text.includes("[idle]"));
    const sent = page.stream.submit(say("a", { n: 40, ms: 10 }));
    await page.until((text) => text.includes("a3"));
    const before = page.draws;
    const start = performance.now();
    for (let count = 0; count < 200; count += 1) {
      page.stream.setBranch(String(count));
      // Lets React draw what it was told.
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
    const frames = (performance.now() - start) / 16;
    expect(page.draws - before).toBeLessThanOrEqual(frames + 2);
    await sent;
  });

  test("draws a stream as rarely as throttle says", async () => {
    const page = open({ assistantId: "chat", throttle: 150 });
    await page.until((text) => text.includes("[idle]"));
    const start = performance.now();
    const before = page.draws;
    await page.stream.submit(say("a", { n: 40, ms: 10 }));
    await page.until((text) => text.includes("[idle]") && text.includes("a39"));
    // Beside the stream: the input, the thread, the start and the end of the run.
    expect(page.draws - before).toBeLessThanOrEqual((performance.now() - start) / 150 + 8);
  });

  test("follows the thread once in strict mode", async () => {
    const { thread_id: threadId } = await client.threads.create();
    let requests = 0;
    const own = new LangGraphClient({
      apiUrl: inject("serverUrl"),
      apiKey: null,
      fetch: (url, init) => {
        if (new URL(url).pathname.endsWith("/stream/events")) requests += 1;
        return fetch(url, init);
      },
    });
    let latest: UseStream<State> | undefined;
    function Chat() {
      latest = useStream<State>({
        client: own,
        assistantId: "chat",
        threadId,
        thread: threadStream,
      });
      return <p>{`[${latest.status}] ${latest.messages.map(textOf).join()}`}</p>;
    }
    const page = show(
      <StrictMode>
        <Chat />
      </StrictMode>,
    );
    await page.until((text) => text.startsWith("[idle]"));
    const other = open({ assistantId: "chat", threadId, thread: threadStream });
    await other.until((text) => text.includes("[idle]"));
    await other.stream.submit(say("a", { n: 10, ms: 20 }));
    await page.until((text) => text.startsWith("[idle]") && text.includes("a9"));
    // The connection that follows the thread, and at most two for the run.
    expect(requests).toBeLessThanOrEqual(3);
  });
});
