/** The program that every runtime runs: checks of the package's main features against the real server. */
import { InvalidArgumentError, LangGraphClient, NotFoundError, RunFailedError } from "langgraph-client";
import type { ClientOptions, Message } from "langgraph-client";
import { readStream, toResponse } from "langgraph-client/http";
import { createFakeServer } from "langgraph-client/testing";
import { threadStream } from "langgraph-client/thread";

interface Graphs {
  agent: { state: { messages: Message[] } };
  custom: { state: { count: number }; custom: { index: number } };
  slow: { state: { ticks: number; delay_ms: number; done?: number } };
  thrower: { state: { message: string } };
}

/** The server of the checks. */
export interface Target {
  /** URL of the server or its gateway. */
  url: string;
  /** The same, but the first response of every new stream is cut. */
  cutUrl: string;
  /** "include" makes a browser send its cookies. */
  credentials?: RequestCredentials | undefined;
}

/** Result by check: "ok" or an error. */
export type Report = Record<string, string>;

type Client = LangGraphClient<Graphs>;

const content = "Hello there";
const input = { messages: [{ role: "user", content }] };

const checks: Record<string, (client: Client, cut: Client, options: ClientOptions) => Promise<void>> = {
  /** Without a key the client reads the environment, which a runtime may lack or forbid. */
  async options(_, __, options) {
    const { assistants } = new LangGraphClient({ ...options, apiKey: undefined });
    same((await assistants.search({ graphId: "agent" })).length, 1);
  },

  async create(client) {
    const { thread_id: id } = await client.threads.create({ metadata: { from: "runtimes" } });
    const { metadata } = await client.threads.get(id);
    same(metadata?.["from"], "runtimes");
  },

  async stream(client) {
    let text = "";
    let chunks = 0;
    for await (const chunk of client.runs.stream(null, "agent", { input }).text()) {
      text += chunk;
      chunks += 1;
    }
    same(text, `You said: ${content}`);
    same(chunks > 1, true);
  },

  async break(client) {
    const { thread_id: id } = await client.threads.create();
    const slow = { ticks: 200, delay_ms: 50 };
    const stream = client.runs.stream(id, "slow", { input: slow, streamMode: "values" });
    for await (const event of stream) if (event.event === "values" && event.data.done === 2) break;
    // The gateway counts open connections; the run itself continues.
    await until(async () => (await client.request("GET", "/open-streams")) === 0);
    await stream.cancel({ wait: true });
  },

  async abort(client) {
    const { thread_id: id } = await client.threads.create();
    const controller = new AbortController();
    const slow = { ticks: 200, delay_ms: 50 };
    const stream = client.runs.stream(id, "slow", { input: slow, signal: controller.signal });
    try {
      for await (const event of stream) if (event.event === "values") controller.abort();
      same("ended", "aborted");
    } catch (error) {
      same(error instanceof Error && error.name, "AbortError");
    }
  },

  async reconnect(_, cut) {
    const { thread_id: id } = await cut.threads.create();
    const indexes: number[] = [];
    let cuts = 0;
    const stream = cut.runs.stream(id, "custom", {
      input: { count: 40 },
      streamMode: ["custom", "values"],
      onReconnect: () => void (cuts += 1),
    });
    for await (const event of stream) {
      if (event.event === "custom" && indexes.push(event.data.index) === 1) await cut.request("GET", "/cut");
    }
    same(indexes.join(), Array.from({ length: 40 }, (_, index) => index).join());
    same(cuts, 1);
    same((await stream.final()).values.count, 40);
  },

  async wait(client) {
    const { thread_id: id } = await client.threads.create();
    const { messages } = await client.runs.wait(id, "agent", { input });
    same(messages.at(-1)?.content, `You said: ${content}`);
  },

  async final(client) {
    const { thread_id: id } = await client.threads.create();
    const { status, values } = await client.runs.stream(id, "agent", { input }).final();
    same(status, "success");
    same(values.messages.length, 2);
  },

  async error(client) {
    const missing = await failure(client.threads.get("00000000-0000-4000-8000-000000000000"));
    same(missing instanceof NotFoundError && missing.status, 404);
    const failing = client.runs.stream(null, "thrower", { input: { message: "on purpose" } });
    const failed = await failure(failing.final());
    same(failed instanceof RunFailedError && failed.detail, "on purpose");
  },

  async thread(client) {
    const { thread_id: id } = await client.threads.create();
    const session = threadStream(client, id, { assistantId: "agent" });
    same(await session.threadId, id);
    same(await session.activeRun(), undefined);
    // An error of this entry has the class that the main entry exports.
    const refused = await failure(
      Promise.resolve().then(() => threadStream({} as Client, id, { assistantId: "agent" })),
    );
    same(refused instanceof InvalidArgumentError && refused.argument, "client");
  },

  /** A stream of a fake server, through a response and back. */
  async http() {
    const { fetch } = createFakeServer({ graphs: { agent: () => content } });
    const client = new LangGraphClient({ apiUrl: "http://fake", apiKey: null, fetch });
    let text = "";
    let cause: unknown;
    const stream = client.runs.stream(null, "agent", { input }).text();
    const response = toResponse(stream, { onError: (error) => (cause = error) });
    const read = async () => {
      for await (const more of readStream<string>(response)) text += more;
    };
    // The reader's own error has less.
    await read().catch((error: unknown) => Promise.reject(cause ?? error));
    same(text, content);
  },

  async raw(client) {
    const { data, response } = await client.raw.POST("/threads", { body: { metadata: { from: "raw" } } });
    same(response.status, 200);
    // `data` is a thread, or a detail if the server created it only in part.
    same(data !== undefined && "metadata" in data && data.metadata["from"], "raw");
    const { error } = await client.raw.GET("/threads/{thread_id}", {
      params: { path: { thread_id: "00000000-0000-4000-8000-000000000000" } },
    });
    same(error !== undefined, true);
  },
};

/** Runs all checks in order. */
export async function program({ url, cutUrl, credentials }: Target): Promise<Report> {
  // Only browsers have cookies; other runtimes do not support this option.
  const onRequest: ClientOptions["onRequest"] = credentials && ((_, init) => ({ ...init, credentials }));
  const options: ClientOptions = { apiUrl: url, apiKey: "a-key", onRequest };
  const client: Client = new LangGraphClient(options);
  const cut: Client = new LangGraphClient({ ...options, apiUrl: cutUrl });
  const report: Report = {};
  for (const [name, check] of Object.entries(checks)) {
    const problem = check(client, cut, options).then(() => undefined, describe);
    report[name] = (await Promise.race([problem, timeout()])) ?? "ok";
  }
  return report;
}

function same(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`expected ${String(expected)}, got ${String(actual)}`);
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the condition was not met within 5 seconds");
}

function timeout(): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, 20_000, "timed out after 20 seconds"));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
