import { vi } from "vitest";
import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

const retryable = { status: 503, headers: { "retry-after": "0" }, body: "busy" };

/** A `fetch` without a response, which obeys its signal. */
function neverResponding(_url: unknown, init?: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    const refuse = () => reject(init?.signal?.reason as Error);
    if (init?.signal?.aborted) refuse();
    init?.signal?.addEventListener("abort", refuse);
  });
}

export const trafficRows: Row[] = [
  {
    does: "onRequest changes a header",
    call: (_, { create }) =>
      create({
        onRequest: async (url, init) => ({ ...init, headers: { ...init.headers, "x-own": url.pathname } }),
      }).threads.search(),
    responses: json([]),
  },
  {
    does: "onRequest returns an object of class Headers",
    call: (_, { create }) =>
      create({
        apiKey: "key",
        onRequest: (_url, init) => {
          const headers = new Headers(init.headers);
          headers.set("x-own", init.method ?? "GET");
          return { ...init, headers };
        },
      }).threads.get("t"),
  },
  {
    does: "onRequest sees retries",
    call: async (_, { create }) => {
      let count = 0;
      const onRequest = (_url: URL, init: RequestInit) => {
        count += 1;
        return init;
      };
      await create({ callerOptions: { maxRetries: 1 }, onRequest }).threads.get("t");
      return count;
    },
    responses: [retryable, json({})],
    differs: { "on-request": { result: [1, 2] } },
  },
  {
    does: "a retry of a read by POST",
    call: (_, { create }) => create({ callerOptions: { maxRetries: 1 } }).threads.search(),
    responses: [retryable, json([])],
    differs: {
      retries: {
        "requests.1": [
          undefined,
          {
            to: "POST /threads/search",
            body: { limit: 10, offset: 0 },
            headers: { "content-type": "application/json" },
          },
        ],
        error: [{ name: "Error", status: 503, message: "HTTP 503" }, undefined],
        result: [undefined, []],
      },
    },
  },
  {
    does: "a retry of a new run that was not processed",
    call: (_, { create }) => create({ callerOptions: { maxRetries: 1 } }).runs.create("t", "agent"),
    responses: [retryable, json({})],
    differs: {
      retries: {
        "requests.1": [
          undefined,
          {
            to: "POST /threads/t/runs",
            body: { assistant_id: "agent" },
            headers: { "content-type": "application/json" },
          },
        ],
        error: [{ name: "Error", status: 503, message: "HTTP 503" }, undefined],
        result: [undefined, {}],
      },
    },
  },
  {
    does: "a retry of a read with a status that stays",
    call: (_, { create }) => create({ callerOptions: { maxRetries: 1 } }).threads.get("t"),
    responses: [{ status: 501, body: "no" }, json({})],
    differs: {
      retries: {
        "requests.1": [{ to: "GET /threads/t" }, undefined],
        result: [{}, undefined],
        error: [undefined, { name: "InternalServerError", status: 501, message: "HTTP 501" }],
      },
    },
  },
  {
    does: "timeoutMs",
    call: (_, { create }) => {
      const callerOptions = { maxRetries: 0, fetch: neverResponding };
      return create({ timeoutMs: 20, callerOptions }).threads.get("t");
    },
    differs: {
      "error-classes": {
        "error.message": ["The operation was aborted due to timeout", "No complete response within 20 ms"],
      },
    },
  },
  {
    does: "a call without timeoutMs that takes a minute",
    call: async (_, { create }) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      try {
        const controller = new AbortController();
        const client = create({ callerOptions: { maxRetries: 0, fetch: neverResponding } });
        const call = client.threads.get("t", { signal: controller.signal }).then(
          () => "a response",
          (error: Error) => error.name,
        );
        await vi.advanceTimersByTimeAsync(60_000);
        controller.abort();
        return await call;
      } finally {
        vi.useRealTimers();
      }
    },
    differs: { "time-limit": { result: ["AbortError", "TimeoutError"] } },
  },
  {
    does: "six requests at a time",
    call: async (_, { create }) => {
      let started = 0;
      const controller = new AbortController();
      const fetch = (url: string, init: RequestInit) => {
        started += 1;
        return neverResponding(url, init);
      };
      const client = create({ callerOptions: { fetch, maxRetries: 0 } });
      const { signal } = controller;
      const calls = Array.from({ length: 6 }, () =>
        client.threads.get("t", { signal }).catch(() => undefined),
      );
      await new Promise((resolve) => setImmediate(resolve));
      const atOnce = started;
      controller.abort();
      await Promise.all(calls);
      return atOnce;
    },
    differs: { "parallel-requests": { result: [4, 6] } },
  },
  {
    does: "two equal reads at a time",
    call: (client) => Promise.all([client.threads.getState("t"), client.threads.getState("t")]),
    differs: { "parallel-requests": { "requests.1": [undefined, { to: "GET /threads/t/state" }] } },
  },
  {
    does: "a redirect to another origin",
    call: (_, { create }) => create({ apiKey: "key" }).threads.get("t"),
    responses: ({ headers, url }) =>
      url === "/threads/t"
        ? { status: 307, headers: { location: `http://localhost:${headers.host?.split(":")[1]}/other` } }
        : json({ redirected: true }),
    differs: {
      redirects: {
        "requests.1": [{ to: "GET /other", headers: { "x-api-key": "key" } }, undefined],
        result: [{ redirected: true }, undefined],
        error: [
          undefined,
          { name: "InvalidResponseError", status: 307, message: "The server redirected from http" },
        ],
      },
    },
  },
  {
    does: "a redirect within the origin",
    call: (_, { create }) => create({ apiKey: "key" }).threads.get("t"),
    responses: ({ url }) =>
      url === "/threads/t" ? { status: 307, headers: { location: "/other" } } : json({ redirected: true }),
  },
  {
    does: "a method that is replaced",
    compileError: { code: 2739, kind: "replaced-methods" },
    call: (client) => {
      client.runs.list = async () => [];
      return client.runs.list("t");
    },
  },
  {
    does: "a method that is wrapped",
    call: (client) => {
      const list = client.runs.list.bind(client.runs);
      client.runs.list = (...args: Parameters<typeof list>) => list(...args);
      return client.runs.list("t");
    },
    responses: json([]),
  },
];
