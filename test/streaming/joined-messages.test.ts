/** text(), messages() and parts() of a stream that joins a run in the middle of a message. */
import type { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { messageReader, textReader } from "../../src/parts/readers.js";
import type { Reader } from "../../src/parts/readers.js";
import { all, failure } from "../helpers/async.js";
import { clientOf } from "../helpers/fake-client.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeConnection, FakeEvent, FakeRunOptions } from "../helpers/fake-run.js";

const chunk = (id: string, content: string, more: object = {}): [string, unknown] => [
  "messages",
  [
    { type: "AIMessageChunk", id, content, tool_call_chunks: [], chunk_position: null, ...more },
    { langgraph_node: id, langgraph_checkpoint_ns: `${id}:1` },
  ],
];
const last = { chunk_position: "last" };
const data: [string, unknown][] = [
  ["metadata", { run_id: "r" }],
  ["values", { messages: [] }],
  chunk("a", "He"),
  chunk("b", "x"),
  chunk("a", "l"),
  chunk("a", "l"),
  chunk("b", "", { tool_call_chunks: [{ index: 0, id: "c", name: "f", args: '{"q"' }] }),
  chunk("a", "o", last),
  chunk("b", "", { tool_call_chunks: [{ index: 0, args: ":1}" }] }),
  chunk("b", "y", last),
  ["values", { messages: [{ type: "ai", id: "final", content: "Hello" }] }],
  chunk("d", "end", last),
];
const KINDS: Record<string, (index: number) => string> = {
  "of the JS server": (index) => `${index}`,
  "of the Python server": (index) => `1795512510480-${index}`,
  "that several events share": (index) => `${1795512510480 + Math.floor(index / 3)}-0`,
};
const eventsWith = (idOf: (index: number) => string): FakeEvent[] =>
  data.map(([event, value], index) => ({ id: idOf(index), event, data: JSON.stringify(value) }));

/** The items that each event yields to a reader of the whole run. */
function itemsByEvent(reader: Reader<unknown>): unknown[][] {
  return data.map(([event, value]) => [...reader.add({ event, data: structuredClone(value) })]);
}

async function cursorAfter(client: LangGraphClient, count: number): Promise<string> {
  const stream = client.runs.stream("t", "agent");
  for (let read = 0; read < count; read += 1) await stream.next();
  const { cursor } = stream;
  stream.close();
  if (cursor === undefined) throw new Error("The stream has no cursor");
  return cursor;
}

const cut = (after: number): FakeConnection => ({ cut: { after, at: 0, how: "reset" } });

describe.each(Object.entries(KINDS))("ids %s", (kind, idOf) => {
  const events = eventsWith(idOf);
  const items = itemsByEvent(messageReader({}));
  const counts = Array.from({ length: data.length - 1 }, (_, index) => index + 1);

  test.each(counts)(`messages() with ids ${kind} gives whole messages behind event %i`, async (count) => {
    const client = clientOf(new FakeRun(events, { hasEnded: true }));
    const cursor = await cursorAfter(client, count);
    const seen = await all(client.runs.joinStream("t", "r", { cursor }).messages());
    expect(seen).toEqual(items.slice(count).flat());
  });

  test.each(counts)(`text() with ids ${kind} gives the rest of the text behind event %i`, async (count) => {
    const client = clientOf(new FakeRun(events, { hasEnded: true }));
    const cursor = await cursorAfter(client, count);
    const seen = await all(client.runs.joinStream("t", "r", { cursor }).text());
    expect(seen).toEqual(itemsByEvent(textReader({})).slice(count).flat());
  });

  test(`messages() with ids ${kind} gives whole messages when both connections break`, async () => {
    const connections = (index: number) => (index === 0 ? {} : index < 7 ? cut(1 + (index % 3)) : undefined);
    const client = clientOf(new FakeRun(events, { hasEnded: true, connections }));
    const cursor = await cursorAfter(client, 4);
    const seen = await all(client.runs.joinStream("t", "r", { cursor }).messages());
    expect(seen).toEqual(items.slice(4).flat());
  });
});

describe("the replay", () => {
  const events = eventsWith(KINDS["of the JS server"]!);

  function open(options: FakeRunOptions) {
    const run = new FakeRun(events, options);
    const urls: string[] = [];
    const client = clientOf(run, {
      fetch: (url, init) => {
        urls.push(`${init.method} ${new URL(url).search} ${new Headers(init.headers).get("last-event-id")}`);
        return run.fetch(url, init);
      },
    });
    return { run, client, urls };
  }
  const stalled: FakeRunOptions = {
    connections: [1, 2].map((after) => ({ cut: { after, at: 0, how: "stall" } })),
  };
  const join = (client: LangGraphClient, more: object = {}) =>
    client.runs.joinStream("t", "r", { lastEventId: "4", ...more });

  test("the replay begins with the run, and never cancels it", async () => {
    const { client, urls } = open({ hasEnded: true });
    const [message] = await all(join(client, { cancelOnDisconnect: true }).messages());
    expect(message).toMatchObject({ id: "a", content: "Hell" });
    expect(urls.slice(0, 2)).toEqual(["GET ?cancel_on_disconnect=true 4", "GET  -1"]);
  });

  test("the replay is not requested before the first chunk, nor by a loop", async () => {
    const { client, urls } = open({ hasEnded: true });
    await all(client.runs.joinStream("t", "r", { lastEventId: "4" }));
    expect(urls).not.toContain("GET  -1");
  });

  test("the replay is left out if the events have no ids", async () => {
    const bare = events.map(({ event, data: text }) => ({ event, data: text }));
    const run = new FakeRun(bare, { connections: [{ happened: 5 }] });
    const joined = clientOf(run).runs.joinStream("t", "r", { lastEventId: "4" });
    await all(joined.messages()).catch(() => {});
    expect(run.lastEventIds.filter((id) => id === "-1")).toEqual([]);
  });

  test("the replay reaches parts(), whose parts are whole too", async () => {
    const { client } = open({ hasEnded: true });
    const tools = (await all(join(client, { lastEventId: "6" }).parts())).filter(
      ({ type }) => type === "tool",
    );
    expect(tools).toMatchObject([{ id: "c", name: "f", status: "called", args: { q: 1 } }]);
  });

  test("close() during the replay ends it, and closes both connections", async () => {
    const { client, run } = open(stalled);
    const stream = join(client);
    const pending = stream.messages().next();
    while (run.open < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    stream.close();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(run.open).toBe(0);
  });

  test("return() during the replay ends it, and closes both connections", async () => {
    const { client, run } = open(stalled);
    const messages = join(client).messages();
    const pending = messages.next();
    while (run.open < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    await messages.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(run.open).toBe(0);
  });

  test("an abort during the replay rejects with its reason, and closes both connections", async () => {
    const { client, run } = open(stalled);
    const controller = new AbortController();
    const messages = join(client, { signal: controller.signal }).messages();
    const pending = messages.next();
    while (run.open < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await failure(pending)).toBe(reason);
    expect(await messages.next()).toEqual({ done: true, value: undefined });
    expect(run.open).toBe(0);
  });
});
