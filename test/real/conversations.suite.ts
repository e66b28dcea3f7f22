/** Messages, text and parts of real conversations: many calls of models and tools, in one node, in many, in subgraphs. */
import { LangGraphClient, PartBuilder } from "langgraph-client";
import type { Message, Part, StreamedMessage, ToolPart } from "langgraph-client";
import { describe, expect, inject, test } from "vitest";
import { all, until } from "../helpers/async.js";
import { proxy } from "../helpers/proxy.js";
import type { Damage } from "../helpers/proxy.js";
import { Random } from "../helpers/random.js";
import { client, deviates, newThread, proves, server } from "./setup.js";
import type { Graphs } from "./setup.js";

const random = new Random();

type Chat = "forget" | "models" | "scripted" | "team";

const user = (content: string) => ({ messages: [{ role: "user", content }] });

/** The message that makes the graph `scripted` stream these chunks. */
const script = (chunks: object[], more: object = {}): string => JSON.stringify({ chunks, ...more });

/** A chunk with a chunk of a tool call. */
function call(index: number, args: string, id: string | null = null, name: string | null = null): object {
  return { content: "", tool_call_chunks: [{ type: "tool_call_chunk", index, args, id, name }] };
}

/** Runs a graph. Returns the parts of its stream, and functions that read the same run once more. */
async function play(graph: Chat, content: string, streamSubgraphs = false, by: typeof client = client) {
  const threadId = await newThread();
  const stream = by.runs.stream(threadId, graph, {
    input: user(content),
    streamSubgraphs,
    onDisconnect: "continue",
    raiseError: false,
  });
  const parts: Part[] = await all(stream.parts());
  const { runId } = await stream.run;
  const replay = () => client.runs.joinStream(threadId, runId, { lastEventId: "-1", raiseError: false });
  return {
    threadId,
    parts,
    replay,
    messages: () => all(replay().messages()),
    text: () => all(replay().text()),
    state: async () => (await client.threads.getState<Chat>(threadId)).values.messages,
  };
}

const messagesOf = (parts: readonly Part[]) => parts.filter((part) => part.type === "message");
const toolsOf = (parts: readonly Part[]) => parts.filter((part) => part.type === "tool");

/** The last version of each message, by its first id. */
function lastOf(messages: readonly StreamedMessage[]): StreamedMessage[] {
  return [...new Map(messages.map((message) => [message.id, message])).values()];
}

/** The text of each message, as its parts deliver it. */
function textsOf(parts: readonly Part[]): string[] {
  const texts = new Map<string, string>();
  for (const { message, text, replaces } of messagesOf(parts)) {
    const before = texts.get(replaces ?? message.id) ?? "";
    if (replaces !== undefined) texts.delete(replaces);
    texts.set(message.id, before + text);
  }
  return [...texts.values()];
}

/** The statuses of each tool call, each once in a row. */
function statusesOf(parts: readonly Part[]): Record<string, ToolPart["status"][]> {
  const statuses: Record<string, ToolPart["status"][]> = {};
  for (const { id, status } of toolsOf(parts)) {
    const all = (statuses[id] ??= []);
    if (all.at(-1) !== status) all.push(status);
  }
  return statuses;
}

/** The fields that the stream and the state both have. */
const bare = ({ id, type, content }: StreamedMessage | Message) => ({ id, type, content });

const replies = (...names: string[]) => names.map((name) => `${name} one two three`);

describe("several calls of a model", () => {
  test("calls in one node and in parallel nodes remain messages of their own", async () => {
    const { parts, replay, messages, state } = await play("models", "go");
    const stored = (await state()).slice(1);
    expect(stored.map(({ content }) => content)).toEqual(
      replies("first", "second", "third", "fourth", "fifth", "sixth", "left", "right"),
    );
    const byId = new Map(lastOf(await messages()).map((message) => [message.id, bare(message)]));
    expect(stored.map(({ id }) => byId.get(id ?? ""))).toEqual(stored.map(bare));
    expect(byId.size).toBe(stored.length);
    for (const [node, ...names] of [
      ["turns", "first", "second"],
      ["together", "third", "fourth"],
      ["left", "left"],
    ]) {
      const own = parts.filter((part) => part.type === "message" && part.node === node);
      expect(textsOf(own).toSorted()).toEqual(replies(...names).toSorted());
      // Each message has one item per chunk. The fake server sends an empty one at the end.
      const chunks = server === "fake" ? 5 : 4;
      expect(await all(replay().messages({ node }))).toHaveLength(chunks * names.length);
    }
    const lasts = new Map(messagesOf(parts).map((part) => [part.message.id, part]));
    expect([...lasts.values()].every(({ done }) => done)).toBe(true);
  });

  test.for([1, 5, 9, 12])(
    "a stream that is left after %i messages continues while the run goes on",
    async (count) => {
      const threadId = await newThread();
      const stream = client.runs.stream(threadId, "models", { input: user("go"), onDisconnect: "continue" });
      const before: StreamedMessage[] = [];
      for await (const message of stream.messages()) if (before.push(message) === count) break;
      const [{ runId }, cursor] = [await stream.run, stream.cursor];
      const after = await all(client.runs.joinStream(threadId, runId, { cursor }).messages());
      const whole = await all(client.runs.joinStream(threadId, runId, { lastEventId: "-1" }).messages());
      expect([...before, ...after]).toEqual(whole);
    },
  );

  test("messages that stream at the same time alternate", async () => {
    const { parts } = await play("models", "go");
    for (const nodes of [["together"], ["left", "right"]]) {
      const ids = messagesOf(parts)
        .filter(({ node = "", text }) => nodes.includes(node) && text !== "")
        .map(({ message }) => message.id);
      const [first] = ids;
      expect(ids.filter((id) => id === first)).toHaveLength(4);
      expect(ids).toHaveLength(8);
      // The second message begins before the first one ends.
      expect(ids.findIndex((id) => id !== first)).toBeLessThan(ids.lastIndexOf(first ?? ""));
    }
  });

  test("text delivers one message after the other, except two of one node on the JS server", async () => {
    const { text, replay } = await play("models", "go");
    const whole = (await text()).join("");
    const [turns, nodes] = [
      replies("first", "second").join(""),
      /left one two threeright|right one two threeleft/,
    ];
    expect(whole.startsWith(turns)).toBe(true);
    expect(whole).toMatch(nodes);
    const together = (await all(replay().text({ node: "together" }))).join("");
    const inOrder = [replies("third", "fourth").join(""), replies("fourth", "third").join("")];
    if (deviates("no-last-chunk")) expect(inOrder).not.toContain(together);
    else expect(inOrder).toContain(together);
  });
});

describe("the chunks of a model", () => {
  test("blocks of two types with one index remain two, although the Python server merges them in the state", async () => {
    const chunks = [
      { content: [{ type: "reasoning", reasoning: "Let me ", index: 0 }] },
      { content: [{ type: "reasoning", reasoning: "think", index: 0 }] },
      { content: [{ type: "text", text: "It is ", index: 0 }] },
      { content: [{ type: "text", text: "four", index: 0 }] },
    ];
    const { parts, messages, text, state } = await play("scripted", script(chunks));
    const blocks = [
      { type: "reasoning", reasoning: "Let me think", index: 0 },
      { type: "text", text: "It is four", index: 0 },
    ];
    const items = await messages();
    expect(items).toHaveLength(4);
    expect(items.at(-1)?.content).toEqual(blocks);
    expect(messagesOf(parts).at(-1)).toMatchObject({ done: true, message: { content: blocks } });
    expect(
      messagesOf(parts)
        .map(({ reasoning }) => reasoning)
        .join(""),
    ).toBe("Let me think");
    expect(await text()).toEqual(["It is ", "four"]);
    const merged = [{ ...blocks[1], ...blocks[0] }];
    expect((await state())[1]?.content).toEqual(deviates("merged-blocks") ? merged : blocks);
  });

  test("deltas continue the block of their index, although the JS server keeps them in the state", async () => {
    const use = { type: "tool_use", id: "call_a", name: "search" };
    const delta = { type: "input_json_delta", input: '{"for": "tea"}' };
    const chunks = [
      { content: [{ type: "text", text: "I call", index: 0 }], id: "msg_1" },
      { ...call(1, "", "call_a", "search"), content: [{ ...use, input: "", index: 1 }] },
      { ...call(1, delta.input), content: [{ ...delta, index: 1 }] },
      { content: [] },
    ];
    const { parts, messages, state } = await play("scripted", script(chunks));
    const [text, ...inState] = (await state())[1]?.content ?? [];
    const whole = { ...use, input: delta.input, index: 1 };
    const items = (await messages()).filter(({ id }) => id === "msg_1");
    expect(items).toHaveLength(4);
    expect(items.at(-1)?.content).toEqual([text, whole]);
    expect(inState).toEqual(
      deviates("delta-blocks")
        ? [
            { ...use, input: "", index: 1 },
            { ...delta, index: 1 },
          ]
        : [whole],
    );
    expect(statusesOf(parts)).toEqual({ call_a: ["streaming", "called", "done"] });
  });

  test("chunks with changing ids are one message, whose last item has the id of the state", async () => {
    const chunks = [
      { content: "", id: "resp_1" },
      ...["One ", "two ", "three"].map((content) => ({ content })),
    ];
    const { parts, messages, text, state } = await play("scripted", script(chunks, { id: "msg_1" }));
    const items = await messages();
    expect(items.map(({ id }) => id)).toEqual(["resp_1", "resp_1", "resp_1", "resp_1", "msg_1"]);
    expect(items.map(({ content }) => content)).toEqual([
      "",
      "One ",
      "One two ",
      "One two three",
      "One two three",
    ]);
    const times = deviates("whole-as-chunk") ? 2 : 1;
    expect((await text()).join("")).toBe("One two three".repeat(times));
    const renamed = messagesOf(parts).filter(({ replaces }) => replaces !== undefined);
    const last = { replaces: "resp_1", done: true, text: "" };
    expect(renamed).toMatchObject(deviates("whole-as-chunk") ? [] : [last]);
    expect((await state())[1]?.id).toBe("msg_1");
  });

  test("an id in the middle of a message does not begin another one", async () => {
    const chunks = [
      { content: "", id: "resp_1" },
      { content: "One " },
      { content: "two ", id: "msg_1" },
      { content: "three" },
    ];
    const { parts, messages, state } = await play("scripted", script(chunks));
    expect(lastOf(await messages()).map(bare)).toEqual((await state()).slice(1).map(bare));
    expect(textsOf(parts)).toEqual(["One two three"]);
  });

  test("numbers of the metadata are those of the state, and repeated strings do not grow", async ({
    skip,
  }) => {
    // The fake server does not repeat the strings of chunks in the state.
    skip(server === "fake");
    const more = { model_provider: "x", model_name: "m-1" };
    const usage = (input_tokens: number, output_tokens: number) => ({
      input_tokens,
      output_tokens,
      total_tokens: input_tokens + output_tokens,
    });
    const chunks = [
      { content: "One ", response_metadata: { ...more, count: 3, both: 1 }, usage_metadata: usage(5, 1) },
      { content: "two ", response_metadata: { ...more, count: 3, both: 2 }, usage_metadata: usage(0, 2) },
      { content: "three", response_metadata: { model_provider: "x", count: 4, finish_reason: "stop" } },
    ];
    const { messages, state } = await play("scripted", script(chunks));
    const [last, stored] = [(await messages()).at(-1), (await state())[1]];
    // The Python server does not add up a number that a chunk repeats.
    const counts = { count: deviates("equal-numbers") ? 7 : 10, both: 3 };
    const metadata = { ...more, ...counts, finish_reason: "stop" };
    expect(last).toMatchObject({ response_metadata: metadata, usage_metadata: usage(5, 3) });
    expect(stored).toMatchObject({
      response_metadata: { ...metadata, model_name: "m-1m-1" },
      usage_metadata: usage(5, 3),
    });
  });

  test("a model with the tag nostream streams nothing, and its message arrives as a whole", async ({
    skip,
  }) => {
    // Graphs of the fake server have no tags.
    skip(server === "fake");
    const chunks = [{ content: "One " }, { content: "two" }];
    const { parts, messages, text, state } = await play("scripted", script(chunks, { tags: ["nostream"] }));
    expect((await messages()).map(bare)).toEqual((await state()).slice(1).map(bare));
    expect(await text()).toEqual(["One two"]);
    expect(messagesOf(parts).at(-1)).toMatchObject({ done: true, node: "model" });
    expect(textsOf(parts)).toEqual(["One two"]);
  });
});

describe("tool calls", () => {
  test("tool parts go from streaming to called, and to done or failed", async ({ skip }) => {
    // The fake server does not complete arguments that end too early.
    skip(server === "fake");
    const chunks = [
      { content: "I call" },
      call(0, "", "call_a", "search"),
      call(0, '{"for": '),
      call(1, '{"a":', "call_b", "broken"),
      call(0, '"tea"}'),
      call(1, " 1}"),
      call(2, "oops", "call_c", "confused"),
      call(3, "", "call_d", "now"),
      { content: "" },
    ];
    const { parts, messages, state } = await play("scripted", script(chunks));
    expect(statusesOf(parts)).toEqual({
      call_a: ["streaming", "called", "done"],
      call_b: ["streaming", "called", "failed"],
      call_c: ["streaming", "failed"],
      call_d: ["streaming", "called", "done"],
    });
    const ends = toolsOf(parts).filter(({ status }) => status === "done" || status === "failed");
    expect(ends).toMatchObject([
      { id: "call_c", name: "confused", args: "oops", error: "The arguments are not valid JSON" },
      { id: "call_a", name: "search", args: { for: "tea" }, output: "search: success", node: "model" },
      { id: "call_b", name: "broken", args: { a: 1 }, error: "broken: error" },
      { id: "call_d", name: "now", args: {}, output: "now: success" },
    ]);
    const [last, stored] = [lastOf(await messages()), (await state()).slice(1)];
    expect(last.map(bare)).toEqual(stored.map(bare));
    const callsOf = ({ tool_calls: calls, invalid_tool_calls: invalid }: Message & { type: "ai" }) => ({
      calls,
      invalid: invalid?.map(({ name, args, id }) => ({ name, args, id })),
    });
    const [ours, theirs] = [last[0], stored[0]];
    if (ours?.type !== "ai" || theirs?.type !== "ai") throw new Error("The first message is not a model's");
    expect(callsOf(ours)).toEqual(callsOf(theirs));
  });

  test("a tool is called with the arguments that the server completes", async ({ skip }) => {
    // The fake server does not complete arguments that end too early.
    skip(server === "fake");
    proves("completed-arguments");
    const { parts, state } = await play(
      "scripted",
      script([call(0, '{"for"', "call_a", "search"), call(0, ': "te')]),
    );
    expect(statusesOf(parts)["call_a"]).toEqual(
      // A message whose last chunk is marked ends before the state arrives.
      deviates("no-last-chunk") ? ["streaming", "called", "done"] : ["streaming", "failed", "called", "done"],
    );
    expect(toolsOf(parts).at(-1)).toMatchObject({ args: { for: "te" }, output: "search: success" });
    expect((await state())[1]).toMatchObject({
      tool_calls: [{ args: { for: "te" } }],
      invalid_tool_calls: [],
    });
  });
});

describe("a thread with earlier runs", () => {
  test("the calls and results of an earlier run are not reported again", async () => {
    const { threadId } = await play("team", "go");
    const again = client.runs.stream(threadId, "forget", { input: user("hi") });
    const parts: Part[] = await all(again.parts());
    expect(toolsOf(parts)).toEqual([]);
    // The graph removes the messages of the earlier run, too.
    const [first] = parts.flatMap((part) => (part.type === "values" ? [part.values] : []));
    const ids = (first as Graphs["forget"]["state"]).messages.map(({ id }) => id);
    const removed = parts.flatMap((part) => (part.type === "removed" ? [part.id] : []));
    expect(removed.toSorted()).toEqual(["hello", "welcome", ...ids].toSorted());
  });

  test("a resumed run reports the result of the call that waited", async () => {
    const { threadId } = await play("team", "ask", true);
    const resumed = client.runs.resume(threadId, "team", "yes", { streamSubgraphs: true });
    const parts: Part[] = await all(resumed.parts());
    expect(toolsOf(parts)).toMatchObject([
      { id: "call_search", name: "search", args: { for: "tea" }, status: "done", output: "tea" },
    ]);
    expect(lastOf(messagesOf(parts).map(({ message }) => message)).map(({ content }) => content)).toEqual([
      "tea",
      "Here it is",
    ]);
    expect(parts.filter((part) => part.type === "interrupt")).toEqual([]);
  });
});

describe("messages without a model", () => {
  test("fixed messages arrive, and removed messages are reported once", async () => {
    const { parts, messages, text } = await play("forget", "hi");
    const contents = ["Hello", "Welcome", "Hello again"];
    expect((await messages()).map(({ content }) => content)).toEqual(contents);
    expect(await text()).toEqual(contents);
    const userId = parts.flatMap((part) =>
      part.type === "values" ? [(part.values as Graphs["forget"]["state"]).messages[0]?.id] : [],
    )[0];
    const removed = parts.flatMap((part) => (part.type === "removed" ? [part.id] : []));
    expect(removed).toEqual(["hello", userId, "welcome"]);
  });
});

describe("subgraphs", () => {
  const subgraphsOf = (parts: readonly Part[]) => parts.filter((part) => part.type === "subgraph");
  const ends = (parts: readonly Part[]) => subgraphsOf(parts).filter(({ status }) => status !== "running");

  test("parts of a subgraph have its namespace and the names of its nodes", async () => {
    const { parts, text, messages } = await play("team", "go", true);
    const [first] = subgraphsOf(parts);
    expect(first).toEqual({
      type: "subgraph",
      name: "research",
      namespace: [expect.stringMatching(/^research:[0-9a-f-]{36}$/)],
      status: "running",
    });
    const namespace = first?.namespace;
    expect(subgraphsOf(parts).every((part) => String(part.namespace) === String(namespace))).toBe(true);
    expect(ends(parts)).toEqual([{ type: "subgraph", name: "research", namespace, status: "completed" }]);
    const origins = new Set(messagesOf(parts).map(({ namespace, node }) => `${namespace.length} ${node}`));
    expect([...origins]).toEqual(["1 think", "1 search", "0 write"]);
    expect(toolsOf(parts).map(({ status, namespace, node }) => ({ status, namespace, node }))).toEqual(
      ["called", "done"].map((status) => ({ status, namespace, node: "think" })),
    );
    expect(parts.filter((part) => part.type === "custom")).toEqual([
      { type: "custom", payload: { found: "tea" }, namespace },
    ]);
    expect((await text()).join("")).toBe("Let me searchHere it is");
    expect(lastOf(await messages()).map(({ content }) => content)).toEqual([
      "Let me search",
      "tea",
      "Here it is",
    ]);
  });

  test("a filter selects the messages of a subgraph or of the graph itself", async () => {
    const { replay } = await play("team", "go", true);
    const read = async (filter: object) => (await all(replay().text(filter))).join("");
    expect(await read({ namespace: "research" })).toBe("Let me search");
    expect(await read({ namespace: [] })).toBe("Here it is");
    expect(await read({ node: "think" })).toBe("Let me search");
  });

  test("a subgraph that fails has the status failed and the error's message", async () => {
    const { parts } = await play("team", "fail", true);
    expect(ends(parts)).toMatchObject([{ name: "research", status: "failed", error: "The search is down" }]);
    expect(parts.at(-1)).toMatchObject({ type: "event", event: { event: "error" } });
  });

  test("a subgraph that interrupts has the status interrupted, and its interrupt arrives once", async () => {
    const { parts } = await play("team", "ask", true);
    expect(ends(parts)).toMatchObject([{ name: "research", status: "interrupted" }]);
    const interrupts = parts.filter((part) => part.type === "interrupt");
    expect(interrupts).toMatchObject([
      { interrupt: { value: "May I search?" }, namespace: ends(parts)[0]?.namespace },
    ]);
  });

  test("without streamSubgraphs, the messages of a subgraph arrive whole, from its node", async () => {
    const { parts, messages, state } = await play("team", "go");
    const nodes = new Set(messagesOf(parts).map(({ node }) => node));
    expect([...nodes]).toEqual(["research", "write"]);
    expect(lastOf(await messages()).map(bare)).toEqual((await state()).slice(1).map(bare));
  });
});

const isRemoval = (data: unknown): boolean =>
  Array.isArray(data) && (data[0] as { id?: string } | undefined)?.id === "__remove_all__";

function isInterrupts(data: unknown): boolean {
  return typeof data === "object" && data !== null && Object.keys(data).join() === "__interrupt__";
}

function withoutInterrupts(data: unknown): object {
  const { __interrupt__: _, ...values } = data as Record<string, unknown>;
  return values;
}

/** Runs to read in several ways. */
const runs: { name: string; graph: Chat; content: string; streamSubgraphs?: boolean }[] = [
  { name: "parallel models", graph: "models", content: "go" },
  { name: "removed messages", graph: "forget", content: "hi" },
  { name: "a subgraph", graph: "team", content: "go", streamSubgraphs: true },
  { name: "an interrupted subgraph", graph: "team", content: "ask", streamSubgraphs: true },
  {
    name: "tool calls",
    graph: "scripted",
    content: script([
      { content: "I ", id: "resp_1" },
      { content: "call" },
      call(0, '{"for": ', "call_a", "search"),
      call(0, '"tea"}'),
      call(1, "{}", "call_b", "broken"),
      call(2, "oops", "call_c", "confused"),
      { content: "" },
    ]),
  },
];

/** Chooses at most 12 positions, each of which costs three requests. */
function someOf(positions: readonly number[]): number[] {
  const step = Math.ceil(positions.length / 12);
  return positions.filter((_, index) => index % step === 0);
}

describe.for(runs)("a run with $name", ({ graph, content, streamSubgraphs }) => {
  /** Joins a run behind the cursor of another stream. */
  const join = ({ threadId, runId }: { threadId: string; runId: string }, cursor: string | undefined) =>
    client.runs.joinStream(threadId, runId, { cursor, raiseError: false });

  test("parts cover every event of a stream with many modes", async () => {
    const threadId = await newThread();
    const { run_id: runId } = await client.runs.create(threadId, graph, {
      input: user(content),
      streamMode: [
        "messages-tuple",
        "values",
        "updates",
        "custom",
        "tasks",
        "checkpoints",
        "debug",
        "events",
      ],
      streamSubgraphs,
      streamResumable: true,
    });
    // The JS server stores objects that the graph modifies later. A join before the run starts would end the storage.
    await until(
      () => client.runs.get(threadId, runId),
      ({ status }) => status !== "pending" && status !== "running",
    );
    const replay = () => client.runs.joinStream(threadId, runId, { lastEventId: "-1" });
    const [events, parts] = [await all(replay()), await all<Part>(replay().parts())];
    const dataOf = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);
    const builder = new PartBuilder();
    // The JS server repeats the interrupts of a subgraph in an event of the graph. The state after a removal of all
    // messages shows which are gone.
    const silent = events.filter((event) => builder.add(event).length === 0);
    expect(silent.filter(({ data }) => !isInterrupts(data) && !isRemoval(data))).toEqual([]);
    const own = ["messages", "custom", "values"];
    expect(parts.flatMap((part) => (part.type === "event" ? [part.event] : []))).toEqual(
      events.filter(({ type, data }) => !own.includes(type) && !isInterrupts(data)),
    );
    expect(parts.flatMap((part) => (part.type === "custom" ? [part.payload] : []))).toEqual(dataOf("custom"));
    const values = parts.flatMap((part) =>
      part.type === "values" || part.type === "subgraph" ? [part.values ?? []].flat() : [],
    );
    expect(values).toMatchObject(
      dataOf("values")
        .filter((data) => !isInterrupts(data))
        .map(withoutInterrupts),
    );
  });

  test("messages() of a stream that joins in the middle of a message begins with the whole message", async () => {
    const { replay, messages } = await play(graph, content, streamSubgraphs);
    const whole = await messages();
    for (const count of someOf(whole.map((_, index) => index + 1))) {
      const stream = replay();
      const before: StreamedMessage[] = [];
      for await (const message of stream.messages()) if (before.push(message) === count) break;
      const { threadId, runId } = await stream.run;
      const after = await all(join({ threadId: threadId ?? "", runId }, stream.cursor).messages());
      expect([...before, ...after]).toEqual(whole);
    }
  });

  test("parts() of a stream that joins in the middle repeats and omits nothing", async () => {
    const { replay } = await play(graph, content, streamSubgraphs);
    const whole: Part[] = [];
    const counts: number[] = [];
    const builder = new PartBuilder();
    for await (const event of replay()) {
      whole.push(...builder.add(event));
      counts.push(whole.length);
    }
    whole.push(...builder.end());
    // A stream that is left between two parts of one event continues behind the event.
    for (const count of someOf([...new Set(counts)])) {
      const stream = replay();
      const before: Part[] = [];
      for await (const part of stream.parts()) if (before.push(part) === count) break;
      const { threadId, runId } = await stream.run;
      const after: Part[] = await all(join({ threadId: threadId ?? "", runId }, stream.cursor).parts());
      expect([...before, ...after], `after part ${count}`).toEqual(whole);
    }
  });

  test("cut connections change no part", async () => {
    const damages: Damage[] = [];
    const size = JSON.stringify(await all((await play(graph, content, streamSubgraphs)).replay())).length;
    const { url, cuts } = await proxy(inject("serverUrl"), () => damages.shift());
    const cut = new LangGraphClient<Graphs>({ apiUrl: url, apiKey: null });
    while (cuts() < 8) {
      const count = random.between(1, 4);
      for (let index = 0; index < count; index += 1) {
        const how = random.pick(["reset", "truncate", "end"] as const);
        damages.push({
          after: random.between(0, Math.ceil(size / (index + 1))),
          how,
          unmistakable: index > 0,
        });
      }
      const { parts, replay } = await play(graph, content, streamSubgraphs, cut);
      expect(parts).toEqual(await all(replay().parts()));
      damages.length = 0;
    }
  });
});
