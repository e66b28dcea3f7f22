import { LangGraphClient, type Message } from "langgraph-client";
import { inject } from "vitest";
import { Conformance } from "./conformance.js";

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

/** A thread with its own id. */
export async function newThread(): Promise<string> {
  return (await client.threads.create()).thread_id;
}
