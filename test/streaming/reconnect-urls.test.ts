/** The URL and ids of a reconnect: from response headers or the first event, always within the client's origin. */
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all, failure } from "../helpers/async.js";
import { FakeRun } from "../helpers/fake-run.js";
import type { FakeConnection, FakeEvent, FakeRunOptions } from "../helpers/fake-run.js";
import { readRest } from "../helpers/fake-client.js";
import { listen, sse } from "../helpers/server.js";

const metadata = (id: string | undefined, data: object): FakeEvent => ({
  id,
  event: "metadata",
  data: JSON.stringify(data),
});
const value = (id: string | undefined, data: unknown): FakeEvent => ({
  id,
  event: "values",
  data: JSON.stringify(data),
});
const events = [metadata("0", { run_id: "r", attempt: 1 }), value("1", 1), value("2", 2)];
const cutAfter = (count: number): FakeConnection => ({ cut: { after: count, at: 0, how: "reset" } });

interface Recorded {
  urls: string[];
  keys: (string | null)[];
  announced: unknown[];
  seen: unknown[];
}

/** Reads a run to its end and records every request. */
async function visit(
  apiUrl: string,
  options: FakeRunOptions & { threadId?: string | null },
): Promise<Recorded & { run: unknown }> {
  const { threadId = "t", ...rest } = options;
  const run = new FakeRun(events, rest);
  const recorded: Recorded = { urls: [], keys: [], announced: [], seen: [] };
  const client = new LangGraphClient({
    apiUrl,
    apiKey: "secret",
    fetch: (url, init) => {
      recorded.urls.push(url);
      recorded.keys.push(new Headers(init.headers).get("x-api-key"));
      return run.fetch(url, init);
    },
  });
  const stream = client.runs.stream(threadId, "agent", {
    onRunCreated: (ids) => recorded.announced.push(ids),
  });
  for await (const event of stream) recorded.seen.push(event.event === "values" ? event.data : event.event);
  return { ...recorded, run: await stream.run };
}

const locations = [
  undefined,
  "/threads/t/runs/r/stream",
  "/other/t/runs/r/stream",
  "//evil.example/threads/t/runs/r/stream",
  "https://evil.example/threads/t/runs/r/stream",
  ".evil.example/threads/t/runs/r/stream",
  "@evil.example/threads/t/runs/r/stream",
  "http://[",
  "",
];

describe.each(["http://localhost:8123", "https://example.com", "https://example.com/langgraph"])(
  "a client of %s",
  (apiUrl) => {
    test.each(locations)("reconnects at the run's own URL and ignores Location: %s", async (location) => {
      const own = location?.startsWith("/t") ? `${apiUrl}${location}` : location;
      for (const value of new Set([location, own])) {
        const headers = value === undefined ? {} : { location: value };
        const { urls, keys, seen } = await visit(apiUrl, { headers, connections: [cutAfter(2)] });
        expect(seen).toEqual(["metadata", 1, 2]);
        expect(new Set(urls)).toEqual(
          new Set([
            `${apiUrl}/threads/t/runs/stream`,
            `${apiUrl}/threads/t/runs/r/stream`,
            `${apiUrl}/threads/t/runs/r`,
          ]),
        );
        expect(new Set(keys)).toEqual(new Set(["secret"]));
      }
    });
  },
);

describe("the ids of a streamed run", () => {
  const ids = { run_id: "r", thread_id: "t" };

  test.each<[string, FakeRunOptions]>([
    ["Content-Location", {}],
    [
      "Content-Location with an origin",
      { headers: { "content-location": "http://x.example/threads/t/runs/r" } },
    ],
    [
      "Content-Location with a path prefix",
      { headers: { "content-location": "/langgraph/threads/t/runs/r" } },
    ],
    [
      "Content-Location with a longer path and a query",
      { headers: { "content-location": "/threads/t/runs/r/stream?x" } },
    ],
    ["the first event when CORS hides the headers", { headers: { "content-location": null } }],
  ])("reads the run's ids from %s, announces them once and reconnects with them", async (_, options) => {
    for (const connections of [[], [cutAfter(1)], [cutAfter(2), cutAfter(1), cutAfter(2)]]) {
      const { announced, seen, run } = await visit("http://localhost:8123", { ...options, connections });
      expect(seen).toEqual(["metadata", 1, 2]);
      expect(announced).toEqual([ids]);
      expect(run).toEqual({ runId: "r", threadId: "t" });
    }
  });

  test("throws StreamDisconnectedError with the caller's thread id when the run's id is unknown", async () => {
    const options = { headers: { "content-location": null }, connections: [cutAfter(0)] };
    await expect(visit("http://localhost:8123", options)).rejects.toMatchObject({
      name: "StreamDisconnectedError",
      runId: null,
      threadId: "t",
      received: 0,
      reconnect: undefined,
    });
  });

  test("decodes ids from Content-Location and encodes them in the URL of a reconnect", async () => {
    const headers = { "content-location": "/threads/a%20b/runs/r%2F1" };
    const { run, urls } = await visit("http://localhost:8123", {
      headers,
      connections: [cutAfter(2)],
      threadId: "a b",
    });
    expect(run).toEqual({ runId: "r/1", threadId: "a b" });
    expect(urls[1]).toBe("http://localhost:8123/threads/a%20b/runs/r%2F1/stream");
  });

  test("uses the thread id of a stateless run if Content-Location contains it", async () => {
    const revealed = await visit("http://localhost:8123", { threadId: null, connections: [cutAfter(2)] });
    expect(revealed.run).toEqual({ runId: "r", threadId: "t" });
    expect(revealed.urls).toContain("http://localhost:8123/threads/t/runs/r/stream");
    const headers = { "content-location": "/runs/r" };
    const hidden = await visit("http://localhost:8123", {
      threadId: null,
      headers,
      connections: [cutAfter(2)],
    });
    expect(hidden.run).toEqual({ runId: "r", threadId: null });
    expect(hidden.urls).toContain("http://localhost:8123/runs/r/stream");
    expect(hidden.announced).toEqual([{ run_id: "r" }]);
  });
});

test("sends the caller's headers and query with every request of a stream and of the stream that continues it", async () => {
  const run = new FakeRun(events, {
    connections: [cutAfter(1), cutAfter(2), { respond: () => new Response(null, { status: 404 }) }],
  });
  const sent: string[] = [];
  const client = new LangGraphClient({
    apiKey: null,
    fetch: (url, init) => {
      sent.push(`${new Headers(init.headers).get("x-own")} ${new URL(url).searchParams.get("own")}`);
      return run.fetch(url, init);
    },
  });
  const call = { headers: { "x-own": "1" }, extraQuery: { own: "2" } };
  const error = await failure(all(client.runs.stream("t", "agent", call)));
  expect(await readRest(error)).toMatchObject({ delivered: "2" });
  expect(sent.length).toBeGreaterThan(5);
  expect(new Set(sent)).toEqual(new Set(["1 2"]));
});

test("follows a redirect of a reconnect within the origin only", async () => {
  const foreign = await listen(sse(""));
  for (const target of ["/moved", `${foreign.url}/moved`]) {
    const server = await listen(({ method, url }, response) => {
      if (url === "/moved") return sse("event: values\ndata: 1\nid: 1\n\nevent: end\ndata: null\nid: 2\n\n");
      if (method === "GET") return { status: 307, headers: { location: target } };
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "content-location": "/threads/t/runs/r",
      });
      response.write("event: values\ndata: 1\nid: 1\n\n", () => response.destroy());
      return undefined;
    });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: "secret" });
    const reading = all(client.runs.stream("t", "agent"));
    if (target === "/moved") expect((await reading).map(({ event }) => event)).toEqual(["values", "end"]);
    else await expect(reading).rejects.toMatchObject({ name: "StreamDisconnectedError" });
  }
  expect(foreign.requests).toEqual([]);
});
