/** @assistant-ui/react-langgraph over streams of this client, beside the official client's. */
import { useAui, useAuiState } from "@assistant-ui/react";
import {
  appendLangChainChunk,
  unstable_createLangGraphStream,
  useLangGraphMessages,
  type LangChainMessage,
  type LangGraphSendMessageConfig,
  type LangGraphStreamCallback,
} from "@assistant-ui/react-langgraph";
import { Client } from "@langchain/langgraph-sdk";
import { act, cleanup, render, renderHook, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, inject, test } from "vitest";
import { Assistant } from "../../examples/adapters/assistant-ui.js";
import { client } from "../../examples/adapters/client.js";

afterEach(cleanup);

const official = new Client({ apiUrl: inject("serverUrl"), apiKey: null });
const newThread = async () => (await client.threads.create()).thread_id;
const human = (content: string): LangChainMessage[] => [{ type: "human", content }];

interface Run {
  graph: string;
  streamMode: ("messages-tuple" | "messages" | "updates" | "values" | "custom")[];
  streamSubgraphs?: boolean;
  input?: Record<string, unknown>;
}

type Callback = LangGraphStreamCallback<LangChainMessage>;

/** Callbacks that run a graph on a thread with either client. */
const callbacks = {
  ours:
    (threadId: string, { graph, input, ...run }: Run): Callback =>
    (messages, { abortSignal, command }) =>
      client.runs.stream(threadId, graph, {
        ...run,
        input: command ? null : (input ?? { messages }),
        command,
        signal: abortSignal,
        raiseError: false,
      }),
  official:
    (threadId: string, { graph, input, ...run }: Run): Callback =>
    (messages, { abortSignal, command }) =>
      official.runs.stream(threadId, graph, {
        ...run,
        input: command ? null : (input ?? { messages }),
        ...(command && { command }),
        signal: abortSignal,
      }),
};
type Source = keyof typeof callbacks;

/** Renders the hook with one of the clients, and records the events of its handlers. */
async function chat(source: Source, run: Run) {
  const seen: unknown[] = [];
  const record = (name: string) => (data: unknown, more?: unknown) => {
    seen.push(more === undefined ? [name, data] : [name, data, more]);
  };
  const stream = callbacks[source](await newThread(), run);
  const eventHandlers = {
    onMessageChunk: record("chunk"),
    onValues: record("values"),
    onUpdates: record("updates"),
    onSubgraphValues: record("subgraph values"),
    onSubgraphUpdates: record("subgraph updates"),
    onMetadata: record("metadata"),
    onError: record("error"),
    onCustomEvent: record("custom"),
  };
  const { result } = renderHook(() =>
    useLangGraphMessages<LangChainMessage>({
      stream,
      appendMessage: appendLangChainChunk,
      eventHandlers,
    }),
  );
  const send = (messages: LangChainMessage[], config: LangGraphSendMessageConfig = {}) =>
    act(() => result.current.sendMessage(messages, config));
  return { result, seen, send };
}

/** Replaces ids by their order, and removes times. */
function numbered(value: unknown): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(value)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<="id":")[\w-]{7,21}(?=")|[0-9a-f]{32}/g, (id) => {
      if (!ids.includes(id)) ids.push(id);
      return `id-${ids.indexOf(id)}`;
    })
    .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"time"');
  return JSON.parse(text);
}

/** Sends one message, and returns the state of the hook. */
async function shown(source: Source, run: Run, messages = human("Hi")) {
  const { result, seen, send } = await chat(source, run);
  await send(messages);
  const { messages: list, interrupt, values, uiMessages } = result.current;
  return { state: numbered({ list, interrupt, values, uiMessages }), seen: numbered(seen), list, interrupt };
}

describe("useLangGraphMessages", () => {
  const runs: [string, Run, object[]][] = [
    ["chunks of messages", { graph: "agent", streamMode: ["messages-tuple"] }, [{ type: "ai" }]],
    [
      "messages so far",
      { graph: "agent", streamMode: ["messages", "updates"] },
      [{ type: "ai", content: "You said: Hi" }],
    ],
    ["updates alone", { graph: "agent", streamMode: ["updates"] }, [{ type: "ai", content: "You said: Hi" }]],
    ["values alone", { graph: "agent", streamMode: ["values"] }, [{ type: "ai", content: "You said: Hi" }]],
    [
      "a tool call",
      { graph: "toolcall", streamMode: ["messages-tuple", "values"] },
      [
        { type: "ai", tool_calls: [expect.objectContaining({ args: { city: "Paris" } })] },
        { type: "tool", content: "sunny in Paris" },
      ],
    ],
    [
      "subgraphs",
      { graph: "team", streamMode: ["messages-tuple", "updates", "values", "custom"], streamSubgraphs: true },
      [{ type: "tool", content: "tea" }],
    ],
    ["custom data", { graph: "custom", streamMode: ["custom"], input: { count: 2 } }, []],
    ["a failed run", { graph: "thrower", streamMode: ["values"], input: {} }, []],
  ];

  test.each(runs)(
    "useLangGraphMessages shows the same as with the official client for %s",
    async (_, run, some) => {
      const ours = await shown("ours", run);
      const theirs = await shown("official", run);
      expect(ours.state).toEqual(theirs.state);
      expect(ours.seen).toEqual(theirs.seen);
      for (const message of some) expect(ours.list).toContainEqual(expect.objectContaining(message));
    },
  );

  test.each(["ours", "official"] as const)(
    "useLangGraphMessages shows an interrupt, and resumes it: %s",
    async (source) => {
      const run: Run = { graph: "interrupt", streamMode: ["updates", "values"], input: { request: "tea" } };
      const { result, send } = await chat(source, run);
      await send([]);
      expect(result.current.interrupt?.value).toEqual({ question: 'Approve "tea"?' });
      await send([], { command: { resume: "yes" } });
      expect(result.current.interrupt).toBeUndefined();
      expect(result.current.values).toEqual({ request: "tea", answer: "yes", done: true });
    },
  );

  test.each(["ours", "official"] as const)("cancel() ends a stream without an error: %s", async (source) => {
    const run: Run = { graph: "slow", streamMode: ["values"], input: { ticks: 1, delay_ms: 60_000 } };
    const { result, seen } = await chat(source, run);
    let sent!: Promise<void>;
    act(() => void (sent = result.current.sendMessage([], {})));
    await waitFor(() => expect(seen).toContainEqual(["metadata", expect.anything()]));
    act(() => result.current.cancel());
    await act(() => sent);
    expect(seen).not.toContainEqual(["error", expect.anything()]);
  });
});

test("unstable_createLangGraphStream streams the same events from either client", async () => {
  const eventsOf = async (source: Source) => {
    const threadId = await newThread();
    const from = source === "ours" ? (client as never) : official;
    const stream = unstable_createLangGraphStream({ client: from, assistantId: "agent" });
    const initialize = async () => ({ remoteId: threadId, externalId: threadId });
    const events = [];
    const open = stream(human("Hi"), { abortSignal: new AbortController().signal, initialize });
    for await (const { event, data } of await open) events.push({ event, data: data as unknown });
    return numbered(events);
  };
  expect(await eventsOf("ours")).toEqual(await eventsOf("official"));
});

test("the documented program sends messages, and shows the responses of the agent", async () => {
  let texts: string[] = [];
  let send!: (text: string) => void;
  function Chat() {
    const aui = useAui();
    send = (text) => aui.thread().append(text);
    const messages = useAuiState(({ thread }) => thread.messages);
    texts = messages.map(({ content }) => content.map((part) => ("text" in part ? part.text : "")).join(""));
    return null;
  }
  render(
    <Assistant>
      <Chat />
    </Assistant>,
  );
  await waitFor(() => expect(send).toBeDefined());
  act(() => send("One"));
  await waitFor(() => expect(texts).toEqual(["One", "You said: One"]));
  act(() => send("Two"));
  await waitFor(() => expect(texts).toEqual(["One", "You said: One", "Two", "You said: Two"]));
});
