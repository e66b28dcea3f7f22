import { all } from "../helpers/async.js";
import { json } from "../helpers/server.js";
import type { Row } from "./row.js";

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ assistant_id: `a${from + index}` }));

export const assistantRows: Row[] = [
  {
    method: "assistants.get",
    call: (client) => client.assistants.get("a b/c"),
    sends: "GET /assistants/a%20b%2Fc",
  },
  {
    method: "assistants.getGraph",
    call: (client) => client.assistants.getGraph("a"),
    sends: "GET /assistants/a/graph",
    responses: json({ nodes: [], edges: [] }),
  },
  {
    method: "assistants.getGraph",
    does: "sends xray as a depth",
    call: (client) => client.assistants.getGraph("a", { xray: 2 }),
    sends: "GET /assistants/a/graph?xray=2",
  },
  {
    method: "assistants.getGraph",
    does: "sends xray: false",
    call: (client) => client.assistants.getGraph("a", { xray: false }),
    sends: "GET /assistants/a/graph?xray=false",
  },
  {
    method: "assistants.getSchemas",
    call: (client) => client.assistants.getSchemas("a"),
    sends: "GET /assistants/a/schemas",
  },
  {
    method: "assistants.getSubgraphs",
    call: (client) => client.assistants.getSubgraphs("a"),
    sends: "GET /assistants/a/subgraphs",
  },
  {
    method: "assistants.getSubgraphs",
    does: "encodes a namespace into the path",
    call: (client) => client.assistants.getSubgraphs("a", { namespace: "n|m", recurse: true }),
    sends: "GET /assistants/a/subgraphs/n%7Cm?recurse=true",
  },
  {
    method: "assistants.create",
    call: (client) =>
      client.assistants.create({
        graphId: "agent",
        assistantId: "a",
        config: { configurable: { userName: "ada" }, recursion_limit: 5 },
        context: { userName: "ada" },
        metadata: {},
        ifExists: "do_nothing",
        name: "",
        description: "It helps.",
      }),
    sends: {
      to: "POST /assistants",
      headers: { "content-type": "application/json" },
      body: {
        graph_id: "agent",
        assistant_id: "a",
        config: { configurable: { userName: "ada" }, recursion_limit: 5 },
        context: { userName: "ada" },
        metadata: {},
        if_exists: "do_nothing",
        name: "",
        description: "It helps.",
      },
    },
  },
  {
    method: "assistants.update",
    call: (client) => client.assistants.update("a", { name: "new", graphId: undefined }),
    sends: { to: "PATCH /assistants/a", body: { name: "new" } },
  },
  {
    method: "assistants.update",
    does: "sends an empty body without changes",
    call: (client) => client.assistants.update("a", {}),
    sends: { to: "PATCH /assistants/a", body: {} },
  },
  {
    method: "assistants.delete",
    call: (client) => client.assistants.delete("a"),
    sends: "DELETE /assistants/a",
    responses: json(["a"]),
    returns: undefined,
  },
  {
    method: "assistants.delete",
    does: "sends delete_threads",
    call: (client) => client.assistants.delete("a", { deleteThreads: true }),
    sends: "DELETE /assistants/a?delete_threads=true",
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "assistants.search",
    call: (client) => client.assistants.search(),
    sends: { to: "POST /assistants/search", body: { limit: 10, offset: 0 } },
    responses: json(rows(0, 2)),
  },
  {
    method: "assistants.search",
    does: "sends every field in snake_case",
    call: (client) =>
      client.assistants.search({
        graphId: "agent",
        name: "help",
        metadata: { createdBy: "system" },
        limit: 0,
        offset: 3,
        sortBy: "updated_at",
        sortOrder: "desc",
        select: ["assistant_id", "graph_id"],
        includePagination: false,
      }),
    sends: {
      to: "POST /assistants/search",
      body: {
        graph_id: "agent",
        name: "help",
        metadata: { createdBy: "system" },
        limit: 0,
        offset: 3,
        sort_by: "updated_at",
        sort_order: "desc",
        select: ["assistant_id", "graph_id"],
      },
    },
    responses: json([]),
  },
  {
    method: "assistants.search",
    does: "returns next and total with includePagination",
    call: (client) => client.assistants.search({ limit: 2, includePagination: true }),
    sends: { to: "POST /assistants/search", body: { limit: 2, offset: 0 } },
    responses: json(rows(0, 2), { headers: { "x-pagination-next": "2", "x-pagination-total": "3" } }),
    returns: { assistants: rows(0, 2), next: "2", total: 3 },
  },
  {
    method: "assistants.search",
    does: "returns null for missing pagination headers",
    call: (client) => client.assistants.search({ includePagination: true }),
    sends: { to: "POST /assistants/search", body: { limit: 10, offset: 0 } },
    responses: json([]),
    returns: { assistants: [], next: null, total: null },
  },
  {
    method: "assistants.iterate",
    call: (client) => all(client.assistants.iterate({ graphId: "agent", limit: 2 })),
    sends: [
      {
        to: "POST /assistants/search",
        body: { graph_id: "agent", limit: 2, offset: 0, sort_by: "created_at", sort_order: "asc" },
      },
      {
        to: "POST /assistants/search",
        body: { graph_id: "agent", limit: 3, offset: 1, sort_by: "created_at", sort_order: "asc" },
      },
      // A server may return fewer rows than `limit`: only a page without new rows is the end.
      {
        to: "POST /assistants/search",
        body: { graph_id: "agent", limit: 3, offset: 2, sort_by: "created_at", sort_order: "asc" },
      },
    ],
    responses: [json(rows(0, 2)), json(rows(1, 3)), json(rows(2, 3))],
    returns: rows(0, 3),
  },
  {
    method: "assistants.count",
    call: (client) => client.assistants.count(),
    sends: { to: "POST /assistants/count", body: {} },
    responses: json(7),
  },
  {
    method: "assistants.getVersions",
    call: (client) => client.assistants.getVersions("a"),
    sends: { to: "POST /assistants/a/versions", body: { limit: 10, offset: 0 } },
    responses: json([]),
  },
  {
    method: "assistants.getVersions",
    does: "sends metadata, limit and offset",
    call: (client) => client.assistants.getVersions("a", { metadata: { x: 1 }, limit: 1, offset: 1 }),
    sends: { to: "POST /assistants/a/versions", body: { metadata: { x: 1 }, limit: 1, offset: 1 } },
    responses: json([]),
  },
  {
    method: "assistants.setLatest",
    call: (client) => client.assistants.setLatest("a", 2),
    sends: { to: "POST /assistants/a/latest", body: { version: 2 } },
  },
];
