import { LangGraphClient, type Message } from "langgraph-client";
import { inject } from "vitest";
import { startServer as startPython } from "../python/start.js";
import { startServer as startJs } from "../server/start.js";
import { Conformance } from "./conformance.js";
import { deviationsOf, type DeviationName } from "./deviations.js";

/** The states of the graphs in test/server/graphs. */
export interface Graphs {
  agent: { state: { messages: Message[] }; input: { messages: { role: string; content: string }[] } };
  toolcall: { state: { messages: Message[] }; input: { messages: { role: string; content: string }[] } };
  custom: { state: { count: number }; custom: { index: number } };
  interrupt: { state: { request: string; answer?: unknown; done?: boolean }; input: { request: string } };
  interrupts: { state: { left?: unknown; right?: unknown } };
  nested: { state: { path: string } };
  slow: {
    state: { ticks: number; delay_ms: number; done: number };
    input: { ticks: number; delay_ms: number };
    custom: { tick: number };
  };
  thrower: { state: { message: string } };
  trivial: { state: { value: unknown; seen?: boolean }; input: { value: unknown } };
}

export const server = inject("server");

/** Starts another server of this kind. */
export const startServer = server === "python" ? startPython : startJs;

/** How it deviates. */
export const own = deviationsOf(server);

/** The names of the deviations that this run has seen. */
export const seen = new Set<string>();

/** Whether this is the server that deviates so. Whoever asks expects what it does then, and something else otherwise. */
export function deviates(name: DeviationName): boolean {
  seen.add(name);
  return own.some(([each]) => each === name);
}

/** Whether the document has operations that this server does not have. */
export function lacks(operation: string): boolean {
  return own.some(([, row]) => row.lacks !== undefined && row.operations.includes(operation));
}

export const conformance = new Conformance();

/** The operations that succeeded through the methods, and those through `raw`. */
export const covered = { facade: new Set<string>(), raw: new Set<string>() };

export const client = new LangGraphClient<Graphs>({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  fetch: conformance.fetch(covered.facade),
});

/** Only its `raw` is used. */
export const rawClient = new LangGraphClient({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  fetch: conformance.fetch(covered.raw),
});

/** The id of the assistant that the server made for a graph. */
export async function assistantOf(graphId: keyof Graphs): Promise<string> {
  const [assistant] = await client.assistants.search({ graphId, metadata: { created_by: "system" } });
  if (assistant === undefined) throw new Error(`The server has no assistant for ${graphId}`);
  return assistant.assistant_id;
}

/** A thread with its own id. */
export async function newThread(): Promise<string> {
  return (await client.threads.create()).thread_id;
}
