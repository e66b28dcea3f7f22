/** What a stream of a run is asked for beside its events: its run, its result, its text, its messages. */
import { LangGraphClient } from "langgraph-client";
import type { Message, RunStatus } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { Answer, Respond, TestServer } from "../helpers/server.js";

interface Script {
  events: [event: string, data: unknown][];
  status?: RunStatus;
  state?: { values?: unknown; next?: string[]; run?: string; tasks?: unknown[] };
  /** Instead of what the script says. */
  instead?: (url: string) => Answer | undefined;
}

const frame = ([event, data]: [string, unknown], index: number) =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\nid: ${index}\n\n`;

/** A server of one run. */
async function serve({ events, status = "success", state = {}, instead }: Script): Promise<TestServer> {
  const frames = [["metadata", { run_id: "r" }] as [string, unknown], ...events].map(frame);
  const respond: Respond = ({ method, url, headers }) => {
    const { values = null, next = [], run = "r", tasks = [] } = state;
    const other = instead?.(url);
    if (other !== undefined) return other;
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

async function open(script: Script) {
  const server = await serve(script);
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0 });
  return { server, client, sent: () => server.requests.map(({ method, url }) => `${method} ${url}`) };
}

const values = (data: unknown): [string, unknown] => ["values", data];
const interrupt = { id: "i1", value: "sure?" };

describe("run", () => {
  test("is known before the first event, and sends nothing", async () => {
    const { client, server } = await open({ events: [] });
    const stream = client.runs.stream("t", "agent");
    const { run } = stream;
    expect(server.requests).toEqual([]);
    await stream.next();
    expect(await run).toEqual({ runId: "r", threadId: "t" });
    stream.close();
  });

  test("comes from the first event where the header is hidden, and is announced once", async () => {
    const announced: unknown[] = [];
    const { client } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream(null, "agent", { onRunCreated: (run) => announced.push(run) });
    await all(stream);
    expect(await stream.run).toEqual({ runId: "r", threadId: null });
    expect(announced).toEqual([{ run_id: "r" }]);
  });

  test("rejects when the stream is closed before, or cannot be opened", async () => {
    const { client } = await open({ events: [], instead: () => ({ status: 409 }) });
    const closed = client.runs.stream("t", "agent");
    closed.close();
    expect(await failure(closed.run)).toMatchObject({ name: "LangGraphError" });
    const refused = client.runs.stream("t", "agent");
    const error = await failure(refused.next());
    expect(error).toMatchObject({ name: "ConflictError" });
    expect(await failure(refused.run)).toBe(error);
  });

  test("is known of a joined one from the beginning", async () => {
    const { client, server } = await open({ events: [] });
    expect(await client.runs.joinStream("t", "r").run).toEqual({ runId: "r", threadId: "t" });
    expect(server.requests).toEqual([]);
  });

  test("can be cancelled by its stream", async () => {
    const { client, sent } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream("t", "agent");
    expect(await failure(stream.cancel())).toMatchObject({ name: "LangGraphError" });
    await stream.next();
    await stream.cancel();
    expect(sent()).toContain("POST /threads/t/runs/r/cancel?action=interrupt");
    stream.close();
  });

  test("can be cancelled while its stream is being opened", async () => {
    const { client, sent } = await open({ events: [values({ a: 1 })] });
    const stream = client.runs.stream("t", "agent");
    const first = stream.next();
    await stream.cancel();
    await first;
    expect(sent()).toContain("POST /threads/t/runs/r/cancel?action=interrupt");
    stream.close();
  });
});

describe("final()", () => {
  const done: Script = {
    events: [values({ n: 1 }), values({ n: 2 })],
    state: { values: { n: "of the state" } },
  };

  test("alone reads the stream", async () => {
    const { client } = await open(done);
    const stream = client.runs.stream("t", "agent");
    expect(await stream.final()).toEqual({ status: "success", values: { n: 2 }, interrupts: [] });
    expect(await failure(all(stream))).toMatchObject({ message: expect.stringContaining("final()") });
  });

  test.each(["before", "during", "after"])("goes with a loop: asked for %s it", async (when) => {
    const { client } = await open(done);
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
  });

  test("takes the state of the thread where no values were streamed", async () => {
    const { client } = await open({ events: [["updates", { a: {} }]], state: { values: { n: 3 } } });
    const stream = client.runs.stream("t", "agent", { streamMode: "updates" });
    expect(await stream.final()).toMatchObject({ values: { n: 3 } });
  });

  test("does not take the state that another run has left", async () => {
    const { client } = await open({ events: [["updates", {}]], state: { values: { n: 3 }, run: "another" } });
    const stream = client.runs.stream("t", "agent", { streamMode: "updates" });
    expect(await failure(stream.final())).toMatchObject({
      message: expect.stringMatching(/moved on.*values/s),
    });
  });

  test("of a run without a thread needs values, and says so before anything is sent", async () => {
    const { client, server } = await open(done);
    const stream = client.runs.stream(null, "agent", { streamMode: ["updates"] });
    expect(await failure(stream.final())).toMatchObject({ argument: "streamMode" });
    expect(server.requests).toEqual([]);
    expect(await client.runs.stream(null, "agent").final()).toMatchObject({ values: { n: 2 } });
  });

  test.each([
    ["with the state in the event, as the Python server sends it", { n: 1, __interrupt__: [interrupt] }],
    ["without it, as the JS server does", { __interrupt__: [interrupt] }],
  ])("of a run that waits has its questions: %s", async (_, data) => {
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

  test("of a run that waits at a breakpoint", async () => {
    const { client } = await open({ events: [values({ n: 1 })], state: { values: { n: 1 }, next: ["b"] } });
    expect(await client.runs.stream("t", "agent").final()).toMatchObject({
      status: "interrupted",
      interrupts: [],
    });
  });

  test("of a cancelled run is interrupted, and nothing waits", async () => {
    const { client } = await open({ events: [values({ n: 1 })], status: "interrupted" });
    expect(await client.runs.stream("t", "agent").final()).toEqual({
      status: "interrupted",
      values: { n: 1 },
      interrupts: [],
    });
  });

  test("of a run that was rolled back says that there is none", async () => {
    const { client } = await open({
      events: [values({ n: 1 })],
      instead: (url) => (url === "/threads/t/runs/r" ? { status: 404 } : undefined),
    });
    const stream = client.runs.stream("t", "agent");
    expect(await all(stream)).toHaveLength(2);
    expect(await failure(stream.final())).toMatchObject({ name: "NotFoundError" });
  });

  test.each([true, false])("of a failed run rejects, with raiseError: %s", async (raiseError) => {
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
  });

  test("of a run out of time rejects", async () => {
    const { client } = await open({ events: [values({ n: 1 })], status: "timeout" });
    expect(await failure(client.runs.stream("t", "agent").final())).toMatchObject({ name: "RunFailedError" });
  });

  test("after a loop that was left waits for the run", async () => {
    const { client, sent } = await open(done);
    const stream = client.runs.stream("t", "agent");
    for await (const event of stream) if (event.event === "values") break;
    expect(await stream.final()).toMatchObject({ status: "success", values: { n: "of the state" } });
    expect(sent()).toContain("GET /threads/t/runs/r/join");
  });

  test("that nobody looks at is no unhandled rejection", async () => {
    const { client } = await open({ events: [["error", { error: "E", message: "" }]] });
    await failure(all(client.runs.stream("t", "agent")));
    await new Promise((resolve) => setImmediate(resolve));
  });
});

const piece = (fields: object, { id = "m1", type = "AIMessageChunk" } = {}): [string, unknown] => [
  "messages",
  [
    { type, id, content: "", ...fields },
    { langgraph_node: "agent", langgraph_checkpoint_ns: "agent:1" },
  ],
];

describe("text()", () => {
  test("is what the model writes, and asks for it", async () => {
    const { client, server } = await open({
      events: [
        piece({ content: "a" }),
        piece({
          content: [
            { type: "text", text: "b", index: 0 },
            { type: "thinking", text: "…" },
            { type: "text" },
            "c",
          ],
        }),
        piece({ content: "" }),
        piece({ content: "not the model's" }, { id: "m2", type: "tool" }),
        piece({ content: "a" }, { type: "ai" }),
      ],
    });
    const stream = client.runs.stream("t", "agent", { input: {} });
    expect(await all(stream.text())).toEqual(["a", "bc", "a"]);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({ stream_mode: "messages-tuple" });
  });

  test("of pieces without a content, or one that is null, is none", async () => {
    const events = [undefined, null, "a", null].map((content) => piece({ content }));
    const { client } = await open({ events });
    expect(await all(client.runs.stream("t", "agent").text())).toEqual(["a"]);
  });

  test("needs the mode, and says so before anything is sent", async () => {
    const { client, server } = await open({ events: [] });
    const stream = client.runs.stream("t", "agent", { streamMode: ["values"] });
    expect(await failure(all(stream.text()))).toMatchObject({
      argument: "streamMode",
      message: expect.stringContaining("messages-tuple"),
    });
    expect(server.requests).toEqual([]);
  });

  test.each([
    [undefined, ["root"]],
    ["child", ["sub"]],
    ["child:1b", ["sub"]],
    [["child", "grand"], ["deep"]],
    ["other", []],
  ])("of a subgraph: %s", async (namespace, expected) => {
    const of = (name: string, content: string): [string, unknown] => [name, piece({ content })[1]];
    const { client } = await open({
      events: [
        of("messages", "root"),
        of("messages|child:1b", "sub"),
        of("messages|child:1b|grand:2", "deep"),
      ],
    });
    const stream = client.runs.stream("t", "agent", { streamSubgraphs: true, streamMode: "messages-tuple" });
    expect(await all(stream.text({ namespace }))).toEqual(expected);
  });

  test("goes with final(), which takes the state", async () => {
    const { client } = await open({ events: [piece({ content: "hi" })], state: { values: { n: 1 } } });
    const stream = client.runs.stream("t", "agent");
    const result = stream.final();
    expect(await all(stream.text())).toEqual(["hi"]);
    expect(await result).toMatchObject({ values: { n: 1 } });
  });

  test("is the one way in which the stream is read", async () => {
    const { client } = await open({ events: [piece({ content: "hi" })] });
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

describe("messages()", () => {
  /** What comes of the pieces, the last state of each message. */
  async function grown(events: [string, unknown][]): Promise<Message[]> {
    const { client } = await open({ events });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    const last = new Map<unknown, Message>();
    for await (const message of stream.messages()) last.set(message.id, message);
    return [...last.values()];
  }

  test("grow piece by piece, each time an object of its own", async () => {
    const { client } = await open({ events: [piece({ content: "a" }), piece({ content: "b" })] });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen).toStrictEqual([
      { type: "ai", id: "m1", content: "a" },
      { type: "ai", id: "m1", content: "ab" },
    ]);
  });

  test("keep what repeats: texts are never compared", async () => {
    expect(await grown(["|", "|", "|"].map((content) => piece({ content })))).toMatchObject([
      { content: "|||" },
    ]);
  });

  test("that are written at the same time stay apart", async () => {
    const [first, second] = await grown([
      piece({ content: "a" }),
      piece({ content: "x" }, { id: "m2" }),
      piece({ content: "b" }),
      piece({ content: "y" }, { id: "m2" }),
    ]);
    expect([first?.content, second?.content]).toEqual(["ab", "xy"]);
  });

  test("without an id are known by their place: the namespace and the node", async () => {
    const of = (langgraph_checkpoint_ns: string, langgraph_node: string, content: string) =>
      [
        "messages",
        [
          { type: "ai", content },
          { langgraph_checkpoint_ns, langgraph_node },
        ],
      ] as [string, unknown];
    const places = [
      ["n:1", "a"],
      ["n:2", "a"],
      ["n:1", "b"],
    ] as const;
    const events = ["x", "y"].flatMap((text) => places.map(([ns, node], at) => of(ns, node, `${text}${at}`)));
    const { client } = await open({ events });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen.map(({ content }) => content)).toEqual(["x0", "x1", "x2", "x0y0", "x1y1", "x2y2"]);
  });

  test("without an id are no part of what somebody else said there", async () => {
    const { client } = await open({
      events: ["human", "ai", "ai"].map((type) => ["messages", [{ type, content: type }, {}]]),
    });
    const seen = await all(client.runs.stream("t", "agent").messages());
    expect(seen.map(({ content }) => content)).toEqual(["human", "ai", "aiai"]);
  });

  test.each<[string, object[], object]>([
    [
      "blocks by their index",
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
      "blocks without an index, one after the other",
      [{ content: [{ type: "image", url: "1" }] }, { content: [{ type: "image", url: "2" }] }],
      {
        content: [
          { type: "image", url: "1" },
          { type: "image", url: "2" },
        ],
      },
    ],
    [
      "text before blocks",
      [{ content: "a" }, { content: [{ type: "image", url: "1" }] }],
      {
        content: [
          { type: "text", text: "a" },
          { type: "image", url: "1" },
        ],
      },
    ],
    [
      "text after a block of text",
      [{ content: [{ type: "text", text: "a" }] }, { content: "b" }],
      { content: [{ type: "text", text: "ab" }] },
    ],
    [
      "text after a block of text that has none, and an index that is a text",
      [
        { content: [{ type: "text", index: "i" }] },
        { content: "a" },
        { content: [{ text: "b", index: "i" }] },
      ],
      { content: [{ type: "text", index: "i", text: "ab" }] },
    ],
    [
      "calls of tools by their index, their arguments read when they are whole",
      [
        { tool_call_chunks: [{ index: 0, id: "c1", name: "f", args: '{"a"' }] },
        { tool_call_chunks: [{ index: 1, id: "c2", name: "g", args: '{"b":2' }] },
        { tool_call_chunks: [{ index: 0, args: ":1}" }] },
      ],
      {
        tool_calls: [{ name: "f", args: { a: 1 }, id: "c1", type: "tool_call" }],
        tool_call_chunks: [
          { index: 0, id: "c1", name: "f", args: '{"a":1}' },
          { index: 1, id: "c2", name: "g", args: '{"b":2' },
        ],
        invalid_tool_calls: [],
      },
    ],
    [
      "calls of tools without an index, an id or arguments; and none without a name, or whose arguments are none",
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
      "tokens, which add up",
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
      "what else comes with them",
      [
        { additional_kwargs: { a: "x", role: "assistant" }, response_metadata: { model: "m" }, name: null },
        { additional_kwargs: { a: "y", role: "assistant" }, response_metadata: { n: 1 }, name: "bot" },
        { additional_kwargs: { b: "", calls: [{ index: 0, name: "f", args: "1" }] }, name: "bot" },
        { additional_kwargs: { calls: [{ index: 0, name: "f", args: "2" }, 3] }, name: "" },
        { response_metadata: { n: 2, finish_reason: "stop" }, name: null },
      ],
      {
        additional_kwargs: {
          a: "xy",
          role: "assistant",
          b: "",
          calls: [{ index: 0, name: "f", args: "12" }, 3],
        },
        response_metadata: { model: "m", n: 2, finish_reason: "stop" },
        name: "bot",
        id: "m1",
      },
    ],
  ])("put together: %s", async (_, pieces, whole) => {
    expect(await grown(pieces.map((fields) => piece(fields)))).toMatchObject([whole]);
  });

  test("other messages come whole", async () => {
    const tool = { content: "sunny", tool_call_id: "c1" };
    expect(await grown([piece(tool, { id: "m2", type: "tool" })])).toMatchObject([{ type: "tool", ...tool }]);
  });

  test("come once more where the state has them otherwise", async () => {
    const final = { type: "ai", id: "m1", content: "ab", usage_metadata: { total_tokens: 3 } };
    const human = { type: "human", id: "h", content: "hello" };
    const { client } = await open({
      events: [piece({ content: "a" }), piece({ content: "b" }), values({ messages: [human, final] })],
    });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    const seen = await all(stream.messages());
    expect(seen).toHaveLength(3);
    expect(seen[2]).toEqual(final);
  });

  test("are those of the state only where it has some", async () => {
    const states = [
      null,
      [],
      { messages: "none" },
      { messages: [null, "text", { type: "ai", content: "" }] },
    ];
    const whole = await grown([piece({ content: "a" }), ...states.map(values), piece({ content: "b" })]);
    expect(whole).toMatchObject([{ content: "ab" }]);
  });

  describe("are the caller's own", () => {
    const more = { additional_kwargs: { deep: { list: [{ index: 0, text: "x" }] } } };
    const usage_metadata = { input_tokens: 1, output_tokens: 1, total_tokens: 2, details: { cached: 1 } };
    const call = { index: 0, id: "c1", name: "f" };
    const state = [
      { type: "ai", id: "m1", content: [{ type: "text", text: "abcd" }], tool_calls: [] },
      { type: "ai", id: "m2", content: "abcd" },
    ];
    const events = [
      piece({ content: "a", usage_metadata, ...more }),
      piece({
        content: [
          { type: "text", text: "b", index: 0 },
          { type: "image", url: "1" },
        ],
      }),
      piece({ content: [{ type: "text", text: "c", index: 0 }], usage_metadata, ...more }),
      piece({ content: "d", tool_call_chunks: [{ ...call, args: '{"a":{"b":' }] }),
      piece({ tool_call_chunks: [{ index: 0, args: '"c"}}' }] }),
      piece({ chunk_position: "last" }),
      piece({ content: "a" }, { id: "m2" }),
      piece({ content: "b" }, { id: "m2" }),
      piece({ content: "sunny", tool_call_id: "c1", artifact: { list: [1] } }, { id: "m3", type: "tool" }),
      piece({ content: "d", ...more }, { id: "m1" }),
      values({ messages: state }),
      piece({ content: "e" }),
      values({ messages: state }),
      piece({ content: "f" }),
    ];

    /** What a caller sees who does this with each message, and what final() says then. */
    async function seenBy(use: (message: Message) => void) {
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
    ])("one who %s what was given changes nothing that follows", async (_, use) => {
      const kept: Message[] = [];
      const expected = await seenBy((message) => kept.push(message));
      expect(expected.seen).toHaveLength(15);
      expect(expected.result.values).toEqual({ messages: state });
      expect(kept).toEqual(expected.seen);
      expect(await seenBy(use)).toEqual(expected);
    });
  });

  test("take no content, and one that is null, for an empty one", async () => {
    const contents = [undefined, null, "a", null, [{ type: "image", url: "1" }], undefined];
    const { client } = await open({ events: contents.map((content) => piece({ content })) });
    const seen = await all(client.runs.stream("t", "agent").messages());
    const blocks = [
      { type: "text", text: "a" },
      { type: "image", url: "1" },
    ];
    expect(seen.map(({ content }) => content)).toEqual(["", "", "a", "a", blocks, blocks]);
  });

  test("do not come once more because the state says null for a content that is none", async () => {
    const message = { type: "ai", id: "m1", content: null };
    const { client } = await open({
      events: [["messages", [message, {}]], values({ messages: [message] }), values({ messages: [message] })],
    });
    const stream = client.runs.stream("t", "agent", { streamMode: ["messages-tuple", "values"] });
    expect(await all(stream.messages())).toEqual([{ ...message, content: "" }]);
  });

  test("leave the prototype of all objects alone", async () => {
    const additional_kwargs: unknown = JSON.parse('{"__proto__":{"polluted":true}}');
    await grown([piece({ additional_kwargs: {} }), piece({ additional_kwargs })]);
    expect({}).not.toHaveProperty("polluted");
  });
});
