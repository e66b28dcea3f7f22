import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contender } from "./case.js";
import { root } from "./files.js";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  apiUrl: string;
  /** Replaces the runtime's `fetch`. */
  fetch?: Fetch | undefined;
  /** The time limit of a request in milliseconds. */
  timeoutMs?: number | undefined;
}

interface StreamedEvent {
  event: string;
  data: unknown;
}

/** The methods that the benchmarks use; all clients have them. */
export interface AnyClient {
  threads: {
    create(payload?: object): Promise<{ thread_id: string }>;
    get(threadId: string): Promise<{ thread_id: string }>;
    getState(threadId: string): Promise<{ values: unknown }>;
  };
  runs: {
    create(threadId: string, assistantId: string, payload: object): Promise<{ run_id: string }>;
    stream(threadId: string, assistantId: string, payload: object): AsyncIterable<StreamedEvent>;
    joinStream(threadId: string, runId: string, options: object): AsyncIterable<StreamedEvent>;
  };
}

type Constructor = new (options: object) => AnyClient;

/** A run of a thread's stream. */
export interface AnyThreadRun extends AsyncIterable<StreamedEvent> {
  /** The parts of messages have text. */
  parts(): AsyncIterable<{ text?: string | undefined }>;
}

interface AnySession {
  start(options: object): AnyThreadRun;
}

/** Returns a function that starts a run of a new session, with this client. */
export async function threadStarter(options: ClientOptions): Promise<() => AnyThreadRun> {
  const client = (await clientOf("ours"))(options);
  const file = pathToFileURL(join(root, "dist/thread.js")).href;
  // The package is built before it is measured: the compiler does not know this file.
  const { threadStream } = (await import(file)) as {
    threadStream(client: AnyClient, threadId: string, options: object): AnySession;
  };
  return () => threadStream(client, "t", { assistantId: "agent" }).start({ input: {} });
}

/** The chat of a page. */
interface AnyChat {
  subscribe(listener: () => void): () => void;
  submit(text: string): Promise<void>;
  getSnapshot(): { messages: readonly unknown[] };
}

/** Returns a function that opens a chat with the thread `t`. */
export async function chatOpener(options: ClientOptions): Promise<() => AnyChat> {
  const client = (await clientOf("ours"))(options);
  const file = pathToFileURL(join(root, "dist/chat.js")).href;
  // The package is built before it is measured: the compiler does not know this file.
  const { createChat } = (await import(file)) as {
    createChat(client: AnyClient, options: object): AnyChat;
  };
  return () => createChat(client, { assistantId: "agent", threadId: "t" });
}

/** The methods of the synchronous client that the benchmarks use. */
export interface BlockingClient {
  threads: { get(threadId: string): { thread_id: string } };
  runs: { stream(threadId: string, assistantId: string, payload: object): Iterable<StreamedEvent> };
}

/** Returns a synchronous client. */
export async function blockingClient(options: ClientOptions): Promise<BlockingClient> {
  const file = pathToFileURL(join(root, "dist/sync.js")).href;
  // The package is built before it is measured: the compiler does not know this file.
  const { SyncLangGraphClient } = (await import(file)) as {
    SyncLangGraphClient: new (options: object) => BlockingClient;
  };
  return new SyncLangGraphClient({ ...options, apiKey: null });
}

/** Returns the entry point of a client: the built package, or the installed one. */
export function entryOf(contender: Contender): string {
  if (contender !== "ours") return import.meta.resolve(contender);
  return pathToFileURL(join(root, "dist/index.js")).href;
}

/** Returns a factory for a contender's client with default options. */
export async function clientOf(contender: Contender): Promise<(options: ClientOptions) => AnyClient> {
  // Every package exports `Client`. The root's compiler cannot resolve the official packages: bench/ installs them.
  const { Client } = (await import(entryOf(contender))) as { Client: Constructor };
  return ({ apiUrl, fetch, timeoutMs }) =>
    new Client({ apiUrl, apiKey: null, timeoutMs, ...(fetch && { callerOptions: { fetch } }) });
}
