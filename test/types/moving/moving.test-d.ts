/**
 * Forms of code that public applications have, written for `@langchain/langgraph-sdk` 1.15. Each must compile with this client,
 * and messages, interrupts, checkpoints and threads must fit that package's types and those of `@langchain/core`.
 */
import type { BaseMessageLike } from "@langchain/core/messages";
import type * as official from "@langchain/langgraph-sdk";
import type * as officialClient from "@langchain/langgraph-sdk/client";
import { Client, blocksOf } from "langgraph-client";
import type {
  AIMessage,
  Checkpoint,
  Command,
  ContentBlock,
  HumanMessage,
  Interrupt,
  LangGraphClient,
  Message,
  MessageInput,
  Metadata,
  PendingInterrupt,
  Run,
  RunCreatedMetadata,
  Thread,
  ThreadState,
  ThreadStatus,
  ThreadTask,
  ToolCall,
  ToolMessage,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface Own {
  plan: string[];
}

/** Compiles if the value fits the type. */
declare function fits<Type>(...values: NoInfer<Type>[]): void;
declare const some: <Type>() => Type;

const client = new Client();
declare const message: Message;
declare const thread: Thread;
declare const run: Run;

describe("statuses", () => {
  test("a wanted status selects threads, whose rows are known", async () => {
    const wanted = thread.status;
    expectTypeOf(await client.threads.search({ status: wanted, limit: 5 })).toEqualTypeOf<Thread[]>();
    expectTypeOf(client.threads.count({ status: wanted }).then((rows) => rows)).resolves.toBeNumber();
    expectTypeOf(await client.runs.list("t", { status: run.status })).toEqualTypeOf<Run[]>();
  });

  test("a status fits a wider union, and indexes a table of texts", () => {
    type Shown = "idle" | "busy" | "interrupted" | "error" | "needs_answer";
    expectTypeOf(thread.status).toExtend<Shown>();
    const text = (status: ThreadStatus) => ({ idle: 1, busy: 2, interrupted: 3, error: 4 })[status];
    expectTypeOf(text).returns.toBeNumber();
    expectTypeOf<Run["status"]>().toExtend<
      "pending" | "running" | "error" | "success" | "timeout" | "interrupted"
    >();
    expectTypeOf(run.multitask_strategy).toExtend<
      "reject" | "interrupt" | "rollback" | "enqueue" | null | undefined
    >();
  });
});

describe("messages", () => {
  test("fit the official types, in both directions", () => {
    fits<official.Message>(some<Message>());
    fits<Message>(some<official.Message>());
    fits<official.Message[]>(some<Message[]>());
    fits<official.AIMessage>(some<AIMessage>());
    fits<AIMessage>(some<official.AIMessage>());
    fits<official.ToolMessage>(some<ToolMessage>());
    fits<ToolMessage>(some<official.ToolMessage>());
    fits<official.HumanMessage>(some<HumanMessage>());
    fits<HumanMessage>(some<official.HumanMessage>());
    fits<official.DefaultToolCall>(some<ToolCall>());
    fits<ToolCall>(some<official.DefaultToolCall>());
    fits<MessageInput>(some<official.Message>());
  });

  test("fit what LangChain takes as a message", () => {
    fits<BaseMessageLike>(some<Message>());
    fits<BaseMessageLike>(some<AIMessage>());
    fits<BaseMessageLike>(some<ToolMessage>());
  });

  test("are selected by predicates on the other package's union", () => {
    const theirs: official.Message[] = [message];
    const tools = theirs.filter((each): each is ToolMessage => each.type === "tool");
    expectTypeOf(tools[0]!.tool_call_id).toBeString();
    const ours: Message[] = theirs;
    expectTypeOf(ours.filter((each) => each.type === "ai")).toEqualTypeOf<AIMessage[]>();
  });

  test("have ids and names without null", () => {
    interface Group {
      id: string | undefined;
      name: string | undefined;
    }
    const group = ({ id, name }: Message): Group => ({ id, name });
    type CoreToolCall = {
      name: string;
      args: Record<string, any>;
      id?: string | undefined;
      type?: "tool_call" | undefined;
    };
    const first = ({ tool_calls: calls }: AIMessage): CoreToolCall | undefined => calls?.[0];
    expectTypeOf(group).toBeFunction();
    expectTypeOf(first).toBeFunction();
  });

  test("take null for ids and names as input", () => {
    const input: MessageInput = { type: "human", content: "Hello", id: null, name: null };
    client.runs.stream("t", "agent", { input: { messages: [input] } });
    const called: MessageInput = {
      type: "ai",
      content: "",
      tool_calls: [{ name: "search", args: {}, id: null }],
    };
    expectTypeOf(called).toExtend<MessageInput>();
    const thinking: MessageInput = { type: "ai", content: [{ type: "reasoning", reasoning: "Hm" }] };
    expectTypeOf(thinking).toExtend<MessageInput>();
  });

  test("are records, and so are their parts", () => {
    const record = (value: Record<string, unknown>) => value["x"];
    record(message);
    void (message as Record<string, unknown>)["x"];
    void (thread.interrupts["task"]?.[0] as Record<string, unknown>)["x"];
    fits<Record<string, unknown>>(some<ToolCall>());
    fits<Record<string, unknown>>(some<Checkpoint>());
    fits<Record<string, unknown>>(some<Interrupt>());
    fits<Record<string, unknown>>(some<ContentBlock>());
  });

  test("have arguments of tool calls that need no cast", () => {
    const text = (each: AIMessage): string => each.tool_calls?.[0]?.args["response"] ?? "none";
    expectTypeOf(text).returns.toBeString();
  });

  test("have blocks of text and images, and further ones", () => {
    const urlOf = (url: string | { url: string; detail?: "auto" | "low" | "high" | undefined }) =>
      String(url);
    const { content } = message;
    if (typeof content === "string") return;
    for (const block of content) {
      if (block.type === "image_url") urlOf(block.image_url);
      if (block.type === "text") expectTypeOf(block.text).toBeString();
    }
    for (const block of blocksOf(message)) {
      if (block.type === "reasoning") expectTypeOf(block.reasoning).toEqualTypeOf<string | undefined>();
    }
    const blocks: ContentBlock[] = content;
    void blocks;
  });
});

describe("threads and states", () => {
  test("get<Values> names the state", async () => {
    const { values } = await client.threads.get<Own>("t");
    expectTypeOf(values.plan).toEqualTypeOf<string[]>();
  });

  test("getState and getHistory work in generic functions", () => {
    async function load<T extends Record<string, unknown>>(id: string): Promise<ThreadState<T>> {
      return client.threads.getState<T>(id);
    }
    async function all<T extends Record<string, unknown>>(id: string): Promise<ThreadState<T>[]> {
      return client.threads.getHistory<T>(id);
    }
    const inferred = async (): Promise<ThreadState<Own>> => client.threads.getState("t");
    const passed = (some: LangGraphClient) => some.threads.getState<Own>("t");
    void [load, all, inferred, passed];
  });

  test("checkpoints, tasks, interrupts and states fit the official types, in both directions", () => {
    expectTypeOf<Checkpoint>().toExtend<Parameters<officialClient.ThreadsClient["getState"]>[1]>();
    fits<official.Checkpoint>(some<Checkpoint>());
    fits<Checkpoint>(some<official.Checkpoint>());
    fits<official.Interrupt<Own>>(some<Interrupt<Own>>());
    fits<Interrupt<Own>>(some<official.Interrupt<Own>>());
    fits<official.Interrupt<Own>>(some<PendingInterrupt<Own>>());
    fits<official.ThreadTask>(some<ThreadTask>());
    fits<official.ThreadState<Own>>(some<ThreadState<Own>>());
    // The JS server omits it.
    fits<Omit<official.Thread<Own>, "state_updated_at">>(some<Thread<Own>>());
    fits<official.Run>(some<Run>());
    fits<official.Command>(some<Command>());
    fits<Command>(some<official.Command>());
  });

  test("a checkpoint of a state is an input, and so is a part of it", async () => {
    const { checkpoint } = await client.threads.getState("t");
    client.runs.stream("t", "agent", { checkpoint });
    client.runs.stream("t", "agent", { checkpoint: { checkpoint_id: "c" } });
    await client.threads.getState("t", { thread_id: "t" });
    await client.threads.updateState("t", { values: {}, checkpoint });
    await client.threads.updateState("t", { values: {}, checkpoint: { checkpoint_id: "c" } });
    await client.threads.getHistory("t", { checkpoint: { checkpoint_ns: "child" } });
    const { checkpoint: theirs } = {} as official.ThreadState;
    client.runs.stream("t", "agent", { checkpoint: theirs });
  });

  test("metadata may be taken for a type of one's own", () => {
    interface Meta {
      owner: string;
    }
    expectTypeOf((thread.metadata as Meta | undefined)?.owner).toEqualTypeOf<string | undefined>();
    fits<official.Metadata>(some<Metadata>());
  });

  test("interrupts have the fields of older servers", () => {
    expectTypeOf<Interrupt["ns"]>().toEqualTypeOf<string[] | undefined>();
  });
});

describe("calls", () => {
  test("an update needs no payload", () => {
    expectTypeOf(client.threads.update("t")).resolves.toEqualTypeOf<Thread>();
  });

  test("joinStream takes the ids that onRunCreated gives", () => {
    const onRunCreated = ({ thread_id: threadId, run_id: runId }: RunCreatedMetadata) => {
      client.runs.joinStream(threadId, runId);
    };
    client.runs.stream("t", "agent", { onRunCreated });
  });

  test("a context may be of any type", () => {
    const context: unknown = { tone: "dry" };
    client.runs.stream("t", "agent", { context });
    void client.runs.wait("t", "agent", { context });
    void client.runs.create("t", "agent", { context });
    void client.assistants.create({ graphId: "agent", context });
  });

  test("a command may update by a list of pairs, or with null", () => {
    client.runs.stream("t", "agent", { command: { update: [["a", 1]] } });
    client.runs.stream("t", "agent", { command: { update: null, goto: { node: "a", input: null } } });
  });

  test("a stream can be left by return, with and without a value", () => {
    const stream = client.runs.stream("t", "agent");
    void stream.return();
    void stream.return(undefined);
    const value: unknown = undefined;
    void stream.return(value);
  });

  test("subgraphs have the id of their graph, where the server sends it", async () => {
    const subgraphs = await client.assistants.getSubgraphs("agent");
    expectTypeOf(subgraphs["child"]!.graph_id).toEqualTypeOf<string>();
  });

  test("what the official types accept and servers refuse does not compile", () => {
    // @ts-expect-error both servers take "delete" and "keep" only
    client.runs.stream(null, "agent", { onCompletion: "complete" });
    const command: string = "resume";
    // @ts-expect-error a command is an object
    client.runs.stream("t", "agent", { command });
    const streamMode: string[] = ["values"];
    // @ts-expect-error modes are known names
    client.runs.stream("t", "agent", { streamMode });
  });

  test("a predicate on events names their other fields, too", async () => {
    const events = [];
    for await (const event of client.runs.stream("t", "agent", { streamMode: ["values", "updates"] })) {
      events.push(event);
    }
    // @ts-expect-error events also have `id`, `type` and `namespace`
    events.filter((event): event is { event: "values"; data: Own } => event.event === "values");
    type Values = Extract<(typeof events)[number], { event: "values" }>;
    expectTypeOf(events.filter((event): event is Values => event.event === "values")).toEqualTypeOf<
      Values[]
    >();
  });

  test("a method is replaced with a cast through unknown", () => {
    const { runs } = new Client();
    // @ts-expect-error results have `withResponse()`
    runs.list = (async () => []) as typeof runs.list;
    runs.list = (async () => []) as unknown as typeof runs.list;
    // @ts-expect-error streams have `text()` and others
    runs.stream = async function* () {} as typeof runs.stream;
    runs.stream = async function* () {} as unknown as typeof runs.stream;
  });

  test("a payload is written to a variable first", () => {
    const options: Parameters<Client["runs"]["stream"]>[2] = { input: {}, streamMode: "values" };
    client.runs.stream("t", "agent", options);
  });
});
