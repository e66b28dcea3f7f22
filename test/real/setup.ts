import { LangGraphClient, type Message } from "langgraph-client";
import { expect, inject, onTestFinished } from "vitest";
import { all } from "../helpers/async.js";
import { startServer as startFake } from "../fake/start.js";
import { startServer as startPython } from "../python/start.js";
import { startServer as startJs } from "../server/start.js";
import { startServer as startAegra } from "../servers/aegra.js";
import { Conformance } from "./conformance.js";
import { deviationsOf, type DeviationName } from "./deviations.js";

/** The state of a chat graph. */
interface Chat {
  state: { messages: Message[] };
  input: { messages: { role: string; content: string }[] };
}

/** The states of the graphs in test/server/graphs. */
export interface Graphs {
  agent: Chat;
  blocks: Chat;
  chat: {
    state: Chat["state"] & { n: number; ms: number; useTool: boolean };
    input: Chat["input"] & { n?: number; ms?: number; useTool?: boolean };
  };
  forget: Chat;
  models: Chat;
  scripted: Chat;
  team: Chat;
  toolcall: Chat;
  custom: { state: { count: number }; custom: { index: number } };
  interrupt: { state: { request: string; answer?: unknown; done?: boolean }; input: { request: string } };
  interrupts: { state: { left?: unknown; right?: unknown } };
  questions: {
    state: {
      ask: string[];
      one?: unknown;
      two?: unknown;
      three?: unknown;
      left?: unknown;
      right?: unknown;
      twin?: unknown;
    };
    interrupt: string;
  };
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

/** Starts another server of the kind under test. */
export const startServer = { js: startJs, python: startPython, aegra: startAegra, fake: startFake }[server];

/** Deviations of the server under test. */
export const ownDeviations = deviationsOf(server);

/** Names of the deviations that this run has proven. */
export const provenDeviations = new Set<string>();

/**
 * Marks a deviation as proven if the current test passes. The test must fail on a server without the deviation. Throws
 * outside a test.
 */
export function proves(name: DeviationName): void {
  onTestFinished(({ task }) => {
    if (task.result?.state === "pass") provenDeviations.add(name);
  });
}

/**
 * True if the server under test has this deviation. Marks it as proven if the current test passes: the test must expect a
 * different result for each return value. Throws outside a test.
 */
export function deviates(name: DeviationName): boolean {
  proves(name);
  return ownDeviations.some(([each]) => each === name);
}

/** True if the server under test lacks an operation of openapi.json. */
export function lacks(operation: string): boolean {
  return ownDeviations.some(([, row]) => row.lacks !== undefined && row.operations.includes(operation));
}

export const conformance = new Conformance();

/** Operations that succeeded through methods (`facade`) and through `raw`. */
export const covered = { facade: new Set<string>(), raw: new Set<string>() };

export const client = new LangGraphClient<Graphs>({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  fetch: conformance.fetch(covered.facade),
});

/** Used for `raw` and `request` only. */
export const rawClient = new LangGraphClient({
  apiUrl: inject("serverUrl"),
  apiKey: null,
  fetch: conformance.fetch(covered.raw),
});

/** Collects the events of a stream, without the event `end`, which some servers send last. */
export async function eventsOf<T extends { event: string }>(source: AsyncIterable<T>): Promise<T[]> {
  const events = await all(source);
  if (deviates("end-event")) expect(events.pop()?.event).toBe("end");
  return events;
}

/** The payload of a run that continues a paused one, without an answer. */
export function goingOn(): { input: null; checkpoint?: object } {
  return { input: null, ...(deviates("input-required") && { checkpoint: {} }) };
}

/** Returns the id of the assistant that the server created for a graph. */
export async function assistantOf(graphId: keyof Graphs): Promise<string> {
  const [assistant] = await client.assistants.search({ graphId, metadata: { created_by: "system" } });
  if (assistant === undefined) throw new Error(`The server has no assistant for ${graphId}`);
  return assistant.assistant_id;
}

/** Creates a thread and returns its id. */
export async function newThread(): Promise<string> {
  return (await client.threads.create()).thread_id;
}
