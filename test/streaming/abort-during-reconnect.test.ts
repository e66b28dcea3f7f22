/** A stream that is aborted or closed during a reconnect ends at once and sends no further requests. */
import { getEventListeners, once } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Reconnect, StreamMode } from "langgraph-client";
import { failure } from "../helpers/async.js";
import { fake } from "../helpers/fake-client.js";
import type { FakeRunOptions } from "../helpers/fake-run.js";

// Nothing advances the fake timers: delays and time limits last until they are cleared.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

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
  "waiting for events after a reconnect": (reached) => ({
    connections: [cut("reset"), { respond: silent(reached) }],
  }),
  reconnecting: (reached) => ({ connections: [cut("reset"), { respond: never(reached) }] }),
  "waiting for the next attempt": (reached) => ({
    connections: [cut("reset"), { respond: () => new Response(null, { status: 503 }) }],
    onReconnect: ({ delayMs }) => void (delayMs > 0 && setImmediate(reached)),
  }),
  "requesting the run's status": (reached) => ({ connections: [cut("end")], respond: never(reached) }),
  "requesting the run's status after the last attempt": (reached) => ({
    connections: [cut("reset"), { respond: () => new Response(null, { status: 404 }) }],
    respond: never(reached),
  }),
  "requesting the cause of the run's failure": (reached) => ({
    connections: [cut("end")],
    hasEnded: true,
    status: "error",
    respond: (request) => (request.endsWith("/join") ? never(reached)() : undefined),
  }),
  "requesting the status of a joined run whose first event is an error": (reached) => ({
    joins: true,
    respond: never(reached),
  }),
};

function begin(make: (typeof phases)[string], reached: () => void, signal?: AbortSignal) {
  const { onReconnect, joins = false, ...options } = make(reached);
  const { run, client } = fake(joins ? "error" : "0:a 1:b 2:c", options);
  const stream = joins
    ? client.runs.joinStream("t", "r", { signal })
    : client.runs.stream("t", "agent", { signal, onReconnect });
  const events: unknown[] = [];
  const loop = async () => {
    for await (const event of stream) events.push(event);
  };
  return { run, stream, events, loop };
}

/** Waits until pending work has run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe.each(Object.entries(phases))("a stream while %s", (phase, make) => {
  test(`throws the signal's reason and leaves nothing behind when a stream is aborted while ${phase}`, async () => {
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
    expect(vi.getTimerCount()).toBe(0);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await failure(stream.final())).toBe(reason);
  });

  test(`ends the loop and leaves nothing behind when a stream is closed while ${phase}`, async () => {
    const controller = new AbortController();
    const { run, stream, loop } = begin(make, () => stream.close(), controller.signal);
    await loop();
    const { length } = run.requests;
    await settled();
    expect(run.requests).toHaveLength(length);
    expect(run.open).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each(["close", "abort"])(
  "closes the connection of a response that arrives at any moment around %s()",
  async (how) => {
    const leaked: number[] = [];
    for (let moment = 0; moment < 60; moment += 1) {
      const controller = new AbortController();
      const { run, client } = fake("0:a", { connections: [{ cut: { after: 1, at: 0, how: "stall" } }] });
      const stream = client.runs.stream("t", "agent", { signal: controller.signal });
      const next = stream.next();
      next.catch(() => {});
      for (let step = 0; step < moment; step += 1) await Promise.resolve();
      if (how === "close") stream.close();
      else controller.abort();
      await settled();
      if (run.open !== 0) leaked.push(moment);
    }
    expect(leaked).toEqual([]);
  },
);

describe("RunStream.final()", () => {
  const modes: Record<string, StreamMode> = { state: "updates", "runs/r": "values" };

  test.each(Object.keys(modes))(
    "final() rejects with the signal's reason when it is aborted while requesting %s",
    async (resource) => {
      const controller = new AbortController();
      const reason = new Error("enough");
      const respond = (request: string) =>
        request.endsWith(resource) ? never(() => controller.abort(reason))() : undefined;
      // The event `end` ends the stream before the run's status is requested.
      const { client } = fake("0:a 1:end", { respond });
      const stream = client.runs.stream("t", "agent", {
        signal: controller.signal,
        streamMode: modes[resource],
      });
      const ended = failure(stream.final());
      await once(controller.signal, "abort");
      expect(await Promise.race([ended, settled().then(() => "still waiting")])).toBe(reason);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});
