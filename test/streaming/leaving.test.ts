/** A stream that is aborted or closed while it is being mended: it ends at once, and nothing follows. */
import { getEventListeners, once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Reconnect, StreamMode } from "langgraph-client";
import { failure } from "../helpers/async.js";
import { fake } from "../helpers/script.js";
import type { FakeRunOptions } from "../helpers/fake-run.js";

/** The timers that were set and not cleared. */
let timers: Set<unknown>;
beforeEach(() => {
  timers = new Set();
  const { setTimeout, clearTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms?: number) => {
    // No pause is over by itself.
    const timer = setTimeout(run, ms === undefined ? ms : 1_000_000_000);
    timers.add(timer);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  });
});
afterEach(() => void vi.restoreAllMocks());

const never = (reached: () => void) => () => {
  reached();
  return new Promise<Response>(() => {});
};
const silent = (reached: () => void) => () => {
  const pull = () => never(reached)() as Promise<never>;
  return new Response(new ReadableStream({ pull }), { headers: { "content-type": "text/event-stream" } });
};
const cut = (how: "reset" | "end") => ({ cut: { after: 1, at: 0, how } });

interface Phase extends FakeRunOptions {
  onReconnect?: (reconnect: Reconnect) => void;
  joins?: boolean;
}

/** Each phase calls `reached` when it is there. */
const phases: Record<string, (reached: () => void) => Phase> = {
  "waiting for the rest": (reached) => ({ bodies: [cut("reset"), { answer: silent(reached) }] }),
  "opening it again": (reached) => ({ bodies: [cut("reset"), { answer: never(reached) }] }),
  "pausing between attempts": (reached) => ({
    bodies: [cut("reset"), { answer: () => new Response(null, { status: 503 }) }],
    onReconnect: ({ delayMs }) => void (delayMs > 0 && setImmediate(reached)),
  }),
  "asking how the run stands": (reached) => ({ bodies: [cut("end")], answer: never(reached) }),
  "asking it after the last attempt": (reached) => ({
    bodies: [cut("reset"), { answer: () => new Response(null, { status: 404 }) }],
    answer: never(reached),
  }),
  "asking why the run failed": (reached) => ({
    bodies: [cut("end")],
    isOver: true,
    status: "error",
    answer: (request) => (request.endsWith("/join") ? never(reached)() : undefined),
  }),
  "asking whether there is such a run": (reached) => ({ joins: true, answer: never(reached) }),
};

function begin(make: (typeof phases)[string], reached: () => void, signal?: AbortSignal) {
  const { onReconnect, joins = false, ...options } = make(reached);
  const { run, client } = fake(joins ? "error" : "0:a 1:b 2:c", { keeps: () => true, ...options });
  const stream = joins
    ? client.runs.joinStream("t", "r", { signal })
    : client.runs.stream("t", "agent", { signal, onReconnect });
  const events: unknown[] = [];
  const loop = async () => {
    for await (const event of stream) events.push(event);
  };
  return { run, stream, events, loop };
}

/** What would still be done would be done by now. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe.each(Object.entries(phases))("while %s", (_, make) => {
  test("an abort ends it with its reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const { run, stream, events, loop } = begin(make, () => controller.abort(reason), controller.signal);
    expect(await failure(loop())).toBe(reason);
    const { length } = run.requests;
    const { length: seen } = events;
    await settled();
    expect(run.requests).toHaveLength(length);
    expect(events).toHaveLength(seen);
    expect(run.open).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect([...timers]).toEqual([]);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await failure(stream.final())).toBe(reason);
  });

  test("close() ends the loop", async () => {
    const controller = new AbortController();
    const { run, stream, loop } = begin(make, () => stream.close(), controller.signal);
    await loop();
    const { length } = run.requests;
    await settled();
    expect(run.requests).toHaveLength(length);
    expect(run.open).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect([...timers]).toEqual([]);
  });
});

test.each(["close", "abort"])(
  "a body that arrives when %s() comes is closed, at whatever moment",
  async (how) => {
    const open: number[] = [];
    for (let moment = 0; moment < 60; moment += 1) {
      const controller = new AbortController();
      const { run, client } = fake("0:a", { bodies: [{ cut: { after: 1, at: 0, how: "stall" } }] });
      const stream = client.runs.stream("t", "agent", { signal: controller.signal });
      const next = stream.next();
      next.catch(() => {});
      for (let step = 0; step < moment; step += 1) await Promise.resolve();
      if (how === "close") stream.close();
      else controller.abort();
      await settled();
      if (run.open !== 0) open.push(moment);
    }
    expect(open).toEqual([]);
  },
);

describe("final()", () => {
  const modes: Record<string, StreamMode> = { state: "updates", "runs/r": "values" };

  test.each(Object.keys(modes))("an abort while it asks for %s ends it", async (what) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const answer = (request: string) =>
      request.endsWith(what) ? never(() => controller.abort(reason))() : undefined;
    // The event `end` says that all was said: how the run ended was not asked yet.
    const { client } = fake("0:a 1:end", { answer });
    const stream = client.runs.stream("t", "agent", { signal: controller.signal, streamMode: modes[what] });
    const ended = failure(stream.final());
    await once(controller.signal, "abort");
    expect(await Promise.race([ended, settled().then(() => "still waiting")])).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect([...timers]).toEqual([]);
  });
});
