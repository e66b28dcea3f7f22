/** An id stays within its path segment, whatever characters it contains. */
import { readFileSync } from "node:fs";
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { listen } from "../helpers/server.js";

const { paths } = JSON.parse(readFileSync(new URL("../../openapi.json", import.meta.url), "utf8")) as {
  paths: Record<string, unknown>;
};
const templates = [...Object.keys(paths), "/runs/{run_id}/stream"];

const ids = [
  "/",
  "a/b",
  "../assistants/x",
  "../../threads/x",
  "..%2fassistants",
  "?",
  "x?y=1#z",
  "#",
  "%",
  "%2e%2e",
  "%2e",
  "%00",
  "...",
  ".x",
  "a b",
  " ",
  "+",
  "&=",
  ";v=1",
  "@evil.example",
  ":80",
  "\\..\\x",
  "ü😀\u2028",
  "a\nb",
  "{thread_id}",
  "//evil.example/",
  "__proto__",
];

/** Calls of every method that takes an id, with the path template of the request. */
const methods: [string, (client: LangGraphClient, id: string) => PromiseLike<unknown>][] = [
  ["/assistants/{assistant_id}", (c, id) => c.assistants.get(id)],
  ["/assistants/{assistant_id}", (c, id) => c.assistants.delete(id)],
  ["/assistants/{assistant_id}", (c, id) => c.assistants.update(id, {})],
  ["/assistants/{assistant_id}/graph", (c, id) => c.assistants.getGraph(id)],
  ["/assistants/{assistant_id}/schemas", (c, id) => c.assistants.getSchemas(id)],
  ["/assistants/{assistant_id}/subgraphs", (c, id) => c.assistants.getSubgraphs(id)],
  [
    "/assistants/{assistant_id}/subgraphs/{namespace}",
    (c, id) => c.assistants.getSubgraphs(id, { namespace: id }),
  ],
  ["/assistants/{assistant_id}/versions", (c, id) => c.assistants.getVersions(id)],
  ["/assistants/{assistant_id}/latest", (c, id) => c.assistants.setLatest(id, 1)],
  ["/threads/{thread_id}", (c, id) => c.threads.get(id)],
  ["/threads/{thread_id}", (c, id) => c.threads.delete(id)],
  ["/threads/{thread_id}", (c, id) => c.threads.update(id, {})],
  ["/threads/{thread_id}/copy", (c, id) => c.threads.copy(id)],
  ["/threads/{thread_id}/storage", (c, id) => c.threads.getStorage(id)],
  ["/threads/{thread_id}/state", (c, id) => c.threads.getState(id)],
  ["/threads/{thread_id}/state", (c, id) => c.threads.updateState(id, { values: null })],
  ["/threads/{thread_id}/state/{checkpoint_id}", (c, id) => c.threads.getState(id, id)],
  [
    "/threads/{thread_id}/state/checkpoint",
    (c, id) => c.threads.getState(id, { thread_id: id, checkpoint_ns: "", checkpoint_id: id }),
  ],
  ["/threads/{thread_id}/history", (c, id) => c.threads.getHistory(id)],
  ["/threads/{thread_id}/history", (c, id) => all(c.threads.iterateHistory(id))],
  ["/threads/{thread_id}/stream", (c, id) => all(c.threads.joinStream(id))],
  ["/threads/{thread_id}/runs", (c, id) => c.runs.list(id)],
  ["/threads/{thread_id}/runs", (c, id) => all(c.runs.iterate(id))],
  ["/threads/{thread_id}/runs", (c, id) => c.runs.create(id, "a")],
  ["/threads/{thread_id}/runs/stream", (c, id) => all(c.runs.stream(id, "a"))],
  [
    "/threads/{thread_id}/runs/stream",
    (c, id) => all(c.runs.resume(id, "a", "answer", { checkInterrupts: false })),
  ],
  ["/threads/{thread_id}/state", (c, id) => all(c.runs.resume(id, "a", "answer"))],
  [
    "/threads/{thread_id}/state/{checkpoint_id}",
    (c, id) => all(c.runs.resume(id, "a", "answer", { checkpointId: id })),
  ],
  ["/threads/{thread_id}/runs/wait", (c, id) => c.runs.wait(id, "a")],
  ["/threads/{thread_id}/runs/{run_id}", (c, id) => c.runs.get(id, id)],
  ["/threads/{thread_id}/runs/{run_id}", (c, id) => c.runs.delete(id, id)],
  ["/threads/{thread_id}/runs/{run_id}/cancel", (c, id) => c.runs.cancel(id, id)],
  ["/threads/{thread_id}/runs/{run_id}/join", (c, id) => c.runs.join(id, id)],
  ["/threads/{thread_id}/runs/{run_id}/stream", (c, id) => all(c.runs.joinStream(id, id))],
  ["/runs/{run_id}/stream", (c, id) => all(c.runs.joinStream(null, id))],
  ["/threads/{thread_id}/runs/crons", (c, id) => c.crons.createForThread(id, "a", { schedule: "* * * * *" })],
  ["/runs/crons/{cron_id}", (c, id) => c.crons.get(id)],
  ["/runs/crons/{cron_id}", (c, id) => c.crons.update(id, {})],
  ["/runs/crons/{cron_id}", (c, id) => c.crons.delete(id)],
  [
    "/threads/{thread_id}",
    (c, id) => c.raw.GET("/threads/{thread_id}", { params: { path: { thread_id: id } } }),
  ],
  [
    "/threads/{thread_id}/stream",
    (c, id) =>
      all(c.raw.stream("GET", "/threads/{thread_id}/stream", { params: { path: { thread_id: id } } })),
  ],
];

/** Matches a URL as a server's router does. Returns the template and the values of its placeholders. */
function route(url: string): { template: string | undefined; values: string[] } {
  // Servers and proxies normalize paths as the URL class does.
  const { pathname } = new URL(url, "http://server");
  for (const template of [...templates].sort((a, b) => a.split("{").length - b.split("{").length)) {
    const match = new RegExp(`^${template.replace(/\{[^}]+\}/g, "([^/]+)")}$`).exec(pathname);
    if (match) return { template, values: match.slice(1).map(decodeURIComponent) };
  }
  return { template: undefined, values: [] };
}

describe.each(methods)("%s %s", (template, call) => {
  test(`sends every id within its segment of ${template}`, async () => {
    // After an error no method sends a second request.
    const server = await listen({ status: 404 });
    const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
    for (const id of ids) {
      await Promise.resolve(call(client, id)).catch(() => {});
      const { url, headers } = server.requests.at(-1)!;
      expect.soft(route(url), JSON.stringify(id)).toEqual({
        template,
        values: Array(template.split("{").length - 1).fill(id),
      });
      expect.soft(`http://${headers.host}`).toBe(server.url);
    }
    expect(server.requests).toHaveLength(ids.length);
  });
});

/** Methods whose requests have no id in the path. */
const withoutId = new Set([
  "assistants.create",
  "assistants.search",
  "assistants.iterate",
  "assistants.count",
  "threads.create",
  "threads.prune",
  "threads.search",
  "threads.iterate",
  "threads.count",
  "runs.createBatch",
  "runs.cancelMany",
  "crons.create",
  "crons.search",
  "crons.iterate",
  "crons.count",
  "store.putItem",
  "store.getItem",
  "store.deleteItem",
  "store.searchItems",
  "store.iterateItems",
  "store.listNamespaces",
  "store.iterateNamespaces",
]);

test("the table of paths contains every method of the client with an id in its path", async () => {
  const { url } = await listen({ status: 404 });
  const client = new LangGraphClient({ apiUrl: url, apiKey: null });
  const { assistants, threads, runs, crons, store } = client;
  const existing: string[] = [];
  const called = new Set<string>();
  for (const [name, resource] of Object.entries({ assistants, threads, runs, crons, store })) {
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(resource));
    existing.push(...methods.filter((each) => each !== "constructor").map((each) => `${name}.${each}`));
    const recording = new Proxy(resource, {
      get(target, method) {
        called.add(`${name}.${String(method)}`);
        const value: unknown = Reflect.get(target, method);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
    Object.assign(client, { [name]: recording });
  }

  for (const [, call] of methods) await Promise.resolve(call(client, "x")).catch(() => {});

  expect([...called].sort()).toEqual(existing.filter((name) => !withoutId.has(name)).sort());
  console.log(`${methods.length * ids.length} paths`);
});

test("sends keys and namespaces of the store unchanged in the query", async () => {
  const server = await listen({ body: "null" });
  const client = new LangGraphClient({ apiUrl: server.url, apiKey: null });
  for (const id of ids.filter((each) => !each.includes("."))) {
    await client.store.getItem(["a", id], id);
    const query = new URL(server.requests.at(-1)!.url, "http://server").searchParams;
    expect([...query]).toEqual([
      ["namespace", `a.${id}`],
      ["key", id],
    ]);
  }
});
