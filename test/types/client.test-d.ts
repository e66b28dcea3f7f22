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
  RunOutput,
  SearchItem,
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

describe("what compiles", () => {
  test("results", () => {
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

  test("pages", async () => {
    const { threads, next, total } = await client.threads.search({ includePagination: true });
    expectTypeOf(threads).toEqualTypeOf<Thread[]>();
    expectTypeOf(next).toEqualTypeOf<string | null>();
    expectTypeOf(total).toEqualTypeOf<number | null>();
    expectTypeOf((await client.assistants.search({ includePagination: true })).assistants).toEqualTypeOf<
      Assistant[]
    >();
    expectTypeOf((await client.crons.search({ includePagination: true })).crons).toEqualTypeOf<Cron[]>();
  });

  test("iterators", () => {
    expectTypeOf(client.threads.iterate()).toExtend<AsyncIterable<Thread>>();
    expectTypeOf(client.threads.iterateHistory<"agent">("t")).toExtend<
      AsyncIterable<ThreadState<AgentState>>
    >();
    expectTypeOf(client.runs.iterate("t")).toExtend<AsyncIterable<Run>>();
    expectTypeOf(client.store.iterateItems<{ a: 1 }>([])).toExtend<AsyncIterable<SearchItem<{ a: 1 }>>>();
    expectTypeOf(client.store.iterateNamespaces()).toExtend<AsyncIterable<string[]>>();
  });

  test("the response beside the value", async () => {
    const { data, response } = await client.threads.get("t").withResponse();
    expectTypeOf(data).toEqualTypeOf<Thread>();
    expectTypeOf(response).toEqualTypeOf<Response>();
  });

  test("states by graph, by type, by nothing", async () => {
    expectTypeOf((await client.threads.getState<"agent">("t")).values).toEqualTypeOf<AgentState>();
    expectTypeOf((await client.threads.getState<{ own: 1 }>("t")).values).toEqualTypeOf<{ own: 1 }>();
    expectTypeOf((await client.threads.getState("t")).values).toEqualTypeOf<DefaultValues>();
    expectTypeOf((await client.threads.getHistory<"plain">("t"))[0]!.values).toEqualTypeOf<{
      count: number;
    }>();
    // A name that no graph has is a mistake, and the type says so where its fields are asked for.
    expectTypeOf((await client.threads.getState<"nope">("t")).values).toEqualTypeOf<UnknownGraph<"nope">>();
    expectTypeOf((await untyped.threads.getState<"agent">("t")).values).toEqualTypeOf<
      UnknownGraph<"agent">
    >();
    expectTypeOf<keyof UnknownGraph<"nope">>().toEqualTypeOf<"The client knows no graph of this id">();
  });

  test("a function of any client takes one that knows its graphs", () => {
    const find = (any: LangGraphClient) => any.threads.search();
    const ask = (any: LangGraphClient["runs"], id: string) => any.wait("t", id, { input: { any: 1 } });
    const some = (plain: LangGraphClient<Pick<Graphs, "plain">>) => plain.runs.stream("t", "plain");
    void find(client);
    void find(new LangGraphClient<Graphs, paths & OwnPaths>());
    void find(new Client<AgentState>());
    void ask(client.runs, "agent");
    void ask(new RunsClient<Graphs>(), "agent");
    void some(client);
    const parts: Pick<LangGraphClient, "threads" | "crons"> = client;
    void parts;
    const same: LangGraphClient<Graphs> = new LangGraphClient();
    void same;
  });

  test("what a run ends with", async () => {
    const output = await client.runs.wait("t", "agent");
    expectTypeOf(output).toEqualTypeOf<RunOutput<AgentState>>();
    expectTypeOf(output.__interrupt__?.[0]?.value).toEqualTypeOf<unknown>();
    expectTypeOf(await client.runs.wait(null, "0c1b-any-uuid")).toEqualTypeOf<RunOutput<DefaultValues>>();
    expectTypeOf((await client.runs.join<"plain">("t", "r")).count).toEqualTypeOf<number>();
    expectTypeOf((await client.runs.wait<{ own: 1 }>("t", "other")).own).toEqualTypeOf<1>();
  });

  test("inputs and contexts of a known graph, and those of any other", () => {
    void client.runs.create("t", "agent", {
      input: { messages: [{ role: "user", content: "Hi" }] },
      context: { tone: "dry" },
    });
    void client.runs.create("t", "agent", { input: null, command: { resume: true } });
    void client.runs.create("t", "plain", { input: { anything: 1 } });
    void client.runs.create("t", "unknown", { input: "text" });
    void client.crons.create("agent", { schedule: "* * * * *", context: { tone: "dry" } });
  });

  test("an id that is only known when it runs is any graph's", async () => {
    type Alias = { plain: { state: { count: number }; input: { count: number } } };
    const known = new LangGraphClient<Alias>();
    const id: string = "plain";
    const output = await known.runs.wait("t", id, { input: { any: 1 } });
    expectTypeOf(output).toEqualTypeOf<RunOutput<DefaultValues>>();
    expectTypeOf((await known.threads.get("t")).values).toEqualTypeOf<DefaultValues>();
    const { values } = await known.runs.stream("t", id, { input: "text" }).final();
    expectTypeOf(values).toEqualTypeOf<DefaultValues>();
    // @ts-expect-error an input that the graph does not take
    void known.runs.create("t", "plain", { input: { any: 1 } });
  });

  test("free-form values", () => {
    void untyped.threads.create({ metadata: { a: 1, b: { c: [null] } } });
    void untyped.threads.create({});
    void untyped.threads.updateState("t", { values: null, asNode: "__end__" });
    void untyped.assistants.create({ graphId: "agent", config: { configurable: { a: 1 } } });
    const status: string | undefined = undefined;
    void untyped.assistants.search({ name: status, limit: undefined });
  });

  test("a checkpoint of a state, wherever one is taken", async () => {
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

  test("undefined for what may be missing, also inside of an option", () => {
    const nothing = undefined;
    void client.runs.create("t", "agent", {
      config: { tags: nothing, recursion_limit: nothing, configurable: nothing },
      command: { resume: true, update: nothing, goto: nothing },
    });
    void client.threads.create({ ttl: { ttl: 60, strategy: nothing } });
    void client.raw.POST("/threads", { body: { metadata: nothing } });
  });

  test("options of a call, everywhere", () => {
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

  test("interrupts with their own value", () => {
    expectTypeOf<Interrupt<{ ask: string }>["value"]>().toEqualTypeOf<{ ask: string } | undefined>();
    expectTypeOf<Thread<AgentState, "yes">["interrupts"]>().toEqualTypeOf<
      Record<string, Interrupt<"yes">[]>
    >();
  });
});

describe("what must not compile", () => {
  test("calls", () => {
    // @ts-expect-error an option that nobody has
    void client.threads.create({ metdata: {} });
    // @ts-expect-error an option with the wire's name
    void client.runs.create("t", "agent", { multitask_strategy: "reject" });
    // @ts-expect-error a value that the enum has not
    void client.runs.create("t", "agent", { multitaskStrategy: "rejct" });
    // @ts-expect-error too few ids
    void client.runs.get("t");
    // @ts-expect-error too many ids
    void client.threads.get("t", "u");
    // @ts-expect-error no id
    void client.threads.get();
    // @ts-expect-error a number is no id
    void client.threads.get(5);
    // @ts-expect-error undefined is no thread: null is none
    void client.runs.create(undefined, "agent");
    // @ts-expect-error a cancelled run is interrupted or rolled back
    void client.runs.cancel("t", "r", true, "delete");
    // @ts-expect-error a cron needs a schedule
    void client.crons.create("agent", {});
    // @ts-expect-error an assistant needs a graph
    void client.assistants.create({ name: "x" });
    // @ts-expect-error a namespace is a list
    void client.store.getItem("users", "k");
    // @ts-expect-error a field that threads are not sorted by
    void client.threads.search({ sortBy: "name" });
    // @ts-expect-error milliseconds are a number
    void client.threads.get("t", { timeoutMs: "1s" });
    // @ts-expect-error null is no filter: both servers refuse it
    void client.assistants.search({ metadata: null });
    // @ts-expect-error null is no filter, here neither
    void client.threads.search({ metadata: null });
    // @ts-expect-error nor here
    void client.crons.search({ metadata: null });
    // @ts-expect-error the first state has no parent to go on from
    void client.runs.create("t", "agent", { checkpoint: null });
    // @ts-expect-error a stream can be resumed or not
    client.runs.stream("t", "agent", { streamResumable: null });
    // @ts-expect-error a superstep's update names its node
    void client.threads.create({ supersteps: [{ updates: [{ values: {} }] }] });
  });

  test("values of a known graph", () => {
    // @ts-expect-error an input that the graph does not take
    void client.runs.create("t", "agent", { input: { text: "Hi" } });
    // @ts-expect-error a context that the graph does not know
    void client.runs.stream("t", "agent", { context: { tone: 5 } });
    // @ts-expect-error a field that the state has not
    void client.runs.wait("t", "agent").then((output) => output.drft);
    // @ts-expect-error a field that the state has not
    void client.threads.getState<"plain">("t").then((state) => state.values.cuont);
    // @ts-expect-error a graph that this client does not know
    void untyped.threads.getState<"plain">("t").then((state) => state.values.count);
    // @ts-expect-error an input that the graph does not take, also where the function takes clients that know it
    void ((known: LangGraphClient<Graphs>) => known.runs.wait("t", "agent", { input: { text: "Hi" } }));
  });

  test("clients", () => {
    // @ts-expect-error a client without graphs is none that knows them
    const known: LangGraphClient<Graphs> = untyped;
    // @ts-expect-error the state of the graph is another one
    const other: LangGraphClient<{ plain: { state: { count: string } } }> = client;
    void [known, other];
    // @ts-expect-error an option that nobody has
    new LangGraphClient({ apiURL: "http://localhost" });
    // @ts-expect-error a key is a string
    new LangGraphClient({ apiKey: 5 });
    // @ts-expect-error auth gives headers
    new LangGraphClient({ auth: () => "token" });
  });
});
