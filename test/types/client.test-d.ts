import { Client, LangGraphClient, RunsClient } from "langgraph-client";
import type {
  ApiPromise,
  Assistant,
  AssistantVersion,
  Cron,
  DefaultValues,
  Interrupt,
  Item,
  Message,
  Run,
  RunCreateOptions,
  RunOutput,
  SearchItem,
  StatelessRunOptions,
  Thread,
  ThreadState,
  UnknownGraph,
  paths,
} from "langgraph-client";
import { describe, expectTypeOf, test } from "vitest";

interface AgentState {
  messages: Message[];
  draft?: string;
}
interface Graphs {
  agent: {
    state: AgentState;
    input: { messages: { role: "user"; content: string }[] };
    update: { draft: string };
    context: { tone: string };
    custom: { progress: number };
  };
  plain: { state: { count: number } };
}

interface OwnPaths {
  "/own": { get: { responses: { 200: { content: { "application/json": number } } } } };
}

const client = new LangGraphClient<Graphs>();
const untyped = new LangGraphClient();

describe("the client accepts", () => {
  test("every method returns its documented type", () => {
    expectTypeOf(untyped.threads.get("t")).toEqualTypeOf<ApiPromise<Thread>>();
    expectTypeOf(untyped.threads.create()).toEqualTypeOf<ApiPromise<Thread>>();
    expectTypeOf(untyped.threads.update("t", { metadata: {} })).toEqualTypeOf<ApiPromise<Thread>>();
    expectTypeOf(untyped.threads.update("t", { returnMinimal: true })).toEqualTypeOf<ApiPromise<void>>();
    expectTypeOf(untyped.threads.delete("t")).toEqualTypeOf<ApiPromise<void>>();
    expectTypeOf(untyped.threads.search()).toEqualTypeOf<ApiPromise<Thread[]>>();
    expectTypeOf(untyped.assistants.search()).toEqualTypeOf<ApiPromise<Assistant[]>>();
    expectTypeOf(untyped.assistants.getVersions("a")).toEqualTypeOf<ApiPromise<AssistantVersion[]>>();
    expectTypeOf(untyped.runs.create("t", "a")).toEqualTypeOf<ApiPromise<Run>>();
    expectTypeOf(untyped.runs.createBatch([{ assistantId: "a" }])).toEqualTypeOf<ApiPromise<Run[]>>();
    expectTypeOf(untyped.crons.get("c")).toEqualTypeOf<ApiPromise<Cron>>();
    expectTypeOf(untyped.crons.count()).toEqualTypeOf<ApiPromise<number>>();
    expectTypeOf(untyped.store.getItem(["a"], "k")).toEqualTypeOf<ApiPromise<Item | null>>();
    expectTypeOf(untyped.request("GET", "/own")).toEqualTypeOf<ApiPromise<unknown>>();
  });

  test("includePagination returns a page", async () => {
    const { threads, next, total } = await client.threads.search({ includePagination: true });
    expectTypeOf(threads).toEqualTypeOf<Thread[]>();
    expectTypeOf(next).toEqualTypeOf<string | null>();
    expectTypeOf(total).toEqualTypeOf<number | null>();
    expectTypeOf((await client.assistants.search({ includePagination: true })).assistants).toEqualTypeOf<
      Assistant[]
    >();
    expectTypeOf((await client.crons.search({ includePagination: true })).crons).toEqualTypeOf<Cron[]>();
  });

  test("iterate methods return typed async iterables", () => {
    expectTypeOf(client.threads.iterate()).toExtend<AsyncIterable<Thread>>();
    expectTypeOf(client.threads.iterateHistory<"agent">("t")).toExtend<
      AsyncIterable<ThreadState<AgentState>>
    >();
    expectTypeOf(client.runs.iterate("t")).toExtend<AsyncIterable<Run>>();
    expectTypeOf(client.store.iterateItems<{ a: 1 }>([])).toExtend<AsyncIterable<SearchItem<{ a: 1 }>>>();
    expectTypeOf(client.store.iterateNamespaces()).toExtend<AsyncIterable<string[]>>();
  });

  test("withResponse returns data and response", async () => {
    const { data, response } = await client.threads.get("t").withResponse();
    expectTypeOf(data).toEqualTypeOf<Thread>();
    expectTypeOf(response).toEqualTypeOf<Response>();
  });

  test("a state's type comes from the graph, a type argument or the default", async () => {
    expectTypeOf((await client.threads.getState<"agent">("t")).values).toEqualTypeOf<AgentState>();
    expectTypeOf((await client.threads.getState<{ own: 1 }>("t")).values).toEqualTypeOf<{ own: 1 }>();
    expectTypeOf((await client.threads.getState("t")).values).toEqualTypeOf<DefaultValues>();
    expectTypeOf((await client.threads.getHistory<"plain">("t"))[0]!.values).toEqualTypeOf<{
      count: number;
    }>();
    // A type that reports an unknown graph, once a field of the state is used.
    expectTypeOf((await client.threads.getState<"nope">("t")).values).toEqualTypeOf<UnknownGraph<"nope">>();
    expectTypeOf((await untyped.threads.getState<"agent">("t")).values).toEqualTypeOf<
      UnknownGraph<"agent">
    >();
    expectTypeOf<keyof UnknownGraph<"nope">>().toEqualTypeOf<"The client knows no graph of this id">();
  });

  test("any is the type of a state, and fits every state", async () => {
    const thread: Thread<AgentState> = await untyped.threads.get<any>("t");
    const found: Thread<AgentState>[] = await untyped.threads.search<any>();
    expectTypeOf((await client.threads.getState<any>("t")).values).toBeAny();
    void [thread, found];
  });

  test("an id that is one of several has the output of each graph", async () => {
    interface Either {
      first: { state: { a: 1 }; custom: "one" };
      second: { state: { b: 1 }; output: { c: 1 } };
    }
    const either = new LangGraphClient<Either>();
    const id = "first" as keyof Either;
    const { values } = await either.runs.stream("t", id).final();
    expectTypeOf(values).toEqualTypeOf<{ a: 1 } | { c: 1 }>();
    // @ts-expect-error the second graph may be the one that runs
    void values.a;
  });

  test("a function that takes any client accepts a client with graphs", () => {
    const search = (any: LangGraphClient) => any.threads.search();
    const wait = (any: LangGraphClient["runs"], id: string) => any.wait("t", id, { input: { any: 1 } });
    const stream = (plain: LangGraphClient<Pick<Graphs, "plain">>) => plain.runs.stream("t", "plain");
    void search(client);
    void search(new LangGraphClient<Graphs, paths & OwnPaths>());
    void search(new Client<AgentState>());
    void wait(client.runs, "agent");
    void wait(new RunsClient<Graphs>(), "agent");
    void stream(client);
    const parts: Pick<LangGraphClient, "threads" | "crons"> = client;
    void parts;
    const same: LangGraphClient<Graphs> = new LangGraphClient();
    void same;
  });

  test("wait and join return the output of the graph, a type argument or the default", async () => {
    const output = await client.runs.wait("t", "agent");
    expectTypeOf(output).toEqualTypeOf<RunOutput<AgentState>>();
    expectTypeOf(output.__interrupt__?.[0]?.value).toEqualTypeOf<unknown>();
    expectTypeOf(await client.runs.wait(null, "0c1b-any-uuid")).toEqualTypeOf<RunOutput<DefaultValues>>();
    expectTypeOf((await client.runs.join<"plain">("t", "r")).count).toEqualTypeOf<number>();
    expectTypeOf((await client.runs.wait<{ own: 1 }>("t", "other")).own).toEqualTypeOf<1>();
  });

  test("inputs and contexts of a known graph are typed, those of an unknown graph are free", () => {
    void client.runs.create("t", "agent", {
      input: { messages: [{ role: "user", content: "Hi" }] },
      context: { tone: "dry" },
    });
    void client.runs.create("t", "agent", { input: null, command: { resume: true } });
    void client.runs.create("t", "plain", { input: { anything: 1 } });
    void client.runs.create("t", "unknown", { input: "text" });
    void client.crons.create("agent", { schedule: "* * * * *", context: { tone: "dry" } });
  });

  test("an assistant id of type string has the default state", async () => {
    type Alias = { plain: { state: { count: number }; input: { count: number } } };
    const known = new LangGraphClient<Alias>();
    const id: string = "plain";
    const output = await known.runs.wait("t", id, { input: { any: 1 } });
    expectTypeOf(output).toEqualTypeOf<RunOutput<DefaultValues>>();
    expectTypeOf((await known.threads.get("t")).values).toEqualTypeOf<DefaultValues>();
    const { values } = await known.runs.stream("t", id, { input: "text" }).final();
    expectTypeOf(values).toEqualTypeOf<DefaultValues>();
    // @ts-expect-error wrong input of a known graph
    void known.runs.create("t", "plain", { input: { any: 1 } });
  });

  test("metadata, config and values accept free-form objects and undefined", () => {
    void untyped.threads.create({ metadata: { a: 1, b: { c: [null] } } });
    void untyped.threads.create({});
    void untyped.threads.updateState("t", { values: null, asNode: "__end__" });
    void untyped.assistants.create({ graphId: "agent", config: { configurable: { a: 1 } } });
    const status: string | undefined = undefined;
    void untyped.assistants.search({ name: status, limit: undefined });
  });

  test("every checkpoint option accepts the checkpoint of a state", async () => {
    const { checkpoint, tasks, parent_checkpoint } = await client.threads.getState<"agent">("t");
    void client.threads.getState("t", checkpoint);
    void client.threads.getState("t", parent_checkpoint);
    void client.threads.getHistory("t", { checkpoint, before: checkpoint });
    void client.threads.iterateHistory("t", { checkpoint, before: checkpoint });
    void client.threads.updateState("t", { values: null, checkpoint });
    void client.runs.create("t", "agent", { checkpoint });
    void client.runs.create("t", "agent", { checkpoint: tasks[0]?.checkpoint ?? undefined });
    void client.runs.createBatch([{ assistantId: "agent", checkpoint }]);
    void client.runs.wait("t", "agent", { checkpoint });
    void client.runs.stream("t", "agent", { checkpoint });
    void client.runs.resume("t", "agent", "yes", { checkpoint });
    const written = await client.threads.updateState("t", { values: {}, checkpoint });
    void client.runs.create("t", "agent", { checkpoint: written.checkpoint });
  });

  test("optional fields accept undefined, even inside an option", () => {
    const nothing = undefined;
    void client.runs.create("t", "agent", {
      config: { tags: nothing, recursion_limit: nothing, configurable: nothing },
      command: { resume: true, update: nothing, goto: nothing },
    });
    void client.threads.create({ ttl: { ttl: 60, strategy: nothing } });
    void client.raw.POST("/threads", { body: { metadata: nothing } });
  });

  test("every method accepts call options", () => {
    const call = {
      signal: new AbortController().signal,
      timeoutMs: null,
      maxRetries: 0,
      headers: { a: null },
    };
    void client.threads.get("t", call);
    void client.threads.create({ ...call, extraBody: { x: 1 }, extraQuery: { y: 2 } });
    void client.runs.stream("t", "agent", call);
    void client.runs.cancel("t", "r", true, "rollback", call);
    void client.store.putItem(["a"], "k", {}, call);
  });

  test("interrupts accept a type for their value", () => {
    expectTypeOf<Interrupt<{ ask: string }>["value"]>().toEqualTypeOf<{ ask: string } | undefined>();
    expectTypeOf<Thread<AgentState, "yes">["interrupts"]>().toEqualTypeOf<
      Record<string, Interrupt<"yes">[]>
    >();
  });
});

describe("the client rejects", () => {
  test("wrong arguments are errors", () => {
    // @ts-expect-error unknown option
    void client.threads.create({ metdata: {} });
    // @ts-expect-error an option in snake_case
    void client.runs.create("t", "agent", { multitask_strategy: "reject" });
    // @ts-expect-error unknown value of an enum
    void client.runs.create("t", "agent", { multitaskStrategy: "rejct" });
    // @ts-expect-error too few ids
    void client.runs.get("t");
    // @ts-expect-error too many ids
    void client.threads.get("t", "u");
    // @ts-expect-error missing id
    void client.threads.get();
    // @ts-expect-error an id must be a string
    void client.threads.get(5);
    // @ts-expect-error undefined instead of null for a run without a thread
    void client.runs.create(undefined, "agent");
    // @ts-expect-error unknown action: a run is interrupted or rolled back
    void client.runs.cancel("t", "r", true, "delete");
    // @ts-expect-error missing schedule
    void client.crons.create("agent", {});
    // @ts-expect-error missing graph
    void client.assistants.create({ name: "x" });
    // @ts-expect-error a namespace must be a list
    void client.store.getItem("users", "k");
    // @ts-expect-error not a sort field of threads
    void client.threads.search({ sortBy: "name" });
    // @ts-expect-error milliseconds must be a number
    void client.threads.get("t", { timeoutMs: "1s" });
    // @ts-expect-error null is not a filter: both servers reject it
    void client.assistants.search({ metadata: null });
    // @ts-expect-error null is not a filter of threads
    void client.threads.search({ metadata: null });
    // @ts-expect-error null is not a filter of crons
    void client.crons.search({ metadata: null });
    // @ts-expect-error null, such as the parent of a first state, is not a checkpoint
    void client.runs.create("t", "agent", { checkpoint: null });
    // @ts-expect-error streamResumable must be true or false
    client.runs.stream("t", "agent", { streamResumable: null });
    // @ts-expect-error missing node of a superstep's update
    void client.threads.create({ supersteps: [{ updates: [{ values: {} }] }] });
  });

  test("wrong values of a known graph are errors", () => {
    // @ts-expect-error wrong input
    void client.runs.create("t", "agent", { input: { text: "Hi" } });
    // @ts-expect-error wrong context
    void client.runs.stream("t", "agent", { context: { tone: 5 } });
    // @ts-expect-error unknown field of the output
    void client.runs.wait("t", "agent").then((output) => output.drft);
    // @ts-expect-error unknown field of the state
    void client.threads.getState<"plain">("t").then((state) => state.values.cuont);
    // @ts-expect-error unknown graph
    void untyped.threads.getState<"plain">("t").then((state) => state.values.count);
    // @ts-expect-error wrong input, in a function that takes a client with graphs
    void ((known: LangGraphClient<Graphs>) => known.runs.wait("t", "agent", { input: { text: "Hi" } }));
  });

  test("options of stateless runs are errors with a thread, and the other way round", () => {
    const open = "t" as string | null;
    void untyped.runs.create("t", "a", { multitaskStrategy: "enqueue" });
    void untyped.runs.stream(null, "a", { onCompletion: "keep" });
    void untyped.runs.wait(open, "a", { multitaskStrategy: "enqueue", onCompletion: "keep" });
    const create = <Id extends string>(id: Id) =>
      untyped.runs.create(id, "a", { multitaskStrategy: "enqueue" });
    const stateless: RunCreateOptions<{}, string, StatelessRunOptions> = { onCompletion: "keep" };
    void untyped.runs.create(null, "a", stateless);
    void create;
    // @ts-expect-error the thread is an argument
    void untyped.runs.create("t", "a", { threadId: "t2" });
    // @ts-expect-error the thread is an argument, for stateless runs too
    void untyped.runs.create(null, "a", { threadId: "t2" });
    // @ts-expect-error a run on a thread has no onCompletion
    void untyped.runs.wait("t", "a", { onCompletion: "keep" });
    // @ts-expect-error a stateless run has no other runs beside it
    void untyped.runs.stream(null, "a", { multitaskStrategy: "enqueue" });
    // @ts-expect-error a stateless run has no checkpoint to start from
    void untyped.runs.wait(null, "a", { checkpointId: "c" });
  });

  test("only the official name of the tracer's option exists", () => {
    void untyped.runs.create("t", "a", { _langsmithTracer: { projectName: "p" } });
    // @ts-expect-error the API's field is offered under the official name
    void untyped.runs.create("t", "a", { langsmithTracer: { project_name: "p" } });
  });

  test("updateState checks the values", () => {
    const counting = new Client<{ count: number }>();
    void counting.threads.updateState("t", { values: { count: 1 } });
    void client.threads.updateState<"plain">("t", { values: { count: 1 } });
    void client.threads.updateState<"agent">("t", { values: { draft: "a" } });
    void untyped.threads.updateState<{ count: number }>("t", { values: { count: 1 } });
    void untyped.threads.updateState("t", { values: [{ count: 1 }] });
    // @ts-expect-error wrong type of a field of the client's state
    void counting.threads.updateState("t", { values: { count: "1" } });
    // @ts-expect-error unknown field of the graph's state
    void client.threads.updateState<"plain">("t", { values: { cuont: 1 } });
    // @ts-expect-error a state's field that the graph's updates do not have
    void client.threads.updateState<"agent">("t", { values: { messages: [] } });
    // @ts-expect-error wrong type of a field of the named state
    void untyped.threads.updateState<{ count: number }>("t", { values: { count: "1" } });
    // @ts-expect-error values are an object, a list or null
    void untyped.threads.updateState("t", { values: "text" });
  });

  test("graphs without a state are errors", () => {
    interface Agent {
      state: { count: number };
    }
    interface Known {
      agent: Agent;
    }
    new LangGraphClient<Known>();
    // @ts-expect-error a graph needs a state
    new LangGraphClient<{ agent: { foo: 1 } }>();
    // @ts-expect-error a graph is an object of types
    new LangGraphClient<{ agent: string }>();
  });

  test("wrong clients and client options are errors", () => {
    // @ts-expect-error a client without graphs is not a client of these graphs
    const known: LangGraphClient<Graphs> = untyped;
    // @ts-expect-error the graph's state differs
    const other: LangGraphClient<{ plain: { state: { count: string } } }> = client;
    void [known, other];
    // @ts-expect-error unknown client option
    new LangGraphClient({ apiURL: "http://localhost" });
    // @ts-expect-error a key must be a string
    new LangGraphClient({ apiKey: 5 });
    // @ts-expect-error auth must return headers
    new LangGraphClient({ auth: () => "token" });
  });
});
