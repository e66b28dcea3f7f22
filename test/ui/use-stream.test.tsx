/** The hook of a chat page, against the JS server, in React 18 and 19. */
import { show } from "./page.js";
import { StrictMode, memo } from "react";
import { renderToString } from "react-dom/server";
import { LangGraphClient, textOf } from "langgraph-client";
import type { Message } from "langgraph-client";
import { useChat, useStream } from "langgraph-client/react";
import type { UseStream, UseStreamOptions } from "langgraph-client/react";
import { describe, expect, inject, test } from "vitest";

interface State {
  messages: Message[];
}

/** A client that counts its requests: `POST /threads/{id}/runs/stream`. */
function newClient() {
  const requests: string[] = [];
  const client = new LangGraphClient({
    apiUrl: inject("serverUrl"),
    apiKey: null,
    fetch: (url, init) => {
      requests.push(`${init.method} ${new URL(url).pathname.replace(/[\da-f]{8}-[\da-f-]{27}/g, "{id}")}`);
      return fetch(url, init);
    },
  });
  const count = (request: string) => requests.filter((each) => each === request).length;
  return { client, count };
}

const RUN = "POST /threads/{id}/runs/stream";

/** A page with the hook. `stream` is its result at the last time that it was drawn. */
function open(options: UseStreamOptions<State>) {
  let latest: UseStream<State> | undefined;
  function Chat(props: UseStreamOptions<State>) {
    const stream = useStream<State>(props);
    latest = stream;
    const texts = stream.messages.map((message) => `${message.type}: ${textOf(message)}`);
    return (
      <>
        <p>{texts.join("\n")}</p>
        <p>[{stream.status}]</p>
        {stream.error === undefined ? null : <p>{String(stream.error)}</p>}
      </>
    );
  }
  const page = show(<Chat {...options} />);
  return {
    ...page,
    get stream() {
      return latest!;
    },
    change: (next: Partial<UseStreamOptions<State>>) => page.show(<Chat {...options} {...next} />),
  };
}

const say = (content: string, fields: object = {}) => ({ messages: [{ type: "human", content }], ...fields });
const idle = (text: string) => text.includes("[idle]");

describe("useStream", () => {
  test("shows a turn as it arrives, then another one", async () => {
    const { client } = newClient();
    const ended: number[] = [];
    const page = open({
      client,
      assistantId: "chat",
      onFinish: ({ messages }) => ended.push(messages.length),
    });
    await page.until(idle);
    void page.stream.submit(say("a", { n: 20, ms: 20 }));
    await page.until((text) => text.includes("ai: a0 a1") && !text.includes("a19"));
    expect(page.stream.isLoading).toBe(true);
    await page.until((text) => text.includes("a19") && idle(text));
    expect(page.stream.isLoading).toBe(false);
    await page.stream.submit("b");
    await page.until((text) => text.includes("ai: b0 b1 b2") && idle(text));
    expect(page.text()).toContain("human: b");
    expect(ended).toEqual([2, 4]);
  });

  test("keeps its functions, and the lists that did not change", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "chat" });
    await page.until(idle);
    await page.stream.submit(say("a"));
    await page.until((text) => text.includes("a2") && idle(text));
    const { submit, stop, messages, toolCalls, history, values } = page.stream;
    await page.change({ onError: () => {} });
    const { stream } = page;
    expect([
      stream.submit,
      stream.stop,
      stream.messages,
      stream.toolCalls,
      stream.history,
      stream.values,
    ]).toEqual([submit, stop, messages, toolCalls, history, values]);
    expect(stream.messages).toBe(messages);
    expect(stream.submit).toBe(submit);
  });

  test("names the thread that the first input creates, and follows the prop", async () => {
    const { client } = newClient();
    const ids: string[] = [];
    const page = open({ client, assistantId: "chat", threadId: null, onThreadId: (id) => ids.push(id) });
    await page.until(idle);
    await page.stream.submit(say("a"));
    await page.change({ threadId: ids[0]! });
    await page.until((text) => text.includes("a2") && idle(text));
    await page.change({ threadId: null });
    await page.until((text) => !text.includes("human"));
    await page.change({ threadId: ids[0]! });
    await page.until((text) => text.includes("a2") && idle(text));
    expect(ids).toHaveLength(1);
  });

  test("waits at an interrupt, and resumes", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "interrupt" });
    await page.until(idle);
    await page.stream.submit({ request: "go" });
    await page.until((text) => text.includes("[interrupted]"));
    expect(page.stream.interrupt?.value).toEqual({ question: 'Approve "go"?' });
    await page.stream.resume("yes");
    await page.until(idle);
    expect(page.stream.values).toMatchObject({ answer: "yes", done: true });
  });

  test("also resumes with a command, as the official hook does", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "interrupt" });
    await page.until(idle);
    await page.stream.submit({ request: "go" });
    await page.stream.submit(undefined, { command: { resume: "no" } });
    await page.until(idle);
    expect(page.stream.values).toMatchObject({ answer: "no", done: true });
  });

  test("has tool calls with the messages of their results", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "toolcall" });
    await page.until(idle);
    await page.stream.submit(say("weather?"));
    await page.until((text) => text.includes("The weather") && idle(text));
    const [call] = page.stream.toolCalls;
    expect(call).toMatchObject({
      id: "call_weather",
      call: { name: "get_weather", args: { city: "Paris" } },
      result: { content: "sunny in Paris" },
      index: 0,
      state: "completed",
    });
    expect(page.stream.getToolCalls(call!.aiMessage)).toEqual([call]);
  });

  test("edits a message on a new branch", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "chat", fetchStateHistory: true });
    await page.until(idle);
    await page.stream.submit(say("a"));
    await page.stream.edit(page.stream.messages[0]!.id!, "b");
    await page.until(
      (text) => text.includes("human: bai: b0") || (text.includes("ai: b0 b1 b2") && idle(text)),
    );
    const metadata = page.stream.getMessagesMetadata(page.stream.messages[0]!);
    expect(metadata?.branchOptions).toHaveLength(2);
    page.stream.setBranch(metadata!.branchOptions![0]!);
    await page.until((text) => text.includes("ai: a0 a1 a2"));
  });

  test("shows the error of a failed run, and calls onError", async () => {
    const { client } = newClient();
    const errors: unknown[] = [];
    const page = open({ client, assistantId: "thrower", onError: (error) => errors.push(error) });
    await page.until(idle);
    void page.stream.submit({ message: "no" });
    await page.until((text) => text.includes("[error]") && text.includes("RunFailedError"));
    expect(errors).toMatchObject([{ name: "RunFailedError" }]);
  });

  test("calls the callbacks of events, which select their modes", async () => {
    const { client } = newClient();
    const updates: unknown[] = [];
    const custom: unknown[] = [];
    const page = open({
      client,
      assistantId: "slow",
      onUpdateEvent: (data) => updates.push(data),
      onCustomEvent: (data, { mutate }) => {
        mutate({ messages: [{ type: "human", id: "m", content: "mutated" }] });
        custom.push(data, page.stream.chat.getSnapshot().messages.map(textOf));
      },
    });
    await page.until(idle);
    await page.stream.submit({ ticks: 1, delay_ms: 20 });
    expect(updates).toEqual([{ tick: { done: 1 } }]);
    expect(custom).toEqual([{ tick: 1 }, ["mutated"]]);
  });

  test("joins the run at work after a reload, and shows its message whole", async () => {
    const { client } = newClient();
    const first = open({ client, assistantId: "chat", reconnectOnMount: true });
    await first.until(idle);
    void first.stream.submit(say("a", { n: 30, ms: 20 }));
    await first.until((text) => text.includes("a3"));
    const { threadId } = first.stream.chat.getSnapshot();
    first.leave();
    expect(sessionStorage.getItem(`lg:stream:${threadId}`)).not.toBeNull();
    const second = open({ client, assistantId: "chat", threadId, reconnectOnMount: true });
    await second.until((text) => text.includes("a29") && idle(text));
    expect(second.text()).toContain("ai: a0 a1 a2");
    expect(sessionStorage.getItem(`lg:stream:${threadId}`)).toBeNull();
  });

  test("starts one run and loads once in strict mode", async () => {
    const { client, count } = newClient();
    const { thread_id: threadId } = await client.threads.create();
    let latest: UseStream<State> | undefined;
    function Chat() {
      latest = useStream<State>({ client, assistantId: "chat", threadId });
      return <p>{`${latest.status} ${latest.messages.length}`}</p>;
    }
    const page = show(
      <StrictMode>
        <Chat />
      </StrictMode>,
    );
    await page.until((text) => text === "idle 0");
    await latest!.submit(say("a"));
    await page.until((text) => text === "idle 2");
    expect(count(RUN)).toBe(1);
    expect(count("GET /threads/{id}/state")).toBe(1);
  });

  test("leaves the run when the page is left, and closes the connection", async () => {
    const { client } = newClient();
    const page = open({ client, assistantId: "chat" });
    await page.until(idle);
    const done = page.stream.submit(say("a", { n: 30, ms: 20 }));
    await page.until((text) => text.includes("a3"));
    const { threadId } = page.stream.chat.getSnapshot();
    page.leave();
    await done;
    const [run] = await client.runs.list(threadId!);
    await client.runs.join(threadId!, run!.run_id);
    const { values } = await client.threads.getState<State>(threadId!);
    expect(textOf(values.messages[1]!)).toContain("a29");
  });

  test("draws for a token only the message that grows, and nothing for those who read something else", async () => {
    const { client } = newClient();
    const { thread_id: threadId } = await client.threads.create({ graphId: "chat" });
    const old = Array.from({ length: 500 }, (_, index) => ({
      type: "human",
      id: `m${index}`,
      content: `${index}`,
    }));
    await client.threads.updateState(threadId, { values: { messages: old } });
    const drawn = new Map<string, number>();
    let others = 0;
    const Row = memo(({ message }: { message: Message }) => {
      drawn.set(message.id!, (drawn.get(message.id!) ?? 0) + 1);
      return <p>{textOf(message)}</p>;
    });
    const Title = memo(({ stream }: { stream: UseStream<State>["chat"] }) => {
      others += 1;
      return <p>{useChat(stream, ({ threadId: id }) => id)}</p>;
    });
    let latest: UseStream<State> | undefined;
    function Chat() {
      latest = useStream<State>({ client, assistantId: "chat", threadId, throttle: false });
      return (
        <>
          <Title stream={latest.chat} />
          {latest.messages.map((message) => (
            <Row key={message.id} message={message} />
          ))}
          <p>[{latest.status}]</p>
        </>
      );
    }
    const page = show(<Chat />);
    await page.until((text) => text.includes("499") && idle(text));
    drawn.clear();
    const before = others;
    await latest!.submit(say("a", { n: 20, ms: 5 }));
    await page.until((text) => text.includes("a19") && idle(text));
    const [question, answer] = latest!.messages.slice(-2);
    expect([...drawn.keys()]).toEqual([question!.id, answer!.id]);
    expect(drawn.get(answer!.id!)).toBeGreaterThan(1);
    expect(others).toBe(before);
  });

  test("renders on a server, from initial values, without a request", () => {
    const { client, count } = newClient();
    function Chat() {
      const { messages, isLoading } = useStream<State>({
        client,
        assistantId: "chat",
        initialValues: { messages: [{ type: "human", id: "1", content: "from the server" }] },
      });
      return <p>{`${messages.map(textOf).join()} ${isLoading}`}</p>;
    }
    expect(renderToString(<Chat />)).toBe("<p>from the server false</p>");
    expect(count("GET /threads/{id}/state")).toBe(0);
  });
});
