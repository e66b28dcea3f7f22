import { all, untilCut } from "../helpers/async.js";
import { json, sse } from "../helpers/server.js";
import type { Row } from "./row.js";

const threads = (...ids: string[]) => ids.map((id) => ({ thread_id: id }));
const states = (...ids: string[]) => ids.map((id) => ({ checkpoint: { checkpoint_id: id } }));
const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c" };

export const threadRows: Row[] = [
  { method: "threads.get", call: (client) => client.threads.get("t"), sends: "GET /threads/t" },
  {
    method: "threads.get",
    does: "leaves out an empty include",
    call: (client) => client.threads.get("t", { include: [] }),
    sends: "GET /threads/t",
  },
  {
    method: "threads.get",
    does: "sends include as a comma-separated list",
    call: (client) => client.threads.get("t", { include: ["ttl", "else"] }),
    sends: "GET /threads/t?include=ttl%2Celse",
  },
  {
    method: "threads.create",
    call: (client) => client.threads.create(),
    sends: { to: "POST /threads", body: {} },
    responses: json({ thread_id: "t" }),
  },
  {
    method: "threads.create",
    does: "sends every field in snake_case",
    call: (client) =>
      client.threads.create({
        threadId: "t",
        ifExists: "do_nothing",
        metadata: { userName: "ada" },
        graphId: "agent",
        supersteps: [
          {
            updates: [
              { values: { theValue: 1 }, asNode: "first" },
              { command: { resume: "yes" }, asNode: "second" },
            ],
          },
        ],
        ttl: 60,
      }),
    sends: {
      to: "POST /threads",
      body: {
        thread_id: "t",
        if_exists: "do_nothing",
        metadata: { userName: "ada", graph_id: "agent" },
        supersteps: [
          {
            updates: [
              { values: { theValue: 1 }, as_node: "first" },
              { command: { resume: "yes" }, as_node: "second" },
            ],
          },
        ],
        ttl: { ttl: 60, strategy: "delete" },
      },
    },
    responses: json({ thread_id: "t" }),
  },
  {
    method: "threads.create",
    does: "sends a ttl with its strategy",
    call: (client) => client.threads.create({ ttl: { ttl: 5, strategy: "keep_latest" } }),
    sends: { to: "POST /threads", body: { ttl: { ttl: 5, strategy: "keep_latest" } } },
    responses: json({ thread_id: "t" }),
  },
  {
    method: "threads.copy",
    call: (client) => client.threads.copy("t"),
    sends: "POST /threads/t/copy",
    responses: json({ thread_id: "u" }),
  },
  {
    method: "threads.update",
    call: (client) => client.threads.update("t", { metadata: { title: null }, ttl: 0 }),
    sends: {
      to: "PATCH /threads/t",
      headers: { prefer: undefined },
      body: { metadata: { title: null }, ttl: { ttl: 0, strategy: "delete" } },
    },
  },
  {
    method: "threads.update",
    does: "sends Prefer: return=minimal, and returns undefined for 204",
    call: (client) => client.threads.update("t", { metadata: {}, returnMinimal: true }),
    sends: { to: "PATCH /threads/t", headers: { prefer: "return=minimal" }, body: { metadata: {} } },
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "threads.update",
    does: "returns undefined with returnMinimal, even if the server sends the thread",
    call: (client) => client.threads.update("t", { returnMinimal: true }),
    sends: { to: "PATCH /threads/t", body: {} },
    responses: json({ thread_id: "t" }),
    returns: undefined,
  },
  {
    method: "threads.delete",
    call: (client) => client.threads.delete("t"),
    sends: "DELETE /threads/t",
    responses: { status: 204 },
    returns: undefined,
  },
  {
    method: "threads.prune",
    call: (client) => client.threads.prune(["t", "u"], { strategy: "keep_latest" }),
    sends: { to: "POST /threads/prune", body: { thread_ids: ["t", "u"], strategy: "keep_latest" } },
    responses: json({ pruned_count: 2 }),
  },
  {
    method: "threads.search",
    call: (client) => client.threads.search(),
    sends: { to: "POST /threads/search", body: { limit: 10, offset: 0 } },
    responses: json(threads("t")),
  },
  {
    method: "threads.search",
    does: "sends every field in snake_case",
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
        includePagination: true,
      }),
    sends: {
      to: "POST /threads/search",
      body: {
        metadata: { userName: "ada" },
        ids: ["t"],
        values: { aKey: false },
        status: "idle",
        limit: 3,
        offset: 6,
        sort_by: "state_updated_at",
        sort_order: "desc",
        select: ["thread_id", "values"],
        extract: { lastMessage: "values.messages[-1]" },
      },
    },
    responses: json(threads("t"), { headers: { "x-pagination-total": "7" } }),
    returns: { threads: threads("t"), next: null, total: 7 },
  },
  {
    method: "threads.iterate",
    call: (client) => all(client.threads.iterate({ status: "idle", limit: 2, sortBy: "updated_at" })),
    sends: [
      {
        to: "POST /threads/search",
        body: { status: "idle", limit: 2, offset: 0, sort_by: "updated_at", sort_order: "asc" },
      },
      {
        to: "POST /threads/search",
        body: { status: "idle", limit: 3, offset: 1, sort_by: "updated_at", sort_order: "asc" },
      },
    ],
    responses: [json(threads("t1", "t2")), json(threads("t2"))],
    returns: threads("t1", "t2"),
  },
  {
    method: "threads.count",
    call: (client) => client.threads.count({ metadata: { a: 1 }, status: "busy", values: {} }),
    sends: { to: "POST /threads/count", body: { metadata: { a: 1 }, status: "busy", values: {} } },
    responses: json(0),
  },
  {
    method: "threads.getStorage",
    call: (client) => client.threads.getStorage("t"),
    sends: "GET /threads/t/storage",
  },
  {
    method: "threads.getState",
    call: (client) => client.threads.getState("t"),
    sends: "GET /threads/t/state",
  },
  {
    method: "threads.getState",
    does: "accepts null as checkpoint, and omits subgraphs: false",
    call: (client) => client.threads.getState("t", null, { subgraphs: false }),
    sends: "GET /threads/t/state",
  },
  {
    method: "threads.getState",
    does: "sends subgraphs and select",
    call: (client) =>
      client.threads.getState("t", undefined, { subgraphs: true, select: ["values", "next"] }),
    sends: "GET /threads/t/state?subgraphs=true&select=values&select=next",
  },
  {
    method: "threads.getState",
    does: "sends a checkpoint's id in the path",
    call: (client) => client.threads.getState("t", "c", { subgraphs: true }),
    sends: "GET /threads/t/state/c?subgraphs=true",
  },
  {
    method: "threads.getState",
    does: "sends a checkpoint object in the body",
    call: (client) => client.threads.getState("t", checkpoint, { subgraphs: true, select: ["values"] }),
    sends: {
      to: "POST /threads/t/state/checkpoint",
      body: { checkpoint, subgraphs: true, select: ["values"] },
    },
  },
  {
    method: "threads.getState",
    does: "omits subgraphs: false beside a checkpoint object",
    call: (client) => client.threads.getState("t", checkpoint, { subgraphs: false }),
    sends: { to: "POST /threads/t/state/checkpoint", body: { checkpoint } },
  },
  {
    method: "threads.updateState",
    call: (client) =>
      client.threads.updateState("t", {
        values: { theValue: 1 },
        asNode: "n",
        checkpoint,
        checkpointId: "c",
      }),
    sends: {
      to: "POST /threads/t/state",
      body: { values: { theValue: 1 }, as_node: "n", checkpoint, checkpoint_id: "c" },
    },
  },
  {
    method: "threads.updateState",
    does: "sends null as values",
    call: (client) => client.threads.updateState("t", { values: null, asNode: "__end__" }),
    sends: { to: "POST /threads/t/state", body: { values: null, as_node: "__end__" } },
  },
  {
    method: "threads.getState",
    does: "gets the latest state for a checkpoint that names the thread alone",
    call: (client) =>
      client.threads.getState("t", { thread_id: "t", checkpoint_ns: "" }, { subgraphs: true }),
    sends: "GET /threads/t/state?subgraphs=true",
  },
  {
    method: "threads.getState",
    does: "sends a partial checkpoint",
    call: (client) => client.threads.getState("t", { checkpoint_id: "c" }),
    sends: { to: "POST /threads/t/state/checkpoint", body: { checkpoint: { checkpoint_id: "c" } } },
  },
  {
    method: "threads.getState",
    does: "sends the namespace of a subgraph without an id",
    call: (client) => client.threads.getState("t", { thread_id: "t", checkpoint_ns: "child:1" }),
    sends: {
      to: "POST /threads/t/state/checkpoint",
      body: { checkpoint: { thread_id: "t", checkpoint_ns: "child:1" } },
    },
  },
  {
    method: "threads.getHistory",
    call: (client) => client.threads.getHistory("t"),
    sends: { to: "POST /threads/t/history", body: { limit: 10 } },
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends every field in snake_case",
    call: (client) =>
      client.threads.getHistory("t", {
        limit: 3,
        before: { configurable: { checkpoint_id: "c" } },
        metadata: { source: "loop" },
        checkpoint: { checkpoint_ns: "child" },
        select: ["values"],
      }),
    sends: {
      to: "POST /threads/t/history",
      body: {
        limit: 3,
        before: { configurable: { checkpoint_id: "c" } },
        metadata: { source: "loop" },
        checkpoint: { checkpoint_ns: "child" },
        select: ["values"],
      },
    },
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends before as an id",
    call: (client) => client.threads.getHistory("t", { before: "c" }),
    sends: "GET /threads/t/history?limit=10&before=c",
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends before, a checkpoint, as an id",
    call: (client) => client.threads.getHistory("t", { before: checkpoint, limit: 1 }),
    sends: "GET /threads/t/history?limit=1&before=c",
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends before, a config, as an id, and ignores a checkpoint that names the thread alone",
    call: (client) =>
      client.threads.getHistory("t", {
        before: { configurable: { thread_id: "t", checkpoint_id: "c" } },
        checkpoint: { thread_id: "t", checkpoint_ns: "" },
      }),
    sends: "GET /threads/t/history?limit=10&before=c",
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends no before that names the thread alone",
    call: (client) => client.threads.getHistory("t", { before: { configurable: { thread_id: "t" } } }),
    sends: { to: "POST /threads/t/history", body: { limit: 10 } },
    responses: json([]),
  },
  {
    method: "threads.getHistory",
    does: "sends before with a filter as a config, and as an id to a server that refuses the config",
    call: (client) => client.threads.getHistory("t", { before: "c", metadata: { source: "loop" } }),
    sends: [
      {
        to: "POST /threads/t/history",
        body: {
          limit: 10,
          metadata: { source: "loop" },
          before: { configurable: { checkpoint_id: "c" } },
        },
      },
      {
        to: "POST /threads/t/history",
        body: { limit: 10, metadata: { source: "loop" }, before: "c" },
      },
    ],
    responses: [json({ success: false }, { status: 400 }), json([])],
    returns: [],
  },
  {
    method: "threads.iterateHistory",
    call: (client) => all(client.threads.iterateHistory("t", { limit: 2 })),
    sends: ["GET /threads/t/history?limit=2", "GET /threads/t/history?limit=2&before=c2"],
    responses: [json(states("c3", "c2")), json(states("c1"))],
    returns: states("c3", "c2", "c1"),
  },
  {
    method: "threads.iterateHistory",
    does: "requests the checkpoint with a selection that lacks it, and leaves it out of the states",
    call: (client) => all(client.threads.iterateHistory("t", { limit: 1, select: ["values"] })),
    sends: [
      { to: "POST /threads/t/history", body: { limit: 1, select: ["values", "checkpoint"] } },
      {
        to: "POST /threads/t/history",
        body: {
          limit: 1,
          select: ["values", "checkpoint"],
          before: { configurable: { checkpoint_id: "c1" } },
        },
      },
    ],
    responses: [json([{ values: { a: 1 }, checkpoint: { checkpoint_id: "c1" } }]), json([])],
    returns: [{ values: { a: 1 } }],
  },
  {
    method: "threads.iterate",
    does: "requests the id with a selection that lacks it, and leaves it out of the threads",
    call: (client) => all(client.threads.iterate({ select: ["status"] })),
    sends: [0, 1].map((offset) => ({
      to: "POST /threads/search",
      body: {
        select: ["status", "thread_id"],
        limit: 100 + offset,
        offset,
        sort_by: "created_at",
        sort_order: "asc",
      },
    })),
    responses: [
      json([
        { status: "idle", thread_id: "t1" },
        { status: "busy", thread_id: "t2" },
      ]),
      json([{ status: "busy", thread_id: "t2" }]),
    ],
    returns: [{ status: "idle" }, { status: "busy" }],
  },
  {
    method: "threads.iterateHistory",
    does: "starts before a checkpoint",
    call: (client) => all(client.threads.iterateHistory("t", { before: checkpoint })),
    sends: ["GET /threads/t/history?limit=100&before=c", "GET /threads/t/history?limit=100&before=c0"],
    responses: [json(states("c0")), json([])],
    returns: states("c0"),
  },
  {
    method: "threads.iterateHistory",
    does: "sends a metadata filter with POST",
    call: (client) => all(client.threads.iterateHistory("t", { limit: 1, metadata: { source: "loop" } })),
    sends: [
      { to: "POST /threads/t/history", body: { limit: 1, metadata: { source: "loop" } } },
      {
        to: "POST /threads/t/history",
        body: {
          limit: 1,
          metadata: { source: "loop" },
          before: { configurable: { checkpoint_id: "c1" } },
        },
      },
    ],
    responses: [json(states("c1")), json([])],
    returns: states("c1"),
  },
  {
    method: "threads.joinStream",
    call: (client) =>
      untilCut(
        client.threads.joinStream("t", { lastEventId: "7", streamMode: ["run_modes", "state_update"] }),
      ),
    sends: {
      to: "GET /threads/t/stream?stream_modes=run_modes%2Cstate_update",
      headers: { accept: "text/event-stream", "last-event-id": "7" },
    },
    responses: sse('id: 8\nevent: state_update\ndata: {"state":{},"thread_id":"t"}\n\n'),
    returns: [
      {
        id: "8",
        event: "state_update",
        type: "state_update",
        namespace: [],
        data: { state: {}, thread_id: "t" },
      },
    ],
  },
  {
    method: "threads.joinStream",
    does: "leaves out an empty list of modes and an empty lastEventId",
    call: (client) => untilCut(client.threads.joinStream("t", { lastEventId: "", streamMode: [] })),
    sends: { to: "GET /threads/t/stream", headers: { "last-event-id": undefined } },
    responses: sse(""),
    returns: [],
  },
  {
    method: "threads.joinStream",
    does: "sends neither modes nor Last-Event-ID by default",
    call: (client) => untilCut(client.threads.joinStream("t")),
    sends: { to: "GET /threads/t/stream", headers: { "last-event-id": undefined } },
    responses: sse(""),
    returns: [],
  },
];
