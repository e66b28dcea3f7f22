import { json } from "../../helpers/server.js";
import type { Row } from "../row.js";

const found = [{ thread_id: "t" }];

export const threadRows: Row[] = [
  { does: "threads.get", call: (client) => client.threads.get("t") },
  {
    does: "threads.get and the time of the last change of its state",
    compileError: { code: 2532, kind: "missing-fields" },
    call: async (client) => (await client.threads.get("t")).state_updated_at.slice(0, 4),
    responses: json({ thread_id: "t", state_updated_at: "2026-01-01" }),
  },
  {
    does: "threads.get with one field to include",
    call: (client) => client.threads.get("t", { include: ["ttl"] }),
  },
  {
    does: "threads.get with an empty list to include",
    call: (client) => client.threads.get("t", { include: [] }),
  },
  {
    does: "threads.get with two fields to include",
    call: (client) => client.threads.get("t", { include: ["ttl", "else"] }),
    differs: {
      "wire-forms": {
        "requests.0.to": ["GET /threads/t?include=ttl&include=else", "GET /threads/t?include=ttl%2Celse"],
      },
    },
  },
  {
    does: "threads.create",
    call: (client) => client.threads.create(),
    differs: { "left-out-defaults": { "requests.0.body.metadata": [{}, undefined] } },
  },
  {
    does: "threads.create with metadata",
    call: (client) => client.threads.create({ metadata: { userName: "ada" } }),
  },
  { does: "threads.create for a graph", call: (client) => client.threads.create({ graphId: "agent" }) },
  {
    does: "threads.create for a graph, with metadata",
    call: (client) => client.threads.create({ graphId: "agent", metadata: { a: 1 } }),
  },
  {
    does: "threads.create with an id",
    call: (client) => client.threads.create({ threadId: "t", ifExists: "do_nothing", metadata: {} }),
  },
  {
    does: "threads.create with a ttl as a number",
    call: (client) => client.threads.create({ ttl: 60, metadata: {} }),
  },
  {
    does: "threads.create with a ttl as an object",
    call: (client) => client.threads.create({ ttl: { ttl: 5, strategy: "delete" }, metadata: {} }),
  },
  {
    does: "threads.create with supersteps",
    call: (client) =>
      client.threads.create({
        metadata: {},
        supersteps: [
          {
            updates: [
              { values: { theValue: 1 }, asNode: "first" },
              { values: null, command: { resume: "yes", goto: ["a"] }, asNode: "second" },
            ],
          },
          { updates: [] },
        ],
      }),
  },
  {
    does: "threads.create with null and undefined",
    compileError: { code: 2322, kind: "null-values" },
    call: (client) => client.threads.create({ metadata: null, threadId: undefined as never }),
    differs: { "left-out-defaults": { "requests.0.body.metadata": [{}, null] } },
  },
  { does: "threads.copy", call: (client) => client.threads.copy("t") },
  {
    does: "threads.update",
    call: (client) => client.threads.update("t", { metadata: { title: null }, ttl: 0 }),
  },
  {
    does: "threads.update with a ttl as an object",
    call: (client) => client.threads.update("t", { ttl: { ttl: 5 }, returnMinimal: false }),
  },
  { does: "threads.update without a payload", call: (client) => client.threads.update("t") },
  {
    does: "threads.update with a minimal response",
    call: (client) => client.threads.update("t", { metadata: {}, returnMinimal: true }),
    responses: { status: 204 },
  },
  {
    does: "threads.update with a minimal response, of a server that returns the thread",
    call: (client) => client.threads.update("t", { metadata: {}, returnMinimal: true }),
    responses: json({ thread_id: "t" }),
    differs: { "no-results": { result: [{ thread_id: "t" }, undefined] } },
  },
  { does: "threads.delete", call: (client) => client.threads.delete("t"), responses: { status: 204 } },
  {
    does: "threads.delete, of a server that returns an object",
    call: (client) => client.threads.delete("t"),
    responses: json({}),
    differs: { "no-results": { result: [{}, undefined] } },
  },
  {
    does: "threads.prune",
    call: (client) => client.threads.prune(["t", "u"]),
    differs: { "left-out-defaults": { "requests.0.body.strategy": ["delete", undefined] } },
  },
  {
    does: "threads.prune with a strategy",
    call: (client) => client.threads.prune(["t"], { strategy: "keep_latest" }),
  },
  {
    does: "threads.prune of an empty list",
    call: (client) => client.threads.prune([]),
    differs: { "left-out-defaults": { "requests.0.body.strategy": ["delete", undefined] } },
  },
  { does: "threads.search", call: (client) => client.threads.search(), responses: json(found) },
  {
    does: "threads.search with every option",
    call: (client) =>
      client.threads.search({
        metadata: { userName: "ada" },
        ids: ["t"],
        values: { aKey: false },
        status: "idle",
        limit: 3,
        offset: 6,
        sortBy: "state_updated_at",
        sortOrder: "desc",
        select: ["thread_id", "values"],
        extract: { lastMessage: "values.messages[-1]" },
      }),
    responses: json(found),
  },
  {
    does: "threads.search with empty filters",
    call: (client) => client.threads.search({ metadata: {}, values: {}, ids: [], select: [], limit: 0 }),
    responses: json([]),
  },
  {
    does: "threads.search with undefined",
    call: (client) => client.threads.search({ metadata: undefined as never, status: undefined as never }),
    responses: json([]),
  },
  {
    does: "threads.search with null",
    compileError: { code: 2769, kind: "null-values" },
    call: (client) => client.threads.search({ metadata: null, limit: null as never }),
    responses: json([]),
    differs: {
      "given-fields": { "requests.0.body.limit": [10, null], "requests.0.body.metadata": [undefined, null] },
    },
  },
  { does: "threads.count", call: (client) => client.threads.count(), responses: json(3) },
  {
    does: "threads.count with every option",
    call: (client) => client.threads.count({ metadata: { a: 1 }, status: "busy", values: { a: 1 } }),
    responses: json(3),
  },
  {
    does: "threads.patchState",
    compileError: { code: 2339, kind: "patch-state" },
    call: (client) => client.threads.patchState("t", { a: 1 }),
    responses: { status: 204 },
    differs: {
      "patch-state": {
        "requests.0": [
          {
            to: "PATCH /threads/t/state",
            body: { metadata: { a: 1 } },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        error: [undefined, { name: "TypeError" }],
      },
    },
  },
  {
    does: "threads.patchState of a config",
    compileError: { code: 2339, kind: "patch-state" },
    call: (client) => client.threads.patchState({ configurable: { thread_id: "t" } }, { a: 1 }),
    responses: { status: 204 },
    differs: {
      "patch-state": {
        "requests.0": [
          {
            to: "PATCH /threads/t/state",
            body: { metadata: { a: 1 } },
            headers: { "content-type": "application/json" },
          },
          undefined,
        ],
        error: [undefined, { name: "TypeError" }],
      },
    },
  },
  {
    does: "threads.stream",
    compileError: { code: 2339, kind: "threads-stream" },
    call: (client) => client.threads.stream("t", { assistantId: "agent" }).threadId,
    differs: { "threads-stream": { result: ["t", undefined], error: [undefined, { name: "TypeError" }] } },
  },
];
