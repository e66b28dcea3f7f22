/** An id stays within its path segment, whatever characters it contains. */
import { readFileSync } from "node:fs";
import { LangGraphClient } from "langgraph-client";
import { describe, expect, test } from "vitest";
import { all } from "../helpers/async.js";
import { listen } from "../helpers/server.js";
import { rows } from "../wire/rows.js";
import type { Row } from "../wire/row.js";

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

/** Every method that takes an id, with the path template of its request. */
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
  ["/threads/{thread_id}/stream", (c, id) => all(c.threads.joinStream(id))],
  ["/threads/{thread_id}/runs", (c, id) => c.runs.list(id)],
  ["/threads/{thread_id}/runs", (c, id) => c.runs.create(id, "a")],
  ["/threads/{thread_id}/runs/stream", (c, id) => all(c.runs.stream(id, "a"))],
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

test("the table of paths contains every operation with an id in its path", () => {
  const tested = new Set(methods.map(([template]) => template));
  const paths = (row: Row) => [row.sends].flat().map((each) => (typeof each === "string" ? each : each.to));
  const used = rows
    .filter(({ method }) => !/^(raw|request)/.test(method))
    .flatMap(paths)
    .map((to) => route(to.replace(/^\w+ /, "")).template)
    .filter((template) => template?.includes("{"));
  expect(used.filter((template) => !tested.has(template!))).toEqual([]);
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
