/** Runs that both servers recorded: the stream of the thread gives the parts that the stream of the run gives. */
import { describe, expect, test } from "vitest";
import { PartBuilder } from "../../../src/parts/part-builder.js";
import type { MessagePart, Part } from "../../../src/parts/types.js";
import type { PartEvent } from "../../../src/parts/wire.js";
import type { AnyThreadEvent } from "../../../src/protocol.js";
import { bytesOf, eventsOf, recordings } from "../../fixtures/streams.js";
import { ofType } from "./events.js";
import { messagesOf, partsOf, textsOf } from "./thread-events.js";

interface Envelope {
  event_id: string;
  method: string;
  params: { namespace: string[]; node?: string; timestamp: number; data: unknown };
}

type Server = "js" | "python";

function threadEvents(server: Server, graph: string): AnyThreadEvent[] {
  return eventsOf(bytesOf({ server, name: `events-${graph}` }).toString()).map(({ data }) => {
    const { event_id: id, method: event, params } = JSON.parse(data) as Envelope;
    const { namespace, node, timestamp: time } = params;
    return { id, event, namespace, node, time, data: params.data };
  });
}

function runEvents(server: Server, graph: string): PartEvent[] {
  return eventsOf(bytesOf({ server, name: `parts-${graph}` }).toString()).map(({ event, data }) => ({
    event,
    data: JSON.parse(data) as unknown,
  }));
}

function classicParts(server: Server, graph: string): Part[] {
  const builder = new PartBuilder();
  return [...runEvents(server, graph).flatMap((event) => builder.add(event)), ...builder.end()];
}

/** Names without the ids of tasks. */
const names = (namespace: readonly string[]) => namespace.map((name) => name.split(":")[0]).join("/");

/** The messages of models: their graph, the added texts, the calls, and what their last part has. */
function modelMessages(parts: readonly Part[]) {
  const all = new Map<string, { text: string; reasoning: string; last: MessagePart }>();
  for (const part of ofType(parts, "message")) {
    if (part.message.type !== "ai") continue;
    const before = all.get(part.replaces ?? part.message.id) ?? { text: "", reasoning: "" };
    if (part.replaces !== undefined) all.delete(part.replaces);
    const text = before.text + part.text;
    all.set(part.message.id, { text, reasoning: before.reasoning + part.reasoning, last: part });
  }
  return [...all.values()]
    .map(({ text, reasoning, last: { message, namespace, done } }) => ({
      graph: names(namespace),
      text,
      reasoning,
      done,
      calls: "tool_calls" in message ? (message.tool_calls ?? []).map(({ name, args }) => [name, args]) : [],
      usage: "usage_metadata" in message ? (message.usage_metadata ?? undefined)?.total_tokens : undefined,
    }))
    .sort((left, right) => (left.text < right.text ? -1 : 1));
}

/** The steps of each call and of each subgraph, and how it ended. */
function steps(parts: readonly Part[]) {
  const all: Record<string, string[]> = {};
  const add = (key: string, step: string): void => {
    const list = (all[key] ??= []);
    if (list.at(-1) !== step) list.push(step);
  };
  for (const part of parts) {
    if (part.type === "tool") {
      add(`${part.name} in ${names(part.namespace)}`, part.status);
      if (part.status === "done") add(`${part.name} in ${names(part.namespace)}`, String(part.output));
    }
    if (part.type === "subgraph") add(`subgraph ${names(part.namespace)}`, part.status);
    if ("error" in part && part.error !== undefined) add(`error of ${part.type}`, part.error);
  }
  return all;
}

const interruptsOf = (parts: readonly Part[]) =>
  ofType(parts, "interrupt")
    .map(({ interrupt, namespace }) => [names(namespace), interrupt.value])
    .sort();

const graphs = [
  "agent",
  "blocks",
  "custom",
  "failed-team",
  "models",
  "questions",
  "team",
  "toolcall",
  "waiting-team",
];

/** Servers that send less in the stream of a thread than in the stream of a run. */
const LOSES = {
  /** The JS server merges a call into the text block, if both have one index. */
  call: (server: Server, graph: string) => server === "js" && graph.endsWith("team"),
  /** The Python server drops the last chunk of a call whose model marks it. */
  chunk: (server: Server, graph: string) => server === "python" && graph === "toolcall",
  /** The Python server sends custom data only for graphs with a transformer. */
  custom: (server: Server) => server === "python",
};

const cases = (["js", "python"] as const).flatMap((server) =>
  graphs.map((graph) => [server, graph] as const),
);

describe.each(cases)("the %s server's run of %s", (server, graph) => {
  const events = threadEvents(server, graph);
  const parts = partsOf(events);
  const classic = classicParts(server, graph);

  test(`${server} ${graph}: the messages of models are the same`, () => {
    const isLess = LOSES.call(server, graph) || LOSES.chunk(server, graph);
    const comparable = (all: ReturnType<typeof modelMessages>) =>
      isLess ? all.map(({ calls: _, ...others }) => others) : all;
    // The run ends there: the graph sees no valid call.
    const expected = LOSES.chunk(server, graph) ? modelMessages(classic).slice(0, 1) : modelMessages(classic);
    expect(comparable(modelMessages(parts))).toEqual(comparable(expected));
  });

  test(`${server} ${graph}: calls, subgraphs and interrupts are the same`, () => {
    const [thread, run] = [steps(parts), steps(classic)];
    if (LOSES.chunk(server, graph)) {
      expect(thread).toEqual({
        "get_weather in ": ["streaming", "failed"],
        "error of tool": ["The arguments are not valid JSON"],
      });
      return;
    }
    if (LOSES.call(server, graph)) {
      delete run["search in research"];
      delete run["error of tool"];
    }
    const withoutProgress = (all: Record<string, string[]>) =>
      Object.fromEntries(
        // Text in the same chunk as the whole call is not streamed; only threads send the progress of tools.
        Object.entries(all).map(([key, list]) => [
          key,
          list.filter((step) => !/^(streaming|running)$/.test(step)),
        ]),
      );
    expect(withoutProgress(thread)).toEqual(withoutProgress(run));
    expect(interruptsOf(parts)).toEqual(interruptsOf(classic));
  });

  test(`${server} ${graph}: custom data and the number of removed messages are the same`, () => {
    const custom = (all: readonly Part[]) =>
      ofType(all, "custom").map(({ payload, namespace }) => [payload, names(namespace)]);
    expect(custom(parts)).toEqual(LOSES.custom(server) ? [] : custom(classic));
    expect(ofType(parts, "removed")).toEqual([]);
  });

  test(`${server} ${graph}: the text is that of the messages, one after the other`, () => {
    let rest = textsOf(events).join("");
    for (const { text } of modelMessages(parts)) {
      expect(rest).toContain(text);
      rest = rest.replace(text, "");
    }
    expect(rest).toBe("");
  });

  test(`${server} ${graph}: an event is one part of the type event, or has other parts`, () => {
    const itself = ofType(parts, "event").map(({ event }) => event as AnyThreadEvent);
    expect(new Set(itself).size).toBe(itself.length);
    const isAlone = ({ event, namespace }: AnyThreadEvent) =>
      ["checkpoints", "tasks", "updates"].includes(event) ||
      (event === "lifecycle" && namespace.length === 0);
    expect(itself.filter(isAlone).map(({ id }) => id)).toEqual(events.filter(isAlone).map(({ id }) => id));
    expect(
      itself.map(({ event }) => event).filter((event) => /messages|values|tools|custom|input/.test(event)),
    ).toEqual([]);
  });

  test(`${server} ${graph}: the state confirms each message without repeating it`, () => {
    const ids = ofType(parts, "message").flatMap(({ message, done }) => (done ? [message.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    const states = events.filter(({ event }) => event === "values");
    const last = messagesOf(events.filter(({ event }) => event !== "values"));
    const final = new Map([...last, ...messagesOf(events)].map((message) => [message.id, message]));
    const kept = new Map(
      states
        .flatMap(({ data }) => (data as { messages?: MessagePart["message"][] }).messages ?? [])
        .map((each) => [each.id, each]),
    );
    for (const [id, message] of kept) {
      const shown = final.get(id);
      if (shown === undefined || shown.type !== "ai" || message.type !== "ai") continue;
      const withoutIndex = (content: unknown) =>
        JSON.parse(
          JSON.stringify(content, (key, value: unknown) => (key === "index" ? undefined : value)),
        ) as unknown;
      expect(withoutIndex(shown.content)).toEqual(withoutIndex(message.content));
      expect(shown.tool_calls ?? []).toEqual(message.tool_calls ?? []);
    }
  });
});

test("the JS server sends the node of a message", () => {
  const nodes = ofType(partsOf(threadEvents("js", "team")), "message").map(({ node }) => node);
  expect([...new Set(nodes)]).toEqual(["think", "write"]);
});

test("a tool reports its progress on both servers", () => {
  for (const server of ["js", "python"] as const) {
    const tools = ofType(partsOf(threadEvents(server, "blocks")), "tool");
    expect(
      tools.filter(({ status }) => status === "running" || status === "done").map(({ output }) => output),
    ).toEqual([undefined, "Looking ", "Looking for the owl", "The owl hoots"]);
  }
});

test("the recordings of threads and of runs are of the same graphs", () => {
  const named = (prefix: string) =>
    recordings
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ server, name }) => `${server} ${name.slice(prefix.length)}`);
  expect(named("events-")).toEqual(named("parts-"));
  expect(named("events-")).toEqual(cases.map(([server, graph]) => `${server} ${graph}`));
});
