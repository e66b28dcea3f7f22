/** Every operation that has a method, by its retry class, and calls whose class depends on their arguments. */
import type { CallOptions, LangGraphClient } from "langgraph-client";
import { all } from "../helpers/async.js";

export type RepeatClass = "safe" | "idempotent" | "once";

export interface Operation {
  /** The operation in the OpenAPI document. A comma separates it from a variant. */
  name: string;
  repeat: RepeatClass;
  /** The call opens a stream: a fault in the body is not part of the request. */
  stream?: boolean;
  call: (client: LangGraphClient, options: CallOptions) => PromiseLike<unknown>;
}

type Call = Operation["call"];

const withClass = (repeat: RepeatClass, calls: Record<string, Call>): Operation[] =>
  Object.entries(calls).map(([name, call]) => ({ name, repeat, call, stream: /\/stream( |$)/.test(name) }));

const checkpoint = { thread_id: "t", checkpoint_ns: "", checkpoint_id: "c" };
const schedule = "* * * * *";
const path = { thread_id: "t" };

/** Makes a raw call reject on an HTTP error, as other calls do. */
const raw = async (call: PromiseLike<{ error?: unknown; response: Response }>): Promise<unknown> => {
  const { response } = await call;
  if (!response.ok) throw Object.assign(new Error("raw"), { status: response.status });
  return undefined;
};

export const operations: Operation[] = [
  ...withClass("safe", {
    "GET /assistants/{assistant_id}": (c, o) => c.assistants.get("a", o),
    "GET /assistants/{assistant_id}/graph": (c, o) => c.assistants.getGraph("a", o),
    "GET /assistants/{assistant_id}/schemas": (c, o) => c.assistants.getSchemas("a", o),
    "GET /assistants/{assistant_id}/subgraphs": (c, o) => c.assistants.getSubgraphs("a", o),
    "GET /assistants/{assistant_id}/subgraphs/{namespace}": (c, o) =>
      c.assistants.getSubgraphs("a", { ...o, namespace: "n" }),
    "POST /assistants/search": (c, o) => c.assistants.search(o),
    "POST /assistants/count": (c, o) => c.assistants.count(o),
    "POST /assistants/{assistant_id}/versions": (c, o) => c.assistants.getVersions("a", o),
    "GET /threads/{thread_id}": (c, o) => c.threads.get("t", o),
    "GET /threads/{thread_id}/storage": (c, o) => c.threads.getStorage("t", o),
    "GET /threads/{thread_id}/state": (c, o) => c.threads.getState("t", null, o),
    "GET /threads/{thread_id}/state/{checkpoint_id}": (c, o) => c.threads.getState("t", "c", o),
    "POST /threads/{thread_id}/state/checkpoint": (c, o) => c.threads.getState("t", checkpoint, o),
    "GET /threads/{thread_id}/history": (c, o) => all(c.threads.iterateHistory("t", o)),
    "POST /threads/{thread_id}/history": (c, o) => c.threads.getHistory("t", o),
    "POST /threads/search": (c, o) => c.threads.search(o),
    "POST /threads/count": (c, o) => c.threads.count(o),
    "GET /threads/{thread_id}/stream": (c, o) => all(c.threads.joinStream("t", o)),
    "GET /threads/{thread_id}/runs": (c, o) => c.runs.list("t", o),
    "GET /threads/{thread_id}/runs/{run_id}": (c, o) => c.runs.get("t", "r", o),
    "GET /threads/{thread_id}/runs/{run_id}/join": (c, o) => c.runs.join("t", "r", o),
    "GET /threads/{thread_id}/runs/{run_id}/stream": (c, o) => all(c.runs.joinStream("t", "r", o)),
    "GET /runs/crons/{cron_id}": (c, o) => c.crons.get("c", o),
    "POST /runs/crons/search": (c, o) => c.crons.search(o),
    "POST /runs/crons/count": (c, o) => c.crons.count(o),
    "GET /store/items": (c, o) => c.store.getItem(["n"], "k", o),
    "POST /store/items/search": (c, o) => c.store.searchItems([], o),
    "POST /store/namespaces": (c, o) => c.store.listNamespaces(o),
    "raw GET": (c, o) => raw(c.raw.GET("/threads/{thread_id}", { params: { path }, ...o })),
    "request GET": (c, o) => c.request("GET", "/own", o),
  }),
  ...withClass("idempotent", {
    "DELETE /assistants/{assistant_id}": (c, o) => c.assistants.delete("a", o),
    "POST /assistants/{assistant_id}/latest": (c, o) => c.assistants.setLatest("a", 2, o),
    "POST /assistants, with the caller's id": (c, o) =>
      c.assistants.create({ ...o, graphId: "g", assistantId: "a", ifExists: "do_nothing" }),
    "PATCH /threads/{thread_id}": (c, o) => c.threads.update("t", { ...o, metadata: {} }),
    "DELETE /threads/{thread_id}": (c, o) => c.threads.delete("t", o),
    "POST /threads/prune": (c, o) => c.threads.prune(["t"], o),
    "POST /threads, with the caller's id": (c, o) =>
      c.threads.create({ ...o, threadId: "t", ifExists: "do_nothing" }),
    "POST /threads/{thread_id}/runs/{run_id}/cancel": (c, o) =>
      c.runs.cancel("t", "r", false, "interrupt", o),
    "POST /runs/cancel, by ids": (c, o) => c.runs.cancelMany({ ...o, threadId: "t", runIds: ["r"] }),
    "DELETE /threads/{thread_id}/runs/{run_id}": (c, o) => c.runs.delete("t", "r", o),
    "PATCH /runs/crons/{cron_id}": (c, o) => c.crons.update("c", o),
    "DELETE /runs/crons/{cron_id}": (c, o) => c.crons.delete("c", o),
    "PUT /store/items": (c, o) => c.store.putItem(["n"], "k", {}, o),
    "DELETE /store/items": (c, o) => c.store.deleteItem(["n"], "k", o),
    "raw DELETE": (c, o) => raw(c.raw.DELETE("/threads/{thread_id}", { params: { path }, ...o })),
    "raw POST, with idempotent: true": (c, o) =>
      raw(c.raw.POST("/threads", { body: {}, idempotent: true, ...o })),
    "request PUT": (c, o) => c.request("PUT", "/own", o),
    "request POST, with idempotent: true": (c, o) => c.request("POST", "/own", { ...o, idempotent: true }),
  }),
  ...withClass("once", {
    "POST /assistants": (c, o) => c.assistants.create({ ...o, graphId: "g" }),
    "POST /assistants, with an id that must be new": (c, o) =>
      c.assistants.create({ ...o, graphId: "g", assistantId: "a", ifExists: "raise" }),
    "PATCH /assistants/{assistant_id}": (c, o) => c.assistants.update("a", { ...o, name: "n" }),
    "POST /threads": (c, o) => c.threads.create(o),
    "POST /runs/cancel": (c, o) => c.runs.cancelMany({ ...o, status: "all" }),
    "POST /threads, with the caller's id and supersteps": (c, o) =>
      c.threads.create({ ...o, threadId: "t", ifExists: "do_nothing", supersteps: [{ updates: [] }] }),
    "POST /threads, with the caller's id and supersteps in extraBody": (c, o) => {
      const extraBody = { supersteps: [{ updates: [] }], ...o.extraBody };
      return c.threads.create({ ...o, threadId: "t", ifExists: "do_nothing", extraBody });
    },
    "POST /threads, without an id": (c, o) => c.threads.create({ ...o, ifExists: "do_nothing" }),
    "POST /threads/{thread_id}/copy": (c, o) => c.threads.copy("t", o),
    "POST /threads/{thread_id}/state": (c, o) => c.threads.updateState("t", { ...o, values: null }),
    "POST /threads/{thread_id}/runs": (c, o) => c.runs.create("t", "a", o),
    "POST /threads/{thread_id}/runs/stream": (c, o) => all(c.runs.stream("t", "a", o)),
    "POST /threads/{thread_id}/runs/wait": (c, o) => c.runs.wait("t", "a", o),
    "POST /runs": (c, o) => c.runs.create(null, "a", o),
    "POST /runs/stream": (c, o) => all(c.runs.stream(null, "a", o)),
    "POST /runs/wait": (c, o) => c.runs.wait(null, "a", o),
    "POST /runs/batch": (c, o) => c.runs.createBatch([{ assistantId: "a" }], o),
    "POST /threads/{thread_id}/runs/crons": (c, o) => c.crons.createForThread("t", "a", { ...o, schedule }),
    "POST /runs/crons": (c, o) => c.crons.create("a", { ...o, schedule }),
    "raw POST": (c, o) => raw(c.raw.POST("/threads", { body: {}, ...o })),
    "raw PATCH": (c, o) => raw(c.raw.PATCH("/threads/{thread_id}", { params: { path }, body: {}, ...o })),
    "raw PUT, with idempotent: false": (c, o) =>
      raw(
        c.raw.PUT("/store/items", {
          body: { namespace: ["n"], key: "k", value: {} },
          idempotent: false,
          ...o,
        }),
      ),
    "request POST": (c, o) => c.request("POST", "/own", o),
  }),
];
