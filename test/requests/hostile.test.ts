/** Odd and hostile responses: an error of the package, soon, with a short message, and a closed connection. */
import { getEventListeners, once } from "node:events";
import type { ServerResponse } from "node:http";
import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { getInterrupts, LangGraphClient, LangGraphError } from "langgraph-client";
import type { ClientOptions } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { json, listen, sse } from "../helpers/server.js";
import type { CannedResponse, Respond } from "../helpers/server.js";
import { operations } from "./operations.js";

async function clientOf(respond: Respond | CannedResponse | CannedResponse[], options: ClientOptions = {}) {
  const server = await listen(respond);
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null, maxRetries: 0, ...options });
  return { client, server };
}

describe("the text of an error response", () => {
  const nested = (depth: number): string => `${'{"detail":'.repeat(depth)}1${"}".repeat(depth)}`;
  test.each<[string, string]>([
    ["160 kB of <", "<".repeat(160_000)],
    ["5 MB of <", "<".repeat(5_000_000)],
    ["tags that never end", "<a ".repeat(100_000)],
    ["titles that never end", "<title>".repeat(50_000)],
    ["styles that never end", "<style>".repeat(50_000)],
    ["scripts that never end", "<script ".repeat(50_000)],
    ["styles that end as scripts", "<style></script>".repeat(20_000)],
    ["spaces", " ".repeat(1_000_000)],
    ["spaces within text", `a${" \n".repeat(500_000)}b`],
    ["5 MB of text", "x".repeat(5_000_000)],
    ["a detail of 5 MB", JSON.stringify({ detail: "x".repeat(5_000_000) })],
    ["details of 5 MB", JSON.stringify({ message: "m", details: { a: "x".repeat(5_000_000) } })],
    ["many issues", JSON.stringify({ detail: Array(100_000).fill({ loc: ["a"], msg: "b" }) })],
    ["deep nesting", nested(100_000)],
    ["deep lists", `{"detail":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
    ["an issue with a deep message", `{"detail":[{"msg":${"[".repeat(50_000)}${"]".repeat(50_000)}}]}`],
    ["a message that is not text", '{"detail":[{"msg":{"toString":1}}]}'],
    ["a place that is not text", '{"detail":[{"loc":[{"toString":1,"valueOf":1}],"msg":"m"}]}'],
  ])("is shortened in linear time: %s", async (_, body) => {
    const { client } = await clientOf({ status: 500, body });
    const start = performance.now();
    const error = await failure(client.threads.get("t"));
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(error).toMatchObject({ name: "InternalServerError", text: body });
    expect((error as Error).message.length).toBeLessThan(800);
  });

  test("of a redirect is shortened", async () => {
    const location = `http://other/${"x".repeat(10_000)}`;
    for (const [status, to] of [
      [307, `http://[${location}`],
      [301, `/${location}`],
    ] as const) {
      const { client } = await clientOf({ status, headers: { location: to } });
      const error = await failure(client.threads.create());
      expect(error).toMatchObject({ name: "InvalidResponseError", status });
      expect((error as Error).message.length).toBeLessThan(800);
    }
  });

  test("of a stream with another type is shortened", async () => {
    const { client } = await clientOf({
      headers: { "content-type": `text/${"x".repeat(10_000)}` },
      body: "",
    });
    expect(String(await failure(all(client.runs.stream("t", "a")))).length).toBeLessThan(400);
  });

  test("of a redirect never has a password", async () => {
    const { client, server } = await clientOf(({ url }, _, count) =>
      count === 0
        ? { status: 307, headers: { location: server.url.replace("//", "//u:s3cret@") + url } }
        : { status: 404 },
    );
    const error = await failure(client.threads.get("t"));
    expect(error).toMatchObject({ name: "NotFoundError" });
    expect(String(error)).not.toContain("s3cret");
  });
});

describe("the body of an error response of a stream", () => {
  /** Writes to a response until its connection closes. */
  const endless = (response: ServerResponse): void => {
    const write = (): void => {
      while (!response.destroyed && response.write("x".repeat(16_384)));
    };
    response.on("drain", write);
    write();
  };
  const calls: [string, (client: LangGraphClient) => Promise<unknown>][] = [
    ["runs.stream", (client) => all(client.runs.stream("t", "a"))],
    ["runs.joinStream", (client) => all(client.runs.joinStream("t", "r"))],
    ["threads.joinStream", (client) => all(client.threads.joinStream("t"))],
    ["runs.wait", async (client) => client.runs.wait("t", "a")],
    ["runs.join", async (client) => client.runs.join("t", "r")],
    ["runs.cancel with wait", async (client) => client.runs.cancel("t", "r", true)],
    ["a call without a time limit", async (client) => client.threads.get("t", { timeoutMs: null })],
    ["raw.stream", (client) => all(client.raw.stream("GET", "/ok"))],
    [
      "raw with a Blob",
      async (client) => {
        const { error, response } = await client.raw.GET("/ok", { parseAs: "blob" });
        throw Object.assign(new LangGraphError("raw"), { status: response.status, text: error });
      },
    ],
  ];

  test.each(calls)("%s reads the beginning only, and closes the connection", async (_, call) => {
    let closed: Promise<unknown> | undefined;
    let written = 0;
    const { client } = await clientOf((__, response) => {
      closed = once(response, "close").then(() => {
        written = response.socket?.bytesWritten ?? 0;
      });
      response.writeHead(403);
      endless(response);
      return undefined;
    });
    const error = (await failure(call(client))) as { status: number; text: string };
    expect(error).toBeInstanceOf(LangGraphError);
    expect(error).toMatchObject({ status: 403 });
    expect(error.text.length).toBeLessThan(1_000_000);
    await closed;
    expect(written).toBeLessThan(20_000_000);
  });

  test("a redirect whose body never comes is followed at once", async () => {
    const { client } = await clientOf(({ url }, response) => {
      if (url === "/elsewhere") return sse("event: values\ndata: 1\n\n");
      response.writeHead(307, { location: "/elsewhere" }).flushHeaders();
      return undefined;
    });
    const start = performance.now();
    await all(client.raw.stream("POST", "/runs/stream", { body: { assistant_id: "a" } }));
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  test("an error with a Location is not a redirect", async () => {
    const { client } = await clientOf(
      json({ detail: "taken" }, { status: 409, headers: { location: "/x" } }),
    );
    const error = await failure(all(client.runs.stream("t", "a")));
    expect(error).toMatchObject({ name: "ConflictError", detail: "taken" });
  });

  test("a redirect with an endless body is followed", async () => {
    const { client } = await clientOf(({ url }, response) => {
      if (url === "/elsewhere") return sse("event: values\ndata: 1\n\n");
      response.writeHead(307, { location: "/elsewhere" });
      endless(response);
      return undefined;
    });
    const events = await all(client.raw.stream("POST", "/runs/stream", { body: { assistant_id: "a" } }));
    expect(events).toMatchObject([{ data: 1 }]);
  });
});

describe("a fetch of the caller that has read the body", () => {
  const reading = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    await response.text();
    return response;
  };
  const holding = async (url: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    response.body?.getReader();
    return response;
  };

  test.each<[string, (client: LangGraphClient) => Promise<unknown>]>([
    ["a call", async (client) => client.threads.get("t")],
    ["wait", async (client) => client.runs.wait("t", "a")],
    ["a stream", (client) => all(client.raw.stream("GET", "/ok"))],
    ["a raw Blob", (client) => client.raw.GET("/ok", { parseAs: "blob" })],
  ])("%s throws an error that names the remedy, once", async (_, call) => {
    for (const own of [reading, holding]) {
      for (const body of [json({}), sse("data: 1\n\n")]) {
        const { client, server } = await clientOf(body, { fetch: own, maxRetries: 3 });
        const error = await failure(call(client));
        expect(error).toMatchObject({ name: "InvalidResponseError", status: 200 });
        expect((error as Error).message).toContain("response.clone()");
        expect(server.requests).toHaveLength(1);
      }
    }
  });

  test("an error status keeps its class", async () => {
    const { client } = await clientOf({ status: 404, body: "no" }, { fetch: reading });
    expect(await failure(client.threads.get("t"))).toMatchObject({ name: "NotFoundError", text: "" });
    expect(await failure(all(client.runs.stream("t", "a")))).toMatchObject({ name: "NotFoundError" });
  });
});

describe("a fetch of the caller whose bodies are streams of Node, as of node-fetch", () => {
  const open = new Set<IncomingMessage>();
  /** Sends a GET for every request. The other members of a request do not matter here. */
  const nodeFetch = async (url: string): Promise<Response> => {
    const [incoming] = (await once(get(url), "response")) as [IncomingMessage];
    open.add(incoming);
    incoming.on("close", () => open.delete(incoming));
    const status = incoming.statusCode ?? 0;
    const text = async (): Promise<string> => Buffer.concat(await incoming.toArray()).toString();
    const headers = new Headers(incoming.headers as Record<string, string>);
    const response = {
      ok: status < 300,
      status,
      statusText: "",
      headers,
      body: incoming,
      bodyUsed: false,
      text,
    };
    return response as unknown as Response;
  };

  test("calls, streams and errors are read", async () => {
    const { client } = await clientOf(
      ({ url }) => {
        if (url === "/raw") return sse("data: 1\n\ndata: 2\n\n");
        return url.endsWith("missing") ? json({ detail: "no" }, { status: 404 }) : json({ thread_id: "t" });
      },
      { fetch: nodeFetch },
    );
    expect(await client.threads.get("t")).toEqual({ thread_id: "t" });
    expect(await failure(client.threads.get("missing"))).toMatchObject({ status: 404, detail: "no" });
    const events = await all(client.raw.stream("GET", "/raw" as "/ok"));
    expect(events.map(({ data }) => data)).toEqual([1, 2]);
    const missing = client.raw.stream("GET", "/missing" as "/ok");
    expect(await failure(all(missing))).toMatchObject({ status: 404, detail: "no" });
  });

  test("leaving a silent stream closes its connection", async () => {
    const { client } = await clientOf(
      (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
        return undefined;
      },
      { fetch: nodeFetch },
    );
    for await (const event of client.raw.stream("GET", "/ok")) {
      expect(event.data).toBe(1);
      break;
    }
    for (const incoming of open) await once(incoming, "close");
    expect(open.size).toBe(0);
  });

  test("a stream of another type is refused, and its connection closed", async () => {
    const { client } = await clientOf(
      (_, response) => {
        response.writeHead(200, { "content-type": "text/html" }).write("<html>");
        return undefined;
      },
      { fetch: nodeFetch },
    );
    expect(await failure(all(client.raw.stream("GET", "/ok")))).toMatchObject({
      name: "InvalidResponseError",
    });
    for (const incoming of open) await once(incoming, "close");
    expect(open.size).toBe(0);
  });
});

describe("odd JSON", () => {
  const ended = { run_id: "r", status: "success", metadata: { run_id: "r" } };
  const state = { ...ended, next: ["a"], tasks: [] };
  const odd = [
    ...[null, [null], [1], [[]], { items: [null] }, { items: 1 }, { namespaces: [null] }],
    ...[{ run_id: { toString: 1 } }, ended, { ...ended, status: "error", tasks: [null] }],
    ...[
      { ...state, next: 5 },
      { ...state, next: null },
      { ...state, tasks: {} },
      { ...state, tasks: [null] },
    ],
    ...[
      { ...state, tasks: [{ interrupts: [null] }] },
      { ...state, interrupts: [null, 1, { id: {} }] },
    ],
    { ...state, metadata: { run_id: "q" }, created_at: { toString: 1 } },
    { ...state, tasks: [{ error: { toString: 1 } }], status: "error" },
  ];
  const iterators: [string, (client: LangGraphClient) => Promise<unknown>][] = [
    ["assistants.iterate", (client) => all(client.assistants.iterate({ select: ["name"] }))],
    ["threads.iterate", (client) => all(client.threads.iterate())],
    ["runs.iterate", (client) => all(client.runs.iterate("t"))],
    ["crons.iterate", (client) => all(client.crons.iterate())],
    ["store.iterateItems", (client) => all(client.store.iterateItems([]))],
    ["store.iterateNamespaces", (client) => all(client.store.iterateNamespaces())],
    ["threads.iterateHistory", (client) => all(client.threads.iterateHistory("t"))],
    ["runs.resume", (client) => all(client.runs.resume("t", "a", "yes"))],
    ["getInterrupts", async (client) => getInterrupts(await client.threads.getState("t"))],
  ];
  const calls = operations
    .filter(({ name }) => !name.startsWith("raw"))
    .map(({ name, call }) => [name, async (client: LangGraphClient) => call(client, {})] as const);

  test.each([...iterators, ...calls])("never fails in %s with an error of the runtime", async (_, call) => {
    let body: unknown;
    const { client } = await clientOf(() => json(body));
    for (body of odd) {
      const error = await call(client).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error !== undefined) expect(error).toBeInstanceOf(LangGraphError);
    }
  });

  test.each(odd)("never fails in final() with an error of the runtime: %j", async (body) => {
    const { client } = await clientOf(({ url }) =>
      url.endsWith("/stream")
        ? sse('event: metadata\ndata: {"run_id":"r"}\n\nevent: updates\ndata: {}\n\nevent: end\ndata:\n\n')
        : json(body),
    );
    const error = await client.runs
      .stream("t", "a", { streamMode: "updates" })
      .final()
      .catch((reason: unknown) => reason);
    if (error instanceof Error) expect(error).toBeInstanceOf(LangGraphError);
  });
});

describe("an odd header", () => {
  test.each([
    "/threads/t1/runs/r%zz",
    "/threads/%zz/runs/r",
    "/threads/t1/runs/..",
    "/threads/t1/runs/%2e%2e",
    "/threads/../runs/r",
    "/runs/%ff",
    "%",
  ])("Content-Location: %s counts as missing", async (location) => {
    const headers = { "content-location": location };
    const events = 'event: metadata\ndata: {"run_id":"r1"}\n\nevent: values\ndata: {"a":1}\n\n';
    const { client } = await clientOf(({ method, url }) => {
      if (url.endsWith("/stream")) return sse(method === "POST" ? events : "", headers);
      if (url.endsWith("/wait")) return json({ a: 1 }, { headers });
      if (url.endsWith("/state")) return json({ values: {}, next: [] });
      return json({ run_id: "r1", status: "success" }, { headers });
    });
    expect(await client.runs.create("t1", "a")).toMatchObject({ run_id: "r1" });
    expect(await client.runs.wait("t1", "a")).toEqual({ a: 1 });
    const delivered = await all(client.runs.stream("t1", "a", { onDisconnect: "cancel" }));
    expect(delivered.map(({ event }) => event)).toEqual(["metadata", "values"]);
  });

  test.each(["Text/Event-Stream", "TEXT/EVENT-STREAM; charset=UTF-8", "text/event-stream ;x=y"])(
    "Content-Type: %s is a stream",
    async (type) => {
      const { client } = await clientOf({ headers: { "content-type": type }, body: "data: 1\n\n" });
      expect(await all(client.raw.stream("GET", "/ok"))).toMatchObject([{ data: 1 }]);
    },
  );

  test.each(["text/html; note=text/event-stream", "text/event-stream-not", "application/json", ""])(
    "Content-Type: %s is not a stream, and its connection is closed, with a time limit too",
    async (type) => {
      for (const timeoutMs of [undefined, 60_000]) {
        let closed: Promise<unknown> | undefined;
        const { client } = await clientOf((_, response) => {
          closed = once(response, "close");
          response.writeHead(200, { "content-type": type }).write("x");
          return undefined;
        });
        const error = await failure(all(client.runs.stream("t", "a", { timeoutMs })));
        expect(error).toMatchObject({ name: "InvalidResponseError" });
        await closed;
      }
    },
  );
});

describe("listeners on the signal of a caller", () => {
  test.each<[string, (client: LangGraphClient, signal: AbortSignal) => Promise<unknown>]>([
    ["a call", async (client, signal) => client.threads.get("t", { signal })],
    [
      "a call without a time limit",
      async (client, signal) => client.threads.get("t", { signal, timeoutMs: null }),
    ],
    ["wait", async (client, signal) => client.runs.wait("t", "a", { signal })],
    ["join", async (client, signal) => client.runs.join("t", "r", { signal })],
    ["a stream", (client, signal) => all(client.runs.stream("t", "a", { signal }))],
    ["a raw Blob", (client, signal) => client.raw.GET("/ok", { signal, parseAs: "blob" })],
    ["a raw stream", (client, signal) => all(client.raw.stream("GET", "/ok", { signal }))],
    ["a request that fails", async (client, signal) => failure(client.request("GET", "/fail", { signal }))],
  ])("%s leaves none", async (_, call) => {
    const { client } = await clientOf(({ url, headers }) => {
      if (url === "/fail") return { status: 500 };
      if (headers.accept === "text/event-stream")
        return sse('event: error\ndata: {"error":"E","message":"m"}\n\n');
      return json({ status: "success", values: {}, next: [] });
    });
    const { signal } = new AbortController();
    await call(client, signal).catch(() => {});
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
