/** Names of the official package, used as programs that were written for it do. */
import { Client } from "langgraph-client";
import type {
  Assistant,
  AssistantBase,
  AssistantsSearchResponse,
  CronCreateForThreadResponse,
  CronCreateResponse,
  DefaultToolCall,
  OnConflictBehavior,
  RunsCreatePayload,
  RunsInvokePayload,
  RunsStreamPayload,
  RunsWaitPayload,
  StreamModes,
  ThreadSelectField,
  ThreadStateSelectField,
} from "langgraph-client";
import { RunsClient, StoreClient, ThreadsClient } from "langgraph-client/client";
import type { ClientConfig, HeaderValue, RequestHook } from "langgraph-client/client";
import { expectTypeOf, test } from "vitest";

interface State {
  messages: string[];
}

const client = new Client<State>();
const config: ClientConfig = { apiUrl: "http://localhost:2024", apiKey: null };

test("the payload of a stream decides its events", async () => {
  const payload: RunsStreamPayload<["values", "updates"], true> = {
    input: { messages: [] },
    streamMode: ["values", "updates"],
    streamSubgraphs: true,
  };
  for await (const { event, data } of client.runs.stream("t", "agent", payload)) {
    if (event === "values") expectTypeOf(data.messages).toEqualTypeOf<string[]>();
    // @ts-expect-error the mode is not requested
    if (event === "custom") expectTypeOf(data).toBeUnknown();
  }
});

test("payloads without type parameters fit the methods that they are named after", () => {
  const common: RunsInvokePayload = {
    input: null,
    metadata: { a: 1 },
    config: { recursion_limit: 5 },
    command: { resume: "yes" },
    multitaskStrategy: "reject",
    signal: new AbortController().signal,
    onRunCreated: ({ run_id: id }) => void id,
  };
  const stream: RunsStreamPayload = { ...common, streamMode: "messages-tuple", streamNamespaces: ["child"] };
  const create: RunsCreatePayload = { ...common, streamMode: ["values"], feedbackKeys: ["stars"] };
  const wait: RunsWaitPayload = { ...common, raiseError: false };
  void client.runs.stream("t", "agent", stream);
  void client.runs.stream("t", "agent", common);
  void client.runs.create("t", "agent", create);
  void client.runs.create(null, "agent", common);
  void client.runs.wait("t", "agent", wait);
  void client.runs.wait("t", "agent", common);
});

test("an interface can extend a payload, and a function can pass its type parameters on", () => {
  interface Own extends RunsStreamPayload<"values"> {
    own: number;
  }
  expectTypeOf<Own["streamMode"]>().toEqualTypeOf<"values" | undefined>();
  const start = <Mode extends StreamModes, Subgraphs extends boolean>(
    payload: Omit<RunsStreamPayload<Mode, Subgraphs>, "multitaskStrategy">,
  ) => client.runs.stream("t", "agent", payload);
  void start({ streamMode: ["values"] });
});

test("responses have the types of their names", async () => {
  expectTypeOf(await client.crons.create("agent", { schedule: "* * * * *" })).toExtend<CronCreateResponse>();
  const options = { schedule: "* * * * *" };
  expectTypeOf(
    await client.crons.createForThread("t", "agent", options),
  ).toExtend<CronCreateForThreadResponse>();
  const found: AssistantsSearchResponse = await client.assistants.search({ includePagination: true });
  expectTypeOf(found.assistants).toEqualTypeOf<Assistant[]>();
  expectTypeOf<Assistant>().toExtend<AssistantBase>();
  const [version]: AssistantBase[] = await client.assistants.getVersions("a");
  expectTypeOf(version?.graph_id).toEqualTypeOf<string | undefined>();
});

test("values of options have names", () => {
  const select: ThreadSelectField[] = ["thread_id", "values", "interrupts"];
  const fields: ThreadStateSelectField[] = ["values", "values.messages", "tasks", "interrupts"];
  const ifExists: OnConflictBehavior = "do_nothing";
  void client.threads.search({ select });
  void client.threads.getState("t", null, { select: fields });
  void client.threads.create({ ifExists });
  // @ts-expect-error not a field
  const wrong: ThreadSelectField = "none";
  void wrong;
  const call: DefaultToolCall = { name: "search", args: { query: "a" }, id: "c", type: "tool_call" };
  expectTypeOf(call.name).toBeString();
});

test("the classes of the entry client take a state, and the config of a client", async () => {
  const threads = new ThreadsClient<State>(config);
  expectTypeOf((await threads.getState("t")).values).toEqualTypeOf<State>();
  expectTypeOf((await new ThreadsClient(config).getState("t")).values).toEqualTypeOf<
    Record<string, unknown>
  >();
  const runs = new RunsClient<State, Partial<State>, { progress: number }>(config);
  for await (const event of runs.stream("t", "agent", { streamMode: "custom" })) {
    if (event.event === "custom") expectTypeOf(event.data.progress).toBeNumber();
  }
  void new StoreClient(config).getItem(["a"], "k");
});

test("a class of the entry client is a type, and can be extended", () => {
  const own: ThreadsClient<State> = client.threads;
  const runs: RunsClient<State> = client.runs;
  class Threads extends ThreadsClient<State> {
    async title(threadId: string): Promise<number> {
      return (await this.getState(threadId)).values.messages.length;
    }
  }
  expectTypeOf(new Threads(config).title).returns.resolves.toBeNumber();
  void [own, runs];
});

test("headers and hooks have names", () => {
  const header: HeaderValue = null;
  const hook: RequestHook = (url, init) => ({ ...init, headers: { "x-path": url.pathname } });
  void new Client({ ...config, defaultHeaders: { "x-none": header }, onRequest: hook });
});
