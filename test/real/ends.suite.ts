/** Ends of runs that are not the usual ones: cancelled before they begin, displaced, rolled back, joined. */
import { NotFoundError, StreamDisconnectedError } from "langgraph-client";
import type { RunIds } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { client, deviates, eventsOf, newThread, server } from "./setup.js";

const ticks = { ticks: 2, delay_ms: 20 };
const endless = { ticks: 1_000, delay_ms: 50 };

// On Aegra all runs of a thread begin at once.
describe.skipIf(server === "aegra")("a run that is cancelled before it begins", () => {
  /** Cancels or displaces a run, given its thread's busy run and its ids. */
  type Ending = (busy: string, run: { threadId: string; runId: string }) => Promise<unknown>;
  const cancel: Ending = (_, { threadId, runId }) => client.runs.cancel(threadId, runId);
  const displace: Ending = (_, { threadId }) =>
    client.runs.create(threadId, "slow", { input: ticks, multitaskStrategy: "interrupt" });

  test.each([
    ["by a call", cancel, {}],
    ["by another run", displace, {}],
    ["by a call, and whose events are not stored", cancel, { streamResumable: false }],
  ])("%s ends its stream at once, and final() has its status", async (_, end, options) => {
    const threadId = await newThread();
    const busy = await client.runs.create(threadId, "slow", { input: endless });
    const reconnects: unknown[] = [];
    const stream = client.runs.stream(threadId, "slow", {
      input: ticks,
      multitaskStrategy: "enqueue",
      onReconnect: (reconnect) => reconnects.push(reconnect),
      ...options,
    });
    const first = stream.next();
    const { runId } = await stream.run;
    await end(busy.run_id, { threadId, runId });
    expect(await first).toEqual({ done: true, value: undefined });
    expect(reconnects).toEqual([]);
    expect(await stream.final()).toMatchObject({ status: "cancelled", interrupts: [] });
    await client.runs.cancel(threadId, busy.run_id, true).catch(() => {});
  });

  test("by a rollback ends its stream at once, and final() says so", async () => {
    const threadId = await newThread();
    const busy = await client.runs.create(threadId, "slow", { input: endless });
    const stream = client.runs.stream(threadId, "slow", { input: ticks, multitaskStrategy: "enqueue" });
    const first = stream.next();
    const { runId } = await stream.run;
    await client.runs.cancel(threadId, runId, false, "rollback");
    expect(await first).toEqual({ done: true, value: undefined });
    const kept = await client.runs.get(threadId, runId).catch(() => undefined);
    // The Python server keeps a run that had not begun.
    if (kept === undefined) await expect(stream.final()).rejects.toThrow(NotFoundError);
    else expect(await stream.final()).toMatchObject({ status: "cancelled" });
    await client.runs.cancel(threadId, busy.run_id, true).catch(() => {});
  });
});

describe("joinStream", () => {
  async function endedRun(options: { streamResumable: boolean }): Promise<RunIds & { threadId: string }> {
    const threadId = await newThread();
    const stream = client.runs.stream(threadId, "slow", { input: ticks, ...options });
    await stream.final();
    return { threadId, runId: (await stream.run).runId };
  }

  test("delivers all events of a run that has ended, from the first one", async () => {
    const { threadId, runId } = await endedRun({ streamResumable: true });
    const names: string[] = [];
    for (const { event } of await eventsOf(client.runs.joinStream(threadId, runId))) names.push(event);
    expect(names).toEqual(["metadata", "values", "values", "values"]);
  });

  test.each<[string, object]>([
    ["by default", {}],
    ['with lastEventId "-1"', { lastEventId: "-1" }],
  ])("of a run whose events were not stored is an error %s", async (_, options) => {
    const { threadId, runId } = await endedRun({ streamResumable: false });
    const stream = client.runs.joinStream(threadId, runId, options);
    if (deviates("always-stored")) return expect(await eventsOf(stream)).toHaveLength(4);
    const error: unknown = await stream.next().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StreamDisconnectedError);
    expect((error as Error).message).toMatch(/streamResumable/);
  });

  test("of a run through another thread is a NotFoundError", async () => {
    const { runId } = await endedRun({ streamResumable: true });
    const other = await newThread();
    for (const options of [{}, { from: "now" } as const, { lastEventId: "-1" }]) {
      // The JS server sends the events first.
      await expect(all(client.runs.joinStream(other, runId, options))).rejects.toThrow(NotFoundError);
    }
  });

  test('from "now" of a run that has ended has no events', async () => {
    const { threadId, runId } = await endedRun({ streamResumable: true });
    expect(await eventsOf(client.runs.joinStream(threadId, runId, { from: "now" }))).toEqual([]);
  });

  test("of a run that was created in the background delivers all events, however late it comes", async () => {
    const threadId = await newThread();
    const { run_id: runId } = await client.runs.create(threadId, "slow", {
      input: { ticks: 4, delay_ms: 100 },
      streamMode: "values",
      streamResumable: true,
    });
    const done: number[] = [];
    for await (const event of client.runs.joinStream(threadId, runId)) {
      if (event.event === "values") done.push((event.data as { done: number }).done);
    }
    expect(done).toEqual([0, 1, 2, 3, 4]);
  });
});

test("stream.run starts a stream, whose events wait for any consumer", async () => {
  const input = { messages: [{ role: "user", content: "hi" }] };
  const ids = [];
  for (const read of ["loop", "text", "final"] as const) {
    const stream = client.runs.stream(await newThread(), "agent", { input });
    ids.push((await stream.run).runId);
    const names = new Set<string>();
    let text = "";
    if (read === "loop") for (const { event } of await eventsOf(stream)) names.add(event);
    if (read === "text") for await (const token of stream.text()) text += token;
    expect([...names]).toEqual(read === "loop" ? ["metadata", "values"] : []);
    expect(text !== "").toBe(read === "text");
    expect((await stream.final()).values.messages).toHaveLength(2);
  }
  expect(new Set(ids).size).toBe(3);
});
