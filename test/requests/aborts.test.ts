/** An abort or a timeout ends a call at once in every phase, without further requests, timers or listeners. */
import { getEventListeners, once } from "node:events";
import { LangGraphClient } from "langgraph-client";
import type { CallOptions, ClientOptions } from "langgraph-client";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen } from "../helpers/server.js";
import type { Respond } from "../helpers/server.js";

beforeAll(async () => {
  // The first connection sets a timer that the runtime keeps for all connections. It must not be a fake one.
  await fetch("http://127.0.0.1:65535").catch(() => {});
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Headers of complete responses. The runtime would set a timer for a connection that stays open. */
const closing = { connection: "close" };

interface Phase {
  respond?: Respond;
  options?: ClientOptions;
  /** Number of requests that have arrived when the call is aborted. */
  arrived: number;
}

/** Each phase calls `reached` when it is there. */
const phases: Record<string, (reached: () => void) => Phase> = {
  "calling auth": (reached) => ({
    options: {
      auth: () => {
        reached();
        return new Promise(() => {});
      },
    },
    arrived: 0,
  }),
  "calling onRequest": (reached) => ({
    options: {
      onRequest: () => {
        reached();
        return new Promise(() => {});
      },
    },
    arrived: 0,
  }),
  "connecting with a fetch that ignores its signal": (reached) => ({
    options: {
      fetch: () => {
        reached();
        return new Promise(() => {});
      },
    },
    arrived: 0,
  }),
  "waiting for headers": (reached) => ({
    respond: () => {
      reached();
      return undefined;
    },
    arrived: 1,
  }),
  "reading the body": (reached) => ({
    respond: (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write("{");
      setImmediate(reached);
      return undefined;
    },
    arrived: 1,
  }),
  "waiting before the next attempt": (reached) => ({
    respond: () => ({ status: 503, headers: { "retry-after": "50", ...closing } }),
    options: { logger: { warn: () => setImmediate(reached) } },
    arrived: 1,
  }),
};

type Call = (client: LangGraphClient, options: CallOptions) => PromiseLike<unknown>;
const calls: Record<string, Call> = {
  "a read": (client, options) => client.threads.get("t", options),
  "a write": (client, options) => client.threads.update("t", { ...options, metadata: {} }),
  "runs.wait": (client, options) => client.runs.wait("t", "a", options),
  "a raw call": (client, { signal, timeoutMs }) => client.raw.GET("/ok", { signal, timeoutMs }),
  "request()": (client, options) =>
    client.request("POST", "/own", { ...options, body: {}, idempotent: true }),
  "a stream": (client, options) => all(client.runs.stream("t", "a", options)),
  "an iterator": (client, options) => all(client.threads.iterate(options)),
};

const matrix = Object.entries(phases).flatMap(([phase, make]) =>
  Object.entries(calls)
    // A stream reads its body after its request.
    .filter(([kind]) => !(kind === "a stream" && phase === "reading the body"))
    .map(([kind, call]) => [phase, kind, make, call] as const),
);

async function clientOf({ respond = () => json({}, { headers: closing }), options }: Phase) {
  const server = await listen(respond);
  return { server, client: new LangGraphClient({ apiUrl: server.url, apiKey: null, ...options }) };
}

describe("an abort", () => {
  test.each(matrix)("an abort while %s rejects %s with the signal's reason", async (_, __, make, call) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const phase = make(() => controller.abort(reason));
    const { client, server } = await clientOf(phase);

    expect(await failure(call(client, { signal: controller.signal }))).toBe(reason);

    expect(server.requests).toHaveLength(phase.arrived);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    // Wait for anything that the aborted attempt would still do.
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.requests).toHaveLength(phase.arrived);
  });

  test("an abort closes the connection", async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const { client } = await clientOf({
      respond: (_, response) => {
        closed = once(response, "close");
        controller.abort();
        return undefined;
      },
      arrived: 1,
    });
    await failure(client.runs.wait("t", "a", { signal: controller.signal }));
    await closed;
  });
});

describe("timeoutMs", () => {
  const limited = Object.entries(phases).filter(([phase]) => !/calling|waiting before/.test(phase));
  test.each(
    limited
      .flatMap(([phase, make]) =>
        Object.entries(calls).map(([kind, call]) => [phase, kind, make, call] as const),
      )
      .filter(([phase, kind]) => !(kind === "a stream" && phase === "reading the body")),
  )("a timeout while %s rejects %s with TimeoutError", async (_, __, make, call) => {
    const phase = make(() => void vi.advanceTimersByTime(30));
    const { client } = await clientOf({ ...phase, options: { ...phase.options, maxRetries: 0 } });
    expect(await failure(call(client, { timeoutMs: 30 }))).toMatchObject({ name: "TimeoutError" });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("timeoutMs limits each attempt rather than the call", async () => {
    vi.useRealTimers();
    const { client, server } = await clientOf({
      respond: (_, __, count) => (count < 2 ? undefined : json({ thread_id: "t" })),
      options: { timeoutMs: 60 },
      arrived: 3,
    });
    expect(await client.threads.get("t")).toEqual({ thread_id: "t" });
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, Call]>([
    ["runs.wait", (client, options) => client.runs.wait("t", "a", options)],
    ["runs.join", (client, options) => client.runs.join("t", "r", options)],
    ["runs.cancel with wait", (client, options) => client.runs.cancel("t", "r", true, "interrupt", options)],
    ["runs.stream", (client, options) => all(client.runs.stream("t", "a", options))],
    ["runs.joinStream", (client, options) => all(client.runs.joinStream("t", "r", options))],
    ["a raw call for a Blob", (client, { signal }) => client.raw.GET("/ok", { signal, parseAs: "blob" })],
    ["a raw stream", (client, { signal }) => all(client.raw.stream("GET", "/ok", { signal }))],
  ])("the client's timeoutMs does not apply to %s", async (_, call) => {
    const controller = new AbortController();
    const { client } = await clientOf({
      respond: () => {
        // A timer of the client's limit would be set by now.
        expect(vi.getTimerCount()).toBe(0);
        controller.abort();
        return undefined;
      },
      options: { timeoutMs: 1 },
      arrived: 1,
    });
    expect(await failure(call(client, { signal: controller.signal }))).toBe(controller.signal.reason);
  });

  test.each([null, Infinity, 1e12])("sets no timer with timeoutMs: %s", async (timeoutMs) => {
    const { client } = await clientOf({
      respond: () => {
        expect(vi.getTimerCount()).toBe(0);
        return json({});
      },
      arrived: 1,
    });
    await client.threads.get("t", { timeoutMs });
  });

  test("clears the timer after a success", async () => {
    const { client } = await clientOf({ arrived: 1 });
    await client.threads.get("t");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a timeout closes the connection", async () => {
    let closed: Promise<unknown> | undefined;
    const { client } = await clientOf({
      respond: (_, response) => {
        closed = once(response, "close");
        vi.advanceTimersByTime(30);
        return undefined;
      },
      options: { maxRetries: 0 },
      arrived: 1,
    });
    expect(await failure(client.threads.get("t", { timeoutMs: 30 }))).toMatchObject({ name: "TimeoutError" });
    await closed;
  });
});

describe("the signal of a completed call", () => {
  const matrix = Object.entries(calls).flatMap(([kind, call]) =>
    [200, 422, "a reset"].map((status) => [kind, status, call] as const),
  );
  test.each(matrix)("leaves no listener on the signal after %s ends with %s", async (_, status, call) => {
    const headers = { "content-type": "text/event-stream", ...closing };
    const { client } = await clientOf({
      respond: ({ url }, response) => {
        if (typeof status === "string") return void response.socket?.resetAndDestroy();
        return url.endsWith("/stream") ? { status, headers } : json({}, { status, headers: closing });
      },
      // The client listens to the signal while it awaits each of these.
      options: { auth: async () => ({}), onRequest: async (_, init) => init, maxRetries: 0 },
      arrived: 1,
    });
    const { signal } = new AbortController();
    await Promise.resolve(call(client, { signal, timeoutMs: 10_000 })).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("an incomplete runtime", () => {
  const names = ["TransformStream", "TextDecoderStream", "DecompressionStream"] as const;
  const statics = ["any", "timeout"] as const;

  test("calls and streams work without optional runtime features such as TransformStream and AbortSignal.any", async () => {
    const globals = globalThis as Record<string, unknown>;
    const before = names.map((name) => [name, globals[name]] as const);
    const own = statics.map((name) => [name, Object.getOwnPropertyDescriptor(AbortSignal, name)!] as const);
    try {
      for (const name of names) delete globals[name];
      for (const name of statics) Reflect.deleteProperty(AbortSignal, name);
      const { signal } = new AbortController();
      Object.defineProperty(signal, "throwIfAborted", { value: undefined });
      const fetch = async (url: string) =>
        url.endsWith("stream")
          ? new Response("event: values\ndata: 1\n\n", { headers: { "content-type": "text/event-stream" } })
          : Response.json({});
      const client = new LangGraphClient({ fetch, apiKey: null });
      expect(await client.threads.get("t", { signal, timeoutMs: 1_000 })).toEqual({});
      expect(await all(client.runs.stream("t", "a", { signal }))).toHaveLength(1);
    } finally {
      for (const [name, value] of before) globals[name] = value;
      for (const [name, descriptor] of own) Object.defineProperty(AbortSignal, name, descriptor);
    }
  });
});
