/** Usage of the official client in public programs; all of it must compile with this client. */
import { Client } from "langgraph-client";
import type {
  AIMessage,
  Assistant,
  Checkpoint,
  Command,
  Config,
  DefaultValues,
  Interrupt,
  Item,
  Message,
  Metadata,
  Run,
  StreamMode,
  ThreadState,
  ThreadStatus,
  ToolMessage,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

type Own = { messages: Message[]; title?: string };

describe("constructors", () => {
  test("Client accepts every constructor form of the official client", () => {
    const key = process.env["KEY"];
    new Client();
    new Client({});
    new Client<any>();
    new Client<Own, Partial<Own>, { progress: number }>({ apiUrl: "http://localhost:2024", apiKey: key });
    new Client({
      apiUrl: "http://localhost:2024",
      defaultHeaders: { ...(key ? { "X-Api-Key": key } : {}) },
      onRequest: (_url: URL, init) => ({ ...init, headers: new Headers(init.headers) }),
      callerOptions: { maxRetries: 2, maxConcurrency: 4, fetch: (url, init) => fetch(url, init) },
      timeoutMs: 5_000,
    });
    new Client({ onRequest: async (_url, init) => init });
    type Options = NonNullable<ConstructorParameters<typeof Client>[0]>;
    expectTypeOf<Options["apiUrl"]>().toEqualTypeOf<string | undefined>();
  });
});

describe("state types", () => {
  test("a state's type comes from the client, the call or the return type", async () => {
    const client = new Client<Own>();
    expectTypeOf((await client.threads.getState("t")).values).toEqualTypeOf<Own>();
    expectTypeOf((await client.threads.getState<{ a: 1 }>("t")).values).toEqualTypeOf<{ a: 1 }>();
    expectTypeOf((await client.threads.get("t")).values).toEqualTypeOf<Own>();
    expectTypeOf((await client.threads.search()).at(0)?.values).toEqualTypeOf<Own | undefined>();
    const read = async (): Promise<ThreadState<{ inferred: true }>> => new Client().threads.getState("t");
    void read;
  });

  test("a stream has the state and custom types of its client", async () => {
    const client = new Client<Own, Partial<Own>, { progress: number }>();
    const stream = client.runs.stream("t", "any", {
      input: {},
      streamMode: ["values", "updates", "custom"],
    });
    for await (const chunk of stream) {
      if (chunk.event === "values") expectTypeOf(chunk.data.messages).toEqualTypeOf<Message[]>();
      if (chunk.event === "custom") expectTypeOf(chunk.data.progress).toEqualTypeOf<number>();
      if (chunk.event === "error") expectTypeOf(chunk.data.message).toEqualTypeOf<string>();
    }
  });

  test("results can be cast to a state type", async () => {
    const client = new Client();
    const thread = await client.threads.get<Own>("t");
    expectTypeOf(thread.values.title).toEqualTypeOf<string | undefined>();
    const output = (await client.runs.wait("t", "agent", { input: {} })) as Own;
    void output;
    const result = await client.runs.wait("t", "agent");
    if ("__error__" in result) void result;
    void result.__interrupt__?.[0]?.value;
  });
});

describe("values", () => {
  test("results can be read, and passed to other calls", async () => {
    const client = new Client();
    const thread = await client.threads.get("t");
    const title: unknown = thread.metadata?.["title"];
    await client.threads.update("t", { metadata: { ...thread.metadata, title } });
    await client.threads.updateState("t", { values: null, asNode: "__end__" });
    const run: Run = await client.runs.create("t", "agent", { input: {}, streamMode: ["values"] });
    const status: Run["status"] = run.status;
    if (status === "pending" || status === "running")
      await client.runs.cancel("t", run.run_id, true, "rollback");
    const item: Item | null = await client.store.getItem(["a"], "k");
    void item?.value["a"].b;
    void item?.createdAt;
    const schemas = await client.assistants.getSchemas("a");
    void schemas.config_schema?.properties;
    const graph = await client.assistants.getGraph("a");
    void graph.nodes.map((node) => (typeof node.data === "string" ? node.data : node.data?.["name"]));
  });

  test("exported types accept object literals", () => {
    const assistant: Assistant = {
      assistant_id: "a",
      graph_id: "g",
      name: "n",
      config: {},
      context: {},
      metadata: {},
      version: 1,
      created_at: "",
      updated_at: "",
    };
    const interrupt: Interrupt = { id: "i", value: "Sure?" };
    const config: Config = { configurable: { thread_id: "t" } };
    const command: Command = { resume: true };
    const metadata: Metadata = { a: 1 };
    const checkpoint: Checkpoint = {
      thread_id: "t",
      checkpoint_ns: "",
      checkpoint_id: null,
      checkpoint_map: null,
    };
    const status: ThreadStatus = "busy";
    const values: DefaultValues = {};
    const human: Message = { type: "human", content: "Hi" };
    const ai: AIMessage = { type: "ai", content: [{ type: "text", text: "Hi" }] };
    const tool: ToolMessage = { type: "tool", content: "4", tool_call_id: "c" };
    const modes: StreamMode[] = ["values", "tools"];
    void [
      assistant,
      interrupt,
      config,
      command,
      metadata,
      checkpoint,
      status,
      values,
      human,
      ai,
      tool,
      modes,
    ];
  });

  test("a message narrows by its type", () => {
    const read = (message: Message): string | undefined => {
      if (message.type === "ai") return message.tool_calls?.[0]?.name;
      if (message.type === "tool") return message.tool_call_id;
      return typeof message.content === "string" ? message.content : undefined;
    };
    void read;
  });
});

describe("types of methods", () => {
  test("types of options and results can be derived from methods", () => {
    type StreamOptions = NonNullable<Parameters<Client["runs"]["stream"]>[2]>;
    expectTypeOf<StreamOptions["signal"]>().toEqualTypeOf<AbortSignal | undefined>();
    type SearchOptions = NonNullable<Parameters<Client["threads"]["search"]>[0]>;
    expectTypeOf<SearchOptions["limit"]>().toEqualTypeOf<number | undefined>();
    type Found = Awaited<ReturnType<Client["threads"]["search"]>>[number];
    expectTypeOf<Found["thread_id"]>().toEqualTypeOf<string>();
    const part: Pick<Client["runs"], "stream"> = new Client().runs;
    void part;
  });

  test("methods can be replaced", () => {
    const client = new Client();
    const stream = client.runs.stream.bind(client.runs);
    client.runs.stream = stream;
  });

  test("a function that replaces a method takes the types of its parameters from it", () => {
    const client = new Client();
    const { runs, threads } = client;
    const create = runs.create.bind(runs);
    runs.create = (threadId, assistantId, payload) => {
      const ids: [string | null, string] = [threadId, assistantId];
      // @ts-expect-error the type is not any
      const wrong: number = threadId;
      void [ids, wrong];
      return create(threadId, assistantId, payload);
    };
    const updateState = threads.updateState.bind(threads);
    threads.updateState = (threadId, options) => {
      expectTypeOf(threadId).toEqualTypeOf<string>();
      return updateState(threadId, options);
    };
  });
});
