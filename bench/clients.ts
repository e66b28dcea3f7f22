import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contender } from "./case.js";
import { root } from "./files.js";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  apiUrl: string;
  /** Instead of the runtime's. */
  fetch?: Fetch | undefined;
}

export interface StreamedEvent {
  event: string;
  data: unknown;
}

/** What is used of a client here, which is the same in all of them. */
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

/** Where a client's package begins: ours as it is built, the others as they are installed. */
export function entryOf(contender: Contender): string {
  if (contender !== "ours") return import.meta.resolve(contender);
  return pathToFileURL(join(root, "dist/index.js")).href;
}

/** Makes the clients of a contender, each with the options that it has by default. */
export async function clientOf(contender: Contender): Promise<(options: ClientOptions) => AnyClient> {
  // All have a class of this name; the peers are no dependencies of the root, whose compiler cannot know them.
  const { Client } = (await import(entryOf(contender))) as { Client: Constructor };
  return ({ apiUrl, fetch }) =>
    new Client({ apiUrl, apiKey: null, ...(fetch && { callerOptions: { fetch } }) });
}
