import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

const found = [{ assistant_id: "a" }];

export const assistantRows: Row[] = [
  { does: "assistants.get", call: (client) => client.assistants.get("a") },
  { does: "assistants.get encodes an id", call: (client) => client.assistants.get("a b/c?d#é") },
  {
    does: "assistants.get with a signal",
    call: (client) => client.assistants.get("a", { signal: new AbortController().signal }),
  },
  { does: "assistants.getGraph", call: (client) => client.assistants.getGraph("a") },
  {
    does: "assistants.getGraph with xray",
    call: (client) => client.assistants.getGraph("a", { xray: true }),
  },
  {
    does: "assistants.getGraph with xray as a depth",
    call: (client) => client.assistants.getGraph("a", { xray: 2 }),
  },
  {
    does: "assistants.getGraph with xray: false",
    call: (client) => client.assistants.getGraph("a", { xray: false }),
  },
  { does: "assistants.getSchemas", call: (client) => client.assistants.getSchemas("a") },
  { does: "assistants.getSubgraphs", call: (client) => client.assistants.getSubgraphs("a") },
  {
    does: "assistants.getSubgraphs of a namespace",
    call: (client) => client.assistants.getSubgraphs("a", { namespace: "n|m", recurse: true }),
  },
  {
    does: "assistants.getSubgraphs with recurse: false",
    call: (client) => client.assistants.getSubgraphs("a", { recurse: false }),
  },
  {
    does: "assistants.getSubgraphs of an empty namespace",
    call: (client) => client.assistants.getSubgraphs("a", { namespace: "" }),
    differs: {
      "argument-checks": {
        "requests.0": [{ to: "GET /assistants/a/subgraphs" }, undefined],
        result: [{ a: "response" }, undefined],
        error: [undefined, { name: "InvalidArgumentError", message: "namespace" }],
      },
    },
  },
  { does: "assistants.create", call: (client) => client.assistants.create({ graphId: "agent" }) },
  {
    does: "assistants.create with every option",
    call: (client) =>
      client.assistants.create({
        graphId: "agent",
        assistantId: "a",
        config: { tags: ["x"], recursion_limit: 5, configurable: { userName: "ada" } },
        context: { userName: "ada" },
        metadata: { userName: "ada" },
        ifExists: "do_nothing",
        name: "",
        description: "It helps.",
      }),
  },
  {
    does: "assistants.create with null and undefined",
    compileError: { code: 2322, kind: "null-values" },
    call: (client) =>
      client.assistants.create({ graphId: "agent", metadata: null, name: undefined as never }),
  },
  {
    does: "assistants.update",
    call: (client) =>
      client.assistants.update("a", { graphId: "b", name: "n", metadata: {}, config: {}, context: { a: 1 } }),
  },
  { does: "assistants.update without changes", call: (client) => client.assistants.update("a", {}) },
  {
    does: "assistants.delete",
    call: (client) => client.assistants.delete("a"),
    responses: { status: 204 },
    differs: {
      "left-out-defaults": {
        "requests.0.to": ["DELETE /assistants/a?delete_threads=false", "DELETE /assistants/a"],
      },
    },
  },
  {
    does: "assistants.delete with its threads, of a server that returns the id",
    call: (client) => client.assistants.delete("a", { deleteThreads: true }),
    responses: json(["a"]),
    differs: { "no-results": { result: [["a"], undefined] } },
  },
  { does: "assistants.search", call: (client) => client.assistants.search(), responses: json(found) },
  {
    does: "assistants.search with every option",
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
    responses: json(found),
  },
  {
    does: "assistants.search with null and undefined",
    compileError: { code: 2769, kind: "null-values" },
    call: (client) =>
      client.assistants.search({ graphId: undefined as never, metadata: null, name: null as never }),
    responses: json(found),
    differs: {
      "given-fields": {
        "requests.0.body.metadata": [undefined, null],
        "requests.0.body.name": [undefined, null],
      },
    },
  },
  {
    does: "assistants.search with pagination",
    call: (client) => client.assistants.search({ limit: 2, includePagination: true }),
    responses: json(found, { headers: { "x-pagination-next": "2", "x-pagination-total": "3" } }),
    differs: { pagination: { "result.total": [undefined, 3] } },
  },
  {
    does: "assistants.search with pagination on the last page",
    call: (client) => client.assistants.search({ includePagination: true }),
    responses: json(found),
    differs: { pagination: { "result.total": [undefined, null] } },
  },
  {
    does: "assistants.search with a name of the wire",
    call: (client) => client.assistants.search({ graph_id: "agent" } as never),
    responses: json(found),
    differs: { "given-fields": { "requests.0.body.graph_id": [undefined, "agent"] } },
  },
  { does: "assistants.count", call: (client) => client.assistants.count(), responses: json(7) },
  {
    does: "assistants.count with every option",
    call: (client) => client.assistants.count({ graphId: "agent", metadata: { a: 1 }, name: "n" }),
    responses: json(7),
  },
  {
    does: "assistants.getVersions",
    call: (client) => client.assistants.getVersions("a"),
    responses: json(found),
  },
  {
    does: "assistants.getVersions with every option",
    call: (client) => client.assistants.getVersions("a", { metadata: { a: 1 }, limit: 1, offset: 1 }),
    responses: json(found),
  },
  { does: "assistants.setLatest", call: (client) => client.assistants.setLatest("a", 2) },
];
