/** A program that uses all public types; every compiler compiles it against the packed package. */
import { Client, LangGraphClient, NotFoundError, RunFailedError, getInterrupts } from "langgraph-client";
import type {
  ApiPromise,
  ClientOptions,
  Fetch,
  Message,
  Run,
  RunStreamOptions,
  StreamMode,
  Thread,
  ThreadState,
} from "langgraph-client";
import { readStream, toResponse } from "langgraph-client/http";
import { createFakeServer } from "langgraph-client/testing";
import { SyncLangGraphClient } from "langgraph-client/sync";
import type { SyncClientOptions, SyncResponse, SyncRunStream } from "langgraph-client/sync";
import { threadStream } from "langgraph-client/thread";
import type { Channel, ThreadEvent } from "langgraph-client/thread";

interface Graphs {
  agent: {
    state: { messages: Message[]; draft?: string };
    input: { messages: { role: "user"; content: string }[] };
    context: { tone: string };
    custom: { progress: number };
  };
}

const ownFetch: Fetch = (url, init) => fetch(url, init);
const options: ClientOptions = {
  apiUrl: "http://localhost:2024",
  apiKey: null,
  fetch: ownFetch,
  auth: async () => ({ authorization: "Bearer a" }),
  onRequest: (url, init) => (url.pathname === "/ok" ? { ...init, cache: "no-store" } : init),
  logger: console,
};
export const client = new LangGraphClient<Graphs>(options);
export const anyClient: LangGraphClient = client;
export const old = new Client<{ messages: Message[] }>(options);

/** Optional fields accept `undefined`, even with exactOptionalPropertyTypes. */
export const maybe = (signal: AbortSignal | undefined, limit: number | undefined): ApiPromise<Thread[]> =>
  client.threads.search({ signal, limit });

export async function threads(id: string): Promise<ThreadState<{ messages: Message[]; draft?: string }>> {
  const thread: Thread = await client.threads.create({ ttl: 60, metadata: { user: "ada" } });
  const promise: ApiPromise<Thread> = client.threads.get(thread.thread_id, { timeoutMs: 5_000 });
  const { data, response } = await promise.withResponse();
  const status: number = response.status;
  for await (const { thread_id: each } of client.threads.iterate({ limit: 10 })) if (each === id) break;
  const state = await client.threads.getState<"agent">(data.thread_id);
  const { checkpoint } = state;
  await client.threads.updateState(data.thread_id, { values: { draft: "" }, checkpoint });
  await client.threads.getHistory(data.thread_id, { before: checkpoint, checkpoint });
  const interrupts: unknown[] = getInterrupts(state).map(({ value }) => value);
  const body: unknown = await client.request("POST", "/my/route", { body: { status, interrupts } });
  if (body === undefined) throw new Error("empty response");
  return state;
}

export async function streams(threadId: string, modes: StreamMode[]): Promise<string> {
  const payload: RunStreamOptions = { streamMode: modes };
  for await (const event of client.runs.stream(threadId, "agent", payload)) if (event.id === "1") break;
  await using stream = client.runs.stream(threadId, "agent", {
    input: { messages: [{ role: "user", content: "Hello" }] },
    context: { tone: "dry" },
    streamMode: ["values", "messages-tuple", "custom"],
  });
  for await (const event of stream) {
    if (event.event === "values") return event.data.draft ?? "";
    if (event.event === "custom") return event.data.progress.toFixed();
    if (event.event === "messages") return String(event.data[0].content);
    // @ts-expect-error not an event of these modes
    if (event.event === "updates") return "";
  }
  let text = "";
  for await (const chunk of client.runs.stream(null, "agent").text()) text += chunk;
  const { values, status } = await client.runs.stream(threadId, "agent").final();
  return status === "success" ? text : (values.draft ?? "");
}

export async function runs(threadId: string): Promise<string | undefined> {
  // @ts-expect-error unknown mode
  client.runs.stream(threadId, "agent", { streamMode: "nonsense" });
  const run: Run = await client.runs.create(threadId, "agent", { multitaskStrategy: "enqueue" });
  try {
    const { draft, messages } = await client.runs.wait(threadId, "agent");
    return draft ?? messages.at(-1)?.id ?? run.run_id;
  } catch (error) {
    if (error instanceof NotFoundError) return error.detail;
    if (error instanceof RunFailedError) return error.error;
    throw error;
  }
}

export const channel: Channel = "custom:progress";
export const progressOf = (event: ThreadEvent<unknown, unknown, { progress: number }>): string =>
  event.event === "lifecycle" ? event.data.event : event.event;

export async function thread(id: string): Promise<string> {
  const session = threadStream(client, id, { assistantId: "agent" });
  // @ts-expect-error not a client
  threadStream({}, id, { assistantId: "agent" });
  // @ts-expect-error the assistant is missing
  threadStream(client, id, {});
  const active = await session.activeRun();
  return active === undefined ? session.threadId : "active";
}

export function sync(id: string, syncOptions: SyncClientOptions): string {
  const blocking = new SyncLangGraphClient<Graphs>({ ...syncOptions, logger: console });
  const anyBlocking: SyncLangGraphClient = blocking;
  const stream = blocking.runs.stream(id, "agent", { streamMode: ["values", "custom"] });
  const untyped: SyncRunStream = stream;
  for (const event of stream) if (event.event === "custom") return event.data.progress.toFixed();
  const { data, response } = anyBlocking.raw.GET("/threads/{thread_id}", {
    params: { path: { thread_id: id } },
  });
  const { status }: SyncResponse = response;
  // @ts-expect-error the body was read in the other thread
  void response.json();
  return data?.thread_id ?? `${status} ${untyped.run.runId} ${stream.final().values.draft}`;
}

export async function rest(): Promise<string[]> {
  const { data, error } = await client.raw.GET("/threads/{thread_id}", {
    params: { path: { thread_id: "a" } },
  });
  // @ts-expect-error unknown path
  await client.raw.GET("/nowhere");
  for await (const { event } of client.raw.stream("POST", "/runs/stream", {
    body: { assistant_id: "agent" },
  })) {
    if (event === "end") break;
  }
  const item = await client.store.getItem<{ food: string }>(["users"], "ada");
  const { assistants } = await client.assistants.search({ includePagination: true });
  return [data?.thread_id ?? String(error), item?.value.food ?? "", assistants[0]?.graph_id ?? ""];
}

/** A fake server and a route, as a test has them. */
export async function fakes(): Promise<string[]> {
  const { fetch } = createFakeServer({
    graphs: { agent: ({ messages }: { messages: Message[] }) => `${messages.length}` },
  });
  const fake = new LangGraphClient({
    apiUrl: "http://fake",
    fetch,
    onResponse: ({ status }, { attempt }) => void [status, attempt],
  });
  const texts: string[] = [];
  const response = toResponse(fake.runs.stream(null, "agent", { input: { messages: "Hi" } }).text(), {
    format: "ndjson",
  });
  for await (const text of readStream<string>(response)) texts.push(text);
  return texts;
}
