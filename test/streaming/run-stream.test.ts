/** RunStream apart from its events: run, cancel(), final(), text() and messages(). */
import { LangGraphClient } from "langgraph-client";
import type { Message, RunStatus } from "langgraph-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { CannedResponse, Respond, TestServer } from "../helpers/server.js";

interface ServedRun {
  events: [event: string, data: unknown][];
  status?: RunStatus;
  state?: { values?: unknown; next?: string[]; run?: string; tasks?: unknown[] };
  /** Overrides a response. `undefined` keeps the default one. */
  override?: (url: string) => CannedResponse | undefined;
}

const frame = ([event, data]: [string, unknown], index: number) =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\nid: ${index}\n\n`;

/** Starts a server of one run. */
async function serve({ events, status = "success", state = {}, override }: ServedRun): Promise<TestServer> {
  const frames = [["metadata", { run_id: "r" }] as [string, unknown], ...events].map(frame);
  const respond: Respond = ({ method, url, headers }) => {
    const { values = null, next = [], run = "r", tasks = [] } = state;
    const overridden = override?.(url);
    if (overridden !== undefined) return overridden;
    if (url.startsWith("/threads/t/state")) return json({ values, next, tasks, metadata: { run_id: run } });
    if (url.endsWith("/join")) return json(values);
    if (url.endsWith("/cancel?action=interrupt")) return { status: 202 };
    if (!url.endsWith("/stream")) return json({ run_id: "r", thread_id: "t", status });
    const from = method === "POST" ? 0 : Number(headers["last-event-id"]) + 1;
    const location = { "content-location": "/threads/t/runs/r" };
    return sse(frames.slice(from).join(""), url.startsWith("/runs") ? {} : location);
  };
  return listen(respond);
}

async function open(served: ServedRun) {
  const server = await serve(served);
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  return { server, client, sent: () => server.requests.map(({ method, url }) => `${method} ${url}`) };
}

const values = (data: unknown): [string, unknown] => ["values", data];
const interrupt = { id: "i1", value: "sure?" };

describe("RunStream.run", () => {
  test("resolves `run` once the stream is read and sends no request by itself", async () => {
    const { client, server } = await open({ events: [] });
    const stream = client.runs.stream("t", "agent");
    const { run } = stream;
    expect(server.requests).toEqual([]);
    await stream.next();
    expect(await run).toEqual({ runId: "r", threadId: "t" });
    stream.close();
  });

  test("reads the run's ids from the first event if Content-Location is missing and announces them once", async () => {
    const announced: unknown[] = [];
    const { client } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream(null, "agent", { onRunCreated: (run) => announced.push(run) });
    await all(stream);
    expect(await stream.run).toEqual({ runId: "r", threadId: null });
    expect(announced).toEqual([{ run_id: "r" }]);
  });

  test("rejects `run` when the stream is closed before it is read or cannot be opened", async () => {
    const { client } = await open({ events: [], override: () => ({ status: 409 }) });
    const closed = client.runs.stream("t", "agent");
    closed.close();
    expect(await failure(closed.run)).toMatchObject({ name: "LangGraphError" });
    const refused = client.runs.stream("t", "agent");
    const error = await failure(refused.next());
    expect(error).toMatchObject({ name: "ConflictError" });
    expect(await failure(refused.run)).toBe(error);
  });

  test("resolves `run` of a joined stream without a request", async () => {
    const { client, server } = await open({ events: [] });
    expect(await client.runs.joinStream("t", "r").run).toEqual({ runId: "r", threadId: "t" });
    expect(server.requests).toEqual([]);
  });

  test("cancels the run with cancel(), which rejects before the stream is read", async () => {
    const { client, sent } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream("t", "agent");
    expect(await failure(stream.cancel())).toMatchObject({ name: "LangGraphError" });
    await stream.next();
    await stream.cancel();
    expect(sent()).toContain("POST /threads/t/runs/r/cancel?action=interrupt");
    stream.close();
  });

  test("cancels the run with cancel() while the stream is being opened", async () => {
    const { client, sent } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream("t", "agent");
    const first = stream.next();
    await stream.cancel();
    await first;
    expect(sent()).toContain("POST /threads/t/runs/r/cancel?action=interrupt");
    stream.close();
  });
});

describe("RunStream.final()", () => {
  const successful: ServedRun = {
    events: [values({ n: 1 }), values({ n: 2 })],
    state: { values: { n: "from the state" } },
  };

  test("final() reads the stream if nothing else reads it", async () => {
    const { client } = await open(successful);
    const stream = client.runs.stream("t", "agent");
    expect(await stream.final()).toEqual({ status: "success", values: { n: 2 }, interrupts: [] });
    expect(await failure(all(stream))).toMatchObject({ message: expect.stringContaining("final()") });
  });

  test.each(["before", "during", "after"])(
    "final() returns the result when it is called %s a loop",
    async (when) => {
      const { client } = await open(successful);
      const stream = client.runs.stream("t", "agent");
      let result = when === "before" ? stream.final() : undefined;
      const seen: unknown[] = [];
      for await (const event of stream) {
        seen.push(event.event);
        if (when === "during") result ??= stream.final();
      }
      result ??= stream.final();
      expect(seen).toEqual(["metadata", "values", "values"]);
      expect(await result).toMatchObject({ status: "success", values: { n: 2 } });
    },
  );

  test("final() loads the thread's state when no values were streamed", async () => {
    const { client } = await open({ events: [["updates", { a: {} }]], state: { values: { n: 3 } } });
    const stream = client.runs.stream("t", "agent", { streamMode: "updates" });
    expect(await stream.final()).toMatchObject({ values: { n: 3 } });
  });

  test("final() rejects when a later run has changed the thread's state", async () => {
    const { client } = await open({ events: [["updates", {}]], state: { values: { n: 3 }, run: "another" } });
    const stream = client.runs.stream("t", "agent", { streamMode: "updates" });
    expect(await failure(stream.final())).toMatchObject({
      message: expect.stringMatching(/later run.*"values"/),
    });
  });

  test("final() rejects with NotFoundError when the thread is gone and no values were streamed", async () => {
    const gone = json({ detail: "Thread with ID t not found" }, { status: 404 });
    const { client } = await open({
      events: [
        ["updates", {}],
        ["end", null],
      ],
      override: (url) => (url.endsWith("/stream") ? undefined : gone),
    });
    const stream = client.runs.stream("t", "agent", { streamMode: "updates" });
    expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
  });

  test("final() rejects before a request for a stateless run whose streamMode lacks values", async () => {
    const { client, server } = await open(successful);
    const stream = client.runs.stream(null, "agent", { streamMode: ["updates"] });
    expect(await failure(stream.final())).toMatchObject({ argument: "streamMode" });
    expect(server.requests).toEqual([]);
    expect(await client.runs.stream(null, "agent").final()).toMatchObject({ values: { n: 2 } });
  });

  test.each([
    ["with the state in the same event, as the Python server does", { n: 1, __interrupt__: [interrupt] }],
    ["without the state in the same event, as the JS server does", { __interrupt__: [interrupt] }],
  ])("final() returns the interrupts when the server sends them %s", async (_, data) => {
    const { client } = await open({
      events: [values({ n: 1 }), values(data)],
      state: { values: { n: 1 }, next: ["ask"], tasks: [{ id: "1", name: "ask", interrupts: [interrupt] }] },
    });
    expect(await client.runs.stream("t", "agent").final()).toEqual({
      status: "interrupted",
      values: { n: 1 },
      interrupts: [interrupt],
    });
    expect(await client.runs.stream(null, "agent").final()).toEqual({
      status: "interrupted",
      values: { n: 1 },
      interrupts: [interrupt],
    });
  });

  test("final() returns the status interrupted for a run that waits at a breakpoint", async () => {
    const { client } = await open({ events: [values({ n: 1 })], state: { values: { n: 1 }, next: ["b"] } });
    expect(await client.runs.stream("t", "agent").final()).toMatchObject({
      status: "interrupted",
      interrupts: [],
    });
  });

  test("final() returns the status cancelled without interrupts for a cancelled run", async () => {
    const { client } = await open({ events: [values({ n: 1 })], status: "interrupted" });
    expect(await client.runs.stream("t", "agent").final()).toEqual({
      status: "cancelled",
      values: { n: 1 },
      interrupts: [],
    });
  });

  test("final() rejects with NotFoundError for a run that was rolled back", async () => {
    const { client } = await open({
      events: [values({ n: 1 })],
      override: (url) => (url === "/threads/t/runs/r" ? { status: 404 } : undefined),
    });
    const stream = client.runs.stream("t", "agent");
    expect(await all(stream)).toHaveLength(2);
    expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
  });

  test.each([true, false])(
    "final() rejects with RunFailedError for a failed run with raiseError: %s",
    async (raiseError) => {
      const { client } = await open({ events: [["error", { error: "TypeError", message: "no" }]] });
      const stream = client.runs.stream("t", "agent", { raiseError });
      const loop = all(stream);
      if (raiseError) expect(await failure(loop)).toMatchObject({ name: "RunFailedError" });
      else expect(await loop).toHaveLength(2);
      expect(await failure(stream.final())).toMatchObject({
        name: "RunFailedError",
        error: "TypeError",
        detail: "no",
        runId: "r",
        threadId: "t",
        data: { error: "TypeError", message: "no" },
      });
    },
  );

  test("final() rejects with RunFailedError for a run that timed out", async () => {
    const { client } = await open({ events: [values({ n: 1 })], status: "timeout" });
    expect(await failure(client.runs.stream("t", "agent").final())).toMatchObject({ name: "RunFailedError" });
  });

  test("final() joins the run after a loop was left early", async () => {
    const { client, sent } = await open(successful);
    const stream = client.runs.stream("t", "agent");
    for await (const event of stream) if (event.event === "values") break;
    expect(await stream.final()).toMatchObject({ status: "success", values: { n: "from the state" } });
    expect(sent()).toContain("GET /threads/t/runs/r/join");
  });

  test("causes no unhandled rejection when a run fails and final() is not called", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", listener);
    onTestFinished(() => void process.off("unhandledRejection", listener));
    const { client } = await open({ events: [["error", { error: "E", message: "" }]] });
    await failure(all(client.runs.stream("t", "agent")));
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });
});

const messageChunk = (fields: object, { id = "m1", type = "AIMessageChunk" } = {}): [string, unknown] => [
  "messages",
  [
    { type, id, content: "", ...fields },
    { langgraph_node: "agent", langgraph_checkpoint_ns: "agent:1" },
  ],
];

describe("RunStream.text()", () => {
  test("text() yields the text of AI messages and streams the mode messages-tuple by default", async () => {
    const { client, server } = await open({
      events: [
        messageChunk({ content: "a" }),
        messageChunk({
          content: [
            { type: "text", text: "b", index: 0 },
            { type: "thinking", text: "…" },
            { type: "text" },
            "c",
          ],
        }),
        messageChunk({ content: "" }),
        messageChunk({ content: "not the model's" }, { id: "m2", type: "tool" }),
        messageChunk({ content: "a" }, { type: "ai" }),
      ],
    });
    const stream = client.runs.stream("t", "agent", { input: {} });
    expect(await all(stream.text())).toEqual(["a", "bc", "a"]);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({ stream_mode: ["messages-tuple"] });
  });

  test("text() skips chunks whose content is missing or null", async () => {
    const events = [undefined, null, "a", null].map((content) => messageChunk({ content }));
    const { client } = await open({ events });
    expect(await all(client.runs.stream("t", "agent").text())).toEqual(["a"]);
  });

  test("text() throws before a request when streamMode lacks messages-tuple", async () => {
    const { client, server } = await open({ events: [] });
    const stream = client.runs.stream("t", "agent", { streamMode: ["values"] });
    expect(await failure(all(stream.text()))).toMatchObject({
      argument: "streamMode",
      message: expect.stringContaining("messages-tuple"),
    });
    expect(server.requests).toEqual([]);
  });

  test.each([
    [undefined, ["root", "sub", "deep"]],
    [[], ["root"]],
    ["child", ["sub"]],
    ["child:1b", ["sub"]],
    [["child", "grand"], ["deep"]],
    ["other", []],
  ])("text() yields only the text of the namespace %s", async (namespace, expected) => {
    const chunkOf = (name: string, content: string): [string, unknown] => [
      name,
      messageChunk({ content })[1],
    ];
    const { client } = await open({
      events: [
        chunkOf("messages", "root"),
        chunkOf("messages|child:1b", "sub"),
        chunkOf("messages|child:1b|grand:2", "deep"),
      ],
    });
    const stream = client.runs.stream("t", "agent", { streamSubgraphs: true, streamMode: "messages-tuple" });
    expect(await all(stream.text({ namespace }))).toEqual(expected);
  });

  test("text() works together with final(), which loads the state", async () => {
    const { client } = await open({ events: [messageChunk({ content: "hi" })], state: { values: { n: 1 } } });
    const stream = client.runs.stream("t", "agent");
    const result = stream.final();
    expect(await all(stream.text())).toEqual(["hi"]);
    expect(await result).toMatchObject({ values: { n: 1 } });
  });

  test("throws when a stream that text() or a loop reads is read in a second way", async () => {
    const { client } = await open({ events: [messageChunk({ content: "hi" })] });
    const stream = client.runs.stream("t", "agent");
    await all(stream.text());
    expect(await failure(all(stream))).toMatchObject({ message: expect.stringContaining("text()") });
    expect(await failure(all(stream.messages()))).toMatchObject({ name: "LangGraphError" });
    expect(await failure(all(stream.text()))).toMatchObject({ name: "LangGraphError" });
    expect(await failure(stream.next())).toMatchObject({ name: "LangGraphError" });
    const looped = client.runs.stream("t", "agent");
    await all(looped);
    expect(await failure(all(looped.text()))).toMatchObject({ message: expect.stringContaining("a loop") });
  });
});

describe("RunStream.messages()", () => {
  /** Reads messages() of some events and returns the last state of each message. */
  async function assemble(events: [string, unknown][]): Promise<Message[]> {
    const { client } = await open({ events });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    const last = new Map<unknown, Message>();
    for await (const message of stream.messages()) last.set(message.id, message);
    return [...last.values()];
  }

  test("messages() yields a new object with the assembled message after every chunk", async () => {
    const { client } = await open({
      events: [messageChunk({ content: "a" }), messageChunk({ content: "b" })],
    });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen).toStrictEqual([
      { type: "ai", id: "m1", content: "a" },
      { type: "ai", id: "m1", content: "ab" },
    ]);
  });

  test("messages() concatenates chunks with equal text", async () => {
    expect(await assemble(["|", "|", "|"].map((content) => messageChunk({ content })))).toMatchObject([
      { content: "|||" },
    ]);
  });

  test("messages() keeps messages apart whose chunks alternate", async () => {
    const [first, second] = await assemble([
      messageChunk({ content: "a" }),
      messageChunk({ content: "x" }, { id: "m2" }),
      messageChunk({ content: "b" }),
      messageChunk({ content: "y" }, { id: "m2" }),
    ]);
    expect([first?.content, second?.content]).toEqual(["ab", "xy"]);
  });

  test("messages() assembles messages without an id by namespace and node", async () => {
    const chunkOf = (langgraph_checkpoint_ns: string, langgraph_node: string, content: string) =>
      [
        "messages",
        [
          { type: "ai", content },
          { langgraph_checkpoint_ns, langgraph_node },
        ],
      ] as [string, unknown];
    const nodes = [
      ["n:1", "a"],
      ["n:2", "a"],
      ["n:1", "b"],
    ] as const;
    const events = ["x", "y"].flatMap((text) =>
      nodes.map(([ns, node], at) => chunkOf(ns, node, `${text}${at}`)),
    );
    const { client } = await open({ events });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen.map(({ content }) => content)).toEqual(["x0", "x1", "x2", "x0y0", "x1y1", "x2y2"]);
  });

  test("messages() does not append an AI message without an id to a human message of the same node", async () => {
    const { client } = await open({
      events: ["human", "ai", "ai"].map((type) => ["messages", [{ type, content: type }, {}]]),
    });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen.map(({ content }) => content)).toEqual(["human", "ai", "aiai"]);
  });

  test.each<[string, object[], object]>([
    [
      "content blocks by their index",
      [
        { content: [{ type: "text", text: "a", index: 0 }] },
        { content: [{ type: "reasoning", reasoning: "x", index: 1 }] },
        { content: [{ type: "text", text: "b", index: 0 }] },
        { content: [{ type: "reasoning", reasoning: "y", index: 1 }] },
      ],
      {
        content: [
          { type: "text", text: "ab", index: 0 },
          { type: "reasoning", reasoning: "xy", index: 1 },
        ],
      },
    ],
    [
      "content blocks without an index in their order",
      [{ content: [{ type: "image", url: "1" }] }, { content: [{ type: "image", url: "2" }] }],
      {
        content: [
          { type: "image", url: "1" },
          { type: "image", url: "2" },
        ],
      },
    ],
    [
      "text before content blocks",
      [{ content: "a" }, { content: [{ type: "image", url: "1" }] }],
      {
        content: [
          { type: "text", text: "a" },
          { type: "image", url: "1" },
        ],
      },
    ],
    [
      "text after a text block",
      [{ content: [{ type: "text", text: "a" }] }, { content: "b" }],
      { content: [{ type: "text", text: "ab" }] },
    ],
    [
      "text after a text block with a string index and without text",
      [
        { content: [{ type: "text", index: "i" }] },
        { content: "a" },
        { content: [{ text: "b", index: "i" }] },
      ],
      { content: [{ type: "text", index: "i", text: "ab" }] },
    ],
    [
      "tool calls by their index, with arguments parsed once they are complete",
      [
        { tool_call_chunks: [{ index: 0, id: "c1", name: "f", args: '{"a"' }] },
        { tool_call_chunks: [{ index: 1, id: "c2", name: "g", args: '{"b":2' }] },
        { tool_call_chunks: [{ index: 0, args: ":1}" }] },
      ],
      {
        tool_calls: [{ name: "f", args: { a: 1 }, id: "c1", type: "tool_call" }],
        invalid_tool_calls: [{ name: "g", args: '{"b":2', id: "c2", error: null, type: "invalid_tool_call" }],
      },
    ],
    [
      "tool calls without index, id or arguments, but not those without a name or with invalid arguments",
      [
        {
          tool_call_chunks: [
            { index: null, name: "f", args: "" },
            { index: null, name: "g", args: null },
            { index: 1, args: "{}" },
            { index: 2, name: "h", args: "1" },
          ],
        },
        { tool_call_chunks: [{ index: null, name: "i", id: "c" }] },
      ],
      {
        tool_calls: [
          { name: "f", args: {}, id: null, type: "tool_call" },
          { name: "g", args: {}, id: null, type: "tool_call" },
          { name: "i", args: {}, id: "c", type: "tool_call" },
        ],
      },
    ],
    [
      "the sums of token counts",
      [
        { usage_metadata: { input_tokens: 5, output_tokens: 1, total_tokens: 6 } },
        {
          usage_metadata: {
            input_tokens: 0,
            output_tokens: 2,
            total_tokens: 2,
            output_token_details: { r: 1 },
          },
        },
        { usage_metadata: { output_token_details: { r: 2 } } },
        { usage_metadata: { output_token_details: null } },
        { usage_metadata: null },
      ],
      {
        usage_metadata: {
          input_tokens: 5,
          output_tokens: 3,
          total_tokens: 8,
          output_token_details: { r: 3 },
        },
      },
    ],
    [
      "additional_kwargs, response_metadata and names",
      [
        { additional_kwargs: { a: "x", role: "assistant" }, response_metadata: { model: "m" }, name: null },
        { additional_kwargs: { a: "y", role: "assistant" }, response_metadata: { n: 1 }, name: "bot" },
        { additional_kwargs: { b: "", calls: [{ index: 0, name: "f", args: "1" }] }, name: "bot" },
        { additional_kwargs: { calls: [{ index: 0, name: "f", args: "2" }, 3] }, name: "" },
        { response_metadata: { n: 2, finish_reason: "stop" }, name: null },
      ],
      {
        additional_kwargs: {
          a: "y",
          role: "assistant",
          b: "",
          calls: [{ index: 0, name: "f", args: "12" }, 3],
        },
        response_metadata: { model: "m", n: 3, finish_reason: "stop" },
        name: "bot",
        id: "m1",
      },
    ],
  ])("messages() assembles %s", async (_, chunks, whole) => {
    expect(await assemble(chunks.map((fields) => messageChunk(fields)))).toMatchObject([whole]);
  });

  test("messages() yields a tool message with all its fields", async () => {
    const tool = { content: "sunny", tool_call_id: "c1" };
    expect(await assemble([messageChunk(tool, { id: "m2", type: "tool" })])).toMatchObject([
      { type: "tool", ...tool },
    ]);
  });

  test("messages() yields a message again when the state contains a different version", async () => {
    const final = { type: "ai", id: "m1", content: "abc", usage_metadata: { total_tokens: 3 } };
    const human = { type: "human", id: "h", content: "hello" };
    const { client } = await open({
      events: [
        messageChunk({ content: "a" }),
        messageChunk({ content: "b" }),
        values({ messages: [human, final] }),
      ],
    });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    const seen = await all(stream.messages());
    expect(seen).toHaveLength(3);
    expect(seen[2]).toEqual(final);
  });

  test("messages() ignores states without valid messages", async () => {
    const states = [
      null,
      [],
      { messages: "none" },
      { messages: [null, "text", { type: "ai", content: "" }] },
    ];
    const whole = await assemble([
      messageChunk({ content: "a" }),
      ...states.map(values),
      messageChunk({ content: "b" }),
    ]);
    expect(whole).toMatchObject([{ content: "ab" }]);
  });

  describe("the objects that messages() yields", () => {
    const more = { additional_kwargs: { deep: { list: [{ index: 0, text: "x" }] } } };
    const usage_metadata = { input_tokens: 1, output_tokens: 1, total_tokens: 2, details: { cached: 1 } };
    const call = { index: 0, id: "c1", name: "f" };
    const state = [
      { type: "ai", id: "m1", content: [{ type: "text", text: "abcd" }], tool_calls: [] },
      { type: "ai", id: "m2", content: "abcd" },
    ];
    const events = [
      messageChunk({ content: "a", usage_metadata, ...more }),
      messageChunk({
        content: [
          { type: "text", text: "b", index: 0 },
          { type: "image", url: "1" },
        ],
      }),
      messageChunk({ content: [{ type: "text", text: "c", index: 0 }], usage_metadata, ...more }),
      messageChunk({ content: "d", tool_call_chunks: [{ ...call, args: '{"a":{"b":' }] }),
      messageChunk({ tool_call_chunks: [{ index: 0, args: '"c"}}' }] }),
      messageChunk({ chunk_position: "last" }),
      messageChunk({ content: "a" }, { id: "m2" }),
      messageChunk({ content: "b" }, { id: "m2" }),
      messageChunk(
        { content: "sunny", tool_call_id: "c1", artifact: { list: [1] } },
        { id: "m3", type: "tool" },
      ),
      messageChunk({ content: "d", ...more }, { id: "m1" }),
      values({ messages: state }),
      messageChunk({ content: "e" }),
      values({ messages: state }),
      messageChunk({ content: "f" }),
    ];

    /** Reads messages() and passes each message to `use`. Returns copies of the messages and the result of final(). */
    async function readWith(use: (message: Message) => void) {
      const { client } = await open({ events });
      const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
      const seen: Message[] = [];
      for await (const message of stream.messages()) {
        seen.push(structuredClone(message));
        use(message);
      }
      return { seen, result: await stream.final() };
    }

    function spoil(value: unknown): void {
      if (typeof value !== "object" || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        spoil(inner);
        Reflect.set(value, name, "spoilt");
      }
      if (Array.isArray(value)) value.push("spoilt");
    }

    function empty(value: unknown): void {
      if (typeof value !== "object" || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        empty(inner);
        Reflect.deleteProperty(value, name);
      }
    }

    test.each([
      ["changes", spoil],
      ["empties", empty],
    ])("messages() and final() are unaffected when the caller %s each message", async (_, use) => {
      const kept: Message[] = [];
      const expected = await readWith((message) => kept.push(message));
      expect(expected.seen).toHaveLength(15);
      expect(expected.result.values).toEqual({ messages: state });
      expect(kept).toEqual(expected.seen);
      expect(await readWith(use)).toEqual(expected);
    });
  });

  test("messages() treats missing and null content as empty", async () => {
    const contents = [undefined, null, "a", null, [{ type: "image", url: "1" }], undefined];
    const { client } = await open({ events: contents.map((content) => messageChunk({ content })) });
    const seen = await all(client.runs.stream("t", "agent").messages());
    const blocks = [
      { type: "text", text: "a" },
      { type: "image", url: "1" },
    ];
    expect(seen.map(({ content }) => content)).toEqual(["", "", "a", "a", blocks, blocks]);
  });

  test("messages() does not yield a message again when the state has null for empty content", async () => {
    const message = { type: "ai", id: "m1", content: null };
    const { client } = await open({
      events: [["messages", [message, {}]], values({ messages: [message] }), values({ messages: [message] })],
    });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    expect(await all(stream.messages())).toEqual([{ ...message, content: "" }]);
  });

  test("messages() does not pollute Object.prototype", async () => {
    const additional_kwargs: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    await assemble([messageChunk({ additional_kwargs: {} }), messageChunk({ additional_kwargs })]);
    expect({}).not.toHaveProperty("polluted");
  });
});
